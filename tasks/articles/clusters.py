"""Linked pairs to clusters that tell the same copy, with guards against chains and round-ups."""

from collections import defaultdict
from itertools import product

import pandas as pd

from tasks.articles.roundups import Numbers, Pair, without_roundups

# Two groups join only where at least this share of their cross pairs are copies.
MIN_LINKED = 0.34
# Cross pairs beyond the first so many members of each group tell nothing new.
LOOKED_AT = 20
# From so many texts on, a group whose middle member shares less than this is a frame refilled.
MIN_FRAME = 4
MAX_FRAME_SHARE = 0.6


class Groups:
    """Union–find over article numbers that knows each group's members."""

    def __init__(self) -> None:
        self._root: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}

    def find(self, number: int) -> int:
        """The group's smallest number."""
        return self._root.get(number, number)

    def members(self, root: int) -> list[int]:
        """All numbers of a group."""
        return self._members.get(root, [root])

    def join(self, one: int, other: int) -> None:
        """Make one group of two, given by their smallest numbers."""
        first, second = sorted((one, other))
        moved = self.members(second)
        self._members[first] = self.members(first) + moved
        self._root.update(dict.fromkeys(moved, first))


def grouped(edges: pd.DataFrame, strangers: Numbers | None = None) -> dict[int, int]:
    """Article number → its group's smallest number, for every article that has an edge.

    edges: later, earlier, kind, similarity, containment, their shares, crowd. The surest join first.
    strangers: article → those never of its group, whatever round-up holds them both.
    """
    apart = strangers or {}
    kept = without_roundups(edges, apart)
    # What is put together finds its story before it finds what else was put together with the same.
    ranked = kept.assign(exact=kept["kind"] == "exact").sort_values(
        ["exact", "mixed", "similarity", "containment", "later", "earlier"],
        ascending=[False, True, False, False, True, True],
    )
    linked = set(zip(edges["earlier"], edges["later"], strict=True))
    crowds = crowds_of(edges)
    groups = Groups()
    for later, earlier in zip(ranked["later"], ranked["earlier"], strict=True):
        one, other = groups.find(later), groups.find(earlier)
        if one != other:
            members = groups.members(one), groups.members(other)
            if _belong(*members, linked, crowds) and not _strange(*members, apart):
                groups.join(one, other)
    return {number: groups.find(number) for number in sorted({*edges["later"], *edges["earlier"]})}


def _strange(one: list[int], other: list[int], strangers: Numbers) -> bool:
    """Whether a member of one group has nothing in common with one of the other."""
    return any(a in strangers and not strangers[a].isdisjoint(other) for a in one)


def without_frames(edges: pd.DataFrame, groups: dict[int, int]) -> pd.DataFrame:
    """The edges less near ones inside groups that share no more than a frame.

    What weekly columns of one outlet have in common is in each of them the smaller part; of a
    story gone round, most copies consist, and the guard is how much of its members a group's
    middle one has in common with another.
    """
    halves = [
        edges[[end, f"{end}_share"]].set_axis(["number", "share"], axis=1)
        for end in ("later", "earlier")
    ]
    shares = pd.concat(halves).groupby("number")["share"].max().rename_axis("number").reset_index()
    shares["group"] = shares["number"].map(groups)
    found = shares.groupby("group")["share"].agg(["size", "median"])
    frames = found.index[(found["size"] >= MIN_FRAME) & (found["median"] < MAX_FRAME_SHARE)]
    inside = edges["later"].map(groups).isin(frames) & edges["earlier"].map(groups).isin(frames)
    return edges[~(inside & (edges["kind"] == "near"))]


def crowds_of(edges: pd.DataFrame) -> Numbers:
    """Article → the firsts of the crowds it stands in; pairs inside a crowd were not compared."""
    crowds: Numbers = defaultdict(set)
    inside = edges[edges["crowd"]]
    for later, earlier in zip(inside["later"], inside["earlier"], strict=True):
        crowds[later].add(earlier)
        crowds[earlier].add(earlier)
    return crowds


def _belong(one: list[int], other: list[int], linked: set[Pair], crowds: Numbers) -> bool:
    copies, strangers = 0, 0
    for a, b in product(one[:LOOKED_AT], other[:LOOKED_AT]):
        if (min(a, b), max(a, b)) in linked:
            copies += 1
        elif not (a in crowds and b in crowds and crowds[a] & crowds[b]):
            strangers += 1
    return copies >= MIN_LINKED * (copies + strangers)
