"""One shard of one stage: found finished, or made and left whole.

Each function here reads the tables of the stage before from the night's folder, applies the
stage's pure functions, and leaves the shard's tables; what it returns is small. Running one again
with the same input, code and models does nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tasks import refused, store
from tasks.articles import actors
from tasks.articles import admit as admission
from tasks.articles import classify as judging
from tasks.articles import link as linking
from tasks.articles.clean import clean as cleaned
from tasks.articles.segment import segment as segmented
from tasks.articles.signatures import sign
from tasks.errors import UserError
from tasks.ingest.discover import SourceFile, discover
from tasks.ingest.held import Rules, restamped
from tasks.ingest.plan import plan_units
from tasks.ingest.read import read_unit
from tasks.ingest.rules import rules_of
from tasks.night import Night, file_or_nothing, stamp

# A file in the inbox younger than this may still be growing.
SETTLED_SECONDS = 2.0

Frames = Iterable[tuple[str, pd.DataFrame]]


def plan(night: Night, sources: Sequence[Path]) -> list[int]:
    """Lay out what is to be read: the shards the day already holds, and units of new files.

    The inbox is read where no source is named; a file in it that changed just now may still be
    growing and waits for the next night. Returns the numbers of the units.
    """
    # What the user wrote is read before anything else: a slip should cost seconds, not a night.
    night.watchlist()
    actors.read_aliases(night.aliases_file())
    held = night.held_shards()
    asked = list(sources) or [night.desk.inbox]
    found = discover(asked, 0 if sources else SETTLED_SECONDS)
    # The inbox's own rules reach what came through it, whatever is read tonight.
    rules = rules_of([night.desk.inbox]) | rules_of(asked)
    delivered = sorted(file.origin_file for file in found.files) if held else []
    notes = [note for shard in range(held) for note in _hold(night, shard, rules, delivered)]
    if not found.files and not held:
        where = ", ".join(map(str, asked))
        raise UserError(f"{where}: nothing to read; put files there or name another source")
    units = [
        [{**asdict(f), "path": str(f.path), "stamp": stamp(f.path)} for f in unit]
        for unit in plan_units(found.files)
    ]
    left = [f"{file.path.name} left for the next night: {file.reason}" for file in found.left]
    night.work.mkdir(parents=True, exist_ok=True)
    layout = {"held": held, "units": units, "left": [*left, *dict.fromkeys(notes)]}
    store.write_json(night.work / "plan.json", layout)
    return list(range(len(units)))


def ingest(night: Night, unit: int) -> int:
    """Read one unit's files to raw shards, less the records the day already holds."""
    layout = store.read_json(night.work / "plan.json")
    listed = layout["units"][unit]
    held = [night.outputs("held", shard) for shard in range(layout["held"])]
    gone = refused.refused(night.desk.takedowns)
    barred = refused.places(night.desk.takedowns)
    given = [listed, held, night.settings.cut(), *filter(None, [gone, barred])]
    made_from = night.made_from("ingest", *given)
    folder = night.folder("ingest", unit)
    if not store.finished(folder, made_from):
        files = [_source_file(file) for file in listed]
        read = (refused.blanked(part, gone, barred) for part in read_unit(files, night.settings))
        parts = _new_records(read, _held_ids(night, layout["held"]))
        store.finish(folder, made_from, parts)
    return unit


def admit(night: Night) -> list[int]:
    """Number the raw shards and find the records that repeat an earlier one.

    Returns the shards' numbers.
    """
    paths = list(_raw_paths(night))
    shards = [{"path": str(p.relative_to(night.work)), "identity": _identity(p)} for p in paths]
    history = [night.published_table("ledger", m["day"]) for m in night.history()]
    past = [m["files"]["ledger"]["sha256"] for m in night.history()]
    made_from = night.made_from("admit", shards, past)
    folder = night.folder("admit")
    if not store.finished(folder, made_from):
        repeated = store.framed("admitted", admission.admit(paths, history))
        store.finish(folder, made_from, [repeated], shards=shards)
    return list(range(len(shards)))


def clean(night: Night, shard: int) -> int:
    """Records to articles, their lines with roles, and the signatures that linking joins on."""
    raw = pq.read_table(night.raw(shard)).to_pandas()
    repeated = store.read_frame(night.folder("admit"), "admitted")["record_id"]
    fresh = raw[raw["reason"].isna() & ~raw["record_id"].isin(repeated)].reset_index(drop=True)
    identity = [night.shards()[shard]["identity"], store.fingerprint(fresh["record_id"].tolist())]

    def make() -> Frames:
        done = cleaned(fresh, night.day)
        yield "articles", done.articles
        yield "lines", done.lines
        yield "verdicts", done.verdicts
        yield "signatures", sign(done.articles)

    return _made(night, "clean", shard, identity, make())


