"""Parts of zip files that the directory does not give: packed bytes, and members of a torn file."""

import io
import zipfile
from collections.abc import Iterator
from struct import Struct
from typing import BinaryIO

from tasks.errors import UnreadableError
from tasks.ingest.allowance import MAX_MEMBERS
from tasks.ingest.streams import FAULTS, raise_if_passing

# APPNOTE.TXT 4.3.7: signature, version, flags, method, time and date, CRC, both sizes, lengths of
# the name and of what is extra.
LOCAL = Struct("<4s3H4x3L2H")
SIGNATURE = b"PK\x03\x04"
# Flags: sizes stand behind the data; the name is UTF-8.
BEHIND, UTF8 = 0x8, 0x800
ZIP64 = 0xFFFFFFFF


def packed(stream: BinaryIO, info: zipfile.ZipInfo, limit: int) -> bytes:
    """A member's bytes as they are stored; empty where none can be found, and one more than `limit` of too many."""
    try:
        _seek_data(stream, info)
        return stream.read(min(info.compress_size, limit + 1))
    except FAULTS as error:
        raise_if_passing(error, "the archive")
        return b""


def local_members(stream: BinaryIO, fault: str, limit: int) -> Iterator[zipfile.ZipInfo]:
    """The whole members of a zip file without its directory, by the header before each.

    They follow one another from the file's beginning. Ends in an UnreadableError that says `fault`
    and what of the file is left, and keeps its bytes, at most `limit`.
    """
    end = stream.seek(0, io.SEEK_END)
    at, reason = 0, fault
    for _ in range(MAX_MEMBERS):
        stream.seek(at)
        head = stream.read(LOCAL.size)
        if len(head) < LOCAL.size or not head.startswith(SIGNATURE):
            break
        info, data_at = _info(stream, head, at)
        if info.flag_bits & BEHIND or ZIP64 in (info.compress_size, info.file_size):
            reason = f"{fault}; the size of {info.filename!r} is not in its header"
            break
        if data_at + info.compress_size > end:
            reason = f"{fault}; {info.filename!r} is cut"
            break
        yield info
        at = data_at + info.compress_size
    stream.seek(at)
    raise UnreadableError(reason, stream.read(limit))


def _seek_data(stream: BinaryIO, info: zipfile.ZipInfo) -> None:
    """Go to where a member's bytes begin; ValueError where its header is not."""
    stream.seek(info.header_offset)
    head = stream.read(LOCAL.size)
    if len(head) < LOCAL.size or not head.startswith(SIGNATURE):
        raise ValueError("its header is not where it should be")
    *_, name_size, extra_size = LOCAL.unpack(head)
    stream.seek(name_size + extra_size, io.SEEK_CUR)


def _info(stream: BinaryIO, head: bytes, at: int) -> tuple[zipfile.ZipInfo, int]:
    """What a local header says of its member, and where the member's bytes begin."""
    _, _, flags, method, crc, packed_size, size, name_size, extra_size = LOCAL.unpack(head)
    name = stream.read(name_size)
    info = zipfile.ZipInfo(name.decode("utf-8" if flags & UTF8 else "cp437", "replace"))
    info.header_offset, info.flag_bits, info.compress_type = at, flags, method
    info.CRC, info.compress_size, info.file_size = crc, packed_size, size
    return info, at + LOCAL.size + name_size + extra_size


def opened(stream: BinaryIO, info: zipfile.ZipInfo) -> BinaryIO:
    """A member of a file without directory, unpacked; its size and CRC are checked at its end."""
    _seek_data(stream, info)
    return zipfile.ZipExtFile(stream, "r", info)  # type: ignore[return-value]
