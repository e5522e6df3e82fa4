"""Archives to members, read as bounded streams and never unpacked to disk."""

import io
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO, Self, cast

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.allowance import BOMB_FLOOR, BOMB_RATIO, Allowance
from tasks.ingest.gunzip import Gunzip
from tasks.ingest.records import CHUNK, Source, held
from tasks.ingest.streams import FAULTS, STEP, guard, line, quieten, raise_if_passing, with_kept
from tasks.ingest.zip_parts import local_members, opened, packed

Unpack = Callable[[zipfile.ZipInfo], BinaryIO]
Opener = Callable[[Source, Settings], Iterator[tuple[str | None, Source]]]
# The directory of a zip is held whole: at 46 bytes and a name each, a hundred thousand members.
MAX_DIRECTORY = 32_000_000
MAX_TAR_HEADER = 1_000_000
LONG_HEADERS = (
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK,
)  # fmt: skip
# APPNOTE.TXT 4.4.4: the flag of what a password locks.
ENCRYPTED = 0x1
LOCKED = "it is encrypted and needs its password: unpack it yourself"


def refusal(name: str) -> str | None:
    """Why a member's name is not acceptable, or None.

    >>> refusal("../../etc/passwd")
    'its name climbs out of the archive'
    >>> refusal("news/a.txt")
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":":
        return "its name climbs out of the archive"
    if any(part.startswith(".") or part == "__MACOSX" for part in path.parts):
        return "a hidden file of the archive"
    return None


def refused(name: str, reason: str) -> Source:
    """A member that is named in the ledger and never opened."""

    def refuse() -> BinaryIO:
        raise UnreadableError(reason)

    return Source(name, refuse)


class Torn(io.BytesIO):
    """Bytes that end in a reason instead of an end."""

    def __init__(self, content: bytes, reason: str) -> None:
        super().__init__(content)
        self._reason = reason

    def read1(self, size: int | None = -1, /) -> bytes:
        """As `io.BytesIO` says, and the reason once all is read."""
        found = super().read1(size)
        if not found and size:
            raise UnreadableError(self._reason)
        return found


def gzip_member(source: Source, settings: Settings) -> Iterator[tuple[str | None, Source]]:
    """The one stream inside a gzip file; it goes by the file's own name less its ending.

    What stands behind the end of a sound stream raises UnreadableError once the stream is read.
    """
    name = re.sub(r"\.gz(ip)?$", "", source.name, flags=re.I)
    name = re.sub(r"\.tgz$", ".tar", name, flags=re.I)
    # The size is unknown until it is unpacked; the packed size bounds what is inside.
    size = source.size or BOMB_FLOOR // BOMB_RATIO

    opened: list[Gunzip] = []

    def unpack() -> BinaryIO:
        opened.append(Gunzip(source.open()))
        return guard(cast(BinaryIO, opened[-1]), "the gzip stream", size, source.allowance)

    inner = Source(name, unpack, source.size, allowance=source.allowance)
    # Where not a byte can be unpacked this raises here, and the row keeps the packed ones.
    inner.head(1)
    yield None, inner
    if behind := next((stream.behind for stream in opened if stream.behind), b""):
        raise UnreadableError("bytes stand behind the end of the gzip stream", behind)


def zip_members(source: Source, settings: Settings) -> Iterator[tuple[str | None, Source]]:
    """The members of a zip file, in the order of its directory; a bad one spoils no other."""
    stream = _seekable(source, settings)
    members, unpack = _zip(stream, source.name, settings)
    budget = max(BOMB_FLOOR, BOMB_RATIO * (source.size or 0))
    for info in members:
        # ZipInfo.is_dir fails on an empty name.
        if info.filename.endswith("/"):
            continue
        stored = partial(packed, stream, info, settings.record_bytes)
        reason = _zip_refusal(info, budget)
        if info.flag_bits & ENCRYPTED:
            yield info.filename, replace(refused(info.filename, LOCKED), packed=stored)
        elif reason:
            yield info.filename, refused(info.filename, reason)
        else:
            # Overlapping entries let a small file claim the same bytes a thousand times over.
            budget -= info.file_size
            member = _zipped(unpack, info, source.allowance)
            yield info.filename, replace(member, reason=refusal(info.filename), packed=stored)


def _zip_refusal(info: zipfile.ZipInfo, budget: int) -> str | None:
    """Why a member is not to be opened, or None. budget: bytes the archive may still unpack to."""
    if info.file_size > max(BOMB_FLOOR, BOMB_RATIO * info.compress_size):
        return f"the zip member unpacks to over {BOMB_RATIO} times its size: a bomb"
    if info.file_size > budget:
        return f"the archive unpacks to over {BOMB_RATIO} times its size"
    return None


def _seekable(source: Source, settings: Settings) -> BinaryIO:
    """The zip file as a stream that can be sought; held in memory where it is inside another."""
    try:
        stream = source.open()
        if not stream.seekable():
            stream = held(source.name, source.whole(settings.record_bytes)).open()
        _refuse_directory(stream)
    except FAULTS as error:
        raise_if_passing(error, f"the file {source.name}")
        raise UnreadableError(f"the zip file is damaged or cut short: {line(error)}") from error
    return stream


def _zip(
    stream: BinaryIO, name: str, settings: Settings
) -> tuple[Iterable[zipfile.ZipInfo], Unpack]:
    """The members of a zip file and what unpacks one; where its directory is damaged, the whole ones."""
    try:
        archive = zipfile.ZipFile(stream)
    except (*FAULTS, KeyError) as error:
        raise_if_passing(error, f"the file {name}")
        reason = f"the zip file is damaged or cut short: {line(error)}"
        return local_members(stream, reason, settings.record_bytes), partial(opened, stream)
    return archive.infolist(), lambda info: cast(BinaryIO, archive.open(info))


def _refuse_directory(stream: BinaryIO) -> None:
    """UnreadableError where the directory is larger than any archive's need be.

    Its size stands in the last record (and for zip64 in the one before): APPNOTE.TXT 4.3.14, 4.3.16.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - CHUNK - 100))
    tail = stream.read()
    at, wide = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    declared = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if declared == 0xFFFFFFFF and wide >= 0:
        declared = int.from_bytes(tail[wide + 40 : wide + 48], "little")
    if declared > MAX_DIRECTORY:
        raise UnreadableError(f"the zip file's directory is larger than {MAX_DIRECTORY} bytes")


