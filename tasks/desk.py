"""The desk: the one folder a night reads and writes.

inbox/                what came in and is not yet read
work/day=…/           finished shards of a night, until the night is old
snapshots/000007/     whole states of all tables; untouched nights are hard links
current               a link to the last whole snapshot: swapped, never written through
briefs/day=….html     each night's brief
nightdesk.duckdb      views over the current snapshot, for any DuckDB client
nightdesk.json        marks the folder as a desk
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tasks.errors import UserError

FORMAT = 1
# What a user may lay out before the first night.
SETTINGS = {"inbox", "watchlist.toml", "actors.csv"}


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
    if root.is_dir() and {path.name for path in root.iterdir()} - SETTINGS:
        raise UserError(f"{root} is not a desk and not empty; give --desk a new or empty folder")
    if not create:
        raise UserError(f"no desk at {root}; make one with `nightdesk run SOURCE --desk {root}`")
    _make(root)
    return Desk(root.resolve())


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
def locked(desk: Desk) -> Iterator[None]:
    """Hold the desk for one writer; a second one gets a UserError at once.

    The kernel drops the lock when the process ends, however it ends.
    """
    path = desk.root / "lock"
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise UserError(
                f"{desk.root} is in use by process {holder}; wait for it to end"
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
