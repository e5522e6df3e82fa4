"""JSON files: one object, a list of objects, lists one behind the other or inside an envelope."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.columns import MAX_WRAPPERS, guess, is_address, wrapped
from tasks.ingest.decode import decode, decoded_head, encoding_of, narrow
from tasks.ingest.json_cut import up_to_fault
from tasks.ingest.lines import read_lines
from tasks.ingest.records import CHUNK, JSON, Record, Source
from tasks.ingest.rules import decoded_from
from tasks.ingest.streams import line, quieten

# Names under which exports wrap their list of articles.
ENVELOPES = ("articles", "items", "documents", "docs", "stories", "results", "records", "entries", "data", "rows", "response", "hits", "news")  # fmt: skip
MAX_ENVELOPES = 20
TOO_DEEP = "its JSON is nested too deep"
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
        raise UnreadableError(TOO_DEEP) from None
    except ValueError as error:
        raise UnreadableError(_fault(error)) from None


def _fault(error: ValueError) -> str:
    """Why a text is not read as JSON; of a number its decoder says too much and too little."""
    if isinstance(error, json.JSONDecodeError):
        return f"it is not JSON: {line(error)}"
    return f"its JSON holds a number of more than {sys.get_int_max_str_digits()} digits"


def serialised(value: Any) -> bytes:
    """A JSON value as bytes, the same for the same value, fit for Arrow; UnreadableError if nested too deep.

    >>> serialised({"b": 1, "a": "é"})
    b'{"b":1,"a":"\\xc3\\xa9"}'
    """
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    except RecursionError:
        raise UnreadableError(TOO_DEEP) from None
    return text.encode("utf-8", "replace")


def read_json(source: Source, settings: Settings) -> Iterator[Record]:
    """One record for each object; a file that is JSON Lines under another name is read as such.

    A list is read item by item, and so are values one behind the other, so they may be of any
    length; all else is read whole.
    """
    begin = source.head()
    if not (_is_list(begin) or _is_lines(begin) or _is_sequence(begin)):
        # A first object longer than the head.
        begin = source.whole(settings.record_bytes)
    if _is_lines(begin):
        yield from read_lines(source, settings)
        return
    media_type, fault = JSON, None
    if _is_list(begin) or _is_sequence(begin):
        items, seen = _items(source, settings), decoded_head(source.head())
    else:
        seen = decode(begin)
        value, fault = _parsed(seen.text)
        items = iter(articles_in(value))
        if _is_feed(value):
            items, media_type = (_with_feed(item, value) for item in items), FEED
    for number, item in enumerate(items):
        reason = None if isinstance(item, dict) else "an item of the list is not an object"
        media_type = decoded_from(media_type, seen.encoding, seen.found)
        yield Record(media_type, serialised(item), reason, number=number)
    if fault:
        raise fault


def _parsed(text: str) -> tuple[Any, UnreadableError | None]:
    """As `parse`; where a list in an object breaks off, the object up to there, and its fault."""
    try:
        return parse(text), None
    except UnreadableError as error:
        value, end = up_to_fault(text)
        if not any(value.get(name) for name in ENVELOPES):
            raise
        return value, UnreadableError(str(error), text[end:].encode("utf-8", "replace"))


def read_json_lines(source: Source, settings: Settings) -> Iterator[Record]:
    """As `read_lines`; what is named so but written over several lines is read as JSON."""
    first, end, _ = narrow(source.head()).lstrip().partition(b"\n")
    spread = end and first.strip() in (b"{", b"[")
    yield from read_json(source, settings) if spread else read_lines(source, settings)


def _is_list(begin: bytes) -> bool:
    return narrow(begin).lstrip().startswith(b"[")


def _is_lines(begin: bytes) -> bool:
    """Whether the first line is an object by itself and something follows it."""
    first, _, rest = narrow(begin).lstrip().partition(b"\n")
    if not (first.startswith(b"{") and first.rstrip().endswith(b"}") and rest.strip()):
        return False
    try:
        parse(decode(first).text)
    except UnreadableError:
        return False
    return True


def _is_sequence(begin: bytes) -> bool:
    """Whether an object or a list follows the first, as `jq .` writes them.

    >>> _is_sequence(b'{"a": 1}\\n{\\n "a": 2}'), _is_sequence(b'{"a": 1} oops')
    (True, False)
    """
    text = narrow(begin).lstrip().decode("utf-8", "replace")
    try:
        _, end = DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return False
    return text[end : end + CHUNK].lstrip(SPACE)[:1] in ("{", "[")


def _items(source: Source, settings: Settings) -> Iterator[Any]:
    """The items of top-level lists, one at a time, and the articles of objects beside them."""
    with source.open() as stream:
        check = quieten(stream)
        text = io.TextIOWrapper(stream, encoding_of(source.head()), "replace")
        buffer = text.read(CHUNK).lstrip(SPACE + "\ufeff")
        step, ended, inside = CHUNK, False, False
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
            yield from [item] if inside else articles_in(item)
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
    except json.JSONDecodeError:
        raise
    except ValueError as error:
        raise UnreadableError(_fault(error)) from None
    if end == len(text) and not whole:
        raise ValueError("the list goes on")
    return value, end


def articles_in(value: Any, deep: int = 0) -> list[Any]:
    """The list of articles that a JSON value holds.

    >>> articles_in({"status": "ok", "articles": [{"title": "Rain"}]})
    [{'title': 'Rain'}]
    >>> articles_in({"articles": [{"title": "Rain"}], "more": [{"text": "Hail."}], "tags": [{}]})
    [{'title': 'Rain'}, {'text': 'Hail.'}]
    >>> articles_in({"7": {"title": "Rain", "text": "It fell."}, "8": {"text": "It stopped."}})
    [{'title': 'Rain', 'text': 'It fell.'}, {'text': 'It stopped.'}]
    >>> articles_in({"title": "Rain"})
    [{'title': 'Rain'}]
    """
    if deep > MAX_ENVELOPES:
        raise UnreadableError(TOO_DEEP)
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
            return articles_in(inner, deep + 1)
    return _keyed(value, MAX_WRAPPERS)


def _keyed(value: dict[str, Any], depth: int) -> list[Any]:
    """The articles that an object holds under names of their own, one beside the other; else itself."""
    names = dict.fromkeys(wrapped(value))
    if len(names) > 1:
        return [inner for name, inner in value.items() if name in names or _has_title(inner)]
    if depth:
        for name in ENVELOPES:
            inner = value.get(name)
            if isinstance(inner, dict) and len(found := _keyed(inner, depth - 1)) > 1:
                return found
            if isinstance(inner, dict) and not names and wrapped(inner):
                return [inner]
    return [value]


def _has_title(value: Any) -> bool:
    return isinstance(value, dict) and "title" in guess(tuple(value))


def _are_articles(value: Any) -> bool:
    """Whether a value is one more list of records: of objects with a text, not of tags or people."""
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and bool({"text", "html"} & guess(tuple(first)).keys())


def _with_feed(item: Any, feed: dict[str, Any]) -> Any:
    """An entry with its feed's name for its outlet, and its feed's language and authors, unless it has its own.

    An address may be said in its `id` alone, a date as that of its last change.

    >>> _with_feed({"id": "https://post.example/a", "date_modified": "2026-03-02"}, {"title": "Harbour Post"})["url"]
    'https://post.example/a'
    """
    if not isinstance(item, dict):
        return item
    own = guess(tuple(name for name, value in item.items() if value))
    said = {
        "source": feed.get("title"),
        "language": feed.get("language"),
        "byline": feed.get("authors") or feed.get("author"),
        "url": item["id"] if is_address(str(item.get("id"))) else None,
        "published": item.get("date_modified"),
    }
    return item | {name: value for name, value in said.items() if value and name not in own}


def _is_feed(value: Any) -> bool:
    return isinstance(value, dict) and "jsonfeed.org" in str(value.get("version", ""))
