"""WARC files, as crawlers and CC-NEWS write them: every captured response a record.

Read here and not by a library: the known ones take a file that ends inside a record for a whole
one, and what is cut short must be told. WARC 1.1 is ISO 28500:2017; HTTP/1.1 is RFC 9112.
"""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.decode import decode
from tasks.ingest.fields import Fields
from tasks.ingest.html_page import read_page
from tasks.ingest.records import CHUNK, Record, Source

WARC = "application/warc"
PAGES = ("text/html", "application/xhtml+xml", "text/plain")
# Requests, notes and revisits are part of how a page was captured, not records of their own.
CAPTURES = ("response", "resource", "conversion")
MAX_HEADERS = 65_536
Headers = dict[str, str]


def read_warc(source: Source, settings: Settings) -> Iterator[Record]:
    """One record for each capture: its WARC headers, HTTP headers and body, as they came."""
    number = 0
    with source.open() as stream:
        while head := _head(stream):
            headers = _headers(head)
            size = _size(headers)
            block = _block(stream, size, settings.record_bytes)
            if headers.get("warc-type", "").lower() in CAPTURES:
                yield replace(_capture(head, block, size), number=number)
                number += 1


def _head(stream: BinaryIO) -> bytes:
    """The next record's header lines with the blank line; empty at the end of the file."""
    lines: list[bytes] = []
    while line := stream.readline(MAX_HEADERS):
        if not lines and not line.strip():
            continue
        if not lines and not line.startswith(b"WARC/"):
            raise UnreadableError("the WARC file is damaged: no record begins where one should")
        lines.append(line)
        if not line.strip():
            return b"".join(lines)
        if len(lines) > 200:
            raise UnreadableError("the WARC file is damaged: a record's headers do not end")
    if lines:
        raise UnreadableError("the WARC file is cut short inside a record's headers")
    return b""


def _headers(head: bytes) -> Headers:
    """Header lines below the first, by lower-cased name; the first of a name holds."""
    found: Headers = {}
    for line in head.decode("latin-1").split("\n")[1:]:
        name, _, value = line.partition(":")
        found.setdefault(name.strip().lower(), value.strip())
    return found


def _size(headers: Headers) -> int:
    value = headers.get("content-length", "")
    # isdecimal alone would let digits of other scripts pass.
    if not (value.isascii() and value.isdecimal()) or len(value) > 15:
        raise UnreadableError("the WARC file is damaged: a record does not say how long it is")
    return int(value)


def _block(stream: BinaryIO, size: int, limit: int) -> bytes | None:
    """The record's block; None where it is longer than `limit`, and then passed over."""
    kept, left = bytearray(), size
    while left:
        chunk = stream.read(min(CHUNK, left))
        if not chunk:
            raise UnreadableError(
                f"the WARC file is cut short: a record declares {size} bytes and has {size - left}"
            )
        left -= len(chunk)
        if size <= limit:
            kept += chunk
    return bytes(kept) if size <= limit else None


def _capture(head: bytes, block: bytes | None, size: int) -> Record:
    if block is None:
        return Record(WARC, b"", f"a capture of {size} bytes is too large")
    return Record(WARC, head + block)


def capture(content: bytes) -> Fields:
    """The fields of one captured page; UnreadableError for errors, redirects and pictures."""
    warc, http, body = _parts(content)
    kind = (http.get("content-type") or warc.get("content-type") or "").lower()
    media_type, _, rest = kind.partition(";")
    if media_type.strip() not in PAGES:
        raise UnreadableError(f"a capture of {media_type.strip() or 'unknown type'}, not of a page")
    url = warc.get("warc-target-uri", "").strip("<> ") or None
    if media_type.strip() == "text/plain":
        decoded = decode(body, rest.rpartition("charset=")[2].strip(' "') or None)
        return Fields(decoded.text, url=url, encoding=decoded.encoding, encoding_from=decoded.found)
    fields = read_page(body, rest.rpartition("charset=")[2].strip(' "') or None)
    return replace(fields, url=fields.url or url)


def _parts(content: bytes) -> tuple[Headers, Headers, bytes]:
    """WARC headers, HTTP headers (empty for a resource), and the body as its server meant it."""
    head, _, block = content.replace(b"\r\n\r\n", b"\n\n", 1).partition(b"\n\n")
    warc = _headers(head)
    if not block.startswith(b"HTTP/"):
        return warc, {}, block
    cut = block.find(b"\r\n\r\n")
    http_head, body = (block[:cut], block[cut + 4 :]) if cut >= 0 else (block, b"")
    status = http_head.split(None, 2)[1:2]
    if status != [b"200"]:
        raise UnreadableError(f"the server answered {b''.join(status).decode('ascii', 'replace')}")
    http = _headers(http_head)
    if http.get("transfer-encoding", "").lower() == "chunked":
        body = _joined(body)
    return warc, http, _unpacked(body, http.get("content-encoding", "").lower())


def _joined(body: bytes) -> bytes:
    """A chunked body in one piece; as it is where a crawler joined it and kept the header."""
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        line, _, _ = body[at : at + 20].partition(b"\r\n")
        try:
            size = int(line.partition(b";")[0], 16)
        except ValueError:
            return b"".join(parts) or body
        start = at + len(line) + 2
        parts.append(body[start : start + size])
        at = start + size + 2
        if not size:
            break
    return b"".join(parts)


def _unpacked(body: bytes, encoding: str) -> bytes:
    """A compressed body unpacked, at most to what a page may be."""
    limit = 16_000_000
    try:
        if encoding == "gzip" and body.startswith(b"\x1f\x8b"):
            return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, limit)
        if encoding == "deflate":
            return zlib.decompressobj().decompress(body, limit)
    except zlib.error as error:
        raise UnreadableError(f"the captured page cannot be unpacked: {error}") from None
    return body
