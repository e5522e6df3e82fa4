"""Dates such as 05/11/2026, by the other dates of their file: an export writes one column in one way.

Only of rows and of the pieces of one text: a crawl's pages are of many hands. A file so large that
it fills several shards is seen a shard at a time, which has thousands of its rows.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tasks.articles.article_fields import Reading
from tasks.ingest.json_articles import FEED
from tasks.ingest.records import JSON, TEXT
from tasks.ingest.rules import split_options
from tasks.text.date_figures import in_either_order, puts_day_first

ONE_HAND = (JSON, FEED, TEXT)
TOLD = "its date puts the {} first, as others of its file do"


def ordered(
    readings: Sequence[Reading], records: Iterable[Mapping[Hashable, Any]]
) -> list[Reading]:
    """The readings, those with a date in either order told which comes first, where their file shows it.

    records: the rows of `raw` that they were read from, and perhaps more.
    """
    files = {
        record["record_id"]: (record["origin_file"], str(record.get("origin_member")))
        for record in records
        if split_options(record["media_type"])[0] in ONE_HAND
    }
    written: dict[tuple[str, str], list[str]] = defaultdict(list)
    for reading in readings:
        if reading.record_id in files and reading.fields.published:
            written[files[reading.record_id]].append(reading.fields.published)
    orders = {file: puts_day_first(dates) for file, dates in written.items()}
    known = {record: orders[file] for record, file in files.items() if file in orders}
    return [
        reading._replace(fields=replace(reading.fields, day_first=known.get(reading.record_id)))
        if in_either_order(reading.fields.published or "")
        else reading
        for reading in readings
    ]


def told(reading: Reading) -> str:
    """In words how a date was read by others; empty where it was not."""
    first = {True: "day", False: "month", None: ""}[reading.fields.day_first]
    return TOLD.format(first) if first else ""
