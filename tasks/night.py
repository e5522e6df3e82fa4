"""One night at work: where its shards are, and what each of them is made from."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from tasks import store
from tasks.config import Settings
from tasks.desk import Desk
from tasks.errors import UserError
from tasks.versions import library_versions, stage_version
from tasks.watchlist import Watchlist
from tasks.watchlist import read as read_watchlist

# The module in which each stage's work is written; its version is taken from there.
STAGES = {
    "ingest": ("tasks.ingest.read", "tasks.store"),
    "admit": ("tasks.articles.admit", "tasks.store"),
    "clean": ("tasks.articles.clean", "tasks.articles.signatures", "tasks.store"),
    "segment": ("tasks.articles.segment", "tasks.store"),
    "link": ("tasks.articles.link", "tasks.store"),
    "classify": ("tasks.articles.classify", "tasks.store"),
    "publish": ("tasks.articles.ledger", "tasks.articles.merging", "tasks.store"),
}


@dataclass(frozen=True)
class Night:
    """One run for one day on one desk; small enough to hand to any task or process."""

    desk: Desk
    day: date
    settings: Settings = field(default_factory=Settings)

    @property
    def work(self) -> Path:
        """The folder of the night's finished shards."""
        return self.desk.work(self.day)

    def folder(self, stage: str, shard: int = 0) -> Path:
        """Where one shard of one stage lies."""
        return self.work / stage / f"{shard:05d}"

    def version(self, stage: str) -> str:
        """The stage's name and version, as rows carry it."""
        return f"{stage}-{stage_version(*STAGES[stage])}"

    def made_from(self, stage: str, *inputs: Any) -> str:
        """The fingerprint of a shard of `stage` made from `inputs` (JSON values)."""
        return store.fingerprint(self.version(stage), library_versions(), str(self.day), *inputs)

    def shards(self) -> list[dict[str, Any]]:
        """The night's raw shards in order, as `admit` wrote them: path and identity."""
        listed: list[dict[str, Any]] = store.done(self.folder("admit"))["shards"]
        return listed

    def raw(self, shard: int) -> Path:
        """The Parquet file that holds one raw shard."""
        return self.work / str(self.shards()[shard]["path"])

    def outputs(self, stage: str, shard: int) -> dict[str, str]:
        """Table → sha256 of a finished shard's files: what the next stage is made from."""
        files: dict[str, str] = store.done(self.folder(stage, shard))["files"]
        return files

    def watchlist(self) -> Watchlist:
        """The desk's watchlist; empty where it has none."""
        return read_watchlist(self.watchlist_file())

    def watchlist_file(self) -> Path:
        """Where the watchlist is, whether or not the file exists."""
        return self.desk.setting_file("watchlist.toml")

    def aliases_file(self) -> Path:
        """Where the user's own names of actors are, whether or not the file exists."""
        return self.desk.setting_file("actors.csv")

    def settings_hashes(self) -> dict[str, str]:
        """The user's own files that a night depends on → their hashes, "" where there is none."""
        files = (self.watchlist_file(), self.aliases_file(), self.desk.inbox / "sources.toml")
        return {str(file.relative_to(self.desk.root)): file_or_nothing(file) for file in files}

    def history(self) -> list[dict[str, Any]]:
        """The manifests of all published nights before this day, oldest first."""
        snapshot = self.desk.published()
        found = sorted((snapshot / "manifest").glob("day=*.json")) if snapshot else []
        manifests = [store.read_json(path) for path in found]
        return [manifest for manifest in manifests if manifest["day"] < str(self.day)]

    def manifest(self) -> dict[str, Any]:
        """The manifest of this day as published; empty where it was not."""
        snapshot = self.desk.published()
        path = snapshot / "manifest" / f"day={self.day}.json" if snapshot else None
        return dict(store.read_json(path)) if path and path.exists() else {}

    def published_table(self, table: str, day: date | str) -> Path:
        """A published partition's file in the current snapshot."""
        snapshot = self.desk.published()
        return (snapshot or self.desk.current) / partition(table, day)

    def held_shards(self) -> int:
        """How many raw shards earlier runs of this day published: its raw file's row groups."""
        path = self.published_table("raw", self.day)
        return int(pq.ParquetFile(path).num_row_groups) if path.exists() else 0


def partition(table: str, day: date | str) -> Path:
    """A partition's path inside a snapshot.

    >>> partition("topics", "2016-12-29").as_posix()
    'topics/day=2016-12-29/topics.parquet'
    """
    return Path(table) / f"day={day}" / f"{table}.parquet"


def file_or_nothing(path: Path) -> str:
    """A settings file's hash, or "" where there is none."""
    if path.is_dir():
        raise UserError(f"{path} is a folder; it should be a file")
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def stamp(path: Path) -> list[int]:
    """Size and time of change: whether a file is still the one that was planned; empty if gone."""
    try:
        status = path.stat()
    except OSError:
        return []
    return [status.st_size, status.st_mtime_ns]
