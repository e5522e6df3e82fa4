"""What a file named as text holds all the same: JSON, JSON Lines, mail or a table.

Prose must stay prose: each format has to show more than a first character.
"""

import csv
import json
import re

from tasks.ingest.columns import guess
from tasks.ingest.decode import narrow
from tasks.ingest.records import CHUNK

# An object's brace and its first name with a colon, alone or first in a list.
JSON_HEAD = re.compile(r'\s*+(?:\[\s*+)?+\{\s*+"[^"\n]{1,200}"\s*+:')
MBOX_HEAD = re.compile(
    rb"From \S{1,200} [^\r\n]{0,200}\d\d:\d\d[^\r\n]{0,40}\d{4}[ \t]*\r?\n[A-Za-z-]{1,60}: "
)
# A block of headers up to an empty line.
MAIL_BLOCK = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}: ?[^\n]*\n(?:[ \t]+\S[^\n]*\n)*+)++\r?\n")
MAIL_FROM = re.compile(rb"^From: ?[^\n]*@", re.M | re.I)
MAIL_MORE = re.compile(rb"^(?:Subject|Date|Message-ID|MIME-Version|Received): ", re.M | re.I)


# A zip file's first member: name at 30, its length at 26; an office file's parts come in any order.
MEMBER = re.compile(rb"PK\x03\x04.{26}(xl|ppt)/", re.S)
OPENINGS = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"customXml/", b"xl/", b"ppt/")
OFFICE = {
    b"xl": "an Excel file: save its sheet as CSV",
    b"ppt": "a PowerPoint file: save it as text",
    b"application/vnd.oasis.opendocument.text": "an OpenDocument text: save it as .docx",
    b"application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument sheet: save it as CSV",
    b"application/epub+zip": "an EPUB book: save it as text",
}


def office_file(head: bytes) -> str | None:
    """What a zip file is in truth, where an office program that is not read here wrote it, and what to do.

    >>> office_file(b"PK\\x03\\x04" + bytes(26) + b"xl/workbook.xml")
    'an Excel file: save its sheet as CSV'
    >>> office_file(b"PK\\x03\\x04" + bytes(26) + b"day/story.txt") is None
    True
    """
    first = head[30:]
    if first.startswith(b"mimetype"):
        kinds = (kind for kind in OFFICE if first[8:].startswith(kind))
        return OFFICE.get(max(kinds, key=len, default=b""))
    member = MEMBER.search(head) if first.startswith(OPENINGS) else None
    return OFFICE[member.group(1)] if member else None


def sniffed_in_text(head: bytes) -> str | None:
    """The format that the first bytes of a text show; None for prose.

    >>> sniffed_in_text(b'{"title": "Rain"}\\n{"title": "Hail"}\\n')
    'jsonl'
    >>> sniffed_in_text(b"From London, the minister said on Monday: rain.") is None
    True
    """
    plain = narrow(head)
    if MBOX_HEAD.match(plain):
        return "mbox"
    block = MAIL_BLOCK.match(plain)
    if block and MAIL_FROM.search(block.group()) and MAIL_MORE.search(block.group()):
        return "mail"
    text = plain.decode("utf-8", "replace")
    whole = len(head) < CHUNK
    if JSON_HEAD.match(text):
        return _json(text, whole)
    return "delimited" if _is_table(text, whole) else None


def _json(text: str, whole: bool) -> str | None:
    """JSON Lines where two lines are objects; JSON unless prose follows its first value."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not whole:
        lines = lines[:-1]
    if len(lines) > 1 and all(map(_is_object, lines[:2])):
        return "jsonl"
    try:
        _, end = json.JSONDecoder().raw_decode(text.lstrip())
    except (ValueError, RecursionError):
        return "json"
    rest = text.lstrip()[end:].strip()
    return "json" if not rest or JSON_HEAD.match(rest) else None


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_table(text: str, whole: bool) -> bool:
    """Whether a text opens with a header that names a text and more, and a row of its width."""
    first, _, rest = text.partition("\n")
    first = first.strip()
    delimiter = max(",\t;|", key=first.count)
    names = first.split(delimiter)
    known = guess(tuple(name.strip('"') for name in names))
    if len(known) < 2 or not {"text", "html"} & known.keys():
        return False
    if any(name != name.strip() or len(name) > 40 for name in names):
        return False
    try:
        row = next(csv.reader(rest.splitlines(keepends=True), delimiter=delimiter), [])
    except csv.Error:
        return False
    return len(row) == len(names) or (not whole and 1 < len(row) <= len(names))
