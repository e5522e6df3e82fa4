"""Parts of speech, as fine as quotations and names need them.

A linear model over each word and its neighbours, trained on Universal Dependencies
(tasks/models/train_names.py). Words that have one tag nearly always are looked up.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from tasks.models.registry import load
from tasks.text.forms import Batch, Hashes
from tasks.text.linear import Labels, Whole, fixed, sums, unpacked

FEATURES = "names-5"

# Noun, name, verb forms (past, present, -ing, participle, plain), auxiliary, adjective, adverb,
# preposition, subordinator, determiner, pronoun, relative, number, coordinator, to, 's, mark.
TAGS = (
    "NOUN", "NAME", "VBD", "VBZ", "VBG", "VBN", "VB", "AUX", "ADJ", "ADV",
    "PREP", "SUB", "DET", "PRON", "REL", "NUM", "AND", "TO", "POS", "MARK", "X",
)  # fmt: skip
_FEATURES = 14  # columns of `features`
_MARK, _NAME = TAGS.index("MARK"), TAGS.index("NAME")


class Tagger(NamedTuple):
    """sure: words with one tag; weights (rows, tags) and bias for the others, in whole numbers."""

    sure: dict[str, int]
    weights: Whole
    bias: Whole


def tag(batch: Batch, tagger: Tagger | None = None) -> Labels:
    """The number in `TAGS` of each token's part of speech, by the live tagger or another."""
    sure, weights, bias = tagger or _live()
    forms = batch.forms
    known = np.fromiter((sure.get(word, -1) for word in forms.words), np.int8, len(forms.words))
    tags = known[batch.ids]
    open_ = np.flatnonzero(tags < 0)
    if len(open_):
        columns = [column[open_] for column in features(batch)]
        tags[open_] = sums(columns, weights, bias).argmax(1).astype(np.int8)
    # A capitalised word is no mark, however unheard of.
    tags[(tags == _MARK) & forms.capital[batch.ids]] = _NAME
    return tags


def features(batch: Batch) -> list[Hashes]:
    """What the tagger looks at: the word, its ends and shape, two words either side."""
    forms, ids = batch.forms, batch.ids
    before, after = batch.neighbour(-1), batch.neighbour(1)
    lower = forms.lower
    return [
        lower[ids],
        forms.suffix[ids],
        forms.prefix[ids],
        forms.shape[ids] ^ (forms.suffix[ids] * np.uint32(3)),
        forms.shape[ids] ^ np.uint32(5) * (before == 0),
        lower[before],
        lower[after],
        lower[batch.neighbour(-2)],
        lower[batch.neighbour(2)],
        lower[before] ^ (lower[ids] * np.uint32(7)),
        lower[after] ^ (lower[ids] * np.uint32(11)),
        forms.suffix[before],
        forms.suffix[after],
        lower[before] ^ (lower[after] * np.uint32(13)),
    ]


def tagger_of(arrays: Mapping[str, np.ndarray], settings: Mapping[str, Any]) -> Tagger:
    """The tagger in the arrays and settings of the bundle `names`."""
    words, tags = arrays["sure_words"].tolist(), arrays["sure_tags"].tolist()
    weights = unpacked(arrays["tag_weights"], settings["tag_scale"])
    whole, bias = fixed(weights, arrays["tag_bias"], _FEATURES)
    return Tagger(dict(zip(words, tags, strict=True)), whole, bias)


@cache
def _live() -> Tagger:
    bundle = load("names", FEATURES)
    return tagger_of(bundle.arrays, bundle.settings)
