"""What the lines of archive exports have in common, whichever service wrote them."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from tasks.errors import UnreadableError

# The services give a few hundred at once.
MAX_DOCUMENTS = 20_000
Row = dict[str, str]
# A document's fields while they are gathered: a hostile one repeats a field a million times.
Facts = dict[str, list[str]]

# Before a line that its markup sets as a headline or in bold; invisible, and never part of a text.
MARK = "\u2064"
_MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|maart|mai|mei|okt|dez|fév|avr|juin|juil|"
    "aoû|déc|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|out|fev"
)
DATE = re.compile(
    rf"^\s*(?:\w+day,?\s+|[^\W\d]{{3,12}},?\s+(?=\d{{1,2}}\.?\s))?(?:(?:{_MONTHS})\w*\.?\s+\d{{1,2}}(?:,|\s)\s*\d{{4}}|"
    rf"\d{{1,2}}\.?\s+(?:de\s+)?(?:{_MONTHS})\w*\.?\s+(?:de\s+)?\d{{4}})\b.*$",
    re.I,
)
COPYRIGHT = re.compile(
    r"^[^\S\n]*(?:copyright\b|\(c\)|©|all rights reserved\.?[^\S\n]*$)", re.I | re.M
)
# What a printer or a viewer sets below a page.
FOOTER = re.compile(r"^\s*page \d+(?: of \d+)?\b", re.I)


class Export(NamedTuple):
    """Documents found in an export, and how many it declares (None: it does not say).

    rest: what follows the last of them and is closed by nothing, as where a file is cut short.
    """

    rows: list[Row]
    declared: int | None
    rest: str = ""


def unmarked(text: str) -> str:
    """The text without MARK."""
    return text.replace(MARK, "")


def marked_lines(text: str) -> frozenset[str]:
    r"""The lines that begin with MARK, without it.

    >>> marked_lines("U.S. News\n\u2064Ferry aground\nBy Ann Bell")
    frozenset({'Ferry aground'})
    """
    lines = (line.strip() for line in text.split("\n")) if MARK in text else ()
    return frozenset(unmarked(line).strip() for line in lines if line.startswith(MARK))


def found(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """The lines that begin or close a document; UnreadableError beyond MAX_DOCUMENTS of them."""
    lines = list(islice(pattern.finditer(text), MAX_DOCUMENTS + 1))
    if len(lines) > MAX_DOCUMENTS:
        raise UnreadableError(f"the export holds more than {MAX_DOCUMENTS} documents")
    return lines


def without_footers(text: str) -> str:
    """What follows the last document, empty where that is no more than pages' numbers and rights."""
    lines = [line for line in text.split("\n") if not FOOTER.match(line)]
    return "\n".join(lines) if any(not COPYRIGHT.match(line) for line in filled(lines)) else ""


def filled(lines: Iterable[str]) -> list[str]:
    """The lines that are not empty, without blanks at their ends."""
    return [line.strip() for line in lines if line.strip()]


def put(facts: Facts, name: str, value: str) -> None:
    """Add to a field; what comes again under its name goes below what stands there.

    >>> facts = {"url": ["post.example/a"]}
    >>> put(facts, "url", "post.example/b"); row_of(facts)
    {'url': 'post.example/a\\npost.example/b'}
    """
    values = facts.setdefault(name, [])
    if value.strip() and values[-1:] != [value.strip()]:
        values.append(value.strip())


def row_of(facts: Facts) -> Row:
    """Each field's values as one, a line each; those that stayed empty are left out."""
    return {name: "\n".join(values) for name, values in facts.items() if values}
