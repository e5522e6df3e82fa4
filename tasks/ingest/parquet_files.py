"""Parquet: every row a record, written as one JSON object; read batch by batch."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.columns import told_apart
from tasks.ingest.json_files import serialised
from tasks.ingest.records import JSON, UNKNOWN, Record, Source, held
from tasks.ingest.streams import line, raise_if_passing, refuse_greed

# Rows decoded at once: at 6 kB an article about 1 MB, whatever the file's row groups.
BATCH_ROWS = 200


def read_parquet(source: Source, settings: Settings) -> Iterator[Record]:
    """One record for each row; nulls are left out, so a missing cell and a null are the same.

    A row group that cannot be read costs one record, which says how many rows it holds.
    """
    stream = source.open()
    if not stream.seekable():
        stream = held(source.name, source.whole(settings.record_bytes)).open()
    with stream:
        with _faults_told():
            # Without pre-buffering only the pages in hand are held, not a row group's columns.
            file = pq.ParquetFile(stream, pre_buffer=False, buffer_size=1 << 20)
            sizes = [
                file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)
            ]
        first = 0
        for group, size in enumerate(sizes):
            yield from _group(file, group, first, size)
            first += size


def _group(file: pq.ParquetFile, group: int, first: int, size: int) -> Iterator[Record]:
    """The rows of one row group, numbered from `first`."""
    number = first
    try:
        for rows in _batches(file, group):
            for row in rows:
                yield Record(JSON, serialised(row), number=number)
                number += 1
    except UnreadableError as error:
        if number == 0 and file.num_row_groups == 1:
            raise
        reason = f"{error}; rows {number} to {first + size - 1} are not read"
        yield Record(UNKNOWN, b"", reason, number=number)


def _batches(file: pq.ParquetFile, group: int) -> Iterator[list[dict[str, Any]]]:
    with _faults_told():
        for batch in file.iter_batches(BATCH_ROWS, row_groups=[group]):
            names = told_apart(batch.schema.names)
            rows = batch.rename_columns(names).to_pylist()
            yield [{key: value for key, value in row.items() if value is not None} for row in rows]


@contextmanager
def _faults_told() -> Iterator[None]:
    """What Arrow raises over a bad file, as a reason."""
    try:
        yield
    except MemoryError:
        refuse_greed("the Parquet file")
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise_if_passing(error, "the Parquet file")
        raise UnreadableError(f"the Parquet file is damaged or cut short: {line(error)}") from None
