"""A record's bytes to its fields, by media type."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import unescape
from typing import Any

from tasks.errors import UnreadableError
from tasks.ingest import text_head
from tasks.ingest.columns import fields_of, is_address, is_markup
from tasks.ingest.decode import Decoded, decode
from tasks.ingest.documents import DOCX, RTF, rich_text, word_file
from tasks.ingest.fields import Fields
from tasks.ingest.html_page import read_fragment, read_page
from tasks.ingest.json_articles import FEED
from tasks.ingest.json_files import parse
from tasks.ingest.mail import MAIL, mail
from tasks.ingest.records import HTML, JSON, TEXT
from tasks.ingest.rules import DECODED, split_options
from tasks.ingest.warc import WARC
from tasks.ingest.warc_capture import capture
from tasks.ingest.xml_news import NEWS_XML, news_xml

# Ten times the longest article anyone prints; a book is one, a year of a wire is not.
MAX_TEXT = 2_000_000
TAG = re.compile(r"<(?:img|br|p|a|div|span|em|strong|b|i|ul|figure|h\d)\b[^<>]{0,1000}>", re.I)
SIGN = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#\d{1,6}|#x[0-9a-f]{1,5});", re.I)
HOST = re.compile(r"(?:https?:)?//(?:[^/?#@]*@)?([^/?#:@\s]+)", re.I)
_LETTERS = re.compile(r"[^\W\d_]{2}")
Options = Mapping[str, str]
Parser = Callable[[bytes, Options], Fields]


def read_fields(media_type: str, content: bytes, origin_file: str) -> Fields:
    """One record of `raw` decoded and parsed; UnreadableError with a one-line reason for rubbish.

    origin_file: names the record in nothing but its outlet, where the content is silent.
    """
    found = parse_record(media_type, content)
    if found.source:
        return found
    # A crawl's folder is the crawler's, its pages' hosts are the outlets.
    host = host_of(found.url) if split_options(media_type)[0] == WARC else None
    outlet = host or outlet_of(origin_file)
    if outlet is None:
        return found
    place = f"outlet from the {'address' if host else 'folder'} {outlet}"
    said = "; ".join(filter(None, [found.columns, place]))
    return replace(found, source=outlet, columns=said)


def host_of(url: str | None) -> str | None:
    """The host of a web address, without its "www."

    >>> host_of("https://www.post.example:8080/a?b")
    'post.example'
    """
    found = HOST.match(url or "")
    return found[1].lower().removeprefix("www.") if found else None


def outlet_of(origin_file: str) -> str | None:
    """The outlet a file's folder names: the first below the source that is no number or date.

    >>> outlet_of("archive/coastal-press/2031/04/a.txt")
    'coastal-press'
    >>> outlet_of("archive/2031/04/a.txt") is outlet_of("archive/a.txt") is None
    True
    """
    folders = origin_file.split("/")[1:-1]
    return next((folder for folder in folders if _LETTERS.search(folder)), None)


def parse_record(media_type: str, content: bytes) -> Fields:
    """The fields of one record, its text fit for Arrow (no half of a surrogate pair)."""
    name, options = split_options(media_type)
    parser = PARSERS.get(name)
    if parser is None:
        raise UnreadableError(f"records of type {name} are not read")
    fields = parser(content, options)
    if not fields.text.strip():
        raise UnreadableError("it holds no text")
    if len(fields.text) > MAX_TEXT:
        raise UnreadableError(
            f"its text is longer than {MAX_TEXT} characters: no article; a separator cuts a file of many"
        )
    if DECODED in options:
        encoding, _, found = options[DECODED].partition("/")
        fields = replace(fields, encoding=encoding, encoding_from=found)
    source = fields.source or options.get("source")
    return _sound(_addressed(replace(fields, source=source, zone=options.get("zone"))))


def _addressed(fields: Fields) -> Fields:
    """The fields with an address or none: articles that share a key share no page."""
    if not fields.url or is_address(fields.url):
        return fields
    no_address = f"{' '.join(fields.url.split())[:80]} is no address"
    return replace(fields, url=None, columns="; ".join(filter(None, [fields.columns, no_address])))


def plain_text(content: bytes, options: Options) -> Fields:
    """A text file: its text as it is, lines kept; what a head of labelled lines says are its fields."""
    decoded = decode(content, options.get("encoding"))
    named = {field: label for field, label in _named(options).items() if field in text_head.SAID}
    head, text = text_head.parted(decoded.text, named)
    fields = fields_of({**head, "text": text}, named) if head else Fields(text)
    return _said(fields, decoded)


def json_object(content: bytes, options: Options) -> Fields:
    """A row or JSON object, its columns guessed; a text that is HTML is read as such."""
    decoded = decode(content, options.get("encoding"))
    row = parse(decoded.text)
    if not isinstance(row, dict):
        raise UnreadableError("it is no JSON object")
    fields = fields_of(row, _named(options))
    if is_markup(fields.text):
        fields = _unmarked(fields)
    return _said(fields, decoded)


def feed_item(content: bytes, options: Options) -> Fields:
    """An entry of a feed, whose date is the feed's."""
    fields = json_object(content, options)
    # A feed's text is HTML by its nature, be it one picture or one sign.
    if TAG.search(fields.text) and not fields.roles:
        fields = _unmarked(fields)
    elif SIGN.search(fields.text) and not fields.roles:
        fields = replace(fields, text=unescape(fields.text).replace("\xa0", " "))
    return replace(fields, published_from="feed" if fields.published else "none")


def _unmarked(fields: Fields) -> Fields:
    """The fields with the text that their HTML shows."""
    page = read_fragment(fields.text)
    return replace(fields, text=page.text, roles=page.roles)


def _named(options: Options) -> dict[str, str]:
    """Field → column, as `sources.toml` named them."""
    return {key[7:]: column for key, column in options.items() if key.startswith("column-")}


def _alone(parser: Callable[[bytes], Fields]) -> Parser:
    """The parser of a format that says everything itself."""
    return lambda content, options: parser(content)


PARSERS: dict[str, Parser] = {
    TEXT: plain_text,
    HTML: _alone(read_page),
    MAIL: _alone(mail),
    NEWS_XML: _alone(news_xml),
    WARC: _alone(capture),
    DOCX: _alone(word_file),
    RTF: _alone(rich_text),
    JSON: json_object,
    FEED: feed_item,
}


def _said(fields: Fields, decoded: Decoded) -> Fields:
    return replace(fields, encoding=decoded.encoding, encoding_from=decoded.found)


def _sound(fields: Fields) -> Fields:
    """Halves of surrogate pairs, which JSON may hold, joined where they pair, else U+FFFD."""
    values: dict[str, Any] = {
        name: _joined(value)
        for name, value in vars(fields).items()
        if isinstance(value, str) and not _is_sound(value)
    }
    if len(values.get("text", fields.text)) != len(fields.text):
        values["roles"] = ()
    return replace(fields, **values) if values else fields


def _is_sound(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _joined(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
