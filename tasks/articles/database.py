"""DuckDB over Parquet files, for what a night asks of many shards at once."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb


def connect() -> duckdb.DuckDBPyConnection:
    """A database in memory that fetches no extensions and spills to the temporary folder."""
    spill = str(Path(tempfile.gettempdir()) / f"nightdesk-{os.getpid()}")
    bounds = {"memory_limit": "2GB", "temp_directory": spill}
    off = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    database = duckdb.connect(config={**off, **bounds, "preserve_insertion_order": False})
    database.execute("set TimeZone = 'UTC'")
    # Under `python -c` its bar would be drawn on standard output, where a summary as JSON goes.
    database.execute("set enable_progress_bar = false")
    return database


def files(paths: Sequence[Path]) -> str:
    """SQL that reads the files as one table.

    >>> files([Path("a.parquet"), Path("it's.parquet")])
    "read_parquet(['a.parquet', 'it''s.parquet'], hive_partitioning = false, filename = true)"
    """
    names = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
    return f"read_parquet([{names}], hive_partitioning = false, filename = true)"
