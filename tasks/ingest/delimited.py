"""CSV and TSV: every row a record, written as one JSON object by the header's names."""

import csv
import io
import re
import sys
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import NamedTuple

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.columns import guess, is_data, told_apart
from tasks.ingest.decode import decoded_head, mended
from tasks.ingest.json_files import serialised
from tasks.ingest.records import JSON, Record, Source
from tasks.ingest.rules import decoded_from
from tasks.ingest.streams import quieten

DELIMITERS = ",\t;|"
# Spreadsheets say the delimiter in a line of its own.
SAID = re.compile(r"\ufeff?sep=([,;|\t])\s*$")
# A quote that never closes makes one cell of everything behind it: no article has so many lines.
MAX_ROW_LINES = 20_000
ESCAPED = re.compile(r'(?<!\\)((?:\\\\)*)\\"')
# Lines read in vain behind such quotes, over a whole file: a hundred times the worst.
MAX_LINES_IN_VAIN = 100 * MAX_ROW_LINES
MAX_COLUMNS = 10_000
# Characters of whole lines by which a table shows that it is written without quotes.
SHOWN = 1 << 18
END = "\x00end\x00"
# A quote that closes amid its cell's words.
QUOTATION = re.compile(r'"[^"]+"[^"\t]')


class Row(NamedTuple):
    """A row's cells and its text as it stands; a reason in place of cells not believed."""

    cells: list[str]
    raw: str
    reason: str | None = None


class Lines:
    """The lines of a text; where it is damaged or a line too long they end, and `fault` says so."""

    fault: UnreadableError | None = None

    def __init__(self, text: io.TextIOWrapper, check: Callable[[], None], limit: int) -> None:
        self._text, self._check, self._limit = text, check, limit

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(self._limit):
            if not line.endswith(("\n", "\r")) and self._breaks_off(line):
                return
            yield line
        self._breaks_off("")

    def _breaks_off(self, line: str) -> bool:
        """Whether the file goes wrong in or behind its last line."""
        if len(line) >= self._limit:
            self.fault = UnreadableError(f"one line is longer than {self._limit} characters")
            return True
        try:
            self._check()
        except UnreadableError as error:
            self.fault = UnreadableError(str(error), _bytes(line))
        return self.fault is not None


def read_delimited(source: Source, settings: Settings) -> Iterator[Record]:
    """One record for each row below the header, if it has one; one of another width is not believed."""
    # The csv module bounds a cell for the whole process, by far too little; `_feed` bounds it too.
    csv.field_size_limit(sys.maxsize)
    with source.open() as stream:
        check = quieten(stream)
        seen = decoded_head(source.head(), source.options.get("encoding"))
        media_type = decoded_from(JSON, seen.encoding, seen.found)
        name = "utf-8" if seen.encoding == "utf-8+cp1252" else seen.encoding
        errors = "surrogateescape" if name.startswith("utf-8") else "replace"
        text = io.TextIOWrapper(stream, name, errors, newline="")
        lines = Lines(text, check, settings.record_bytes)
        rows = _rows(lines, settings.record_bytes)
        first = next(rows, Row([], ""))
        names = [cell.strip() for cell in first.cells]
        if len(names) > MAX_COLUMNS:
            raise UnreadableError(f"its header names more than {MAX_COLUMNS} columns")
        if is_data(names):
            names, rows = [""] * len(names), chain([first], rows)
        header = told_apart(names)
        column = guess(tuple(header)).get("text")
        place = header.index(column) if column else len(header)
        for number, row in enumerate(rows):
            if any(map(str.strip, row.cells)) or row.reason:
                yield replace(_record(header, place, row, number), media_type=media_type)
        if lines.fault:
            raise lines.fault


def _rows(source: Lines, limit: int) -> Iterator[Row]:
    """Each row; where a quote is not closed as it should be, reading goes on at the next line.

    So one bad row costs one row.
    """
    lines = iter(source)
    first = next((line for line in lines if line.strip()), "")
    said = SAID.match(first)
    first = next(lines, "") if said else first
    delimiter = said[1] if said else _delimiter(first)
    shown = [first, *_first_lines(lines)]
    if delimiter == "\t" and _unquoted(shown):
        for line in chain(shown, lines):
            yield Row(line.rstrip("\r\n").split(delimiter), line)
        return
    waiting, in_vain, width = deque(shown), 0, 0
    while True:
        taken: list[str] = []
        cells = _strict(_feed(waiting, lines, taken, limit), delimiter)
        if _may_escape(cells, taken, width):
            waiting.extendleft(reversed(taken))
            taken = []
            cells = _strict(map(_doubled, _feed(waiting, lines, taken, limit)), delimiter)
        if not taken:
            return
        if cells and cells[-1].endswith(END) and source.fault:
            source.fault.kept = _bytes("".join(taken)) + source.fault.kept
            return
        if cells is not None and not (cells and cells[-1].endswith(END)):
            if cells:
                width = width or len(cells)
                yield Row(cells, "".join(taken))
            continue
        in_vain += len(taken)
        if in_vain > MAX_LINES_IN_VAIN:
            raise UnreadableError("too many rows with a quote that never closes")
        yield _mended(taken[0], delimiter, width)
        waiting.extendleft(reversed(taken[1:]))


