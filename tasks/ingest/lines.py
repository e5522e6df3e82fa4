"""JSON Lines: every line a record, kept as its own bytes."""

from collections.abc import Iterator
from typing import BinaryIO

from tasks.config import Settings
from tasks.ingest.records import CHUNK, JSON, Record, Source

BOM = b"\xef\xbb\xbf"


def read_lines(source: Source, settings: Settings) -> Iterator[Record]:
    """One record a non-empty line; whether it is JSON is seen when its fields are read."""
    with source.open() as stream:
        for number, line in enumerate(bounded_lines(stream, settings.record_bytes)):
            if line is None:
                reason = f"one line is longer than {settings.record_bytes} bytes; it is not kept"
                yield Record(JSON, b"", reason, number=number)
            else:
                yield Record(JSON, line.removeprefix(BOM), number=number)


def bounded_lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    r"""Non-empty lines without their ends, stripped; None for one longer than `limit`.

    Read by the chunk, so that a bomb of empty lines costs little.

    >>> import io
    >>> list(bounded_lines(io.BytesIO(b"ab\n\nabcdef\nc"), 4))
    [b'ab', None, b'c']
    """
    parts: list[bytes] = []
    size = 0
    while chunk := stream.read(CHUNK):
        first, *others = chunk.split(b"\n")
        size += len(first)
        if size <= limit:
            parts.append(first)
        if others:
            yield from _sound([b"".join(parts) if size <= limit else None, *others[:-1]], limit)
            parts, size = [others[-1]], len(others[-1])
    yield from _sound([b"".join(parts) if size <= limit else None], limit)


def _sound(lines: list[bytes | None], limit: int) -> Iterator[bytes | None]:
    for line in lines:
        if line is None or len(line) > limit:
            yield None
        elif stripped := line.strip():
            yield stripped
