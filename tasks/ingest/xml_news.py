"""NITF and NewsML-G2: a news item's XML to records, and a record's XML to fields."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from lxml import etree

from tasks.config import Settings
from tasks.errors import RejectedError, UnreadableError
from tasks.ingest.columns import is_markup, refuse_recalled
from tasks.ingest.decode import BOMS
from tasks.ingest.feeds import refuse_entities
from tasks.ingest.fields import Fields
from tasks.ingest.html_page import read_fragment
from tasks.ingest.records import Record, Source
from tasks.ingest.rules import decoded_from
from tasks.ingest.streams import foreign, line
from tasks.ingest.xml_text import as_text, content_of, local_name
from tasks.text.bylines import agency_in
from tasks.text.stated import stated

# A tree takes a few hundred bytes an element; a package of a thousand items stays below both.
MAX_BYTES, MAX_TAGS = 32_000_000, 500_000
NEWS_XML = "application/x-news+xml"
ITEM_END = re.compile(rb"</(?:\w+:)?newsItem\s*>")
# Elements that stand for a name of their own: nothing but the markup parts two of them.
NAMES = frozenset(("person", "byttl", "org", "city", "state", "region", "country", "sublocation"))


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
    media_type = decoded_from(NEWS_XML, *_encoding(root, content))
    for number, item in enumerate(items):
        yield Record(media_type, etree.tostring(item, with_tail=False), number=number)


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
    """The fields of one NITF document or NewsML-G2 news item; RejectedError where it is canceled or held back."""
    root = parse_xml(content)
    is_nitf = etree.QName(root).localname == "nitf"
    with foreign("the news item"):
        refuse_recalled(_first(root, STATUS) or "")
        text, roles = as_text(content_of(root))
        facts = _nitf(root) if is_nitf else _newsml(root)
    if is_markup(text):
        page = read_fragment(text)
        text, roles = page.text, page.roles
    if not text:
        raise UnreadableError("the news item holds no text")
    published = facts.pop("published")
    encoding, found = _encoding(root, content)
    return Fields(
        text=text,
        roles=roles,
        published=published,
        published_from="metadata" if published else "none",
        encoding=encoding,
        encoding_from=found,
        **facts,
    )


def _encoding(root: Any, content: bytes) -> tuple[str, str]:
    """The encoding of a document and how it was found: XML that declares none is UTF-8 or has a mark."""
    name = (root.getroottree().docinfo.encoding or "utf-8").lower()
    if any(content.startswith(bom) for bom, _ in BOMS):
        return name, "bom"
    return (name, "declared") if b"encoding=" in content[:200] else ("utf-8", "utf-8")


META = "//*[local-name()='{}']"
STATUS = "//*[local-name()='pubStatus']/@qcode | //*[local-name()='docdata']/@management-status"


def _nitf(root: Any) -> dict[str, Any]:
    dateline = stated(_named(root, META.format("dateline")) or "")
    credit = _first(root, META.format("distributor"))
    return {
        "title": _first(root, META.format("hl1")) or _first(root, META.format("title")),
        "byline": _named(root, META.format("byline")),
        "published": _first(root, "//*[local-name()='date.issue']/@norm")
        or _first(root, "//*[local-name()='story.date']/@norm"),
        "source": _first(root, "//*[local-name()='doc.copyright']/@holder")
        or _first(root, "//*[local-name()='pubdata']/@name") or credit,
        "embargoed": _first(root, "//*[local-name()='date.release']/@norm"),
        "url": _first(root, "//*[local-name()='pubdata']/@ex-ref"),
        "language": root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        "place": _named(root, META.format("dateline") + "/*[local-name()='location']") or dateline.place,
        "agency": dateline.agency or agency_in(credit or ""),
    }  # fmt: skip


def _newsml(root: Any) -> dict[str, Any]:
    meta, said = META.format, "/*[local-name()='name']"
    dateline = stated(_named(root, meta("dateline")) or "")
    provider = _first(root, meta("provider") + "/@qcode") or ""
    return {
        "title": _first(root, meta("headline")) or _first(root, meta("title")),
        "byline": _named(root, meta("by")) or ", ".join(_all(root, meta("creator") + said)) or None,
        "published": _first(root, meta("contentCreated")) or _first(root, meta("versionCreated"))
        or _first(root, meta("firstCreated")),
        "source": _first(root, meta("infoSource") + said) or _first(root, meta("provider") + said)
        or _first(root, meta("provider") + "/@literal") or provider.rpartition(":")[2]
        or _first(root, meta("copyrightHolder") + said) or _first(root, meta("creditline")),
        "embargoed": _embargo(root),
        "url": _first(root, meta("link") + "[@rel='canonical']/@href"),
        "language": _first(root, meta("contentMeta") + "//*[local-name()='language']/@tag"),
        "place": dateline.place or _first(root, meta("located") + said) or _first(root, meta("located") + "/@literal"),
        "agency": dateline.agency or agency_in(_first(root, meta("creditline")) or ""),
    }  # fmt: skip


def _embargo(root: Any) -> str | None:
    """The end of an item's embargo; RejectedError where it has one that nothing but its sender ends."""
    said = next(root.iter("{*}embargoed"), None)
    if said is not None and not (said.text or "").strip():
        raise RejectedError("embargoed until its sender lifts it")
    return None if said is None else str(said.text).strip()


def _first(root: Any, path: str) -> str | None:
    """The first match of a path, as text on one line."""
    return next(_all(root, path), None)


def _all(root: Any, path: str) -> Iterator[str]:
    for found in root.xpath(path):
        text = found if isinstance(found, str) else "".join(found.itertext())
        if text.strip():
            yield " ".join(text.split())


def _named(root: Any, path: str) -> str | None:
    """The first match of a path that says something, a comma between names that only markup parts."""
    return next((text for element in root.xpath(path) if (text := _parted(element))), None)


def _parted(element: Any) -> str:
    before = None
    texts: list[str] = []
    owners: dict[Any, Any] = {None: None}
    for node in element.xpath(".//text()[normalize-space()]"):
        owner = _owner(node.getparent().getparent() if node.is_tail else node.getparent(), owners)
        parts = owner is not None and before is not None and owner is not before
        texts.append(f", {node}" if parts else f" {node}")
        before = owner
    return re.sub(r" (?=[,.;:)])", "", " ".join("".join(texts).split()))


def _owner(near: Any, known: dict[Any, Any]) -> Any:
    """The nearest element of NAMES, the given one first; None where it stands in none."""
    if near not in known:
        is_name = local_name(near) in NAMES
        known[near] = near if is_name else _owner(near.getparent(), known)
    return known[near]
