"""The sheet: a CSV that opens in any spreadsheet, is filled in, and is read back with care.

What the model thought is not on it, so that a person is not led.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

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
_SEPARATORS = ",;\t"


class Filled(NamedTuple):
    """One line of a sheet that a person filled in."""

    line: int
    row: str
    label: str
    note: str


def written(task: str, rows: Sequence[dict[str, Any]], labels: Sequence[str]) -> bytes:
    """The sheet of some rows of `choose`, with a byte-order mark so that Excel reads it as UTF-8.

    labels: those that may be given, shown on every line.
    """
    out = io.StringIO()
    columns = (*FIRST, *SHOWN[task])
    out.write(",".join(columns) + "\r\n")
    for row in rows:
        cells = {
            **row,
            "label": None,
            "note": None,
            "labels": " / ".join([*labels, UNSURE]),
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


def read(file: Path, labels: Sequence[str]) -> list[Filled]:
    """The lines of a sheet that have a label; UserError, naming them, where any is not allowed.

    Takes what spreadsheets make of a sheet: commas, semicolons or tabs, UTF-8 or Windows-1252,
    columns in any order and some of them gone, lines in any order.
    """
    lines = csv.reader(io.StringIO(_decoded(file)), delimiter=_separator(file))
    head = [name.strip().lower() for name in next(lines, [])]
    missing = {"row", "label"} - set(head)
    if missing:
        raise UserError(
            f"{file}: no column {', '.join(sorted(missing))}; keep the sheet's first line"
        )
    proper = {label.lower(): label for label in labels}
    found = [
        _line(number, dict(zip(head, cells, strict=False)), proper)
        for number, cells in enumerate(lines, 2)
    ]
    filled = [each for each in found if each.label]
    wrong = [
        f"line {each.line} has {each.label!r}"
        for each in filled
        if each.label not in (*labels, UNSURE)
    ]
    wrong += [f"line {each.line} names no row" for each in filled if not each.row]
    if wrong:
        raise UserError(
            f"{file}: {'; '.join(wrong[:5])}{' …' if len(wrong) > 5 else ''}: nothing was read; "
            f"a label is one of {', '.join(labels)} or {UNSURE}"
        )
    return filled


def _line(number: int, cells: dict[str, str], proper: dict[str, str]) -> Filled:
    said = {name: cells.get(name, "").strip() for name in FIRST}
    label = proper.get(said["label"].lower(), said["label"])
    return Filled(number, said["row"].lstrip("'"), label, said["note"])


def _decoded(file: Path) -> str:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UserError(f"{file} cannot be read: {error.strerror}") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _separator(file: Path) -> str:
    first = _decoded(file).partition("\n")[0]
    return max(_SEPARATORS, key=first.count)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
