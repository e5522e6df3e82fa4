"""Whatever the bytes, intake gives rows with reasons and never an exception."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.decode import decode
from tasks.ingest.formats import ENDINGS
from tasks.ingest.parsers import PARSERS, read_fields
from tasks.ingest.records import HTML, held
from tasks.ingest.walk import records_of
from tests.ingest.samples import (
    ATOM,
    EML,
    LEXIS,
    NEWSML,
    NEXIS,
    NITF,
    RSS,
    as_docx,
    as_rtf,
    captured,
    delimited,
    jsonl,
    parquet,
    tarred,
    zipped,
)

SMALL = Settings(record_bytes=100_000)
GOOD = [
    delimited(), jsonl(), parquet(), zipped("a.txt", "Rain fell on the harbour."), tarred("a.txt", b"Rain."),
    gzip.compress(jsonl()), RSS.encode(), ATOM.encode(), EML.encode(), LEXIS.encode(), NEXIS.encode(),
    NITF.encode(), NEWSML.encode(), as_docx(NEXIS), as_rtf(NEXIS), captured(),
]  # fmt: skip
NAMES = st.sampled_from(
    ["", *(f"file.{ending}" for endings in ENDINGS.values() for ending in endings)]
)


@st.composite
def damaged(draw):
    """A good file with a stretch of it replaced."""
    content = draw(st.sampled_from(GOOD))
    start = draw(st.integers(0, len(content)))
    end = draw(st.integers(start, min(len(content), start + 60)))
    return content[:start] + draw(st.binary(max_size=40)) + content[end:]


def check(name, content):
    records = list(records_of(held(name, content), SMALL))
    assert records
    assert len({(record.member, record.number) for record in records}) == len(records)
    for record in records:
        assert record.reason is None or ("\n" not in record.reason and record.reason)
        assert len(record.content) <= SMALL.record_bytes


def outcome(media_type, content):
    """The fields, or None and the reason why there are none."""
    try:
        return read_fields(media_type, content, "inbox/a"), ""
    except UnreadableError as error:
        return None, str(error)


@given(NAMES, st.binary(max_size=300))
def test_any_bytes_under_any_name_give_rows(name, content):
    check(name, content)


@given(NAMES, damaged())
def test_a_damaged_file_under_any_name_gives_rows(name, content):
    check(name, content)


# Pages go to a child process: fewer of them, elsewhere.
@given(st.sampled_from(sorted(set(PARSERS) - {HTML})), st.binary(max_size=200) | damaged())
def test_any_record_is_read_or_says_why(media_type, content):
    fields, reason = outcome(media_type, content)
    assert "\n" not in reason
    if fields:
        assert fields.text.strip()
        fields.text.encode("utf-8")


@pytest.mark.parametrize(
    "content", [b"<", b"<p", b"<!DOCTYPE", b"\x00<p>x", b"<html>" * 400, b"<p>" + b"\xff" * 99]
)
def test_odd_pages_are_read_or_say_why(content):
    assert "\n" not in outcome(HTML, content)[1]


@given(st.binary(max_size=400))
def test_decoding_gives_text_or_says_that_there_is_none(content):
    try:
        decoded = decode(content)
    except UnreadableError:
        return
    assert decoded.found in ("bom", "utf-8", "guessed")
    decoded.text.encode("utf-8", "strict")
