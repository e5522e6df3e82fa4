"""A gzip stream unpacked as it is read, and what stands behind its end.

Read here and not by the standard library's `gzip`, which takes bytes behind a sound stream for
damage and gives no account of them. Members follow one another; noughts pad. RFC 1952.
"""

import io
import zlib
from gzip import BadGzipFile
from typing import BinaryIO

MAGIC = b"\x1f\x8b"
HEADER, TRAILER = 10, 8
EXTRA, NAME, COMMENT, SUM = 4, 8, 16, 2
# A name or comment in a header may not be larger than sense.
MAX_NAME = 65_536
PACKED = 8192
# What is kept of bytes behind the end: enough to see what they are.
MAX_BEHIND = 1_000_000


class Gunzip(io.RawIOBase):
    """The unpacked bytes of a gzip stream; `behind` is what follows its last member, once all is read.

    EOFError where it is cut short, BadGzipFile or zlib.error where it is damaged; all that is sound
    before is given first, also where a member's sum is wrong.
    """

    behind = b""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._member: zlib._Decompress | None = None
        self._waiting, self._begun, self._ended = b"", False, False
        self._sum, self._size = 0, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def read1(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, nothing only at the end."""
        while not self._ended:
            if self._member is None:
                self._open_member()
                continue
            if self._member.eof:
                self._close_member()
                continue
            packed = self._waiting or self._packed.read(PACKED)
            # Also of nothing: a small `size` leaves unpacked bytes with the decompressor.
            found = self._member.decompress(packed, max(0, size))
            if not (packed or found or self._member.eof):
                raise EOFError("it ends before its end-of-stream marker")
            self._waiting = self._member.unconsumed_tail or self._member.unused_data
            if found:
                self._sum, self._size = zlib.crc32(found, self._sum), self._size + len(found)
                return found
        return b""

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as `io.RawIOBase` says."""
        found = self.read1(len(buffer))
        buffer[: len(found)] = found
        return len(found)

    def close(self) -> None:
        """Close the stream below as well."""
        self._packed.close()
        super().close()

    def _open_member(self) -> None:
        """Read the header of the next member; where none follows, the end has come."""
        if self._begun and not self._follows():
            return
        head = self._take(HEADER)
        if not head.startswith(MAGIC) or head[2] != 8:
            raise BadGzipFile("no gzip header stands where one should")
        if head[3] & EXTRA:
            self._take(int.from_bytes(self._take(2), "little"))
        for flag in (NAME, COMMENT):
            if head[3] & flag:
                self._pass_name()
        if head[3] & SUM:
            self._take(2)
        self._member, self._begun = zlib.decompressobj(-zlib.MAX_WBITS), True
        self._sum, self._size = 0, 0

    def _close_member(self) -> None:
        """Check a member's sum and length, once all of it is given."""
        self._member = None
        trailer = self._take(TRAILER)
        if int.from_bytes(trailer[:4], "little") != self._sum:
            raise BadGzipFile("its sum is wrong")
        if int.from_bytes(trailer[4:], "little") != self._size & 0xFFFFFFFF:
            raise BadGzipFile("its length is wrong")

    def _follows(self) -> bool:
        """Whether another member follows, noughts passed over; what follows else is `behind`."""
        rest = self._waiting.lstrip(b"\0")
        while len(rest) < len(MAGIC) and (more := self._packed.read(PACKED)):
            rest = (rest + more).lstrip(b"\0")
        self._waiting = rest
        if rest.startswith(MAGIC):
            return True
        self._ended = True
        self.behind = (rest + self._packed.read(MAX_BEHIND))[:MAX_BEHIND] if rest else b""
        return False

    def _take(self, size: int) -> bytes:
        """The next packed bytes; EOFError where there are fewer."""
        while len(self._waiting) < size:
            more = self._packed.read(PACKED)
            if not more:
                raise EOFError("it ends before its end-of-stream marker")
            self._waiting += more
        found, self._waiting = self._waiting[:size], self._waiting[size:]
        return found

    def _pass_name(self) -> None:
        for _ in range(MAX_NAME):
            if self._take(1) == b"\0":
                return
        raise BadGzipFile(f"a name in its header is longer than {MAX_NAME} bytes")
