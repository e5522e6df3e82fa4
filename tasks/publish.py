"""From finished shards to a published night: each table merged, checked, and swapped in whole."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tasks import store
from tasks.articles.ledger import settle
from tasks.articles.merging import merge_actors
from tasks.errors import DataError
from tasks.night import STAGES, Night, partition
from tasks.review.table import night as labels_of_night
from tasks.schemas import NIGHTLY, TABLES
from tasks.snapshot import Manifest, stage_snapshot, swap_in
from tasks.versions import library_versions, model_versions
from tasks.warehouse import run_checks

# Table → the stage whose shards hold it; the tables not named here are made by `_MAKERS`.
FROM_SHARDS = {
    "segments": "segment", "quotes": "segment", "mentions": "segment",
    "signatures": "clean",
    "topics": "classify", "stances": "classify", "claims": "classify",
}  # fmt: skip
FROM_NIGHT = {"duplicates": "link", "clusters": "link"}


def merge(night: Night, table: str) -> str:
    """Write one table of the night from its shards, a row group a shard. Returns the table."""
    version = night.version(_stage_of(table))
    made_from = night.made_from("publish", table, version, _inputs(night))
    folder = _folder(night, table)
    if not _sound(folder, table, store.finished(folder, made_from)):
        parts = (_completed(part, table, night, version) for part in _parts(night, table))
        store.finish(folder, made_from, [(table, TABLES[table], parts)])
    return table


def _sound(folder: Path, table: str, done: dict[str, Any] | None) -> bool:
    """Whether the merged file is there and still the bytes that were written.

    It shares its bytes with the published one, so what damages that damages this.
    """
    path = folder / f"{table}.parquet"
    return done is not None and store.file_sha256(path) == done["files"][table]


def publish(night: Night, run_id: str, started: datetime) -> dict[str, Any]:
    """Check the merged night and swap it in; returns what the summary says.

    Raises DataError, with the desk as it was, where a check that must hold does not.
    """
    done = {table: store.done(_folder(night, table)) for table in NIGHTLY}
    files = {t: _folder(night, t) / f"{t}.parquet" for t in NIGHTLY}
    manifest = _manifest(night, run_id, done)
    made = {
        "labels": [labels_of_night(night.desk.labels, files["articles"], night.day)],
        "runs": [_run_row(night, manifest, started)],
    }
    root = stage_snapshot(night.desk, night.day, files, made, manifest)
    findings = run_checks(root, night.day)
    failed = [f for f in findings if f.severity == "fail"]
    if failed:
        listed = "; ".join(f"{f.check}: {f.rows} rows" for f in failed)
        raise DataError(f"the night of {night.day} was not published, checks failed: {listed}")
    snapshot = swap_in(night.desk, root, night.settings.keep_snapshots)
    warned = [{"check": f.check, "rows": f.rows} for f in findings]
    seconds = (datetime.now(UTC) - started).total_seconds()
    ledger = _states(snapshot / partition("ledger", night.day))
    return {
        "snapshot": snapshot.name,
        "warnings": warned,
        "notes": store.read_json(night.work / "plan.json")["left"],
        "ledger": ledger,
        "seconds": seconds,
        **manifest,
    }


def _states(path: Path) -> dict[str, int]:
    """Ledger state → records."""
    counted = pq.read_table(path, columns=["state"])["state"].value_counts().to_pylist()
    return {row["values"]: row["counts"] for row in sorted(counted, key=lambda row: -row["counts"])}


def _folder(night: Night, table: str) -> Path:
    return night.work / "publish" / table


def _stage_of(table: str) -> str:
    known = FROM_SHARDS | FROM_NIGHT | {"articles": "clean", "actors": "segment", "raw": "ingest"}
    return known.get(table, "publish")


def _inputs(night: Night) -> list[Any]:
    stages = ("clean", "segment", "classify")
    made = [[night.outputs(stage, s) for stage in stages] for s in _numbers(night)]
    identities = [shard["identity"] for shard in night.shards()]
    return [identities, night.outputs("admit", 0), made, night.outputs("link", 0)]


def _numbers(night: Night) -> range:
    return range(len(night.shards()))


def _parts(night: Night, table: str) -> Iterator[pa.Table]:
    if table in FROM_SHARDS:
        paths = [night.folder(FROM_SHARDS[table], s) / f"{table}.parquet" for s in _numbers(night)]
        yield from map(pq.read_table, paths)
    elif table in FROM_NIGHT:
        yield pq.read_table(night.folder(FROM_NIGHT[table]) / f"{table}.parquet")
    else:
        yield from _MAKERS[table](night)


def _raw(night: Night) -> Iterator[pa.Table]:
    yield from (pq.read_table(night.raw(shard)) for shard in _numbers(night))


def _articles(night: Night) -> Iterator[pa.Table]:
    stories = store.read_frame(night.folder("link"), "stories")
    for shard in _numbers(night):
        frame = store.read_frame(night.folder("clean", shard), "articles")
        merged = frame.merge(stories, on="article_id", how="left", validate="one_to_one")
        yield store.to_arrow(merged, store.work_schema("articles", linked=True))


def _ledger(night: Night) -> Iterator[pa.Table]:
    repeated = store.read_frame(night.folder("admit"), "admitted")
    stories = store.read_frame(night.folder("link"), "stories")
    for shard in _numbers(night):
        table = pq.read_table(night.raw(shard))
        raw = table.drop_columns(["content"]).to_pandas()
        raw["bytes"] = np.asarray(pc.binary_length(table["content"]))
        here = repeated[repeated["record_id"].isin(raw["record_id"])]
        verdicts = store.read_frame(night.folder("clean", shard), "verdicts")
        yield store.to_arrow(settle(raw, here, verdicts, stories), store.work_schema("ledger"))


def _actors(night: Night) -> Iterator[pa.Table]:
    shards = [store.read_frame(night.folder("segment", s), "actors") for s in _numbers(night)]
    yield store.to_arrow(merge_actors(shards), store.work_schema("actors"))


_MAKERS: dict[str, Callable[[Night], Iterator[pa.Table]]] = {
    "raw": _raw, "articles": _articles, "ledger": _ledger, "actors": _actors,
}  # fmt: skip


def _completed(part: pa.Table, table: str, night: Night, version: str) -> pa.Table:
    """The part with the columns the store adds, in the published schema.

    Records that the day already held keep the version that read them.
    """
    schema = TABLES[table]
    added = {"day": pa.scalar(night.day, pa.date32())}
    if "stage_version" not in part.column_names:
        added["stage_version"] = pa.scalar(version)
    columns = [
        pa.repeat(added[name], part.num_rows) if name in added else part[name]
        for name in schema.names
    ]
    return pa.table(columns, schema=schema)


def _manifest(night: Night, run_id: str, done: dict[str, Any]) -> Manifest:
    files = {t: {"sha256": d["files"][t], "rows": d["rows"][t]} for t, d in done.items()}
    return {
        "day": str(night.day),
        "run_id": run_id,
        "files": files,
        "night_sha256": store.fingerprint({t: f["sha256"] for t, f in files.items()}),
        "stages": {stage: night.version(stage) for stage in STAGES},
        "models": model_versions(),
        "libraries": library_versions(),
        "settings": night.settings_hashes(),
        "history": [[m["day"], m["night_sha256"]] for m in night.history()],
    }


def _run_row(night: Night, manifest: Manifest, started: datetime) -> pa.Table:
    rows = {t: f["rows"] for t, f in manifest["files"].items()}
    hashes = {t: f["sha256"] for t, f in manifest["files"].items()}
    row = {
        "day": night.day,
        "run_id": manifest["run_id"],
        "started_at": started.replace(microsecond=0),
        "finished_at": datetime.now(UTC).replace(microsecond=0),
        "records": rows["ledger"],
        "articles": rows["articles"],
        "counts": _json(rows),
        "versions": _json(manifest["stages"] | manifest["libraries"]),
        "models": _json(manifest["models"]),
        "files": _json(hashes),
        "night_sha256": manifest["night_sha256"],
    }
    return store.to_arrow(pd.DataFrame([row]), TABLES["runs"])


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
