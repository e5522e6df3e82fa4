"""A contest tells a real difference from chance, and never compares what cannot be compared."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from tasks.errors import UserError
from tasks.evaluation import scores
from tasks.models.contest import DEV, Round, contest, opened, paired, verdict
from tasks.models.topics import live

GENERATOR = np.random.default_rng(7)
TRUTH = GENERATOR.choice(["favour", "against", "neutral"], 600)


def labels(right: float) -> np.ndarray:
    """Labels of which about a share `right` is true."""
    wrong = GENERATOR.random(len(TRUTH)) > right
    return np.where(wrong, "other", TRUTH)


def held(champion: np.ndarray, challenger: np.ndarray) -> Round:
    return paired(TRUTH, champion, challenger, scores.accuracy, "accuracy", "dev")


def test_a_model_does_not_beat_itself():
    found = held(*[labels(0.7)] * 2)
    assert (found.low, found.high, found.wins) == (0, 0, 0)
    assert verdict([found]) == "even"


def test_a_clear_gain_wins_and_its_mirror_loses():
    weak, strong = labels(0.6), labels(0.8)
    assert verdict([held(weak, strong)]) == "win"
    assert verdict([held(strong, weak)]) == "loss"


def test_equally_good_models_are_even():
    """Twenty pairs as good as each other: about one in twenty is told apart by chance."""
    told = [verdict([held(labels(0.7), labels(0.7))]) for _ in range(20)]
    assert told.count("even") >= 17


def test_one_loss_undoes_a_win_elsewhere():
    win = held(labels(0.5), labels(0.9))
    assert verdict([win, replace(win, low=-0.4, high=-0.1)]) == "loss"


def test_a_task_without_dev_rows_has_no_contest():
    with pytest.raises(UserError, match="no contest is held for vectors"):
        opened("vectors", "v1")


def test_another_taxonomy_is_not_compared(monkeypatch, tmp_path):
    mine = SimpleNamespace(
        classes=[{"short": "docks"}], bundle=SimpleNamespace(model_id="topics/x", version="x")
    )
    monkeypatch.setattr(
        "tasks.models.contest.opened",
        lambda task, version, root: mine if version == "x" else live(),
    )
    with pytest.raises(UserError, match="another taxonomy"):
        contest("topics", "x", tmp_path)


def test_the_dev_files_are_there(shared):
    assert all((shared / "eval" / file).exists() for files in DEV.values() for file in files)
