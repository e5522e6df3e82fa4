"""Archive exports: cut into documents, counted, quarantined where the count is wrong."""

import pytest

from tasks.ingest.parsers import read_fields
from tests.ingest.samples import (
    CODED,
    FACTIVA,
    LEXIS,
    NEXIS,
    SECOND,
    STORY,
    as_docx,
    as_html,
    as_rtf,
    zipped,
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lexis.txt", LEXIS),
        ("nexis.docx", as_docx(NEXIS)),
        ("nexis.rtf", as_rtf(NEXIS)),
        ("nexis.txt", NEXIS),
        ("factiva.rtf", as_rtf(FACTIVA)),
        ("factiva.html", as_html(FACTIVA)),
        ("factiva-coded.txt", CODED),
        ("nexis.zip", zipped("day/nexis.docx", as_docx(NEXIS))),
    ],
)
def test_an_export_is_cut_into_its_documents(read, name, content):
    records = read(name, content)
    assert [row["reason"] for row in records] == [None, None]
    first, second = (read_fields(row["media_type"], row["content"], name) for row in records)
    assert (first.title, second.title) == ("Ferry aground", "Mail boat sails")
    assert (first.source, first.byline.removeprefix("By ")) == ("Harbour Post", "Ann Bell")
    assert "2026" in first.published
    assert "March 2" in first.published or "2 March" in first.published
    assert STORY in first.text
    assert first.text.strip().endswith(SECOND)
    assert second.text.strip() == SECOND


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lexis.txt", LEXIS.replace("of 2 DOCUMENTS", "of 5 DOCUMENTS")),
        ("nexis.docx", as_docx(NEXIS.replace("Documents (2)", "Documents (5)"))),
        ("factiva.rtf", as_rtf(FACTIVA.replace("Results found 2", "Results found 5"))),
    ],
)
def test_an_export_that_declares_another_number_is_quarantined_with_both(read, name, content):
    (row,) = read(name, content)
    assert row["reason"] == "the export declares 5 documents and holds 2"
    assert row["content"] == (content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize(
    ("name", "content"), [("one.docx", as_docx(STORY)), ("one.rtf", as_rtf(STORY))]
)
def test_a_document_that_is_no_export_is_one_article(read, name, content):
    (row,) = read(name, content)
    assert read_fields(row["media_type"], row["content"], name).text.strip() == STORY


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY}\n\nDocuments (2)\n1. The letter\n2. The answer\n",
        f"Documents (2)\n\n{STORY}\n",
    ],
)
def test_an_article_that_lists_documents_is_no_export(read, text):
    (row,) = read("inquiry.txt", text)
    assert (row["media_type"], row["reason"]) == ("text/plain", None)
