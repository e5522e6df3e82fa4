"""One night: what the product does, in order.

Raw text comes in and is cut into shards; each shard becomes articles, then segments, quotations
and names; the night is linked with itself and with all earlier nights; each sentence is judged;
and the whole is checked and swapped in. To add a format, add a module to `tasks/ingest`. A
sentence's stance is decided in `tasks/models/stance.py`, called by `tasks/articles/classify.py`.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from prefect import flow
from prefect.runtime import flow_run

from flows.artifacts import write_artifacts
from flows.hands import Hands, PrefectHands
from flows.progress import watching
from tasks import stages
from tasks.config import Settings
from tasks.desk import desk_for, locked
from tasks.night import Night
from tasks.schemas import NIGHTLY
from tasks.workers import pool


def in_order(do: Hands, night: Night, sources: Sequence[Path]) -> dict[str, Any]:
    """Every stage of a night, by whoever's hands; returns the summary of what was published."""
    run_id, started = uuid4().hex, datetime.now(UTC)
    units = do.once(stages.plan, night, sources)
    do.each(stages.ingest, night, units)
    shards = do.once(stages.admit, night)
    do.each(stages.clean, night, shards)
    do.each(stages.segment, night, shards)
    do.once(stages.link, night)
    do.each(stages.classify, night, shards)
    do.each(stages.merge, night, NIGHTLY)
    summary: dict[str, Any] = do.once(stages.publish, night, run_id, started)
    do.once(stages.hand_over, night, not sources)
    return summary


@flow(name="nightly", flow_run_name=lambda: f"night of {_day_asked() or 'its schedule'}")
def nightly(
    day: date | None = None,
    sources: Sequence[str] = (),
    desk: str = "data/desk",
    workers: int = 2,
    timezone: str = "UTC",
    wait: bool = False,
) -> dict[str, Any]:
    """One night on Prefect; `day` is the scheduled start's date in `timezone` unless it is given.

    wait: where another process holds the desk, wait for it rather than fail.
    """
    named = [Path(source).resolve() for source in sources]
    opened = desk_for(Path(desk), named)
    night = Night(opened, day or scheduled_day(timezone), Settings())
    # On Dask there are no workers of our own (0): there the tasks themselves are spread.
    with locked(opened, wait), pool(workers):
        hands = PrefectHands(watching())
        summary = in_order(hands, night, named)
    write_artifacts(opened, night.day, summary)
    return summary


def scheduled_day(timezone: str) -> date:
    """The local date the run was scheduled for: never the clock's, which a late start would move."""
    start: datetime = flow_run.scheduled_start_time or datetime.now(UTC)
    return start.astimezone(ZoneInfo(timezone)).date()


def _day_asked() -> Any:
    return flow_run.parameters.get("day")
