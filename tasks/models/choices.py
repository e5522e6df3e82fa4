"""Learns to choose: one of several, by a linear score of hashed features (conditional logit)."""

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

_STEPS = 80


def learn_choice(
    rows: np.ndarray, owner: np.ndarray, right: np.ndarray, size: int, strength: float
) -> np.ndarray:
    """Weights (size, float32) under which the right choice of each owner is likeliest.

    rows (choices, features): numbers of the weights of each choice; owner: whose it is, counted
    from nought and in order; right: one for each owner; strength: inverse of the ridge penalty.

    >>> weights = learn_choice(np.array([[0], [1]]), np.array([0, 0]), np.array([True, False]), 2, 1.0)
    >>> bool(weights[0] > weights[1])
    True
    """
    used, numbers = np.unique(rows, return_inverse=True)
    ends = np.arange(0, rows.size + 1, rows.shape[1])
    ones = np.ones(rows.size)
    seen = csr_matrix((ones, numbers.ravel(), ends), (len(rows), len(used)))
    transposed = seen.T.tocsr()
    first = np.flatnonzero(np.diff(owner, prepend=-1))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = seen @ weights
        odds -= np.maximum.reduceat(odds, first)[owner]
        share = np.exp(odds)
        total = np.add.reduceat(share, first)
        cost = np.log(total).sum() - odds[right].sum() + weights @ weights / (2 * strength)
        return cost, transposed @ (share / total[owner] - right) + weights / strength

    found = minimize(
        loss, np.zeros(len(used)), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}
    )
    weights = np.zeros(size, np.float32)
    weights[used] = found.x
    return weights
