"""Options that many commands share, and how a date on the command line is read."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from tasks.errors import UserError


def path(text: str | Path) -> Path:
    """A path as it was typed; a UserError for an empty one, which would be the current folder.

    >>> path("data/desk").name
    'desk'
    """
    if not str(text):
        raise UserError("'' is no path; name a file or folder (a variable may be empty)")
    return Path(text)


DeskOption = Annotated[
    Path, typer.Option("--desk", parser=path, help="The folder a night reads and writes.")
]
DayOption = Annotated[str | None, typer.Option("--day", help="The night, as YYYY-MM-DD.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]
DEFAULT_DESK = Path("data/desk")


def read_day(text: str | None, default: date | None = None) -> date:
    """A date given as YYYY-MM-DD; without one `default`, else today.

    >>> read_day("2016-12-29")
    datetime.date(2016, 12, 29)
    """
    if text is None:
        return default or date.today()
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UserError(f"{text!r} is not a date; write it as YYYY-MM-DD") from error
    if not 1000 <= day.year <= 2999:
        raise UserError(f"{text} is not a plausible night; write it as YYYY-MM-DD")
    return day
