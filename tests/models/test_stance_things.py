"""Holders and targets without a name are asked about where a word of attitude joins them, and nowhere else."""

import pytest

from tasks.models.stance_candidates import askable, questions
from tasks.models.stance_predicates import predications
from tasks.models.stance_reading import read
from tasks.models.stance_targets import Named, targets
from tasks.models.stance_things import Who, told
from tasks.models.stance_voices import Voice
from tasks.watchlist import Watchlist
from tests.models.trees import tree


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
        ("The mayor opposed Ferrow.", ["Ferrow"], ("The mayor", "Ferrow")),
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


def test_whose_founder_is_accused_is_not_the_accused() -> None:
    found = asked("Ambler accused Lumora's founder of fraud.", "Ambler", "Lumora")
    assert {target for holder, target in found if holder} == {"Lumora's founder"}


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Ambler criticised Ferrow.", ["Ambler", "Ferrow"], ("Ambler", "Ferrow")),
        ("Ambler praised and welcomed the film.", ["Ambler"], ("Ambler", "the film")),
        (
            "The unions condemned and rejected it and the lawsuit.",
            [],
            ("The unions", "the lawsuit"),
        ),
    ],
)
def test_nothing_is_asked_twice(text: str, names: list[str], expected: tuple[str, str]) -> None:
    who = named(text, *names)
    found = questions(read([text])[0], who, targets(text, who, Watchlist()), ())
    held = [(q.holder.name, q.target.name) for q in found if q.holder]
    assert held == [expected]


def test_whom_a_party_opposes_is_not_asked_of_the_article_besides() -> None:
    assert asked("The unions opposed Ferrow.", "Ferrow") == {("The unions", "Ferrow")}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Ambler praised the 10-year-old girl.", "the 10-year-old girl"),
        ("Ambler praised the council's new plan for parks.", "the council's new plan"),
    ],
)
def test_a_thing_is_named_whole(text: str, target: str) -> None:
    assert ("Ambler", target) in asked(text, "Ambler")


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


@pytest.mark.parametrize("head", [3, -1])
def test_an_apostrophe_that_owns_nothing_ends_a_phrase(head: int) -> None:
    """A parser may hang "'s" on a later word, or on none."""
    odd = tree(
        ("Ann", "NNP", 1, "nsubj"), ("praised", "VBD", -1, "root"), ("'s", "POS", head, "case"),
        ("film", "NN", 1, "obj"),
    )  # fmt: skip
    ann = Named(0, 3, "Ann", "ann", True)
    found = [
        one.target.name for one in told(odd, predications(odd), Who({ann: (0, 1)}, {}), {}, {0})
    ]
    assert found == ["film"]


def test_who_speaks_a_cue_holds_where_the_parser_finds_no_subject() -> None:
    text = "Dwayne Petrie, whose team plays Norvale's old side on Saturday, supports the switch."
    speaker = Named(0, 13, "Dwayne Petrie", "p1", True)
    start, cue = text.index("the switch"), text.index("supports")
    voice = Voice(start, len(text) - 1, speaker, "supports", cue)
    found = questions(read([text])[0], [], [], [voice])
    assert [(q.holder.name, q.target.name) for q in found if q.holder] == [
        ("Dwayne Petrie", "the switch")
    ]
