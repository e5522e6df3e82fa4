"""The files of sql/ made into a DuckDB connection, or into a database file that holds views only.

Only `sql/staging` names Parquet paths, with `{{ root }}` for the folder of tables. A table that
has no partition yet becomes an empty view with the columns of its schema, and nights written
before a column was thought of have null there.
"""

import os
import re
import tempfile
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb
import pyarrow as pa

from tasks.config import SQL
from tasks.schemas import ACTOR_TYPES, LEDGER_STATES, RELATIONS, ROLES, STANCES, TABLES

VOCABULARY: dict[str, tuple[str, ...]] = {
    "ledger.state": LEDGER_STATES,
    "segments.role": ROLES,
    "quotes.kind": ("direct", "indirect", "mixed"),
    "mentions.type": ACTOR_TYPES,
    "duplicates.kind": ("exact", "near", "revision"),
    "stances.label": STANCES,
    "stances.holder_kind": ("actor", "speaker", "author"),
    "stances.voice": ("author", "reported"),
    "claims.relation": RELATIONS,
}
_READ = re.compile(r"read_parquet\(\s*'\{\{ root \}\}/(\w+)/[^)]*\)")
# The oldest DuckDB in wide use that reads our file; 2.0's own format shuts 1.x out.
_STORAGE = "v1.5.0"


def open_views(
    root: Path, database: Path | None = None, asked: str | None = None
) -> duckdb.DuckDBPyConnection:
    """A connection with every macro, table and mart of sql/ over the tables below `root`.

    root: a folder with `<table>/day=YYYY-MM-DD/<table>.parquet`, of which any may be missing. A
    link is followed once, here, so that one connection sees one snapshot.
    database: reads the views from this file of `build_database` instead of making them.
    asked: a query; only the views it names are made, for on a desk of many nights each costs
    the opening of as many files. A query that names none has them all.
    """
    if database is not None:
        return _silent(duckdb.connect(str(database), read_only=True))
    connection = _silent(duckdb.connect())
    _settle(connection)
    create_views(connection, root.resolve(), asked)
    return connection


def create_views(
    connection: duckdb.DuckDBPyConnection, root: Path, asked: str | None = None
) -> None:
    """Make the macros and views of sql/ in the connection's current database."""
    macros, staging, marts = map(_texts, ("macros", "staging", "marts"))
    views = staging | marts
    wanted = _named(asked, views) if asked else set(views)
    for text in macros.values():
        connection.execute(text.split("-- Tests")[0]).fetchall()
    for name in _in_order(views):
        if name in wanted or not wanted:
            connection.execute(_filled(connection, views[name], root)).fetchall()


def _texts(folder: str) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in sorted(SQL.glob(f"{folder}/*.sql"))}


def _in_order(views: dict[str, str]) -> list[str]:
    """The views' names, each behind those it reads.

    >>> _in_order({"a": "from b", "b": "from c -- not from a", "c": ""})
    ['c', 'b', 'a']
    """
    reads = {
        name: set(re.findall(r"(?:from|join)\s+(\w+)", re.sub(r"--.*", "", text))) & set(views)
        for name, text in views.items()
    }
    return list(TopologicalSorter({name: reads[name] - {name} for name in views}).static_order())


def _named(asked: str, views: dict[str, str]) -> set[str]:
    """The views a query names, with those that they name in turn.

    >>> sorted(_named("from b", {"a": "", "b": "from a", "c": "from a"}))
    ['a', 'b']
    """
    found: set[str] = set()
    waiting = [asked]
    while waiting:
        words = set(re.findall(r"\w+", waiting.pop().lower()))
        fresh = (words & set(views)) - found
        found |= fresh
        waiting += [views[name] for name in fresh]
    return found


