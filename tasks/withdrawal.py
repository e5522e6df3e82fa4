"""What a takedown finds, and a published file's parts without it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tasks import store
from tasks.night import partition
from tasks.refused import PLACE, blanked
from tasks.schemas import TABLES
from tasks.snapshot import manifests

KEYS = {"article": "article_id", "source": "source", "url": "url"}
SOUGHT = ("article_id", "other_id")


@dataclass
class Found:
    """What is to go: ids of articles, hashes of texts that only they have, ids and hashes of their records."""

    articles: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    records: set[str] = field(default_factory=set)
    shas: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    # As in `refused.Place`, less the reason.
    places: set[tuple[str, str | None, int, str]] = field(default_factory=set)
    # (story, version) → the version it is when those before it are gone.
    versions: dict[tuple[str, int], int] = field(default_factory=dict)


def sought(snapshot: Path, by: str, value: str) -> Found:
    """Everything that articles whose KEYS[by] is `value` left in a snapshot; empty if none is."""
    found = Found()
    for table, _, path in published_files(snapshot):
        if table == "articles":
            rows = pq.read_table(
                path, filters=[(KEYS[by], "=", value)], columns=["article_id", "text_sha256"]
            )
            found.articles |= set(rows["article_id"].to_pylist())
            found.texts |= set(rows["text_sha256"].to_pylist())
    for table, _, path in published_files(snapshot):
        if table == "ledger" and found.articles:
            wanted = [("article_id", "in", sorted(found.articles))]
            rows = pq.read_table(
                path, filters=wanted, columns=["record_id", "sha256", "origin_file"]
            )
            found.records |= set(rows["record_id"].to_pylist())
            found.shas |= set(rows["sha256"].to_pylist())
            found.origins |= set(rows["origin_file"].to_pylist())
    for table, _, path in published_files(snapshot):
        if table == "raw" and found.shas:
            wanted = [("sha256", "in", sorted(found.shas))]
            for row in pq.read_table(path, filters=wanted, columns=list(PLACE)).to_pylist():
                found.places.add(tuple(row[name] for name in PLACE))
    found.texts -= _texts_left(snapshot, found)
    found.versions = _renumbered(snapshot, found)
    return found


def _texts_left(snapshot: Path, found: Found) -> set[str]:
    """Hashes of the texts of all other articles: the same words may stand in two outlets."""
    left: set[str] = set()
    for table, _, path in published_files(snapshot):
        if table == "articles":
            rows = pq.read_table(path, columns=["article_id", "text_sha256"])
            others = pc.invert(_among(rows["article_id"], found.articles))
            left |= set(rows.filter(others)["text_sha256"].to_pylist())
    return left


def _renumbered(snapshot: Path, found: Found) -> dict[tuple[str, int], int]:
    """New numbers for the versions left of stories that lose one: they count from 1 without a gap."""
    stories: dict[str, set[int]] = {}
    lost: set[str] = set()
    columns = ["article_id", "story_id", "version"]
    for table, _, path in published_files(snapshot):
        for row in pq.read_table(path, columns=columns).to_pylist() if table == "articles" else ():
            if row["article_id"] in found.articles:
                lost.add(row["story_id"])
            else:
                stories.setdefault(row["story_id"], set()).add(row["version"])
    return {
        (story, version): number
        for story in lost & set(stories)
        for number, version in enumerate(sorted(stories[story]), 1)
        if number != version
    }


def published_files(snapshot: Path) -> Iterator[tuple[str, date, Path]]:
    """Table, night and path of every file that a manifest names."""
    for manifest in manifests(snapshot):
        for table in manifest["files"]:
            day = date.fromisoformat(manifest["day"])
            yield table, day, snapshot / partition(table, day)


def row_groups(path: Path) -> Iterator[pa.Table]:
    """A Parquet file's row groups, one in memory at a time."""
    file = pq.ParquetFile(path)
    yield from (file.read_row_group(number) for number in range(file.num_row_groups))


def replaced(snapshot: Path, found: Found, reason: str) -> Iterator[tuple[tuple[str, date], Any]]:
    """The partitions that hold any of it, each with the parts that take its place."""
    for table, day, path in published_files(snapshot):
        if any(hits(table, part, found) or _moved(table, part, found) for part in row_groups(path)):
            yield (table, day), _Without(table, path, found, reason)
            if table == "mentions":
                actors = snapshot / partition("actors", day)
                yield (
                    ("actors", day),
                    [_still_named(part, snapshot, day, found) for part in row_groups(actors)],
                )


def _moved(table: str, part: pa.Table, found: Found) -> bool:
    return table == "articles" and _versions(part, found) != part["version"].to_pylist()


