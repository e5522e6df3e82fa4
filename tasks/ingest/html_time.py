"""The date of a page that shows it in `<time>` and says it nowhere else."""

import re

from lxml.html import HtmlElement

# A page has one date of its own near its top, and one for each story it links to.
MAX_TIMES = 50
LONG_PARAGRAPH = 150  # characters; a story has begun
LINK_WORDS = 4  # a headline; an author's name is shorter
ELSEWHERE = frozenset(("aside", "nav", "footer", "a"))
OTHERS = re.compile(
    r"relat|recommend|more-|more_|readmore|read-next|trending|popular|latest|sidebar|teaser|card|promo|"
    r"comment|widget|carousel|ticker|sponsor|newsletter",
    re.I,
)
WRITERS = re.compile(
    r"author|/by/|people|staff|profile|contributor|reporter|journalist|autor", re.I
)
SAID = re.compile(r"publish|posted|updated|first appeared|publi[ée]|veröffentlicht|publicado", re.I)


def time_of(tree: HtmlElement) -> str | None:
    """The date of the page's own `<time>`: one marked as such, else one before the story.

    A `<time>` beside another story's headline is that story's.
    """
    times = [time for time in tree.iter("time") if (time.get("datetime") or "").strip()][:MAX_TIMES]
    own = [time for time in times if not _is_elsewhere(time)]
    marked = [
        time for time in own if "pubdate" in time.attrib or time.get("itemprop") == "datePublished"
    ]
    found = next(iter(marked), None)
    if found is None:
        found = next((time for time in own if _is_at_head(time)), None)
    return None if found is None else str(found.get("datetime"))


def _is_elsewhere(time: HtmlElement) -> bool:
    """Whether it stands among links to other stories, or in one."""
    for above in time.iterancestors():
        if above.tag in ("article", "main", "body") or above.find(".//h1") is not None:
            # An article within an article is a teaser's.
            return above.tag == "article" and next(above.iterancestors("article"), None) is not None
        names = f"{above.get('class', '')} {above.get('id', '')}"
        if above.tag in ELSEWHERE or OTHERS.search(names) or any(map(_is_story, above.iter("a"))):
            return True
    return False


def _is_story(link: HtmlElement) -> bool:
    words = len(link.text_content().split())
    return words >= LINK_WORDS and not WRITERS.search(link.get("href") or "")


def _is_at_head(time: HtmlElement) -> bool:
    """Whether the story has not begun before it, or the words around it say what it is the date of."""
    begun = f"preceding::p[string-length(normalize-space()) > {LONG_PARAGRAPH}]"
    if not time.xpath(f"boolean({begun})"):
        return True
    around = time.getparent()
    return around is not None and bool(SAID.search(around.text_content()[:200]))
