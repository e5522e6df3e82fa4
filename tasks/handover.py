"""After a night is published: the views, the brief, the inbox put by, old work let go."""

import shutil
from datetime import date
from pathlib import Path

from tasks import brief
from tasks.desk import Desk
from tasks.night import Night, stamp
from tasks.store import read_json, replace_text
from tasks.warehouse import build_database


def hand_over(night: Night, inbox_was_read: bool) -> Path:
    """Make what people open from the published snapshot; returns the brief's path.

    The files of an inbox that was read move to `archive/day=…`, so that no later night reads
    them again; sources a user named are never touched.
    """
    show(night.desk)
    path = write_brief(night.desk, night.day)
    if inbox_was_read:
        _archive(night)
    _let_go(night.desk, night.settings.keep_work)
    return path


def show(desk: Desk) -> Path:
    """Make the file of views over the published snapshot; returns its path."""
    snapshot = desk.published()
    if snapshot is None:
        raise FileNotFoundError(desk.current)
    return build_database(snapshot, desk.database)


def write_brief(desk: Desk, day: date) -> Path:
    """Write the brief of a published night; returns its path."""
    path = desk.brief(day)
    path.parent.mkdir(exist_ok=True)
    replace_text(path, brief.render(desk.current.resolve(), day))
    return path


def _archive(night: Night) -> None:
    """Move just the files that were read as tonight's plan found them.

    What came in meanwhile, and what has grown since, waits for the next night.
    """
    archive, inbox = night.desk.root / "archive" / f"day={night.day}", night.desk.inbox.resolve()
    for unit in read_json(night.work / "plan.json")["units"]:
        for file in unit:
            source = Path(file["path"])
            if stamp(source) == file["stamp"]:
                target = _free(archive / source.relative_to(inbox))
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(source, target)


def _free(target: Path) -> Path:
    """The path, or one beside it that no earlier delivery of the day has taken."""
    number = 2
    free = target
    while free.exists():
        free = target.with_name(f"{target.stem}.{number}{target.suffix}")
        number += 1
    return free


def _let_go(desk: Desk, keep: int) -> None:
    nights = sorted((desk.root / "work").glob("day=*"), key=lambda path: path.stat().st_mtime)
    for night in nights[: len(nights) - keep]:
        shutil.rmtree(night)
