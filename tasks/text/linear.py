"""Scores of hashed linear models for many tokens at once: gather rows, add them up."""

from collections.abc import Sequence

import numpy as np

from tasks.text.forms import Hashes

Weights = np.ndarray[tuple[int, int], np.dtype[np.float32]]
Labels = np.ndarray[tuple[int], np.dtype[np.int8]]
Scores = np.ndarray[tuple[int, int], np.dtype[np.float32]]

# Knuth's multiplicative hash keeps a feature's hash apart from the same hash in another place.
_GOLDEN = 2654435761
_TOKENS = 16384
_STEPS = 127


def rows(columns: Sequence[Hashes], bits: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """The weight row of each token × feature; `columns` holds one array of hashes a feature."""
    out = np.empty((len(columns[0]), len(columns)), np.int64)
    for place, column in enumerate(columns):
        salted = (column ^ np.uint32((place * 0x9E3779B9) & 0xFFFFFFFF)) * np.uint32(_GOLDEN)
        out[:, place] = salted >> np.uint32(32 - bits)
    return out


def scores(columns: Sequence[Hashes], weights: Weights, bias: Weights) -> Scores:
    """Sum of the weights of each token's features; (tokens, classes)."""
    bits = len(weights).bit_length() - 1
    out = np.tile(bias.astype(np.float32), (len(columns[0]), 1))
    for start in range(0, len(out), _TOKENS):
        part = slice(start, start + _TOKENS)
        for row in rows([column[part] for column in columns], bits).T:
            out[part] += weights[row]
    return out


def packed(weights: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights in eight bits each, and the largest: a square root spreads the many small ones.

    >>> small, largest = packed(np.array([[0.5, -2.0]]))
    >>> unpacked(small, largest).round(1).tolist()
    [[0.5, -2.0]]
    """
    largest = float(np.abs(weights).max())
    roots = np.sign(weights) * np.sqrt(np.abs(weights) / largest)
    return np.round(roots * _STEPS).astype(np.int8), largest


def unpacked(small: np.ndarray, largest: float) -> Weights:
    """What `packed` packed, to within a 254th of the largest root."""
    roots = small.astype(np.float32) / np.float32(_STEPS)
    weights: Weights = np.sign(roots) * roots * roots * np.float32(largest)
    return weights
