"""Agencies are found in bylines, credits and outlets' names; who only helped or is quoted is none."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.agencies import credited, credited_below, outlet_agency
from tasks.text.bylines import agency_in
from tests.casebook import cases

READERS = {
    "byline": agency_in,
    "outlet": outlet_agency,
    "credit": credited,
    "end": lambda line: credited(line, behind=True),
}
STORY = [("The council voted on Monday.", "body"), ("The dam will close in May.", "body")]


@pytest.mark.parametrize("case", cases("agencies"))
def test_the_agency_a_line_names(case: dict[str, Any]) -> None:
    assert READERS[case["as"]](case["line"]) == case["agency"]


@pytest.mark.parametrize("role", ["body", "byline", "boilerplate", "credit"])
def test_a_credit_below_the_story_counts_whatever_its_line_was_taken_for(role: str) -> None:
    assert credited_below([*STORY, ("— Reuters", role)]) == "Reuters"


def test_a_credit_of_a_picture_is_none_of_the_story() -> None:
    shown = [("Crowds at the quay on Monday", "caption"), ("Reuters", "credit")]
    assert credited_below([*shown, *STORY]) is None
    assert credited_below([STORY[0], *shown, STORY[1]]) is None
    assert credited_below([*STORY, *shown]) is None


def test_a_text_of_no_or_other_lines_has_no_credit() -> None:
    assert credited_below([]) is None
    assert credited_below([("Reuters", "headline")]) is None


@given(st.text(st.sampled_from("APReuters ©,.|—-()/ by2031"), max_size=80) | st.text(max_size=80))
def test_any_line_is_read(line: str) -> None:
    for reader in READERS.values():
        assert reader(line) is None or isinstance(reader(line), str)


HOSTILE = (
    "AP " * 50_000,
    "© " * 50_000,
    "Reuters, " * 20_000,
    "a AP." * 20_000,
    "Reuters " + "newswire" * 5_000 + "x",
    "©" * 50_000 + "x" * 200 + " Reuters",
    "(c) ©" * 20_000 + "x" * 200 + " Reuters",
    "Source: Reuters" + " " * 50_000 + "x" * 60,
)


def test_long_lines_take_bounded_time() -> None:
    for line in HOSTILE:
        for reader in READERS.values():
            reader(line)
