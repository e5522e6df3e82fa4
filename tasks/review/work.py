"""A round of review on a desk: a sheet drawn, sheets taken back, what people said made useful."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from tasks.config import Settings
from tasks.desk import Desk, locked
from tasks.errors import DataError, UserError
from tasks.handover import show
from tasks.night import partition
from tasks.review import agreement, labels, sheet, table, training
from tasks.review.choose import candidates, check_task, choose
from tasks.review.words import words
from tasks.snapshot import manifests, stage_changed, swap_in


def draw(desk: Desk, snapshot: Path, task: str, rows: int, day: date | None) -> tuple[bytes, int]:
    """A sheet of at most `rows` rows nobody has labelled yet, and how many there are."""
    check_task(task)
    known = {each.row for each in labels.read(desk.labels, task)}
    chosen = choose(snapshot, task, rows, day, known)
    return sheet.written(task, chosen, list(words(task))), len(chosen)


def again(desk: Desk, snapshot: Path, task: str, rows: int, annotator: str) -> tuple[bytes, int]:
    """A sheet of rows that others have labelled and `annotator` has not: to see how far they agree."""
    check_task(task)
    given = labels.read(desk.labels, task)
    own = {each.row for each in given if each.annotator == annotator}
    others = {each.row for each in given} - own
    held = _rows(snapshot, task)
    chosen = sorted((held[row] for row in others & set(held)), key=lambda row: str(row["shuffled"]))
    return sheet.written(task, chosen[:rows], list(words(task))), len(chosen[:rows])


def take(
    desk: Desk, task: str, files: Sequence[Path], annotator: str, today: date
) -> dict[str, Any]:
    """Read filled sheets back as labels of `annotator`; what became of them, as JSON values.

    Keys: new, known (given before), lost (rows the desk does not hold), training (the file for
    `nightdesk train`), taught (its rows), agreement. Labels are only ever added to; where
    a sheet is wrong, nothing of any of them is read (UserError). A sheet read again puts its labels into
    the tables again, should the first reading have been stopped before it did.
    """
    check_task(task)
    if not annotator.strip():
        raise UserError("say who filled the sheet in: --annotator NAME")
    with locked(desk):
        snapshot = desk.published()
        if snapshot is None:
            raise DataError(
                f"{desk.root} has no published night yet; nothing on it can be labelled"
            )
        allowed = list(words(task))
        filled = [line for file in files for line in sheet.read(file, allowed)]
        held = _rows(snapshot, task)
        models = {row: str(found["model_id"]) for row, found in held.items()}
        added = labels.add(desk.labels, task, filled, annotator.strip(), str(today), models)
        given = labels.read(desk.labels, task)
        made = training.write(desk.labels, task, given, held)
        if added.new or added.known:
            _publish(desk, snapshot)
    return {
        "task": task,
        "new": len(added.new),
        "known": added.known,
        "lost": added.lost,
        "training": str(made[0]),
        "taught": made[1],
        "agreement": agreement.agreement(given),
    }


def told(found: dict[str, Any]) -> str:
    """What a reading brought, as lines for a person."""
    lines = [f"{found['task']}: {found['new']} labels read, {found['known']} known before"]
    if found["lost"]:
        lines.append(f"not read: {len(found['lost'])} rows that this desk does not hold (any more)")
    lines.append(
        f"nightdesk train {found['task']} --labels {found['training']}   ({found['taught']} rows; "
        "those kept for gold are not in it)"
    )
    return "\n".join([*lines, agreement.told(found["agreement"])])


def _rows(snapshot: Path, task: str) -> dict[str, dict[str, Any]]:
    with candidates(snapshot, task) as connection:
        found = connection.sql("from candidates").to_arrow_table().to_pylist()
    return {row["row"]: row for row in found}


def _publish(desk: Desk, snapshot: Path) -> None:
    """Put the labels into the tables: a snapshot that differs in `labels` alone."""
    changed: dict[tuple[str, date], list[pa.Table]] = {}
    for manifest in manifests(snapshot):
        day = date.fromisoformat(manifest["day"])
        articles = snapshot / partition("articles", day)
        changed["labels", day] = [table.night(desk.labels, articles, day)]
    root = stage_changed(desk, changed)
    swap_in(desk, root, Settings().keep_snapshots)
    show(desk)
