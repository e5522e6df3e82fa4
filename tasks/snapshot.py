"""Whole states of the desk: built aside, swapped in by one rename, hashed so they can be verified.

A snapshot is a folder of all tables of all nights. Nights that did not change are hard links to
the files of the snapshot before (copies where links are not to be had), so they cost nothing.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from tasks import store
from tasks.desk import Desk
from tasks.errors import DataError
from tasks.night import partition

Manifest = dict[str, Any]


def stage_snapshot(
    desk: Desk, day: date, files: Mapping[str, Path], run: pa.Table, manifest: Manifest
) -> Path:
    """Build the next snapshot aside: every other night as it was, `day` from `files`.

    files: table → the merged Parquet file of the day. Adds the file of `runs` and its hash to the
    manifest. Returns the staged root.
    """
    root = desk.staging
    shutil.rmtree(root, ignore_errors=True)
    for path in _kept(desk, day):
        _link(desk.current.resolve() / path, root / path)
    for table, source in files.items():
        _link(source, root / partition(table, day))
    runs = root / partition("runs", day)
    runs.parent.mkdir(parents=True)
    digest, rows = store.write_parquet(runs, run.schema, [run])
    manifest["files"]["runs"] = {"sha256": digest, "rows": rows}
    (root / "manifest").mkdir(exist_ok=True)
    store.write_json(root / "manifest" / f"day={day}.json", manifest)
    return root


def swap_in(desk: Desk, root: Path, keep: int) -> Path:
    """Make the staged root the current snapshot, and let go of the oldest beyond `keep`."""
    numbers = [int(path.name) for path in _snapshots(desk)]
    snapshot = desk.snapshots / f"{max(numbers, default=0) + 1:06d}"
    root.replace(snapshot)
    _sync(desk.snapshots)
    point_to(desk, snapshot)
    for old in _snapshots(desk)[:-keep]:
        shutil.rmtree(old)
    return snapshot


def point_to(desk: Desk, snapshot: Path) -> None:
    """Swap the `current` link to `snapshot` by one rename: a reader sees the old or the new."""
    aside = desk.root / f".current.{os.getpid()}"
    aside.unlink(missing_ok=True)
    aside.symlink_to(snapshot.relative_to(desk.root))
    aside.replace(desk.current)
    _sync(desk.root)


def manifests(root: Path) -> list[Manifest]:
    """The manifests of all nights in a snapshot, oldest first."""
    return [read_manifest(path) for path in sorted((root / "manifest").glob("day=*.json"))]


def read_manifest(path: Path) -> Manifest:
    """One night's manifest; DataError where it is not what was written."""
    try:
        found: Manifest = store.read_json(path)
        if not {"day", "files"} <= set(found):
            raise ValueError("something is missing")
    except (OSError, ValueError, TypeError) as error:
        raise DataError(
            f"{path} is damaged ({error}); run its night again from its sources"
        ) from error
    return found


def absent(root: Path) -> Iterator[tuple[Path, str]]:
    """The files that a manifest names and that are not there."""
    for manifest in manifests(root):
        for path in (partition(table, manifest["day"]) for table in manifest["files"]):
            if not (root / path).exists():
                yield path, "is missing"


def damaged(root: Path) -> Iterator[tuple[Path, str]]:
    """The files of a snapshot that are missing, or whose bytes are not what the manifest says."""
    yield from absent(root)
    for manifest in manifests(root):
        for table, said in manifest["files"].items():
            path = partition(table, manifest["day"])
            if (root / path).exists() and store.file_sha256(root / path) != said["sha256"]:
                yield path, "is not the file that was published"


def _snapshots(desk: Desk) -> list[Path]:
    return sorted(path for path in desk.snapshots.iterdir() if path.name.isdigit())


def _kept(desk: Desk, day: date) -> list[Path]:
    snapshot = desk.published()
    if snapshot is None:
        return []
    files = [path.relative_to(snapshot) for path in snapshot.rglob("*") if path.is_file()]
    changed = (f"day={day}", f"day={day}.json")
    return sorted(path for path in files if not set(path.parts) & set(changed))


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links, or too many of them: a copy is as good
        shutil.copyfile(source, target)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
