"""Which questions a sentence raises: targets by kind, holders by grammar, speakers by quotation."""

import pytest

from tasks.models.stance_candidates import askable, questions
from tasks.models.stance_reading import read
from tasks.models.stance_targets import Named, targets
from tasks.models.stance_voices import Voice
from tasks.watchlist import Target, Watchlist

NOBODY = Watchlist()


def named(text: str, *names: str) -> list[Named]:
    return [Named(text.index(n), text.index(n) + len(n), n, n.lower(), True) for n in names]


def asked(text: str, *names: str, voices: tuple[Voice, ...] = ()) -> set[tuple[str | None, str]]:
    who = named(text, *names)
    found = questions(read([text])[0], who, targets(text, who, NOBODY), voices)
    return {(q.holder.name if q.holder else None, q.target.name) for q in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They back the new truce deal.", ["the new truce deal"]),
        ("The peace talks will go on.", ["The peace talks"]),
        ("Nobody wants another war.", []),
        ("It fights terrorism and racism.", ["terrorism", "racism"]),
        ("She read the bill's second page.", []),
    ],
)
def test_propositions_are_noun_phrases(text: str, expected: list[str]) -> None:
    assert [target.name for target in targets(text, [], NOBODY)] == expected


def test_the_watchlist_wins_over_what_overlaps() -> None:
    text = "Marek hailed the Straits truce."
    watchlist = Watchlist((Target("t1", "the truce", ("Straits truce",)),))
    found = targets(text, named(text, "Marek", "Straits"), watchlist)
    assert [(target.name, target.actor) for target in found] == [
        ("Marek", "marek"),
        ("the truce", "t1"),
    ]


def test_subject_is_asked_about_object() -> None:
    assert ("Ambler", "Ferrow") in asked("Ambler praised Ferrow.", "Ambler", "Ferrow")


@pytest.mark.parametrize(
    "text",
    [
        "Vesterby Gov. Ana Lund thanked Ferrow.",
        "Vesterby opposition leader Ana Lund condemned Ferrow.",
    ],
)
def test_a_name_that_says_where_another_is_from_holds_nothing(text: str) -> None:
    holders = {holder for holder, _ in asked(text, "Vesterby", "Ana Lund", "Ferrow")}
    assert "Ana Lund" in holders
    assert "Vesterby" not in holders


def test_a_place_behind_of_is_not_who_acts() -> None:
    text = "The fishermen of Vesterby reject Ferrow."
    assert ("Vesterby", "Ferrow") not in asked(text, "Vesterby", "Ferrow")


def test_a_name_before_a_verb_holds_though_another_follows() -> None:
    assert ("Vesterby", "Ana Lund") in asked("Vesterby thanked Ana Lund.", "Vesterby", "Ana Lund")


def test_nobody_is_asked_about_himself() -> None:
    text = "Ambler praised Ambler."
    who = [Named(0, 6, "Ambler", "a", True), Named(15, 21, "Ambler", "a", True)]
    found = questions(read([text])[0], who, who, ())
    assert all(q.holder is None for q in found)


def test_the_speaker_is_asked_about_what_he_speaks_of() -> None:
    text = "“The mayor is a disgrace to Aldport,” Ferrow said."
    voice = Voice(1, text.index(",”"), named(text, "Ferrow")[0], "said")
    found = asked(text, "Aldport", "Ferrow", voices=(voice,))
    assert ("Ferrow", "Aldport") in found


def test_the_article_speaks_where_a_polar_word_stands_by() -> None:
    assert (None, "Ferrow") in asked("The corrupt Ferrow slept.", "Ferrow")
    assert not asked("Ferrow slept in a hotel by the harbour.", "Ferrow")


