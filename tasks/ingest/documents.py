"""Files that are one article or an export of many: text, Word, rich text, saved pages."""

import json
import re
from collections.abc import Callable, Iterator

from tasks.config import Settings
from tasks.errors import UnreadableError, UserError
from tasks.ingest.child import ask
from tasks.ingest.decode import decode, narrow
from tasks.ingest.export_lines import MARK, unmarked
from tasks.ingest.exports import documents
from tasks.ingest.fields import Fields
from tasks.ingest.html_page import charset_of, read_fragment
from tasks.ingest.json_files import serialised
from tasks.ingest.records import HTML, JSON, TEXT, Record, Source
from tasks.ingest.rules import FILE
from tasks.ingest.sniff import office_file

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RTF = "application/rtf"
# A cheap look before a file is decoded: what each kind of export says on every document.
HINT = re.compile(
    rb"of\s+\d+\s+DOCUMENTS?\b|Document\s+\d+\s+of\s+\d+|Documents\s+\(\d+\)|End\s+of\s+Document"
    rb"|Do[ck]umento?\s+[A-Za-z0-9]{16,40}\s*(?:[\r\n<]|\Z)|\bAN\b(?:\s|\||<[^<>]{0,80}>)*+Do[ck]umento?\s+[A-Za-z0-9]{8,40}"
)
# In the HTML of an export: a headline by its class, in whatever language; a table of Factiva's codes.
HEADLINE = re.compile(r"""\bclass\s?=\s?["']?[a-z]{2}Headline\b[^<>]{0,200}>""")
CODED = re.compile(r"<td\b[^<>]{0,200}>(?:\s{1,100}|<\w{1,6}\b[^<>]{0,80}>){0,6}+HD\s{0,20}<", re.I)
CELLS = re.compile(r"<(/?)(?:table|tbody|tr|td)\b[^<>]{0,200}>", re.I)

ToText = Callable[[bytes], str]


def _page_text(content: bytes) -> str:
    page = HEADLINE.sub(rf"\g<0>{MARK}", decode(content, charset_of(content)).text)
    # Each cell on a line of its own: a row's line would run a story's paragraphs into one.
    return read_fragment(CELLS.sub(r"<\1div>", page) if CODED.search(page) else page).text


def _plain_text(content: bytes) -> str:
    return decode(content).text.replace("\r\n", "\n")


def _word_text(content: bytes) -> str:
    return str(ask(b"W", content, "the Word file"))


def _rich_text(content: bytes) -> str:
    return str(ask(b"T", content, "the rich-text file"))


# Of each kind: its media type, how it becomes text, and whether only a hint makes that worthwhile.
KINDS: dict[str, tuple[str, ToText, bool]] = {
    "text": (TEXT, _plain_text, True),
    "html": (HTML, _page_text, True),
    "docx": (DOCX, _word_text, False),
    "rtf": (RTF, _rich_text, False),
}


def reader(kind: str) -> Callable[[Source, Settings], Iterator[Record]]:
    """The reader of one of KINDS: one record, or one for each document of an export."""
    media_type, to_text, needs_hint = KINDS[kind]

    def read(source: Source, settings: Settings) -> Iterator[Record]:
        content = source.whole(settings.record_bytes)
        if separator := source.options.get("separator"):
            yield from _pieces(content, separator, source.options.get("encoding"), to_text)
            return
        export = None
        if not needs_hint or HINT.search(narrow(content)):
            export = documents(to_text(content))
        if export is None:
            yield Record(media_type, content)
            return
        for number, row in enumerate(export.rows):
            yield Record(JSON, serialised({k: v for k, v in row.items() if v}), number=number)
        if export.rest:
            raise UnreadableError(
                "the export breaks off: nothing closes its last document",
                export.rest.encode("utf-8", "replace"),
            )

    return read


def _pieces(
    content: bytes, separator: str, encoding: str | None, to_text: ToText
) -> Iterator[Record]:
    """The articles between separator lines, each in UTF-8 whatever the file was in."""
    text = decode(content, encoding).text if to_text is _plain_text else to_text(content)
    text = unmarked(text).replace("\r\n", "\n")
    cuts = [0, *_cuts(separator, text), None]
    pieces = [text[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    for number, piece in enumerate(piece for piece in pieces if piece.strip()):
        yield Record(TEXT, piece.encode("utf-8", "replace"), number=number)


def _cuts(separator: str, text: str) -> list[int]:
    """Where each separator line begins and ends.

    UserError where the expression takes too long, as "(a+)+$" does of a line of 45 letters: no file is
    at fault, and each would cost as much.
    """
    asked = json.dumps([separator, text]).encode()
    try:
        found: list[int] = ask(b"S", asked, f"a text cut by the separator {separator!r}")
    except UnreadableError as error:
        raise UserError(f"{error}; write a simpler one in {FILE}, such as '^={{5,}}$'") from None
    return found


def refuse_office(source: Source, settings: Settings) -> Iterator[Record]:
    """The reader of a file of an office program that is known and not read."""
    raise UnreadableError(f"it is {office_file(source.head())}")


def word_file(content: bytes) -> Fields:
    """A Word document that is one article."""
    return _titled(_word_text(content))


def rich_text(content: bytes) -> Fields:
    """A rich-text file that is one article."""
    return _titled(unmarked(_rich_text(content)))


def _titled(text: str) -> Fields:
    if not text.strip():
        raise UnreadableError("the document holds no text")
    return Fields(text, encoding="utf-8", encoding_from="declared")
