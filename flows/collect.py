"""Feeds polled into the desk's inbox, on Prefect or from the command line."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow

from tasks import collect as collecting
from tasks.desk import open_desk


def run_collecting(desk: Path, feeds: Path | None) -> list[dict[str, Any]]:
    """Poll the feeds of a file, by default the desk's own `feeds.toml`; what came of each."""
    # The list first: where it is wrong or missing, no desk is made.
    listed = collecting.read_feeds(feeds or desk / "feeds.toml")
    return collecting.collect(open_desk(desk, create=True), listed, datetime.now(UTC))


@flow(name="collect", flow_run_name="collect into {desk}")
def collect(desk: str = "data/desk", feeds: str | None = None) -> list[dict[str, Any]]:
    """The feeds polled once; a run fails only where none of them could be had."""
    polled = run_collecting(Path(desk), Path(feeds) if feeds else None)
    if all(each["state"] == "failed" for each in polled):
        raise RuntimeError(collecting.told(polled))
    return polled