@pytest.mark.parametrize(
    ("text", "holder", "asked_of"),
    [
        ("Harbour TV analyst Jane Ferrow accused Ambler of lying.", "Harbour TV", False),
        ("The head of the Harbour Council condemned Ambler.", "Harbour Council", False),
        ("The Ambler campaign condemned Ferrow.", "Ambler", True),
        ("Members of the Harbour Council condemned Ambler.", "Harbour Council", True),
    ],
)
def test_a_name_that_only_qualifies_another_holds_nothing(
    text: str, holder: str, asked_of: bool
) -> None:
    names = [
        name
        for name in ("Harbour TV", "Jane Ferrow", "Harbour Council", "Ambler", "Ferrow")
        if name in text
    ]
    found = asked(text, *[n for n in names if not (n == "Ferrow" and "Jane Ferrow" in text)])
    assert (holder in {held for held, _ in found}) == asked_of


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "They back the Liberals' policies.",
            ["Liberals"],
            ["Liberals", "Liberals' policies"],
        ),
        ("They back Ferrow's plan to cut rents.", ["Ferrow"], ["Ferrow", "Ferrow's plan"]),
        ("They back the opposing party’s policies.", [], ["the opposing party’s policies"]),
        ("The war-weary town slept.", [], []),
        ("They hailed his record on immigration.", [], []),
        (
            "They fear a long government strike, and the government strike.",
            [],
            ["the government strike"],
        ),
    ],
)
def test_a_target_is_a_whole_phrase(text: str, names: list[str], expected: list[str]) -> None:
    found = targets(text, named(text, *names), NOBODY)
    assert [target.name for target in found] == expected


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Ambler told us the mayor plans to be there.", "the mayor plans"),
        ("Ambler will shut down the government.", "the government"),
        ("Ambler thanked the government attorneys.", "the government"),
        ("Ambler opposes calls to defund the police.", "the police"),
        ("Ambler denounced Vesterby Gov. Ana Lund.", "Vesterby"),
    ],
)
def test_what_is_no_target_by_its_grammar_is_not_asked_about(text: str, target: str) -> None:
    names = [name for name in ("Ambler", "Vesterby", "Ana Lund") if name in text]
    assert target not in {goal for _, goal in asked(text, *names)}


def test_a_common_noun_is_a_target() -> None:
    assert ("Ambler", "the government") in asked("Ambler accused the government.", "Ambler")


@pytest.mark.parametrize(
    ("words", "actor", "stays"),
    [
        ("Premier Lena Fisk", "Lena Fisk", "Lena Fisk"),
        ("Two Harbour groups", "Harbour", "Two Harbour groups"),
        ("Members of the Harbour Council", "Harbour Council", "Harbour Council"),
    ],
)
def test_nobody_holds_twice(words: str, actor: str, stays: str) -> None:
    text = f"{words} condemned Ferrow in a letter."
    speaker = Named(0, len(words), words, None, True)
    found = asked(text, actor, "Ferrow", voices=(Voice(0, len(text), speaker, "condemned"),))
    assert {holder for holder, target in found if target == "Ferrow"} == {stays}


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("At the Harbour Conference, Ana Lund praised Ferrow.", "Harbour Conference"),
        ("A pro-Ambler group accused Ferrow of theft.", "Ambler"),
        ("Two Harbour groups condemned Ferrow.", "Harbour"),
    ],
)
def test_a_name_beside_who_acts_holds_nothing(text: str, holder: str) -> None:
    names = [n for n in ("Harbour Conference", "Ana Lund", "Ambler", "Harbour") if n in text]
    assert holder not in {held for held, _ in asked(text, *names, "Ferrow")}


def test_unnamed_critics_and_supporters_hold() -> None:
    assert ("Critics", "the bill") in asked("Critics of the bill praised Ferrow.", "Ferrow")
    assert ("supporters", "Ferrow") in asked("Few of Ferrow's supporters came.", "Ferrow")


def test_named_critics_are_asked_about_by_name() -> None:
    found = asked("Ambler is a critic of Ferrow.", "Ambler", "Ferrow")
    assert ("Ambler", "Ferrow") in found
    assert "critic" not in {holder for holder, _ in found}


VESTERBY = Named(0, 8, "Vesterby", "l1", True)
LUND = Named(17, 21, "Lund", "p1", True)


@pytest.mark.parametrize(
    ("text", "names", "voices", "expected"),
    [
        ("Vesterby praised Lund.", [VESTERBY, LUND], [], True),
        ("Vesterby is by the cold sea.", [VESTERBY], [], False),
        ("Vesterby's critics stay by the sea.", [VESTERBY], [], True),
        ("Vesterby suffered terrible losses.", [VESTERBY], [], True),
        ("Vesterby is by the cold sea.", [VESTERBY], [Voice(0, 27, LUND._replace(start=-1, end=-1), None)], True),
        ("Vesterby is by the cold sea.", [VESTERBY], [Voice(0, 27, None, None)], False),
    ],
)  # fmt: skip
def test_a_sentence_is_parsed_only_if_somebody_might_stand_to_another_in_it(
    text: str, names: list[Named], voices: list[Voice], expected: bool
) -> None:
    assert askable(text, names, names, voices) == expected
