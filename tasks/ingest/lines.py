"""JSON Lines: every line a record, kept as its own bytes; of UTF-16 and UTF-32, as UTF-8."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.decode import BOMS, wide_of
from tasks.ingest.records import CHUNK, JSON, Record, Source
from tasks.ingest.rules import decoded_from

BOM = b"\xef\xbb\xbf"


class Readable(Protocol):
    """All that is asked of a stream of lines."""

    def read(self, size: int, /) -> bytes:
        """As `io.RawIOBase` says."""


class Narrowed:
    """A stream of UTF-16 or UTF-32 as one of UTF-8: there a line ends at a byte of its own."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")

    def read(self, size: int, /) -> bytes:
        """Some bytes, not always as many; none at the end."""
        while chunk := self._stream.read(size):
            if text := self._decoder.decode(chunk):
                return text.encode("utf-8", "replace")
        return self._decoder.decode(b"", True).encode("utf-8", "replace")


def read_lines(source: Source, settings: Settings) -> Iterator[Record]:
    """One record a non-empty line; whether it is JSON is seen when its fields are read."""
    wide = wide_of(source.head())
    media_type = narrowed_type(JSON, source.head())
    with source.open() as opened:
        stream: Readable = Narrowed(opened, wide) if wide else opened
        for number, line in enumerate(bounded_lines(stream, settings.record_bytes)):
            if line is None:
                reason = f"one line is longer than {settings.record_bytes} bytes; it is not kept"
                yield Record(media_type, b"", reason, number=number)
            else:
                yield Record(media_type, line.removeprefix(BOM), number=number)


def narrowed_type(media_type: str, head: bytes) -> str:
    """The media type of records written in UTF-8, with the encoding of their file where that is wide.

    >>> narrowed_type("message/rfc822", "From: Ann".encode("utf-16-le"))
    'message/rfc822; decoded=utf-16-le/guessed'
    """
    wide = wide_of(head)
    marked = any(head.startswith(bom) for bom, _ in BOMS)
    return decoded_from(media_type, wide, "bom" if marked else "guessed") if wide else media_type


def bounded_lines(stream: Readable, limit: int) -> Iterator[bytes | None]:
    r"""Non-empty lines without their ends, stripped; None for one longer than `limit`.

    Read by the chunk, so that a bomb of empty lines costs little.

    >>> import io
    >>> list(bounded_lines(io.BytesIO(b"ab\n\nabcdef\nc"), 4))
    [b'ab', None, b'c']
    """
    parts: list[bytes] = []
    size = 0
    while chunk := _more(stream, parts):
        first, *others = chunk.split(b"\n")
        size += len(first)
        if size <= limit:
            parts.append(first)
        if others:
            yield from _sound([b"".join(parts) if size <= limit else None, *others[:-1]], limit)
            parts, size = [others[-1]], len(others[-1])
    yield from _sound([b"".join(parts) if size <= limit else None], limit)


def _more(stream: Readable, parts: list[bytes]) -> bytes:
    """The next chunk; where the stream is damaged, its error with the line that it breaks off in."""
    try:
        return stream.read(CHUNK)
    except UnreadableError as error:
        error.kept = b"".join(parts)
        raise


def _sound(lines: list[bytes | None], limit: int) -> Iterator[bytes | None]:
    for line in lines:
        if line is None or len(line) > limit:
            yield None
        elif stripped := line.strip():
            yield stripped
