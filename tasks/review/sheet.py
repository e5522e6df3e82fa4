"""The sheet: a CSV that opens in any spreadsheet, is filled in, and is read back with care.

What the model thought is not on it, so that a person is not led.
"""

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tasks import csv_files
from tasks.csv_files import Line
from tasks.errors import UserError
from tasks.warehouse.formats import csv_cell

FIRST = ("row", "label", "note")
SHOWN = {
    "topics": ("labels", "source", "title", "text"),
    "stance": ("labels", "holder", "target", "sentence", "title"),
    "claims": ("labels", "claim", "sentence", "title", "text"),
}
# What an annotator writes who has looked and cannot say.
UNSURE = "?"
_LONGEST = 1500
# How a row is named (sql/macros/review_row.sql), by the hash of its text, in a cell of many lines.
_SWALLOWED = re.compile(r"(?=.*[\r\n]).*\b[0-9a-f]{64}\b", re.DOTALL)


class Filled(NamedTuple):
    """One line of a sheet that a person filled in."""

    line: int
    row: str
    label: str
    note: str


def written(
    task: str, rows: Sequence[dict[str, Any]], labels: Callable[[str], Sequence[str]]
) -> bytes:
    """The sheet of some rows of `choose`, with a byte-order mark so that Excel reads it as UTF-8.

    labels: id of the model that judged a row → those that may be given, shown on its line.
    """
    out = io.StringIO()
    columns = (*FIRST, *SHOWN[task])
    out.write(",".join(columns) + "\r\n")
    for row in rows:
        cells = {
            **row,
            "label": None,
            "note": None,
            "labels": " / ".join([*labels(row["model_id"]), UNSURE]),
            "sentence": marked(row) if task == "stance" else row.get("evidence"),
            "holder": row.get("holder") or "the article itself",
            "text": _shortened(row["text"]),
        }
        out.write(",".join(csv_cell(cells.get(name)) for name in columns) + "\r\n")
    return out.getvalue().encode("utf-8-sig", "replace")


def marked(row: dict[str, Any]) -> str:
    """A stance's sentence with holder and target marked where they stand.

    >>> marked({"evidence": "Tov backs the wall.", "char_start": 10, "holder_start": 10,
    ...         "holder_end": 13, "target_start": 20, "target_end": 28})
    '[holder: Tov] backs [target: the wall].'
    """
    text, start = str(row["evidence"]), row["char_start"]
    spans = [(row[f"{who}_start"], row[f"{who}_end"], who) for who in ("holder", "target")]
    standing = [span for span in spans if span[0] is not None and span[1] > span[0]]
    for first, end, who in sorted(standing, key=lambda span: (-span[0], span[1])):
        first, end = first - start, end - start
        text = f"{text[:first]}[{who}: {text[first:end]}]{text[end:]}"
    return text


def read(file: Path, allowed: Callable[[str], Sequence[str]]) -> list[Filled]:
    """The lines of a sheet that have a label; UserError, naming them, where any is not allowed.

    allowed: row → the labels it may be given. Takes what spreadsheets make of a sheet
    (tasks/csv_files.py), columns in any order and some of them gone, lines in any order.
    """
    lines = csv_files.read(file, ("row", "label")).lines
    swallowed = [line.number for line in lines if _holds_another_row(line.cells)]
    if swallowed:
        raise UserError(
            f"{file}: a cell of line {swallowed[0]} holds other lines of the sheet; nothing was read: "
            "close the quotation mark that is open there, or take it out"
        )
    filled = [each for line in lines if (each := _filled(line, allowed)).label]
    named = [f"line {each.line} names no row" for each in filled if not each.row]
    odd = [each for each in filled if each.row and each.label not in (*allowed(each.row), UNSURE)]
    wrong = [f"line {each.line} has {each.label!r}" for each in odd] + named
    if wrong:
        may = f"; a label is one of {', '.join(allowed(odd[0].row))} or {UNSURE}" if odd else ""
        raise UserError(
            f"{file}: {'; '.join(wrong[:5])}{' …' if len(wrong) > 5 else ''}: nothing was read{may}"
        )
    return filled


def _holds_another_row(cells: dict[str, str]) -> bool:
    return any(_SWALLOWED.search(cell) for cell in cells.values())


def _filled(line: Line, allowed: Callable[[str], Sequence[str]]) -> Filled:
    said = {name: line.cells.get(name, "").strip() for name in FIRST}
    row = said["row"].lstrip("'")
    proper = {label.lower(): label for label in allowed(row)}
    return Filled(line.number, row, proper.get(said["label"].lower(), said["label"]), said["note"])


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
