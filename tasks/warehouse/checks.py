"""The checks of sql/checks over one night: each selects what is wrong."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from tasks.config import SQL
from tasks.warehouse.views import open_views

_SAMPLE = 5


@dataclass(frozen=True)
class Finding:
    """A check that found something.

    check: its file's name. severity: fail (the night must not be published) or warn. rule: what
    should have held. rows: how many rows are wrong. sample: the first of them, column → value.
    """

    check: str
    severity: str
    rule: str
    rows: int
    sample: tuple[dict[str, Any], ...]


def run_checks(root: Path, day: date, sql: Path = SQL) -> list[Finding]:
    """What the checks find wrong with the night `day` in the tables below `root`; best: nothing.

    Failures come before warnings, each in the order of their names.
    """
    findings = []
    with open_views(root) as connection:
        connection.execute(f"set variable day = date '{day:%Y-%m-%d}'").fetchall()
        for path in sorted(sql.glob("checks/*.sql")):
            severity, rule, text = read_check(path)
            rows, sample = _wrong(connection, text)
            if rows:
                findings.append(Finding(path.stem, severity, rule, rows, sample))
    return sorted(findings, key=lambda finding: (finding.severity != "fail", finding.check))


def _wrong(
    connection: duckdb.DuckDBPyConnection, text: str
) -> tuple[int, tuple[dict[str, Any], ...]]:
    """How many rows a check selects and the first of them; the rest never leave DuckDB."""
    connection.execute(f"create or replace temp table wrong as {text}").fetchall()
    [(rows,)] = connection.sql("select count(*) from wrong").fetchall()
    first = connection.sql(f"from wrong limit {_SAMPLE}")
    names = list(first.columns)
    return rows, tuple(dict(zip(names, row, strict=True)) for row in first.fetchall())


def read_check(path: Path) -> tuple[str, str, str]:
    """A check's severity (its first line), its rule (the comment below) and its query."""
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    severity = first.removeprefix("-- ")
    if severity not in ("fail", "warn"):
        raise ValueError(f"{path}: the first line must be `-- fail` or `-- warn`")
    return severity, heading(lines), "\n".join(lines)


def heading(lines: list[str]) -> str:
    """The comment that opens an SQL file, as one line.

    >>> heading(["-- Every word", "-- is known.", "select 1;", "-- not this"])
    'Every word is known.'
    """
    words = []
    for line in lines:
        if not line.startswith("--"):
            break
        words.append(line.removeprefix("--").strip())
    return " ".join(words)
