"""The labels of a desk: `labels/<task>.csv`, a line for each label a person gave, only added to.

A label is keyed by the hash of the text and the place in it (sql/macros/review_row.sql), never by
a segment's number: it outlives a changed cut into sentences. No text stands in the file.
"""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tasks import csv_files, store
from tasks.errors import UserError
from tasks.review.sheet import UNSURE, Filled

COLUMNS = ("row", "label", "annotator", "read_on", "model_id", "note")


class Label(NamedTuple):
    """One person's label for one row; model_id: which model had judged it, "" if none does now."""

    row: str
    label: str
    annotator: str
    read_on: str
    model_id: str
    note: str

    @property
    def text_sha256(self) -> str:
        """The hash of the text it stands in."""
        return self.row.partition(":")[0]


class Added(NamedTuple):
    """What a sheet added: new labels, how many stood there already, rows the desk does not hold."""

    new: list[Label]
    known: int
    lost: list[str]


def read(folder: Path, task: str) -> list[Label]:
    """All labels of `task` below a desk's `labels` folder, in the order they came in."""
    path = folder / f"{task}.csv"
    if not path.exists():
        return []
    lines = csv_files.read(path, COLUMNS).lines
    short = [line.number for line in lines if len(line.cells) < len(COLUMNS)]
    if short:
        raise UserError(
            f"{path}: line {short[0]} has been cut short; mend it, or take the line out and read its sheet again"
        )
    return [Label(*(line.cells[name] for name in COLUMNS)) for line in lines]


def add(
    folder: Path,
    task: str,
    filled: Sequence[Filled],
    annotator: str,
    read_on: str,
    models: dict[str, str],
) -> Added:
    """Add a sheet's labels to those of `task`; none that is there is changed.

    models: row → model id, for every row the desk holds. A UserError, with nothing added, where
    the annotator has given a row another label before, in the store or on the sheet itself.
    """
    before = {(each.row, each.annotator): each.label for each in read(folder, task)}
    new: list[Label] = []
    conflicts, lost, known = [], [], 0
    for line in filled:
        earlier = before.get((line.row, annotator))
        if line.row not in models:
            lost.append(line.row)
        elif earlier == line.label:
            known += 1
        elif earlier is not None:
            conflicts.append(f"line {line.line} says {line.label}, before it was {earlier}")
        else:
            before[line.row, annotator] = line.label
            new.append(Label(line.row, line.label, annotator, read_on, models[line.row], line.note))
    if conflicts:
        raise UserError(
            f"{annotator} has labelled some of these rows otherwise: {'; '.join(conflicts[:5])}; labels are "
            "never written over, so nothing was read: mend the sheet, or read it under another name"
        )
    _append(folder / f"{task}.csv", new)
    return Added(new, known, lost)


def agreed(labels: Iterable[Label]) -> dict[str, str]:
    """Row → the label most of its annotators gave; rows that are tied or unsure are left out."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for each in labels:
        votes[each.row][each.label] += 1
    return {
        row: best[0][0]
        for row, count in votes.items()
        if (best := count.most_common(2))[0][0] != UNSURE
        and (len(best) == 1 or best[0][1] > best[1][1])
    }


def _append(path: Path, new: Sequence[Label]) -> None:
    if not new:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    if path.exists():
        lines.write(path.read_bytes().decode())
    else:
        writer.writerow(COLUMNS)
    writer.writerows(new)
    store.replace_text(path, lines.getvalue())
