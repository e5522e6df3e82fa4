"""Columns of hashes over the tokens of a batch: what is seen at a token, on the way to it, or mixed."""

import numpy as np

from tasks.text.forms import Hashes
from tasks.text.quotes_open import Ground
from tasks.text.quotes_signs import Places

_PRIME = np.uint32(0x9E3779B1)


def between(counts: Places, begin: Places, at: Places, most: int) -> Hashes:
    """How many of what is counted stand from `begin` to `at`, at most so many."""
    return code(np.minimum(counts[at] - counts[begin], most))


def spread(owners: Places, first: Places, last: Places) -> tuple[Places, Places]:
    """Every token of [first, last) of each owner, and whose it is."""
    sizes = np.maximum(last - first, 0)
    owner = np.repeat(owners, sizes)
    ahead = np.repeat(first - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
    return owner, np.arange(len(owner)) + ahead


def until(values: Hashes, at: Places, stop: Places) -> Hashes:
    """The values at some tokens, 0 from `stop` on."""
    return values[np.where(at < stop, at, -1)]


def seen_at(values: Hashes, at: Places, stop: Places, ground: Ground) -> Hashes:
    """As `until`, but a mark behind the sentence's end is seen too."""
    there = np.minimum(at, len(values) - 1)
    return values[np.where((at < stop) | (ground.marked[there] > 0), there, -1)]


def path_of(tags: Hashes, first: Places, last: Places, most: int) -> Hashes:
    """A hash of the tags of [first, last); of their number alone where they are more than `most`."""
    out = np.zeros(len(first), np.uint32)
    for by in range(most):
        there = first + by
        out = mix(out, tags[np.where(there < last, there, -1)])
    size = last - first
    return np.where(size > most, np.uint32(1) + size.astype(np.uint32), out)


def code(values: np.ndarray) -> Hashes:
    """Numbers or truths as hashes of themselves."""
    return values.astype(np.uint32, copy=False)


def mix(*parts: Hashes) -> Hashes:
    """One hash of several columns."""
    out = parts[0]
    for part in parts[1:]:
        out = (out * _PRIME) ^ part
    return out
