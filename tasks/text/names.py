"""People, organisations and places in running text, for many texts at once.

Each capitalised token, and each small word between two, gets scores for the seven labels of
`LABELS` from a hashed linear model; runs of labels are names. Trained by tasks/models/train_names.py.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from tasks.models.registry import Bundle, load
from tasks.text.forms import Batch
from tasks.text.function_words import words
from tasks.text.linear import Labels, Scores, Weights, scores, unpacked
from tasks.text.names_chain import best, runs
from tasks.text.names_document import agreed, with_listed, with_surnames
from tasks.text.names_features import Places, features
from tasks.text.spans import Name
from tasks.text.tags import FEATURES

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
TYPES = ("PER", "ORG", "LOC")
_CONNECTORS = words("name_connector")


def find_names(
    texts: Sequence[str], batch: Batch, tags: Labels, model: "Model | None" = None
) -> list[list[Name]]:
    """The names in each text of the batch, in order, by its own offsets.

    model: the live one, unless another is given.
    """
    places = candidates(batch)
    if not len(places):
        return [[] for _ in range(len(batch.first) - 1)]
    model = model or _live()
    columns = features(batch, tags, places, model.clusters)
    labels = np.zeros(len(batch.ids), np.int8)
    table = scores(columns, model.weights, model.bias)
    labels[places] = best(table, model.moves, model.start, runs(places, batch.sentence))
    found = spans(batch, with_listed(batch, with_surnames(batch, labels)))
    return [agreed(text, names) for text, names in zip(texts, found, strict=True)]


def candidates(batch: Batch) -> Places:
    """The tokens that may be part of a name: capitalised, or a small word between two that are."""
    forms = batch.forms
    capital = forms.capital[batch.ids]
    links = np.fromiter(
        (word.lower() in _CONNECTORS for word in forms.words), np.bool_, len(forms.words)
    )
    left = _at(batch, capital, -1) | _at(batch, capital, -2)
    right = _at(batch, capital, 1) | _at(batch, capital, 2)
    return np.flatnonzero(capital | (links[batch.ids] & left & right))


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
    text = np.searchsorted(batch.first, np.arange(len(labels)), "right") - 1
    previous = -9
    for place in np.flatnonzero(labels).tolist():
        label = int(labels[place])
        kind, begins = (label - 1) // 2, label % 2 == 1
        names = found[text[place]]
        joins = (
            previous == place - 1 and names and batch.sentence[place] == batch.sentence[place - 1]
        )
        if joins and names[-1].type == TYPES[kind] and not begins:
            names[-1] = names[-1]._replace(end=int(batch.ends[place]))
        else:
            names.append(Name(int(batch.starts[place]), int(batch.ends[place]), TYPES[kind]))
        previous = place
    return found


class Model(NamedTuple):
    """The weights: scores of features, of a label after another, of a label at a run's start."""

    weights: Weights
    bias: Weights
    moves: Scores
    start: Scores
    clusters: Mapping[str, int]


def model_of(bundle: Bundle) -> Model:
    """The name model in the bundle `names`."""
    arrays = bundle.arrays
    weights = unpacked(arrays["name_weights"], bundle.settings["name_scale"])
    words = arrays["class_words"].tobytes().decode().split("\n")
    classes = arrays["class_coarse"].astype(np.uint32) << 16 | arrays["class_fine"]
    known = dict(zip(words, classes.tolist(), strict=True))
    return Model(weights, arrays["name_bias"], arrays["name_moves"], arrays["name_start"], known)


@cache
def _live() -> Model:
    return model_of(load("names", FEATURES))
