"""WARC files, as crawlers and CC-NEWS write them: every captured response a record.

Read here and not by a library: the known ones take a file that ends inside a record for a whole
one, and what is cut short must be told. WARC 1.1 is ISO 28500:2017.
"""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.records import CHUNK, UNKNOWN, Record, Source
from tasks.ingest.streams import quieten, with_kept

WARC = "application/warc"
# How a page was captured: no records of their own.
NOTES = ("warcinfo", "request", "metadata")
MAX_HEADERS = 65_536
# Two blank lines end a record; some writers add a few.
MAX_BLANK = 100
OPENING = b"WARC/1."
# Each damaged record may have the rest of the file read once more.
MAX_FAULTS = 100
Headers = dict[str, str]


def read_warc(source: Source, settings: Settings) -> Iterator[Record]:
    """One record for each capture: its WARC headers, HTTP headers and body, as they came.

    And one for each record of another type but NOTES, as of a page that had not changed.
    """
    with source.open() as stream:
        check = quieten(stream)
        try:
            yield from _captures(stream, settings)
        except UnreadableError as error:
            # The fault of the stream below says more than that a record ends too soon.
            with with_kept(error.kept):
                check()
            raise
        check()


class Tape:
    """A stream that can be wound back: what is put back is read again."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._back = stream, io.BytesIO()

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; empty at the end."""
        return self._back.read(size) or self._stream.read(size)

    def readline(self, size: int) -> bytes:
        """One line with its end, or `size` bytes of it; empty at the end."""
        line = self._back.readline(size)
        if line.endswith(b"\n") or len(line) == size:
            return line
        return line + self._stream.readline(size - len(line))

    def rest(self, limit: int) -> bytes:
        """All that follows, at most `limit` bytes."""
        found = self._back.read(limit)
        return found + self._stream.read(limit - len(found))

    def put_back(self, content: bytes) -> None:
        """Have `content` read again, before all else."""
        self._back = io.BytesIO(content + self._back.read())


def _captures(stream: BinaryIO, settings: Settings) -> Iterator[Record]:
    """The captures; one that is damaged is a row, and reading goes on at the next record."""
    tape, number, faults = Tape(stream), 0, 0
    while True:
        try:
            record = _next(tape, settings.record_bytes)
        except UnreadableError as error:
            faults += 1
            error.kept += _skipped(tape, settings.record_bytes)
            if faults > MAX_FAULTS:
                reason = (
                    f"{error}; more than {MAX_FAULTS} records are damaged, the rest is not read"
                )
                raise UnreadableError(
                    reason, error.kept + tape.rest(settings.record_bytes)
                ) from error
            if not _goes_on(tape):
                raise
            record = Record(UNKNOWN, error.kept[: settings.record_bytes], str(error))
        if record is None:
            return
        yield replace(record, number=number)
        number += 1


def _next(tape: Tape, limit: int) -> Record | None:
    """The next record that is no request or note; None at the end of the file."""
    while head := _head(tape):
        headers = headers_of(head)
        with with_kept(head):
            size = _size(headers)
        block = _block(tape, size, limit, head)
        if type_of(headers) not in NOTES:
            return _capture(head, block, size)
    return None


def _skipped(tape: Tape, limit: int) -> bytes:
    """What stands before the next line that opens a record, at most `limit` bytes of it."""
    kept = bytearray()
    fresh = True
    while line := tape.readline(MAX_HEADERS):
        if fresh and line.startswith(OPENING):
            tape.put_back(line)
            break
        fresh = line.endswith(b"\n")
        kept += line[: max(0, limit - len(kept))]
    return bytes(kept)


def _goes_on(tape: Tape) -> bool:
    more = tape.read(1)
    tape.put_back(more)
    return bool(more)


def _head(stream: Tape) -> bytes:
    """The next record's header lines with the blank line; empty at the end of the file."""
    lines: list[bytes] = []
    blank = 0
    while line := stream.readline(MAX_HEADERS):
        if not lines and not line.strip() and blank < MAX_BLANK:
            blank += 1
            continue
        if not lines and not line.startswith(b"WARC/"):
            raise UnreadableError(
                "the WARC file is damaged: no record begins where one should", line
            )
        lines.append(line)
        if not line.strip():
            return b"".join(lines)
        if len(lines) > 200:
            stream.put_back(b"".join(lines[1:]))
            raise UnreadableError(
                "the WARC file is damaged: a record's headers do not end", lines[0]
            )
    if lines:
        raise UnreadableError(
            "the WARC file is cut short inside a record's headers", b"".join(lines)
        )
    return b""


def headers_of(head: bytes) -> Headers:
    """Header lines below the first, by lower-cased name; the first of a name holds."""
    found: Headers = {}
    for line in head.decode("latin-1").split("\n")[1:]:
        name, _, value = line.partition(":")
        found.setdefault(name.strip().lower(), value.strip())
    return found


def type_of(headers: Headers) -> str:
    """A record's type in lower case; empty where it says none."""
    return headers.get("warc-type", "").lower()


def _size(headers: Headers) -> int:
    value = headers.get("content-length", "")
    # isdecimal alone would let digits of other scripts pass.
    if not (value.isascii() and value.isdecimal()) or len(value) > 15:
        raise UnreadableError("the WARC file is damaged: a record does not say how long it is")
    return int(value)


def _block(stream: Tape, size: int, limit: int, head: bytes) -> bytes | None:
    """The record's block; None where it is longer than `limit`, and then passed over.

    head: the record's headers, kept where the block is cut short; the block is then put back.
    """
    kept, left = bytearray(), size
    while left:
        chunk = stream.read(min(CHUNK, left))
        if not chunk:
            if size - left == len(kept):
                stream.put_back(bytes(kept))
            raise UnreadableError(
                f"the WARC file is cut short: a record declares {size} bytes and has {size - left}",
                head,
            )
        left -= len(chunk)
        kept += chunk[: limit - len(kept)]
    if size > limit:
        return None
    _refuse_swallowed(stream, bytes(kept), head)
    return bytes(kept)


def _refuse_swallowed(stream: Tape, block: bytes, head: bytes) -> None:
    """UnreadableError where a length is too large: records stand in the block, and none behind it."""
    if b"\n" + OPENING not in block:
        return
    behind = stream.read(1)
    stream.put_back(behind)
    if behind.strip():
        stream.put_back(block)
        raise UnreadableError("the WARC file is damaged: a record's length is wrong", head)


def _capture(head: bytes, block: bytes | None, size: int) -> Record:
    if block is None:
        return Record(WARC, b"", f"a capture of {size} bytes is too large")
    return Record(WARC, head + block)
