"""A CSV file that a person saved from a spreadsheet or an editor: read whole, or refused with a line.

Spreadsheets write commas, semicolons or tabs, UTF-8, UTF-16 ("Unicode Text") or Windows-1252, any
of three line ends, and may put blank lines or `sep=;` first. A stray quotation mark would swallow
the lines behind it, so a file that does not parse strictly is not read at all.
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tasks.errors import UserError

SEPARATORS = ",;\t"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_NAMED = re.compile(r'"?sep=(.)"?[,;\t]*\s*', re.IGNORECASE)
# The first bytes of a zip (.xlsx, .ods, .numbers) and of a compound file (.xls).
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class Line(NamedTuple):
    """One line below the first: its number in a spreadsheet, and its cells by column."""

    number: int
    cells: dict[str, str]


class Table(NamedTuple):
    """The columns, in small letters and without blanks around them, and the lines that are not empty."""

    columns: list[str]
    lines: list[Line]


def read(file: Path, columns: Iterable[str]) -> Table:
    """The lines of a CSV file that must have `columns`; a UserError with what to do where it cannot be.

    Nothing is guessed: a quotation mark that is opened and not closed, cells behind the last
    column, a file that is no text are refused, each with its line, and two columns of one name.
    """
    lines = _LINE.findall(text(file))
    named = _NAMED.fullmatch(lines[0]) if lines else None
    # `sep=;` is a word to the spreadsheet, which does not show it and numbers from the next line.
    before = 1 if named else 0
    first = next((line for line in lines[before:] if line.strip(SEPARATORS + "\r\n ")), "")
    separator = named[1] if named else max(SEPARATORS, key=first.count)
    with cells_of_any_size():
        records = list(_records(file, lines[before:], separator, before))
    filled = [record for record in records if any(map(str.strip, record[1]))]
    head = [name.strip().lower() for name in filled[0][1]] if filled else []
    missing = [name for name in columns if name not in head]
    if missing:
        raise UserError(
            f"{file}: no column {', '.join(sorted(missing))} in its first line"
            f"{f', which is {first.strip()[:60]!r}' if first else ''}; needs {', '.join(columns)}"
        )
    twice = sorted({name for name in head if name and head.count(name) > 1})
    if twice:
        raise UserError(
            f"{file}: column {', '.join(twice)} stands twice in its first line; nothing was read: take out "
            "or rename the one that is not meant"
        )
    return Table(head, [_line(file, number, head, cells) for number, cells in filled[1:]])


def text(file: Path) -> str:
    """What stands in a text file, as UTF-8, UTF-16 or Windows-1252; UserError where it is no text."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UserError(f"{file} cannot be read: {error.strerror}") from error
    if content.startswith(_WORKBOOKS):
        raise UserError(
            f"{file} is a workbook, not text: open it in the spreadsheet, save it as CSV, and name that file"
        )
    said = _decoded(content)
    if said is None or "\0" in said:
        line = "" if said is None else f", line {said[: said.index(chr(0))].count(chr(10)) + 1}"
        raise UserError(f"{file}{line} holds bytes that are no text; save it as CSV in UTF-8")
    return said


def _decoded(content: bytes) -> str | None:
    tries = ["utf-8-sig", "cp1252"]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        tries = ["utf-16"]
    elif content[:2].count(0) == 1:
        tries = ["utf-16-be" if content[0] == 0 else "utf-16-le"]
    for encoding in tries:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _records(
    file: Path, lines: list[str], separator: str, before: int
) -> Iterator[tuple[int, list[str]]]:
    """Every record with its number, from 1; before: lines of the file that stand before them."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    start = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield number, cells
            start = reader.line_num
    except csv.Error as error:
        raise UserError(
            f"{file}: from line {before + start + 1} on the quotation marks do not pair up ({error}); nothing "
            'was read: close the one that is open, or take it out (one inside a cell is written "")'
        ) from None


def _line(file: Path, number: int, head: list[str], cells: list[str]) -> Line:
    if any(cell.strip() for cell in cells[len(head) :]):
        raise UserError(
            f"{file}: line {number} has more cells than the first line has columns; nothing was read: "
            "put a cell that holds the separator in quotation marks"
        )
    return Line(number, dict(zip(head, cells, strict=False)))


@contextmanager
def cells_of_any_size() -> Iterator[None]:
    """While it is open, cells may be longer than the csv module's 131,072 characters."""
    # The limit is the library's own and one for all; a whole article may stand in a cell.
    before = csv.field_size_limit(sys.maxsize)
    try:
        yield
    finally:
        csv.field_size_limit(before)
