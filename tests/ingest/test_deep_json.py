"""Lists and objects nested hundreds deep: what lies too deep says nothing, and the night goes on."""

import json

import pytest

from tasks.errors import UnreadableError
from tasks.ingest.json_files import serialised
from tasks.ingest.parsers import read_fields
from tests.ingest.samples import STORY


def nested(wrap, value):
    """A value inside of seven hundred others."""
    for _ in range(700):
        value = wrap(value)
    return value


NESTS = [
    lambda value: {"name": value},
    lambda value: [value],
    lambda value: {"docs": [], "response": value},
]


@pytest.mark.parametrize("wrap", NESTS)
@pytest.mark.parametrize("column", ["author", "publisher", "dateline"])
def test_a_cell_that_is_nested_deep_says_nothing(read, wrap, column):
    (row,) = read("a.jsonl", json.dumps({"text": STORY, column: nested(wrap, "Ann Bell")}) + "\n")
    found = read_fields(row["media_type"], row["content"], "")
    assert (found.text, found.byline, found.source, found.place) == (STORY, None, None, None)


def test_a_file_of_envelopes_in_envelopes_is_one_row_that_says_so(read):
    (row,) = read("a.json", json.dumps(nested(NESTS[2], {"text": STORY})))
    assert row["reason"] == "its JSON is nested too deep"


def test_a_value_too_deep_to_be_written_is_an_error_with_a_reason():
    value = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(UnreadableError, match="nested too deep"):
        serialised(value)


@pytest.mark.parametrize("wrap", NESTS[:2])
def test_a_page_whose_author_is_nested_deep_is_read(read, wrap):
    said = json.dumps({"@type": "NewsArticle", "author": nested(wrap, "Ann Bell")})
    head = f'<script type="application/ld+json">{said}</script>'
    (row,) = read("a.html", f"<html><head>{head}</head><body><p>{STORY}</p></body></html>")
    assert read_fields(row["media_type"], row["content"], "").text == STORY