def _first_lines(lines: Iterator[str]) -> Iterator[str]:
    """Some lines of a table, as many as tell how it is written."""
    size = 0
    while size < SHOWN and (line := next(lines, None)) is not None:
        size += len(line)
        yield line


def _unquoted(lines: list[str]) -> bool:
    r"""Whether a table's quotes are its texts': each line is a row, and a cell begins with a quotation.

    >>> _unquoted(["title\ttext", 'Ferry\t"It sank," she said.', "Hail\tIt fell."])
    True
    >>> _unquoted(["title\ttext", 'Ferry\t"It sank,', 'she said."', "Hail\tIt fell."])
    False
    """
    rows = [line.rstrip("\r\n").split("\t") for line in lines if line.strip()]
    if len({len(row) for row in rows}) != 1 or len(rows[0]) == 1:
        return False
    cells = [cell for row in rows for cell in row if cell.startswith('"')]
    return any(QUOTATION.match(cell) for cell in cells) and not any('""' in cell for cell in cells)


def _delimiter(first: str) -> str:
    """What parts a first line's cells; in words a blank follows the comma, in tables none does.

    >>> _delimiter("Ferry\\tIt sank, slowly, at noon")
    '\\t'
    """
    return max(
        DELIMITERS,
        key=lambda mark: (first.count(mark) - first.count(mark + " "), first.count(mark)),
    )


def _strict(lines: Iterator[str], delimiter: str) -> list[str] | None:
    """The next row's cells, the last with END where a quote stays open; None where one is misplaced.

    Leniently, an open quote would run on to the first quote of the next row and join the two.
    """
    try:
        return next(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return None


def _may_escape(cells: list[str] | None, taken: list[str], width: int) -> bool:
    """Whether a row comes out wrong and has a quote behind a backslash, as MySQL and others write it."""
    right = cells and not cells[-1].endswith(END) and len(cells) == (width or len(cells))
    return not right and any('\\"' in line for line in taken)


def _doubled(line: str) -> str:
    r"""A line with a quote behind a backslash written as two.

    >>> _doubled(r'"the \"Aurora\" sank",x')
    '"the ""Aurora"" sank",x'
    """
    return ESCAPED.sub(r'\1""', line)


def _mended(line: str, delimiter: str, width: int) -> Row:
    """One line read by itself, quotes inside a cell taken as they stand, if it has the width."""
    cells = []
    at, text = 0, line.rstrip("\r\n")
    while found := _cell(delimiter).match(text, at):
        quoted = found[1]
        cells.append(found[2] if quoted is None else quoted.replace('""', '"'))
        if found.end() == len(text):
            break
        at = found.end() + 1
    if found and len(cells) == width:
        return Row(cells, line)
    return Row([], line, "a quote opens in this row and never closes")


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    """A cell up to its delimiter, plain or quoted; a quote amid words neither opens nor closes one."""
    mark = re.escape(delimiter)
    return re.compile(
        rf'(?:"((?:[^"]|""|(?<!{mark})"(?!"|{mark}|$))*)"|([^"{mark}][^{mark}]*|))(?={mark}|$)'
    )


def _feed(waiting: deque[str], lines: Iterator[str], taken: list[str], limit: int) -> Iterator[str]:
    """Lines for one row, remembered in `taken`; then a mark that only an open quote swallows."""
    size = 0
    while len(taken) < MAX_ROW_LINES and size < limit:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            break
        taken.append(line)
        size += len(line)
        yield line
    yield END


def _record(header: list[str], place: int, row: Row, number: int) -> Record:
    reason = row.reason
    if not reason and len(row.cells) != len(header) and not _is_short(len(header), place, row):
        reason = f"the row has {len(row.cells)} cells, the header {len(header)}"
    if reason:
        return Record(JSON, _bytes(row.raw), reason, number=number)
    item = {name: mended(cell) for name, cell in zip(header, row.cells, strict=False)}
    return Record(JSON, serialised(item), number=number)


def _is_short(width: int, place: int, row: Row) -> bool:
    """Whether a row lacks cells at its end only, and its text, which stands at `place`, is whole.

    A text that ends the line is whole where a quote closes it; else it may go on in the next.
    """
    last = len(row.cells) - 1
    closed = row.raw.endswith(('"\n', '"\r\n', '"\r'))
    return last < width - 1 and (place < last or (place == last and closed))


def _bytes(raw: str) -> bytes:
    return raw.encode("utf-8", "surrogateescape")
