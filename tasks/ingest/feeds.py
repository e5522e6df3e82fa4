"""RSS and Atom files: every entry a record, with what the feed says of itself beside it."""

import io
import re
from collections.abc import Iterator
from typing import Any

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.child import ask
from tasks.ingest.columns import plain_words
from tasks.ingest.decode import BOMS
from tasks.ingest.json_articles import FEED
from tasks.ingest.json_files import serialised
from tasks.ingest.records import Record, Source
from tasks.ingest.rules import decoded_from
from tasks.ingest.streams import foreign, line

# feedparser reads 3 MB a second; no feed is a tenth of this.
MAX_BYTES = 16_000_000
ROOT_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.I)
ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)(?:\s[^>]*)?>", re.I)
ENTRY_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.I)
MAILBOX = re.compile(r"\S{1,200}@\S{1,200}\s*\(([^()]{1,200})\)")
ENTITY = re.compile(rb"<!ENTITY|<!\[?DOCTYPE[^>\[]*\[", re.I)


def read_feed(source: Source, settings: Settings) -> Iterator[Record]:
    """One record for each entry that holds any text; nothing that it links to is fetched."""
    content = source.whole(min(MAX_BYTES, settings.record_bytes))
    refuse_entities(content)
    found = ask(b"R", content, "the feed")
    if not found["entries"]:
        raise UnreadableError(f"it is no feed that can be read: {found['fault'] or 'no entries'}")
    cut = found["fault"] and not ROOT_END.search(content[-3000:])
    rest = _behind_entries(content) if cut else b""
    # The parser gives what there is of an entry that is cut; no article is half of one.
    whole = found["entries"][: -1 if ENTRY.search(rest) else None]
    media_type = decoded_from(FEED, *_encoding(content, found["encoding"]))
    for number, entry in enumerate(whole):
        yield Record(media_type, serialised(entry), number=number)
    if cut:
        raise UnreadableError(f"the feed is cut short: {found['fault']}", rest)


def _behind_entries(content: bytes) -> bytes:
    """What follows the last entry that is closed."""
    end = 0
    for found in ENTRY_END.finditer(content):
        end = found.end()
    return content[end:]


def entries_of(content: bytes) -> dict[str, Any]:
    """The entries of a feed as rows, and the parser's complaint, if any; run in a child (`child`)."""
    import feedparser

    # From a string feedparser would fetch what looks like an address and open what looks like a
    # path; from a stream it does neither.
    with foreign("the feed"):
        found = feedparser.parse(
            io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False
        )
    # Only Atom says that its feed's authors wrote the entries; RSS names an editor there.
    authors = _authors(found.feed) if found.version.startswith("atom") else ""
    fault = line(found.bozo_exception) if found.get("bozo") else None
    return {
        "entries": [_entry(entry, found.feed, authors) for entry in found.entries],
        "fault": fault,
        "encoding": found.get("encoding") or "utf-8",
    }


def _authors(said: Any) -> str:
    """The authors that an entry or its feed states, each once.

    >>> _authors({"authors": [{"name": "Ann Bell"}, {"name": "Jo Dunn"}], "author": "Jo Dunn"})
    'Ann Bell, Jo Dunn'
    """
    names = [each.get("name") or "" for each in said.get("authors") or []]
    # Of an address with the name in brackets the parser makes two halves.
    if any("(" in name for name in names):
        names = []
    return ", ".join(dict.fromkeys(filter(None, names))) or _author(said.get("author") or "")


def _author(said: str) -> str:
    """RSS gives an address with the name in brackets; readers know the name.

    >>> _author("news@post.example (Ann Bell)")
    'Ann Bell'
    """
    found = MAILBOX.fullmatch(said.strip())
    return found[1] if found else said


def _encoding(content: bytes, used: str) -> tuple[str, str]:
    """The encoding the parser has read a feed with, and how it was found."""
    if any(content.startswith(bom) for bom, _ in BOMS):
        return used.lower(), "bom"
    if used.lower() in ("utf-8", "us-ascii"):
        return "utf-8", "utf-8"
    said = re.search(rb"encoding\s*=\s*[\"']([^\"']*)", content[:200])
    declared = said and said[1].decode("ascii", "replace").lower() == used.lower()
    return used.lower(), "declared" if declared else "guessed"


def refuse_entities(content: bytes) -> None:
    """UnreadableError where XML declares entities: no news format needs them, every bomb does.

    >>> refuse_entities(b'<!DOCTYPE rss [<!ENTITY a "aaaa">]><rss/>')
    Traceback (most recent call last):
    tasks.errors.UnreadableError: its XML declares entities, which are not expanded
    """
    # UTF-16 puts a NUL beside each letter.
    if ENTITY.search(content.replace(b"\0", b"")):
        raise UnreadableError("its XML declares entities, which are not expanded")


def _entry(entry: Any, feed: Any, authors: str) -> dict[str, Any]:
    """An entry as a row with usual column names; `authors`: whose it is where it does not say."""
    contents = [part.get("value") or "" for part in entry.get("content") or []]
    row = {
        "id": entry.get("id"),
        "title": plain_words(entry.get("title") or ""),
        "url": entry.get("link"),
        "content_html": max([*contents, entry.get("summary") or ""], key=len),
        "published": entry.get("published") or entry.get("updated"),
        "author": _authors(entry) or authors,
        "source": plain_words((entry.get("source") or {}).get("title") or feed.get("title") or ""),
        "language": feed.get("language"),
    }
    return {name: value for name, value in row.items() if value}
