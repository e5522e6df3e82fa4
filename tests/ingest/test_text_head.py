"""Text files headed by labelled lines: what of them are fields, and what is the story's."""

from typing import Any

import pytest

from tasks.ingest.parsers import read_fields
from tasks.ingest.text_head import SAID, parted
from tests.casebook import cases
from tests.ingest.samples import OTHER, STORY

HEAD = "Title: Ferry aground\nAuthor: Ann Bell\nDate: 2 March 2026\nSource: Harbour Post\n\n"
FIELDS = ("title", "byline", "published", "source", "url", "language", "place", "agency")


@pytest.mark.parametrize("case", cases("heads"))
def test_a_head_is_fields_and_all_else_is_text(case: dict[str, Any]) -> None:
    fields = read_fields("text/plain", case["text"].encode(), "")
    assert fields.text == case["rest"]
    assert [getattr(fields, name) for name in FIELDS] == [case.get(name) for name in FIELDS]
    assert fields.published_from == ("metadata" if "published" in case else "none")


def test_the_ledger_says_from_which_lines_the_fields_are() -> None:
    found = read_fields("text/plain", f"{HEAD}{STORY}".encode(), "").columns
    assert found == "title from Title, byline from Author, published from Date, source from Source"


def test_labels_that_the_user_named_are_read(read) -> None:
    said = "[[source]]\ncolumns = { title = 'Titel', published = 'Datum', text = 'Artikel' }\n"
    (row,) = read("a.txt", f"Titel: Fähre\nDatum: 2.3.2026\n\n{STORY}", "sources.toml", said)
    fields = read_fields(row["media_type"], row["content"], "")
    assert (fields.title, fields.published, fields.text) == ("Fähre", "2.3.2026", STORY)


def test_each_piece_of_a_cut_file_has_its_own_head(read) -> None:
    said = "[[source]]\nseparator = '^=+$'\n"
    text = f"{HEAD}{STORY}\n=====\n\n{HEAD.replace('Ferry', 'Mail boat')}{OTHER}\n"
    rows = read("a.txt", text, "sources.toml", said)
    found = [read_fields(row["media_type"], row["content"], "") for row in rows]
    assert [fields.title for fields in found] == ["Ferry aground", "Mail boat aground"]
    assert [fields.text.strip() for fields in found] == [STORY, OTHER]


@pytest.mark.parametrize(
    "text", ["a: b\n" * 100_000, "a " * 500_000, "a:\n" + " " * 900_000, "", ":"]
)
def test_what_is_long_or_empty_is_left_as_it_is(text: str) -> None:
    assert parted(text, dict.fromkeys(SAID, "a")) == ({}, text)
