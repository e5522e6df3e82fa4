"""A user's labelled stances, row by row: JSON Lines in EVALUATION.md's format, refused where wrong."""

import gzip
import json
from pathlib import Path
from typing import Any

import pandas as pd

from tasks.errors import UserError
from tasks.schemas import STANCES

Row = dict[str, Any]
KEYS = ("text", "holder", "target", "target_text", "label")
WANTED = (
    "each line is one JSON object with text, target [start, end] in it (or target_text), holder "
    f"[start, end] or null, and label, one of {', '.join(STANCES)}"
)


def read(file: Path) -> pd.DataFrame:
    """The rows of a file, plain or gzip, with the columns `KEYS` and id (null where none is given).

    Raises UserError, naming file, lines and what is wanted, where the file holds no row or a row
    is not what `WANTED` says.
    """
    rows: list[Row] = []
    wrong: list[str] = []
    for number, line in enumerate(_text(file).split("\n"), 1):
        if not line.strip():
            continue
        row = _parsed(line)
        fault = "is not a JSON object" if row is None else _fault(row)
        if fault:
            wrong.append(f"line {number} {fault}")
        elif row is not None:
            rows.append({key: row.get(key) for key in ("id", *KEYS)})
    if wrong:
        more = f" and {len(wrong) - 3} more" if len(wrong) > 3 else ""
        raise UserError(f"{file}: {'; '.join(wrong[:3])}{more}; {WANTED}")
    if not rows:
        raise UserError(f"{file} holds no row; {WANTED}")
    return pd.DataFrame(rows, dtype=object)


def _text(file: Path) -> str:
    try:
        content = file.read_bytes()
        if content.startswith(b"\x1f\x8b"):
            content = gzip.decompress(content)
        return content.decode("utf-8-sig")
    except (OSError, EOFError) as error:
        raise UserError(f"{file} cannot be read: {error}") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{file} is not JSON Lines in UTF-8; {WANTED}") from error


def _parsed(line: str) -> Row | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _fault(row: Row) -> str:
    """What is wrong with a row; nothing where it can be learnt from.

    >>> _fault({"text": "They back it.", "holder": [0, 4], "target": [10, 12], "label": "pro"})
    "has label 'pro'"
    """
    text, target = row.get("text"), row.get("target")
    if not isinstance(text, str) or not text.strip():
        return "has no text"
    if row.get("label") not in STANCES:
        return f"has label {row.get('label')!r}"
    if row.get("holder") is not None and not _stands(row["holder"], text):
        return f"has holder {row['holder']!r}, which is no span of its text"
    if target is not None and not _stands(target, text):
        return f"has target {target!r}, which is no span of its text"
    named = row.get("target_text")
    if target is None and not (isinstance(named, str) and named.strip()):
        return "has neither target nor target_text"
    return ""


def _stands(span: object, text: str) -> bool:
    whole = isinstance(span, list) and len(span) == 2 and all(type(end) is int for end in span)
    return whole and 0 <= span[0] < span[1] <= len(text)  # type: ignore[index]
