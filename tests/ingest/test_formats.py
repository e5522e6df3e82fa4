"""Every format gives its records, each with where it stood."""

import gzip
import json

import pytest

from tasks.ingest.parsers import read_fields
from tests.ingest.samples import EML, OTHER, ROWS, STORY, delimited, jsonl, parquet, tarred, zipped


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rows.jsonl", jsonl()),
        ("rows.ndjson", b"\xef\xbb\xbf" + jsonl()),
        ("lines-by-another-name.json", jsonl()),
        ("list.json", json.dumps(ROWS).encode()),
        ("lists.json", b"\n".join(json.dumps([row]).encode() for row in ROWS)),
        ("list-and-object.json", json.dumps(ROWS[:1]).encode() + jsonl(ROWS[1:])),
        ("two-lists.json", json.dumps({"articles": ROWS[:1], "extra": ROWS[1:]}).encode()),
        ("wide.jsonl", jsonl().decode().encode("utf-16")),
        ("wide-unmarked.jsonl", jsonl().decode().encode("utf-16-le")),
        ("wide-foreign.jsonl", jsonl().decode().encode("utf-16-be")),
        ("widest.jsonl", jsonl().decode().encode("utf-32")),
        ("wide-list.json", json.dumps(ROWS).encode("utf-16")),
        ("wide-lines.json", jsonl().decode().encode("utf-16")),
        ("lines.txt", jsonl()),
        ("lines-of-blanks.txt", jsonl().replace(b"\n", b"\r\n\r\n")),
        ("wide-lines.txt", jsonl().decode().encode("utf-16")),
        ("list.txt", json.dumps(ROWS, indent=1).encode()),
        ("envelope.txt", json.dumps({"articles": ROWS}).encode()),
        ("long-list.txt", json.dumps([row | {"note": "a" * 80_000} for row in ROWS]).encode()),
        ("long-lines.txt", jsonl([row | {"note": "a" * 80_000} for row in ROWS])),
        ("rows.txt", delimited()),
        ("tabs.txt", delimited(delimiter="\t")),
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


@pytest.mark.parametrize(
    "text",
    [
        f"From London on 3 March 2026\nFrom: the desk\n\n{STORY}\n",
        f"From: the press office\nDate: 3 March 2026\nSubject: Ferry\n\n{STORY}\n",
        f"From: desk@post.example\n{STORY}\n",
        f"Title, text\n{STORY}\n",
        f"Title,text\n{STORY.replace(',', '')}\n",
        f"{{Editor's note: corrected.}}\n{{Again.}}\n{STORY}\n",
        f"[{{sic}}] {STORY}\n",
        f'{{"ferry": 1}}\n{STORY}\n',
        f'{{"ferry": 1}} is how the harbour office writes it.\n{STORY}\n',
        f'["A quote"] {STORY}\n',
        f"Ferry, harbour, island\nBoats, tides, men\n\n{STORY}\n",
        f"Source: Harbour Post\nDate: 3 March 2026\nBy: Ann Bell\n\n{STORY}\n",
    ],
)
def test_prose_that_looks_like_another_format_stays_a_text(read, text):
    (row,) = read("wire.txt", text)
    assert (row["media_type"], row["content"]) == ("text/plain", text.encode())


@pytest.mark.parametrize("name", ["letter.txt", "letter.eml"])
def test_mail_is_known_by_its_headers(read, name):
    (row,) = read(name, EML)
    assert read_fields(row["media_type"], row["content"], "").source == "The Harbour Letter"


def test_a_mailbox_is_known_by_its_from_line(read):
    box = f"From a@b Mon Mar  2 10:00:00 2026\n{EML}\nFrom a@b Mon Mar  2 11:00:00 2026\n{EML}"
    assert [row["media_type"] for row in read("box.txt", box)] == ["message/rfc822"] * 2


def test_a_text_that_the_user_has_cut_is_never_another_format(read):
    rules = '[[source]]\nseparator = "^=+$"\n'
    records = read("sources.toml", rules, "wire.txt", f"{EML}\n====\n{jsonl().decode()}")
    assert [row["media_type"].partition(";")[0] for row in records] == ["text/plain"] * 2


