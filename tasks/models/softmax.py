"""Training of hashed multinomial models by AdaGrad, in small batches, always in the same order."""

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_matrix


class Learner:
    """A weight table (rows, classes) that learns from hashed feature rows; averaged at the end.

    Duchi, Hazan and Singer 2011 (AdaGrad); `decay` shrinks rows as they are touched.
    """

    def __init__(self, rows: int, classes: int, rate: float = 0.3, decay: float = 0.0) -> None:
        self.weights = np.zeros((rows, classes), dtype=np.float32)
        self.squares = np.full((rows, classes), 1e-3, dtype=np.float32)
        self.total = np.zeros((rows, classes), dtype=np.float32)
        self.rate, self.decay, self.steps = rate, decay, 0

    def scores(self, features: np.ndarray) -> np.ndarray:
        """Summed weights of each example's features: (n, classes)."""
        total: np.ndarray = self.weights[features].sum(axis=1)
        return total

    def push(self, features: np.ndarray, gradient: np.ndarray) -> None:
        """One step against `gradient` (n, classes) of the loss in the scores."""
        used, place = np.unique(features, return_inverse=True)
        n, k = features.shape
        matrix = csr_matrix(
            (np.ones(n * k, dtype=np.float32), place.ravel(), np.arange(0, n * k + 1, k)),
            shape=(n, len(used)),
        )
        slope = np.asarray(matrix.T @ gradient.astype(np.float32)) + self.decay * self.weights[used]
        self.squares[used] += slope * slope
        change = self.rate * slope / np.sqrt(self.squares[used])
        self.weights[used] -= change
        self.steps += 1
        self.total[used] += self.steps * change

    def averaged(self) -> np.ndarray:
        """The mean of the weights over all steps (Daumé's lazy form)."""
        mean: np.ndarray = self.weights + self.total / max(self.steps, 1)
        return mean.astype(np.float32)


def softmax(scores: np.ndarray) -> np.ndarray:
    """Rows of probabilities.

    >>> softmax(np.array([[0.0, 0.0]])).tolist()
    [[0.5, 0.5]]
    """
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: np.ndarray = raised / raised.sum(axis=1, keepdims=True)
    return result


def shuffled(count: int, size: int, seed: int) -> Iterator[np.ndarray]:
    """Numbers below `count` in a seeded order, `size` at a time."""
    order = np.random.default_rng(seed).permutation(count)
    for start in range(0, count, size):
        yield order[start : start + size]


def fit(
    features: np.ndarray, labels: np.ndarray, rows: int, classes: int, rounds: int, rate: float
) -> np.ndarray:
    """Averaged multinomial weights (rows, classes) for feature rows (n, k) and labels (n,)."""
    learner = Learner(rows, classes, rate)
    for number in range(rounds):
        for batch in shuffled(len(labels), 512, number):
            gradient = softmax(learner.scores(features[batch]))
            gradient[np.arange(len(batch)), labels[batch]] -= 1
            learner.push(features[batch], gradient)
    return learner.averaged()
