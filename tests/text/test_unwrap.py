"""Lines that a fixed width broke come together; lines that someone ended stay."""

import textwrap
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.flowed import unflow
from tasks.text.unwrap import unwrap
from tests.casebook import cases

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=20, max_size=60)


@pytest.mark.parametrize("case", cases("unwrap"))
def test_broken_lines_come_together(case: dict[str, Any]) -> None:
    assert unwrap(case["text"]) == case["expected"]


@given(st.lists(WORDS, min_size=1, max_size=4), st.integers(50, 100))
def test_what_a_width_broke_comes_back(paragraphs: list[list[str]], width: int) -> None:
    whole = [" ".join(words) for words in paragraphs]
    broken = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in whole)
    assert unwrap(broken) == "\n\n".join(whole)


@given(st.text("ab \n-.\t漢>—A1", max_size=120))
def test_nothing_but_white_space_changes(text: str) -> None:
    assert "".join(unwrap(text).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "drop_space", "expected"),
    [
        ("The old \ndam broke.\nNobody wept.", False, "The old dam broke.\nNobody wept."),
        ("The old har \nbour road", True, "The old harbour road"),
        ("> The old \n> dam broke. \nYes.", False, "> The old dam broke. \nYes."),
        (" From the quay \nto the hill", False, "From the quay to the hill"),
        ("Goodbye. \n-- \nAda", False, "Goodbye. \n-- \nAda"),
    ],
)
def test_a_flowed_mail_flows(text: str, drop_space: bool, expected: str) -> None:
    assert unflow(text, drop_space) == expected


@pytest.mark.parametrize("signed", ["By " + "A" * 5_000 + "!", "By " + "Aa " * 5_000 + "!"])
def test_a_line_like_an_endless_byline_comes_back(signed: str) -> None:
    line = "The old dam above the town of Osterna broke on Monday"
    assert signed in unwrap(f"{line}\nand few wept, for it was old and it had long been\n{signed}")


@pytest.mark.parametrize("drop_space", [False, True])
def test_a_flowed_mail_may_be_one_paragraph(drop_space: bool) -> None:
    lines = ["the ferry ran aground at dusk "] * 200_000
    joined = "".join(line[:-1] if drop_space else line for line in lines)
    assert unflow("\n".join(lines), drop_space) == joined
