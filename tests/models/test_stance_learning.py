"""The network's slopes are those of its loss, and what it learns runs the same at night."""

import numpy as np
import pytest
from scipy.sparse import random as scattered

from tasks.models import stance_learning
from tasks.models.softmax import softmax
from tasks.models.stance_learning import Batch, Trainer
from tasks.models.stance_net import CONTEXTS, Net, around, scores
from tasks.models.stance_pools import POOLS
from tasks.models.stance_reading import Tokens

TOKENS, INPUTS, NUMBERS, ROWS = 40, 7, 5, 4
NONE = np.zeros(0, dtype=np.int64)


def batch() -> Batch:
    chance = np.random.default_rng(0)
    x = chance.normal(size=(TOKENS + 1, INPUTS))
    x[-1] = 0
    neighbours = tuple(chance.integers(0, TOKENS + 1, TOKENS) for _ in range(3))
    children = scattered(TOKENS, TOKENS, 0.05, format="csr", rng=1)
    pool = scattered(ROWS * POOLS, TOKENS, 0.1, format="csr", rng=2)
    return Batch(x, neighbours, children, pool, chance.normal(size=(ROWS, NUMBERS)))


def loss(weights: list[np.ndarray], given: Batch, labels: np.ndarray) -> float:
    net = Net(*weights)
    shares = given.x @ np.hstack(np.split(net.word, CONTEXTS))
    tokens = Tokens(NONE, NONE, NONE, *given.neighbours, given.children)
    active = np.maximum(around(tokens, shares, net.word_bias), 0)
    chances = softmax(scores(active, given.pool, given.numbers, net))
    return float(-np.log(chances[np.arange(len(labels)), labels]).mean())


def test_slopes_are_those_of_the_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    given, labels, chance = batch(), np.array([0, 1, 2, 1]), np.random.default_rng(3)
    trainer = Trainer(INPUTS, NUMBERS, units=6, hidden=8, seed=0)
    trainer.weights = [weight.astype(np.float64) for weight in trainer.weights]
    found: list[np.ndarray] = []
    monkeypatch.setattr(trainer, "_kept", lambda shape, dropped, scaled=True: np.ones(shape))
    monkeypatch.setattr(trainer, "_move", lambda slopes, rate: found.extend(slopes))
    trainer.step(given, labels, np.ones(ROWS), rate=1.0)
    for weight, slope in zip(trainer.weights, found, strict=True):
        place = tuple(chance.integers(0, size) for size in weight.shape)
        kept, sides = weight[place], []
        for nudge in (1e-6, -1e-6):
            weight[place] = kept + nudge
            sides.append(loss(trainer.weights, given, labels))
        weight[place] = kept
        assert (sides[0] - sides[1]) / 2e-6 == pytest.approx(slope[place], abs=1e-6)


def test_the_same_seed_learns_the_same() -> None:
    nets = []
    for _ in range(2):
        trainer = Trainer(INPUTS, NUMBERS, units=4, hidden=4, seed=5)
        trainer.step(batch(), np.array([0, 1, 2, 1]), np.ones(ROWS), stance_learning.RATE)
        nets.append(trainer.net())
    assert all(np.array_equal(a, b) for a, b in zip(*nets, strict=True))
