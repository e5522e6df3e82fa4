"""A line of `sources.toml` written after a day's first night reaches the records the day holds."""

import pyarrow as pa
import pytest

from tasks.ingest.held import restamped
from tasks.ingest.rules import with_options
from tests.ingest.conftest import SMALL
from tests.ingest.samples import OTHER, STORY

WIRE = f"{STORY}\n=====\n{OTHER}\n"
NAMES = ["record_id", "origin_file", "origin_member", "origin_number", "media_type", "content", "sha256", "reason", "stage_version"]  # fmt: skip


def held(*rows):
    """Rows of `raw`: (origin_file, media type, content) each."""
    found = [
        [f"r{place}", file, None, 0, media_type, content.encode(), "0" * 64, None, "ingest-old"]
        for place, (file, media_type, content) in enumerate(rows)
    ]
    return pa.Table.from_pylist(
        [dict(zip(NAMES, row, strict=True)) for row in found],
        schema=pa.schema(
            [
                (name, {"content": pa.binary(), "origin_number": pa.int32()}.get(name, pa.string()))
                for name in NAMES
            ]
        ),
    )


def stamped(rows, rules, delivered=()):
    kept = restamped(rows, {"inbox": rules}, delivered, "ingest-new", SMALL)
    return kept.rows.to_pylist(), kept.notes


def test_columns_and_outlet_named_later_are_stamped_on_what_is_held():
    rules = [("*.csv", {"source": "Coastal Press", "column-text": "Artikel"})]
    (row, other), notes = stamped(
        held(("inbox/a.csv", "application/json", "{}"), ("inbox/b.txt", "text/plain", STORY)), rules
    )
    assert row["media_type"] == "application/json; column-text=Artikel; source=Coastal%20Press"
    assert row["stage_version"] == "ingest-old"
    assert other["media_type"] == "text/plain"
    assert notes == []


def test_a_rule_taken_away_is_taken_from_what_is_held():
    ((row,), _) = stamped(held(("inbox/a.txt", "text/plain; source=Old", STORY)), [])
    assert row["media_type"] == "text/plain"


def test_records_of_other_folders_keep_their_stamps():
    rows = held(("wire/a.txt", "text/plain; source=Old", STORY), ("a.txt", "text/plain", OTHER))
    assert stamped(rows, [("*", {"source": "New"})])[0] == rows.to_pylist()


def test_a_text_held_whole_is_cut_by_a_separator_named_later(read):
    first, second = stamped(
        held(("inbox/wire.txt", "text/plain", WIRE)), [("*.txt", {"separator": "^=+$"})]
    )[0]
    fresh = read("sources.toml", '[[source]]\nseparator = "^=+$"\n', "wire.txt", WIRE)
    assert [row["record_id"] for row in (first, second)] == [row["record_id"] for row in fresh]
    assert second["content"].decode().strip() == OTHER
    assert second["stage_version"] == "ingest-new"


@pytest.mark.parametrize(
    ("delivered", "kept", "note"),
    [
        ({"inbox/wire.txt"}, 0, "inbox/wire.txt: read anew, as sources.toml now cuts it"),
        (set(), 1, "inbox/wire.txt: cut as before; give the file again to cut it anew"),
    ],
)
def test_another_separator_needs_the_file_again(delivered, kept, note):
    before = with_options("text/plain", {"separator": "^=+$"})
    rows, notes = stamped(
        held(("inbox/wire.txt", before, STORY)),
        [("*", {"separator": "^-+$", "source": "Coastal Press"})],
        delivered,
    )
    assert (len(rows), notes) == (kept, [note])
    assert all("source=Coastal%20Press" in row["media_type"] for row in rows)
    assert all("separator=%5E%3D+%24" in row["media_type"] for row in rows)


@pytest.mark.parametrize("content", ["", "=====\n=====\n", " \n\n"], ids=repr)
def test_a_text_without_an_article_in_it_stays_when_a_separator_is_named(content):
    rows = held(("inbox/wire.txt", "text/plain", content))
    assert stamped(rows, [("*.txt", {"separator": "^=+$"})])[0] == rows.to_pylist()


@pytest.mark.parametrize("delivered", [(), ("inbox/wire.txt",)], ids=["away", "delivered"])
@pytest.mark.parametrize("content", ["", WIRE], ids=["blanked", "kept"])
def test_what_has_a_reason_is_neither_cut_nor_left_out(content, delivered):
    (row,) = held(("inbox/wire.txt", "text/plain", content)).to_pylist()
    row["reason"] = "taken down on 2026-11-21"
    rows = pa.Table.from_pylist([row], schema=held().schema)
    found, notes = stamped(rows, [("*.txt", {"separator": "^=+$"})], delivered)
    assert (found, notes) == ([row], [])
