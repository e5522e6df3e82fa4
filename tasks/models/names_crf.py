"""Training of a linear-chain conditional random field over hashed features.

Lafferty, McCallum and Pereira (2001); forward and backward run over all runs of one length side
by side, L-BFGS (scipy) does the rest. No sampling, so equal input gives equal weights.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tasks.text.names_chain import Runs

CLASSES = 7
_Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


@dataclass(frozen=True)
class Chain:
    """weights: (features, classes); moves[a, b]: b after a; start: of a run; bias: of a class."""

    weights: _Array
    moves: _Array
    start: _Array
    bias: _Array


@dataclass(frozen=True)
class Problem:
    """features: (tokens, columns), 0 or 1; labels: (tokens,); runs: positions of each run;
    importance: what an error on each token costs."""

    features: csr_matrix
    labels: np.ndarray[tuple[int], np.dtype[np.int8]]
    runs: list[Runs]
    importance: _Array


def fit(problem: Problem, l2: float = 1.0, steps: int = 60) -> Chain:
    """The chain that best explains the labels, under a Gaussian prior of precision `l2`."""
    columns = problem.features.shape[1]
    transposed = problem.features.T.tocsr()

    def cost(point: _Array) -> tuple[float, _Array]:
        chain = _unpacked(point, columns)
        loss, rest, moves, start = _errors(problem, chain)
        prior = l2 * (chain.weights**2).sum() + _LOOSE * l2 * (chain.moves**2).sum()
        slope = _packed(
            transposed @ rest + l2 * chain.weights,
            moves + _LOOSE * l2 * chain.moves,
            start,
            rest.sum(0),
        )
        return loss + prior / 2, slope

    size = columns * CLASSES + CLASSES * CLASSES + 2 * CLASSES
    options = {"maxiter": steps, "maxcor": 6}
    found = minimize(cost, np.zeros(size), jac=True, method="L-BFGS-B", options=options)
    return _unpacked(found.x, columns)


# Few moves, seen often: they need less holding back than the features do.
_LOOSE = 0.1


def _packed(*parts: _Array) -> _Array:
    return np.concatenate([part.ravel() for part in parts])


def _unpacked(point: _Array, columns: int) -> Chain:
    cuts = np.cumsum([columns * CLASSES, CLASSES * CLASSES, CLASSES])
    weights, moves, start, bias = np.split(point, cuts)
    return Chain(weights.reshape(columns, CLASSES), moves.reshape(CLASSES, CLASSES), start, bias)


def _errors(problem: Problem, chain: Chain) -> tuple[float, _Array, _Array, _Array]:
    """The loss, and expected less true counts: by token, by move, at a run's start."""
    table = problem.features @ chain.weights + chain.bias
    loss, rest = 0.0, np.zeros_like(table)
    moves, start = np.zeros((CLASSES, CLASSES)), np.zeros(CLASSES)
    truth = np.eye(CLASSES)[problem.labels]
    for group in problem.runs:
        steps, importance = table[group], problem.importance[group[:, 0]]
        forward, backward = _sums(steps, chain)
        total = _logsum(forward[:, -1], 1)
        chances = np.exp(forward + backward - total[:, None, None])
        rest[group] = (chances - truth[group]) * importance[:, None, None]
        start += rest[group[:, 0]].sum(0)
        true = problem.labels[group]
        score = chain.start[true[:, 0]] + (steps * truth[group]).sum((1, 2))
        for step in range(1, group.shape[1]):
            ways = forward[:, step - 1, :, None] + chain.moves
            ways = ways + (steps[:, step] + backward[:, step])[:, None] - total[:, None, None]
            moves += (np.exp(ways) * importance[:, None, None]).sum(0)
            np.subtract.at(moves, (true[:, step - 1], true[:, step]), importance)
            score += chain.moves[true[:, step - 1], true[:, step]]
        loss += float((importance * (total - score)).sum())
    return loss, rest, moves, start


def _sums(steps: _Array, chain: Chain) -> tuple[_Array, _Array]:
    """Logarithms of the forward and backward sums; (runs, steps, classes) each."""
    forward, backward = np.empty_like(steps), np.zeros_like(steps)
    forward[:, 0] = steps[:, 0] + chain.start
    for step in range(1, steps.shape[1]):
        ways = forward[:, step - 1, :, None] + chain.moves
        forward[:, step] = _logsum(ways, 1) + steps[:, step]
    for step in range(steps.shape[1] - 2, -1, -1):
        ahead = (steps[:, step + 1] + backward[:, step + 1])[:, None]
        backward[:, step] = _logsum(chain.moves + ahead, 2)
    return forward, backward


def _logsum(values: _Array, axis: int) -> _Array:
    most = values.max(axis, keepdims=True)
    sums: _Array = (np.log(np.exp(values - most).sum(axis, keepdims=True)) + most).squeeze(axis)
    return sums
