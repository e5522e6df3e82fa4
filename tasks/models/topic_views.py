"""The topics' linear model: two views of a text, each judged by its own machines, scores added."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.svm import LinearSVC

from tasks.models import features
from tasks.models.topic_examples import Example

# Machines of several strengths are averaged: which one is best changes from fold to fold.
WORDS_C, DENSE_C, DENSE_SHARE = (1.0, 0.3), (0.1, 0.02), 0.6
# A hundredth of the default's care changes no label and takes a third of the time.
TOLERANCE = 1e-2
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Views(NamedTuple):
    """The two views of the same examples: raw weighted counts, and averaged vectors."""

    counts: sparse.csr_matrix
    dense: NDArray[np.float32]

    def rows(self, which: Ints) -> "Views":
        """The same for some examples."""
        return Views(self.counts[which], self.dense[which])

    def __add__(self, other: "Views") -> "Views":  # type: ignore[override]
        """The examples of both, one after the other."""
        counts = sparse.vstack([self.counts, other.counts]).tocsr()
        return Views(counts, np.vstack([self.dense, other.dense]))


class Linear(NamedTuple):
    """Weights of both views, to be added: what `tasks.models.topics` multiplies."""

    words: NDArray[np.float32]
    idf: NDArray[np.float32]
    dense: NDArray[np.float32]
    intercept: NDArray[np.float32]

    def scores(self, views: Views) -> Floats:
        """(n, k) scores."""
        words = features.weighed(views.counts, self.idf) @ self.words
        return (words + views.dense @ self.dense + self.intercept).astype(np.float64)


class Taught(NamedTuple):
    """Examples as numbers: views, class of each, weight of each."""

    views: Views
    labels: Ints
    weight: Floats

    def rows(self, which: Ints) -> "Taught":
        """The same for some examples."""
        return Taught(self.views.rows(which), self.labels[which], self.weight[which])


def taught(examples: Sequence[Example], number: dict[str, int]) -> Taught:
    """Examples read; `number` gives each short label its class."""
    documents = features.read([e.title for e in examples], [e.text for e in examples])
    views = Views(features.counts(documents), features.averages(documents))
    labels = np.array([number[example.labels[0]] for example in examples], dtype=np.int64)
    return Taught(views, labels, np.array([example.weight for example in examples]))


def fit(seen: Taught, helpers: Taught, reluctance: Floats) -> Linear:
    """Machines for both views from all examples; `reluctance` (k,) is taken off the scores."""
    views = seen.views + helpers.views
    labels = np.concatenate([seen.labels, helpers.labels])
    weight = np.concatenate([seen.weight, helpers.weight])
    frequency = np.asarray((views.counts > 0).sum(axis=0)).ravel()
    idf = np.log((1 + len(labels)) / (1 + frequency)) + 1
    # What only one example has teaches its story, not its topic.
    idf = np.where(frequency < 2, 0, idf).astype(np.float32)
    classes = len(reluctance)
    weighed = features.weighed(views.counts, idf)
    words, base = _averaged(weighed, labels, weight, WORDS_C, classes)
    dense, shift = _averaged(views.dense, labels, weight, DENSE_C, classes)
    intercept = (base + DENSE_SHARE * shift - reluctance).astype(np.float32)
    return Linear(words, idf, DENSE_SHARE * dense, intercept)


def _averaged(
    matrix: Any, labels: Ints, weight: Floats, strengths: Sequence[float], classes: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    found = [_machines(matrix, labels, weight, c, classes) for c in strengths]
    coefficients, intercepts = zip(*found, strict=True)
    return np.mean(coefficients, axis=0), np.mean(intercepts, axis=0)


def _machines(
    matrix: Any, labels: Ints, weight: Floats, c: float, classes: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """One machine a class against the rest, both sides weighing alike: (f, k) and (k,)."""
    coefficients, intercepts = [], []
    for number in range(classes):
        own = labels == number
        share = np.where(own, weight[own].sum(), weight[~own].sum()) / weight.sum()
        machine = LinearSVC(C=c, random_state=0, tol=TOLERANCE)
        machine.fit(matrix, own, sample_weight=weight / (2 * share))
        coefficients.append(machine.coef_[0].astype(np.float32))
        intercepts.append(machine.intercept_[0])
    return np.column_stack(coefficients), np.array(intercepts, dtype=np.float32)
