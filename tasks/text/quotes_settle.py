"""Settles where content begins, where cues end and where content ends, for many texts at once."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from tasks.models.registry import load
from tasks.text.forms import Batch
from tasks.text.linear import Labels, Weights, rows, unpacked
from tasks.text.quotes_limits import Choices, begins, cue_ends, ends
from tasks.text.quotes_open import Draft, ground, opened
from tasks.text.quotes_scene import Scene
from tasks.text.quotes_signs import FEATURES, Places

LOOKS = ("begin", "cue", "end")
# Content ends where this share of the chances is passed, sooner than at their median: words that are
# cut off are missed by a reader, words that were not said are laid into somebody's mouth.
_SHARE = 1 / 3


class Limits(NamedTuple):
    """The weights of the three looks of `quotes_limits`, one column each."""

    begin: Weights
    cue: Weights
    end: Weights


def settle(
    batch: Batch,
    tags: Labels,
    scenes: Sequence[Scene],
    drafts: Sequence[Draft],
    limits: Limits | None = None,
) -> None:
    """Gives every draft its cue and content as the looks choose; `limits` is live if None."""
    if not drafts:
        return
    limits = limits or _live()
    marked = [[(one.first, one.last) for one in scene.stretches] for scene in scenes]
    under, first = ground(batch, tags, marked), batch.first.tolist()
    open_ = opened(drafts, first)
    begin = chosen(begins(under, open_), limits.begin, open_.begin)
    cue = chosen(cue_ends(under, open_, begin), limits.cue, open_.last)
    closing = ends(under, open_, begin)
    end = passed(closing, limits.end, open_.end, _SHARE)
    for draft, *places in zip(drafts, begin.tolist(), cue.tolist(), end.tolist(), strict=True):
        base = first[draft.text]
        _apply(scenes[draft.text], draft, *(place - base for place in places))


def _apply(scene: Scene, draft: Draft, begin: int, cue: int, end: int) -> None:
    found = draft.found
    if found.cue:
        found.cue = found.cue[0], max(cue, draft.clause.cue.head + 1)
    if begin >= 0:
        first, last = found.content[-1]
        whole = scene.whole(begin, end if end > begin else max(last, begin + 1))
        found.direct = found.direct and whole == (first, last)
        found.content[-1] = whole


def chosen(choices: Choices, weights: Weights, otherwise: Places) -> Places:
    """The token of the best choice of each attribution, `otherwise` where none is asked about."""
    out = otherwise.copy()
    if not len(choices.owner):
        return out
    odds, bounds = _odds(choices, weights)
    best = np.maximum.reduceat(odds, bounds)
    top = np.flatnonzero(odds == np.repeat(best, _sizes(odds, bounds)))[::-1]
    out[choices.owner[top]] = choices.at[top]
    return out


def passed(choices: Choices, weights: Weights, otherwise: Places, share: float) -> Places:
    """The first token of each attribution by which a share of the chances of its choices is passed.

    At a half that is the median: unlike the best choice it does not run on where one late end is
    likelier than each of many early ones, but not than all of them.
    """
    out = otherwise.copy()
    if not len(choices.owner):
        return out
    odds, bounds = _odds(choices, weights)
    sizes = _sizes(odds, bounds)
    chances = np.exp(odds - np.repeat(np.maximum.reduceat(odds, bounds), sizes))
    sums = np.cumsum(chances, dtype=np.float64)
    before = np.concatenate(([0.0], sums))[bounds]
    line = before + share * (np.append(before[1:], sums[-1]) - before)
    first = np.searchsorted(sums, line)
    out[choices.owner[bounds]] = choices.at[np.minimum(first, bounds + sizes - 1)]
    return out


def _odds(choices: Choices, weights: Weights) -> tuple[np.ndarray, Places]:
    """The log-odds of all choices, and where those of each attribution begin."""
    held = rows(choices.columns, len(weights).bit_length() - 1)
    odds = np.zeros(len(held), np.float32)
    for row in held.T:
        odds += weights.take(row)
    return odds, np.flatnonzero(np.diff(choices.owner, prepend=-1))


def _sizes(odds: np.ndarray, bounds: Places) -> Places:
    return np.diff(np.append(bounds, len(odds)))


def limits_of(arrays: Mapping[str, np.ndarray], settings: Mapping[str, Any]) -> Limits:
    """The three looks in the arrays and settings of the bundle `quotes`."""
    return Limits(*(unpacked(arrays[look], settings[f"{look}_scale"]) for look in LOOKS))


@cache
def _live() -> Limits:
    bundle = load("quotes", FEATURES)
    return limits_of(bundle.arrays, bundle.settings)
