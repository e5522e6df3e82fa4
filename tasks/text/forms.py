"""The tokens of many texts laid end to end, with each distinct word's features worked out once.

Reading a shard means asking the same questions of a million tokens. Here they are asked of the
some fifty thousand distinct words, and the answers gathered by number.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import numpy as np

from tasks.text.tokens import Offsets, Tokens

Hashes = np.ndarray[tuple[int], np.dtype[np.uint32]]
EDGE = 0  # the number of the word that stands before the first and after the last


class Forms(NamedTuple):
    """Distinct words, by number; number 0 is the edge of a sentence.

    lower, suffix, prefix, shape: 32-bit hashes of the lower-cased word, its last three and
    first three letters, and its shape ("Xx", "dd", "x-x"). capital: begins with a capital.
    """

    words: list[str]
    lower: Hashes
    suffix: Hashes
    prefix: Hashes
    shape: Hashes
    capital: np.ndarray[tuple[int], np.dtype[np.bool_]]


class Batch(NamedTuple):
    """Tokens of many texts, end to end.

    ids: number of each token's word in `forms`. starts, ends: offsets in its own text.
    first: where each text begins, and one past the last. sentence: number of the sentence
    each token stands in, counted over the whole batch.
    """

    forms: Forms
    ids: Offsets
    starts: Offsets
    ends: Offsets
    first: Offsets
    sentence: Offsets

    def neighbour(self, by: int) -> Offsets:
        """The number of the word `by` tokens later, `EDGE` beyond the sentence."""
        there = np.full(len(self.ids), EDGE, np.int32)
        if 0 < abs(by) < len(self.ids):
            here, other = (slice(-by), slice(by, None)) if by > 0 else (slice(-by, None), slice(by))
            same = self.sentence[here] == self.sentence[other]
            there[here] = np.where(same, self.ids[other], EDGE)
        return there


def batch(tokens: Sequence[Tokens], breaks: Sequence[Sequence[int]]) -> Batch:
    """Texts end to end; `breaks` gives for each the offsets at which its sentences begin."""
    numbers = _Numbers({"": EDGE})
    every = chain.from_iterable(text.words for text in tokens)
    sizes = [len(text.words) for text in tokens]
    ids = np.fromiter(map(numbers.__getitem__, every), np.int32, sum(sizes))
    sentence, seen = [], 0
    for text, starts in zip(tokens, breaks, strict=True):
        sentence.append(np.searchsorted(np.asarray(starts), text.starts, "right") + seen)
        seen += len(starts) + 1
    return Batch(
        _forms(list(numbers)),
        ids,
        _joined([text.starts for text in tokens]),
        _joined([text.ends for text in tokens]),
        np.concatenate(([0], np.cumsum(sizes, dtype=np.int32)), dtype=np.int32),
        _joined(sentence),
    )


class _Numbers(dict[str, int]):
    """Words numbered in the order in which they are asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


def _joined(parts: Sequence[np.ndarray]) -> Offsets:
    return np.concatenate([np.zeros(0, np.int32), *parts]).astype(np.int32)


def _forms(words: list[str]) -> Forms:
    table = np.array([_features(word) for word in words], np.uint32).reshape(-1, 5)
    lower, suffix, prefix, shape, capital = (np.ascontiguousarray(one) for one in table.T)
    return Forms(words, lower, suffix, prefix, shape, capital.astype(np.bool_))


# Shard after shard most words are the same: these many are all but one in a hundred.
@lru_cache(maxsize=1 << 16)
def _features(word: str) -> tuple[int, int, int, int, int]:
    lower = word.lower()
    return (
        _hash(lower),
        _hash(lower[-3:] + "$"),
        _hash("^" + lower[:3]),
        _hash(_shape(word)),
        word[:1].isupper(),
    )


def _hash(string: str) -> int:
    return crc32(string.encode("utf-8", "surrogatepass"))


def _shape(word: str) -> str:
    """The kind of word by its look alone.

    >>> [_shape(word) for word in ("Oslo", "UN", "d'Or", "10:30", "U.S.", "—", "G20")]
    ['Xx', 'XX', 'mix', 'dd', 'X.', '—', 'Xd']
    """
    if word.isalpha():
        if word.islower():
            return "x"
        if word.isupper():
            return "XX" if len(word) > 1 else "X"
        return "Xx" if word.istitle() else "mix"
    if not any(map(str.isalpha, word)):
        return "dd" if word[:1].isdigit() else word
    if word[-1] == ".":
        return "X."
    return "Xd" if any(map(str.isdigit, word)) else "mix"
