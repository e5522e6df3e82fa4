"""Hand-made facts kept as data: every lexicon is a CSV in `data/lexicons` with a header row.

Where each came from and why stands in `data/lexicons/README.md`.
"""

import csv
from functools import cache

from tasks.config import LEXICONS


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/lexicons/<name>.csv`, each a dictionary by column name."""
    with (LEXICONS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def column(name: str, field: str) -> frozenset[str]:
    """One column of a lexicon as a set."""
    return frozenset(row[field] for row in rows(name))


@cache
def of_kind(name: str, kind: str, field: str = "word") -> frozenset[str]:
    """One column of a lexicon in the rows of one kind.

    >>> "Mayor" in of_kind("person_roles", "title")
    True
    """
    return frozenset(row[field] for row in rows(name) if row["kind"] == kind)


@cache
def mapping(name: str, key: str, value: str) -> dict[str, str]:
    """Two columns of a lexicon as a dictionary."""
    return {row[key]: row[value] for row in rows(name)}
