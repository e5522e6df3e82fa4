"""A round of review on a desk: a sheet drawn, sheets taken back, what people said made useful."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from shlex import quote
from typing import Any

import pyarrow as pa

from tasks import lexicons
from tasks.config import Settings
from tasks.desk import Desk, locked
from tasks.errors import DataError, UserError
from tasks.handover import show
from tasks.night import partition
from tasks.review import agreement, labels, sheet, table, training
from tasks.review.choose import candidates, check_task, choose
from tasks.review.words import words
from tasks.snapshot import manifests, stage_changed, swap_in
from tasks.warehouse import open_views
from tasks.warehouse.formats import FORMULA


def draw(desk: Desk, snapshot: Path, task: str, rows: int, day: date | None) -> tuple[bytes, int]:
    """A sheet of at most `rows` rows nobody has labelled yet, and how many there are."""
    check_task(task)
    known = {each.row for each in labels.read(desk.labels, task)}
    chosen = choose(snapshot, task, rows, day, known)
    return sheet.written(task, chosen, _offered(snapshot, task)), len(chosen)


def again(
    desk: Desk, snapshot: Path, task: str, rows: int, day: date | None, annotator: str
) -> tuple[bytes, int]:
    """A sheet of rows that others have labelled and `annotator` has not: to see how far they agree.

    Raises DataError where there are none.
    """
    check_task(task)
    given = labels.read(desk.labels, task)
    own = {each.row for each in given if each.annotator == annotator}
    others = {each.row for each in given} - own
    held = _rows(snapshot, task, day)
    chosen = sorted((held[row] for row in others & set(held)), key=lambda row: str(row["shuffled"]))
    if not chosen:
        why = f"{annotator or 'nobody'} has labelled {len(own)} rows, others {len(others)} more"
        raise DataError(
            f"no row of {task} that others have labelled is left to read ({why}, of which none is "
            f"{'in the night of ' + str(day) if day else 'on this desk'}); draw fresh ones without --again"
        )
    return sheet.written(task, chosen[:rows], _offered(snapshot, task)), len(chosen[:rows])


def take(
    desk: Desk, task: str, files: Sequence[Path], annotator: str, today: date
) -> dict[str, Any]:
    """Read filled sheets back as labels of `annotator`; what became of them, as JSON values.

    Keys: new, known (given before), lost (rows the desk does not hold), training (the file for
    `nightdesk train`), taught (its rows), train (the call, null without rows), agreement. Labels are only ever added to; where
    a sheet is wrong, nothing of any of them is read (UserError). A sheet read again puts its labels into
    the tables again, should the first reading have been stopped before it did.
    """
    check_task(task)
    _check_annotator(annotator)
    with locked(desk):
        snapshot = desk.published()
        if snapshot is None:
            raise DataError(
                f"{desk.root} has no published night yet; nothing on it can be labelled"
            )
        held = _rows(snapshot, task)
        models = {row: str(found["model_id"]) for row, found in held.items()}
        offered = _offered(snapshot, task)
        filled = [
            line
            for file in files
            for line in sheet.read(file, lambda row: offered(models.get(row)))
        ]
        if not filled:
            raise DataError("no line has a label: fill in the column `label`, save, and read again")
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
        "train": _command(task, made[0], given) if made[1] else None,
        "agreement": agreement.agreement(given),
    }


def _check_annotator(name: str) -> None:
    if not name.strip():
        raise UserError("say who filled the sheet in: --annotator NAME")
    if not name.isprintable() or name.strip().startswith(FORMULA):
        raise UserError(
            f"{name!r} is no name for an annotator: one line, and no sign first that a spreadsheet takes "
            "for a formula"
        )


def told(found: dict[str, Any]) -> str:
    """What a reading brought, as lines for a person."""
    lines = [f"{found['task']}: {found['new']} labels read, {found['known']} known before"]
    if found["lost"]:
        lines.append(f"not read: {len(found['lost'])} rows that this desk does not hold (any more)")
    if found["train"]:
        where = "; DIR: the folder of training sets" if found["train"].endswith(" DIR") else ""
        rows = f"{found['taught']} rows; those kept for gold are not in it{where}"
        lines.append(f"{found['train']}   ({rows})")
    else:
        lines.append("nothing to train on yet: rows kept for gold, ties and ? teach nothing")
    return "\n".join([*lines, agreement.told(found["agreement"])])


def _command(task: str, file: Path, given: list[labels.Label]) -> str:
    media = {row["short"] for row in lexicons.rows("media_topics") if row["level"] == "1"}
    # A taxonomy of one's own is learnt from its own examples alone.
    alone = task == "topics" and not {*labels.agreed(given).values()} <= media
    return f"nightdesk train {task} --labels {quote(str(file))}{'' if alone else ' --data DIR'}"


def _offered(snapshot: Path, task: str) -> Callable[[str | None], list[str]]:
    """Id of a model (None: the live one) → the labels that may be given to what it judged."""
    told: dict[str | None, list[str]] = defaultdict(list)
    if task == "topics":
        asked = "select distinct model_id, code from topics where level = 1 order by code"
        with open_views(snapshot, asked=asked) as connection:
            for model_id, code in connection.sql(asked).fetchall():
                told[model_id].append(code)
    return lambda model_id: list(words(task, model_id, told[model_id]))


def _rows(snapshot: Path, task: str, day: date | None = None) -> dict[str, dict[str, Any]]:
    with candidates(snapshot, task, day) as connection:
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
