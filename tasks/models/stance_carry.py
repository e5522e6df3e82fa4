"""Which sentences could carry a stance: the cheap look before any parsing.

A sentence is read when it holds a word of the directed lexicon and its words weigh enough: each has
a weight by how much oftener it stands in sentences of the corpus that get a row than in others.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from tasks.models.stance_lexicon import KIND_TAGS, entries
from tasks.models.vectors import Vectors

KEEP = 0.85  # of the sentences that get a row, how many pass
FOLDS = 5
_STRENGTH = 0.3  # inverse strength of the ridge penalty
_SCALE = 0.2  # of vectors beside single words
_COST = 0.02  # taken from every word's weight, for long sentences cost more to read
_PUNCTUATION = ".,;:!?()[]{}\"'“”‘’—–-/"
_BETWEEN = "\x00"  # stands in no text


def words(texts: Iterable[str]) -> list[list[str]]:
    """The words of each text in lower case, cut as cheaply as can be: all texts in one go.

    >>> words(["The council’s plan, praised.", ""])
    [['the', 'council', 's', 'plan', 'praised'], []]
    """
    whole = _BETWEEN.join(text.replace(_BETWEEN, " ") for text in texts)
    for mark in _PUNCTUATION:
        whole = whole.replace(mark, " ")
    return [line.split() for line in whole.lower().split(_BETWEEN)]


@cache
def cues() -> frozenset[str]:
    """The forms of the directed lexicon."""
    return frozenset(word for word in entries() if " " not in word)


class Carry:
    """The look itself: a weight for each word of the vocabulary, and the line their sum must reach."""

    def __init__(self, vectors: Vectors, weights: np.ndarray, line: float) -> None:
        self.weights = dict(zip(vectors.index, weights.tolist(), strict=True))
        self.line = line

    def passing(self, texts: Sequence[str], anyway: Callable[[str], bool]) -> list[int]:
        """Which texts should be parsed; `anyway`: those it holds of need but a word of the lexicon."""
        known = cues()
        return [
            number
            for number, (text, found) in enumerate(zip(texts, words(texts), strict=True))
            if not known.isdisjoint(found) and (self.carries(found) or anyway(text))
        ]

    def carries(self, found: Iterable[str]) -> bool:
        """Whether the weights of the words reach the line; how often and where they stand is nothing."""
        weights = self.weights
        return sum(weights.get(word, 0.0) for word in set(found)) >= self.line


def fit(vectors: Vectors, texts: Sequence[str], shown: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights (V,) and the line that `KEEP` of the texts pass that showed a stance.

    shown (texts,) bool. Logistic regression over which words a text holds, the sum of their vectors
    and their kinds in the lexicon: a rare word weighs as those do that are used like it, and as it
    was seen itself. The line is set on texts that the weights had not seen.
    """
    held = [
        sorted({i for word in found if (i := vectors.index.get(word)) is not None})
        for found in words(texts)
    ]
    places = np.array([i for some in held for i in some], np.int64)
    ends = np.cumsum([0, *map(len, held)])
    size = (len(held), len(vectors.index))
    seen = csr_matrix((np.ones(len(places), np.float32), places, ends), size)
    alike = np.hstack([_SCALE * vectors.matrix, _kinds(vectors.index)])
    inputs = hstack([seen @ alike, seen]).tocsr()
    model = LogisticRegression(C=_STRENGTH, max_iter=500)
    unseen = cross_val_predict(model, inputs, shown, cv=FOLDS, method="decision_function")
    model.fit(inputs, shown)
    shared, own = np.split(model.coef_[0], [alike.shape[1]])
    sums = unseen - model.intercept_[0] - _COST * np.diff(ends)
    weights = (alike @ shared + own - _COST).astype(np.float16)
    return weights, float(np.quantile(sums[shown], 1 - KEEP))


def _kinds(index: Mapping[str, int]) -> np.ndarray:
    """Which kinds of the directed lexicon each word of the vocabulary is, (V, kinds)."""
    found = np.zeros((len(index), len(KIND_TAGS)), np.float32)
    for word, number in index.items():
        for entry in entries().get(word, ()):
            found[number, list(KIND_TAGS).index(entry.kind)] = 1
    return found
