"""The desk: the one folder a night reads and writes.

inbox/                what came in and is not yet read
work/day=…/           finished shards of a night, until the night is old
snapshots/000007/     whole states of all tables; untouched nights are hard links
current               a link to the last whole snapshot: swapped, never written through
briefs/day=….html     each night's brief
labels/               what people labelled, and the training files made of it
takedowns.jsonl       hashes of what was taken down and is not let in again
nightdesk.duckdb      views over the current snapshot, for any DuckDB client
nightdesk.json        marks the folder as a desk
"""

import fcntl
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from tasks.errors import UserError
from tasks.ingest.discover import find_files

FORMAT = 1
# A file or folder while it is being made: see store.py and warehouse/views.py.
_ASIDE = re.compile(r"\.[\w=.-]+\.(?P<pid>\d+)|\.views-\w+")
# What a user may lay out before the first night.
SETTINGS = {"inbox", "watchlist.toml", "actors.csv", "feeds.toml"}


@dataclass(frozen=True)
class Desk:
    """The paths of one desk; `open_desk` checks that the folder is one."""

    root: Path

    @property
    def inbox(self) -> Path:
        """Where new text is left for the night."""
        return self.root / "inbox"

    @property
    def current(self) -> Path:
        """The link to the last whole snapshot; absent before the first night."""
        return self.root / "current"

    @property
    def snapshots(self) -> Path:
        """The whole snapshots, by number."""
        return self.root / "snapshots"

    @property
    def staging(self) -> Path:
        """Where the next snapshot is built, outside every folder that readers glob."""
        return self.root / "work" / "staging"

    @property
    def database(self) -> Path:
        """The DuckDB file of views."""
        return self.root / "nightdesk.duckdb"

    def work(self, day: date) -> Path:
        """The finished shards of one night."""
        return self.root / "work" / f"day={day}"

    def nothing(self) -> Path:
        """An empty folder: the source of a night that only re-makes what it holds."""
        path = self.root / "work" / "nothing"
        path.mkdir(exist_ok=True)
        return path

    @property
    def labels(self) -> Path:
        """What people labelled: one file a task, only added to."""
        return self.root / "labels"

    @property
    def takedowns(self) -> Path:
        """What was taken down: one JSON line a takedown, with the hashes that stay refused."""
        return self.root / "takedowns.jsonl"

    def brief(self, day: date) -> Path:
        """The HTML brief of one night."""
        return self.root / "briefs" / f"day={day}.html"

    def published(self) -> Path | None:
        """The last whole snapshot's own folder, resolved once so that a reader never mixes two."""
        return self.current.resolve() if self.current.is_symlink() else None

    def setting_file(self, name: str) -> Path:
        """Where the user's own `name` (watchlist.toml, actors.csv …) is, if there is one."""
        return self.root / name


def open_desk(root: Path, create: bool = False) -> Desk:
    """The desk at `root`; with `create`, an absent folder or one without others' files becomes one.

    Raises UserError where the folder is something else, so that no night is ever written into
    a folder of somebody's files.
    """
    marker = root / "nightdesk.json"
    if marker.is_file():
        _check_format(marker)
        return Desk(root.resolve())
    if root.exists() and not root.is_dir():
        raise UserError(f"{root} is a file; give --desk a folder")
    if root.is_dir() and not create and any(root.iterdir()):
        raise UserError(
            f"{root} is not a desk (it has no nightdesk.json); give --desk the folder a night was run on"
        )
    if root.is_dir() and {path.name for path in root.iterdir()} - SETTINGS:
        raise UserError(f"{root} is not a desk and not empty; give --desk a new or empty folder")
    if not create:
        raise UserError(f"no desk at {root}; make one with `nightdesk run SOURCE --desk {root}`")
    _make(root)
    return Desk(root.resolve())


def desk_for(root: Path, sources: Sequence[Path]) -> Desk:
    """The desk at `root` for a night over `sources` (its inbox where none is named), made if need be.

    UserError, and nothing made, where there is no desk and nothing to read either.
    """
    if not (root / "nightdesk.json").is_file():
        asked = list(sources) or [root / "inbox"]
        if not find_files([source for source in asked if source.exists()]):
            where = ", ".join(map(str, asked))
            raise UserError(f"{where}: nothing to read; put files there or name another source")
    return open_desk(root, create=True)


def _check_format(marker: Path) -> None:
    try:
        found = json.loads(marker.read_text(encoding="utf-8"))["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(
            f'{marker} is damaged ({error}); write {{"format": {FORMAT}}} into it'
        ) from error
    if found != FORMAT:
        raise UserError(f"{marker.parent} has desk format {found}, this Nightdesk reads {FORMAT}")


def _make(root: Path) -> None:
    try:
        for name in ("inbox", "work", "snapshots", "briefs"):
            (root / name).mkdir(parents=True, exist_ok=True)
        # The marker comes last: a desk half made is not yet a desk.
        (root / "nightdesk.json").write_text(json.dumps({"format": FORMAT}) + "\n")
    except OSError as error:
        raise UserError(f"cannot make a desk at {root}: {error.strerror}") from error


@contextmanager
def locked(desk: Desk, wait: bool = False) -> Iterator[None]:
    """Hold the desk for one writer; a second one gets a UserError at once, or its turn if it waits.

    The kernel drops the lock when the process ends, however it ends. What a writer that was
    killed left half made is swept away.
    """
    path = desk.root / "lock"
    with path.open("a+", encoding="utf-8") as file:
        _take(file, desk, wait)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        sweep(desk)
        yield


def _take(file: IO[str], desk: Desk, wait: bool) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.seek(0)
        holder = file.read().strip() or "unknown"
        said = f"{desk.root} is in use by process {holder}"
        if not wait:
            raise UserError(f"{said}; wait for it to end") from error
        print(f"{said}: waiting for it to end", file=sys.stderr, flush=True)
        fcntl.flock(file, fcntl.LOCK_EX)


def sweep(desk: Desk) -> list[Path]:
    """Remove what a writer that was killed left half made, and snapshots that never became current.

    What is only ever there while it is being made is `.name.PID` and `.views-…`; that of another
    process that runs stays, as feeds are collected and briefs written without the lock. Call it as
    the desk's one writer. Whatever else a user keeps on a desk stays. Returns what was removed.
    """
    places = [
        desk.root,
        *(desk.root / "briefs", desk.root / "labels"),
        *desk.root.glob("work/day=*/**/"),
    ]
    left = [
        path
        for place in places
        if place.is_dir()
        for path in place.iterdir()
        if (aside := _ASIDE.fullmatch(path.name)) and not _runs(aside["pid"])
    ]
    left += _never_current(desk)
    for path in left:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return left


def _runs(pid: str | None) -> bool:
    """Whether another process has this number: our own cannot have begun to write before its turn."""
    if pid is None or int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _never_current(desk: Desk) -> list[Path]:
    """Snapshots above the current one: their writer was killed before it swapped the link."""
    current = desk.published()
    if current is None or not current.is_dir() or not current.name.isdigit():
        return []
    return [
        path
        for path in desk.snapshots.iterdir()
        if path.name.isdigit() and int(path.name) > int(current.name)
    ]
