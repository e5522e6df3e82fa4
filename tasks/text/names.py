"""People, organisations and places in running text, for many texts at once.

Each capitalised token, and each small word between two, gets scores for the seven labels of
`LABELS` from a hashed linear model; runs of labels are names. Trained by tasks/models/train_names.py.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from tasks.models.registry import Bundle, load
from tasks.text import names_bits
from tasks.text import names_gazetteers as gazetteers
from tasks.text.forms import Batch
from tasks.text.linear import Labels, Scores, Weights, scores, unpacked
from tasks.text.names_borders import mended
from tasks.text.names_chain import best, runs
from tasks.text.names_document import (
    agreed,
    pooled,
    repeats,
    with_listed,
    with_places,
    with_reporters,
    with_surnames,
)
from tasks.text.names_features import features
from tasks.text.names_joined import joined
from tasks.text.names_titles import titled
from tasks.text.names_types import by_longer_names
from tasks.text.names_view import Classes, Places
from tasks.text.spans import Name
from tasks.text.tags import FEATURES

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
TYPES = ("PER", "ORG", "LOC")


def find_names(
    texts: Sequence[str], batch: Batch, tags: Labels, model: "Model | None" = None
) -> list[list[Name]]:
    """The names in each text of the batch, in order, by its own offsets.

    model: the live one, unless another is given.
    """
    listed = gazetteers.listed(batch)
    places = candidates(batch, listed.bits)
    if not len(places):
        return [[] for _ in range(len(batch.first) - 1)]
    model = model or _live()
    words = repeats(batch, places)
    columns = features(batch, tags, places, model.clusters, listed, words)
    labels = np.zeros(len(batch.ids), np.int8)
    table = pooled(batch, places, scores(columns, model.weights, model.bias), words)
    labels[places] = best(table, model.moves, model.start, runs(places, batch.sentence))
    labels = with_reporters(batch, with_surnames(batch, labels, model.clusters), listed.bits)
    labels = with_places(batch, labels, listed.bits, model.clusters)
    found = spans(batch, with_listed(batch, labels, listed))
    return [_settled(text, names) for text, names in zip(texts, found, strict=True)]


def _settled(text: str, names: list[Name]) -> list[Name]:
    """Names with the borders and types that their whole text gives them."""
    return by_longer_names(text, joined(text, titled(text, mended(text, agreed(text, names)))))


def candidates(batch: Batch, bits: gazetteers.Bits) -> Places:
    """The tokens that may be part of a name: capitalised, or a small word between two that are.

    bits: of the batch's words, from names_gazetteers.word_bits.
    """
    capital = (batch.forms.capital | ((bits & names_bits.INNER_CAPITAL) > 0))[batch.ids]
    links = ((bits & names_bits.CONNECTOR) > 0)[batch.ids]
    left = _at(batch, capital, -1) | _at(batch, capital, -2)
    right = _at(batch, capital, 1) | _at(batch, capital, 2)
    # "Bourg-la-Reine": from a hyphen the capital may be three tokens away.
    hyphens = ((bits & names_bits.HYPHEN) > 0)[batch.ids] & (left | _at(batch, links & left, -1))
    tied = hyphens & (right | _at(batch, links & right, 1))
    return np.flatnonzero(capital | (links & left & right) | tied)


def _at(batch: Batch, flags: np.ndarray, by: int) -> np.ndarray:
    """The flag of the token `by` later in the same sentence."""
    there = np.zeros(len(flags), np.bool_)
    if abs(by) < len(flags):
        here, other = (slice(-by), slice(by, None)) if by > 0 else (slice(-by, None), slice(by))
        there[here] = flags[other] & (batch.sentence[here] == batch.sentence[other])
    return there


def spans(batch: Batch, labels: Labels) -> list[list[Name]]:
    """Runs of labels as names of each text."""
    found: list[list[Name]] = [[] for _ in range(len(batch.first) - 1)]
    places = np.flatnonzero(labels)
    if not len(places):
        return found
    marks = labels[places]
    text = np.searchsorted(batch.first, places, "right") - 1
    follows = np.diff(places, prepend=-9) == 1
    follows[1:] &= np.diff(batch.sentence[places]) == 0
    same = np.diff((marks - 1) // 2, prepend=-1) == 0
    # An inner label with nothing of its kind before it begins a name too.
    firsts = np.flatnonzero(~(follows & same & (marks % 2 == 0)))
    lasts = np.concatenate((firsts[1:], [len(places)])) - 1
    columns = (
        text[firsts],
        batch.starts[places[firsts]],
        batch.ends[places[lasts]],
        (marks[firsts] - 1) // 2,
    )
    for one, start, end, kind in zip(*(column.tolist() for column in columns), strict=True):
        found[one].append(Name(start, end, TYPES[kind]))
    return found


class Model(NamedTuple):
    """The weights: scores of features, of a label after another, of a label at a run's start."""

    weights: Weights
    bias: Weights
    moves: Scores
    start: Scores
    clusters: Classes


def model_of(bundle: Bundle) -> Model:
    """The name model in the bundle `names`."""
    arrays = bundle.arrays
    weights = unpacked(arrays["name_weights"], bundle.settings["name_scale"])
    words = arrays["class_words"].tobytes().decode().split("\n")
    classes = arrays["class_coarse"].astype(np.uint32) << 16 | arrays["class_fine"]
    known = Classes(zip(words, classes.tolist(), strict=True))
    return Model(weights, arrays["name_bias"], arrays["name_moves"], arrays["name_start"], known)


@cache
def _live() -> Model:
    return model_of(load("names", FEATURES))
