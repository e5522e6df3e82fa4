"""Answers as people and programs want them: a table for the eye, CSV, JSON, Parquet.

>>> import pyarrow as pa
>>> answer = pa.table({"topic": ["sport", "=1+1"], "articles": [12, 3]})
>>> print(formatted(answer, "csv").decode(), end="")
topic,articles
sport,12
'=1+1,3
"""

import base64
import io
import itertools
import json
import math
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.errors import UserError

# A spreadsheet runs a cell that opens with one of these; an apostrophe makes it text
# (OWASP, CSV Injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDEST = 60


def formatted(answer: pa.Table, form: str) -> bytes:
    """The answer in one of FORMATS, ready to write; text is UTF-8."""
    if form not in FORMATS:
        raise UserError(f"no format {form!r}: choose one of {', '.join(FORMATS)}")
    return FORMATS[form](answer)


def as_table(answer: pa.Table) -> bytes:
    """Aligned columns for a terminal: control characters shown as spaces, long cells cut.

    >>> print(as_table(pa.table({"who": ["Ines Marl"], "quotes": [3]})).decode(), end="")
    who        quotes
    ─────────  ──────
    Ines Marl       3
    (1 row)
    """
    names = answer.column_names
    if names == ["explain_key", "explain_value"]:
        return "\n".join(answer["explain_value"].to_pylist()).encode()
    columns = [[_cell(value) for value in column.to_pylist()] for column in answer.columns]
    widths = [
        max(len(text) for text in [name, *cells])
        for name, cells in zip(names, columns, strict=True)
    ]
    right = [
        pa.types.is_integer(kind) or pa.types.is_floating(kind) for kind in answer.schema.types
    ]
    lines = [
        list(map(_cell, names)),
        ["─" * width for width in widths],
        *zip(*columns, strict=True),
    ]
    printed = [
        "  ".join(
            text.rjust(width) if flush else text.ljust(width)
            for text, width, flush in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in lines
    ]
    count = f"({answer.num_rows:,} row{'' if answer.num_rows == 1 else 's'})"
    return ("\n".join([*printed, count]) + "\n").encode()


def as_csv(answer: pa.Table) -> bytes:
    """CSV with a header; text that a spreadsheet would run as a formula gets an apostrophe."""
    header = map(csv_cell, answer.column_names)
    rows = zip(*(column.to_pylist() for column in answer.columns), strict=True)
    lines = [",".join(cells) for cells in (header, *(map(csv_cell, row) for row in rows))]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def as_json(answer: pa.Table) -> bytes:
    """One JSON array of objects, times in ISO 8601, bytes in base64; no column is lost to its name.

    NaN and infinity, which JSON does not know, are null.
    """
    answer = answer.rename_columns(_told_apart(answer.column_names))
    rows = [{name: _plain(value) for name, value in row.items()} for row in answer.to_pylist()]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def as_parquet(answer: pa.Table) -> bytes:
    """A Parquet file, zstd; of columns with one name the later ones are numbered."""
    out = io.BytesIO()
    answer = answer.rename_columns(_told_apart(answer.column_names))
    pq.write_table(answer, out, compression="zstd")
    return out.getvalue()


FORMATS: dict[str, Callable[[pa.Table], bytes]] = {
    "table": as_table,
    "csv": as_csv,
    "json": as_json,
    "parquet": as_parquet,
}


def _told_apart(names: list[str]) -> list[str]:
    """The names, those that stood before with a number behind them.

    >>> _told_apart(["day", "n", "n", "n_1", "n"])
    ['day', 'n', 'n_1', 'n_1_1', 'n_2']
    """
    found: list[str] = []
    for name in names:
        numbered = (f"{name}_{number}" for number in itertools.count(1))
        found.append(next(each for each in itertools.chain([name], numbered) if each not in found))
    return found


def _plain(value: Any) -> Any:
    """A value that JSON knows."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def csv_cell(value: Any) -> str:
    """A cell by RFC 4180, null and NaN as nothing, and text never as a formula.

    >>> print(csv_cell("Varne, Friday"), csv_cell(-0.5), csv_cell("-0.5"))
    "Varne, Friday" -0.5 '-0.5
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    value = value if isinstance(value, float) else _plain(value)
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
    if isinstance(value, str) and text.startswith(FORMULA):
        text = "'" + text
    quoted = text == "" or any(char in text for char in ',"\r\n')
    return '"' + text.replace('"', '""') + '"' if quoted else text


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, list | tuple):
        value = ", ".join(map(_cell, value))
    text = "".join(
        char if char.isprintable() else " " for char in str(_plain(value))[: _WIDEST + 1]
    )
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
