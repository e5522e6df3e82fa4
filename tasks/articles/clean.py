"""raw → articles, lines and verdicts: every record read, repaired, labelled and dated.

Nothing is deleted: captions, credits and "read more" lines stay in the text and get a role. A
record that cannot be read is quarantined, one without words, taken back or held back by its sender rejected, each
with its reason.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from tasks.articles.article_fields import Reading, article_row, repaired
from tasks.articles.date_orders import ordered, told
from tasks.articles.ids import article_id as article_id_of
from tasks.articles.lines import Line, Page, read_lines
from tasks.errors import RejectedError, UnreadableError
from tasks.ingest.fields import Fields
from tasks.ingest.parsers import read_fields
from tasks.schemas import BETWEEN, TABLES
from tasks.text.dates import parse_date

_LATER = ("day", "stage_version", "story_id", "version")  # the store's and the link stage's
ARTICLE_COLUMNS = [name for name in TABLES["articles"].names if name not in _LATER]


class Cleaned(NamedTuple):
    """`articles` (without story_id, version), `lines` and `verdicts`, rows in record order."""

    articles: pd.DataFrame
    lines: pd.DataFrame
    verdicts: pd.DataFrame


def clean(raw: pd.DataFrame, day: date | None = None) -> Cleaned:
    """Reads every record of `raw`; `day` is the night, past which dates are not believed.

    The same bytes give the same article_id in every night. Raises nothing that a record can
    cause: what is wrong with one stands in its verdict.
    """
    records = raw.to_dict("records")
    pairs = [_read(record, day) for record in records]
    readings = ordered([reading for reading, _ in pairs if reading], records)
    verdicts = _with_orders([verdict for _, verdict in pairs], readings)
    pages = [Page(r.fields.text, r.fields.title or "", r.fields.roles) for r in readings]
    lines = read_lines(pages)
    articles = [article_row(*pair, day) for pair in zip(readings, lines, strict=True)]
    rows = [row for pair in zip(readings, lines, strict=True) for row in _line_rows(*pair)]
    frame = pd.DataFrame(articles, columns=ARTICLE_COLUMNS)
    return Cleaned(
        frame.astype({"published_at": "datetime64[s, UTC]"}),
        pd.DataFrame(rows, columns=BETWEEN["lines"].names),
        pd.DataFrame(verdicts, columns=BETWEEN["verdicts"].names),
    )


def _read(
    record: Mapping[Hashable, Any], day: date | None
) -> tuple[Reading | None, dict[str, Any]]:
    """The record's reading, where it has words, and its verdict."""
    verdict: dict[str, Any] = {"record_id": record["record_id"], "state": "quarantined"}
    if isinstance(record.get("reason"), str):
        return None, verdict | {"reason": record["reason"]}
    try:
        found = read_fields(record["media_type"], record["content"], record["origin_file"])
        found = _released(found, day)
    except RejectedError as error:
        return None, verdict | {"state": "rejected", "reason": str(error)}
    except UnreadableError as error:
        return None, verdict | {"reason": str(error)}
    verdict |= {"encoding": found.encoding, "encoding_from": found.encoding_from}
    text, given = repaired(found.text, found.roles)
    if not any(map(str.isalpha, text)):
        reason = "there is no letter in its text" if text.strip() else "there is no text in it"
        return None, verdict | {"state": "rejected", "reason": reason}
    article_id = article_id_of(record["sha256"])
    reading = Reading(record["record_id"], article_id, replace(found, text=text, roles=given))
    reason = "read and repaired" if text != found.text else "read"
    reason += f"; {found.columns}" if found.columns else ""
    return reading, verdict | {"state": "accepted", "reason": reason, "article_id": article_id}


def _with_orders(verdicts: list[dict[str, Any]], readings: list[Reading]) -> list[dict[str, Any]]:
    """The verdicts, with a word where a date was read by others of its file."""
    said = {reading.record_id: f"; {word}" for reading in readings if (word := told(reading))}
    return [
        verdict | {"reason": verdict["reason"] + said.get(verdict["record_id"], "")}
        for verdict in verdicts
    ]


def _released(found: Fields, day: date | None) -> Fields:
    """The fields, with a word on an embargo that is no date; RejectedError where it ends after `day`."""
    if not found.embargoed or day is None:
        return found
    until = parse_date(found.embargoed, found.zone or "UTC", near=day)
    if until is None:
        said = f"its embargo {' '.join(found.embargoed.split())[:80]} is no date"
        return replace(found, columns="; ".join(filter(None, [found.columns, said])))
    if until.at.date() > day:
        clock = " %H:%M UTC" if until.precision == "minute" else ""
        raise RejectedError(
            f"embargoed until {until.at:%Y-%m-%d{clock}}: give it to a night from that day on"
        )
    return found


def _line_rows(reading: Reading, lines: list[Line]) -> Iterator[tuple[Any, ...]]:
    section = 0
    for paragraph, line in enumerate(lines):
        for start, end, role in line.spans:
            yield reading.article_id, start, end, role, paragraph, section
            section += role == "subhead"
