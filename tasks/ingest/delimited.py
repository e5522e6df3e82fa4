"""CSV and TSV: every row a record, written as one JSON object by the header's names."""

import csv
import io
import sys
from collections import deque
from collections.abc import Iterator

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.decode import encoding_of, mended
from tasks.ingest.json_files import serialised
from tasks.ingest.records import JSON, Record, Source

DELIMITERS = ",\t;|"
# A quote that never closes makes one cell of everything behind it: no article has so many lines.
MAX_ROW_LINES = 20_000
MAX_UNCLOSED = 100
END = "\x00end\x00"


def read_delimited(source: Source, settings: Settings) -> Iterator[Record]:
    """One record for each row below the header; a row of another width is not believed."""
    # The csv module bounds a cell for the whole process, by far too little; `_rows` bounds it too.
    csv.field_size_limit(sys.maxsize)
    with source.open() as stream:
        name = encoding_of(source.head(), source.options.get("encoding"))
        errors = "surrogateescape" if name.startswith("utf-8") else "replace"
        text = io.TextIOWrapper(stream, name, errors, newline="")
        lines = _lines(text, settings.record_bytes)
        header_line = next(lines, "")
        delimiter = max(DELIMITERS, key=header_line.count)
        rows = _rows(header_line, lines, delimiter, settings.record_bytes)
        header = [cell.strip() for cell in next(rows, ([], ""))[0] or []]
        for number, (cells, raw) in enumerate(rows):
            yield _record(header, cells, raw, number)


def _lines(text: io.TextIOWrapper, limit: int) -> Iterator[str]:
    while line := text.readline(limit):
        if len(line) >= limit and not line.endswith(("\n", "\r")):
            raise UnreadableError(f"one line is longer than {limit} characters")
        yield line


def _rows(
    first: str, lines: Iterator[str], delimiter: str, limit: int
) -> Iterator[tuple[list[str] | None, str]]:
    """Each row's cells and raw text; no cells where a quote opens and never closes.

    Reading goes on at the line after the open quote, so one bad row costs one row.
    """
    waiting, unclosed = deque([first]), 0
    while True:
        taken: list[str] = []
        cells = next(csv.reader(_feed(waiting, lines, taken, limit), delimiter=delimiter))
        if not taken:
            return
        if not cells or not cells[-1].endswith(END):
            if cells:
                yield cells, "".join(taken)
            continue
        unclosed += 1
        if unclosed > MAX_UNCLOSED:
            raise UnreadableError(f"more than {MAX_UNCLOSED} rows with a quote that never closes")
        yield None, taken[0]
        waiting.extendleft(reversed(taken[1:]))


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


def _record(header: list[str], cells: list[str] | None, raw: str, number: int) -> Record:
    if cells is None:
        return Record(
            JSON, _bytes(raw), "a quote opens in this row and never closes", number=number
        )
    if len(cells) != len(header):
        reason = f"the row has {len(cells)} cells, the header {len(header)}"
        return Record(JSON, _bytes(raw), reason, number=number)
    item = {name: mended(cell) for name, cell in zip(header, cells, strict=True)}
    return Record(JSON, serialised(item), number=number)


def _bytes(raw: str) -> bytes:
    return raw.encode("utf-8", "surrogateescape")
