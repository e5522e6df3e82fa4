"""Dates in figures that can be read in either order, by the other dates of their file."""

import hashlib
import json
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.articles.clean import clean
from tests.articles.test_clean import NIGHT

DAY = "its date puts the day first, as others of its file do"
MONTH = "its date puts the month first, as others of its file do"
OPEN = "05/02/2031"


def row(number: int, written: Any, file: str = "desk/a.csv", member: str | None = None) -> Any:
    content = json.dumps({"date": written, "text": f"The dam closes, part {number}."}).encode()
    return {
        "record_id": f"r{number}",
        "origin_file": file,
        "origin_member": member,
        "media_type": "application/json; source=Post",
        "content": content,
        "sha256": hashlib.sha256(content).hexdigest(),
        "reason": None,
    }


def read(rows: list[Any]) -> list[tuple[str | None, str, str]]:
    """Of each row its day, as the table has it, the date as found, and the ledger's reason."""
    found = clean(pd.DataFrame(rows), NIGHT)
    days = [str(at.date()) if pd.notna(at) else None for at in found.articles["published_at"]]
    return list(zip(days, found.articles["published_raw"], found.verdicts["reason"], strict=True))


@pytest.mark.parametrize(
    ("others", "day", "reason"),
    [
        (["13/02/2031"], "2031-02-05", f"read; published from date; {DAY}"),
        (["13.02.2031 14:05", "2031-02-01"], "2031-02-05", f"read; published from date; {DAY}"),
        ([], None, "read; published from date"),
        (["04/02/2031"], None, "read; published from date"),
        (["13/02/2031", "02/13/2031"], None, "read; published from date"),
        (["32/02/2031", "13/13/2031"], None, "read; published from date"),
        (["13/02/31"], None, "read; published from date"),
    ],
)
def test_a_date_is_read_as_the_others_of_its_file_must_be(others, day, reason) -> None:
    rows = [row(number, written) for number, written in enumerate([OPEN, *others])]
    assert read(rows)[0] == (day, OPEN, reason)


def test_the_month_may_come_first() -> None:
    found = read([row(0, "02/05/2031 8:15 PM"), row(1, "02/13/2031"), row(2, "February 20, 2031")])
    assert [day for day, _, _ in found] == ["2031-02-05", "2031-02-13", "2031-02-20"]
    assert [MONTH in reason for _, _, reason in found] == [True, False, False]


def test_another_file_or_member_tells_nothing() -> None:
    rows = [
        row(0, OPEN),
        row(1, "13/02/2031", "desk/b.csv"),
        row(2, OPEN, "desk/c.zip", "a.csv"),
        row(3, "13/02/2031", "desk/c.zip", "b.csv"),
    ]
    assert [day for day, _, _ in read(rows)] == [None, "2031-02-13", None, "2031-02-13"]


def test_the_pages_of_a_crawl_are_of_many_hands() -> None:
    def page(number: int, written: str) -> Any:
        html = f"<html><head><meta name='date' content='{written}'></head><body><p>The dam closes, part {number}.</p></body></html>"
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}"
        warc = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/{number}\r\n\r\n{http}"
        told = {"media_type": "application/warc", "content": warc.encode(), "sha256": str(number)}
        return row(number, written) | told

    found = read([page(0, OPEN), page(1, "13/02/2031")])
    assert [day for day, _, _ in found] == [None, "2031-02-13"]


@given(st.permutations(["13/02/2031", OPEN, "2031-02-01", "soon", "14.02.2031"]))
def test_the_order_of_rows_changes_nothing(dates: list[str]) -> None:
    found = read([row(number, written) for number, written in enumerate(dates)])
    assert {raw: day for day, raw, _ in found}[OPEN] == "2031-02-05"
