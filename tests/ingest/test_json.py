"""JSON as search engines, content systems and `jq` write it: which objects are articles, what is a value."""

import json

import pytest

from tasks.errors import UnreadableError
from tasks.ingest.parsers import read_fields
from tests.ingest.samples import OTHER, STORY

FERRY = {"title": "Ferry aground", "text": STORY, "author": "Ann Bell"}
MAIL_BOAT = {"title": "Mail boat aground", "text": OTHER}


@pytest.mark.parametrize(
    "value",
    [
        {"101": FERRY, "102": MAIL_BOAT},
        {"count": 2, "articles": {"x1": FERRY, "x2": MAIL_BOAT}},
        {"article": FERRY, "related": MAIL_BOAT},
    ],
)
def test_articles_keyed_by_a_name_are_all_read(read, value):
    rows = read("a.json", json.dumps(value, indent=1), "b.jsonl", json.dumps(value) + "\n")
    texts = [json.loads(row["content"])["text"] for row in rows]
    assert texts == [STORY, OTHER] * 2
    assert [row["origin_number"] for row in rows] == [0, 1] * 2


HAIL = {"text": "Hail broke the panes of the market hall."}


@pytest.mark.parametrize(
    "value",
    [
        [FERRY, MAIL_BOAT],
        {"articles": [FERRY, MAIL_BOAT]},
        {"status": "ok", "data": {"items": [FERRY, MAIL_BOAT]}},
        {"101": FERRY, "102": MAIL_BOAT},
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_several_articles_in_one_row_are_several_records(read, value, encoding):
    lines = "\n".join(map(json.dumps, [HAIL, value, HAIL]))
    for row in (rows := read("a.jsonl", lines.encode(encoding), "b.json", json.dumps([HAIL, value, HAIL]))):  # fmt: skip
        assert read_fields(row["media_type"], row["content"], "").text
    texts = [json.loads(row["content"])["text"] for row in rows]
    assert texts == [HAIL["text"], STORY, OTHER, HAIL["text"]] * 2
    assert [row["origin_number"] for row in rows] == [0, 1, 2, 3] * 2
    told = read_fields(rows[1]["media_type"], rows[1]["content"], "")
    assert told.encoding == encoding


def test_what_is_no_object_beside_articles_is_a_row_of_its_own(read):
    _, _, row = read("a.jsonl", json.dumps(HAIL) + "\n" + json.dumps([FERRY, "oops"]))
    assert row["reason"] == "an item of the list is not an object"


@pytest.mark.parametrize(
    "value",
    [
        {"text": STORY, "articles": [HAIL]},
        {"summary": STORY, "stories": [HAIL]},
        {"Artikel": STORY, "items": [HAIL]},
        {"title": "Ferry", "articles": [{"id": 7}, {"id": 8}]},
        {"title": "Ferry", "articles": []},
        {"title": "Ferry", "items": {"items": [[]]}},
        [1, {"id": 7}],
        [],
    ],
)
def test_any_other_row_stays_as_it_came(read, value):
    said = "[[source]]\ncolumns = { text = 'Artikel' }\n"
    line = json.dumps(value, separators=(" , ", ": "))
    first, _ = read("a.jsonl", line + "\n" + json.dumps(HAIL), "sources.toml", said)
    assert first["content"] == line.encode()


@pytest.mark.parametrize("name", ["article", "story", "data", "_source", "x1"])
def test_one_article_in_an_object_is_read_whole(read, name):
    value = {
        name: FERRY,
        "url": "https://post.example/a",
        "highlight": {"text": ["ferry"]} if name == "_source" else {},
    }
    for row in read("a.json", json.dumps(value), "b.jsonl", json.dumps(value)):
        fields = read_fields(row["media_type"], row["content"], "")
        assert (fields.text, fields.title, fields.byline) == (STORY, "Ferry aground", "Ann Bell")
        assert fields.url == "https://post.example/a"


def test_the_only_one_below_an_envelope_is_read(read):
    (row,) = read("a.json", json.dumps({"articles": {"x1": FERRY}}))
    assert read_fields(row["media_type"], row["content"], "").text == STORY


@pytest.mark.parametrize(
    "row",
    [
        {"title": {"text": "Ferry aground", "html": "<b>Ferry</b>"}},
        {"story": {"title": "Ferry aground", "id": 1}},
        {"title": "Ferry", "author": {"name": "Ann Bell", "text": "Ann Bell writes."}},
    ],
)
def test_a_title_or_a_person_is_no_text(row):
    with pytest.raises(UnreadableError):
        read_fields("application/json", json.dumps(row).encode(), "")


GONE = ["nan", "NaN", "None", "NaT", "null", "N/A", "NA", " nan "]


@pytest.mark.parametrize("written", [float("nan"), *GONE])
def test_what_stands_for_nothing_is_nothing(written):
    row = {"title": written, "byline": [written], "url": written, "date": written, "text": STORY}
    fields = read_fields("application/json", json.dumps(row).encode(), "")
    assert (fields.title, fields.byline, fields.url, fields.published) == (None,) * 4
    with pytest.raises(UnreadableError, match="no column holds a text"):
        read_fields("application/json", json.dumps({**row, "text": written}).encode(), "")


def test_a_word_for_nothing_inside_a_text_is_a_word():
    row = {"title": "None but the brave", "byline": "Nan Bell", "text": "nan is bread."}
    fields = read_fields("application/json", json.dumps(row).encode(), "")
    assert list(row.values()) == [fields.title, fields.byline, fields.text]


def test_a_list_of_paragraphs_stays_paragraphs():
    row = {"title": "Ferry", "text": [STORY, "nan", OTHER]}
    assert (
        read_fields("application/json", json.dumps(row).encode(), "").text == f"{STORY}\n\n{OTHER}"
    )


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.txt"])
def test_indented_objects_one_behind_the_other_are_read(read, name):
    rows = read(name, "\n".join(json.dumps(value, indent=2) for value in (FERRY, MAIL_BOAT, FERRY)))
    assert [json.loads(row["content"])["text"] for row in rows] == [STORY, OTHER, STORY]


def test_long_objects_in_turn_and_one_that_is_cut(read):
    long = {"title": "Ferry", "text": f"{STORY} " * 600}
    whole = json.dumps(long, indent=1) + json.dumps({"items": [FERRY, MAIL_BOAT]}, indent=1)
    *sound, cut = read("a.json", whole + json.dumps(FERRY, indent=1)[:-9])
    assert [json.loads(row["content"])["title"] for row in sound] == [
        "Ferry",
        FERRY["title"],
        MAIL_BOAT["title"],
    ]
    assert cut["reason"].startswith("it is not JSON")
    assert b"Ferry aground" in cut["content"]


def test_a_list_over_several_lines_named_as_lines(read):
    assert len(read("a.jsonl", json.dumps([FERRY, MAIL_BOAT], indent=1))) == 2
    assert len(read("b.jsonl", "[oops\n" + json.dumps(FERRY) + "\n")[2:]) == 2


def test_an_entry_of_a_json_feed_says_less_than_its_feed(read):
    item = {
        "id": "https://post.example/ferry",
        "content_text": STORY,
        "date_modified": "2026-03-02T09:00:00Z",
    }
    more = {
        "id": "7",
        "url": "https://post.example/hail",
        "content_text": OTHER,
        "authors": [{"name": "Jo Dunn"}],
    }
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Post",
        "authors": [{"name": "Ann Bell"}],
    }
    rows = read("a.json", json.dumps(feed | {"items": [item, more]}))
    first, second = (read_fields(row["media_type"], row["content"], "") for row in rows)
    assert (first.url, first.published, first.byline) == (
        item["id"],
        item["date_modified"],
        "Ann Bell",
    )
    assert (second.url, second.published, second.byline) == (more["url"], None, "Jo Dunn")


def test_a_number_without_end_is_told_as_one(read):
    (row,) = read("a.json", '[{"text": ' + "9" * 5000 + "}]")
    assert row["reason"] == "its JSON holds a number of more than 4300 digits"
    with pytest.raises(UnreadableError, match="a number of more than 4300 digits"):
        read_fields("application/json", b'{"text": ' + b"9" * 5000 + b"}", "")


@pytest.mark.parametrize(
    ("universal", "found"),
    [
        ("2026-03-02T09:00:00", "2026-03-02T09:00:00Z"),
        ("0000-00-00T00:00:00", "2026-03-02T10:00:00"),
        (None, "2026-03-02T10:00:00"),
    ],
)
def test_the_universal_time_beside_a_sites_own_is_taken(universal, found):
    row = {"date": "2026-03-02T10:00:00", "date_gmt": universal, "text": STORY}
    assert read_fields("application/json", json.dumps(row).encode(), "").published == found
    named = read_fields("application/json; column-published=date", json.dumps(row).encode(), "")
    assert named.published == row["date"]


@pytest.mark.parametrize("name", ["items", "articles"])
def test_an_envelope_that_is_cut_gives_what_is_whole(read, name):
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Post",
        name: [FERRY, MAIL_BOAT],
    }
    row, cut = read("a.json", json.dumps(feed, indent=1)[:-40])
    fields = read_fields(row["media_type"], row["content"], "")
    assert (fields.text, fields.source) == (STORY, "Harbour Post")
    assert cut["reason"].startswith("it is not JSON")
    assert b"Mail boat" in cut["content"]


@pytest.mark.parametrize(
    "text", ['{"a": 1, "tags": [{"b": 2}, {', '{"items": [', '{"items": {"a', '{"a', "{"]
)
def test_an_object_that_is_cut_elsewhere_is_kept_whole(read, text):
    (row,) = read("a.json", text)
    assert row["reason"].startswith("it is not JSON")
    assert row["content"] == text.encode()
