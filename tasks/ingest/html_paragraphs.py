"""Paragraphs where a page has none: text between pairs of `br`, before a first `p`, in cells or `pre`.

trafilatura reads paragraphs and the lines of a plain `div`; text directly in `body`, `td`, `font` or
`span`, as old pages and those written by hand have it, it joins to one line or leaves out.
"""

import re
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

BLOCKS = frozenset(
    ["p", "head", "quote", "item", "row", "cell", "code", "list", "table", "figure", "div", "section", "article", "blockquote", "ul", "ol", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "header", "footer", "main", "aside", "pre", "dl", "dt", "dd", "br", "lb", "hr", "body", "address", "tbody"]
)  # fmt: skip
SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "form",
        "button",
        "select",
        "nav",
        "title",
    ]
)
HOLDERS = ("body", "div", "td", "article", "section", "main")
ROWS = frozenset(("table", "tbody", "thead", "tfoot", "tr"))
CELLS = frozenset(("td", "th"))
PROSE = 8  # words; what is shorter is a label, a link or a name
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


class Run(NamedTuple):
    """What stands between two blocks: the text after `before`, and elements with their tails."""

    before: HtmlElement | None
    text: str
    inner: list[HtmlElement]


def set_paragraphs(tree: HtmlElement) -> None:
    """Put the tree's loose prose into `p`, and what a table lays out into `div`."""
    for span in tree.iter("span"):
        if span.find("br") is not None:
            span.tag = "font"
    etree.strip_tags(tree, "font")
    for centred in tree.iter("center"):
        centred.tag = "div"
    for holder in list(tree.iter(*HOLDERS)):
        _wrap(holder)
    unlaid: set[HtmlElement] = set()
    for cell in list(tree.iter("td")):
        if sum(len((p.text or "").split()) >= PROSE for p in cell.iterchildren("p")) > 1:
            _unlay(cell, unlaid)


def set_preformatted(tree: HtmlElement) -> None:
    """Make each `pre` that has blank lines between its parts a `div` of paragraphs."""
    for block in list(tree.iter("pre")):
        parts = [part for part in BLANK_LINE.split(block.text_content()) if part.strip()]
        if len(parts) > 1 and any(len(part.split()) >= PROSE for part in parts):
            tail = block.tail
            block.clear()
            block.tag, block.tail = "div", tail
            for part in parts:
                etree.SubElement(block, "p").text = part


def _wrap(holder: HtmlElement) -> None:
    """Each run of a holder in a `p`, where pairs of `br` part it; its prose alone where other `p` do."""
    runs, paired = _runs(holder)
    prose = [run for run in runs if _is_text(run, PROSE)]
    if paired and len(prose) > 1:
        prose = [run for run in runs if _is_text(run, 1)]
    elif holder.find("p") is None:
        return
    for run in prose:
        paragraph = holder.makeelement("p")
        paragraph.text = run.text
        paragraph.extend(run.inner)
        if run.before is None:
            holder.text = None
            holder.insert(0, paragraph)
        else:
            run.before.tail = None
            run.before.addnext(paragraph)


def _runs(holder: HtmlElement) -> tuple[list[Run], bool]:
    """What stands between a holder's blocks and its pairs of `br`, and whether it has such a pair."""
    runs, paired = [Run(None, holder.text or "", [])], False
    for child in holder:
        pair = child.tag == "br" and _ends_in_break(runs[-1])
        paired = paired or pair
        if pair or _is_block(child):
            runs.append(Run(child, child.tail or "", []))
        else:
            runs[-1].inner.append(child)
    return runs, paired


def _ends_in_break(run: Run) -> bool:
    last = run.inner[-1] if run.inner else run.before
    return last is not None and last.tag == "br" and not (last.tail or "").strip()


def _is_block(element: HtmlElement) -> bool:
    return element.tag in SILENT or any(
        inner.tag in BLOCKS and inner.tag != "br" for inner in element.iter()
    )


def _is_text(run: Run, least: int) -> bool:
    """Whether a run has so many words, and not most of them in links."""
    words, linked = len(run.text.split()), 0
    for element in run.inner:
        inside = len(element.text_content().split())
        linked += inside if element.tag == "a" else 0
        words += inside + len((element.tail or "").split())
    return words >= least and 2 * linked < words


def _unlay(cell: HtmlElement, unlaid: set[HtmlElement]) -> None:
    """Make the tables that a cell stands in `div`, with their rows and cells."""
    for above in cell.iterancestors():
        if above in unlaid:
            return
        unlaid.add(above)
        if above.tag == "table":
            _retag(above)


def _retag(table: HtmlElement) -> None:
    parts = [table]
    while parts:
        part = parts.pop()
        if part.tag in ROWS:
            parts.extend(part)
        if part.tag in ROWS or part.tag in CELLS:
            part.tag = "div"
