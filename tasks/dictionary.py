"""The data dictionary, docs/tables.md, made from `tasks/schemas.py` and the heads of sql/marts.

`python -m tasks.dictionary > docs/tables.md` writes it; a test keeps page and schemas together.
"""

import sys
from pathlib import Path

import pyarrow as pa

from tasks.config import SQL
from tasks.schemas import TABLES
from tasks.warehouse.checks import heading, read_check
from tasks.warehouse.views import VOCABULARY

_OPENING = """\
# The tables

Made from `tasks/schemas.py` and `sql/` by `python -m tasks.dictionary`; do not edit by hand.

Each table is a folder of Parquet files below `current/`, one partition a night:
`current/articles/day=2026-11-20/articles.parquet`. Spans are `[start, end)` in code points of
`articles.text`: in SQL `span_text(text, char_start, char_end)`, in Python `text[start:end]`.
A column marked *null* may be empty. Every count of articles comes with a count of `origins`:
copies of one piece count once there.
"""


def markdown() -> str:
    """The whole page: tables, then marts, checks and examples by their own words."""
    parts = [_OPENING, *(_table(name, schema) for name, schema in TABLES.items())]
    parts += [_words(), _marts(), _checks(), _examples()]
    return "\n".join(parts)


def _table(name: str, schema: pa.Schema) -> str:
    grain = schema.metadata[b"grain"].decode()
    lines = [f"## {name}", "", grain, "", "| column | type | meaning | unit |", "|---|---|---|---|"]
    return "\n".join([*lines, *map(_column, schema), ""])


def _column(field: pa.Field) -> str:
    """One column as a row of Markdown.

    >>> _column(TABLES["stances"].field("p_favour"))
    '| `p_favour` | float | Calibrated probability of favour. | probability |'
    """
    kind = str(field.type).replace("list<element: string>", "list of string")
    kind = kind.replace("list<item: string>", "list of string")
    if field.nullable:
        kind += ", *null*"
    meaning, unit = (field.metadata[key].decode() for key in (b"description", b"unit"))
    return f"| `{field.name}` | {kind} | {meaning} | {unit} |"


def _words() -> str:
    rows = [f"| `{place}` | {', '.join(words)} |" for place, words in VOCABULARY.items()]
    return "\n".join(["## Words", "", "| column | its words |", "|---|---|", *rows, ""])


def _marts() -> str:
    rows = [f"- **{path.stem}**: {_head(path)}" for path in sorted(SQL.glob("marts/*.sql"))]
    return "\n".join(["## Marts", "", "Views over the tables (`sql/marts`).", "", *rows, ""])


def _checks() -> str:
    rows = []
    for path in sorted(SQL.glob("checks/*.sql")):
        severity, rule, _ = read_check(path)
        rows.append(f"| `{path.stem}` | {severity} | {rule} |")
    opening = "Run over the staged night; a `fail` keeps it from being published (`sql/checks`)."
    return "\n".join(
        ["## Checks", "", opening, "", "| check | severity | rule |", "|---|---|---|", *rows, ""]
    )


def _examples() -> str:
    rows = [f"- `{path.stem}`: {_head(path)}" for path in sorted(SQL.glob("examples/*.sql"))]
    return "\n".join(["## Examples", "", "`nightdesk sql --example NAME` answers:", "", *rows, ""])


def _head(path: Path) -> str:
    return heading(path.read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":
    sys.stdout.write(markdown())
