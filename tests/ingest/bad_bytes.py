"""Builders of damaged and hostile bytes, for `bad_files`."""

import gzip
import io
import re
import tarfile
import zipfile
from types import SimpleNamespace

from tests.ingest.samples import STORY, as_docx, captured, tarred, zipped


def deep_docx() -> bytes:
    """A Word file of a few kilobytes whose paragraphs unpack to hundreds of megabytes."""
    file = io.BytesIO()
    whole = zipfile.ZipFile(io.BytesIO(as_docx("x")))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb:
        for info in whole.infolist():
            content = whole.read(info)
            if info.filename == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 12_000_000)
            bomb.writestr(info.filename, content)
    return file.getvalue()


def stored(*pairs: str) -> bytes:
    """A zip of members that are not packed, as the first of an OpenDocument file must be."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in zip(pairs[::2], pairs[1::2], strict=True):
            archive.writestr(name, text)
    return file.getvalue()


def greedy_tar() -> bytes:
    """A tar whose first header announces three gigabytes of headers."""
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 3_000_000_000
    return info.tobuf(format=tarfile.GNU_FORMAT) + bytes(100_000)


def three() -> bytes:
    """A tar of three texts, each a header and two blocks: 1,536 bytes."""
    text = (STORY * 6)[:900].encode()
    return tarred("a.txt", text, "b.txt", text, "c.txt", text)


def miscounted(more: int) -> bytes:
    """A capture that declares more bytes than it has."""
    return re.sub(
        rb"(?<=Content-Length: )\d+", lambda size: b"%d" % (int(size[0]) + more), captured()
    )


def streamed(text: str) -> bytes:
    """A zip as written to a pipe: each member's size stands behind it."""
    written: list[bytes] = []
    pipe = SimpleNamespace(write=lambda part: written.append(part) or len(part), flush=bool)
    with zipfile.ZipFile(pipe, "w") as archive:  # type: ignore[call-overload]
        archive.writestr("a.txt", text)
    return b"".join(written)


def broken_pax() -> bytes:
    """An extended header whose one record says a length of nought."""
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 7
    return info.tobuf(format=tarfile.GNU_FORMAT) + b"0 x=yz\n".ljust(512, b"\0")


def nested_mail(depth: int) -> bytes:
    """A message of multiparts in multiparts."""
    parts = [b"From: a@post.example\nSubject: s\n"]
    for place in range(depth):
        parts.append(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (place, place))
    return b"".join(parts)


def matryoshka(depth: int) -> bytes:
    """A text gzipped over and over."""
    content = STORY.encode()
    for _ in range(depth):
        content = gzip.compress(content)
    return content


def zip_of_zips() -> bytes:
    """Zips in zips, ten in each, six deep: a million members."""
    content = zipped("a.txt", STORY)
    for _ in range(6):
        content = zipped(*(part for place in range(10) for part in (f"{place}.zip", content)))
    return content


def entities(text: str) -> str:
    """A document with an entity that reads a file, spliced in behind its declaration."""
    head, _, rest = text.partition("?>")
    return f'{head}?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>{rest}'


def corrupt(content: bytes, at: float, size: int = 40) -> bytes:
    """Bytes with a stretch of them overwritten."""
    start = int(len(content) * at)
    return content[:start] + b"\xff" * size + content[start + size :]


def encrypted(*pairs: str | bytes) -> bytes:
    """A zip whose first member says that a password locks it."""
    content = bytearray(zipped(*pairs))
    content[content.index(b"PK\x03\x04") + 6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)
