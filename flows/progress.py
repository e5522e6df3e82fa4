"""What a person sees while a night works: a bar for each stage, or a line where no one watches."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars


class Progress:
    """Stages as they start and advance, on standard error; silent when `quiet`."""

    def __init__(self, quiet: bool = False) -> None:
        console = Console(file=sys.stderr)
        self.quiet = quiet
        self.bars = Bars(
            TextColumn("{task.description:<9}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            disable=quiet or not console.is_terminal,
        )
        self.lines = not quiet and not console.is_terminal
        self.stages: dict[str, tuple[int, float, int]] = {}
        self.ids: dict[str, object] = {}

    def __enter__(self) -> "Progress":
        self.bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.bars.stop()

    def start(self, stage: str, total: int) -> None:
        """A stage begins, with `total` shards to do."""
        self.stages[stage] = (total, time.monotonic(), 0)
        self.ids[stage] = self.bars.add_task(stage, total=total)

    def advance(self, stage: str) -> None:
        """One more shard of the stage is done."""
        total, began, done = self.stages[stage]
        self.stages[stage] = (total, began, done + 1)
        self.bars.advance(self.ids[stage])  # type: ignore[arg-type]
        if self.lines and done + 1 == total:
            seconds = time.monotonic() - began
            print(f"{stage:<9} {total} done in {seconds:.1f} s", file=sys.stderr, flush=True)


# A flow's parameters must be JSON, and on Dask its globals are pickled: so who watches is kept here.
_watching: list[Progress] = [Progress(quiet=True)]


def watching() -> Progress:
    """What the flow runs of this process report to."""
    return _watching[-1]


@contextmanager
def watched(progress: Progress) -> Iterator[None]:
    """Have the flow runs of this process report to `progress` while the block runs."""
    _watching.append(progress)
    try:
        yield
    finally:
        _watching.pop()
