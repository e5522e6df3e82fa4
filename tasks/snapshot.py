"""Whole states of the desk: built aside, swapped in by one rename, hashed so they can be verified.

A snapshot is a folder of all tables of all nights. Nights that did not change are hard links to
the files of the snapshot before (copies where links are not to be had), so they cost nothing.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tasks import store
from tasks.desk import Desk
from tasks.errors import DataError
from tasks.night import partition
from tasks.schemas import NIGHTLY, TABLES

Manifest = dict[str, Any]
Changed = Mapping[tuple[str, date], Iterable[pa.Table]]


def stage_snapshot(
    desk: Desk,
    day: date,
    files: Mapping[str, Path],
    made: Mapping[str, Iterable[pa.Table]],
    manifest: Manifest,
) -> Path:
    """Build the next snapshot aside: every other night as it was, `day` from `files` and `made`.

    files: table → the merged Parquet file of the day. made: the parts of tables that have no
    shards; their hashes are added to the manifest. Returns the staged root.
    """
    changed = (f"day={day}", f"day={day}.json")
    root = _copied(desk, lambda path: not set(path.parts) & set(changed))
    for table, source in files.items():
        _link(source, root / partition(table, day))
    return _written(root, {(table, day): rows for table, rows in made.items()}, {day: manifest})


def stage_changed(desk: Desk, changed: Changed) -> Path:
    """Build the next snapshot aside: as the one that is, but for some partitions, made anew.

    changed: (table, day) → its parts, each a row group, which may be read as they are written.
    The hashes of the nights, and what later nights know of them, follow. Returns the staged root.
    """
    snapshot = desk.current.resolve()
    days = {day for _, day in changed}
    replaced = {partition(table, day) for table, day in changed}
    replaced |= {Path("manifest") / f"day={day}.json" for day in days}
    root = _copied(desk, lambda path: path not in replaced)
    manifests_of = {day: read_manifest(snapshot / "manifest" / f"day={day}.json") for day in days}
    _written(root, changed, manifests_of)
    _rehash(root)
    for day in sorted(days):
        _retell(root, day)
    return root


def _rehash(root: Path) -> None:
    """Bring each night's hash, and the hashes of earlier nights it was linked against, up to date."""
    nights = manifests(root)
    for manifest in nights:
        shas = {t: f["sha256"] for t, f in manifest["files"].items() if t in NIGHTLY}
        manifest["night_sha256"] = store.fingerprint(shas)
    known = {manifest["day"]: manifest["night_sha256"] for manifest in nights}
    for manifest in nights:
        manifest["history"] = [[day, known.get(day, sha)] for day, sha in manifest["history"]]
        path = root / "manifest" / f"day={manifest['day']}.json"
        if read_manifest(path) != manifest:
            # The file may be a link shared with the snapshot before: replaced, never written into.
            store.write_json(path, manifest)


def _retell(root: Path, day: date) -> None:
    """Let the night's row of `runs` say the hashes its manifest says."""
    said = root / "manifest" / f"day={day}.json"
    manifest, path = read_manifest(said), root / partition("runs", day)
    [row] = pq.ParquetFile(path).read().to_pylist()
    if row["night_sha256"] == manifest["night_sha256"]:
        return
    shas = {t: f["sha256"] for t, f in manifest["files"].items() if t in NIGHTLY}
    row |= {
        "night_sha256": manifest["night_sha256"],
        "files": json.dumps(shas, sort_keys=True),
    }
    table = pa.Table.from_pylist([row], schema=TABLES["runs"])
    digest, rows = store.write_parquet(path, TABLES["runs"], [table])
    manifest["files"]["runs"] = {"sha256": digest, "rows": rows}
    store.write_json(said, manifest)


def _copied(desk: Desk, kept: Callable[[Path], bool]) -> Path:
    """A fresh staging folder with links to the published files that `kept` says stay."""
    root, snapshot = desk.staging, desk.published()
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    if snapshot is None:
        return root
    for path in sorted(
        path.relative_to(snapshot) for path in snapshot.rglob("*") if path.is_file()
    ):
        if kept(path):
            _link(snapshot / path, root / path)
    return root


def _written(root: Path, made: Changed, manifest: Mapping[date, Manifest]) -> Path:
    for (table, day), parts in made.items():
        path = root / partition(table, day)
        path.parent.mkdir(parents=True, exist_ok=True)
        digest, count = store.write_parquet(path, TABLES[table], parts)
        manifest[day]["files"][table] = {"sha256": digest, "rows": count}
    (root / "manifest").mkdir(exist_ok=True)
    for day, said in manifest.items():
        store.write_json(root / "manifest" / f"day={day}.json", said)
    return root


def swap_in(desk: Desk, root: Path, keep: int) -> Path:
    """Make the staged root the current snapshot, and let go of the oldest beyond `keep`."""
    numbers = [int(path.name) for path in _snapshots(desk)]
    snapshot = desk.snapshots / f"{max(numbers, default=0) + 1:06d}"
    root.replace(snapshot)
    _sync(desk.snapshots)
    point_to(desk, snapshot)
    let_go(desk, keep)
    return snapshot


def let_go(desk: Desk, keep: int) -> None:
    """Remove the oldest snapshots beyond `keep`; the one that is current is among those kept."""
    current = desk.published()
    others = [path for path in _snapshots(desk) if current is None or path.name != current.name]
    for old in others[: max(len(others) - keep + 1, 0)]:
        shutil.rmtree(old)


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
