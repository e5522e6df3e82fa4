"""The tables as DuckDB sees them: views over the Parquet, checks, and answers to a user's SQL.

views.py     sql/ files made into a connection, or into a database file of views
checks.py    sql/checks run over one night
asking.py    a user's query, read-only, bounded in memory and time
formats.py   answers as table, CSV, JSON or Parquet
"""

from tasks.warehouse.asking import Answer, examples, query
from tasks.warehouse.checks import Finding, run_checks
from tasks.warehouse.formats import FORMATS, formatted
from tasks.warehouse.views import build_database, open_views

__all__ = [
    "FORMATS",
    "Answer",
    "Finding",
    "build_database",
    "examples",
    "formatted",
    "open_views",
    "query",
    "run_checks",
]
