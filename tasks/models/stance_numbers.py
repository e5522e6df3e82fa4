"""The dense view: what lexicons, marks and the tree say of holder and target, for many rows at once.

Predications of the directed lexicon that link the two, polar words by place, quotation marks and
persons, where both stand in the tree, and what words connote of either.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from tasks.models.stance_features import Facts, Row
from tasks.models.stance_reading import relation_number
from tasks.models.stance_seen import Seen
from tasks.models.stance_tree import SAYING

MEASURES = 16
_RELATIONS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "appos",
              "compound", "conj", "amod", "acl", "ccomp", "root")  # fmt: skip
_OBJECTIVE = ("obj", "nsubj:pass", "obl", "ccomp", "xcomp")
# How well target (T) and holder (H) fill the arguments of a predication: "T<" the target receives,
# "T>" it holds, "N<" it receives and nobody holds, "HT" holder toward target, "TH" the other way.
_PAIRINGS = ("T<", "T>", "N<", "H>", "H<", "HT", "TH")
_STATES = 6  # of a predication: support or attack, each plain, negated or conditional


class Ragged(NamedTuple):
    """Lists of tokens in one line; `starts` (lists + 1,)."""

    tokens: np.ndarray
    starts: np.ndarray


class Pairs(NamedTuple):
    """Each row with each finding of its sentence: predications, words with connotations."""

    row: np.ndarray
    found: np.ndarray


def numbers(rows: Sequence[Row], seen: Seen) -> np.ndarray:
    """The dense view (rows, numbers), float32."""
    facts = list({id(row.facts): row.facts for row in rows}.values())
    place = {id(one): number for number, one in enumerate(facts)}
    of = np.array([place[id(row.facts)] for row in rows], dtype=np.int64)
    views = (_links(facts, of, seen), _valence(facts, of, seen), _marks(rows, seen),
             _relations(rows, seen), measures(facts, of, seen))  # fmt: skip
    return np.hstack(views).astype(np.float32)


def ragged(lists: Iterable[Sequence[int]]) -> Ragged:
    """Lists as one line.

    >>> ragged([[3, 4], [], [5]]).starts.tolist()
    [0, 2, 2, 3]
    """
    every = list(lists)
    starts = np.cumsum([0, *map(len, every)])
    return Ragged(np.array([token for one in every for token in one], dtype=np.int64), starts)


def expanded(which: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The members of each of the lists `which`: the place in `which` of each, and its number.

    >>> [part.tolist() for part in expanded(np.array([2, 0]), np.array([0, 2, 2, 3]))]
    [[0, 1, 1], [2, 0, 1]]
    """
    counts = starts[which + 1] - starts[which]
    owner = np.repeat(np.arange(len(which)), counts)
    ends = np.cumsum(counts)
    return owner, np.arange(len(owner)) + (starts[which] - (ends - counts))[owner]


def _paired(counts: Iterable[int], of: np.ndarray) -> Pairs:
    return Pairs(*expanded(of, np.cumsum([0, *counts])))


def _best(level: np.ndarray, pairs: Pairs, arguments: Ragged, seen: Seen) -> np.ndarray:
    """How well a mention fills an argument of each pair's finding: its best level, 0 for none."""
    owner, member = expanded(pairs.found, arguments.starts)
    row = pairs.row[owner]
    found = np.zeros(len(pairs.found), dtype=level.dtype)
    there = seen.place(row, arguments.tokens[member] + seen.starts[row])
    np.maximum.at(found, owner, level[there])
    return found.astype(np.int64)


def _links(facts: Sequence[Facts], of: np.ndarray, seen: Seen) -> np.ndarray:
    """For each pairing of holder and target, the best link of each polarity and state (rows, 42)."""
    found = [p for one in facts for p in one.found]
    pairs = _paired((len(one.found) for one in facts), of)
    holders, targets = ragged(p.holders for p in found), ragged(p.targets for p in found)
    held, goal = seen.holder.level, seen.target.level
    t_receives, t_holds = (_best(goal, pairs, some, seen) for some in (targets, holders))
    h_receives, h_holds = (_best(held, pairs, some, seen) for some in (targets, holders))
    nobody = np.array([not p.holders for p in found], dtype=bool)[pairs.found]
    alone = nobody & (seen.holder.top < 0)[pairs.row]
    values = {
        "T<": t_receives, "T>": t_holds, "N<": t_receives * alone, "H>": h_holds, "H<": h_receives,
        "HT": (h_holds + t_receives) * (h_holds > 0) * (t_receives > 0),
        "TH": (h_receives + t_holds) * (h_receives > 0) * (t_holds > 0),
    }  # fmt: skip
    states = [3 * (p.polarity < 0) + (1 if p.negated else 2 * p.conditional) for p in found]
    cell = pairs.row * _STATES + np.array(states, dtype=np.int64)[pairs.found]
    best = np.zeros((len(_PAIRINGS), len(seen) * _STATES))
    for number, pairing in enumerate(_PAIRINGS):
        np.maximum.at(best[number], cell, values[pairing] / 3)
    return np.hstack([*best.reshape(len(_PAIRINGS), len(seen), _STATES)])


