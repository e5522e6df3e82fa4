"""Words that may attribute, each with a first score from the words around it, many texts at once.

A hashed linear model over the word, its neighbours and their tags (tasks/models/train_quotes.py).
The few words it leaves are read with care, one by one, by `quotes_attribution`.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from tasks.models.registry import load
from tasks.text.forms import Batch, Hashes
from tasks.text.linear import Labels, Weights, scores, unpacked
from tasks.text.quotes_words import MARK, kind_codes, sorts
from tasks.text.tags import TAGS

FEATURES = "quotes-3"
_OPEN = frozenset(["VBD", "VBZ", "VBG", "VBN", "VB", "NOUN", "NAME", "ADJ", "X"])
_MAY = np.array([tag in _OPEN for tag in TAGS])
_NAME = TAGS.index("NAME")
_NEAR = (-3, -2, -1, 1, 2, 3)

_BY = np.uint32(crc32(b"by"))

Places = np.ndarray[tuple[int], np.dtype[np.intp]]


class Signs(NamedTuple):
    """The first look's weights, and the odds below which a word is no cue.

    weights (rows, 2): a word's share of the judge's score; its odds to be a cue, from this look alone.
    """

    weights: Weights
    bias: Weights
    least: float


def places(batch: Batch, tags: Labels) -> Places:
    """The tokens, counted over the batch, that a lexicon of cues knows and that may be one."""
    kind = _of_forms(batch)[0][batch.ids]
    colons = (kind == MARK) & (np.roll(tags, 1) == _NAME)
    return np.flatnonzero(((kind > 0) & _MAY[tags]) | colons)


def _of_forms(batch: Batch) -> tuple[np.ndarray, Hashes]:
    """The kinds of cue that each distinct word may be, and a hash of its frames; 0 for none."""
    codes, hashes, words = kind_codes(), sorts(), batch.forms.words
    kinds, sorts_ = np.zeros(len(words), np.uint8), np.zeros(len(words), np.uint32)
    for number, word in enumerate(map(str.lower, words)):
        if word in codes:
            kinds[number], sorts_[number] = codes[word], hashes.get(word, 0)
    return kinds, sorts_


def columns(batch: Batch, tags: Labels, at: Places) -> list[Hashes]:
    """What the first look sees of the tokens `at`: one array of hashes for each feature."""
    lower = batch.forms.lower
    word, tag = lower[batch.ids[at]], tags[at].astype(np.uint32) + np.uint32(1)
    kinds, sorts_ = _of_forms(batch)
    kind = kinds[batch.ids[at]].astype(np.uint32) * np.uint32(977) + tag
    sort = sorts_[batch.ids[at]]
    near, near_tags = {}, {}
    for by in _NEAR:
        there = np.clip(at + by, 0, len(batch.ids) - 1)
        same = (at + by == there) & (batch.sentence[there] == batch.sentence[at])
        near[by] = np.where(same, lower[batch.ids[there]], np.uint32(0))
        near_tags[by] = np.where(same, tags[there].astype(np.uint32) + np.uint32(1), np.uint32(0))
    pair = near_tags[-1] * np.uint32(32) + near_tags[1]
    around = (pair * np.uint32(32) + near_tags[-2]) * np.uint32(32) + near_tags[2]
    return [
        word,
        kind,
        word ^ (tag * np.uint32(7919)),
        *near.values(),
        *(near_tags[by] ^ (kind << np.uint32(5)) for by in _NEAR),
        *(word ^ (near_tags[by] * np.uint32(7927)) for by in (-2, -1, 1, 2)),
        word ^ (near[1] * np.uint32(11)),
        word ^ (near[-1] * np.uint32(13)),
        sort ^ tag,
        sort ^ (near[1] * np.uint32(17)),
        sort ^ (near_tags[1] * np.uint32(7933)) ^ (tag << np.uint32(27)),
        sort ^ (near_tags[-1] * np.uint32(7937)) ^ (tag << np.uint32(27)),
        pair ^ (kind << np.uint32(12)),
        around ^ (kind * np.uint32(0x01000193)),
    ]


def signs(batch: Batch, tags: Labels, model: Signs | None = None) -> tuple[Places, Weights]:
    """The tokens that may well attribute, counted over the batch, and their scores."""
    model = model or _live()
    at = places(batch, tags)
    found = scores(columns(batch, tags, at), model.weights, model.bias)
    # "Was praised by": whoever did it is named, so it is worth a second look.
    kept = (found[:, 1] >= model.least) | (batch.forms.lower[batch.neighbour(1)[at]] == _BY)
    return at[kept], found[kept, 0]


def signs_of(arrays: Mapping[str, np.ndarray], settings: Mapping[str, Any]) -> Signs:
    """The first look in the arrays and settings of the bundle `quotes`."""
    weights = unpacked(arrays["signs"], settings["signs_scale"])
    return Signs(weights, arrays["signs_bias"], settings["least"])


@cache
def _live() -> Signs:
    bundle = load("quotes", FEATURES)
    return signs_of(bundle.arrays, bundle.settings)
