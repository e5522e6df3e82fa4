"""What the features of names are worked out from: tokens, neighbours, lists and classes of words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from tasks.text import names_gazetteers as gazetteers
from tasks.text.forms import Batch, Hashes
from tasks.text.linear import Labels

Places = np.ndarray[tuple[int], np.dtype[np.int64]]
# The careful lists among the bits of names_bits.py, and the broad ones once moved down.
CAREFUL = np.uint32(0x1FFF)
BROAD, BROAD_FROM = np.uint32(0xFF), np.uint32(21)
_HEADLINE = 0.6
_REMEMBERED = 1 << 18


class Classes(dict[str, int]):
    """Classes by word; a word that has none, or has one with a capital, is remembered with it."""

    def __init__(self, known: Mapping[str, int] | Iterable[tuple[str, int]]) -> None:
        super().__init__(known)
        self._small = {word: found >> 16 for word, found in self.items() if word.islower()}

    def __missing__(self, word: str) -> int:
        found = self.get(word.title(), 0)
        if len(self) < _REMEMBERED:
            self[word] = found
        return found

    def small(self, word: str) -> int:
        """The coarse class that a capitalised word has in small letters, 0 where it has none."""
        return self._small.get(word.lower(), 0) if word[:1].isupper() else 0


@dataclass(frozen=True)
class View:
    """The tokens at `places`, what stands around them, and which of them are the same `words`."""

    batch: Batch
    tags: Labels
    places: Places
    classes: Classes
    listed: gazetteers.Listed
    words: np.ndarray

    @cached_property
    def near(self) -> dict[int, np.ndarray]:
        """Numbers of the words up to two tokens away; 0 is the token itself."""
        around = {by: self.batch.neighbour(by)[self.places] for by in (-2, -1, 1, 2)}
        return {0: self.batch.ids[self.places]} | around

    @property
    def bits(self) -> np.ndarray:
        """The lists each word stands in."""
        return self.listed.bits

    @cached_property
    def lists(self) -> dict[int, Hashes]:
        """The lists each word around stands in."""
        return {by: (self.bits & CAREFUL)[ids] for by, ids in self.near.items()}

    @cached_property
    def shouted(self) -> Hashes:
        """1 where the sentence is mostly in capitals: a headline's or a table's."""
        capital = self.batch.forms.capital[self.batch.ids]
        total = np.bincount(self.batch.sentence)
        share = np.bincount(self.batch.sentence, capital) / np.maximum(total, 1)
        return (share[self.batch.sentence] > _HEADLINE)[self.places].astype(np.uint32)

    @cached_property
    def text(self) -> np.ndarray:
        """The number of the text each token of the batch stands in."""
        return np.repeat(np.arange(len(self.batch.first) - 1), np.diff(self.batch.first))

    @cached_property
    def broad(self) -> dict[int, Hashes]:
        """The broad lists each word around stands in."""
        return {by: (self.bits >> BROAD_FROM & BROAD)[ids] for by, ids in self.near.items()}

    @cached_property
    def run(self) -> "Run":
        """The run of capitals around each token; one that begins small is a run by itself."""
        batch, capital = self.batch, self.batch.forms.capital[self.batch.ids]
        apart = ~capital[1:] | ~capital[:-1] | (np.diff(batch.sentence) != 0)
        breaks = np.concatenate(([True], apart))
        begins = np.flatnonzero(breaks)
        number = (np.cumsum(breaks) - 1)[self.places]
        lasts = np.concatenate((begins[1:], [len(batch.ids)])) - 1
        return Run(number, begins, lasts)


class Run(NamedTuple):
    """number: of the run each place stands in. begins, lasts: first and last token of each run."""

    number: np.ndarray
    begins: np.ndarray
    lasts: np.ndarray
