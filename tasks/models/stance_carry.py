"""Which sentences could carry a stance: the cheap look before any parsing.

A sentence is read when it holds a word of the directed lexicon and its words, by a linear reading
of the mean of their vectors, look like those of sentences that showed a stance in training.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache

import numpy as np
from sklearn.linear_model import LogisticRegression

from tasks.models.stance_predicates import entries
from tasks.models.vectors import Vectors

KEEP = 0.6  # of the training sentences that show a holder's stance, how many pass
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
    """The look itself: a weight for each word of the vocabulary, and the line to pass."""

    def __init__(self, vectors: Vectors, coefficients: np.ndarray, line: float) -> None:
        weights = vectors.matrix @ coefficients
        self.weights = dict(zip(vectors.index, weights.tolist(), strict=True))
        self.line = line

    def passing(self, texts: Sequence[str], anyway: Callable[[str], bool]) -> list[int]:
        """Which texts should be parsed; `anyway`: those it holds of need but a word of the lexicon."""
        known = cues()
        return [
            number
            for number, (text, found) in enumerate(zip(texts, words(texts), strict=True))
            if not known.isdisjoint(found) and (self.score(found) >= self.line or anyway(text))
        ]

    def score(self, found: Iterable[str]) -> float:
        """Mean weight of the known words, 0 where there are none."""
        known = [w for word in found if (w := self.weights.get(word)) is not None]
        return sum(known) / len(known) if known else 0.0


def fit(vectors: Vectors, texts: Sequence[str], carrying: np.ndarray) -> tuple[np.ndarray, float]:
    """Coefficients (d,) and the line that `KEEP` of the carrying texts pass."""
    means = np.zeros((len(texts), vectors.matrix.shape[1]), dtype=np.float32)
    for row, found in enumerate(words(texts)):
        known = [vectors.index[word] for word in found if word in vectors.index]
        if known:
            means[row] = vectors.matrix[known].mean(axis=0)
    model = LogisticRegression(C=1, max_iter=300).fit(means, carrying)
    coefficients = model.coef_[0].astype(np.float32)
    return coefficients, float(np.quantile((means @ coefficients)[carrying], 1 - KEEP))
