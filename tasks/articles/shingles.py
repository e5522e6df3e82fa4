"""Word shingles as 64-bit hashes, for a whole shard of texts at once in numpy.

A shingle is five words in a row, hashed; words are compared without case, apostrophes, points
and thousands commas, so that house styles differ less than stories do.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

WORDS = 5
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
PRIME = np.uint64(0x100000001B3)
NUMBER = np.uint64(0x5DEECE66D1CE4E5B)
NOTHING = np.uint64(0xFFFFFFFFFFFFFFFF)

# Of bytes: letters and digits, all of UTF-8 beyond ASCII, and the marks that stand inside words.
IS_WORD = np.zeros(256, bool)
IS_WORD[[*range(48, 58), *range(97, 123), *range(128, 256)]] = True
IS_INNER = np.zeros(256, bool)
IS_INNER[[ord(mark) for mark in "',."]] = True
IS_DIGIT = np.zeros(256, bool)
IS_DIGIT[48:58] = True
# Texts hashed at once: the arrays over their bytes take about fifty times their size.
TEXTS_AT_ONCE = 250


class Words(NamedTuple):
    """Words of several texts: a hash each, whether it is a number, and where each text starts.

    starts: index of each text's first word; one longer than the texts, so the last is the total.
    """

    hashes: Hashes
    numbers: NDArray[np.bool_]
    starts: NDArray[np.int64]


def mix(values: Hashes) -> Hashes:
    """Scatter 64 bits: the finaliser of splitmix64 (Steele, Lea & Flood 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def words(texts: Sequence[str]) -> Words:
    """The words of the texts: lower-cased, apostrophes, points and commas inside them left out.

    >>> one, other = (words([text]).hashes for text in ("The U.S. won’t pay $1,000", "the us wont pay 1000"))
    >>> bool((one == other).all())
    True
    """
    batches = [
        _hashed(texts[start : start + TEXTS_AT_ONCE])
        for start in range(0, len(texts), TEXTS_AT_ONCE)
    ] or [_hashed([])]
    sizes = np.cumsum([0, *(len(batch.hashes) for batch in batches)])
    starts = [batch.starts[:-1] + size for batch, size in zip(batches, sizes, strict=False)]
    return Words(
        np.concatenate([batch.hashes for batch in batches]),
        np.concatenate([batch.numbers for batch in batches]),
        np.concatenate([*starts, sizes[-1:]]),
    )


def _hashed(texts: Sequence[str]) -> Words:
    # Halves of surrogate pairs become question marks, which no word holds.
    pieces = [text.lower().encode("utf-8", "replace") + b"\n" for text in texts]
    data, ends = _plain_bytes(b"".join(pieces), np.cumsum([len(piece) for piece in pieces]))
    inside = IS_WORD[data]
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    first, last = edges[::2], edges[1::2]
    starts = np.concatenate(([0], np.searchsorted(first, ends))).astype(np.int64)
    if not len(first):
        return Words(np.empty(0, np.uint64), np.empty(0, bool), starts)
    return Words(_polynomial(data[inside], last - first), IS_DIGIT[data[first]], starts)


def _plain_bytes(
    content: bytes, ends: NDArray[np.int64]
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The bytes less marks inside words, other punctuation beyond ASCII made blank; new ends."""
    data = np.frombuffer(content, np.uint8).copy()
    drop = IS_INNER[data]
    # UTF-8 writes general punctuation (quotes, dashes, dots) as E2 80 xx, of which 98 and 99 are
    # apostrophes; C2 A0 to C2 BF are the no-break space and the signs of Latin-1.
    marks = np.flatnonzero((data[:-2] == 0xE2) & (data[1:-1] == 0x80))
    apostrophes = marks[(data[marks + 2] == 0x98) | (data[marks + 2] == 0x99)]
    signs = np.flatnonzero((data[:-1] == 0xC2) & (data[1:] < 0xC0))
    for place in (marks, marks + 1, marks + 2, signs, signs + 1):
        data[place] = 32
    for place in (apostrophes, apostrophes + 1, apostrophes + 2):
        drop[place] = True
    kept = np.cumsum(~drop)
    return data[~drop], kept[ends - 1] if len(ends) else ends


def _polynomial(content: NDArray[np.uint8], lengths: NDArray[np.int64]) -> Hashes:
    """Each word's bytes as a polynomial in PRIME modulo 2^64, scattered."""
    powers = np.cumprod(np.full(int(lengths.max()), PRIME))
    offsets = np.cumsum(lengths) - lengths
    places = np.arange(len(content)) - np.repeat(offsets, lengths)
    return mix(np.add.reduceat(powers[places] * (content + np.uint64(1)), offsets))


def shingles(found: Words, masked: bool = False) -> Hashes:
    """A hash for each word: of it and the four behind it; NOTHING where the text ends first.

    masked: every number counts as the same word, so that templates show.
    """
    values = np.where(found.numbers, NUMBER, found.hashes) if masked else found.hashes
    total = len(values)
    result = np.full(total, NOTHING)
    if total < WORDS:
        return result
    rolled = np.zeros(total - WORDS + 1, np.uint64)
    for place in range(WORDS):
        rolled = rolled * GOLDEN + values[place : total - WORDS + 1 + place]
    result[: total - WORDS + 1] = mix(rolled)
    for back in range(1, WORDS):
        ends = found.starts[1:] - back
        result[ends[ends >= found.starts[:-1]]] = NOTHING
    return result


def body_hashes(found: Words) -> Hashes:
    """One hash for each text over all its words in order; 0 for a text without words."""
    lengths = np.diff(found.starts)
    places = np.arange(len(found.hashes)) - np.repeat(found.starts[:-1], lengths)
    placed = mix(found.hashes ^ mix(places.astype(np.uint64) + GOLDEN))
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(placed, dtype=np.uint64)))
    return sums[found.starts[1:]] - sums[found.starts[:-1]]
