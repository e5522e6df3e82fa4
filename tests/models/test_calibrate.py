"""Probabilities mean what they say."""

import numpy as np
import pytest

from tasks.models import calibrate


def overconfident(rows=4000):
    """Scores three times as sure as they should be, with their true classes."""
    generator = np.random.default_rng(1)
    logits = generator.normal(size=(rows, 3))
    chances = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    truth = np.array([generator.choice(3, p=row) for row in chances])
    return logits * 3, truth


def test_the_temperature_is_found():
    scores, truth = overconfident()
    assert calibrate.fit(scores, truth, bias=False).scale == pytest.approx(1 / 3, rel=0.1)


def test_calibrated_probabilities_have_a_small_error():
    scores, truth = overconfident()
    fitted = calibrate.fit(scores, truth)
    chance = fitted(scores)
    assert np.allclose(chance.sum(axis=1), 1)
    error = calibrate.expected_error(chance.max(axis=1), chance.argmax(axis=1) == truth)
    assert error < 0.03


def test_nothing_is_decided_where_nothing_is_good_enough():
    assert calibrate.threshold(np.array([0.9, 0.8]), np.array([False, False])) > 1


def test_bins_hold_every_row_once():
    confidence = np.linspace(0, 1, 31)
    bins = calibrate.reliability(confidence, confidence > 0.5)
    assert sum(row.share for row in bins) == pytest.approx(1)
