"""Frames to Parquet and back: files that match their schema, shards that are whole or absent.

A finished shard is a folder `work/day=…/<stage>/<shard>/` holding one Parquet file for each table
the stage writes and a `done.json` with the shard's fingerprint (what it was made from) and the
hash of each file. The folder is built aside and renamed, so it is there whole or not at all.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from tasks.schemas import BETWEEN, TABLES

COMPRESSION = {"compression": "zstd", "compression_level": 3}
STORE_COLUMNS = ("day", "stage_version")
# What linking knows and cleaning does not yet.
LINKED_COLUMNS = {"articles": ("story_id", "version")}


def work_schema(table: str, linked: bool = False) -> pa.Schema:
    """The table's schema between stages: without the columns that later stages add.

    >>> {"day", "version"} & set(work_schema("articles").names)
    set()
    """
    full = BETWEEN[table] if table in BETWEEN else TABLES[table]
    later = () if linked else LINKED_COLUMNS.get(table, ())
    return pa.schema([field for field in full if field.name not in (*STORE_COLUMNS, *later)])


def to_arrow(frame: pd.DataFrame, schema: pa.Schema) -> pa.Table:
    """The frame's columns in the schema's order and types.

    A column the frame lacks is null where the schema allows it; a missing or null value where it
    does not is a bug, and a ValueError.
    """
    columns = [_column(frame, field) for field in schema]
    for field, values in zip(schema, columns, strict=True):
        if values.null_count and not field.nullable:
            raise ValueError(f"column {field.name} holds {values.null_count} nulls and must not")
    return pa.table(columns, schema=schema)


def _column(frame: pd.DataFrame, field: pa.Field) -> pa.Array:
    if field.name not in frame or frame.empty:
        return pa.nulls(len(frame), field.type)
    made = pa.array(frame[field.name], type=field.type, from_pandas=True)
    return made.combine_chunks() if isinstance(made, pa.ChunkedArray) else made


def shaped(part: pa.Table, schema: pa.Schema) -> pa.Table:
    """The part's columns as the schema orders and describes them; what an old file lacks is null."""
    columns = [
        part[field.name] if field.name in part.schema.names else pa.nulls(part.num_rows, field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)


def write_parquet(path: Path, schema: pa.Schema, parts: Iterable[pa.Table]) -> tuple[str, int]:
    """Write one Parquet file aside, a row group a part, flush it to disk, move it in place.

    Returns the file's sha256 and its number of rows.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    rows = 0
    with aside.open("wb") as file:
        with pq.ParquetWriter(file, schema, **COMPRESSION) as writer:
            for part in parts:
                writer.write_table(part, row_group_size=max(part.num_rows, 1))
                rows += part.num_rows
        file.flush()
        os.fsync(file.fileno())
    digest = file_sha256(aside)
    aside.replace(path)
    return digest, rows


def file_sha256(path: Path) -> str:
    """The hash of a file's bytes, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint(*parts: Any) -> str:
    """One hash over JSON values: what a shard or a stage was made from."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def finished(folder: Path, made_from: str) -> dict[str, Any] | None:
    """What `done.json` says, if the folder holds a whole shard made from just this; else None."""
    try:
        done: dict[str, Any] = json.loads((folder / "done.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    whole = all((folder / f"{name}.parquet").exists() for name in done["files"])
    return done if whole and done["fingerprint"] == made_from else None


Tables = Iterable[tuple[str, pa.Schema, Iterable[pa.Table]]]


def finish(folder: Path, made_from: str, tables: Tables, **notes: Any) -> dict[str, Any]:
    """Replace `folder` by one that holds these tables, whole; returns its `done.json`.

    Each table comes as its name, its schema and its parts, which may be made as they are written.
    """
    aside = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    files, rows = {}, {}
    try:
        for name, schema, parts in tables:
            files[name], rows[name] = write_parquet(aside / f"{name}.parquet", schema, parts)
    except BaseException:
        # On a full disk what is half written is in the way of every next try.
        shutil.rmtree(aside, ignore_errors=True)
        raise
    done = {"fingerprint": made_from, "files": files, "rows": rows, **notes}
    write_json(aside / "done.json", done)
    shutil.rmtree(folder, ignore_errors=True)
    aside.replace(folder)
    return done


def framed(name: str, frame: pd.DataFrame) -> tuple[str, pa.Schema, list[pa.Table]]:
    """A frame as `finish` takes it, in its work schema."""
    schema = work_schema(name)
    return name, schema, [to_arrow(frame, schema)]


def done(folder: Path) -> dict[str, Any]:
    """The `done.json` of a shard that must be there by now."""
    value: dict[str, Any] = read_json(folder / "done.json")
    return value


def read_json(path: Path) -> Any:
    """The JSON value in a file of ours."""
    return json.loads(path.read_text(encoding="utf-8"))


def write_json(path: Path, value: Any) -> None:
    """Write JSON aside, flush it, move it in place."""
    replace_text(path, json.dumps(value, indent=1, sort_keys=True) + "\n")


def replace_text(path: Path, text: str) -> None:
    """Write a text file aside, flush it, move it in place."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def read_frame(folder: Path, table: str, columns: Iterable[str] | None = None) -> pd.DataFrame:
    """One table of a finished shard as a frame."""
    wanted = list(columns) if columns is not None else None
    frame: pd.DataFrame = pq.read_table(folder / f"{table}.parquet", columns=wanted).to_pandas()
    return frame
