"""`nightdesk run`, `backfill` and `collect`: nights over sources or the desk's inbox, and filling it."""

import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.environment import prepare
from flows.options import DEFAULT_DESK, DayOption, DeskOption, JsonOption, path, read_day
from tasks.errors import UserError

# Far above any machine's cores, and no more than what counts processes can hold.
MOST_WORKERS = 4096
Workers = Annotated[int, typer.Option(help="Processes to work with.", min=1, max=MOST_WORKERS)]
Sources = Annotated[list[Path] | None, typer.Argument(parser=path, help="Files or folders.")]
NoServer = Annotated[bool, typer.Option("--no-server", help="Without Prefect's server.")]
Runner = Annotated[str, typer.Option(help="processes or dask")]
DaskAddress = Annotated[str | None, typer.Option(help="A Dask scheduler; else a local one.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.command("run")(run)
    app.command("backfill")(backfill)
    app.command("collect")(collect)


def run(
    sources: Sources = None,
    day: DayOption = None,
    workers: Workers = os.cpu_count() or 2,
    runner: Runner = "processes",
    dask_address: DaskAddress = None,
    no_server: NoServer = False,
    desk: DeskOption = DEFAULT_DESK,
    as_json: JsonOption = False,
) -> None:
    """One night over the sources, or over the desk's inbox."""
    night = read_day(day)
    _check_runner(runner, dask_address, no_server)
    prepare(server=not no_server)
    from flows.runs import run_night
    from flows.summary import told

    summary = run_night(
        night, sources or [], desk, workers, runner, dask_address, no_server, quiet=as_json
    )
    typer.echo(json.dumps(summary, sort_keys=True) if as_json else told(summary, desk))


def backfill(
    start: Annotated[str, typer.Option("--from", help="First night, as YYYY-MM-DD.")],
    end: Annotated[str, typer.Option("--to", help="Last night, as YYYY-MM-DD.")],
    sources: Annotated[
        list[str] | None, typer.Argument(help="Paths; {day} in one stands for each night's date.")
    ] = None,
    workers: Workers = os.cpu_count() or 2,
    no_server: NoServer = False,
    desk: DeskOption = DEFAULT_DESK,
    as_json: JsonOption = False,
) -> None:
    """The nights of a range again: from what each holds, and from sources where they are named."""
    prepare(server=not no_server)
    from flows.backfill import run_backfill
    from flows.summary import told_in_short

    days = _days(read_day(start), read_day(end))
    named = [str(path(source)) for source in sources or []]
    done = run_backfill(days, named, desk, workers, no_server, quiet=as_json)
    lines: list[Any] = [summary if as_json else told_in_short(summary) for summary in done]
    typer.echo(json.dumps(lines, sort_keys=True) if as_json else "\n".join(lines))


def collect(
    feeds: Annotated[
        Path | None, typer.Option("--feeds", help="Else feeds.toml on the desk.")
    ] = None,
    desk: DeskOption = DEFAULT_DESK,
    as_json: JsonOption = False,
) -> None:
    """Poll feeds into the inbox, for the next night to read."""
    prepare(server=False)
    from flows.collect import run_collecting
    from tasks.collect import told

    polled = run_collecting(desk, feeds)
    typer.echo(json.dumps(polled, sort_keys=True) if as_json else told(polled))
    if any(each["state"] == "failed" for each in polled):
        raise typer.Exit(1)


def _days(first: date, last: date) -> list[date]:
    if last < first:
        raise UserError(f"--from {first} is later than --to {last}; swap them")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _check_runner(runner: str, address: str | None, no_server: bool) -> None:
    if runner not in ("processes", "dask"):
        raise UserError(f"--runner is processes or dask, not {runner!r}")
    if address and runner != "dask":
        raise UserError("--dask-address goes with --runner dask")
    if no_server and runner == "dask":
        raise UserError("--runner dask needs Prefect's server: leave --no-server out")
