"""RSS and Atom files: every entry a record, with what the feed says of itself beside it."""

import io
import re
from collections.abc import Iterator
from typing import Any

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.json_files import FEED, serialised
from tasks.ingest.records import Record, Source
from tasks.ingest.streams import foreign, line

ENTITY = re.compile(rb"<!ENTITY|<!\[?DOCTYPE[^>\[]*\[", re.I)


def read_feed(source: Source, settings: Settings) -> Iterator[Record]:
    """One record for each entry that holds any text; nothing that it links to is fetched."""
    content = source.whole(settings.record_bytes)
    refuse_entities(content)
    import feedparser

    # From a string feedparser would fetch what looks like an address and open what looks like a
    # path; from a stream it does neither.
    with foreign("the feed"):
        found = feedparser.parse(
            io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False
        )
    if not found.entries:
        reason = line(found.bozo_exception) if found.get("bozo") else "no entries"
        raise UnreadableError(f"it is no feed that can be read: {reason}")
    for number, entry in enumerate(found.entries):
        yield Record(FEED, serialised(_entry(entry, found.feed)), number=number)
    if found.get("bozo") and not content.rstrip().endswith(b">"):
        raise UnreadableError(f"the feed is cut short: {line(found.bozo_exception)}")


def refuse_entities(content: bytes) -> None:
    """UnreadableError where XML declares entities: no news format needs them, every bomb does.

    >>> refuse_entities(b'<!DOCTYPE rss [<!ENTITY a "aaaa">]><rss/>')
    Traceback (most recent call last):
    tasks.errors.UnreadableError: its XML declares entities, which are not expanded
    """
    # UTF-16 puts a NUL beside each letter.
    if ENTITY.search(content.replace(b"\0", b"")):
        raise UnreadableError("its XML declares entities, which are not expanded")


def _entry(entry: Any, feed: Any) -> dict[str, Any]:
    """An entry as a row with usual column names."""
    contents = [part.get("value") or "" for part in entry.get("content") or []]
    row = {
        "id": entry.get("id"),
        "title": entry.get("title"),
        "url": entry.get("link"),
        "content_html": max([*contents, entry.get("summary") or ""], key=len),
        "published": entry.get("published") or entry.get("updated"),
        "author": entry.get("author"),
        "source": (entry.get("source") or {}).get("title") or feed.get("title"),
        "language": feed.get("language"),
    }
    return {name: value for name, value in row.items() if value}
