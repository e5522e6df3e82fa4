"""A user's question to the tables: read-only, inside the folder, bounded in memory and time."""

import re
import threading
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from tasks.config import SQL
from tasks.errors import DataError, UserError
from tasks.warehouse.checks import heading
from tasks.warehouse.views import open_views

_READS = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
_EXPLAIN = re.compile(
    r"(?:\s|--[^\n]*\n|/\*.*?\*/)*explain\s+(?:analy[sz]e\s+)?(?:\([^)]*\)\s*)?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Answer:
    """What a query gave: the rows as an Arrow table, in the order the query asked for."""

    table: pa.Table

    @property
    def rows(self) -> int:
        """How many rows."""
        return int(self.table.num_rows)


def query(root: Path, sql: str, seconds: float = 60.0, memory: str = "2GB") -> Answer:
    """The answer of one reading statement over the tables below `root`.

    Only SELECT (with its short forms FROM, DESCRIBE, SHOW, SUMMARIZE) and EXPLAIN run; nothing
    outside `root` can be read and nothing at all written. A UserError says what was wrong: a
    statement that writes, SQL that DuckDB refuses, or no answer within `seconds`.
    """
    with _opened(root, sql) as connection:
        text = _one_reading_statement(connection, sql)
        _fence(connection, root.resolve(), memory)
        return Answer(_within(connection, text, seconds))


def _opened(root: Path, sql: str) -> duckdb.DuckDBPyConnection:
    try:
        return open_views(root, asked=sql)
    except duckdb.Error as error:
        said = _first_lines(error)
        raise DataError(f"the tables cannot be read ({said}); see `nightdesk verify`") from error


def examples(sql: Path = SQL) -> dict[str, tuple[str, str]]:
    """The questions that ship with Nightdesk: name → (the question in words, its SQL)."""
    found = {}
    for path in sorted(sql.glob("examples/*.sql")):
        text = path.read_text(encoding="utf-8")
        found[path.stem] = (heading(text.splitlines()), text)
    return found


def _one_reading_statement(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    try:
        parsed = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise UserError(f"the query cannot be read: {_first_lines(error)}") from error
    if len(parsed) != 1:
        raise UserError(f"ask one statement at a time; this holds {len(parsed)}")
    statement = parsed[0]
    if statement.type not in _READS:
        kind = str(statement.type).rsplit(".", 1)[-1]
        raise UserError(
            f"the tables are read-only: SELECT, FROM, WITH, DESCRIBE, SHOW, SUMMARIZE and EXPLAIN "
            f"are answered, not {kind} (a PIVOT needs its columns named: on … in (…))"
        )
    text = str(statement.query)
    if statement.type == duckdb.StatementType.EXPLAIN:
        # EXPLAIN ANALYZE runs what it explains, so that must be a reading statement too.
        opening = _EXPLAIN.match(text)
        _one_reading_statement(connection, text[opening.end() :] if opening else "explain")
    return text


def _fence(connection: duckdb.DuckDBPyConnection, root: Path, memory: str) -> None:
    """Close the connection in: this folder, this much memory, no way back."""
    folder = str(root).replace("'", "''")
    for setting in (
        f"allowed_directories = ['{folder}']",
        "enable_external_access = false",
        f"memory_limit = '{memory}'",
        "max_temp_directory_size = '0GB'",
        "lock_configuration = true",
    ):
        connection.execute(f"set {setting}").fetchall()


def _within(connection: duckdb.DuckDBPyConnection, sql: str, seconds: float) -> pa.Table:
    timer = threading.Timer(seconds, connection.interrupt)
    timer.start()
    try:
        return connection.sql(sql).to_arrow_table()
    except duckdb.InterruptException as error:
        raise UserError(
            f"no answer within {seconds:g} seconds: narrow the query, for example to one day"
        ) from error
    except duckdb.Error as error:
        raise UserError(f"the query failed: {_first_lines(error)}") from error
    finally:
        timer.cancel()


def _first_lines(error: duckdb.Error, most: int = 6) -> str:
    return "\n".join(str(error).strip().splitlines()[:most])