def _zipped(unpack: Unpack, info: zipfile.ZipInfo, allowance: Allowance | None) -> Source:
    def unpacked() -> BinaryIO:
        try:
            stream = unpack(info)
        except FAULTS as error:
            raise_if_passing(error, "the archive")
            raise UnreadableError(f"the zip member is damaged: {line(error)}") from error
        return guard(stream, "the zip member", info.compress_size, allowance)

    return Source(info.filename, unpacked, info.file_size, allowance=allowance)


class BoundedInfo(tarfile.TarInfo):
    """A tar header whose extension, which tarfile reads whole, may not be larger than sense."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in LONG_HEADERS and self.size > MAX_TAR_HEADER:
            raise tarfile.ReadError(f"a header larger than {MAX_TAR_HEADER} bytes")
        try:
            member: tarfile.TarInfo = super()._proc_member(archive)  # type: ignore[misc]
        except tarfile.HeaderError as error:
            raise tarfile.ReadError(line(error)) from error
        return member

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """As `tarfile.TarInfo` says; a bad header behind the first, which it takes for the end, is told."""
        try:
            return super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            # A block of noughts is the end that an archive should have.
            if len(buf) == tarfile.BLOCKSIZE and not any(buf):
                raise
            said = line(error) if buf else "its last block is missing"
            raise UnreadableError(
                f"the tar file is damaged or cut short: {said}", bytes(buf)
            ) from error


def tar_members(source: Source, settings: Settings) -> Iterator[tuple[str | None, Source]]:
    """The members of a tar file, in order, each held in memory while it is read."""
    stream = source.open()
    # What tarfile has in hand when a read raises is lost; so it sees an end, and we the fault.
    check = quieten(stream)
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=BoundedInfo) as archive:
            for info in _tar_headers(archive, settings):
                if info.isdir():
                    continue
                reason = _tar_refusal(info, settings)
                member = refused(info.name, reason) if reason else _tarred(archive, info, check)
                reason = reason or refusal(info.name)
                yield info.name, replace(member, allowance=source.allowance, reason=reason)
                if member.size != info.size and not reason:
                    # Behind a member that breaks off there is nothing.
                    return
        check()
    except UnreadableError as error:
        # The fault of the stream below says more than that a header is short.
        with with_kept(error.kept):
            check()
        raise
    except FAULTS as error:
        raise _tar_fault(error, check) from error


def _tar_headers(archive: tarfile.TarFile, settings: Settings) -> Iterator[tarfile.TarInfo]:
    """The headers of a tar file; where one is damaged the error keeps the bytes from there on."""
    stream = cast(BinaryIO, archive.fileobj)
    try:
        yield from archive
        while chunk := stream.read(CHUNK):
            if chunk.strip(b"\0"):
                raise UnreadableError("the tar file goes on behind its end", chunk)
    except UnreadableError as error:
        error.kept += stream.read(settings.record_bytes)
        raise


def _tar_fault(error: BaseException, check: Callable[[], None]) -> UnreadableError:
    """Why a tar file cannot be read on: the fault of the stream it comes from, or its own."""
    raise_if_passing(error, "the archive")
    try:
        check()
    except UnreadableError as fault:
        return fault
    return UnreadableError(f"the tar file is damaged or cut short: {line(error)}")


def _tar_refusal(info: tarfile.TarInfo, settings: Settings) -> str | None:
    if not info.isfile():
        return "a link or device, which is never followed"
    if info.size > settings.record_bytes:
        return f"a member of a tar file larger than {settings.record_bytes} bytes"
    return None


def _tarred(archive: tarfile.TarFile, info: tarfile.TarInfo, check: Callable[[], None]) -> Source:
    """A member in memory; one that breaks off is given up to there, and then the reason."""
    stream = cast("io.BufferedReader | None", archive.extractfile(info))
    content = bytearray()
    try:
        while stream and (chunk := stream.read1(STEP)):
            content += chunk
    except FAULTS as error:
        torn, reason = bytes(content), str(_tar_fault(error, check))
        return Source(info.name, lambda: guard(Torn(torn, reason), "the tar member"), len(torn))
    return held(info.name, bytes(content))
