"""The parts of a mail message: which hold its text, and which are attached; run in a child."""

import base64
import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from tasks.errors import UnreadableError
from tasks.ingest.decode import Decoded, decode
from tasks.ingest.html_bounds import unmarked
from tasks.ingest.mail_places import Place, body_place, places_between
from tasks.ingest.streams import foreign
from tasks.text.flowed import unflow

BASE64 = re.compile(r"[A-Za-z0-9+/=]*[ \t]*")
MAX_PARTS = 200
# A reply to a forward of a reply is a dozen deep.
MAX_DEPTH = 30
# A plain part with a third less than the HTML beside it is a teaser or says "view in browser".
FULLER, MORE_WORDS = 1.5, 5
SAME_WORDS = 0.9
WORD = re.compile(r"(?<![\w/:.])[^\W\d_][\w'’-]*(?![\w/:])")
FORWARDED = "message/rfc822"
TEXTS = ("text/plain", "text/html")
# What no reader of ours could take for a story: named in the ledger, its bytes stay in the message.
UNREAD = re.compile(
    r"(?:image|audio|video|font)/.*|text/(?:calendar|(?:x-)?vcard|x-amp-html|rfc822-headers)"
    r"|application/(?:pgp|(?:x-)?pkcs7|ms-tnef|ics).*|message/(?!rfc822$).*"
)
# What is told of attachments: those cut out of the message, those that could not be, pictures.
OWN = "attachments are records of their own"
STUCK = "attachments that could not be parted from the message are not read"
WORDLESS = "attachments that hold no text are not read"


class Part(NamedTuple):
    """A part of a message with what its headers say; children: the parts it holds, if it is of several."""

    part: EmailMessage
    kind: str
    params: dict[str, str]
    disposition: str | None
    filename: str | None
    children: list[Any]


class Piece(NamedTuple):
    """A stretch of a message's text."""

    decoded: Decoded
    is_html: bool
    words: tuple[str, ...]


def parts_of(content: bytes) -> dict[str, Any]:
    """A message's fields, the pieces of its text with whether each is HTML, and its attachments' names."""
    with foreign("the message"):
        message = _message(content)
        attached = _attached(message)
        pieces = [piece for piece in _pieces(message, attached) if piece.words]
        subject, sender, date = (
            _header(message.part, name) for name in ("Subject", "From", "Date")
        )
        language = _header(message.part, "Content-Language")
        name, address = parseaddr(sender or "")
    if sender is None and subject is None:
        raise UnreadableError("it has neither sender nor subject: no mail message")
    said = _told(attached)
    if not pieces:
        raise UnreadableError("; ".join(filter(None, ["the message holds no text", said])))
    return {
        "pieces": [(piece.decoded.text, piece.is_html) for piece in pieces],
        "title": subject,
        "source": name or address or None,
        "published": date,
        "published_from": "metadata" if date else "none",
        "language": language,
        "encoding": pieces[0].decoded.encoding,
        "encoding_from": pieces[0].decoded.found,
        "columns": said,
    }


def parted(content: bytes) -> dict[str, Any]:
    """`attached`: name and content of each attachment that may hold a story, and of each message inside.

    `rest`: the message without these contents, its headers and marks left as they are; both in base64.
    """
    with foreign("the message"):
        message = _message(content)
        places = _places(content, message, Place(0, len(content)))
        others = {id(part) for part in _attached(message) if not UNREAD.fullmatch(part.kind)}
        attached = [
            (leaf, place)
            for leaf, place in zip(_leaves(message), places, strict=True)
            if id(leaf) in others
        ]
        return {
            "attached": [
                (_name(part), _packed(_attachment(part, content[place.start : place.end])))
                for part, place in attached
            ],
            "rest": _packed(_without(content, [place for _, place in attached])),
        }


