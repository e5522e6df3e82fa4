"""LexisNexis and Nexis Uni exports: one document alone, editions, documents that do not end."""

import json

import pytest

from tasks.ingest.parsers import read_fields
from tests.ingest.export_samples import LONE, uni
from tests.ingest.samples import SECOND, STORY, as_html, as_rtf

TITLE = "Ferry aground off Low Island; Forty passengers are brought ashore"
SUBHEAD = "Correction: a subhead of the story's own, not a field"


def fields(row):
    return read_fields(row["media_type"], row["content"], "nexis")


@pytest.mark.parametrize(
    "content",
    [
        LONE,
        LONE.replace("\n", "\r\n"),
        LONE.replace("1 of 1 DOCUMENT", "1 of 1 DOCUMENTS"),
        LONE.replace("1 of 1 DOCUMENT", "Document 1 of 1"),
        LONE.replace("Late Edition - Final", ""),
        LONE.replace("Ferry aground off", "HEADLINE: Ferry aground off"),
        LONE.replace("March 2, 2026 Monday", "Monday 2 March 2026"),
        LONE.replace("                                 Harbour", "Copyright 2026 Harbour Post\nAll Rights Reserved\n\nHarbour", 1),
    ],
    ids=["lone", "crlf", "plural", "document of", "no edition", "label", "day first", "rights first"],
)  # fmt: skip
def test_a_lexis_document_alone_is_read(read, content):
    (row,) = read("a.TXT", content)
    found = fields(row)
    assert (found.title, found.source) == (TITLE, "Harbour Post")
    assert (found.byline, found.url) == ("By ANN BELL", "https://post.example/ferry")
    assert "2026" in found.published
    assert found.text.split("\n\n") == [STORY, SUBHEAD, SECOND]


def test_what_is_no_text_of_a_lexis_document_stays_in_its_row(read):
    (row,) = read("a.TXT", "My note on the search.\n" + LONE)
    held = json.loads(row["content"])
    assert held["before"] == "My note on the search."
    assert held["edition"] == "Late Edition - Final"
    assert held["section"] == "Section A; Column 1; Coast Desk; The Long Crossing; Pg. 1"
    assert held["graphic"].endswith("seen from the mole. (PHOTOGRAPH BY JO DUNN)")
    assert held["subject"] == "FERRIES (90%); ISLANDS (71%)"
    assert held["copyright"] == "Copyright 2026 Harbour Post Company\nAll Rights Reserved"


def test_each_line_of_a_lexis_document_that_is_not_wrapped_is_a_paragraph(read):
    lines = [" ".join(part.split()) for part in LONE.split("\n\n")]
    (row,) = read("a.rtf", as_rtf("\n".join(line for line in lines if line)))
    found = fields(row)
    assert found.text.split("\n\n") == [STORY, SUBHEAD, SECOND]
    assert json.loads(row["content"])["dateline"] == "LOW ISLAND"


@pytest.mark.parametrize(
    ("second", "whole"),
    [
        (";\n Jo Dunn", "By ANN BELL; Jo Dunn"),
        (",\n     Harbour Post Staff Writer", "By ANN BELL, Harbour Post Staff Writer"),
        (";\nJo Dunn;\nKit Moss", "By ANN BELL; Jo Dunn; Kit Moss"),
    ],
)
def test_a_lexis_byline_over_short_lines_is_whole(read, second, whole):
    (row,) = read("a.txt", LONE.replace("By ANN BELL", "By ANN BELL" + second))
    assert fields(row).byline == whole
    assert fields(row).text.split("\n\n") == [STORY, SUBHEAD, SECOND]


def test_a_lexis_byline_that_ends_in_a_comma_takes_nothing_of_the_story(read):
    (row,) = read(
        "a.txt", LONE.replace("By ANN BELL", "By ANN BELL,").replace("SECTION", "\nSECTION")
    )
    assert fields(row).byline == "By ANN BELL,"


def test_rights_amid_a_story_stay_in_it(read):
    rights = "Copyright 2025 Low Island Ferries, the brochure says."
    (row,) = read("a.txt", LONE.replace(SUBHEAD, rights))
    assert fields(row).text.split("\n\n") == [STORY, rights, SECOND]


def test_prose_that_counts_documents_is_no_export(read):
    (row,) = read("a.txt", f"{STORY}\n\nDocument 1 of 2\n\n{SECOND}\n")
    assert row["media_type"] == "text/plain"


