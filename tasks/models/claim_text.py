"""A claim or an article as claims are judged by: stems, cues, places, vectors of its sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tasks import lexicons
from tasks.models import vectors
from tasks.models.words import cased, stem

CUES = ("refute", "doubt", "report", "confirm", "negation")
LEAD = 100
# A word the vectors do not know counts as rare: as if it stood five times in the corpus.
UNKNOWN_COUNT = 5
# Words less informative than this (in nats) add nothing to a vector's average.
COMMON = 4.5
# A prime past which two neighbouring stems hardly ever make the number of two others.
PAIR = 1_000_003


@dataclass(frozen=True)
class Stems:
    """Stems of the known words: number of each, and information (nats) of each number."""

    number: dict[str, int]
    information: NDArray[np.float32]
    unknown: float


@cache
def stems() -> Stems:
    """The stems of the vectors' vocabulary, counted over their words."""
    known = vectors.load()
    number: dict[str, int] = {}
    count: list[int] = []
    for word, frequency in zip(known.index, known.counts.tolist(), strict=True):
        row = number.setdefault(stem(word), len(number))
        if row == len(count):
            count.append(0)
        count[row] += frequency
    total = int(known.counts.sum())
    information = np.log(total / np.array(count)).astype(np.float32)
    return Stems(number, information, float(np.log(total / UNKNOWN_COUNT)))


@cache
def cue_numbers() -> dict[str, int]:
    """Cue word → its place in CUES."""
    return {
        word: CUES.index(cue) for word, cue in lexicons.mapping("claim_cues", "word", "cue").items()
    }


def stem_ids(words: Iterable[str]) -> list[int]:
    """A number for each word's stem; unknown stems get one past the known by their CRC."""
    return [traits(word)[0] for word in words]


# A word's traits are asked for at every place it stands.
@lru_cache(maxsize=1 << 16)
def traits(word: str) -> tuple[int, int, int, bool]:
    """Stem number, cue (-1 for none), row of the vectors (-1 unknown), and whether it has a capital."""
    number = stems().number
    lower = word.lower()
    root = stem(lower)
    known = number[root] if root in number else len(number) + crc32(root.encode())
    row = vectors.load().index.get(lower, -1)
    return known, cue_numbers().get(lower, -1), row, word[0].isupper() or word[0].isdigit()


class Text:
    """Sentences read once, to be compared with many others.

    ids, information, cue (-1 for none), row (of the vectors, -1 unknown), capital and sentence
    stand for each word in order.
    """

    def __init__(
        self, sentences: Sequence[str], split: Sequence[Sequence[str]] | None = None
    ) -> None:
        """`split`: the sentences' words, where `cased` has cut them already."""
        split = [cased(sentence) for sentence in sentences] if split is None else split
        numbers: dict[str, int] = {}
        every = [numbers.setdefault(word, len(numbers)) for words in split for word in words]
        table = np.array([traits(word) for word in numbers], dtype=np.int64).reshape(-1, 4)[every]
        known = stems()
        self.sentences = len(split)
        self.sentence = np.repeat(np.arange(len(split)), [len(sentence) for sentence in split])
        self.ids, self.row = table[:, 0].copy(), table[:, 2].copy()
        self.cue, self.capital = table[:, 1].astype(np.int8), table[:, 3].astype(bool)
        inside = self.ids < len(known.number)
        self.information = np.full(len(every), known.unknown, dtype=np.float32)
        self.information[inside] = known.information[self.ids[inside]]

    @cached_property
    def sentence_vectors(self) -> NDArray[np.float32]:
        """(sentences, d) sums of the words' vectors by what they say, not yet of length 1."""
        matrix = vectors.load().matrix
        known = self.row >= 0
        heft = np.maximum(self.information[known] - COMMON, 0)
        place = (self.sentence[known], self.row[known])
        bag = sparse.csr_matrix((heft, place), shape=(max(self.sentences, 1), len(matrix)))
        sums: NDArray[np.float32] = (bag @ matrix).astype(np.float32)
        return sums

    @cached_property
    def sentence_units(self) -> NDArray[np.float32]:
        """(sentences, d) the same of length 1."""
        return unit(self.sentence_vectors)

    @cached_property
    def vector(self) -> NDArray[np.float32]:
        """(d,) the whole text's vector, of length 1."""
        return unit(self.sentence_vectors.sum(axis=0))

    @cached_property
    def lead_vector(self) -> NDArray[np.float32]:
        """(d,) the vector of the first LEAD words, of length 1."""
        known = self.row[:LEAD] >= 0
        heft = np.maximum(self.information[:LEAD][known] - COMMON, 0)[:, None]
        return unit((vectors.load().matrix[self.row[:LEAD][known]] * heft).sum(axis=0))

    @cached_property
    def weighted(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Distinct stems and their tf-idf weights, the weights of length 1."""
        distinct, first, count = np.unique(self.ids, return_index=True, return_counts=True)
        weight = np.log1p(count) * self.information[first].astype(np.float64)
        return distinct, weight / max(float(np.sqrt((weight**2).sum())), 1e-9)

    @cached_property
    def pairs(self) -> NDArray[np.int64]:
        """Distinct neighbouring stems, as one number each."""
        return np.unique(self.ids[:-1] * PAIR + self.ids[1:])

    @cached_property
    def known_rows(self) -> NDArray[np.int64]:
        """Distinct known words as rows of the vectors."""
        return np.unique(self.row[self.row >= 0])

    @cached_property
    def known_vectors(self) -> NDArray[np.float32]:
        """(known, d) the vectors of `known_rows`."""
        found: NDArray[np.float32] = vectors.load().matrix[self.known_rows]
        return found


def unit(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same with its last axis of length 1, zeros left zero."""
    lengths = np.linalg.norm(matrix, axis=-1, keepdims=True)
    result: NDArray[np.float32] = (matrix / np.maximum(lengths, 1e-9)).astype(np.float32)
    return result
