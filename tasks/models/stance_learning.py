"""Gradient training of the stance network (Adam with decoupled decay), in seeded order."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from tasks.models.softmax import softmax
from tasks.models.stance_net import CONTEXTS, GAIN, Net
from tasks.models.stance_pools import POOLS

BATCH, RATE, DECAY, CLASSES = 128, 1e-3, 0.02, 3
DROP_WORD, DROP_INPUT, DROP_POOL, DROP_HIDDEN = 0.1, 0.15, 0.15, 0.4


@dataclass(frozen=True)
class Examples:
    """Rows over sentences whose tokens stand in one line.

    x (tokens, inputs) float16; head, before, after (tokens,) −1 for none; children; starts
    (sentences + 1,); of (rows,) the sentence; pool (rows × POOLS, tokens); numbers, labels, weight.
    """

    x: np.ndarray
    head: np.ndarray
    before: np.ndarray
    after: np.ndarray
    children: csr_matrix
    starts: np.ndarray
    of: np.ndarray
    pool: csr_matrix
    numbers: np.ndarray
    labels: np.ndarray
    weight: np.ndarray


@dataclass(frozen=True)
class Batch:
    """A few rows with the tokens of their sentences alone."""

    x: np.ndarray  # (n + 1, inputs), the last row zero
    neighbours: tuple[np.ndarray, ...]  # governor, before, after
    children: csr_matrix
    pool: csr_matrix
    numbers: np.ndarray

    @property
    def selectors(self) -> Iterator[csr_matrix]:
        """Each neighbour as a matrix (n, n) that picks it."""
        n = len(self.x) - 1
        for neighbour in self.neighbours:
            there = neighbour < n
            ends = np.concatenate(([0], np.cumsum(there)))
            ones = np.ones(int(ends[-1]), dtype=np.float32)
            yield csr_matrix((ones, neighbour[there], ends), shape=(n, n))


def cut(data: Examples, rows: np.ndarray) -> Batch:
    """The batch of `rows`."""
    sentences = np.unique(data.of[rows])
    lengths = data.starts[sentences + 1] - data.starts[sentences]
    new = np.concatenate(([0], np.cumsum(lengths)))
    shift = np.repeat(new[:-1] - data.starts[sentences], lengths)
    n = int(new[-1])
    tokens = np.arange(n) - shift
    x = np.zeros((n + 1, data.x.shape[1]), dtype=np.float32)
    x[:n] = data.x[tokens]
    neighbours = tuple(
        np.where(old[tokens] >= 0, old[tokens] + shift, n)
        for old in (data.head, data.before, data.after)
    )
    places = np.zeros(len(data.x), dtype=np.int64)
    places[tokens] = np.arange(n)
    picked = (rows[:, None] * POOLS + np.arange(POOLS)).ravel()
    return Batch(
        x, neighbours, _renumbered(data.children[tokens], places, n),
        _renumbered(data.pool[picked], places, n), data.numbers[rows],
    )  # fmt: skip


def _renumbered(matrix: csr_matrix, places: np.ndarray, n: int) -> csr_matrix:
    return csr_matrix(
        (matrix.data, places[matrix.indices], matrix.indptr), shape=(matrix.shape[0], n)
    )


class Trainer:
    """A net and its running moments."""

    def __init__(self, inputs: int, numbers: int, units: int, hidden: int, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        pooled = POOLS * units + numbers
        self.weights = [
            self._drawn(CONTEXTS * inputs, units, 0.6 / np.sqrt(inputs)), np.zeros(units, np.float32),
            self._drawn(pooled, hidden, np.sqrt(1.5 / pooled)), np.zeros(hidden, np.float32),
            self._drawn(hidden, CLASSES, np.sqrt(1 / hidden)), np.zeros(CLASSES, np.float32),
        ]  # fmt: skip
        self.first = [np.zeros_like(w) for w in self.weights]
        self.second = [np.zeros_like(w) for w in self.weights]
        self.steps = 0

    def net(self) -> Net:
        """The weights as a night uses them."""
        return Net(*self.weights)

    def step(self, batch: Batch, labels: np.ndarray, weight: np.ndarray, rate: float) -> None:
        """One step down the weighted cross-entropy of a batch."""
        word, word_bias, hidden, hidden_bias, out, out_bias = self.weights
        n, units = len(batch.x) - 1, word.shape[1]
        x = batch.x * self._kept((n + 1, 1), DROP_WORD, scaled=False)
        x *= self._kept(x.shape, DROP_INPUT)
        own, *beside, below = np.split(x @ np.hstack(np.split(word, CONTEXTS)), CONTEXTS, axis=1)
        raw = own[:n] + batch.children @ below[:n] + word_bias
        for neighbour, shares in zip(batch.neighbours, beside, strict=True):
            raw += shares[neighbour]
        pooled = (batch.pool @ np.maximum(raw, 0)).reshape(len(labels), -1) * GAIN
        seen = np.hstack([pooled, batch.numbers])
        seen_kept = self._kept(seen.shape, DROP_POOL)
        seen = seen * seen_kept
        middle = seen @ hidden + hidden_bias
        middle_kept = self._kept(middle.shape, DROP_HIDDEN)
        active = np.maximum(middle, 0) * middle_kept
        slope = softmax(active @ out + out_bias)
        slope[np.arange(len(labels)), labels] -= 1
        slope *= (weight / len(labels))[:, None]
        to_middle = (slope @ out.T) * middle_kept * (middle > 0)
        to_pool = ((to_middle @ hidden.T) * seen_kept)[:, : pooled.shape[1]]
        to_word = (batch.pool.T @ (to_pool.reshape(-1, units) * GAIN)) * (raw > 0)
        to_shares = [to_word, *(m.T @ to_word for m in batch.selectors), batch.children.T @ to_word]
        by_context = np.split(x[:n].T @ np.hstack(to_shares), CONTEXTS, axis=1)
        self._move(
            [np.vstack(by_context), to_word.sum(axis=0), seen.T @ to_middle, to_middle.sum(axis=0),
             active.T @ slope, slope.sum(axis=0)],
            rate,
        )  # fmt: skip

    def _move(self, slopes: list[np.ndarray], rate: float) -> None:
        self.steps += 1
        for weight, slope, first, second in zip(
            self.weights, slopes, self.first, self.second, strict=True
        ):
            first += 0.1 * (slope - first)
            second += 0.001 * (slope * slope - second)
            mean = first / (1 - 0.9**self.steps)
            spread = np.sqrt(second / (1 - 0.999**self.steps)) + 1e-8
            weight -= (rate * mean / spread + rate * DECAY * weight).astype(np.float32)

    def _drawn(self, rows: int, columns: int, scale: float) -> np.ndarray:
        return (self.chance.normal(0, 1, (rows, columns)) * scale).astype(np.float32)

    def _kept(self, shape: tuple[int, ...], dropped: float, scaled: bool = True) -> np.ndarray:
        kept = (self.chance.random(shape, dtype=np.float32) > dropped).astype(np.float32)
        return kept / np.float32(1 - dropped) if scaled else kept


def train(data: Examples, rows: np.ndarray, units: int, hidden: int, rounds: int, seed: int) -> Net:
    """A net learnt from `rows`, `rounds` times over them at a falling rate."""
    trainer = Trainer(data.x.shape[1], data.numbers.shape[1], units, hidden, seed)
    order = np.random.default_rng(seed)
    total = rounds * (len(rows) // BATCH + 1)
    for _ in range(rounds):
        shuffled = rows[order.permutation(len(rows))]
        for start in range(0, len(rows), BATCH):
            some = shuffled[start : start + BATCH]
            rate = RATE * max(0.03, 1 - trainer.steps / total)
            trainer.step(cut(data, some), data.labels[some], data.weight[some], rate)
    return trainer.net()
