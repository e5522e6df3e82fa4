"""Byline and date of a page that shows them below its headline and says them nowhere else."""

import re
from itertools import islice

from lxml.html import HtmlElement

from tasks.ingest.html_time import ELSEWHERE, LONG_PARAGRAPH, OTHERS

MAX_SHOWN = 100  # characters; what is longer is no byline and no date
MAX_LOOKED = 50  # elements that call themselves one of the two, and short paragraphs
MAX_HEADLINE = 300
HEADLINE_WORDS = 3  # of those before a site's name; fewer may be a section's
BEFORE_SITE = frozenset("|-–—·•»:")
UNSHOWN = frozenset(("html", "head", "title", "meta", "script", "style", "noscript"))
BYLINES = frozenset(("byline", "bylines", "author", "authors"))
DATES = frozenset(("date", "dateline", "datetime", "pubdate", "published", "posted", "timestamp"))
BY = re.compile(r"(?:written |reported |posted )?(?:by|par|por|von)\b:?\s+\S", re.I)
# A name beside a date, a time to read or a link to share.
BESIDE = re.compile(
    r"\s*(?:[|•·–—]|\s-\s|\b(?:published|updated|posted|follow|about|on)\b|"
    r"(?:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+)?\d).*",
    re.I,
)
UPDATED = re.compile(r"updated|modified|expires|until", re.I)
LABEL = re.compile(r"(?:first )?(?:published|posted)(?: on| at)?\s*:?\s+", re.I)
# A weekday or a month may stand before the first figure.
DATED = re.compile(r"(?:[^\W\d_]{2,10}[.,]{0,2}\s+){0,2}\d.*\b(?:19|20)\d\d|(?:19|20)\d\d-\d")
# A site's own head shows today's date.
SITE = re.compile(r"masthead|topbar|top-bar|site-|weather|today|menu", re.I)


def shown(tree: HtmlElement, title: str | None = None) -> tuple[str | None, str | None]:
    """Byline and date between the page's headline and its story, None where it shows none.

    title: what the page calls itself; where it has no `h1`, its headline is what says this.

    >>> from lxml import html
    >>> shown(html.fromstring("<div><h1>Rain</h1><p class='byline'>By Ann Bell</p><p class='date'>May 2, 2026</p></div>"))
    ('By Ann Bell', 'May 2, 2026')
    """
    byline = date = None
    for element in _head(tree, "" if tree.find(".//h1") is not None else _plain(title or "")):
        names = _called(element)
        byline = byline or (_byline(element) if names & BYLINES else None)
        date = date or (_date(element) if names & DATES else None)
    return byline, date


def _head(tree: HtmlElement, title: str) -> list[HtmlElement]:
    """The elements below the last headline before the story that call themselves byline or date."""
    found: list[HtmlElement] = []
    headed, short = False, 0
    for element in tree.iter("*"):
        if element.tag == "h1" or (title and _says(element, title)):
            headed, found = True, []
            continue
        if headed and element.tag == "p":
            short += 1
            if short > MAX_LOOKED or len(" ".join(element.itertext())) > LONG_PARAGRAPH:
                break
        if headed and len(found) < MAX_LOOKED and _called(element) & (BYLINES | DATES):
            found.append(element)
    return [element for element in found if not _is_elsewhere(element)]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _says(element: HtmlElement, title: str) -> bool:
    """Whether an element says the title where a headline stands, or all of it before the site's name."""
    words = "" if element.tag in UNSHOWN | ELSEWHERE else _plain(_text(element, MAX_HEADLINE))
    if not words or not title.startswith(words) or _is_elsewhere(element):
        return False
    rest = title[len(words) :].lstrip()
    return not rest or (rest[0] in BEFORE_SITE and len(words.split()) >= HEADLINE_WORDS)


def _called(element: HtmlElement) -> set[str]:
    """The words of an element's class, and the property that it is marked as."""
    names = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
    return set(re.split(r"[\s_-]+", names))


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether it stands in a link, among other stories, or in the head of the site."""
    for above in element.iterancestors():
        if above.tag in ("article", "main", "body"):
            return False
        names = f"{above.get('class', '')} {above.get('id', '')}"
        if above.tag in ELSEWHERE or OTHERS.search(names) or SITE.search(names):
            return True
    return False


def _text(element: HtmlElement, longest: int = MAX_SHOWN) -> str:
    """An element's words on one line; empty where they, or the elements in it, are too many."""
    if next(islice(element.iter(), MAX_SHOWN, None), None) is not None:
        return ""
    words = " ".join(" ".join(element.itertext()).split()).replace(" ,", ",")
    return words if len(words) <= longest else ""


def _byline(element: HtmlElement) -> str | None:
    """What says "by", or the name that is marked as the author's."""
    text = BESIDE.sub("", _text(element))
    if BY.match(text):
        return text
    marked = element.get("itemprop") == "author"
    names = element.xpath(".//*[@itemprop='name']") if marked else []
    return (_text(names[0]) if names else text) or None if marked else None


def _date(element: HtmlElement) -> str | None:
    """The date that an element shows, less the word before it; None for one of an update."""
    text = LABEL.sub("", _text(element), count=1)
    return text if DATED.match(text) and not UPDATED.search(text) else None
