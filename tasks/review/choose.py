"""Which rows are worth a person's look.

Three reasons to teach: the model is unsure (uncertainty sampling: Lewis and Gale, SIGIR 1994), it
contradicts itself (copies filed apart, one holder on both sides), or a night is unlike the desk.
The fourth, random, measures: half of all texts, by their hash, are drawn from at random only.
"""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from tasks.config import SQL
from tasks.errors import DataError, UserError
from tasks.warehouse import open_views

TASKS = ("topics", "stance", "claims")
REASONS = ("uncertainty", "disagreement", "drift", "random")
Row = dict[str, Any]


def choose(
    snapshot: Path, task: str, rows: int, day: date | None = None, labelled: Collection[str] = ()
) -> list[Row]:
    """At most `rows` rows of `task`, in an order that hides why each was chosen.

    Each has the columns of sql/review and `chosen`, one of REASONS; rows whose name is in
    `labelled` are left out. A quarter is drawn for each reason; where fewer rows are in doubt or
    adrift, the unsure take their places, and where those are used up more random ones. Raises
    DataError where nothing is left to read.
    """
    check_task(task)
    with candidates(snapshot, task, day) as connection:
        connection.execute("create temp table known (row varchar)").fetchall()
        if labelled:
            connection.executemany("insert into known values (?)", [[row] for row in labelled])
        found: dict[str, Row] = {}
        share = -(-rows // len(REASONS))
        for reason in ("random", "disagreement", "drift"):
            _take(connection, reason, min(share, rows - len(found)), found)
        for reason in ("uncertainty", "random"):
            _take(connection, reason, rows - len(found), found)
    if not found:
        why = f"{len(labelled)} have labels already" if labelled else "none was judged"
        raise DataError(
            f"no row of {task} is left to read ({why}); run more nights, or name another --day"
        )
    return [found[row] for row in sorted(found, key=lambda row: (found[row]["shuffled"], row))]


def check_task(task: str) -> None:
    """Raise a UserError for what cannot be reviewed."""
    if task not in TASKS:
        raise UserError(f"no rows of {task!r} to review; choose from {', '.join(TASKS)}")


def candidates(snapshot: Path, task: str, day: date | None = None) -> duckdb.DuckDBPyConnection:
    """A connection whose table `candidates` holds every row of sql/review, shuffled by hash."""
    text = (SQL / "review" / f"{task}.sql").read_text(encoding="utf-8")
    connection = open_views(snapshot, asked=text)
    asked = f"date '{day}'" if day else "null"
    connection.execute(f"set variable day = {asked}").fetchall()
    connection.execute(
        "create temp table candidates as select *, md5(row || ':shuffled') as shuffled "
        f"from ({text.strip().removesuffix(';')})"
    ).fetchall()
    return connection


def _take(
    connection: duckdb.DuckDBPyConnection, reason: str, most: int, found: dict[str, Row]
) -> None:
    """Add up to `most` rows for `reason` that are neither found nor known."""
    # The unsure come last and take what is left, sure ones too.
    where = {"random": "gold", "uncertainty": "not gold"}.get(reason, f"not gold and {reason} > 0")
    order = "shuffled" if reason == "random" else f"{reason} desc, shuffled"
    told = connection.sql(
        f"from candidates where {where} and row not in (from known) "
        f"order by {order} limit {most + len(found)}"
    )
    fresh = [row for row in told.to_arrow_table().to_pylist() if row["row"] not in found][:most]
    found |= {row["row"]: row | {"chosen": reason} for row in fresh}
