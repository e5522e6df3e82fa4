"""Boosted trees as plain arrays: learnt by scikit-learn, stored and walked as numbers.

Nothing of scikit-learn's own classes is stored, so no code runs when a model is loaded and a
newer library cannot change a prediction.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]


def exported(model: Any, name: str) -> Arrays:
    """A fitted HistGradientBoostingClassifier's trees as arrays whose names begin with `name`.

    Trees stand round after round, one a class (one alone for two classes); a leaf's children
    are itself, so that walking too far stays.
    """
    trees = [tree.nodes for stage in model._predictors for tree in stage]
    starts = np.concatenate([[0], np.cumsum([len(nodes) for nodes in trees])]).astype(np.int32)
    nodes = np.concatenate(trees)
    own = np.arange(len(nodes)) - np.repeat(starts[:-1], np.diff(starts))
    leaf = nodes["is_leaf"].astype(bool)
    return {
        f"{name}_starts": starts,
        f"{name}_feature": nodes["feature_idx"].astype(np.int16),
        f"{name}_threshold": np.where(leaf, 0, nodes["num_threshold"]).astype(np.float32),
        f"{name}_left": np.where(leaf, own, nodes["left"]).astype(np.int16),
        f"{name}_right": np.where(leaf, own, nodes["right"]).astype(np.int16),
        f"{name}_value": nodes["value"].astype(np.float32),
        f"{name}_depth": np.array([nodes["depth"].max()], dtype=np.int16),
        f"{name}_baseline": np.asarray(model._baseline_prediction, dtype=np.float32).ravel(),
    }


def scores(arrays: Arrays, name: str, features: NDArray[np.float32]) -> NDArray[np.float64]:
    """(n, k) raw scores (k = 1 for two classes) of (n, f) features, none of them missing."""
    starts = arrays[f"{name}_starts"][:-1].astype(np.int64)
    feature, limit = arrays[f"{name}_feature"], arrays[f"{name}_threshold"]
    left, right = arrays[f"{name}_left"], arrays[f"{name}_right"]
    baseline = arrays[f"{name}_baseline"]
    rows = np.arange(len(features))[:, None]
    at = np.broadcast_to(starts, (len(features), len(starts)))
    for _ in range(int(arrays[f"{name}_depth"][0])):
        goes_left = features[rows, feature[at]] <= limit[at]
        at = starts + np.where(goes_left, left[at], right[at])
    values = arrays[f"{name}_value"][at].astype(np.float64)
    by_class: NDArray[np.float64] = values.reshape(
        len(features), len(starts) // len(baseline), len(baseline)
    ).sum(axis=1)
    return by_class + baseline
