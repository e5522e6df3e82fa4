"""Labelled attributions as choices: where content begins, where its cue and where itself it ends."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tasks.text.forms import Batch
from tasks.text.linear import rows
from tasks.text.quotes_limits import Choices, begins, cue_ends, ends
from tasks.text.quotes_open import Draft, Ground, opened, word_codes
from tasks.text.quotes_signs import Places

Spans = list[list[int]]
BITS = 16
_TRAILING = (",", ".", ";")
_UNKNOWN = -1


class Known(NamedTuple):
    """A draft that attributes, and its label, in offsets of its text."""

    draft: Draft
    label: dict[str, Spans]


class LimitExamples(NamedTuple):
    """Choices of one look: the rows of their features, whose each is, which are right.

    rows (choices, features): numbers of weights. owner: counted from nought, in order; each has
    one right choice. text: that of each owner.
    """

    rows: np.ndarray
    owner: Places
    right: np.ndarray
    text: Places


def limit_examples(batch: Batch, under: Ground, known: Sequence[Known]) -> dict[str, LimitExamples]:
    """The choices of each look of `tasks.text.quotes_limits` that the labels decide."""
    open_ = opened([one.draft for one in known], batch.first.tolist())
    begin, cue, end = _labelled(batch, under, known)
    text = np.array([one.draft.text for one in known], np.intp)
    told = np.where(open_.begin >= 0, begin, _UNKNOWN)
    # What stands behind its cue and begins elsewhere tells nothing of where its cue ends.
    cue = np.where((open_.begin < 0) | (told >= 0), cue, _UNKNOWN)
    last = np.maximum(open_.stop, told + 1)
    return {
        "begin": _decided(begins(under, open_), begin, text),
        "cue": _decided(cue_ends(under, open_, told), cue, text),
        "end": _decided(ends(under, open_, told), np.minimum(end, last), text),
    }


def _labelled(batch: Batch, under: Ground, known: Sequence[Known]) -> tuple[Places, ...]:
    """First and last tokens by the labels: content behind the cue, cue, end of content."""
    found = np.full((3, len(known)), _UNKNOWN, np.intp)
    trailing = set(word_codes(_TRAILING).tolist())
    for place, (draft, label) in enumerate(known):
        base, after = batch.first[draft.text], batch.first[draft.text + 1]
        starts, stops = batch.starts[base:after], batch.ends[base:after]
        head = starts[draft.clause.cue.head]
        if len(label["cue"]) == 1:
            found[1, place] = base + np.searchsorted(stops, label["cue"][0][1]) + 1
        behind = [span for span in label["content"] if span[0] >= head]
        if not behind:
            continue
        first, last = behind[0]
        found[0, place] = base + np.searchsorted(starts, first)
        end = base + np.searchsorted(stops, last) + 1
        while end > found[0, place] + 1 and int(under.word[end - 1]) in trailing:
            end -= 1
        found[2, place] = end
    return found[0], found[1], found[2]


def _decided(choices: Choices, truth: Places, text: Places) -> LimitExamples:
    """The choices of those owners for whom exactly one is right."""
    right = choices.at == truth[choices.owner]
    held = np.bincount(choices.owner[right], minlength=len(truth)) == 1
    kept = held[choices.owner]
    numbers, owner = np.unique(choices.owner[kept], return_inverse=True)
    found = rows([column[kept] for column in choices.columns], BITS)
    return LimitExamples(found.astype(np.int32), owner, right[kept], text[numbers])
