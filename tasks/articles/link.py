"""The whole night's copies: pairs, clusters, stories, tonight and against all earlier nights.

Candidates come from joins on fingerprints, addresses and headlines (`candidates`), are confirmed
by exact overlap of their shingles (`overlap`), and are grouped (`clusters`, `origins`, `stories`).
It links; it never drops.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
import numpy as np
import pandas as pd

from tasks.articles import candidates
from tasks.articles.candidates import Inputs
from tasks.articles.clusters import crowds_of, grouped, without_frames
from tasks.articles.database import connect
from tasks.articles.origins import cluster_rows
from tasks.articles.overlap import overlaps
from tasks.articles.roundups import STRANGE, Numbers, parts_of, strangers_of, unlinked
from tasks.articles.stories import story_rows
from tasks.schemas import BETWEEN, TABLES

# Chosen on the syndication set (bench/syndication.py, docs/copies.md).
MIN_CONTAINMENT = 0.35
# One outlet's stories share background and frames: those of a week some, of other weeks more.
MIN_OWN = 0.5
MIN_REPRINT = 0.8
# Reports of one event share quotations; the telling between them must be shared as well.
MIN_NARRATED = 0.3
MIN_AGREEMENT = 0.6
MIN_REVISION = 0.25
# Candidate pairs whose bodies and shingles are held at once: a few hundred megabytes at most.
PAIRS_AT_ONCE = 20_000


class Linked(NamedTuple):
    """Frames `duplicates`, `clusters` and `stories` of a night."""

    duplicates: pd.DataFrame
    clusters: pd.DataFrame
    stories: pd.DataFrame


class Earlier(NamedTuple):
    """An earlier night's published files; `clusters` keeps cluster ids where it is given."""

    articles: Path
    signatures: Path
    clusters: Path | None = None


def link(
    articles: Sequence[Path],
    signatures: Sequence[Path],
    history: Sequence[tuple[Path, ...]],
    day: dt.date,
    records: Sequence[Path] = (),
) -> Linked:
    """Copies and versions among tonight's articles and against the earlier nights'.

    articles, signatures: tonight's Parquet shards. history: `Earlier` of each night, or tuples
    of the same. records: tonight's shards of `raw`: of one time, the article that came first is the
    earlier one. Every pair's `other_id` is the earlier article, its `other_day` the night of it.
    """
    if not articles:
        return Linked(*(_no_rows(name) for name in ("duplicates", "clusters", "stories")))
    nights = [Earlier(*night) for night in history]
    inputs = Inputs(
        articles,
        signatures,
        [night.articles for night in nights],
        [night.signatures for night in nights],
        records,
    )
    with connect() as database:
        candidates.number_articles(database, inputs)
        pairs = candidates.pairs_of(database)
        facts = candidates.facts_of(database, pairs["earlier"])
        bodies = _Bodies(database, facts)
        edges = _confirmed(bodies, facts, _renumbered(pairs, facts))
        edges = without_frames(edges, grouped(edges))
        strangers = _strangers(bodies, facts, edges)
        before = facts[facts["day"].notna()]
        known = candidates.known_clusters(
            database, [night.clusters for night in nights if night.clusters], before["article_id"]
        )
        highest = candidates.highest_versions(
            database, inputs.earlier_articles, before["story_id"].unique()
        )
    return Linked(
        _duplicate_rows(edges, facts, day),
        cluster_rows(facts, grouped(edges, strangers), known, day),
        story_rows(facts, edges[edges["same_story"]], highest),
    )


