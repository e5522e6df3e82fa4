"""A captured page's fields: its HTTP answer undone (RFC 9112), and what is no page told as what it is."""

import zlib
from dataclasses import replace

from tasks.errors import RejectedError, UnreadableError
from tasks.ingest.decode import decode
from tasks.ingest.fields import Fields
from tasks.ingest.html_page import read_page
from tasks.ingest.warc import Headers, headers_of, type_of

PAGES = ("text/html", "application/xhtml+xml", "text/plain")
CAPTURES = ("response", "resource", "conversion")


def capture(content: bytes) -> Fields:
    """The fields of one captured page; UnreadableError for errors, redirects and pictures.

    RejectedError for a revisit, which says only that a page is as it was captured before.
    """
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
    warc = headers_of(head)
    _refuse_other(warc)
    if not block.startswith(b"HTTP/"):
        return warc, {}, block
    cut = block.find(b"\r\n\r\n")
    http_head, body = (block[:cut], block[cut + 4 :]) if cut >= 0 else (block, b"")
    status = http_head.split(None, 2)[1:2]
    if status != [b"200"]:
        raise UnreadableError(f"the server answered {b''.join(status).decode('ascii', 'replace')}")
    http = headers_of(http_head)
    if http.get("transfer-encoding", "").lower() == "chunked":
        body = _joined(body)
    return warc, http, _unpacked(body, http.get("content-encoding", "").lower())


def _refuse_other(warc: Headers) -> None:
    """An error for a record that is no capture, with what it is."""
    kind = type_of(warc)
    if kind == "revisit":
        before = warc.get("warc-refers-to-date")
        since = f"since it was captured {before}" if before else "since an earlier capture"
        raise RejectedError(f"a revisit: the page has not changed {since}")
    if kind == "continuation":
        raise UnreadableError("a further part of a long capture, whose parts are not joined")
    if kind not in CAPTURES:
        raise UnreadableError(
            f"a WARC record of type {kind[:40] or 'unknown'}, no capture of a page"
        )


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
