"""Polarity as directions among the word vectors, learnt from the hand-written lexicons.

Vectors put "praised" beside "criticized": both are what people do to each other. Four linear
readers of a vector set them apart: support or attack, good or bad light, and how surely a word is
a stance word or a polar word at all. They carry the lexicons over to words nobody listed. Four
more axes are the words' connotations.
"""

import numpy as np
from sklearn.linear_model import LogisticRegression

from tasks.models import stance_connotations as connotations
from tasks.models.stance_features import valences
from tasks.models.stance_lexicon import entries
from tasks.models.vectors import Vectors

READERS = 4
AXES = READERS + len(connotations.COLUMNS)
_COMMON = slice(200, 15_000)  # frequent words, less the grammatical ones, stand for "neither"


def unit(matrix: np.ndarray) -> np.ndarray:
    """Rows of length 1."""
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    result: np.ndarray = matrix / np.maximum(lengths, 1e-6)
    return result


def fit(vectors: Vectors) -> np.ndarray:
    """Coefficients (AXES, d + 1), the intercept last."""
    signs = {
        word: readings[0].polarity
        for word, readings in entries().items()
        if len({entry.polarity for entry in readings}) == 1 and word in vectors.index
    }
    polar = {word: sign for word, sign in valences().items() if word in vectors.index}
    names = [
        word
        for word in list(vectors.index)[_COMMON]
        if word not in entries() and word not in valences()
    ]
    neither = [names[i] for i in np.random.default_rng(0).permutation(len(names))[:4000]]
    rows = unit(vectors.matrix)

    def reader(good: list[str], bad: list[str], balanced: bool) -> np.ndarray:
        words = rows[[vectors.index[word] for word in good + bad]]
        labels = np.array([1] * len(good) + [0] * len(bad))
        weight = "balanced" if balanced else None
        model = LogisticRegression(C=10, max_iter=500, class_weight=weight).fit(words, labels)
        return np.append(model.coef_[0], model.intercept_[0])

    def split(table: dict[str, int]) -> tuple[list[str], list[str]]:
        return [w for w, s in table.items() if s > 0], [w for w, s in table.items() if s < 0]

    every = [word for word in entries() if word in vectors.index]
    readers = [
        reader(*split(signs), True),
        reader(*split(polar), True),
        reader(every, neither, False),
        reader(list(polar), neither, False),
    ]
    return np.vstack([*readers, connotations.fit(vectors, rows)]).astype(np.float32)


def of_words(coefficients: np.ndarray, vectors: Vectors) -> np.ndarray:
    """Each word on the axes, float32 (V + 1, AXES); the last row, of unknown words, is 0.

    The two polarities run from −1 to 1 and fade where the word is surely no stance word; the
    two sureties run from 0 to 1; the connotations from −1 to 1.
    """
    rows = unit(vectors.matrix)
    raw = rows @ coefficients[:READERS, :-1].T + coefficients[:READERS, -1]
    sure = 1 / (1 + np.exp(-raw[:, 2:]))
    said = connotations.of_words(coefficients[READERS:], vectors, rows)
    axes = np.hstack([np.tanh(raw[:, :2] / 2) * sure, sure, said])
    return np.vstack([axes, np.zeros((1, AXES))]).astype(np.float32)
