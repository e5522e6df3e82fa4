"""Clusters to rows: a name that lasts over nights, and the article each copy came from."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from tasks.articles.candidates import Known

COLUMNS = ["article_id", "cluster_id", "origin", "is_origin", "joined", "since"]


class Member(NamedTuple):
    """What is known of one article of a cluster; `day` is None for tonight's."""

    article_id: str
    day: dt.date | None
    source: str | None
    agency: str | None
    published_at: pd.Timestamp | None
    words: int


def cluster_rows(
    facts: pd.DataFrame, groups: Mapping[int, int], known: Mapping[str, Known], day: dt.date
) -> pd.DataFrame:
    """Frame `clusters` for tonight's articles, sorted by article_id.

    facts: tonight's articles and the earlier ones of a pair, in order of number, `day` null for
    tonight's. groups: number → group. known: article of an earlier night → its cluster. day: tonight's,
    on which each of these articles joins its cluster.
    """
    tonight = facts[facts["day"].isna()]
    alone = tonight[~tonight["number"].isin(list(groups))]
    frame = pd.DataFrame(
        {
            "article_id": alone["article_id"].astype("str"),
            "cluster_id": alone["article_id"].astype("str"),
            "origin": alone["agency"].astype("str").fillna(alone["source"].astype("str")),
            "is_origin": True,
            "joined": day,
            "since": day,
        }
    )
    rows = [row for members in _clusters(facts, groups) for row in _rows(members, known, day)]
    grouped = pd.DataFrame(rows, columns=COLUMNS).astype({"is_origin": bool})
    return pd.concat([frame, grouped]).sort_values("article_id", ignore_index=True)


def _clusters(facts: pd.DataFrame, groups: Mapping[int, int]) -> Iterator[list[Member]]:
    """The members of each group."""
    numbers = list(groups)
    table = facts.iloc[numbers][list(Member._fields)]
    found: dict[int, list[Member]] = {}
    for number, row in zip(numbers, table.itertuples(index=False), strict=True):
        values: list[Any] = [None if pd.isna(value) else value for value in row]
        found.setdefault(groups[number], []).append(Member(*values))
    yield from found.values()


def _rows(
    members: list[Member], known: Mapping[str, Known], day: dt.date
) -> Iterator[tuple[Any, ...]]:
    """The rows of tonight's members; the cluster keeps the name its first night gave it."""
    first_day = min((member.day for member in members if member.day), default=None)
    first = [member for member in members if member.day == first_day]
    name = min(member.article_id for member in first)
    found = known.get(name, Known(name, None, first_day or day))
    origin = found.origin or origin_of(first)
    stands = standing_for(first, origin)
    for member in members:
        if member.day is None:
            is_origin = member.article_id == stands
            yield member.article_id, found.cluster_id, origin, is_origin, day, found.since


def origin_of(members: Sequence[Member]) -> str | None:
    """The agency that most members name, by the alphabet where two tie; else the first outlet."""
    agencies = Counter(member.agency for member in members if member.agency)
    if agencies:
        return min(agencies, key=lambda name: (-agencies[name], name))
    return next((member.source for member in sorted(members, key=_by_time) if member.source), None)


def standing_for(members: Sequence[Member], origin: str | None) -> str:
    """The origin's own article, else one that credits it; the earliest, then the longest."""
    return min(
        members,
        key=lambda member: (
            member.source != origin,
            member.agency != origin,
            _by_time(member)[:2],
            -member.words,
            member.article_id,
        ),
    ).article_id


def _by_time(member: Member) -> tuple[bool, float, str]:
    """Sorts by time, those without one last, then by id."""
    time = member.published_at
    return time is None, time.timestamp() if time is not None else 0.0, member.article_id