def _valence(facts: Sequence[Facts], of: np.ndarray, seen: Seen) -> np.ndarray:
    """Polar words counted by place: good and bad, for each of six places (rows, 12)."""
    polar = [word for one in facts for word in one.polar]
    row, found = _paired((len(one.polar) for one in facts), of)
    token = np.array([place for place, _ in polar], dtype=np.int64)[found] + seen.starts[row]
    bad = np.array([sign < 0 for _, sign in polar], dtype=np.int64)[found]
    there = seen.place(row, token)
    out = ~(seen.target.inside | seen.holder.inside)[there]
    row, token, bad = row[out], token[out], bad[out]
    target, holder = seen.target, seen.holder
    first, end = target.first[row], target.end[row]
    low, high = np.minimum(holder.end, target.end)[row], np.maximum(holder.first, target.first)[row]
    goal = target.top
    above = seen.governor(goal)
    higher, head = seen.governor(above)[row], seen.tokens.head[token]
    above = above[row]
    by = (head >= 0) & ((head == goal[row]) | (head == above) | (head == higher))
    places = (
        np.ones(len(row), dtype=bool),
        np.minimum(np.abs(token - first), np.abs(token - end)) <= 5,
        token < first, token >= first, (holder.top[row] >= 0) & (low <= token) & (token < high),
        by | (token == above) | (token == higher),
    )  # fmt: skip
    cells = [row * 12 + 2 * place + bad for place in range(len(places))]
    counts = [
        np.bincount(cell[there], minlength=12 * len(seen))
        for cell, there in zip(cells, places, strict=True)
    ]
    return np.sum(counts, axis=0).reshape(len(seen), 12)


def _marks(rows: Sequence[Row], seen: Seen) -> np.ndarray:
    """Quotation marks, questions, persons, distance and order (rows, 16)."""
    target, holder = seen.target, seen.holder
    held = holder.top >= 0
    gap = np.maximum(target.first - holder.end, holder.first - target.end) * held
    shared = np.array([row.facts.marks for row in rows], dtype=bool).reshape(len(rows), 6)
    question, quotes, person, negation, speech, contrast = shared.T
    own = [
        (
            row.facts.quoted[row.target[0]],
            row.holder is not None and row.facts.quoted[row.holder[0]],
            row.tree.words[row.target[1] : row.target[1] + 1] in (["'s"], ["'"]),
        )
        for row in rows
    ]
    spoken, spoken_by, owns = np.array(own, dtype=bool).reshape(len(rows), 3).T
    values = (
        ~held, question, quotes, spoken, spoken_by, person, negation, speech, contrast,
        held & (holder.first < target.first), np.minimum(gap, 20) / 10,
        np.minimum(seen.ends - seen.starts, 60) / 30, np.minimum(target.first - seen.starts, 20) / 10,
        np.minimum(seen.ends - target.end, 20) / 10, owns, target.end - target.first > 1,
    )  # fmt: skip
    return np.column_stack(values)


def _relations(rows: Sequence[Row], seen: Seen) -> np.ndarray:
    """Where both stand in the tree: their relation, path length, speaker of the words (rows, 36)."""
    wanted = np.array([relation_number(name) for name in _RELATIONS])
    goal, start = seen.target.top, seen.holder.top
    held, top = start >= 0, seen.common
    subject = np.isin(
        seen.relation_of(seen.last_up), [relation_number(name) for name in ("nsubj", "obl:agent")]
    )
    objective = np.isin(
        seen.relation_of(seen.first_down), [relation_number(name) for name in _OBJECTIVE]
    )
    words = [
        row.tree.words[at] if at >= 0 else ""
        for row, at in zip(rows, (top - seen.starts).tolist(), strict=True)
    ]
    says = subject & (top >= 0) & np.array([word in SAYING for word in words], dtype=bool)
    ups, downs = (np.bincount(seen.row[way], minlength=len(seen)) for way in (seen.ups, seen.downs))
    between = (
        top >= 0, np.minimum(ups, 6) / 3, np.minimum(downs, 6) / 3, subject & objective, says,
        (top == start) | (top == goal),
    )  # fmt: skip
    return np.hstack(
        [
            seen.relation_of(goal)[:, None] == wanted,
            seen.relation_of(start)[:, None] == wanted,
            np.column_stack(between) * held[:, None],
        ]
    )


def measures(facts: Sequence[Facts], of: np.ndarray, seen: Seen) -> np.ndarray:
    """Best, then worst, of what is connoted (rows, MEASURES).

    Each: holder's stance toward the target, anybody's, light on the target as second party and as
    first, its own stance toward the holder, light on whom a word describes: target, then holder,
    light on the holder as second party. of (rows,): each row's facts.
    """
    words = [word for one in facts for word in one.connoted]
    pairs = _paired((len(one.connoted) for one in facts), of)
    first, second, described = (
        ragged(getattr(word, name) for word in words) for name in ("first", "second", "described")
    )
    goal, place = seen.target.level, seen.holder.level
    holds, back, of_holder = (
        _best(place, pairs, some, seen) for some in (first, second, described)
    )
    owns, receives, of_goal = (
        _best(goal, pairs, some, seen) for some in (first, second, described)
    )
    light, stance, on_first, on_second = (
        np.array([word[:4] for word in words]).reshape(-1, 4)[pairs.found].T
    )
    values = (
        stance * np.minimum(holds, receives) / 3, stance * receives * (holds == 0) / 3,
        on_second * receives / 3, on_first * owns / 3, stance * np.minimum(back, owns) / 3,
        light * of_goal / 3, light * of_holder / 3, on_second * back / 3,
    )  # fmt: skip
    best, worst = np.zeros((2, len(values), len(seen)))
    for number, value in enumerate(values):
        np.maximum.at(best[number], pairs.row, value)
        np.minimum.at(worst[number], pairs.row, value)
    return np.concatenate([best, worst]).T
