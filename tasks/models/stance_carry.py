"""Which sentences could carry a stance: the cheap look before any parsing.

A sentence is read when it holds a word of the directed lexicon and its words, by a linear reading
of the mean of their vectors, look like those of sentences that showed a stance in training.
"""

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from sklearn.linear_model import LogisticRegression

from tasks.models.stance_predicates import entries
from tasks.models.vectors import Vectors

KEEP = 0.6  # of the training sentences that show a holder's stance, how many pass
_PUNCTUATION = str.maketrans(dict.fromkeys(".,;:!?()[]{}\"'“”‘’—–-/", " "))


def words(text: str) -> list[str]:
    """The words of `text` in lower case, cut as cheaply as can be.

    >>> words("The council’s plan, praised.")
    ['the', 'council', 's', 'plan', 'praised']
    """
    return text.translate(_PUNCTUATION).lower().split()


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

    def passes(self, text: str, anyway: bool = False) -> bool:
        """Whether `text` should be parsed; `anyway` where it has a word of the lexicon at all."""
        found = words(text)
        return not cues().isdisjoint(found) and (anyway or self.score(found) >= self.line)

    def score(self, found: Iterable[str]) -> float:
        """Mean weight of the known words, 0 where there are none."""
        known = [w for word in found if (w := self.weights.get(word)) is not None]
        return sum(known) / len(known) if known else 0.0


def fit(vectors: Vectors, texts: Sequence[str], carrying: np.ndarray) -> tuple[np.ndarray, float]:
    """Coefficients (d,) and the line that `KEEP` of the carrying texts pass."""
    means = np.zeros((len(texts), vectors.matrix.shape[1]), dtype=np.float32)
    for row, text in enumerate(texts):
        known = [vectors.index[word] for word in words(text) if word in vectors.index]
        if known:
            means[row] = vectors.matrix[known].mean(axis=0)
    model = LogisticRegression(C=1, max_iter=300).fit(means, carrying)
    coefficients = model.coef_[0].astype(np.float32)
    return coefficients, float(np.quantile((means @ coefficients)[carrying], 1 - KEEP))
