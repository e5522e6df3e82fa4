"""By whose hands the stages run: Prefect's, or plain threads where there is no server."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import as_completed as threads_completed
from typing import Any, Protocol

from prefect import Task
from prefect.futures import as_completed, wait

from flows.progress import Progress


class Hands(Protocol):
    """What carries a night out: a stage once, or a stage for each of its shards."""

    def once(self, stage: Task[Any, Any], *args: Any) -> Any:
        """Run a stage that covers the whole night; returns its result."""

    def each(self, stage: Task[Any, Any], night: Any, items: Sequence[Any]) -> None:
        """Run a stage for every item, some at a time; raises the first failure."""


class PrefectHands:
    """Each call is a Prefect task run, seen and retried by the server."""

    def __init__(self, progress: Progress | None = None) -> None:
        self.progress = progress or Progress(quiet=True)

    def once(self, stage: Task[Any, Any], *args: Any) -> Any:
        """As `Hands.once`."""
        self.progress.start(stage.name, 1)
        result = stage.submit(*args).result()
        self.progress.advance(stage.name)
        return result

    def each(self, stage: Task[Any, Any], night: Any, items: Sequence[Any]) -> None:
        """As `Hands.each`."""
        self.progress.start(stage.name, len(items))
        futures = [stage.submit(night, item) for item in items]
        try:
            _collect(as_completed(futures), stage.name, self.progress)
        except BaseException:
            # What is under way ends before the desk is given up.
            wait(futures)
            raise


class PlainHands:
    """The same plain functions on threads of this process, without Prefect's server."""

    def __init__(self, threads: int, progress: Progress | None = None) -> None:
        self.threads = threads
        self.progress = progress or Progress(quiet=True)

    def once(self, stage: Task[Any, Any], *args: Any) -> Any:
        """As `Hands.once`."""
        self.progress.start(stage.name, 1)
        result = stage.fn(*args)
        self.progress.advance(stage.name)
        return result

    def each(self, stage: Task[Any, Any], night: Any, items: Sequence[Any]) -> None:
        """As `Hands.each`; what has not begun when one fails is not begun."""
        self.progress.start(stage.name, len(items))
        with ThreadPoolExecutor(self.threads) as threads:
            futures = [threads.submit(stage.fn, night, item) for item in items]
            try:
                _collect(threads_completed(futures), stage.name, self.progress)
            except BaseException:
                threads.shutdown(cancel_futures=True)
                raise


def _collect(futures: Iterable[Any], stage: str, progress: Progress) -> None:
    for future in futures:
        future.result()
        progress.advance(stage)
