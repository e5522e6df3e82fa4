"""Holders and targets without a name are asked about where a word of attitude joins them, and nowhere else."""

import pytest

from tasks.models.stance_candidates import askable, questions
from tasks.models.stance_reading import read
from tasks.models.stance_targets import Named, targets
from tasks.watchlist import Watchlist


def named(text: str, *names: str) -> list[Named]:
    return [Named(text.index(n), text.index(n) + len(n), n, n.lower(), True) for n in names]


def asked(text: str, *names: str) -> set[tuple[str | None, str]]:
    who = named(text, *names)
    found = questions(read([text])[0], who, targets(text, who, Watchlist()), ())
    return {(q.holder.name if q.holder else None, q.target.name) for q in found}


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Ambler dismissed the newspaper reports.", ["Ambler"], ("Ambler", "the newspaper reports")),
        ("Ambler never backed her first film.", ["Ambler"], ("Ambler", "her first film")),
        ("The unions opposed Ferrow.", ["Ferrow"], ("The unions", "Ferrow")),
        ("Two federal judges rejected the petition.", [], ("Two federal judges", "the petition")),
        ("Her successor, Lund, praised the film.", ["Lund"], ("Lund", "the film")),
        ("Ambler praised her successor, Lund.", ["Ambler", "Lund"], ("Ambler", "Lund")),
        ("The petition was rejected by two judges.", [], ("two judges", "The petition")),
    ],
)  # fmt: skip
def test_nouns_joined_by_an_attitude_are_asked_about(
    text: str, names: list[str], expected: tuple[str, str]
) -> None:
    assert expected in asked(text, *names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # An act is no attitude toward whatever it meets.
        ("Ambler joined the queue.", ["Ambler"]),
        ("Ambler attacked the checkpoint.", ["Ambler"]),
        # Nouns that do not say what is meant.
        ("Ambler criticised everything.", ["Ambler"]),
        ("Ambler dismissed a number of them.", ["Ambler"]),
        # What holds no stance.
        ("The weather favoured the visitors.", []),
    ],
)
def test_others_are_not(text: str, names: list[str]) -> None:
    assert {target for holder, target in asked(text, *names) if holder} == set()


def test_what_is_named_is_asked_about_once() -> None:
    text = "Ambler criticised Ferrow."
    assert asked(text, "Ambler", "Ferrow") == {("Ambler", "Ferrow")}


@pytest.mark.parametrize(
    ("text", "names", "worth"),
    [
        ("Ambler criticised the film.", ["Ambler"], True),
        ("The unions criticised the film.", [], True),
        ("The film was criticised.", [], False),
        ("Ambler went home.", ["Ambler"], False),
    ],
)
def test_such_sentences_are_parsed(text: str, names: list[str], worth: bool) -> None:
    who = named(text, *names)
    assert askable(text, who, targets(text, who, Watchlist()), ()) is worth
