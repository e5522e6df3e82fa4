"""Scores shared by the judged tasks; the keys are EVALUATION.md's."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tasks.models.calibrate import accuracy_at

COVERAGES = (0.9, 0.75, 0.6, 0.5)


def f1(truth: Sequence[str], predicted: Sequence[str], label: str) -> float:
    """F1 of one label; 0 where it is neither there nor predicted.

    >>> round(f1(["a", "a", "b"], ["a", "b", "b"], "a"), 3)
    0.667
    """
    true, said = np.array(truth) == label, np.array(predicted) == label
    return float(2 * (true & said).sum() / max(1, true.sum() + said.sum()))


def macro_f1(truth: Sequence[str], predicted: Sequence[str]) -> float:
    """Mean F1 over the labels that stand in `truth` or are predicted, as scikit-learn has it.

    0 without a row.

    >>> macro_f1([], [])
    0.0
    """
    each = [f1(truth, predicted, label) for label in sorted({*truth, *predicted})]
    return float(np.mean(each)) if each else 0.0


def accuracy(truth: Sequence[str], predicted: Sequence[str]) -> float:
    """Share of rows whose label is right."""
    return float((np.array(truth) == np.array(predicted)).mean())


def average_precision(scores: NDArray[np.float64], true: NDArray[np.bool_]) -> float:
    """Mean precision at each true row, rows by falling score; 0 where nothing is true.

    >>> round(average_precision(np.array([0.9, 0.8, 0.7]), np.array([True, False, True])), 3)
    0.833
    """
    hits = true[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits].mean()) if hits.any() else 0.0


def precision_at_recall(
    scores: NDArray[np.float64], right: NDArray[np.bool_], all_true: int, recall: float
) -> float:
    """Best precision among the shortest list that finds `recall` of `all_true` rows, and longer ones.

    `right[i]` says that row i's claimed label is the true one; 0 where that recall is not reached.
    """
    hits = np.cumsum(right[np.argsort(-scores, kind="stable")])
    precision = hits / np.arange(1, len(hits) + 1)
    reached = hits >= recall * all_true
    return float(precision[reached].max()) if reached.any() else 0.0


def at_coverage(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> dict[str, float]:
    """Accuracy among the most confident rows, by coverage as text."""
    return {str(share): accuracy_at(share, confidence, right) for share in COVERAGES}


def spread(
    predicted: pd.DataFrame, scores: Callable[[pd.DataFrame], dict[str, Any]], times: int = 200
) -> dict[str, list[float]]:
    """The 95 % interval of each plain score over `times` seeded resamples of the rows."""
    generator = np.random.default_rng(0)
    drawn = [
        scores(predicted.iloc[generator.integers(0, len(predicted), len(predicted))])
        for _ in range(times)
    ]
    plain = [key for key, value in drawn[0].items() if isinstance(value, float)]
    return {
        key: [float(bound) for bound in np.quantile([each[key] for each in drawn], (0.025, 0.975))]
        for key in plain
    }


def decided(decided_rows: NDArray[np.bool_], right: NDArray[np.bool_]) -> dict[str, float]:
    """How many rows are decided, and how many of those are right (0 where none is)."""
    among = right[decided_rows]
    return {
        "decided_share": float(decided_rows.mean()),
        "decided_accuracy": float(among.mean()) if len(among) else 0.0,
    }


def contest(truth: Sequence[str], predicted: Sequence[str]) -> float:
    """FNC-1's score in percent: a quarter for related or not, the rest for a related pair's way.

    >>> contest(["agree", "unrelated"], ["discuss", "unrelated"])
    40.0
    """
    related = np.array([label != "unrelated" for label in truth])
    same = np.array(truth) == np.array(predicted)
    both = related & np.array([label != "unrelated" for label in predicted])
    points = np.where(related, 0.25 * both + 0.75 * same, 0.25 * same)
    return float(100 * points.sum() / np.where(related, 1.0, 0.25).sum())
