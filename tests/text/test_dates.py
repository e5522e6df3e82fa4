"""Dates are read as far as they say, and never guessed."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.dates import believable, in_address, parse_date
from tests.casebook import cases


@pytest.mark.parametrize("case", cases("dates"))
def test_a_date_and_its_precision(case: dict[str, Any]) -> None:
    near = date.fromisoformat(case["near"]) if case["near"] else None
    found = parse_date(case["raw"], case["zone"], near)
    read = (found.at.isoformat(), found.precision) if found else (None, None)
    assert read == (case["at"], case["precision"])


@given(st.text(max_size=40) | st.text(st.sampled_from("0123456789-/:. TZ+JanMay,"), max_size=30))
def test_any_text_gives_a_moment_in_utc_or_none(raw: str) -> None:
    found = parse_date(raw, near=date(2031, 1, 2))
    assert found is None or (
        found.at.tzinfo is UTC and found.precision in ("minute", "day", "month")
    )


@given(st.datetimes(datetime(1800, 1, 1), datetime(2200, 1, 1)))
def test_what_is_written_is_read_back(at: datetime) -> None:
    at = at.replace(second=0, microsecond=0, tzinfo=UTC)
    for form in ("%Y-%m-%dT%H:%M+00:00", "%B %d, %Y %H:%M GMT", "%d %b %Y, %I:%M %p UTC"):
        written = at.strftime(form).replace(f" {at.year} ", f" {at.year:04} ")
        assert parse_date(written) == (at, "minute"), written


def test_dates_before_1800_and_past_the_night_are_not_believed() -> None:
    night = date(2031, 1, 1)
    assert not believable(datetime(1799, 12, 31, tzinfo=UTC), night)
    assert believable(datetime(2031, 1, 3, 23, 59, tzinfo=UTC), night)
    assert not believable(datetime(2031, 1, 4, tzinfo=UTC), night)
    assert believable(datetime(2999, 1, 1, tzinfo=UTC), None)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/2026/11/18/ferry", "2026-11-18"),
        ("/2026/11/8", "2026-11-08"),
        ("/coast/2026-11-18/ferry", "2026-11-18"),
        ("/coast/2026/nov/18/ferry", "2026-11-18"),
        ("/coast/2026/November/8/ferry", "2026-11-08"),
        ("/20261118/ferry.html", "2026-11-18"),
        ("/news/ferry-2026-11-18", "2026-11-18"),
        ("/news/ferry-2026-11-18.html", "2026-11-18"),
        ("/2026/11/ferry", "2026-11"),
        ("/coast/20261118", None),
        ("/coast/ferry-20261118", None),
        ("/2026/13/ferry", None),
        ("/2026/sport/18/ferry", None),
        ("/ferry?day=/2026/11/18/", None),
        ("/a/12345678/ferry", None),
    ],
)
def test_the_date_in_an_address(path: str, found: str | None) -> None:
    assert in_address("https://post.example" + path) == found
