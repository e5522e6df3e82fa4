"""Datelines and stamps are found with their parts; what only looks like one is left alone."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.datelines import find_dateline, find_stamp
from tests.casebook import cases

LINES = st.text(st.sampled_from("LONDON, aB.—–-:|()/ Dec29 AP\t'"), min_size=1) | st.text(
    min_size=1
)


@pytest.mark.parametrize("case", cases("datelines"))
def test_a_dateline_and_its_parts(case: dict[str, Any]) -> None:
    found = find_dateline(case["line"], case["early"])
    if case["rest"] is None:
        assert found is None
    else:
        assert found is not None
        assert (found.place, found.agency, found.date) == (
            case["place"],
            case["agency"],
            case["date"],
        )
        assert case["line"][found.span.end :].strip() == case["rest"]


@pytest.mark.parametrize("case", cases("stamps"))
def test_a_stamp_and_what_is_behind_it(case: dict[str, Any]) -> None:
    found = find_stamp(case["line"])
    if case["date"] == "none":
        assert found is None
    else:
        assert found is not None
        assert found.date == case["date"]
        assert case["line"][found.span.end :].strip() == case["rest"]


@given(LINES)
def test_any_line_is_read_and_spans_stay_inside(line: str) -> None:
    for found in (find_dateline(line), find_stamp(line)):
        assert found is None or 0 <= found.span.start < found.span.end <= len(line)


def test_a_long_line_of_capitals_takes_bounded_time() -> None:
    assert find_dateline("A" * 100_000) is None
    assert find_dateline("AB " * 50_000) is None
    assert find_stamp("1" * 100_000) is None
    assert find_stamp("date " * 50_000) is None


@pytest.mark.parametrize(
    "opening", ["published", "published 2031-03-02 updated", "published on", "LONDON —"]
)
def test_blanks_behind_an_opening_take_bounded_time(opening: str) -> None:
    line = opening + " " * 50_000 + "x"
    find_stamp(line)
    find_dateline(line)
