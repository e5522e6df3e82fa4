"""Every Prefect task of a night, each handing one shard to the plain functions that do the work.

What crosses a task's border is a night, a number and a path, never a frame: so a task can be
retried alone, or run in another process or on another machine. The truth about what is finished
is in the desk's own folders; Prefect's caching is off and its states only report.
"""

from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from pathlib import Path
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.errors import TryAgainError
from tasks.night import Night
from tasks.workers import in_worker, renew

# Calls of workers after which a night is a long one: some dozen shards.
LONG = 64


def worth_a_retry(task: Any, run: Any, state: Any) -> bool:
    """A worker that died or a file that could not be reached may do better; a bug will not."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, OSError | BrokenProcessPool | TryAgainError)


SHARD: dict[str, Any] = {
    "cache_policy": NO_CACHE,
    "retries": 2,
    "retry_delay_seconds": 5,
    "retry_condition_fn": worth_a_retry,
}


@task(cache_policy=NO_CACHE)
def plan(night: Night, sources: Sequence[Path]) -> list[int]:
    """What is to be read, cut into units; first whether the models that will judge it are whole."""
    in_worker("tasks.models.catalogue.check_live")
    return in_worker("tasks.shards.plan", night, sources)


@task(task_run_name="ingest {unit}", **SHARD)
def ingest(night: Night, unit: int) -> int:
    """Bytes to records."""
    return in_worker("tasks.shards.ingest", night, unit)


@task(cache_policy=NO_CACHE)
def admit(night: Night) -> list[int]:
    """Records in order, cut into shards, less those that came before."""
    return in_worker("tasks.shards.admit", night)


@task(task_run_name="clean {shard}", **SHARD)
def clean(night: Night, shard: int) -> int:
    """Records to articles, each line with its role."""
    return in_worker("tasks.shards.clean", night, shard)


@task(task_run_name="segment {shard}", **SHARD)
def segment(night: Night, shard: int) -> int:
    """Articles to sentences, quotations and names."""
    return in_worker("tasks.shards.segment", night, shard)


@task(**SHARD)
def link(night: Night) -> int:
    """Copies and versions, tonight and against every earlier night."""
    return in_worker("tasks.shards.link", night)


@task(task_run_name="classify {shard}", **SHARD)
def classify(night: Night, shard: int) -> int:
    """Topics, stances and claims, each with its probability."""
    return in_worker("tasks.shards.classify", night, shard)


@task(task_run_name="merge {table}", **SHARD)
def merge(night: Night, table: str) -> str:
    """One table of the night from its shards."""
    return in_worker("tasks.publish.merge", night, table)


@task(cache_policy=NO_CACHE)
def publish(night: Night, run_id: str, started: datetime) -> dict[str, Any]:
    """The night checked and swapped in, whole or not at all."""
    renew(after=LONG)
    return in_worker("tasks.publish.publish", night, run_id, started)


@task(cache_policy=NO_CACHE)
def hand_over(night: Night, inbox_was_read: bool) -> Path:
    """The views, the brief, the inbox put by."""
    return in_worker("tasks.handover.hand_over", night, inbox_was_read)
