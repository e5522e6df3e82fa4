"""The text of NITF and NewsML-G2, line by line, with the roles that the markup gives."""

from typing import Any

from lxml import etree

from tasks.text.spans import RoleSpan

Line = tuple[str, str | None]

ROLES = {
    "hl2": "subhead",
    "media-caption": "caption",
    "media-producer": "credit",
    "h2": "subhead",
    "h3": "subhead",
    "figcaption": "caption",
}
BLOCKS = frozenset((
    "p", "hl2", "media", "media-caption", "media-producer", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd",
    "blockquote", "bq", "figure", "figcaption", "pre", "div", "section", "article", "block", "body", "table", "tr", "ul", "ol",
    "tagline", "abstract", "note", "nitf-table", "hr",
))  # fmt: skip
SILENT = frozenset((
    "head", "script", "style", "media-metadata", "media-object", "media-reference", "nitf-table-metadata",
))  # fmt: skip
CONTENTS = ("body.content", "inlineXML", "inlineData")
# Lines before the content that are sought inside its lines; beyond them a line must be a whole one,
# for a head of a hundred thousand lines would have the whole content searched as often.
SOUGHT = 20
CONTENT = " or ".join(f"local-name()='{name}'" for name in CONTENTS)


def local_name(element: Any) -> str:
    """An element's name without its namespace."""
    return str(etree.QName(element).localname)


def content_of(root: Any) -> list[Line]:
    """The lines of a document's or item's content, each with its role or None.

    Of several renditions of one content the longest is read; of NITF also the second headline, the
    abstract where the content does not say the same, and the tagline.
    """
    bodies = root.xpath(f"//*[{CONTENT}][not(.//*[{CONTENT}])]")
    body = max(bodies, key=lambda found: len("".join(found.itertext())), default=None)
    if body is None:
        return []
    lines = lines_of(body)
    whole = frozenset(line for line, _ in lines)
    told = " ".join(line for line, _ in lines)
    head = enumerate(_beside(body, "body.head", ("hl2", "abstract")))
    before = [line for place, line in head if line[0] not in (told if place < SOUGHT else whole)]
    return [*before, *lines, *_beside(body, "body.end", ("tagline",))]  # fmt: skip


def _beside(body: Any, place: str, names: tuple[str, ...]) -> list[Line]:
    """The lines of some elements that NITF keeps before or behind the content, nested ones once."""
    if local_name(body) != "body.content":
        return []
    path = " or ".join(f"local-name()='{name}'" for name in names)
    found = body.getparent().xpath(
        f"*[local-name()='{place}']//*[{path}][not(ancestor::*[{path}])]"
    )
    return [line for element in found for line in lines_of(element)]


def lines_of(element: Any) -> list[Line]:
    """The lines of an element: a block begins and ends one, text that has no blocks keeps its own.

    >>> lines_of(etree.fromstring("<body>Rain.<p>It <b>fell</b>.</p><hl2>Then</hl2></body>"))
    [('Rain.', None), ('It fell.', None), ('Then', 'subhead')]
    """
    stretches: list[tuple[Any, list[str]]] = []
    blocks: dict[Any, Any] = {element: element}
    roles: dict[Any, str | None] = {}
    for node in element.xpath(".//text()"):
        near = node.getparent()
        block = _block(near.getparent() if node.is_tail and near is not element else near, blocks)
        if block is None:
            continue
        if not stretches or stretches[-1][0] is not block:
            stretches.append((block, []))
        broken = node.is_tail and local_name(near) == "br"
        stretches[-1][1].append(f"\n{node}" if broken else str(node))
    found = [
        (_text(block, "".join(parts), element), _role(block, roles)) for block, parts in stretches
    ]
    return [(text, role) for text, role in found if text]


def _block(near: Any, known: dict[Any, Any]) -> Any:
    """The innermost block that a text stands in; None where it is not for readers.

    known: elements whose block is found, to begin with the outermost.
    """
    if near not in known:
        name, above = local_name(near), _block(near.getparent(), known)
        inner = near if name in BLOCKS else above
        known[near] = None if above is None or name in SILENT else inner
    return known[near]


def _text(block: Any, text: str, within: Any) -> str:
    if local_name(block) == "pre" or (block is within and not len(within)):
        return "\n".join(line.strip() for line in text.strip().splitlines())
    return " ".join(text.split())


def _role(block: Any, known: dict[Any, str | None]) -> str | None:
    """The role of a block, else of the nearest element around it that has one."""
    if block is None:
        return None
    if block not in known:
        known[block] = ROLES.get(local_name(block)) or _role(block.getparent(), known)
    return known[block]


def as_text(lines: list[Line]) -> tuple[str, tuple[RoleSpan, ...]]:
    """Lines as one text, a blank line between them, and the spans of those with a role.

    >>> as_text([("Rain", "subhead"), ("It fell.", None)])[1]
    (RoleSpan(start=0, end=4, role='subhead'),)
    """
    spans, start = [], 0
    for line, role in lines:
        if role:
            spans.append(RoleSpan(start, start + len(line), role))
        start += len(line) + 2
    return "\n\n".join(line for line, _ in lines), tuple(spans)