def _versions(part: pa.Table, found: Found) -> list[int]:
    pairs = zip(part["story_id"].to_pylist(), part["version"].to_pylist(), strict=True)
    return [found.versions.get(pair, pair[1]) for pair in pairs]


def _still_named(actors: pa.Table, snapshot: Path, day: date, found: Found) -> pa.Table:
    """The night's actors that what is left still names, with the forms and the count that are left."""
    left, gone = Counter[str](), set[tuple[str, str]]()
    forms: set[tuple[str, str]] = set()
    for part in row_groups(snapshot / partition("mentions", day)):
        rows = zip(*(part[c].to_pylist() for c in ("article_id", "actor_id", "text")), strict=True)
        for article, actor, text in rows:
            if article in found.articles:
                gone.add((actor, text))
            else:
                left[actor] += 1
                forms.add((actor, text))
    named = set(left) | _named_elsewhere(snapshot, day, found)
    rows_left = [
        row
        | {
            "mentions": left[row["actor_id"]],
            "aliases": [a for a in row["aliases"] if (row["actor_id"], a) not in gone - forms],
        }
        for row in actors.to_pylist()
        if row["actor_id"] in named
    ]
    return pa.Table.from_pylist(rows_left, schema=TABLES["actors"])


def _named_elsewhere(snapshot: Path, day: date, found: Found) -> set[str]:
    """Actors that a quotation or a stance of what is left names."""
    named: set[str] = set()
    for table, column in (
        ("quotes", "actor_id"),
        ("stances", "holder_id"),
        ("stances", "target_id"),
    ):
        for part in row_groups(snapshot / partition(table, day)):
            named |= set(part.filter(pc.invert(_mask(table, part, found)))[column].to_pylist())
    return named


class _Without:
    """The parts of a published file less what was found; read anew each time it is gone through."""

    def __init__(self, table: str, path: Path, found: Found, reason: str) -> None:
        self.table, self.path, self.found, self.reason = table, path, found, reason

    def __iter__(self) -> Iterator[pa.Table]:
        for part in row_groups(self.path):
            left = _without(self.table, part, self.found, self.reason)
            yield store.shaped(left, TABLES[self.table])


def _without(table: str, part: pa.Table, found: Found, reason: str) -> pa.Table:
    hit = _mask(table, part, found)
    if table == "raw":
        return blanked(part, dict.fromkeys(found.shas, reason))
    if table == "ledger":
        return _told_in_ledger(part, hit, reason)
    if table == "articles":
        place = part.schema.get_field_index("version")
        renumbered = pa.array(_versions(part, found), pa.int32())
        part = part.set_column(place, part.schema.field(place), renumbered)
    return part.filter(pc.invert(hit))


def _told_in_ledger(part: pa.Table, hit: pa.Array, reason: str) -> pa.Table:
    """The ledger's lines as the night itself would write them for a record without bytes."""
    written = {"state": "quarantined", "reason": reason, "bytes": 0}
    written |= dict.fromkeys(("article_id", "encoding", "encoding_from"))
    for name, value in written.items():
        place = part.schema.get_field_index(name)
        kind = part.schema.field(place).type
        column = pc.if_else(hit, pa.scalar(value, kind), part[name].combine_chunks())
        part = part.set_column(place, part.schema.field(place), column)
    return part


def _mask(table: str, part: pa.Table, found: Found) -> pa.Array:
    """Which rows are of what was found."""
    if table in ("raw", "ledger"):
        return _among(part["sha256"], found.shas)
    if table == "labels":
        texts = pc.list_element(pc.split_pattern(part["row"], ":", max_splits=1), 0)
        return _among(texts, found.texts)
    hit = pa.array([False] * part.num_rows, pa.bool_())
    for name in SOUGHT:
        if name in part.schema.names:
            hit = pc.or_(hit, _among(part[name], found.articles))
    return hit


def hits(table: str, part: pa.Table, found: Found, leaving: bool = False) -> int:
    """How many rows are of what was found; `leaving`: but for the lines that say it was taken down."""
    hit = _mask(table, part, found)
    if leaving and table == "raw":
        hit = pc.and_(hit, pc.greater(pc.binary_length(part["content"]), 0))
    if leaving and table == "ledger":
        hit = pc.or_(
            _among(part["article_id"], found.articles), pc.and_(hit, pc.not_equal(part["bytes"], 0))
        )
    return int(pc.sum(hit).as_py() or 0)


def _among(column: Any, values: set[str]) -> Any:
    found = pc.is_in(column, pa.array(sorted(values), pa.string()))
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
