"""Inside the child: the text of a page or a fragment, line by line, with its markup's roles."""

import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree, html
from lxml.html import HtmlElement

from tasks.ingest.html_metadata import metadata
from tasks.ingest.html_paragraphs import BLOCKS, SILENT, set_paragraphs, set_preformatted

Line = tuple[str, str | None]

# What the markup says outright. trafilatura calls h1 to h6 `head`.
ROLES = {
    "figcaption": "caption", "head": "subhead", "quote": "quoted", "blockquote": "quoted",
    **{f"h{level}": "subhead" for level in range(1, 7)},
}  # fmt: skip
PULLED = 4  # words; fewer are repeated by chance
PROSE = 8  # words; what is shorter in a blockquote is often a name or a link
# trafilatura drops captions and knows no embeds, so they go through it as marked paragraphs.
MARKS = {"caption": "\u2063\u2064caption\u2063 ", "embed": "\u2063\u2064embed\u2063 "}
# trafilatura drops paragraphs that say what another says; numbered, each says something of its own.
AGAIN = "\u2063\u2064{}\u2063 "
NUMBERED = re.compile(AGAIN.format(r"\d{1,6}").strip())
EMBEDS = (
    ".//blockquote[contains(@class,'twitter-') or contains(@class,'instagram-media') "
    "or contains(@class,'tiktok-embed') or contains(@class,'reddit-')]"
)
CAPTIONS = (
    ".//figcaption | .//*[contains(concat(' ', @class, ' '), ' wp-caption-text ')]"
    " | .//*[contains(concat(' ', @class, ' '), ' caption ')][not(.//img)]"
)


def extract(page: str, whole: bool) -> dict[str, Any]:
    """The fields of `Fields` that HTML gives, as JSON types; text empty if there is none.

    whole: the page is one article among navigation, and metadata; else all of it is the text, as
    in a feed's entry or a table's cell.
    """
    try:
        # As bytes: lxml refuses a string whose XML declaration names an encoding. Without comments:
        # trafilatura loses the rest of a paragraph after one.
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(page.encode("utf-8"), parser=parser)
    except etree.LxmlError:
        # A page without a single element.
        return {"text": "", "roles": []}
    facts = metadata(tree) if whole else {}
    set_preformatted(tree)
    lines = main_lines(tree) if whole else list(lines_of(tree))
    text, roles = joined(quoted(lines))
    return {"text": text, "roles": roles, **facts}


def quoted(lines: list[Line]) -> list[Line]:
    """The lines of blockquotes with the role of what they hold, None where the mark says too little.

    Prose is body; what the story says elsewhere too is a pullquote. A page that is mostly blockquote
    uses it to indent, as mail does.

    >>> quoted([("We will build it", "quoted"), ("“We will build it,” she said.", None), ("Ann Bell", None)])
    [('We will build it', 'pullquote'), ('“We will build it,” she said.', None), ('Ann Bell', None)]
    """
    told = " ".join(_words(line) for line, role in lines if role != "quoted")
    few = 2 * sum(role == "quoted" for _, role in lines) < len(lines)
    return [
        (line, _quoted(line, told) if few else None) if role == "quoted" else (line, role)
        for line, role in lines
    ]


def _quoted(line: str, told: str) -> str | None:
    words = _words(line)
    if len(words.split()) >= PULLED and f" {words} " in f" {told} ":
        return "pullquote"
    return "body" if len(words.split()) >= PROSE else None


def _words(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.casefold()))


def main_lines(tree: HtmlElement) -> list[Line]:
    """The lines of the main text, each with the role its markup gives, or None."""
    _mark(tree, CAPTIONS, "caption")
    _mark(tree, EMBEDS, "embed")
    set_paragraphs(tree)
    _number_repeats(tree)
    document = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, fast=True, with_metadata=False
    )
    body = getattr(document, "body", None)
    lines = [] if body is None else list(lines_of(body))
    return _parted(lines[0], tree) if len(lines) == 1 else lines


def _number_repeats(tree: HtmlElement) -> None:
    """Mark each paragraph that says what one before it says."""
    met: set[str] = set()
    number = 0
    for paragraph in tree.iter("p"):
        words = " ".join(paragraph.text_content().split())
        if words in met:
            number += 1
            paragraph.text = AGAIN.format(number) + (paragraph.text or "")
        met.add(words)


def _parted(line: Line, tree: HtmlElement) -> list[Line]:
    """The lines of a page that trafilatura gives as one, as it does where all of it is short."""
    body = tree.find("body")
    lines = [] if body is None else list(lines_of(body))
    said = "".join(text for text, _ in lines)
    # Letters alone: trafilatura sets a space wherever an element begins or ends.
    return lines if "".join(said.split()) == "".join(line[0].split()) else [line]


def _mark(tree: HtmlElement, path: str, role: str) -> None:
    """Turn the elements into paragraphs that begin with the role's mark."""
    for element in tree.xpath(path):
        text = " ".join(line for line, _ in lines_of(element))
        tail = element.tail
        element.clear()
        element.tag, element.tail = "p", tail
        element.text = MARKS[role] + text if text else None
        # trafilatura drops a figure with all that stands in it.
        for figure in element.iterancestors("figure"):
            figure.tag = "div"


def lines_of(element: HtmlElement, role: str | None = None) -> Iterator[Line]:
    """The lines of an element in order; a block element begins and ends a line."""
    role = ROLES.get(element.tag, role)
    if element.tag in ("tr", "row") and not _is_layout(element):
        yield from _line([" | ".join(" ".join(cell.itertext()) for cell in element)], role)
        return
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in SILENT:
            if child.tag in BLOCKS or any(inner.tag in BLOCKS for inner in child.iter()):
                yield from _line(parts, role)
                parts = []
                yield from lines_of(child, role)
            else:
                parts.append("".join(child.itertext()))
        parts.append(child.tail or "")
    yield from _line(parts, role)


def _is_layout(row: HtmlElement) -> bool:
    """Whether a table's row sets a letter's columns: a cell holds paragraphs, not a figure or name."""
    return row.tag == "tr" and any(
        sum(inner.tag in BLOCKS for inner in cell.iter()) > 2
        for cell in row
        if cell.tag in ("td", "th")
    )


def _line(parts: list[str], role: str | None) -> Iterator[Line]:
    line = " ".join(NUMBERED.sub("", "".join(parts)).split())
    for name, mark in MARKS.items():
        if line.startswith(mark.strip()):
            line, role = line.removeprefix(mark.strip()).strip(), name
    if line:
        yield line, role


def joined(lines: list[Line]) -> tuple[str, list[tuple[int, int, str]]]:
    r"""Lines as one text, a blank line between them, and the spans of those with a role.

    >>> joined([("Rain", "subhead"), ("It fell.", None)])
    ('Rain\n\nIt fell.', [(0, 4, 'subhead')])
    """
    spans, start = [], 0
    for line, role in lines:
        if role:
            spans.append((start, start + len(line), role))
        start += len(line) + 2
    return "\n\n".join(line for line, _ in lines), spans