def build_database(root: Path, path: Path) -> Path:
    """Write a DuckDB file of views over `root` to `path`, whole or not at all; returns `path`.

    The file holds no rows, so it stays a few kilobytes, and any DuckDB client from 1.5 on may
    open it. `root` is written into it as given, made absolute but with links kept.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".views-") as aside:
        built = Path(aside) / path.name
        with duckdb.connect() as connection:
            _settle(connection)
            target = _quoted(str(built))
            connection.execute(f"attach {target} as desk (storage_version '{_STORAGE}')").fetchall()
            connection.execute("use desk").fetchall()
            create_views(connection, Path(os.path.abspath(root)))  # noqa: PTH100 - keeps links
            connection.execute("use memory").fetchall()
            connection.execute("detach desk").fetchall()
        built.replace(path)
    return path


def _silent(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Without the bar that DuckDB draws on standard output, amid the answer, after two seconds.

    It does so in programs without a file of their own (`python -c`, a notebook).
    """
    connection.execute("set enable_progress_bar = false").fetchall()
    return connection


def _settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Settings that make answers the same everywhere, keep memory within bounds (what does not
    fit is spilled to the system's temporary folder) and never reach for the network."""
    spill = Path(tempfile.gettempdir()) / f"nightdesk-{os.getpid()}"
    for setting in (
        f"temp_directory = {_quoted(str(spill))}",
        "memory_limit = '2GB'",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "timezone = 'UTC'",
        "threads = 2",
    ):
        connection.execute(f"set {setting}").fetchall()


def _filled(connection: duckdb.DuckDBPyConnection, text: str, root: Path) -> str:
    """A view's file with its Parquet files and the vocabulary filled in."""

    def source(match: re.Match[str]) -> str:
        schema = TABLES[match[1]]
        if not any(root.glob(f"{match[1]}/day=*/{match[1]}*.parquet")):
            return f"({_no_rows(schema)}) as nothing"
        plain = match[0].replace("{{ root }}", _as_pattern(root))
        return plain if _alike(connection, plain, schema) else _by_name(plain, schema)

    return _READ.sub(source, text).replace("{{ vocabulary }}", _vocabulary())


def _as_pattern(root: Path) -> str:
    """A folder inside an SQL literal and a glob, where none of its characters is a wildcard.

    >>> _as_pattern(Path("/desks/the night's [old]"))
    "/desks/the night''s [[]old]"
    """
    return re.sub(r"([*?\[])", r"[\1]", str(root)).replace("'", "''")


def _alike(connection: duckdb.DuckDBPyConnection, plain: str, schema: pa.Schema) -> bool:
    """Whether every file has all columns of the schema: only then may they be read as one.

    No row has a null day, which the files' statistics tell, so that only their ends are read.
    """
    try:
        connection.sql(
            f"select {', '.join(schema.names)} from {plain} where day is null"
        ).fetchall()
    except (duckdb.BinderException, duckdb.InvalidInputException):
        return False
    return True


def _by_name(plain: str, schema: pa.Schema) -> str:
    """Files of several ages read column by column; what a file does not have is null."""
    mixed = plain.rstrip(" )\n") + ", union_by_name = true)"
    return f"(from {mixed} union all by name {_no_rows(schema)}) as mixed"


def _no_rows(schema: pa.Schema) -> str:
    columns = ", ".join(f"null::{_sql_type(field.type)} as {field.name}" for field in schema)
    return f"select {columns} where false"


def _sql_type(kind: pa.DataType) -> str:
    """DuckDB's name for an Arrow type of `tasks/schemas.py`.

    >>> _sql_type(pa.list_(pa.string())), _sql_type(pa.timestamp("s", tz="UTC"))
    ('varchar[]', 'timestamptz')
    """
    if pa.types.is_list(kind):
        return _sql_type(kind.value_type) + "[]"
    names = {
        "string": "varchar", "int32": "integer", "int64": "bigint", "float": "float",
        "bool": "boolean", "date32[day]": "date", "binary": "blob",
        "timestamp[s, tz=UTC]": "timestamptz",
    }  # fmt: skip
    return names[str(kind)]


def _vocabulary() -> str:
    pairs = [(place, word) for place, words in VOCABULARY.items() for word in words]
    return ", ".join(f"({_quoted(place)}, {_quoted(word)})" for place, word in pairs)


def _quoted(text: str) -> str:
    """A text as an SQL literal.

    >>> _quoted("the night's desk")
    "'the night''s desk'"
    """
    return "'" + text.replace("'", "''") + "'"
