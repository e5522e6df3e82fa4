"""Newsletters: .eml files and mbox mailboxes, every message a record."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.decode import decode
from tasks.ingest.fields import Fields
from tasks.ingest.html_page import read_fragment
from tasks.ingest.records import CHUNK, Record, Source
from tasks.ingest.streams import foreign

MAIL = "message/rfc822"
# mbox (RFC 4155): a line "From ", an address and a date, after an empty line or at the start.
FROM_LINE = re.compile(rb"From \S+ .*\d{4}\s*$")
MAX_PARTS = 200


def read_mbox(source: Source, settings: Settings) -> Iterator[Record]:
    """One record for each message of a mailbox."""
    number, size, after_blank = 0, 0, True
    kept: list[bytes] = []
    with source.open() as stream:
        while line := stream.readline(CHUNK):
            if after_blank and FROM_LINE.match(line):
                if size:
                    yield _message(kept, size, number, settings)
                    number += 1
                kept, size = [], 0
            else:
                size += len(line)
                if size <= settings.record_bytes:
                    kept.append(re.sub(rb"^>(>*From )", rb"\1", line))
            after_blank = line in (b"\n", b"\r\n")
    if size:
        yield _message(kept, size, number, settings)
    elif not number:
        raise UnreadableError("the mailbox holds no message")


def _message(kept: list[bytes], size: int, number: int, settings: Settings) -> Record:
    if size > settings.record_bytes:
        return Record(
            MAIL, b"", f"one message is larger than {settings.record_bytes} bytes", number=number
        )
    return Record(MAIL, b"".join(kept).rstrip(b"\r\n") + b"\n", number=number)


def mail(content: bytes) -> Fields:
    """A message's text, its plain part before its HTML, with subject, sender and date."""
    with foreign("the message"):
        message = email.message_from_bytes(content, policy=email.policy.default)
        plain, rich = _bodies(message)
        subject, sender, date = (_header(message, name) for name in ("Subject", "From", "Date"))
        language = _header(message, "Content-Language")
        fields = _text(plain, rich)
        name, address = parseaddr(sender or "")
    if sender is None and subject is None:
        raise UnreadableError("it has neither sender nor subject: no mail message")
    return Fields(
        text=fields.text,
        roles=fields.roles,
        title=subject,
        source=name or address or None,
        published=date,
        published_from="metadata" if date else "none",
        language=language,
        encoding=fields.encoding,
        encoding_from=fields.encoding_from,
    )


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


def _text(plain: EmailMessage | None, rich: EmailMessage | None) -> Fields:
    part = plain if plain is not None and _content(plain).strip() else rich
    if part is None:
        raise UnreadableError("the message holds no text")
    decoded = decode(_content(part), part.get_content_charset())
    if part is plain:
        return Fields(decoded.text, encoding=decoded.encoding, encoding_from=decoded.found)
    found = read_fragment(decoded.text)
    return Fields(
        found.text, roles=found.roles, encoding=decoded.encoding, encoding_from=decoded.found
    )


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
