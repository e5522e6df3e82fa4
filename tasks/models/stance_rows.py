"""A user's labelled stances, row by row: JSON Lines in EVALUATION.md's format, refused where wrong."""

from pathlib import Path

import pandas as pd

from tasks import json_lines
from tasks.json_lines import Row, is_span
from tasks.schemas import STANCES

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
    rows = json_lines.read(file, fault, WANTED)
    return pd.DataFrame(
        [{key: row.get(key) for key in ("id", *KEYS)} for row in rows], dtype=object
    )


def fault(row: Row) -> str:
    """What is wrong with a row; nothing where it can be learnt from.

    >>> fault({"text": "They back it.", "holder": [0, 4], "target": [10, 12], "label": "pro"})
    "has label 'pro'"
    """
    text, target = row.get("text"), row.get("target")
    if not isinstance(text, str) or not text.strip():
        return "has no text"
    if row.get("label") not in STANCES:
        return f"has label {row.get('label')!r}"
    if row.get("holder") is not None and not is_span(row["holder"], text):
        return f"has holder {row['holder']!r}, which is no span of its text"
    if target is not None and not is_span(target, text):
        return f"has target {target!r}, which is no span of its text"
    named = row.get("target_text")
    if target is None and not (isinstance(named, str) and named.strip()):
        return "has neither target nor target_text"
    return ""