def test_the_guess_of_columns_is_reported(read):
    row = read("rows.csv", f'Headline,Pub_Date,Article Body\nFerry,2026-03-02,"{STORY}"\n')[0]
    fields = read_fields(row["media_type"], row["content"], "")
    assert fields.columns == "title from Headline, published from Pub_Date, text from Article Body"
    assert fields.published == "2026-03-02"


def test_columns_of_one_name_are_all_kept(read):
    (row,) = read("twice.csv", "title,note,note,\nFerry,first,second,third\n")
    assert json.loads(row["content"]) == {
        "title": "Ferry", "note": "first", "note (column 3)": "second", "column 4": "third",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_a_table_without_a_header_keeps_its_first_row_and_says_what_was_read(read, name):
    mark = "," if name == "a.csv" else "\t"
    records = read(name, delimited(delimiter=mark).split(b"\r\n", 1)[1])
    fields = [read_fields(row["media_type"], row["content"], name) for row in records]
    assert [found.text for found in fields] == [STORY, OTHER]
    assert fields[0].columns == "text from column 2, the longest"


def test_a_header_of_unknown_words_stays_a_header(read):
    (row,) = read("a.csv", f'Zeile,Meldung\nFerry,"{STORY}"\n')
    fields = read_fields(row["media_type"], row["content"], "")
    assert (fields.text, fields.columns) == (STORY, "text from Meldung, the longest")


def test_a_second_column_of_one_name_is_kept_and_named(read):
    (row,) = read("a.csv", f'text,text\n"{STORY}","{OTHER}"\n')
    assert json.loads(row["content"])["text (column 2)"] == OTHER
    fields = read_fields(row["media_type"], row["content"], "")
    assert (fields.text, fields.columns) == (STORY, "text (column 2) is not read")


@pytest.mark.parametrize(
    ("rows", "bodies"),
    [
        ('sep=;\ntitle;body\nOne;"a; b"\n', ["a; b"]),
        ('\n\ntitle,body\nOne,"He said "yes" to it"\n', ['He said "yes" to it']),
        ('title,body\nOne,"two\nlines"\nTwo,"a ""b"" c"\n', ["two\nlines", 'a "b" c']),
    ],
)
def test_csv_as_spreadsheets_and_careless_writers_leave_it(read, rows, bodies):
    assert [json.loads(row["content"])["body"] for row in read("a.csv", rows)] == bodies


@pytest.mark.parametrize(
    "name", ["notes.gz", "notes.zip", "notes.tar", "notes.docx", "notes.parquet"]
)
def test_a_text_under_the_name_of_an_archive_is_read_as_the_text_it_is(read, name):
    (row,) = read(name, STORY)
    assert (row["media_type"], row["content"]) == ("text/plain", STORY.encode())


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


def test_a_wide_line_that_holds_the_byte_of_a_line_end_is_one_line(read):
    # U+0A0A and U+010A have the byte 0x0A in either half.
    line = json.dumps({"body": f"\u0a0a \u010a {STORY}"}, ensure_ascii=False)
    (row,) = read("a.jsonl", line.encode("utf-16"))
    assert row["content"] == line.encode()


def test_what_follows_a_list_keeps_its_bytes(read):
    *_, last = read("a.json", json.dumps(ROWS) + "\nthe end")
    assert last["content"] == b"the end"


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


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://post.example/ferry", True),
        ("http://post.example", True),
        ("post.example/2026/ferry?id=1", True),
        ("//post.example/ferry", True),
        ("1", False),
        ("javascript:alert(1)", False),
        ("not a url", False),
        ("tag:post.example,2026:ferry", False),
        ("ferry.html", False),
    ],
)
def test_only_an_address_is_taken_for_one_and_the_ledger_says_so(given, kept):
    row = json.dumps({"text": STORY, "url": given}).encode()
    fields = read_fields("application/json", row, "inbox/a.jsonl")
    assert fields.url == (given if kept else None)
    assert fields.columns == ("" if kept else f"{given} is no address")
