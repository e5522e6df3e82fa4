"""Labels of transcripts: what is one, whom it stands for, and which lines are turns."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.spans import Name, RoleSpan, Span
from tasks.text.turns import answers, key, label_of, turns
from tasks.text.turns_spoken import spoken
from tasks.text.turns_voices import People


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("HOLM: Yes.", "HOLM"),
        ("SEN. ADA HOLM (D-Ore.): Yes.", "SEN. ADA HOLM"),
        ("ADA HOLM, HOST: Good morning.", "ADA HOLM"),
        ("Ada Holm (chief of the bureau, and a diver): Yes.", "Ada Holm"),
        ("Q. Is it cold?", "Q"),
        ("Ada Holm:", "Ada Holm"),
        ("What he wants: a weir", None),
        ("The Echo's Ada Holm: The weir will hold", None),
        ("3. Holm: The weir will hold", None),
        ("He said: no", None),
        ("The train left at 9:30", None),
        ("A Dane walked in.", None),
    ],
)
def test_what_a_label_is(line: str, expected: str | None) -> None:
    found = label_of(line)
    assert (line[slice(*found.name)] if found else None) == expected


def test_a_number_parts_officers() -> None:
    assert key("POLICE OFFICER 1") != key("POLICE OFFICER 2")


@pytest.mark.parametrize(
    "lines",
    [
        ["Related: What you should know", "Read: Your weir", "Related: Are you wet?", "Read: You"],
        ["HOLM: Yes.", "BERG: You?"],
        ["HOLM: I do.", "HOLM: I did.", "BERG: You did?", "A line", "BERG: You do?"],
        ["Winner: Holm", "Loser: Berg", "Winner: Tarn", "Loser: Varn"],
    ],
)
def test_what_is_no_transcript(lines: list[str]) -> None:
    """Rubrics, two lines, a list by person, and lines that do not talk."""
    assert turns(lines) == []


def test_answers_need_three_questions_put_to_somebody_in_an_interview() -> None:
    lines = [
        "Ada Holm spoke to us.",
        "Why you?",
        "I can.",
        "Do you dive?",
        "I do.",
        "Will you?",
        "Yes.",
    ]
    assert answers(lines) == ([1, 3, 5], [2, 4])
    assert answers(lines[1:]) == ([], [])
    assert answers(lines[:5]) == ([], [])


TEXT = "Ada Holm, Milo Berg and Rut Berg met at the Echo Office."
NAMES = [
    Name(0, 8, "PER"),
    Name(10, 19, "PER"),
    Name(24, 32, "PER"),
    Name(44, 55, "ORG"),
]


@pytest.mark.parametrize(
    ("label", "kind", "who"),
    [
        ("HOLM", "person", "holm"),
        ("Ada", "person", "holm"),
        ("AH", "person", "holm"),
        ("EO", "asker", "EO"),
        ("Echo Office", "asker", "Echo Office"),
        ("Q", "asker", "question"),
        ("ANSWER", "answer", "answer"),
        ("POLICE OFFICER 1", "role", "POLICE OFFICER 1"),
        ("THE FACTS", "", "THE FACTS"),
    ],
)
def test_whom_a_label_stands_for(label: str, kind: str, who: str) -> None:
    assert People(TEXT, NAMES).voice(label)[:2] == (kind, who)


def test_initials_of_two_people_are_nobodys() -> None:
    text = "Ada Holm and Arne Hals"
    people = People(text, [Name(0, 8, "PER"), Name(13, 22, "PER")])
    assert people.voice("AH").kind == ""


def paragraphs(text: str) -> list[RoleSpan]:
    """The lines of a text, all of the story."""
    ends = [n for n, mark in enumerate(f"{text}\n") if mark == "\n"]
    return [RoleSpan(a + 1, b, "body") for a, b in pairwise([-1, *ends])]


def test_a_label_becomes_a_name_and_initials_do_not() -> None:
    text = "Ada Holm met Milo Berg.\nHOLM: Are you here?\nMB: I am.\nHOLM: Yes?\nMB: I am."
    names = [Name(0, 8, "PER"), Name(13, 22, "PER"), Name(44, 46, "ORG")]
    found = spoken(text, paragraphs(text), names)
    printed = [text[slice(*name[:2])] for name in found.names]
    assert printed == ["Ada Holm", "Milo Berg", "HOLM", "HOLM"]
    assert [turn.speaker for turn in found.turns][:2] == [Span(24, 28), Span(13, 22)]


LINES = ["A: I", "Q: You?", "HOLM: I", "Ada Holm: you", "You?", "(x y)", ":"]


@given(st.lists(st.sampled_from(LINES)))
def test_turns_stand_in_order_within_their_lines(lines: list[str]) -> None:
    text = "\n".join(["Ada Holm talks to us. Ada Holm", *lines])
    names = [Name(0, 8, "PER"), Name(22, 30, "PER")]
    found = spoken(text, paragraphs(text), names).turns
    assert [turn.whole for turn in found] == sorted({turn.whole for turn in found})
    assert all(t.whole.start <= t.said.start <= t.said.end == t.whole.end for t in found if t.said)


@pytest.mark.parametrize("line", ["A " * 20_000, "A:" * 20_000, "(" * 20_000, "Q. " * 20_000 + "?"])
def test_a_line_built_to_be_slow_comes_back(line: str) -> None:
    assert len(turns([line] * 4)) <= 4
    assert answers([line] * 4) is not None
