"""What a page says of itself: JSON-LD, Open Graph, `meta`, `time`, canonical address."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from tasks.ingest.columns import as_text
from tasks.ingest.html_time import time_of
from tasks.ingest.html_visible import shown

ARTICLES = frozenset((
    "Article", "NewsArticle", "ReportageNewsArticle", "OpinionNewsArticle", "AnalysisNewsArticle",
    "BackgroundNewsArticle", "ReviewNewsArticle", "BlogPosting", "LiveBlogPosting", "Report",
    "AdvertiserContentArticle", "SocialMediaPosting", "ScholarlyArticle", "TechArticle",
))  # fmt: skip
PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate",
    "publishdate", "parsely-pub-date", "dc.date.issued", "dcterms.created", "dc.date", "sailthru.date",
    "publish-date", "publication_date", "article_date_original", "originalpublicationdate",
)  # fmt: skip
MAX_JSON_LD = 500_000
CDATA = re.compile(r"(?://|/\*)?\s*(?:<!\[CDATA\[|\]\]>|<!--|-->)\s*(?:\*/)?")
PEOPLE = ("author", "creator", "publisher")
Facts = dict[str, str | None]


def metadata(tree: HtmlElement) -> Facts:
    """title, url, source, byline, published, published_from, language of a page; None if unsaid."""
    meta, linked = _meta(tree), _json_ld(tree)
    title = as_text(linked.get("headline")) or _title(tree, meta)
    byline, date = shown(tree, title)
    published = as_text(linked.get("datePublished")) or _first(meta, PUBLISHED) or time_of(tree)
    published = published or date
    facts = {
        "title": title,
        "url": _address([*tree.xpath("//link[@rel='canonical']/@href"), meta.get("og:url")]),
        "source": meta.get("og:site_name") or as_text(linked.get("publisher")),
        "byline": as_text(linked.get("author")) or _first(meta, ("author", "byl", "dc.creator", "parsely-author")) or byline,
        "published": published,
        "published_from": "metadata" if published else "none",
        "language": tree.get("lang") or meta.get("og:locale"),
    }  # fmt: skip
    return {
        name: " ".join(unescape(value).split())[:2000] if value else None
        for name, value in facts.items()
    }


def _first(values: Any, names: tuple[str, ...] = ()) -> str | None:
    """The first value that says something: of a list, or of a dictionary under these names."""
    found = [values.get(name) for name in names] if names else list(values)
    return next((str(value) for value in found if value and str(value).strip()), None)


def _address(found: list[Any]) -> str | None:
    """The first whole web address; a relative one says nothing without the page's own."""
    return next((str(url) for url in found if str(url).startswith(("http://", "https://"))), None)


def _meta(tree: HtmlElement) -> dict[str, str]:
    """`meta` elements by lower-cased name; the first of a name wins."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        found.setdefault(name.lower(), element.get("content") or "")
    return found


def _title(tree: HtmlElement, meta: dict[str, str]) -> str | None:
    headings = [heading.text_content() for heading in tree.iter("h1")]
    return meta.get("og:title") or _first(headings) or _first(tree.xpath("//title/text()"))


def _json_ld(tree: HtmlElement) -> dict[str, Any]:
    """The first article that the page's JSON-LD describes, its author and publisher looked up."""
    items = [
        item
        for script in tree.xpath("//script[contains(@type,'ld+json')]/text()")
        for item in _items(_loaded(script))
    ]
    known = {str(item["@id"]): item for item in reversed(items) if "@id" in item and "name" in item}
    article = next((item for item in items if ARTICLES & set(_types(item))), {})
    named = {role: _looked_up(article[role], known) for role in PEOPLE if role in article}
    return article | named


def _loaded(script: str) -> Any:
    """The value of a script, whatever comment or CDATA mark it is wrapped in; None where it is broken."""
    found = re.search(r"[\[{](?!CDATA\[).*[\]}]", CDATA.sub("", script[:MAX_JSON_LD]), re.S)
    try:
        return json.loads(found[0], strict=False) if found else None
    except (ValueError, RecursionError):
        # A page's broken JSON-LD is no fault of the page's text; other metadata speaks.
        return None


def _looked_up(value: Any, known: dict[str, Any]) -> Any:
    """Those who are named by their `@id` alone, as another item describes them."""
    if isinstance(value, list):
        return [each if isinstance(each, list) else _looked_up(each, known) for each in value]
    if isinstance(value, dict) and "name" not in value:
        return known.get(str(value.get("@id")), value)
    return value


def _items(value: Any) -> Iterator[dict[str, Any]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            yield from _items(item.get("@graph", []))
            yield from _items(item.get("mainEntity", []))


def _types(item: dict[str, Any]) -> list[str]:
    kind = item.get("@type", [])
    return [str(name) for name in kind] if isinstance(kind, list) else [str(kind)]
