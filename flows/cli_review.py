"""`nightdesk review`: rows worth a person's look out to a sheet, and labels back in."""

import json
from datetime import date
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from flows.cli_ask import published
from flows.options import DEFAULT_DESK, DayOption, DeskOption, JsonOption, read_day
from tasks.desk import open_desk
from tasks.errors import DataError, UserError

Annotator = Annotated[str, typer.Option("--annotator", help="Who fills, or filled, the sheet in.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.command("review")(review)


def review(
    task: Annotated[str, typer.Argument(help="topics, stance or claims")],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Where the sheet goes; else here, as review-TASK.csv."),
    ] = None,
    rows: Annotated[int, typer.Option("--rows", help="How many rows.", min=1)] = 60,
    again: Annotated[bool, typer.Option("--again", help="Rows others have labelled.")] = False,
    sheets: Annotated[list[Path] | None, typer.Option("--read", help="A filled sheet.")] = None,
    annotator: Annotator = "",
    day: DayOption = None,
    desk: DeskOption = DEFAULT_DESK,
    as_json: JsonOption = False,
) -> None:
    """The rows most worth a person's look, out to a sheet; with --read, labels back in."""
    from tasks.review import work

    opened, snapshot = open_desk(desk), published(desk)
    if sheets:
        found = work.take(opened, task, sheets, annotator, date.today())
        typer.echo(json.dumps(found, sort_keys=True) if as_json else work.told(found))
        if found["lost"] and not found["new"] + found["known"]:
            raise DataError("none of the sheet's rows is on this desk")
        return
    path = _free(out or Path(f"review-{task}.csv"))
    night = read_day(day) if day else None
    if again:
        drawn, count = work.again(opened, snapshot, task, rows, night, annotator)
    else:
        drawn, count = work.draw(opened, snapshot, task, rows, night)
    _write(path, drawn)
    path = path.resolve()
    why = "" if count == rows else f" of {rows} asked, all that are left (a text counts once)"
    said = (
        f"{path}: {count} rows{why}; fill in `label`, then\n"
        f"nightdesk review {task} --read {quote(str(path))} --annotator NAME --desk {quote(str(desk))}"
    )
    typer.echo(json.dumps({"sheet": str(path), "rows": count}) if as_json else said)


def _write(path: Path, drawn: bytes) -> None:
    try:
        path.write_bytes(drawn)
    except OSError as error:
        raise UserError(f"{path}: {error.strerror}; name another place with --out") from error


def _free(path: Path) -> Path:
    if path.exists():
        raise UserError(f"{path} is there already and may be filled in; name another with --out")
    if not path.parent.is_dir():
        raise UserError(f"{path.parent} is no folder; make it, or name another place with --out")
    return path
