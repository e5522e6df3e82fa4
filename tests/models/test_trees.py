"""Boosted trees as arrays tell what scikit-learn tells."""

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from tasks.models import trees


@pytest.mark.parametrize("classes", [2, 3])
def test_exported_trees_score_like_the_model(classes):
    generator = np.random.default_rng(0)
    features = generator.normal(size=(400, 5)).astype(np.float32)
    truth = np.digitize(
        features[:, 0] + features[:, 1] * features[:, 2], [-0.5, 0.5][: classes - 1]
    )
    model = HistGradientBoostingClassifier(max_iter=12, random_state=0).fit(features, truth)
    told = trees.scores(trees.exported(model, "t"), "t", features)
    expected = model.decision_function(features).reshape(len(features), -1)
    assert np.allclose(told, expected, atol=1e-5)


def test_no_rows_give_no_scores():
    features = np.random.default_rng(0).normal(size=(60, 2)).astype(np.float32)
    model = HistGradientBoostingClassifier(max_iter=2).fit(features, features[:, 0] > 0)
    assert trees.scores(trees.exported(model, "t"), "t", features[:0]).shape == (0, 1)