def _renumbered(pairs: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """The pairs by their articles' places in `facts`, whose numbers become these places."""
    places = pd.Series(range(len(facts)), index=facts["number"])
    facts["number"] = range(len(facts))
    return pairs.assign(**{end: places[pairs[end]].to_numpy() for end in ("later", "earlier")})


class _Bodies:
    """Bodies by number. What was asked for last is held, so that asking for it again costs nothing."""

    def __init__(self, database: duckdb.DuckDBPyConnection, facts: pd.DataFrame) -> None:
        self._database, self._facts = database, facts
        self._held: dict[int, str] = {}

    def of(self, numbers: pd.Series) -> dict[int, str]:
        """The bodies of these articles, as `candidates.bodies_of` gives them."""
        wanted = numbers.drop_duplicates()
        missing = wanted[~wanted.isin(list(self._held))]
        self._held = {number: self._held[number] for number in wanted if number in self._held}
        if len(missing):
            self._held |= candidates.bodies_of(self._database, self._facts, missing)
        return self._held


def _confirmed(bodies: _Bodies, facts: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Confirmed pairs: later, earlier, kind, similarity, containment, same_story, crowd."""
    return _judged(_overlapping(bodies, pairs), facts) if len(pairs) else _no_edges()


def _overlapping(bodies: _Bodies, pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs with the exact overlap of their bodies beside them."""
    checked = []
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        chunk = pairs.iloc[start : start + PAIRS_AT_ONCE]
        checked.append(overlaps(chunk, bodies.of(pd.concat([chunk["later"], chunk["earlier"]]))))
    return pd.concat(checked)


def _strangers(bodies: _Bodies, facts: pd.DataFrame, edges: pd.DataFrame) -> Numbers:
    """Article → those linked to one third with it that have nothing in common with it, head or body."""
    open_pairs = unlinked(parts_of(edges), crowds_of(edges))
    if not open_pairs:
        return {}
    pairs = pd.DataFrame(open_pairs, columns=["earlier", "later"])
    strange = _overlapping(bodies, pairs)["containment"] < STRANGE
    found = pairs[strange & ~_same_head(pairs, facts)]
    return strangers_of(found.itertuples(index=False, name=None))


def _judged(pairs: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """The pairs that are copies or versions, with their kind."""
    agree = pairs["agreement"] >= MIN_AGREEMENT
    same, close = _same_outlet(pairs, facts), _days_apart(pairs, facts) <= candidates.REVISION_DAYS
    mended = same & close & facts["mended"].iloc[pairs["later"]].to_numpy()
    same_story = (
        pairs["same_url"] | _same_head(pairs, facts) | (mended & (pairs["containment"] >= MIN_OWN))
    )
    needed = np.select([same & close, same], [MIN_OWN, MIN_REPRINT], MIN_CONTAINMENT)
    near = (pairs["containment"] >= needed) & (pairs["narrated"] >= MIN_NARRATED) & agree
    revision = same_story & (pairs["containment"] >= MIN_REVISION) & (agree | pairs["same_url"])
    pairs["kind"] = np.select([pairs["whole"], revision, near], ["exact", "revision", "near"], "")
    pairs["same_story"] = same_story
    pairs.loc[pairs["whole"], ["similarity", "containment", "later_share", "earlier_share"]] = 1.0
    return pairs[pairs["kind"] != ""].reset_index(drop=True)


def _same_head(pairs: pd.DataFrame, facts: pd.DataFrame) -> pd.Series:
    """Whether outlet and headline are the same or nearly, within days."""
    later, earlier = (facts["title"].iloc[pairs[end]].fillna("") for end in ("later", "earlier"))
    heads = [
        _near(frozenset(a.lower().split()), frozenset(b.lower().split()))
        for a, b in zip(later, earlier, strict=True)
    ]
    close = _days_apart(pairs, facts) <= candidates.REVISION_DAYS
    return _same_outlet(pairs, facts) & close & np.array(heads, bool)


def _same_outlet(pairs: pd.DataFrame, facts: pd.DataFrame) -> pd.Series:
    codes = pd.Series(facts["source"].factorize()[0])
    later, earlier = (codes.iloc[pairs[end]].to_numpy() for end in ("later", "earlier"))
    return pd.Series((later == earlier) & (later >= 0), index=pairs.index)


def _days_apart(pairs: pd.DataFrame, facts: pd.DataFrame) -> pd.Series:
    """Days between the two; nothing where either has no date, which compares as false."""
    later, earlier = (facts["published_at"].iloc[pairs[end]].array for end in ("later", "earlier"))
    return pd.Series((later - earlier) / pd.Timedelta(days=1), index=pairs.index).abs()


def _near(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and len(one & other) >= 0.6 * len(one | other)


def _no_edges() -> pd.DataFrame:
    columns = [
        "later",
        "earlier",
        "kind",
        "similarity",
        "containment",
        "later_share",
        "earlier_share",
        "same_story",
        "crowd",
    ]
    return pd.DataFrame({name: [] for name in columns}).astype({"same_story": bool, "crowd": bool})


def _duplicate_rows(edges: pd.DataFrame, facts: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Frame `duplicates`, sorted by article_id and other_id."""
    ids = facts["article_id"].to_numpy()
    days = [day if pd.isna(night) else pd.Timestamp(night).date() for night in facts["day"]]
    later, earlier = edges["later"].astype(int), edges["earlier"].astype(int)
    frame = pd.DataFrame(
        {
            "article_id": ids[later],
            "other_id": ids[earlier],
            "other_day": [days[number] for number in earlier],
            "kind": edges["kind"].astype(str),
            "similarity": edges["similarity"].astype("float32"),
            "containment": edges["containment"].astype("float32"),
        }
    )
    return frame.sort_values(["article_id", "other_id"], ignore_index=True)


def _no_rows(name: str) -> pd.DataFrame:
    schema = {**TABLES, **BETWEEN}[name]
    columns = [column for column in schema.names if column not in ("day", "stage_version")]
    return pd.DataFrame(columns=columns)