def segment(night: Night, shard: int) -> int:
    """Articles to segments with roles, quotations with speakers, named mentions, and pronouns."""
    before = night.folder("clean", shard)
    names = night.aliases_file()
    sources = [night.outputs("clean", shard)[t] for t in ("articles", "lines")]

    def make() -> Frames:
        aliases = actors.read_aliases(names)
        done = segmented(
            store.read_frame(before, "articles"), store.read_frame(before, "lines"), aliases
        )
        yield "segments", done.segments
        yield "quotes", done.quotes
        yield "mentions", done.mentions
        yield "actors", done.actors
        yield "pronouns", done.pronouns

    return _made(night, "segment", shard, [sources, file_or_nothing(names)], make())


def link(night: Night) -> int:
    """Copies and versions of the same story, tonight and against all earlier nights."""
    shards = range(len(night.shards()))
    sources = [[night.outputs("clean", s)[t] for t in ("articles", "signatures")] for s in shards]
    past = [
        [m["day"], *(m["files"][t]["sha256"] for t in ("articles", "signatures", "clusters"))]
        for m in night.history()
    ]

    def make() -> Frames:
        folders = [night.folder("clean", s) for s in shards]
        linked = linking.link(
            [folder / "articles.parquet" for folder in folders],
            [folder / "signatures.parquet" for folder in folders],
            [
                tuple(night.published_table(t, d) for t in ("articles", "signatures", "clusters"))
                for d, *_ in past
            ],
            night.day,
            [night.raw(s) for s in shards],
        )
        yield "duplicates", linked.duplicates
        yield "clusters", linked.clusters
        yield "stories", linked.stories

    return _made(night, "link", 0, [sources, past], make())


def classify(night: Night, shard: int) -> int:
    """What each article is about, who stands where in each sentence, and which claims it meets."""
    sources = [night.outputs("clean", shard)["articles"], night.outputs("segment", shard)]

    def make() -> Frames:
        articles = store.read_frame(night.folder("clean", shard), "articles")
        found = {
            t: store.read_frame(night.folder("segment", shard), t)
            for t in night.outputs("segment", shard)
        }
        yield from judging.classify(articles, **found, watchlist=night.watchlist()).items()

    return _made(
        night, "classify", shard, [sources, file_or_nothing(night.watchlist_file())], make()
    )


def _made(night: Night, stage: str, shard: int, inputs: list[Any], frames: Frames) -> int:
    folder, made_from = night.folder(stage, shard), night.made_from(stage, *inputs)
    if not store.finished(folder, made_from):
        store.finish(folder, made_from, (store.framed(name, frame) for name, frame in frames))
    return shard


def _hold(night: Night, shard: int, rules: Rules, delivered: list[str]) -> list[str]:
    """Lay one published row group out as a raw shard again; what is to be told of it."""
    source = night.published_table("raw", night.day)
    sha256 = night.manifest()["files"]["raw"]["sha256"]
    gone = refused.refused(night.desk.takedowns)
    given = [sha256, shard, rules, delivered, *filter(None, [gone])]
    made_from = night.made_from("ingest", "held", *given)
    folder = night.folder("held", shard)
    done = store.finished(folder, made_from)
    if not done:
        # A row keeps the version of the reading that cut it; all else of it is of today.
        names = [*store.work_schema("raw").names, "stage_version"]
        rows = pq.ParquetFile(source).read_row_group(shard, names)
        kept = restamped(rows, rules, set(delivered), night.version("ingest"), night.settings)
        # What is cut here may be what was taken down elsewhere.
        tables = [("raw", rows.schema, [refused.blanked(kept.rows, gone)])]
        done = store.finish(folder, made_from, tables, notes=kept.notes)
    return list(done["notes"])


def _held_ids(night: Night, held: int) -> pa.Array:
    paths = [night.folder("held", shard) / "raw.parquet" for shard in range(held)]
    found = [pq.read_table(path, columns=["record_id"])["record_id"] for path in paths]
    return pa.chunked_array(found, pa.string()).combine_chunks()


def _new_records(parts: Iterator[pa.Table], held: pa.Array) -> store.Tables:
    for number, part in enumerate(parts):
        new = part.filter(pc.invert(pc.is_in(part["record_id"], held)))
        if new.num_rows:
            yield f"raw-{number:05d}", new.schema, [new]


def _raw_paths(night: Night) -> Iterator[Path]:
    layout = store.read_json(night.work / "plan.json")
    for shard in range(layout["held"]):
        yield night.folder("held", shard) / "raw.parquet"
    for unit in range(len(layout["units"])):
        for name in sorted(night.outputs("ingest", unit)):
            yield night.folder("ingest", unit) / f"{name}.parquet"


def _identity(path: Path) -> str:
    """What a raw shard holds: a record's id is a hash of its origin and bytes."""
    table = pq.read_table(path, columns=["record_id", "media_type", "reason"])
    return store.fingerprint(table.to_pydict())


def _source_file(listed: dict[str, Any]) -> SourceFile:
    kept = {name: value for name, value in listed.items() if name != "stamp"}
    return SourceFile(**{**kept, "path": Path(listed["path"])})
