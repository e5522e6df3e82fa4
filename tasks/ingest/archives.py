"""Archives to members, read as bounded streams and never unpacked to disk."""

import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.records import Source, held
from tasks.ingest.streams import BOMB_FLOOR, BOMB_RATIO, FAULTS, guard, line, open_gzip

Opener = Callable[[Source, Settings], Iterator[tuple[str | None, Source]]]
MAX_MEMBERS = 100_000


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


def gzip_member(source: Source, settings: Settings) -> Iterator[tuple[str | None, Source]]:
    """The one stream inside a gzip file; it goes by the file's own name less its ending."""
    name = source.name.removesuffix(".gz").removesuffix(".gzip")
    name = name[:-4] + ".tar" if name.endswith(".tgz") else name
    # The size is unknown until it is unpacked; the packed size bounds what is inside.
    yield None, Source(name, lambda: open_gzip(source.open(), source.size), source.size)


def zip_members(source: Source, settings: Settings) -> Iterator[tuple[str | None, Source]]:
    """The members of a zip file, in the order of its directory."""
    archive = _zip(source, settings)
    budget = max(BOMB_FLOOR, BOMB_RATIO * (source.size or 0))
    for place, info in enumerate(archive.infolist()):
        if info.is_dir():
            continue
        # Overlapping entries let a small file claim the same bytes a thousand times over.
        budget -= info.file_size
        reason = refusal(info.filename)
        reason = "the archive is encrypted" if info.flag_bits & 1 else reason
        reason = (
            f"the archive unpacks to over {BOMB_RATIO} times its size" if budget < 0 else reason
        )
        reason = f"beyond {MAX_MEMBERS} members" if place >= MAX_MEMBERS else reason
        yield info.filename, refused(info.filename, reason) if reason else _zipped(archive, info)
        if place >= MAX_MEMBERS:
            return


def _zip(source: Source, settings: Settings) -> zipfile.ZipFile:
    try:
        stream = source.open()
        if not stream.seekable():
            stream = held(source.name, source.whole(settings.record_bytes)).open()
        return zipfile.ZipFile(stream)
    except (*FAULTS, KeyError) as error:
        raise UnreadableError(f"the zip file is damaged or cut short: {line(error)}") from error


def _zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Source:
    def unpack() -> BinaryIO:
        try:
            stream = cast(BinaryIO, archive.open(info))
        except FAULTS as error:
            raise UnreadableError(f"the zip member is damaged: {line(error)}") from error
        return guard(stream, "the zip member", info.compress_size)

    return Source(info.filename, unpack, info.file_size)


def tar_members(source: Source, settings: Settings) -> Iterator[tuple[str | None, Source]]:
    """The members of a tar file, in order, each held in memory while it is read."""
    try:
        with tarfile.open(fileobj=source.open(), mode="r|") as archive:
            for place, info in enumerate(archive):
                if place >= MAX_MEMBERS:
                    yield info.name, refused(info.name, f"beyond {MAX_MEMBERS} members")
                    return
                if not info.isdir():
                    yield info.name, _tarred(archive, info, settings)
    except FAULTS as error:
        raise UnreadableError(f"the tar file is damaged or cut short: {line(error)}") from error


def _tarred(archive: tarfile.TarFile, info: tarfile.TarInfo, settings: Settings) -> Source:
    reason = refusal(info.name)
    reason = reason or (None if info.isfile() else "a link or device, which is never followed")
    if info.size > settings.record_bytes:
        reason = reason or f"a member of a tar file larger than {settings.record_bytes} bytes"
    if reason:
        return refused(info.name, reason)
    stream = archive.extractfile(info)
    return held(info.name, stream.read() if stream else b"")
