"""Answers are written so that no reader of them is harmed or misled."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.errors import UserError
from tasks.warehouse import FORMATS, formatted

ANSWER = pa.table(
    {
        "title": ["Tide wall", "=cmd|' /C calc'!A0", None],
        "day": [date(2026, 11, 20), None, None],
        "at": [datetime(2026, 11, 20, 6, 30, tzinfo=UTC), None, None],
        "share": [0.25, None, float("nan")],
        "sources": [["Post", "Ledger"], [], None],
    }
)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "\n=1"])
def test_csv_text_that_a_spreadsheet_would_run_becomes_text(cell: str) -> None:
    written = formatted(pa.table({cell: [cell]}), "csv").decode()
    header, row = csv.reader(io.StringIO(written, newline=""))
    assert header == row == ["'" + cell]


def test_csv_leaves_numbers_alone() -> None:
    assert formatted(pa.table({"lean": [-0.5]}), "csv") == b"lean\n-0.5\n"


@given(st.lists(st.text(), min_size=1))
def test_no_csv_cell_opens_like_a_formula(cells: list[str]) -> None:
    clean = [cell.encode("utf-8", "ignore").decode() for cell in cells]
    written = formatted(pa.table({"words": clean, "n": range(len(clean))}), "csv").decode()
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert len(rows) == len(clean) + 1
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell, _ in rows)


def test_json_is_an_array_of_objects() -> None:
    first, _, last = json.loads(formatted(ANSWER, "json"))
    assert first == {
        "title": "Tide wall",
        "day": "2026-11-20",
        "at": "2026-11-20T06:30:00+00:00",
        "share": 0.25,
        "sources": ["Post", "Ledger"],
    }
    assert last["share"] is None


def test_columns_of_one_name_are_all_there() -> None:
    twice = pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["n", "n"])
    assert json.loads(formatted(twice, "json")) == [{"n": 1, "n_1": 2}]
    assert pq.read_table(io.BytesIO(formatted(twice, "parquet"))).to_pylist() == [
        {"n": 1, "n_1": 2}
    ]


def test_parquet_gives_the_table_back() -> None:
    assert (
        pq.read_table(io.BytesIO(formatted(ANSWER, "parquet"))).column_names == ANSWER.column_names
    )


def test_a_table_for_the_eye_shows_no_control_characters() -> None:
    shown = formatted(pa.table({"words": ["red\x1b[31m\nline", "x" * 200]}), "table").decode()
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 60
    assert shown.endswith("(2 rows)\n")


@pytest.mark.parametrize("form", FORMATS)
def test_no_rows_are_written_too(form: str) -> None:
    assert formatted(ANSWER.slice(0, 0), form)


def test_an_unknown_format_is_the_users_error() -> None:
    with pytest.raises(UserError, match="choose one of table, csv, json, parquet"):
        formatted(ANSWER, "xlsx")


def test_numbers_that_json_does_not_know_are_null_in_it() -> None:
    odd = [float("inf"), float("-inf"), float("nan"), 0.5]
    answer = pa.table({"n": odd, "list": [odd] * 4})
    rows = json.loads(formatted(answer, "json"), parse_constant=pytest.fail)
    assert [row["n"] for row in rows] == [None, None, None, 0.5]
    assert rows[0]["list"] == [None, None, None, 0.5]
    assert formatted(answer.select(["n"]), "csv") == b"n\ninf\n-inf\n\n0.5\n"
