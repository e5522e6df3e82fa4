"""Settles where content begins, where cues end and where content ends, for many texts at once."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from tasks.models.registry import load
from tasks.text.forms import Batch, Hashes
from tasks.text.function_words import words
from tasks.text.linear import Labels, Weights, rows, unpacked
from tasks.text.quotes_limits import Choices, begins, cue_ends, ends
from tasks.text.quotes_open import Draft, Ground, ground, opened, word_codes
from tasks.text.quotes_scene import Scene
from tasks.text.quotes_signs import FEATURES, Places
from tasks.text.quotes_words import cue_forms
from tasks.text.tags import TAGS

LOOKS = ("begin", "cue", "end")
_DASHES = ("—", "--", "–")
_DET = TAGS.index("DET") + 1
# Log-odds by which content rather ends before ", which …" and, half as much, ", a …": what is
# only added there may well be the writer's, and is not to be laid into the speaker's mouth.
# And where a mark closes behind a comma and another cue trails along: "‘dead,’ noting that …".
_ADDED, _TRAILS = 2.0, 5.0


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
    end = chosen(closing, limits.end, open_.end, _bonus(under, closing))
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


def chosen(
    choices: Choices, weights: Weights, otherwise: Places, more: Weights | None = None
) -> Places:
    """The token of the best choice of each attribution, `otherwise` where none is asked about."""
    out = otherwise.copy()
    if not len(choices.owner):
        return out
    held = rows(choices.columns, len(weights).bit_length() - 1)
    odds = np.zeros(len(held), np.float32) if more is None else more.copy()
    for row in held.T:
        odds += weights.take(row)
    bounds = np.flatnonzero(np.diff(choices.owner, prepend=-1))
    best = np.maximum.reduceat(odds, bounds)
    sizes = np.diff(np.append(bounds, len(odds)))
    top = np.flatnonzero(odds == np.repeat(best, sizes))[::-1]
    out[choices.owner[top]] = choices.at[top]
    return out


def _bonus(under: Ground, choices: Choices) -> Weights:
    word, after = under.word[choices.at], np.minimum(choices.at + 1, len(under.word) - 1)
    set_off = np.isin(word, word_codes((",", *_DASHES)))
    relative = np.isin(under.word[after], word_codes(tuple(sorted(words("relative_aside")))))
    added = _ADDED * relative + _ADDED / 2 * (under.tag[after] == _DET)
    closed = (under.marked[choices.at - 1] > 0) & (
        under.word[choices.at - 2] == word_codes((",",))[0]
    )
    trails = _TRAILS * (closed & np.isin(under.word[choices.at], _participles()))
    bonus: Weights = (np.where(set_off, added, 0) + trails).astype(np.float32)
    return bonus


@cache
def _participles() -> Hashes:
    """The hashes of "noting", "adding" and all such."""
    return word_codes(tuple(sorted(form for form in cue_forms() if form.endswith("ing"))))


def limits_of(arrays: Mapping[str, np.ndarray], settings: Mapping[str, Any]) -> Limits:
    """The three looks in the arrays and settings of the bundle `quotes`."""
    return Limits(*(unpacked(arrays[look], settings[f"{look}_scale"]) for look in LOOKS))


@cache
def _live() -> Limits:
    bundle = load("quotes", FEATURES)
    return limits_of(bundle.arrays, bundle.settings)
