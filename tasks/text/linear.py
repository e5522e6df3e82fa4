"""Scores of hashed linear models for many tokens at once: gather rows, add them up."""

from collections.abc import Sequence

import numpy as np

from tasks.text.forms import Hashes

Weights = np.ndarray[tuple[int, int], np.dtype[np.float32]]
Labels = np.ndarray[tuple[int], np.dtype[np.int8]]
Whole = np.ndarray[tuple[int, int], np.dtype[np.int16]]
Scores = np.ndarray[tuple[int, int], np.dtype[np.float32]]

# Knuth's multiplicative hash keeps a feature's hash apart from the same hash in another place.
_GOLDEN = 2654435761
_TOKENS = 16384
_STEPS = 127


def rows(columns: Sequence[Hashes], bits: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """The weight row of each token × feature; `columns` holds one array of hashes a feature."""
    out = np.empty((len(columns[0]), len(columns)), np.int64, order="F")
    for place, column in enumerate(columns):
        out[:, place] = _row(column, place, bits)
    return out


def _row(column: Hashes, place: int, bits: int) -> Hashes:
    salted = (column ^ np.uint32((place * 0x9E3779B9) & 0xFFFFFFFF)) * np.uint32(_GOLDEN)
    return salted >> np.uint32(32 - bits)


def scores(columns: Sequence[Hashes], weights: Weights, bias: Weights) -> Scores:
    """Sum of the weights of each token's features; (tokens, classes)."""
    bits = len(weights).bit_length() - 1
    out = np.tile(bias.astype(np.float32), (len(columns[0]), 1))
    for start in range(0, len(out), _TOKENS):
        part = slice(start, start + _TOKENS)
        for row in rows([column[part] for column in columns], bits).T:
            out[part] += weights.take(row, axis=0)
    return out


def fixed(weights: Weights, bias: Weights, features: int) -> tuple[Whole, Whole]:
    """Weights and bias as whole numbers of one scale, so that no sum of `features` overflows.

    Sums of 16-bit numbers are five times as fast as sums of floats, and as good for an argmax.

    >>> fixed(np.array([[1.0, -0.5]]), np.array([0.0, 0.0]), 3)[0].tolist()
    [[8192, -4096]]
    """
    most = float(np.abs(weights).max(initial=1e-6)) * features + float(np.abs(bias).max(initial=0))
    scale = 2.0 ** np.floor(np.log2(np.iinfo(np.int16).max / most))
    return np.rint(weights * scale).astype(np.int16), np.rint(bias * scale).astype(np.int16)


def sums(columns: Sequence[Hashes], weights: Whole, bias: Whole) -> Whole:
    """As `scores`, with the weights and bias of `fixed`."""
    bits = len(weights).bit_length() - 1
    out = np.tile(bias, (len(columns[0]), 1))
    for start in range(0, len(out), _TOKENS):
        part = slice(start, start + _TOKENS)
        for place, column in enumerate(columns):
            out[part] += weights.take(_row(column[part], place, bits), axis=0)
    return out


def packed(weights: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights in eight bits each, and the largest: a square root spreads the many small ones.

    >>> small, largest = packed(np.array([[0.5, -2.0]]))
    >>> unpacked(small, largest).round(1).tolist()
    [[0.5, -2.0]]
    """
    largest = float(np.abs(weights).max()) or 1.0
    roots = np.sign(weights) * np.sqrt(np.abs(weights) / largest)
    return np.round(roots * _STEPS).astype(np.int8), largest


def unpacked(small: np.ndarray, largest: float) -> Weights:
    """What `packed` packed, to within a 254th of the largest root."""
    roots = small.astype(np.float32) / np.float32(_STEPS)
    weights: Weights = np.sign(roots) * roots * roots * np.float32(largest)
    return weights
