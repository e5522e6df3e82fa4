"""The head of a text file that says its fields in labelled lines: "Title: …", "Author: …", "Date: …"."""

import re
from collections.abc import Mapping
from functools import cache

from tasks import lexicons
from tasks.ingest.columns import guess, plain, told_apart

LABELLED = re.compile(r"([^\W\d_][\w -]{0,30}?)[ \t]*:(?:[ \t]+(.*))?")
BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n")
MAX_LINES = 12
# One such line may open a story; two fields of these are a head.
LEAST = 2
SAID = frozenset(
    ("title", "byline", "published", "source", "url", "language", "place", "embargoed")
)


def parted(text: str, named: Mapping[str, str]) -> tuple[dict[str, str], str]:
    r"""The labelled fields above a text's first blank line, by their labels, and the text without them.

    No fields, and the text as it is, where a line of that block is none of "label: value", fewer
    than two are known, or a label shows that the head is of a book, a film or an event and not of
    the story. A labelled line that says no field stays in the text. named: field → label, as the
    user named them.

    >>> parted("Title: Rain\nDate: 2 March 2026\nSection: Town\n\nIt fell.", {})
    ({'Title': 'Rain', 'Date': '2 March 2026'}, 'Section: Town\n\nIt fell.')
    >>> parted("Rain: it fell.\n\nThen it stopped.", {})
    ({}, 'Rain: it fell.\n\nThen it stopped.')
    """
    begin = text.lstrip()
    blank = BLANK_LINE.search(begin) if LABELLED.match(begin[:100]) else None
    lines = begin[: blank.start()].splitlines() if blank else []
    found = [line for line in map(LABELLED.fullmatch, map(str.strip, lines)) if line]
    if blank is None or len(found) != len(lines) or len(lines) > MAX_LINES:
        return {}, text
    story = begin[blank.end() :]
    labels = told_apart([line[1] for line in found])
    fields = {**guess(tuple(labels)), **named}
    read = {label for field, label in fields.items() if field in SAID and label in labels}
    if len(read) < LEAST or not story.strip() or any(plain(label) in _works() for label in labels):
        return {}, text
    pairs = list(zip(labels, found, lines, strict=True))
    rest = "\n".join(line for label, _, line in pairs if label not in read)
    head = {label: line[2] or "" for label, line, _ in pairs if label in read}
    return head, f"{rest}{blank.group()}{story}" if rest else story


@cache
def _works() -> frozenset[str]:
    return frozenset(plain(row["label"]) for row in lexicons.rows("work_labels"))
