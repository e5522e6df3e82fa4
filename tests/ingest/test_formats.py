"""Every format gives its records, each with where it stood."""

import gzip
import json

import pytest

from tasks.ingest.parsers import read_fields
from tests.ingest.samples import OTHER, ROWS, STORY, delimited, jsonl, parquet, tarred, zipped


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rows.jsonl", jsonl()),
        ("rows.ndjson", b"\xef\xbb\xbf" + jsonl()),
        ("lines-by-another-name.json", jsonl()),
        ("list.json", json.dumps(ROWS).encode()),
        ("envelope.json", json.dumps({"status": "ok", "articles": ROWS}).encode()),
        ("rows.csv", delimited()),
        ("semicolons.csv", delimited(delimiter=";")),
        ("rows.tsv", delimited(delimiter="\t")),
        ("marked.csv", b"\xef\xbb\xbf" + delimited()),
        ("wide.csv", delimited().decode().encode("utf-16")),
        ("rows.parquet", parquet()),
        ("rows.jsonl.gz", gzip.compress(jsonl())),
        ("twice.jsonl.gz", gzip.compress(jsonl(ROWS[:1])) + gzip.compress(jsonl(ROWS[1:]))),
        ("rows.zip", zipped("day/rows.csv", delimited())),
        ("rows.tar", tarred("rows.parquet", parquet())),
        ("rows.tgz", tarred("rows.jsonl", jsonl(), mode="w:gz")),
        ("nested.zip", zipped("a.tar.gz", tarred("rows.jsonl", jsonl(), mode="w:gz"))),
    ],
)
def test_rows_of_every_format_give_the_same_fields(read, name, content):
    records = read(name, content)
    assert [row["reason"] for row in records] == [None, None]
    assert [row["origin_number"] for row in records] == [0, 1]
    fields = [read_fields(row["media_type"], row["content"], name) for row in records]
    assert [(f.title, f.text, f.source) for f in fields] == [tuple(row.values()) for row in ROWS]


@pytest.mark.parametrize("ending", ["txt", "text", "", "log"])
def test_a_text_file_is_one_record_with_its_lines_kept(read, ending):
    (row,) = read(f"wire.{ending}", f"{STORY}\n\n\nMore to come.\n")
    assert read_fields(row["media_type"], row["content"], "").text.endswith("\n\n\nMore to come.\n")


def test_the_guess_of_columns_is_reported(read):
    row = read("rows.csv", f'Headline,Pub_Date,Article Body\nFerry,2026-03-02,"{STORY}"\n')[0]
    fields = read_fields(row["media_type"], row["content"], "")
    assert fields.columns == "title from Headline, published from Pub_Date, text from Article Body"
    assert fields.published == "2026-03-02"


def test_members_go_by_their_path_in_the_archive(read):
    records = read("night.zip", zipped("a/one.txt", STORY.encode(), "two.txt", OTHER.encode()))
    assert [(row["origin_file"], row["origin_member"]) for row in records] == [
        ("inbox/night.zip", "a/one.txt"),
        ("inbox/night.zip", "two.txt"),
    ]


def test_rows_are_serialised_the_same_from_csv_and_parquet(read):
    records = read("a.csv", delimited(), "b.parquet", parquet())
    hashes = [row["sha256"] for row in records]
    assert hashes[:2] == hashes[2:]


def test_a_json_line_keeps_its_own_bytes(read):
    line = b'{"body":  "Rain \\u2014 at last."}'
    assert read("odd.jsonl", line + b"\r\n\r\n")[0]["content"] == line


def test_shards_close_at_their_size_and_hold_every_record(tmp_path):
    from tasks.config import Settings
    from tasks.ingest.discover import find_files
    from tasks.ingest.read import read_unit

    (tmp_path / "many.jsonl").write_bytes(jsonl(ROWS * 50))
    tables = list(read_unit(find_files([tmp_path]), Settings(shard_records=30)))
    assert [table.num_rows for table in tables] == [30, 30, 30, 10]
    ids = [value for table in tables for value in table["record_id"].to_pylist()]
    assert len(set(ids)) == 100


def test_a_file_without_records_gives_an_empty_table(tmp_path):
    from tasks.config import Settings
    from tasks.ingest.read import read_unit

    (table,) = read_unit((), Settings())
    assert table.num_rows == 0
