"""Pieces put together of unrelated stories: round-ups, newsletters, pages with a second story below.

Such a piece is linked to each of its stories, and would make one cluster of them all. What gives it
away: articles it is linked to have nothing in common with each other, they are strangers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

import pandas as pd

# Two articles that share less than this of the smaller have nothing in common: parts of one story
# that two desks cut differently share .08 and more on the syndication set, strangers .02 at most,
# but for what was put into both.
STRANGE = 0.05
# Of two strangers in a piece each must be so much of it, since a remnant of a line or two shares
# nothing with the far end of its own story either. Of three any share will do.
MIN_PART = 0.05
# A piece of three stories belongs to the one that makes up more than this of it, else to none.
MOST = 0.5
# Strangers looked for in a piece: each is linked to none of the others.
LOOKED_FOR = 8

Pair = tuple[int, int]
Parts = dict[int, dict[int, float]]
Numbers = dict[int, set[int]]


def parts_of(edges: pd.DataFrame) -> Parts:
    """Article → each article it is linked to, with the share of the first that the two have in common.

    edges: later, earlier, later_share, earlier_share.
    """
    parts: Parts = defaultdict(dict)
    columns = (
        edges[name].tolist() for name in ("later", "earlier", "later_share", "earlier_share")
    )
    for later, earlier, of_later, of_earlier in zip(*columns, strict=True):
        parts[later][earlier] = of_later
        parts[earlier][later] = of_earlier
    return parts


def unlinked(parts: Parts, crowds: Mapping[int, set[int]]) -> list[Pair]:
    """Pairs (smaller number first) of articles linked to one third and not to each other, sorted.

    crowds: article → those it stands in; two of one crowd were not compared, and count as linked.
    """
    pairs: set[Pair] = set()
    for linked in parts.values():
        leaders = _leaders(linked, parts, crowds)
        if len(leaders) > 2 or (len(leaders) == 2 and linked[leaders[0]] >= MIN_PART):
            pairs.update(combinations(sorted(leaders), 2))
    return sorted(pairs)


def _leaders(
    linked: Mapping[int, float], parts: Parts, crowds: Mapping[int, set[int]]
) -> list[int]:
    """Articles that stand for the rest, none linked to one before it.

    The smallest parts first: another printing of a round-up is linked to all its stories.
    """
    leaders: list[int] = []
    for number in sorted(linked, key=lambda number: (linked[number], number)):
        mine = crowds.get(number, set())
        if not any(
            number in parts[leader] or mine & crowds.get(leader, set()) for leader in leaders
        ):
            leaders.append(number)
        if len(leaders) == LOOKED_FOR:
            break
    return leaders


def strangers_of(pairs: Iterable[Pair]) -> Numbers:
    """Article → its strangers.

    >>> strangers_of([(1, 2), (1, 3)])
    {1: {2, 3}, 2: {1}, 3: {1}}
    """
    strangers: Numbers = {}
    for one, other in pairs:
        strangers.setdefault(one, set()).add(other)
        strangers.setdefault(other, set()).add(one)
    return strangers


def without_roundups(edges: pd.DataFrame, strangers: Numbers) -> pd.DataFrame:
    """The edges less near ones from a round-up to any piece but itself, with `mixed` beside them.

    edges: later, earlier, kind, later_share, earlier_share, crowd. A round-up is put together of three
    strangers and more, none of which makes up most of it. mixed: both ends are put together of
    strangers, so that what they share may be what was put in.
    """
    if not strangers:
        return edges.assign(mixed=False)
    parts = {
        number: linked
        for number, linked in parts_of(edges).items()
        if _strangers_in(linked, strangers)
    }
    # Through the first of a crowd its members hang together.
    firsts = set(edges.loc[edges["crowd"], "earlier"])
    roundups = {number for number in parts if _is_roundup(number, parts, strangers)} - firsts
    ends = edges[["later", "earlier"]]
    itself = edges[["later_share", "earlier_share"]].min(axis=1) > MOST
    kept = ~ends.isin(roundups).any(axis=1) | itself | (edges["kind"] != "near")
    return edges.assign(mixed=ends.isin(list(parts)).all(axis=1))[kept]


def _strangers_in(linked: Mapping[int, float], strangers: Numbers) -> list[Pair]:
    """Pairs of strangers among what an article is linked to."""
    found = [number for number in linked if number in strangers]
    return [pair for pair in combinations(found, 2) if pair[1] in strangers[pair[0]]]


def _is_roundup(number: int, parts: Parts, strangers: Numbers) -> bool:
    """Whether three strangers are in it and none but what is put together itself is most of it."""
    linked = parts[number]
    if any(share > MOST and other not in parts for other, share in linked.items()):
        return False
    pairs = _strangers_in(linked, strangers)
    return any(strangers[one] & strangers[other] & linked.keys() for one, other in pairs)
