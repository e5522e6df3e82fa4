"""Hashed features of the light parser: words to codes, codes to rows of a weight table.

Everything here is integer arithmetic on whole batches; the same functions serve training and a
night, so that a weight always stands where it was learnt.
"""

import re
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

Codes = np.ndarray  # int64, one code for each token of a padded batch

# What a token is known by; NONE stands outside the sentence, ROOT after its last token.
FIELDS = ("word", "suffix4", "suffix3", "suffix2", "prefix3", "prefix1", "shape", "cluster")
NONE, ROOT = "\x00none", "\x00root"
_SHAPES = ((re.compile(r"[A-Z]"), "X"), (re.compile(r"[a-z]"), "x"), (re.compile(r"\d"), "9"))
_PLAIN = str.maketrans("‘’‛“”„«»–", '\'\'\'"""""-')
_MIX, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(29)


def code(text: str) -> int:
    """A stable 31-bit code of `text`.

    >>> code("the") == code("the"), code("the") == code("thy")
    (True, False)
    """
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) & 0x7FFFFFFF


def shape(word: str) -> str:
    """The word's typography, runs of one kind cut to two.

    >>> shape("McDonald"), shape("2016-12"), shape("U.S.")
    ('XxXxx', '99-99', 'X.X.')
    """
    text = word[:12]
    for pattern, sign in _SHAPES:
        text = pattern.sub(sign, text)
    return re.sub(r"(.)\1{2,}", r"\1\1", text)


@lru_cache(maxsize=1 << 16)
def word_codes(word: str) -> tuple[int, ...]:
    """The codes of `FIELDS` but the cluster, which needs the model's table."""
    word = word.translate(_PLAIN)
    low = word.lower()
    parts = (low, "4" + low[-4:], "3" + low[-3:], "2" + low[-2:], "p" + low[:3], low[:1])
    return (*(code(part) for part in parts), code("s" + shape(word)))


class Words:
    """Turns sentences into padded code arrays, with the clusters of known words.

    clusters: word code → cluster number, 1 and up; known: codes of words frequent in training,
    any other word is known by its form's parts alone.
    """

    def __init__(self, clusters: dict[int, int], known: Iterable[int]) -> None:
        self.clusters = clusters
        self.known = frozenset(known)
        self._seen: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """All codes of one word, in the order of `FIELDS`."""
        found = self._seen.get(word)
        if found is None:
            codes = word_codes(word)
            kept = codes[0] if codes[0] in self.known else 1
            found = (kept, *codes[1:], self.clusters.get(codes[0], 0))
            if len(self._seen) < 200_000:
                self._seen[word] = found
        return found

    def batch(self, sentences: Sequence[Sequence[str]]) -> tuple[np.ndarray, np.ndarray]:
        """Codes (sentences, longest + 2, fields) and lengths; ROOT follows each sentence."""
        lengths = np.array([len(s) for s in sentences], dtype=np.int64)
        width = int(lengths.max(initial=0)) + 2
        codes = np.empty((len(sentences), width, len(FIELDS)), dtype=np.int64)
        codes[:] = self.of(NONE)
        inside = np.arange(width)[None, :] < lengths[:, None]
        numbers: dict[str, int] = {}
        flat = [
            numbers.setdefault(word, len(numbers)) for sentence in sentences for word in sentence
        ]
        if flat:
            table = np.array([self.of(word) for word in numbers], dtype=np.int64)
            codes[inside] = table[flat]
        codes[np.arange(len(sentences)), lengths] = self.of(ROOT)
        return codes, lengths


def rows(parts: Sequence[Sequence[Codes]], bits: int) -> np.ndarray:
    """Table rows for templates, each a few code arrays of one shape (n,): int32 (n, templates)."""
    out = np.empty((len(parts), parts[0][0].shape[0]), dtype=np.int32)
    mixed, moved = np.empty((2, out.shape[1]), dtype=np.uint64)
    for number, template in enumerate(parts):
        mixed.fill(number * 2 + 1)
        for codes in template:
            np.bitwise_xor(mixed, codes.view(np.uint64), out=mixed)
            np.multiply(mixed, _MIX, out=mixed)
            np.right_shift(mixed, _HALF, out=moved)
            np.bitwise_xor(mixed, moved, out=mixed)
        np.multiply(mixed, _MIX, out=mixed)
        np.right_shift(mixed, np.uint64(64 - bits), out=mixed)
        out[number] = mixed
    return out.T


def window(codes: np.ndarray, offset: int) -> Codes:
    """The code at `offset` from each token, flattened; the padding stands outside."""
    moved = np.full_like(codes, codes[0, -1] if codes.size else 0)
    if offset == 0:
        return codes.ravel()
    if offset > 0:
        moved[:, :-offset] = codes[:, offset:]
    else:
        moved[:, -offset:] = codes[:, :offset]
    return moved.ravel()


def tag_rows(codes: np.ndarray, tags: np.ndarray | None, bits: int) -> np.ndarray:
    """Rows for tagging every place of a padded batch; with `tags`, those of a first look."""
    word, s4, s3, s2, p3, p1, form, cluster = (
        {o: np.ascontiguousarray(window(codes[:, :, f], o)) for o in (-2, -1, 0, 1, 2)}
        for f in range(len(FIELDS))
    )
    parts: list[list[Codes]] = [
        [word[0]], [s4[0]], [s3[0]], [s2[0]], [p3[0]], [p1[0], form[0]], [cluster[0]],
        [word[-1]], [word[1]], [word[-2]], [word[2]], [cluster[-1]], [cluster[1]],
        [word[-1], word[0]], [word[0], word[1]], [cluster[-1], cluster[0]],
        [cluster[0], cluster[1]], [form[0], form[-1]], [form[0], form[1]],
        [s3[0], word[-1]], [s3[0], word[1]], [s2[0], s2[-1]], [s2[0], s2[1]],
        [cluster[-2], cluster[-1], cluster[0]],
    ]  # fmt: skip
    if tags is not None:
        tag = {o: np.ascontiguousarray(window(tags, o)) for o in (-2, -1, 0, 1, 2)}
        parts += [
            [tag[0]], [tag[-1]], [tag[1]], [tag[-1], tag[1]], [tag[-2], tag[-1]],
            [tag[1], tag[2]], [word[0], tag[-1]], [word[0], tag[1]], [s3[0], tag[-1]],
            [s3[0], tag[1]], [s2[0], tag[-1], tag[1]], [cluster[0], tag[-1], tag[1]],
            [tag[-2], tag[-1], tag[0], tag[1]],
        ]  # fmt: skip
    return rows(parts, bits)
