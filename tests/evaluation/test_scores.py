"""Scores are the ones of scikit-learn and of the contest, under EVALUATION.md's keys."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import average_precision_score, f1_score

from tasks.evaluation import scores

GENERATOR = np.random.default_rng(3)
TRUTH = GENERATOR.choice(["a", "b", "c"], 200).tolist()
SAID = [one if GENERATOR.random() < 0.6 else "b" for one in TRUTH]


def test_macro_f1_is_scikit_learns():
    assert scores.macro_f1(TRUTH, SAID) == pytest.approx(f1_score(TRUTH, SAID, average="macro"))


def test_average_precision_is_scikit_learns():
    values, true = GENERATOR.random(100), GENERATOR.random(100) < 0.3
    assert scores.average_precision(values, true) == pytest.approx(
        average_precision_score(true, values)
    )


def test_precision_at_recall_takes_the_best_list_that_is_long_enough():
    right = np.array([False, True, True, False])
    values = np.array([0.9, 0.8, 0.7, 0.6])
    assert scores.precision_at_recall(values, right, 2, 0.5) == pytest.approx(2 / 3)
    assert scores.precision_at_recall(values, right, 4, 0.9) == 0


CONTEST = [
    ("all right", ["agree", "unrelated"], ["agree", "unrelated"], 100.0),
    ("related, wrong way", ["agree"], ["disagree"], 25.0),
    ("related told unrelated", ["agree"], ["unrelated"], 0.0),
    ("unrelated told related", ["unrelated", "unrelated"], ["discuss", "unrelated"], 50.0),
]


@pytest.mark.parametrize(
    ("truth", "said", "points"), [row[1:] for row in CONTEST], ids=[row[0] for row in CONTEST]
)
def test_the_contest_pays_like_this(truth, said, points):
    assert scores.contest(truth, said) == points


def test_intervals_hold_the_score_and_are_the_same_each_time():
    frame = pd.DataFrame({"truth": TRUTH, "said": SAID})

    def score(rows):
        return {"accuracy": scores.accuracy(rows["truth"], rows["said"])}

    low, high = scores.spread(frame, score)["accuracy"]
    assert low < score(frame)["accuracy"] < high
    assert scores.spread(frame, score) == scores.spread(frame, score)
