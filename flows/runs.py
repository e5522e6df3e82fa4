"""A night from the command line: the same order of stages, by Prefect's hands or by plain ones."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.hands import PlainHands
from flows.nightly import in_order, nightly
from flows.progress import Progress, watched
from tasks.config import Settings
from tasks.desk import desk_for, locked
from tasks.errors import UserError
from tasks.night import Night
from tasks.workers import pool


def run_night(
    day: date,
    sources: Sequence[Path],
    desk: Path,
    workers: int,
    runner: str = "processes",
    dask_address: str | None = None,
    no_server: bool = False,
    quiet: bool = False,
) -> dict[str, Any]:
    """One night, with progress on standard error; returns the published night's summary."""
    check_sources(sources)
    with Progress(quiet) as progress:
        if no_server:
            opened = desk_for(desk, sources)
            with locked(opened), pool(workers):
                hands = PlainHands(workers, progress)
                night = Night(opened, day, Settings())
                return in_order(hands, night, [source.resolve() for source in sources])
        on = nightly.with_options(task_runner=_task_runner(runner, workers, dask_address))
        with watched(progress):
            return on(
                day, [str(s) for s in sources], str(desk), workers if runner == "processes" else 0
            )


def check_sources(sources: Sequence[Path]) -> None:
    """Raise a UserError for the first source that is not there, before anything is begun."""
    for source in sources:
        if not source.exists():
            raise UserError(f"{source}: no such file or folder; check the path")


def _task_runner(runner: str, workers: int, address: str | None) -> TaskRunner[Any]:
    if runner == "processes":
        # Threads only wait for the worker processes; two more keep those busy.
        return ThreadPoolTaskRunner(max_workers=workers + 2)
    try:
        from prefect_dask import DaskTaskRunner
    except ImportError as error:
        raise UserError("--runner dask needs more: pip install 'nightdesk[dask]'") from error
    local = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
    on_dask: TaskRunner[Any] = (
        DaskTaskRunner(address=address) if address else DaskTaskRunner(cluster_kwargs=local)
    )
    return on_dask
