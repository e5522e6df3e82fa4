"""Rows (holder, target) as pools over the tokens of their sentences, and as dense numbers."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from tasks.models.stance_features import Row
from tasks.models.stance_numbers import numbers
from tasks.models.stance_places import PLACES, places
from tasks.models.stance_seen import Seen

POOLS = len(PLACES) + 2  # the places, the target itself, the holder itself
_POLAR = [0, 1, 4, 5, 6, 7]  # the axes that have a sign


def pools(seen: Seen, rarity: np.ndarray) -> csr_matrix:
    """Weights (rows × POOLS, tokens): each row's places as shares of its sentence's tokens.

    rarity: (V + 1,) how much a word counts.
    """
    spans = (seen.target.inside, seen.holder.inside)
    weights = np.vstack([places(seen), *spans], dtype=np.float32)
    weights *= rarity[seen.tokens.ids[seen.token]]
    if len(seen):
        sums = np.add.reduceat(weights, seen.begins, axis=1)
        weights /= np.maximum(sums, 1e-6)[:, seen.row]
    place, at = np.nonzero(weights)
    rows, shape = seen.row[at] * POOLS + place, (len(seen) * POOLS, len(seen.tokens.ids))
    return csr_matrix((weights[place, at], (rows, seen.token[at])), shape=shape)


def measured(rows: Sequence[Row], seen: Seen, pool: csr_matrix, axes: np.ndarray) -> np.ndarray:
    """The dense features of rows: `numbers`, and the axes' means and extremes by place.

    axes: (V + 1, AXES) polarity of predicates and words, how surely they are such, connotations.
    """
    count = len(rows)
    tokens = seen.tokens
    own = numbers(rows, seen)
    of_token = axes[tokens.ids]
    means = (pool @ of_token).reshape(count, POOLS, -1)
    negators = (pool @ tokens.flags[:, 0]).reshape(count, POOLS) > 0
    turned = means[:, :, _POLAR] * np.where(negators, -1, 1)[:, :, None]
    extremes = _extremes(pool, of_token[:, _POLAR]).reshape(count, POOLS, -1)
    chosen = [PLACES.index(name) for name in ("tree_near", "clause", "all", "near_right")]
    parts = (own, means, turned, negators, extremes[:, chosen])
    return np.hstack([part.reshape(count, -1) for part in parts]).astype(np.float32)


def _extremes(pool: csr_matrix, values: np.ndarray) -> np.ndarray:
    """The largest and smallest of each column in each pool, 0 where it is empty: (pools, 2 k)."""
    held = np.flatnonzero(np.diff(pool.indptr))
    width = values.shape[1]
    out = np.zeros((pool.shape[0], 2 * width), dtype=np.float32)
    if held.size:
        inside = values[pool.indices]
        starts = pool.indptr[held]
        out[held, :width] = np.maximum.reduceat(inside, starts, axis=0)
        out[held, width:] = np.minimum.reduceat(inside, starts, axis=0)
    return out
