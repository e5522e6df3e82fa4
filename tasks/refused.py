"""Records that were taken down and are not let in again: known by their bytes, or by where they stood.

The same bytes have the same hash. Where `sources.toml` now cuts the file in another way the bytes
are others, and so everything that is cut anew at that place is refused.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from tasks.ingest.records import JSON, TEXT
from tasks.ingest.rules import split_options


class Place(NamedTuple):
    """Where a taken-down record stood, how it was cut (its media type), and what the ledger says."""

    origin_file: str
    origin_member: str | None
    origin_number: int
    media_type: str
    reason: str


PLACE = Place._fields[:-1]


def refused(path: Path) -> dict[str, str]:
    """Hash of a taken-down record's bytes → the reason its ledger line carries; path: the desk's list."""
    return {sha: line["reason"] for line in _lines(path) for sha in line["sha256"]}


def places(path: Path) -> list[Place]:
    """Where taken-down records stood; an older list does not say it."""
    lines = _lines(path)
    return [Place._make([*at, line["reason"]]) for line in lines for at in line.get("origins", ())]


def blanked(
    records: pa.Table, reasons: Mapping[str, str], barred: Iterable[Place] = ()
) -> pa.Table:
    """Rows of `raw`, those of a refused hash or place without their bytes and with the reason."""
    if not reasons and not barred:
        return records
    said = [reasons.get(sha) for sha in records["sha256"].to_pylist()]
    said = [a or b for a, b in zip(said, _said_of_places(records, barred), strict=True)]
    hit = pa.array([each is not None for each in said], pa.bool_())
    content = pc.if_else(hit, pa.scalar(b""), records["content"].combine_chunks())
    reason = pc.if_else(hit, pa.array(said, pa.string()), records["reason"].combine_chunks())
    for name, column in (("content", content), ("reason", reason)):
        place = records.schema.get_field_index(name)
        records = records.set_column(place, records.schema.field(place), column)
    return records


def cut_anew(number: int, media_type: str, place: Place) -> bool:
    """Whether a record at the file and member of `place` may hold its text in other bytes.

    >>> whole = Place("inbox/a.txt", None, 0, "text/plain", "taken down")
    >>> cut_anew(1, "text/plain; separator=%5E%3D%24", whole)
    True
    >>> cut_anew(0, "text/plain; zone=UTC", whole)
    False
    """
    separator, encoding = _cut(media_type)
    was_separator, was_encoding = _cut(place.media_type)
    if separator != was_separator:
        return True
    return number == place.origin_number and encoding != was_encoding


def _cut(media_type: str) -> tuple[str | None, str | None]:
    """What of a record's options has changed its bytes: only texts are cut, and rows recoded."""
    name, options = split_options(media_type)
    separator = options.get("separator") if name == TEXT else None
    return separator, options.get("encoding") if separator or name == JSON else None


def _said_of_places(records: pa.Table, barred: Iterable[Place]) -> Iterator[str | None]:
    known: dict[tuple[str, str | None], list[Place]] = {}
    for place in barred:
        known.setdefault((place.origin_file, place.origin_member), []).append(place)
    columns = (records[name].to_pylist() for name in PLACE)
    for file, member, number, media_type in zip(*columns, strict=True):
        found = known.get((file, member), ())
        yield next((at.reason for at in found if cut_anew(number, media_type, at)), None)


def _lines(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
