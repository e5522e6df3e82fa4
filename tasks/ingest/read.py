"""Units of files to tables of `raw`, closed at a shard's size."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

import pyarrow as pa

from tasks.articles.ids import record_id
from tasks.config import Settings
from tasks.errors import TryAgainError
from tasks.ingest.discover import SourceFile
from tasks.ingest.records import Record, Source
from tasks.ingest.rules import with_options
from tasks.ingest.streams import open_file
from tasks.ingest.walk import records_of
from tasks.schemas import TABLES

SCHEMA = pa.schema([field for field in TABLES["raw"] if field.name not in ("day", "stage_version")])
Row = tuple[str, str, str | None, int, str, bytes, str, str | None]


def read_unit(unit: Iterable[SourceFile], settings: Settings) -> Iterator[pa.Table]:
    """Tables of `raw` less day and stage_version, each at most a shard; at least one a unit.

    Memory: one shard and one record, whatever the files hold.
    """
    rows: list[Row] = []
    size, given = 0, False
    for row in _rows(unit, settings):
        if rows and (
            len(rows) >= settings.shard_records or size + len(row[5]) > settings.shard_bytes
        ):
            yield _table(rows)
            rows, size, given = [], 0, True
        rows.append(row)
        size += len(row[5])
    if rows or not given:
        yield _table(rows)


def _rows(unit: Iterable[SourceFile], settings: Settings) -> Iterator[Row]:
    for file in unit:
        met: Counter[tuple[str | None, int]] = Counter()
        for record in _records(file, settings):
            sha256 = hashlib.sha256(record.content).hexdigest()
            member = _told_apart(record, met)
            key = record_id(file.origin_file, member, record.number, sha256)
            yield (
                key, file.origin_file, member, record.number,
                record.media_type, record.content, sha256, record.reason,
            )  # fmt: skip


def _told_apart(record: Record, met: Counter[tuple[str | None, int]]) -> str | None:
    """The record's member; an archive may hold two of one name, and each is a record."""
    met[record.member, record.number] += 1
    again = met[record.member, record.number]
    return record.member if again == 1 else f"{record.member or ''}#{again}"


def _records(file: SourceFile, settings: Settings) -> Iterator[Record]:
    if file.reason:
        yield Record("application/octet-stream", b"", file.reason)
        return
    opened = partial(open_file, file.path)
    source = Source(file.path.name, opened, file.bytes, file.options)
    try:
        for record in records_of(source, settings):
            yield replace(record, media_type=with_options(record.media_type, file.options))
    except MemoryError:
        raise TryAgainError(
            f"memory ran out over {file.origin_file}; nothing was published: run the night again "
            "with fewer workers"
        ) from None


def _table(rows: list[Row]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else [()] * len(SCHEMA)
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)],
        schema=SCHEMA,
    )
