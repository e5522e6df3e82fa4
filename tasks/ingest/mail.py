"""Newsletters: .eml files and mbox mailboxes, every message a record."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any, BinaryIO

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.child import ask
from tasks.ingest.decode import decode
from tasks.ingest.fields import Fields
from tasks.ingest.html_page import read_fragment
from tasks.ingest.records import CHUNK, Record, Source
from tasks.ingest.streams import foreign

MAIL = "message/rfc822"
# mbox (RFC 4155): a line "From ", an address and a date, after an empty line or at the start.
MAX_FROM = 500
FROM_LINE = re.compile(
    rb"From (?:(?<=\n\nFrom )|(?<=\n\r\nFrom ))\S{1,200} [^\r\n]{0,250}\d{4}[ \t]*(?:\r?\n|\Z)"
)
QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)
BASE64 = re.compile(r"[A-Za-z0-9+/=]*[ \t]*")
MAX_PARTS = 200


def read_mbox(source: Source, settings: Settings) -> Iterator[Record]:
    """One record for each message of a mailbox."""
    number = -1
    with source.open() as stream:
        for number, message in enumerate(_messages(stream, settings.record_bytes)):
            if message is None:
                reason = f"one message is larger than {settings.record_bytes} bytes"
                yield Record(MAIL, b"", reason, number=number)
            else:
                content = QUOTED_FROM.sub(rb"\1", message).rstrip(b"\r\n") + b"\n"
                yield Record(MAIL, content, number=number)
    if number < 0:
        raise UnreadableError("the mailbox holds no message")


def _messages(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The messages without their From lines; None for one longer than `limit`.

    Read by the chunk: a mailbox of empty lines costs no more than any other.
    """
    held, over, looked, more = bytearray(b"\n\n"), False, 0, True
    fault: UnreadableError | None = None
    while more:
        try:
            chunk = stream.read(CHUNK)
        except UnreadableError as error:
            chunk, fault = b"", error
        held, more = held + chunk, bool(chunk)
        while found := _from_line(held, looked, more):
            if over or held[: found.start()].strip():
                yield None if over else bytes(held[: found.start()]).lstrip(b"\r\n")
            held, over, looked = held[found.end() :], False, 0
        looked = max(0, len(held) - MAX_FROM)
        if len(held) > limit:
            held, over, looked = held[looked:], True, 0
    if fault:
        fault.kept = bytes(held)
        raise fault
    if over or held.strip():
        yield None if over else bytes(held).lstrip(b"\r\n")


def _from_line(held: bytearray, looked: int, more: bool) -> re.Match[bytes] | None:
    """The next From line, unless it stands so near the end that it may go on in what comes."""
    found = FROM_LINE.search(held, looked)
    return found if found and (not more or found.start() < len(held) - MAX_FROM) else None


def mail(content: bytes) -> Fields:
    """A message's text, its plain part before its HTML, with subject, sender and date."""
    found = ask(b"M", content, "the message")
    is_html = found.pop("is_html")
    if not is_html:
        return Fields(**found)
    page = read_fragment(found["text"])
    return Fields(**{**found, "text": page.text, "roles": page.roles})


def parts_of(content: bytes) -> dict[str, Any]:
    """A message's fields, its text as it is, and whether that is HTML; run in a child (`child`)."""
    with foreign("the message"):
        message = email.message_from_bytes(content, policy=email.policy.default)
        plain, rich = _bodies(message)
        subject, sender, date = (_header(message, name) for name in ("Subject", "From", "Date"))
        language = _header(message, "Content-Language")
        part = plain if plain is not None and _content(plain).strip() else rich
        name, address = parseaddr(sender or "")
    if sender is None and subject is None:
        raise UnreadableError("it has neither sender nor subject: no mail message")
    if part is None:
        raise UnreadableError("the message holds no text")
    decoded = decode(_content(part), part.get_content_charset())
    return {
        "text": decoded.text,
        "is_html": part is not plain,
        "title": subject,
        "source": name or address or None,
        "published": date,
        "published_from": "metadata" if date else "none",
        "language": language,
        "encoding": decoded.encoding,
        "encoding_from": decoded.found,
    }


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return " ".join(str(value).split())[:1000] or None if value is not None else None


def _bodies(message: EmailMessage) -> tuple[EmailMessage | None, EmailMessage | None]:
    """The first plain and the first HTML part that are no attachments."""
    found: dict[str, EmailMessage] = {}
    for count, part in enumerate(message.walk()):
        if count >= MAX_PARTS:
            raise UnreadableError(f"the message has more than {MAX_PARTS} parts")
        if isinstance(part, EmailMessage) and part.get_content_disposition() != "attachment":
            found.setdefault(part.get_content_type(), part)
    return found.get("text/plain"), found.get("text/html")


def _is_prose(part: EmailMessage) -> bool:
    """Whether most of what is called base64 is none; a list's plain footer below some is little."""
    lines = str(part.get_payload()).splitlines()
    return 2 * sum(len(line) for line in lines if not BASE64.fullmatch(line)) > sum(map(len, lines))


def _content(part: EmailMessage) -> bytes:
    if part.get("Content-Transfer-Encoding", "").strip().lower() == "base64" and _is_prose(part):
        del part["Content-Transfer-Encoding"]
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
