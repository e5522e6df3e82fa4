"""NITF and NewsML-G2: a news item's XML to records, and a record's XML to fields."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from lxml import etree

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.feeds import refuse_entities
from tasks.ingest.fields import Fields
from tasks.ingest.records import Record, Source
from tasks.ingest.streams import foreign, line
from tasks.text.spans import RoleSpan

# A tree takes a few hundred bytes an element; a package of a thousand items stays below both.
MAX_BYTES, MAX_TAGS = 32_000_000, 500_000
NEWS_XML = "application/x-news+xml"
ITEM_END = re.compile(rb"</(?:\w+:)?newsItem\s*>")
ROLES = {
    "hl2": "subhead",
    "media-caption": "caption",
    "h2": "subhead",
    "h3": "subhead",
    "figcaption": "caption",
}
LINES = ("p", "hl2", "media-caption", "h2", "h3", "li", "td", "blockquote", "figcaption", "pre")


def parse_xml(content: bytes) -> Any:
    """The root element; no entity is expanded, nothing fetched; UnreadableError if it is no XML."""
    _refuse_much(content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(content, parser)
    except etree.LxmlError as error:
        raise UnreadableError(f"its XML is damaged: {line(error)}") from None


def _refuse_much(content: bytes) -> None:
    refuse_entities(content)
    if len(content) > MAX_BYTES or content.count(b"<") > MAX_TAGS:
        raise UnreadableError(f"XML of more than {MAX_BYTES} bytes or {MAX_TAGS} tags")


def read_news_xml(source: Source, settings: Settings) -> Iterator[Record]:
    """One record for each NITF document or text `newsItem`; other XML is told to be unknown."""
    content = source.whole(settings.record_bytes)
    _refuse_much(content)
    try:
        root = parse_xml(content)
    except UnreadableError as error:
        yield from _whole_items(content, error)
        raise
    name = etree.QName(root).localname
    if name == "nitf":
        yield Record(NEWS_XML, content)
        return
    items = [root] if name == "newsItem" else list(root.iter("{*}newsItem"))
    if not items:
        raise UnreadableError(f"XML of an unknown kind: its root is {name}")
    for number, item in enumerate(items):
        yield Record(NEWS_XML, etree.tostring(item, with_tail=False), number=number)


def _whole_items(content: bytes, error: UnreadableError) -> Iterator[Record]:
    """The items of a damaged package that end before the damage; the error keeps what follows."""
    parser = etree.XMLPullParser(
        ("end",), tag="{*}newsItem", resolve_entities=False, no_network=True, load_dtd=False
    )
    with suppress(etree.LxmlError):
        parser.feed(content)
    number = 0
    for number, (_, item) in enumerate(parser.read_events(), 1):
        yield Record(NEWS_XML, etree.tostring(item, with_tail=False), number=number - 1)
    if number:
        ends = [end.end() for end in ITEM_END.finditer(content)]
        error.kept = content[ends[number - 1] :] if len(ends) >= number else content


def news_xml(content: bytes) -> Fields:
    """The fields of one NITF document or NewsML-G2 news item."""
    root = parse_xml(content)
    is_nitf = etree.QName(root).localname == "nitf"
    with foreign("the news item"):
        text, roles = _text(root)
        facts = _nitf(root) if is_nitf else _newsml(root)
    if not text:
        raise UnreadableError("the news item holds no text")
    published = facts.pop("published")
    return Fields(
        text=text,
        roles=roles,
        published=published,
        published_from="metadata" if published else "none",
        encoding=(root.getroottree().docinfo.encoding or "utf-8").lower(),
        encoding_from="declared",
        **facts,
    )


def _nitf(root: Any) -> dict[str, Any]:
    return {
        "title": _first(root, "//*[local-name()='hl1']")
        or _first(root, "//*[local-name()='title']"),
        "byline": _first(root, "//*[local-name()='byline']"),
        "published": _first(root, "//*[local-name()='date.issue']/@norm")
        or _first(root, "//*[local-name()='story.date']/@norm"),
        "source": _first(root, "//*[local-name()='doc.copyright']/@holder")
        or _first(root, "//*[local-name()='pubdata']/@name"),
        "url": _first(root, "//*[local-name()='pubdata']/@ex-ref"),
        "language": root.get("{http://www.w3.org/XML/1998/namespace}lang"),
    }


def _newsml(root: Any) -> dict[str, Any]:
    meta = "//*[local-name()='{}']"
    return {
        "title": _first(root, meta.format("headline")) or _first(root, "//*[local-name()='title']"),
        "byline": _first(root, meta.format("by")) or _first(root, meta.format("creator") + "/*[local-name()='name']"),
        "published": _first(root, meta.format("contentCreated")) or _first(root, meta.format("versionCreated"))
        or _first(root, meta.format("firstCreated")),
        "source": _first(root, meta.format("infoSource") + "/*[local-name()='name']")
        or _first(root, meta.format("provider") + "/*[local-name()='name']")
        or _first(root, meta.format("provider") + "/@literal"),
        "url": _first(root, meta.format("link") + "[@rel='canonical']/@href"),
        "language": _first(root, meta.format("contentMeta") + "//*[local-name()='language']/@tag"),
    }  # fmt: skip


def _first(root: Any, path: str) -> str | None:
    """The first match of a path, as text on one line."""
    for found in root.xpath(path):
        text = found if isinstance(found, str) else "".join(found.itertext())
        if text.strip():
            return " ".join(text.split())
    return None


def _text(root: Any) -> tuple[str, tuple[RoleSpan, ...]]:
    """The paragraphs of the content, and the spans of those with a role."""
    bodies = root.xpath(
        "//*[local-name()='body.content'] | //*[local-name()='inlineXML'] | //*[local-name()='inlineData']"
    )
    lines: list[str] = []
    spans, start = [], 0
    for element in (element for body in bodies for element in _blocks(body)):
        text = " ".join("".join(element.itertext()).split())
        role = ROLES.get(etree.QName(element).localname)
        if text and role:
            spans.append(RoleSpan(start, start + len(text), role))
        if text:
            lines.append(text)
            start += len(text) + 2
    return "\n\n".join(lines), tuple(spans)


def _blocks(body: Any) -> list[Any]:
    """The innermost block elements; the body itself where it has none."""
    path = " or ".join(f"local-name()='{name}'" for name in LINES)
    found = body.xpath(f".//*[{path}][not(.//*[{path}])]")
    return list(found) or [body]
