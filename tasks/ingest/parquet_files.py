"""Parquet: every row a record, written as one JSON object; read batch by batch."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.json_files import serialised
from tasks.ingest.records import JSON, Record, Source, held
from tasks.ingest.streams import line

# Rows decoded at once: at 6 kB an article about 1 MB, whatever the file's row groups.
BATCH_ROWS = 200


def read_parquet(source: Source, settings: Settings) -> Iterator[Record]:
    """One record for each row; nulls are left out, so a missing cell and a null are the same."""
    stream = source.open()
    if not stream.seekable():
        stream = held(source.name, source.whole(settings.record_bytes)).open()
    with stream:
        number = 0
        for batch in _batches(stream):
            for row in _rows(batch):
                yield Record(JSON, serialised(row), number=number)
                number += 1


def _batches(stream: Any) -> Iterator[pa.RecordBatch]:
    try:
        # Without pre-buffering only the pages in hand are held, not a row group's columns.
        file = pq.ParquetFile(stream, pre_buffer=False, buffer_size=1 << 20)
        yield from file.iter_batches(BATCH_ROWS)
    except (pa.ArrowException, OSError, MemoryError) as error:
        raise UnreadableError(f"the Parquet file is damaged or cut short: {line(error)}") from None


def _rows(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    try:
        rows = batch.to_pylist()
    except (ValueError, OverflowError) as error:
        raise UnreadableError(
            f"the Parquet file holds values of no date or text: {line(error)}"
        ) from None
    return [{key: value for key, value in row.items() if value is not None} for row in rows]
