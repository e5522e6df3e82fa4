"""Streams that cannot hurt: what is sound is given first, then the fault, and bombs are cut short.

A damaged or truncated stream gives every byte it can before it raises, so that a file of lines
keeps its good lines. A disk or network that fails is no fault of the file: `TryAgainError`.
"""

import errno
import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from tasks.errors import TryAgainError, UnreadableError
from tasks.ingest.allowance import BOMB_FLOOR, BOMB_RATIO, Allowance, BombError
from tasks.ingest.records import CHUNK

# What libraries unpack at once: where they raise, what that call had in hand is lost with it.
STEP = 1024
# What a file's own name, rights or offsets cause; every other error of the system may pass.
LASTING = frozenset((
    errno.EACCES, errno.EPERM, errno.ENOENT, errno.EISDIR, errno.ENOTDIR, errno.ELOOP,
    errno.ENAMETOOLONG, errno.ENXIO, errno.ENODEV, errno.EINVAL, errno.EOVERFLOW,
))  # fmt: skip
FAULTS = (
    OSError, EOFError, RuntimeError, NotImplementedError, ValueError,
    zlib.error, zipfile.BadZipFile, tarfile.TarError,
)  # fmt: skip
# Asked for where a library has run out of memory: is it the machine that has none left?
PROOF_BYTES = 128_000_000


class Guarded(io.RawIOBase):
    """A raw stream that ends where its fault begins, and keeps the fault.

    what: names the stream in reasons ("the gzip stream"). limit: bytes it may give. allowance: what
    all streams of one archive may give together. step: most bytes asked of the stream at once.
    """

    fault: UnreadableError | None = None

    def __init__(
        self,
        stream: BinaryIO,
        what: str,
        limit: int | None = None,
        allowance: Allowance | None = None,
    ) -> None:
        self._stream, self._what, self._limit, self._given = stream, what, limit, 0
        self._allowance = allowance
        self._take: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._step = STEP if limit is not None else CHUNK

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as `io.RawIOBase` says; nothing from the fault on."""
        if self.fault:
            return 0
        try:
            chunk = self._take(min(len(buffer), self._step))
        except UnreadableError as error:
            self.fault = error
            return 0
        except FAULTS as error:
            raise_if_passing(error, self._what)
            self.fault = UnreadableError(f"{self._what} is damaged or cut short: {line(error)}")
            return 0
        self._given += len(chunk)
        if self._is_bomb(len(chunk)):
            self.fault = BombError(
                f"{self._what} unpacks to over {BOMB_RATIO} times its size: a bomb"
            )
            return 0
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def _is_bomb(self, more: int) -> bool:
        over = self._limit is not None and self._given > self._limit
        return over or (self._allowance is not None and not self._allowance.draw(more))

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


class Stream(io.BufferedReader):
    """A buffered `Guarded`: all that is sound, then its UnreadableError instead of the end.

    quiet: end without the error; `check` raises it when the reader is ready for it.
    """

    quiet = False

    def __init__(self, guarded: Guarded) -> None:
        super().__init__(guarded, CHUNK)
        self._guarded = guarded

    def check(self) -> None:
        """Raise the fault that has ended the stream, if one has."""
        if self._guarded.fault:
            raise self._guarded.fault

    def _ended(self) -> None:
        if not self.quiet:
            self.check()

    def read(self, size: int | None = -1, /) -> bytes:
        """As `io.BufferedReader` says."""
        found = super().read(size)
        if not found and size:
            self._ended()
        return found

    def read1(self, size: int = -1, /) -> bytes:
        """As `io.BufferedReader` says."""
        found = super().read1(size)
        if not found and size:
            self._ended()
        return found

    def readline(self, size: int | None = -1, /) -> bytes:
        """As `io.BufferedReader` says."""
        found = super().readline(size)
        if not found and size:
            self._ended()
        return found


def quieten(stream: BinaryIO) -> Callable[[], None]:
    """Let the stream end where its fault begins; what is returned raises the fault, if any.

    For what loses the bytes in hand when a read raises: text wrappers and archive libraries.
    """
    if not isinstance(stream, Stream):
        return lambda: None
    stream.quiet = True
    return stream.check


@contextmanager
def with_kept(rest: bytes | bytearray) -> Iterator[None]:
    """An UnreadableError raised inside keeps `rest`: what is in hand of a record that breaks off."""
    try:
        yield
    except UnreadableError as error:
        error.kept = bytes(rest)
        raise


def raise_if_passing(error: BaseException, what: str) -> None:
    """TryAgainError where the system could not read what it may read the next time."""
    if isinstance(error, OSError) and error.errno is not None and error.errno not in LASTING:
        said = error.strerror or line(error)
        raise TryAgainError(
            f"{what} could not be read ({said}); nothing was published: run the night again"
        ) from error


@contextmanager
def foreign(what: str) -> Iterator[None]:
    """Whatever a library raises over hostile bytes, as a reason; only around a library's call.

    Parsers of loose formats fail in ways that no documentation lists, and none may stop a night.
    Errors of the system are passed on: they are none of the file's.

    >>> with foreign("the Word file"):
    ...     [].pop()
    Traceback (most recent call last):
    tasks.errors.UnreadableError: the Word file is damaged: pop from empty list
    """
    try:
        yield
    except (UnreadableError, TryAgainError):
        raise
    except MemoryError:
        refuse_greed(what)
    except Exception as error:
        raise_if_passing(error, what)
        raise UnreadableError(f"{what} is damaged: {line(error)}") from error


def refuse_greed(what: str) -> None:
    """Called where memory ran out: UnreadableError where the file asked for too much of it.

    MemoryError where the machine has none left, which is no fault of the file.
    """
    proof = bytearray(PROOF_BYTES)
    del proof
    raise UnreadableError(f"{what} asks for more memory than there is")


def line(error: BaseException) -> str:
    """An error's message on one line, at most 200 characters.

    >>> line(ValueError("two\\nlines"))
    'two lines'
    """
    return " ".join(str(error).split())[:200] or type(error).__name__


def guard(
    stream: BinaryIO, what: str, packed: int | None = None, allowance: Allowance | None = None
) -> BinaryIO:
    """The stream, guarded and buffered; `packed` is its compressed size, which bounds it."""
    limit = None if packed is None else max(BOMB_FLOOR, packed * BOMB_RATIO)
    return cast(BinaryIO, Stream(Guarded(stream, what, limit, allowance)))


def open_file(path: Path) -> BinaryIO:
    """A file on disk, guarded."""
    try:
        return guard(path.open("rb"), f"the file {path.name}")
    except OSError as error:
        raise_if_passing(error, f"the file {path.name}")
        raise UnreadableError(f"the file cannot be opened: {error.strerror}") from error