def _packed(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _without(content: bytes, places: list[Place]) -> bytes:
    """A message's bytes less some places in it, in order: what is taken down must not stay in it."""
    kept, at = [], 0
    for place in places:
        kept.append(content[at : place.start])
        at = place.end
    return b"".join([*kept, content[at:]])


def _places(content: bytes, part: Part, place: Place) -> Iterator[Place]:
    """Where the content of each leaf stands, leaves in order; UnreadableError where that is unclear."""
    body = body_place(content, place)
    if not part.children:
        yield body
        return
    places = list(places_between(content, str(part.part.get_boundary()), body))
    if len(places) != len(part.children):
        raise UnreadableError("its boundaries do not tell its parts apart")
    for child, at in zip(part.children, places, strict=True):
        yield from _places(content, child, at)


def _message(content: bytes) -> Part:
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
        found = _part(message, 0)
    except RecursionError:
        raise UnreadableError("the message has parts nested too deep") from None
    if sum(1 for _ in _leaves(found)) > MAX_PARTS:
        raise UnreadableError(f"the message has more than {MAX_PARTS} parts")
    return found


def _part(message: EmailMessage, depth: int) -> Part:
    """A part with what its headers say, each read once: reading them is most of the work."""
    if depth > MAX_DEPTH:
        raise UnreadableError(f"the message has parts nested deeper than {MAX_DEPTH}")
    said, place = message.get("Content-Type"), message.get("Content-Disposition")
    kind = said.content_type if said is not None else message.get_default_type()
    params = dict(said.params) if said is not None else {}
    named = dict(place.params) if place is not None else {}
    inner = message.get_payload() if kind.startswith("multipart/") else None
    children = inner if isinstance(inner, list) else []
    return Part(
        part=message,
        kind=kind,
        params=params,
        disposition=place.content_disposition if place is not None else None,
        filename=named.get("filename") or params.get("name"),
        children=[_part(child, depth + 1) for child in children if isinstance(child, EmailMessage)],
    )


def _leaves(part: Part) -> Iterator[Part]:
    """The parts that hold no others, in order; a message inside is one."""
    if not part.children:
        yield part
    for child in part.children:
        yield from _leaves(child)


def _attached(message: Part) -> list[Part]:
    """The parts that are other documents: a text with a name is, unless it is the message's first."""
    leaves = [leaf for leaf in _leaves(message) if not leaf.kind.startswith("multipart/")]
    texts = [leaf for leaf in leaves if leaf.kind in TEXTS]
    return [
        leaf
        for leaf in leaves
        if leaf.kind not in TEXTS
        or (leaf is not message and leaf.disposition == "attachment")
        or (leaf.filename and leaf is not texts[0])
    ]


def _name(part: Part) -> str:
    """The attachment's file name without folders; a message inside goes by its kind."""
    said = PurePosixPath((part.filename or "").replace("\\", "/")).name[:200]
    if part.kind == FORWARDED:
        return f"{said.removesuffix('.eml') or 'message'}.eml"
    return said or f"attachment.{part.kind.rpartition('/')[2].replace('plain', 'txt')}"


def _attachment(part: Part, written: bytes) -> bytes:
    """What is attached, unpacked; written: as it stands in the message."""
    if part.kind != FORWARDED:
        return _content(part.part)
    # No message may be packed (RFC 2046, 5.2.1), and Python's parser knows none that is.
    if _encoding(part.part) != "base64":
        return written
    head = b"Content-Transfer-Encoding: base64\n\n"
    return _content(email.message_from_bytes(head + written, policy=email.policy.default))


def _told(attached: list[Part]) -> str:
    told: dict[str, list[str]] = {OWN: [], STUCK: [], WORDLESS: []}
    for part in attached:
        is_unread = UNREAD.fullmatch(part.kind)
        told[WORDLESS if is_unread else STUCK if _is_held(part) else OWN].append(_name(part))
    return ", ".join(f"{said}: {_listed(names)}" for said, names in told.items() if names)


def _is_held(part: Part) -> bool:
    """Whether an attachment's content is still in its message: `parted` leaves none of it there."""
    content = part.part.get_payload()
    if isinstance(content, list):
        inside = [inner for inner in content if isinstance(inner, EmailMessage)]
        return any(inner.keys() or inner.get_payload() for inner in inside)
    return bool(str(content).strip())


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(" ".join(name.split())[:60] for name in names[:5]) + more


def _pieces(part: Part, attached: list[Part]) -> list[Piece]:
    """The text of a part, in order; of alternatives the plain one unless another holds more."""
    if not part.children:
        is_text = part.kind in TEXTS and not any(part is other for other in attached)
        return [_piece(part)] if is_text else []
    found = [pieces for child in part.children if (pieces := _pieces(child, attached))]
    if part.kind == "multipart/alternative" or _say_the_same(found):
        return _fullest(found)
    return [piece for pieces in found for piece in pieces]


def _say_the_same(found: list[list[Piece]]) -> bool:
    """Whether a plain text and HTML beside it are one text, though nothing calls them alternatives."""
    if len(found) != 2 or {piece.is_html for pieces in found for piece in pieces} != {True, False}:
        return False
    few, many = sorted(({word for piece in pieces for word in piece.words} for pieces in found), key=len)  # fmt: skip
    return len(few & many) >= SAME_WORDS * len(few) > MORE_WORDS


def _fullest(found: list[list[Piece]]) -> list[Piece]:
    if not found:
        return []
    plain = next((pieces for pieces in found if not any(piece.is_html for piece in pieces)), [])
    fullest = max(found, key=_size)
    return fullest if _size(fullest) > FULLER * _size(plain) + MORE_WORDS or not plain else plain


def _size(pieces: list[Piece]) -> int:
    return sum(len(piece.words) for piece in pieces)


def _piece(part: Part) -> Piece:
    decoded = decode(_content(part.part), part.params.get("charset"))
    if part.kind == "text/html":
        words = WORD.findall(unmarked(decoded.text.encode("utf-8", "replace")).decode())
        return Piece(decoded, True, tuple(words))
    if part.params.get("format", "").lower() == "flowed":
        close = part.params.get("delsp", "").lower() == "yes"
        decoded = decoded._replace(text=unflow(decoded.text, close))
    return Piece(decoded, False, tuple(WORD.findall(decoded.text)))


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return " ".join(str(value).split())[:1000] or None if value is not None else None


def _is_prose(part: EmailMessage) -> bool:
    """Whether most of what is called base64 is none; a list's plain footer below some is little."""
    lines = str(part.get_payload()).splitlines()
    return 2 * sum(len(line) for line in lines if not BASE64.fullmatch(line)) > sum(map(len, lines))


def _encoding(part: EmailMessage) -> str:
    return str(part.get("Content-Transfer-Encoding", "")).strip().lower()


def _content(part: EmailMessage) -> bytes:
    if _encoding(part) == "base64" and _is_prose(part):
        del part["Content-Transfer-Encoding"]
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
