"""Probabilities that mean what they say: temperatures, reliability, coverage, the `decided` line."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax

Floats = NDArray[np.float64]
BINS = 15


class Calibration(NamedTuple):
    """softmax(scores * scale + bias): one scale for all classes, one bias for each."""

    scale: float
    bias: tuple[float, ...]

    def __call__(self, scores: Floats) -> Floats:
        """(n, k) probabilities of (n, k) scores."""
        result: Floats = softmax(scores * self.scale + np.array(self.bias), axis=1)
        return result


def fit(
    scores: Floats,
    truth: NDArray[np.int64],
    weight: Floats | None = None,
    bias: bool = True,
    ridge: float = 1e-2,
) -> Calibration:
    """Least cross-entropy of `truth` (n,) under `scores` (n, k) that the model gave out of fold.

    With `bias` False only the temperature is learnt (Guo et al., "On Calibration of Modern
    Neural Networks", ICML 2017); biases are held near 0 by `ridge`.
    """
    classes = scores.shape[1]
    weight = np.ones(len(truth)) if weight is None else weight
    weight = weight / weight.sum()

    def loss(parameters: Floats) -> float:
        biases = parameters[1:] if bias else np.zeros(classes)
        logits = scores * np.exp(parameters[0]) + biases
        entropy = -log_softmax(logits, axis=1)[np.arange(len(truth)), truth]
        return float((entropy * weight).sum() + ridge * (biases**2).mean())

    start = np.zeros(1 + classes * bias)
    best = minimize(loss, start, method="L-BFGS-B").x
    biases = best[1:] if bias else np.zeros(classes)
    return Calibration(float(np.exp(best[0])), tuple(float(b) for b in biases))


def expected_error(confidence: Floats, right: NDArray[np.bool_], bins: int = BINS) -> float:
    """Expected calibration error: mean |accuracy − confidence| over equal-width bins, by their size.

    >>> round(expected_error(np.array([0.9, 0.9, 0.5, 0.5]), np.array([True, True, True, False])), 3)
    0.05
    """
    return float(
        sum(
            abs(row.accuracy - row.confidence) * row.share
            for row in reliability(confidence, right, bins)
        )
    )


def error_by_chance(
    confidence: Floats, draws: int = 1000, seed: int = 0
) -> tuple[float, float, float]:
    """The `expected_error` that perfectly calibrated answers would show on so many rows: mean, 95 % interval.

    Simulated: each row is right with the chance that its confidence names. A measured error
    within the interval tells nothing against the model.

    >>> error_by_chance(np.array([1.0, 1.0]))
    (0.0, 0.0, 0.0)
    """
    chance = np.random.default_rng(seed)
    found = [
        expected_error(confidence, chance.random(len(confidence)) < confidence)
        for _ in range(draws)
    ]
    low, high = np.quantile(found, [0.025, 0.975])
    return float(np.mean(found)), float(low), float(high)


class Bin(NamedTuple):
    """One bar of a reliability diagram; share: how many of all rows it holds."""

    confidence: float
    accuracy: float
    share: float


def reliability(confidence: Floats, right: NDArray[np.bool_], bins: int = BINS) -> list[Bin]:
    """The bins that hold rows, by rising confidence."""
    number = np.minimum((confidence * bins).astype(int), bins - 1)
    return [
        Bin(float(confidence[inside].mean()), float(right[inside].mean()), float(inside.mean()))
        for inside in (number == b for b in range(bins))
        if inside.any()
    ]


def accuracy_at(coverage: float, confidence: Floats, right: NDArray[np.bool_]) -> float:
    """Share right among the `coverage` most confident rows; ties stay in their order.

    >>> accuracy_at(0.5, np.array([0.9, 0.4, 0.8, 0.3]), np.array([True, False, True, False]))
    1.0
    """
    order = np.argsort(-confidence, kind="stable")[: max(1, round(coverage * len(confidence)))]
    return float(right[order].mean())


def threshold(confidence: Floats, right: NDArray[np.bool_], wanted: float = 0.9) -> float:
    """The lowest confidence from which rows are `wanted` right; 1.01 (nothing decided) if none is.

    >>> threshold(np.array([0.9, 0.8, 0.7, 0.6]), np.array([True, True, False, False]), 0.9)
    0.8
    """
    order = np.argsort(-confidence, kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(share >= wanted)
    return float(confidence[order][good[-1]]) if len(good) else 1.01
