"""The questions of sql/dashboard, asked of the chosen nights as `nightdesk sql` would ask them.

A question's `getvariable('name')` is filled in with the value itself, so that what was asked can be
copied from the page and asked again by anyone.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tasks.config import SQL
from tasks.snapshot import Manifest
from tasks.warehouse import Answer, query
from tasks.warehouse.checks import heading

Row = dict[str, Any]
Value = str | int | date | None
_VARIABLE = re.compile(r"getvariable\('(\w+)'\)")
_SECONDS = 30.0


@dataclass(frozen=True)
class Nights:
    """The nights a reader chose, of one snapshot, and what was asked of them so far.

    manifests: of the chosen nights, oldest first, at least one. labelled: whether people have read
    rows of any night, without which no count can be corrected. asked: question in words → its SQL.
    """

    root: Path
    manifests: list[Manifest]
    labelled: bool = True
    asked: dict[str, str] = field(default_factory=dict)

    @property
    def first(self) -> date:
        """The oldest night chosen."""
        return date.fromisoformat(self.manifests[0]["day"])

    @property
    def last(self) -> date:
        """The newest night chosen."""
        return date.fromisoformat(self.manifests[-1]["day"])

    @property
    def is_one(self) -> bool:
        """Whether a single night was chosen."""
        return len(self.manifests) == 1

    @property
    def records(self) -> int:
        """Records whose bytes are kept: what the ledger must balance with."""
        return sum(manifest["files"]["raw"]["rows"] for manifest in self.manifests)

    @property
    def articles(self) -> int:
        """Articles of these nights."""
        return sum(manifest["files"]["articles"]["rows"] for manifest in self.manifests)

    def corrected(self, task: str, about: str | None) -> list[Row]:
        """Counts of a task's labels corrected by gold rows; none where people have read no row."""
        rows = self.ask("corrected", task=task, about=about) if self.labelled else []
        return [row for row in rows if row["gold"]]

    def ask(self, name: str, **values: Value) -> list[Row]:
        """The rows that answer sql/dashboard/NAME.sql about these nights.

        values: what the question leaves open beside the nights. DataError where the tables cannot
        be read, UserError where no answer came in time.
        """
        text = (SQL / "dashboard" / f"{name}.sql").read_text(encoding="utf-8")
        sql = filled(text, {"first": self.first, "last": self.last, **values})
        self.asked[heading(text.splitlines())] = sql
        return plain_rows(query(self.root, sql, _SECONDS))


def plain_rows(answer: Answer) -> list[Row]:
    """An answer's rows; DuckDB's sums of whole numbers, which Arrow hands on as decimals, as int."""
    return [
        {name: int(v) if isinstance(v, Decimal) else v for name, v in row.items()}
        for row in answer.table.to_pylist()
    ]


def filled(sql: str, values: dict[str, Value]) -> str:
    """A question with its variables filled in; KeyError for one that has no value.

    >>> filled("select getvariable('who'), getvariable('n')", {"who": "O'Neil", "n": 3})
    "select 'O''Neil', 3"
    """
    return _VARIABLE.sub(lambda match: literal(values[match[1]]), sql)


def literal(value: Value) -> str:
    """A value as SQL; characters that no SQL text can hold are left out.

    >>> literal(date(2026, 11, 20)), literal(None)
    ("date '2026-11-20'", 'null')
    """
    if value is None:
        return "null"
    if isinstance(value, date):
        return f"date '{value:%Y-%m-%d}'"
    if isinstance(value, int):
        return str(value)
    return "'" + value.replace("\0", "").replace("'", "''") + "'"