def test_a_lexis_document_that_breaks_off_is_a_row_that_keeps_it(read):
    two = LONE.replace("1 of 1 DOCUMENT", "1 of 2 DOCUMENTS")
    two += LONE.replace("1 of 1 DOCUMENT", "2 of 2 DOCUMENTS")
    sound, rest = read("a.txt", two[: two.rindex("to school")])
    assert fields(sound).title == TITLE
    assert rest["reason"].startswith("the export breaks off")
    assert "will carry the island's children" in rest["content"].decode()
    assert "2 of 2 DOCUMENTS" in rest["content"].decode()


@pytest.mark.parametrize("form", [str, as_rtf, as_html])
@pytest.mark.parametrize("cut", ["to school", "Length"])
def test_a_nexis_document_that_breaks_off_is_a_row_that_keeps_it(read, form, cut):
    name = {str: "a.txt", as_rtf: "a.rtf", as_html: "a.html"}[form]
    second = uni("Mail boat sails").partition(cut)[0]
    sound, rest = read(name, form(uni("Ferry aground") + second))
    assert fields(sound).title == "Ferry aground"
    assert rest["reason"].startswith("the export breaks off")
    for line in second.split("\n"):
        assert line.strip().encode() in rest["content"]


def test_a_nexis_document_without_its_last_line_does_not_swallow_the_next(read):
    rows = [fields(row) for row in read("a.txt", uni("One", end="\n") + uni("Two"))]
    assert [row.title for row in rows] == ["One", "Two"]
    assert [row.text.count(STORY) for row in rows] == [1, 1]


def test_a_note_above_the_title_is_no_title_and_is_kept(read):
    (row,) = read("a.txt", uni("Ferry aground", before="My note.\nAnother note.\n"))
    found = fields(row)
    assert (found.title, found.source, found.byline) == (
        "Ferry aground",
        "Harbour Post",
        "Ann Bell",
    )
    assert [line for line in found.text.split("\n") if line] == [STORY, SUBHEAD, SECOND]
    held = json.loads(row["content"])
    assert held["before"] == "My note.\nAnother note."
    assert (held["edition"], held["subject"]) == ("Late Edition - Final", "FERRIES (90%)")


def test_what_nexis_sets_below_the_last_document_is_no_broken_one(read):
    (row,) = read("a.txt", uni("Ferry aground") + "\nPage 2 of 2\n© 2026 LexisNexis\n")
    assert row["reason"] is None


def three(last):
    """An export of three documents, the last of them as given below its head."""
    first, second = (LONE.replace("1 of 1 DOCUMENT", f"{at} of 3 DOCUMENTS") for at in (1, 2))
    return f"{first}{second}\n3 of 3 DOCUMENTS\n\n{last}"


@pytest.mark.parametrize(
    "text",
    [
        f"1 of 1 DOCUMENT\n\n{STORY}\n\n{SECOND}\n",
        f"{STORY}\n\nEnd of Document\n\n{SECOND}\n",
        f"{STORY}\n\nEnd of Document\n",
    ],
)
def test_a_story_that_holds_a_line_of_the_services_is_no_export(read, text):
    (row,) = read("a.txt", text)
    assert (row["media_type"], row["reason"]) == ("text/plain", None)
    assert fields(row).text.strip() == text.strip()


@pytest.mark.parametrize(
    ("head", "title", "source"),
    [
        ("Harbour Post\n\nMarch 2, 2026 Monday\nLate Edition\n\nFerry\naground\n\n", "Ferry aground", "Harbour Post"),
        ("Harbour Post\nMarch 2, 2026 Monday\nFerry aground\n", "Ferry aground", "Harbour Post"),
        ("Harbour Post\n\nMarch 2, 2026 Monday\n\n", None, "Harbour Post"),
        ("", None, None),
    ],
)  # fmt: skip
def test_a_lexis_document_without_fields_has_its_text(read, head, title, source):
    *_, row = read("a.txt", three(f"{head}{STORY}\n\n{SECOND}\n"))
    found = fields(row)
    assert (found.title, found.text.split("\n\n")) == (title, [STORY, SECOND])
    assert source in (None, found.source)


@pytest.mark.parametrize("end", ["Contact: ada@post.example", "Photographs: A. Bell\n"])
def test_a_last_document_that_nothing_closes_is_read_and_the_doubt_is_kept(read, end):
    whole = LONE[LONE.index("Harbour Post") : LONE.index("URL:")]
    rows = read("a.txt", three(whole + end))
    assert [row["reason"] for row in rows] == [None] * 3
    assert fields(rows[-1]).text.endswith(end.strip())
    assert "may break off" in json.loads(rows[-1]["content"])["doubt"]
    assert "doubt" not in json.loads(rows[0]["content"])
