"""Streams that cannot hurt: every fault of a library becomes a reason, every bomb is cut short."""

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from tasks.errors import UnreadableError
from tasks.ingest.records import CHUNK

# Text compresses 3 to 10 times, markup and repeated records up to about 50; a bomb 1,000 times.
BOMB_RATIO = 200
BOMB_FLOOR = 64_000_000

FAULTS = (
    OSError, EOFError, RuntimeError, NotImplementedError, ValueError,
    zlib.error, zipfile.BadZipFile, tarfile.TarError,
)  # fmt: skip


class Guarded(io.RawIOBase):
    """A readable stream whose faults are UnreadableErrors and whose length has a limit.

    what: names the stream in reasons ("the gzip stream"). limit: bytes it may give.
    """

    def __init__(self, stream: BinaryIO, what: str, limit: int | None = None) -> None:
        self._stream, self._what, self._limit, self._given = stream, what, limit, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as `io.RawIOBase` says."""
        try:
            chunk = self._stream.read(len(buffer))
        except FAULTS as error:
            raise UnreadableError(f"{self._what} is damaged or cut short: {line(error)}") from error
        self._given += len(chunk)
        if self._limit is not None and self._given > self._limit:
            raise UnreadableError(
                f"{self._what} unpacks to over {BOMB_RATIO} times its size: a bomb"
            )
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def seekable(self) -> bool:
        """Only where nothing is counted: a plain file."""
        return self._limit is None and self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As `io.IOBase` says."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """As `io.IOBase` says."""
        return self._stream.tell()

    def close(self) -> None:
        """Close the stream below as well."""
        self._stream.close()
        super().close()


@contextmanager
def foreign(what: str) -> Iterator[None]:
    """Whatever a library raises over hostile bytes, as a reason; only around a library's call.

    Parsers of loose formats fail in ways that no documentation lists, and none may stop a night.

    >>> with foreign("the Word file"):
    ...     [].pop()
    Traceback (most recent call last):
    tasks.errors.UnreadableError: the Word file is damaged: pop from empty list
    """
    try:
        yield
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError(f"{what} is damaged: {line(error)}") from error


def line(error: BaseException) -> str:
    """An error's message on one line, at most 200 characters.

    >>> line(ValueError("two\\nlines"))
    'two lines'
    """
    return " ".join(str(error).split())[:200] or type(error).__name__


def guard(stream: BinaryIO, what: str, packed: int | None = None) -> BinaryIO:
    """The stream, guarded and buffered; `packed` is its compressed size, which bounds it."""
    limit = None if packed is None else max(BOMB_FLOOR, packed * BOMB_RATIO)
    return cast(BinaryIO, io.BufferedReader(Guarded(stream, what, limit), CHUNK))


def open_file(path: Path) -> BinaryIO:
    """A file on disk, guarded."""
    try:
        return guard(path.open("rb"), "the file")
    except OSError as error:
        raise UnreadableError(f"the file cannot be opened: {error.strerror}") from error


def open_gzip(stream: BinaryIO, packed: int | None) -> BinaryIO:
    """A gzip stream unpacked as it is read, guarded."""
    unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb"))
    return guard(unpacked, "the gzip stream", packed or BOMB_FLOOR // BOMB_RATIO)
