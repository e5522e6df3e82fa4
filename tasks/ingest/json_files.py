"""JSON files: one object, a list of objects, lists one behind the other or inside an envelope."""

import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.decode import decode, decoded_head, encoding_of, narrow
from tasks.ingest.json_articles import (
    ENVELOPES,
    FEED,
    TOO_DEEP,
    articles_in,
    articles_in_row,
    is_feed,
    with_feed,
)
from tasks.ingest.json_cut import up_to_fault
from tasks.ingest.lines import read_lines
from tasks.ingest.records import CHUNK, JSON, Record, Source
from tasks.ingest.rules import decoded_from
from tasks.ingest.streams import line, quieten

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
        yield from _rows(source, settings)
        return
    media_type, fault = JSON, None
    if _is_list(begin) or _is_sequence(begin):
        items, seen = _items(source, settings), decoded_head(source.head())
    else:
        seen = decode(begin)
        value, fault = _parsed(seen.text)
        items = iter(articles_in(value))
        if is_feed(value):
            items, media_type = (with_feed(item, value) for item in items), FEED
    media_type = decoded_from(media_type, seen.encoding, seen.found)
    for number, item in enumerate(items):
        yield replace(_record(item, media_type), number=number)
    if fault:
        raise fault


def _record(item: Any, media_type: str) -> Record:
    reason = None if isinstance(item, dict) else "an item of the list is not an object"
    return Record(media_type, serialised(item), reason)


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
    """As `read_lines`, but each article of a row that holds several is a record.

    What is named so but written over several lines is read as JSON.
    """
    first, end, _ = narrow(source.head()).lstrip().partition(b"\n")
    spread = end and first.strip() in (b"{", b"[")
    yield from read_json(source, settings) if spread else _rows(source, settings)


def _rows(source: Source, settings: Settings) -> Iterator[Record]:
    records = (
        part for line in read_lines(source, settings) for part in _articles(line, source.options)
    )
    for number, record in enumerate(records):
        yield replace(record, number=number)


def _articles(record: Record, options: Mapping[str, str]) -> list[Record]:
    """The articles of one line; where it is one itself, or none, the line as it came."""
    # A plain row has no second brace, and is not read twice for this.
    if record.reason or record.content.find(b"{", 1) < 0:
        return [record]
    try:
        seen = decode(record.content, options.get("encoding"))
        found = articles_in_row(parse(seen.text), options)
    except UnreadableError:
        # Its fields are read from the same bytes later, and then its row says why not.
        return [record]
    if found is None:
        return [record]
    is_said = record.media_type != JSON
    told = record.media_type if is_said else decoded_from(JSON, seen.encoding, seen.found)
    return [_record(item, told) for item in found]


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
            yield from _in_list(item, source.options) if inside else articles_in(item)
            buffer, step = buffer[end:], CHUNK


def _in_list(item: Any, options: Mapping[str, str]) -> list[Any]:
    found = articles_in_row(item, options)
    return [item] if found is None else found


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
