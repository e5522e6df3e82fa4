"""JSON files: one object, a list of objects, lists one behind the other or inside an envelope."""

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.columns import guess
from tasks.ingest.decode import decode, decoded_head, encoding_of, narrow
from tasks.ingest.lines import read_lines
from tasks.ingest.records import CHUNK, JSON, Record, Source
from tasks.ingest.rules import decoded_from
from tasks.ingest.streams import line, quieten

# Names under which exports wrap their list of articles.
ENVELOPES = ("articles", "items", "documents", "docs", "stories", "results", "records", "entries", "data", "rows", "response", "hits", "news")  # fmt: skip
FEED = "application/feed+json"
DECODER = json.JSONDecoder()
LONGEST_TOKEN = 20  # characters of a word or escape that the text's end may cut
SPACE = " \t\r\n"
BEHIND = ValueError("what follows the list is neither a list nor an object")


def parse(text: str) -> Any:
    """The JSON value, or UnreadableError with a one-line reason."""
    try:
        return json.loads(text)
    except RecursionError:
        raise UnreadableError("its JSON is nested too deep") from None
    except ValueError as error:
        raise UnreadableError(f"it is not JSON: {line(error)}") from None


def serialised(value: Any) -> bytes:
    """A JSON value as bytes, the same for the same value, fit for Arrow.

    >>> serialised({"b": 1, "a": "é"})
    b'{"b":1,"a":"\\xc3\\xa9"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return text.encode("utf-8", "replace")


def read_json(source: Source, settings: Settings) -> Iterator[Record]:
    """One record for each object; a file that is JSON Lines under another name is read as such.

    A list is read item by item, so it may be of any length; all else is read whole.
    """
    head = narrow(source.head()).lstrip()
    if head.startswith(b"["):
        items, media_type, seen = _items(source, settings), JSON, decoded_head(source.head())
    elif _is_lines(head):
        yield from read_lines(source, settings)
        return
    else:
        content = source.whole(settings.record_bytes)
        # A first line longer than the head.
        if _is_lines(narrow(content).lstrip()):
            yield from read_lines(source, settings)
            return
        seen = decode(content)
        value = parse(seen.text)
        items, media_type = iter(articles_in(value)), JSON
        if _is_feed(value):
            items, media_type = (_with_feed(item, value) for item in items), FEED
    for number, item in enumerate(items):
        reason = None if isinstance(item, dict) else "an item of the list is not an object"
        media_type = decoded_from(media_type, seen.encoding, seen.found)
        yield Record(media_type, serialised(item), reason, number=number)


def _is_lines(head: bytes) -> bool:
    """Whether the first line is an object by itself and something follows it."""
    first, _, rest = head.partition(b"\n")
    if not (first.startswith(b"{") and first.rstrip().endswith(b"}") and rest.strip()):
        return False
    try:
        parse(decode(first).text)
    except UnreadableError:
        return False
    return True


def _items(source: Source, settings: Settings) -> Iterator[Any]:
    """The items of a top-level list, one at a time, and of what follows it."""
    with source.open() as stream:
        check = quieten(stream)
        text = io.TextIOWrapper(stream, encoding_of(source.head()), "replace")
        buffer = text.read(CHUNK).lstrip(SPACE + "\ufeff")[1:]
        step, ended, inside = CHUNK, False, True
        while True:
            buffer = buffer.lstrip(SPACE + ",") if inside else buffer.lstrip(SPACE)
            if buffer[:1] == ("]" if inside else "["):
                buffer, inside = buffer[1:], not inside
                continue
            if not inside and not buffer and ended:
                check()
                return
            if not inside and buffer and not buffer.startswith("{"):
                raise _broken_off(buffer + text.read(settings.record_bytes), BEHIND, check)
            try:
                item, end = _first_value(buffer, ended)
            except ValueError as error:
                if len(buffer) > settings.record_bytes and _goes_on(buffer, error):
                    said = f"one item of the list is larger than {settings.record_bytes} bytes"
                    raise UnreadableError(f"{said}; the rest is not read") from None
                if ended or len(buffer) > settings.record_bytes:
                    raise _broken_off(buffer, error, check) from None
                # Twice as much at each miss: a long item is not begun anew too often.
                more, step = text.read(step), min(2 * step, settings.record_bytes)
                buffer, ended = buffer + more, not more
                continue
            yield item
            buffer, step = buffer[end:], CHUNK


def _goes_on(text: str, error: ValueError) -> bool:
    """Whether a value could not be read because its end is not here, and not because it is wrong."""
    if not isinstance(error, json.JSONDecodeError):
        return True
    return error.msg.startswith("Unterminated") or error.pos >= len(text) - LONGEST_TOKEN


def _broken_off(rest: str, error: ValueError, check: Callable[[], None]) -> UnreadableError:
    """Why the list cannot be read on, the stream's own fault first; with what is left of it."""
    kept = rest.encode("utf-8", "surrogateescape")
    try:
        check()
    except UnreadableError as fault:
        return UnreadableError(str(fault), kept)
    return UnreadableError(f"it is not JSON: {line(error)}", kept)


def _first_value(text: str, whole: bool) -> tuple[Any, int]:
    """The JSON value that opens the text and where it ends; ValueError where it is not all here.

    whole: no more text will come. A number that ends with the text may go on in what comes.
    """
    try:
        value, end = DECODER.raw_decode(text)
    except RecursionError:
        raise UnreadableError("its JSON is nested too deep") from None
    if end == len(text) and not whole:
        raise ValueError("the list goes on")
    return value, end


def articles_in(value: Any) -> list[Any]:
    """The list of articles that a JSON value holds.

    >>> articles_in({"status": "ok", "articles": [{"title": "Rain"}]})
    [{'title': 'Rain'}]
    >>> articles_in({"articles": [{"title": "Rain"}], "more": [{"text": "Hail."}], "tags": [{}]})
    [{'title': 'Rain'}, {'text': 'Hail.'}]
    >>> articles_in({"title": "Rain"})
    [{'title': 'Rain'}]
    """
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        raise UnreadableError("its JSON is neither an object nor a list")
    for name in ENVELOPES:
        inner = value.get(name)
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            return inner + [
                item
                for other, more in value.items()
                if other != name and _are_articles(more)
                for item in more
            ]
        if isinstance(inner, dict) and any(isinstance(inner.get(key), list) for key in ENVELOPES):
            return articles_in(inner)
    return [value]


def _are_articles(value: Any) -> bool:
    """Whether a value is one more list of records: of objects with a text, not of tags or people."""
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and bool({"text", "html"} & guess(tuple(first)).keys())


def _with_feed(item: Any, feed: dict[str, Any]) -> Any:
    """An entry with its feed's name for its outlet, and its feed's language, unless it has its own."""
    if not isinstance(item, dict):
        return item
    own = guess(tuple(item))
    said = {"source": feed.get("title"), "language": feed.get("language")}
    return item | {name: value for name, value in said.items() if value and name not in own}


def _is_feed(value: Any) -> bool:
    return isinstance(value, dict) and "jsonfeed.org" in str(value.get("version", ""))
