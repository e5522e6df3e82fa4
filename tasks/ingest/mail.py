"""Newsletters: .eml files and mbox mailboxes, every message a record, and every attachment one.

What an editor saved as UTF-16 is kept as UTF-8: no mail program writes it so, nor reads it.
"""

import base64
import re
from collections.abc import Iterator
from dataclasses import replace

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.child import ask
from tasks.ingest.decode import wide_of
from tasks.ingest.fields import Fields
from tasks.ingest.html_page import read_fragment
from tasks.ingest.lines import BOM, Narrowed, Readable, narrowed_type
from tasks.ingest.records import CHUNK, Record, Source, held
from tasks.text.spans import RoleSpan

MAIL = "message/rfc822"
# mbox (RFC 4155): a line "From ", an address and a date, after an empty line or at the start.
MAX_FROM = 500
FROM_LINE = re.compile(
    rb"From (?:(?<=\n\nFrom )|(?<=\n\r\nFrom ))\S{1,200} [^\r\n]{0,250}\d{4}[ \t]*(?:\r?\n|\Z)"
)
QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)
# What stands in a message with anything attached; most have nothing, and are not parsed for it.
NAMED = (b"attachment", b"name=", b"name =", b"name*")
OTHER_KIND = re.compile(rb"content-type:\s*+(?!text/plain|text/html|multipart/(?!digest))")
BETWEEN = "\n\n"
# Bytes by which a file shows that it is UTF-16; of more, an attachment might.
BEGINS = 200


def read_mail(source: Source, settings: Settings) -> Iterator[Record]:
    """The one record of a message's file."""
    content = source.whole(settings.record_bytes)
    if wide := wide_of(content[:BEGINS]):
        plain = content.decode(wide, "replace").encode("utf-8", "replace")
    else:
        plain = content
    yield Record(narrowed_type(MAIL, content[:BEGINS]), plain.removeprefix(BOM))


def read_mbox(source: Source, settings: Settings) -> Iterator[Record]:
    """One record for each message of a mailbox."""
    number = -1
    wide = wide_of(source.head(BEGINS))
    media_type = narrowed_type(MAIL, source.head(BEGINS))
    with source.open() as opened:
        stream: Readable = Narrowed(opened, wide) if wide else opened
        for number, message in enumerate(_messages(stream, settings.record_bytes)):
            if message is None:
                reason = f"one message is larger than {settings.record_bytes} bytes"
                yield Record(media_type, b"", reason, number=number)
            else:
                content = QUOTED_FROM.sub(rb"\1", message).rstrip(b"\r\n") + b"\n"
                yield Record(media_type, content, number=number)
    if number < 0:
        raise UnreadableError("the mailbox holds no message")


def _messages(stream: Readable, limit: int) -> Iterator[bytes | None]:
    """The messages without their From lines; None for one longer than `limit`.

    Read by the chunk: a mailbox of empty lines costs no more than any other.
    """
    held = bytearray(b"\n\n" + stream.read(len(BOM)).removeprefix(BOM))
    over, looked, more = False, 0, True
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
    """A message's text, with subject, sender and date; of alternatives the fuller one.

    A piece without a story, as a footer is, is left out and told; UnreadableError where each is one.
    """
    found = ask(b"M", content, "the message")
    texts: list[str] = []
    roles: list[RoleSpan] = []
    faults: list[UnreadableError] = []
    size = 0
    for text, is_html in found.pop("pieces"):
        try:
            page = read_fragment(text) if is_html else Fields(text)
        except UnreadableError as error:
            faults.append(error)
            continue
        roles += [RoleSpan(size + start, size + end, role) for start, end, role in page.roles]
        texts.append(page.text)
        size += len(page.text) + len(BETWEEN)
    if faults and not texts:
        raise faults[0]
    left_out = [f"a part is left out: {error}" for error in faults[:1]]
    found["columns"] = "; ".join(filter(None, [found["columns"], *left_out]))
    return Fields(**found, text=BETWEEN.join(texts), roles=tuple(roles))


def parted(content: bytes) -> tuple[bytes, list[Source]]:
    """A message less the content of what is attached to it, and the attached documents and messages.

    Unparted where nothing is attached; where it cannot be parted, a source that says so and no more.
    """
    lowered = content.lower()
    if not (any(mark in lowered for mark in NAMED) or OTHER_KIND.search(lowered)):
        return content, []
    try:
        found = ask(b"A", content, "the message")
    except UnreadableError as error:
        reason = f"what is attached could not be parted from the message: {error}"
        return content, [replace(held("attachments", b""), reason=reason)]
    attached = [held(name, base64.b64decode(packed)) for name, packed in found["attached"]]
    return base64.b64decode(found["rest"]), attached
