"""A range of nights again, oldest first, so that each is linked against those before it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from prefect import flow

from flows.nightly import nightly
from flows.runs import run_night
from tasks.desk import Desk, desk_for, open_desk
from tasks.errors import UserError
from tasks.night import partition


def run_backfill(
    days: Sequence[date],
    sources: Sequence[str],
    desk: Path,
    workers: int,
    no_server: bool = False,
    quiet: bool = False,
) -> list[dict[str, Any]]:
    """Every day of `days` that has something to read; returns the nights' summaries."""
    found = list(_with_input(_desk(desk, days, sources), days, sources))
    if not found:
        raise UserError(f"nothing to read from {days[0]} to {days[-1]}; name sources with {{day}}")
    return [
        run_night(day, paths, desk, workers, no_server=no_server, quiet=quiet)
        for day, paths in found
    ]


@flow(name="backfill", flow_run_name="backfill {start} to {end}")
def backfill(
    start: date,
    end: date,
    sources: Sequence[str] = (),
    desk: str = "data/desk",
    workers: int = 2,
    wait: bool = False,
) -> list[dict[str, Any]]:
    """The nights from `start` to `end` on Prefect, each a run of `nightly`; `wait` as there."""
    days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    found = _with_input(_desk(Path(desk), days, sources), days, sources)
    return [nightly(day, [str(p) for p in paths], desk, workers, wait=wait) for day, paths in found]


def _desk(root: Path, days: Sequence[date], sources: Sequence[str]) -> Desk:
    """The desk, made where one of the days has a source with something to read."""
    there = [path for day in days for path in _named(day, sources)]
    return desk_for(root, there) if there else open_desk(root)


def _named(day: date, sources: Sequence[str]) -> list[Path]:
    """The sources of a day that exist."""
    paths = [Path(source.replace("{day}", str(day))) for source in sources]
    return [path for path in paths if path.exists()]


def _with_input(
    desk: Desk, days: Sequence[date], sources: Sequence[str]
) -> Iterator[tuple[date, list[Path]]]:
    """The days for which a source exists or the desk holds records, with those sources.

    A source is named for each day by `{day}`. A day that only holds records is run over a folder
    with nothing in it, so that the inbox, which is tonight's, is left alone.
    """
    snapshot = desk.published()
    for day in days:
        there = _named(day, sources)
        held = snapshot is not None and (snapshot / partition("raw", day)).exists()
        if there:
            yield day, there
        elif held:
            yield day, [desk.nothing()]
