"""Factiva exports: headlines among other lines, codes in every layout, documents that do not end."""

import json

import pytest

from tasks.ingest.parsers import read_fields
from tests.ingest.export_samples import BODY, coded, coded_table, page, plain, rtf_table
from tests.ingest.samples import SECOND, STORY, as_docx, as_html, as_rtf

TITLE = "Ferry aground off Low Island"


def fields(row):
    return read_fields(row["media_type"], row["content"], "factiva")


@pytest.mark.parametrize(
    ("heads", "byline"),
    [
        ([TITLE], None),
        (["Coast News", TITLE], None),
        (["Coast News", TITLE, "By Ann Bell"], "By Ann Bell"),
        ([TITLE, "By Ann Bell", "Dow Jones Newswires"], "By Ann Bell"),
        (["By Ann Bell", TITLE], "By Ann Bell"),
        ([TITLE, "Ann Bell in Low Harbour"], "Ann Bell in Low Harbour"),
        (["My own notes on the search.", "Another note of mine.", TITLE, "By Ann Bell"], "By Ann Bell"),
        (["Page 1 of 3 © 2026 Factiva, Inc.", TITLE, "By Ann Bell"], "By Ann Bell"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", [str, as_rtf, as_html, as_docx])
def test_the_headline_is_found_among_the_lines_above_the_length(read, heads, byline, form):
    name = {str: "a.txt", as_rtf: "a.rtf", as_html: "a.html", as_docx: "a.docx"}[form]
    (row,) = read(name, form(plain(*heads)))
    found = fields(row)
    assert (found.title, found.byline, found.source) == (TITLE, byline, "Harbour Post")
    assert found.published == "2 March 2026 09:15"
    assert found.text.split() == [*STORY.split(), *SECOND.split()]


def test_a_short_story_without_rights_at_its_head_keeps_those_at_its_end(read):
    rights = "Copyright 2025 Low Island Ferries, the brochure says."
    text = plain(TITLE).replace("(c) 2026 Harbour Post.\n", "").replace(SECOND, rights)
    (row,) = read("a.txt", text)
    assert fields(row).text == f"{STORY}\n{rights}"


def test_no_line_above_the_length_is_lost(read):
    notes = ["My own notes on the search.", "Another note of mine.", "Coast"]
    (row,) = read("a.txt", plain(*notes, TITLE, "By Ann Bell", "Dow Jones Newswires"))
    for line in [*notes, TITLE, "By Ann Bell", "Dow Jones Newswires", "HARPO", "English"]:
        assert line in row["content"].decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", page("#Rain", "By Ann Bell", "A section with a long name")),
        ("a.html", page("A section with a long name", "#Rain", "By Ann Bell")),
        ("a.rtf", as_rtf(plain("A section with a long name", "B", "By Ann Bell")).replace(b"B\\par", b"{\\b Rain}\\par", 1)),
        ("a.rtf", as_rtf(plain("A section with a long name", "B")).replace(b"B\\par", b"\\b\\fs28 Rain\\b0\\par", 1)),
    ],
)  # fmt: skip
def test_what_the_markup_sets_as_the_headline_is_the_headline(read, name, content):
    (row,) = read(name, content)
    assert fields(row).title == "Rain"
    assert "A section with a long name" in row["content"].decode()


@pytest.mark.parametrize("between", ["\t", "  ", "        ", " ", "\n", " | ", "\u00a0\u00a0"])
def test_fields_behind_codes_are_read_however_they_are_parted(read, between):
    (row,) = read("a.txt", coded(between))
    found = fields(row)
    assert (found.title, found.byline, found.source) == ("Ferry aground", "By Ann Bell", "Harbour Post")  # fmt: skip
    assert found.published == "2 March 2026 09:15"
    assert found.text == BODY
    for fact in ("Coast", "HARPO", "A1", "12", "Low Island Ferries", "Transport", "Harbour Press"):
        assert any(fact in value for value in json.loads(row["content"]).values())


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.html", coded_table()), ("a.rtf", rtf_table()), ("a.docx", as_docx(coded("\t")))],
)
def test_a_table_of_codes_is_read(read, name, content):
    (row,) = read(name, content)
    found = fields(row)
    assert (found.title, found.source) == ("Ferry aground", "Harbour Post")
    assert [line for line in found.text.split("\n") if line] == BODY.split("\n")


@pytest.mark.parametrize("between", ["\t", "\n", None])
def test_a_document_without_its_last_line_does_not_swallow_the_next(read, between):
    first, second = (
        (coded(between).replace("Ferry aground", name) for name in ("One", "Two"))
        if between
        else (plain("Coast", name, "By Ann Bell") for name in ("One", "Two"))
    )
    torn = first.rpartition("Document ")[0]
    rows = [fields(row) for row in read("a.txt", torn.removesuffix("AN" + (between or "")) + "\n" + second)]  # fmt: skip
    assert [row.title for row in rows] == ["One", "Two"]
    assert all(row.text.startswith(STORY) for row in rows)


@pytest.mark.parametrize("form", [str, as_rtf, as_html])
@pytest.mark.parametrize("cut", ["carry the", "44 words"])
def test_a_document_that_breaks_off_is_a_row_that_keeps_it(read, form, cut):
    name = {str: "a.txt", as_rtf: "a.rtf", as_html: "a.html"}[form]
    second = plain("Mail boat sails", "By Jo Dunn")
    whole = plain(TITLE) + second[: second.index(cut)]
    sound, rest = read(name, form(whole))
    assert fields(sound).title == TITLE
    assert rest["reason"].startswith("the export breaks off")
    assert "what stood before it (1) was read" in rest["reason"]
    for line in second[: second.index(cut)].split("\n"):
        assert line.strip().encode() in rest["content"]


@pytest.mark.parametrize(
    "tail",
    [
        "\nSearch Summary\nText\nferries and islands\nResults Found\n1\nTimestamp\n20 March 2026 9:01 AM\n",
        "\n© 2026 Factiva, Inc. All rights reserved.\n",
        "\nPage 2 of 2 © 2026 Factiva, Inc. All rights reserved.\n\n",
    ],
)
def test_what_factiva_sets_below_the_last_document_is_no_broken_one(read, tail):
    (row,) = read("a.txt", plain(TITLE) + tail)
    assert row["reason"] is None


def test_a_last_document_without_its_number_above_a_summary_is_read(read):
    first, second = plain("One"), plain("Two").rpartition("Document ")[0]
    rows = read("a.txt", f"{first}{second}\nSearch Summary\nResults found 2\n")
    assert [fields(row).title for row in rows] == ["One", "Two"]
