"""Archive exports: cut into documents, counted, quarantined where the count is wrong."""

import io

import docx
import pytest
from docx.oxml import OxmlElement

from tasks.ingest.documents import HINT
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


def test_a_word_file_gives_its_tables_and_what_stands_in_fields_of_forms(read):
    document = docx.Document()
    document.add_paragraph("Ferry aground")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Ferry", "aground", "Mail boat", STORY], strict=True):
        cell.text = text
    document.add_paragraph(SECOND)
    control = OxmlElement("w:sdt")
    control.append(OxmlElement("w:sdtContent"))
    control[0].append(document.paragraphs[-1]._p)
    document.element.body.insert(2, control)
    file = io.BytesIO()
    document.save(file)
    (row,) = read("one.docx", file.getvalue())
    text = read_fields(row["media_type"], row["content"], "one.docx").text
    assert text == f"Ferry aground\nFerry\taground\nMail boat\t{STORY}\n{SECOND}"


@pytest.mark.parametrize("rest", [{}, {"separator": "^---$"}])
def test_bold_leaves_no_trace_in_an_article(read, rest):
    content = b"{\\rtf1\\ansi {\\b Ferry} aground \\b at last\\b0, a literal \\\\b stays.}"
    rules = "".join(f'{key} = "{value}"\n' for key, value in rest.items())
    rows = read("sources.toml", f'[[source]]\nfiles = "*"\n{rules}', "a.rtf", content)
    (row,) = (row for row in rows if row["origin_file"].endswith("rtf"))
    text = read_fields(row["media_type"], row["content"], "a.rtf").text
    assert text.strip() == "Ferry aground at last, a literal \\b stays."


def test_an_export_in_the_encoding_its_page_declares(read):
    page = "<html><head><meta charset='windows-1251'></head><body>%s</body></html>"
    text = NEXIS.replace("Ferry aground", "Паром сел на мель").replace("Documents (2)", "")
    lines = "".join(f"<p>{line}</p>" for line in text[text.index("Client") :].split("\n")[2:])
    first, _ = read("a.html", (page % lines).encode("cp1251"))
    assert "Паром сел на мель" in first["content"].decode()


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


@pytest.mark.parametrize("piece", [b"<AN<b>", b"AN ", b"<AN>", b"AN|<b>", b"Document 1 of "])
def test_a_look_for_an_export_comes_back(piece):
    assert not HINT.search(piece * 50_000)
    assert HINT.search(b"<b>AN</b>\n   <td>|Document ABCDE0002031")
