"""The ledger names the encoding that a file came in, though its records are kept in UTF-8."""

import json

import pytest

from tasks.ingest.parsers import read_fields
from tests.ingest.samples import RSS, STORY
from tests.ingest.test_held import held, stamped

ROW = {"title": "Café au port", "text": STORY}
CSV = f'title;text\nCafé au port;"{STORY}"\n'
FEED = RSS.replace("Ferry aground", "Café aground")


def as_json(row=ROW):
    return json.dumps([row], ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", CSV.encode(), ("utf-8", "utf-8")),
        ("a.csv", CSV.encode("cp1252"), ("cp1252", "guessed")),
        ("a.csv", CSV.encode("utf-8-sig"), ("utf-8-sig", "bom")),
        ("a.csv", CSV.replace("port", "café, très près").encode() + b"caf\xe9;Rain.\n", ("utf-8+cp1252", "guessed")),
        ("a.tsv", CSV.replace(";", "\t").encode("utf-16"), ("utf-16", "bom")),
        ("a.json", as_json().encode("utf-16"), ("utf-16", "bom")),
        ("a.json", as_json()[1:-1].encode("utf-16"), ("utf-16", "bom")),
        ("a.json", as_json()[1:-1].encode("cp1252"), ("cp1252", "guessed")),
        ("a.jsonl", (as_json()[1:-1] + "\n").encode("utf-16-le"), ("utf-16-le", "guessed")),
        ("a.jsonl", (as_json()[1:-1] + "\n").encode("utf-16"), ("utf-16", "bom")),
        ("a.rss", FEED.encode(), ("utf-8", "utf-8")),
        ("a.rss", FEED.replace("UTF-8", "iso-8859-1").encode("latin-1"), ("iso-8859-1", "declared")),
        ("a.rss", FEED.replace("UTF-8", "windows-1252").encode("cp1252"), ("windows-1252", "declared")),
    ],
)  # fmt: skip
def test_the_encoding_of_the_file_is_told(read, name, content, told):
    row = read(name, content)[0]
    fields = read_fields(row["media_type"], row["content"], "")
    assert "Caf" in (fields.title or "") + fields.text
    assert (fields.encoding, fields.encoding_from) == told


def test_what_the_user_says_later_leaves_the_encoding_as_it_was(read):
    (row,) = read("a.csv", CSV.encode("cp1252"))
    rows = held(("inbox/a.csv", row["media_type"], row["content"].decode()))
    ((stamped_row,), _) = stamped(rows, [("*.csv", {"source": "Coastal Press"})])
    fields = read_fields(stamped_row["media_type"], row["content"], "")
    assert (fields.encoding, fields.source) == ("cp1252", "Coastal Press")
    assert stamped_row["media_type"] == "application/json; decoded=cp1252/guessed; source=Coastal%20Press"  # fmt: skip
