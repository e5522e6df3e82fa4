"""What every format's reader gives: records, cut from sources that can be opened again."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.allowance import Allowance, BombError

CHUNK = 1 << 16
TEXT, HTML, JSON = "text/plain", "text/html", "application/json"
UNKNOWN = "application/octet-stream"


@dataclass(frozen=True)
class Record:
    """One record as cut from its file; `reason` says why it could not be read, if so."""

    media_type: str
    content: bytes
    reason: str | None = None
    member: str | None = None
    number: int = 0


@dataclass(frozen=True)
class Source:
    """A file or member that can be opened as often as needed.

    name: file name, which hints at the format. size: bytes as stored, None where unknown.
    options: what the user's `sources.toml` says of the file. allowance: what the archive it is a
    member of may still unpack to. reason: why it must not be read, if so; its bytes are kept.
    packed: its bytes as stored, kept where it cannot be unpacked at all.
    """

    name: str
    open: Callable[[], BinaryIO]
    size: int | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    allowance: Allowance | None = None
    reason: str | None = None
    packed: Callable[[], bytes] | None = None

    def head(self, size: int = CHUNK) -> bytes:
        """Its first bytes."""
        with self.open() as stream:
            return stream.read(size)

    def whole(self, limit: int) -> bytes:
        """All its bytes; UnreadableError beyond `limit` bytes."""
        with self.open() as stream:
            content = stream.read(limit + 1)
            # A damaged stream gives what is sound before it says so.
            if len(content) <= limit:
                stream.read(1)
        if len(content) > limit:
            raise UnreadableError(f"one record is larger than {limit} bytes")
        return content


Reader = Callable[[Source, Settings], Iterator[Record]]


def held(name: str, content: bytes) -> Source:
    """A source over bytes in memory.

    >>> held("a.txt", b"Rain.").head(4)
    b'Rain'
    """
    return Source(name, lambda: io.BytesIO(content), len(content))


def failed(source: Source, reason: str, settings: Settings) -> Record:
    """The record of a source that cannot be read: its bytes as far as bounds and damage allow."""
    kept, said = bytearray(), ""
    try:
        with source.open() as stream:
            while len(kept) <= settings.record_bytes and (chunk := stream.read(CHUNK)):
                kept += chunk
    except BombError:
        return Record(UNKNOWN, b"", f"{reason}; its bytes are not kept")
    except UnreadableError:
        # The damage is what `reason` tells of; what could be read before it is kept.
        if not kept and source.packed and (stored := source.packed()):
            kept, said = bytearray(stored), "; its packed bytes are kept"
    record = Record(UNKNOWN, bytes(kept), reason + said)
    if len(kept) > settings.record_bytes:
        return replace(record, content=b"", reason=f"{reason}; too large to keep its bytes")
    return record
