"""Tokens with name labels, from wherever they come, ready for the trainer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from tasks.text.forms import Batch, batch
from tasks.text.linear import Labels
from tasks.text.names import TYPES, candidates
from tasks.text.names_gazetteers import word_bits
from tasks.text.sentences import split_sentences
from tasks.text.tags import Tagger, tag
from tasks.text.tokens import tokenize


@dataclass(frozen=True)
class Sample:
    """read: the tokens; tags: their parts of speech; places: those that may be part of a name
    and count; labels: of names.LABELS, for every token."""

    read: Batch
    tags: Labels
    places: np.ndarray[tuple[int], np.dtype[np.int64]]
    labels: np.ndarray[tuple[int], np.dtype[np.int8]]

    @classmethod
    def of(
        cls,
        read: Batch,
        tags: Labels,
        labels: np.ndarray,
        sentences: Sequence[tuple[int, int]] | None,
    ) -> Self:
        """A sample of the given sentences of a batch, or of all."""
        counts = np.full(len(labels), sentences is None)
        for first, last in sentences or ():
            counts[first:last] = True
        places = candidates(read, word_bits(read.forms))
        return cls(read, tags, places[counts[places]], labels)


def sample(
    texts: Sequence[str], entities: Sequence[Sequence[tuple[int, int, str]]], tagger: Tagger
) -> Sample:
    """A sample of whole texts with the spans of their names."""
    starts = [[span.start for span in split_sentences(text)] or [0] for text in texts]
    read = batch([tokenize(text) for text in texts], starts)
    return Sample.of(read, tag(read, tagger), labels_of(read, entities), None)


def labels_of(read: Batch, entities: Sequence[Sequence[tuple[int, int, str]]]) -> np.ndarray:
    """The label of each token, from spans by text; spans of other types are left out."""
    labels = np.zeros(len(read.ids), np.int8)
    for place, spans in enumerate(entities):
        first, last = int(read.first[place]), int(read.first[place + 1])
        starts, ends = read.starts[first:last], read.ends[first:last]
        for start, end, kind in spans:
            a, b = np.searchsorted(ends, start, "right"), np.searchsorted(starts, end, "left")
            if kind in TYPES and a < b:
                label = 2 * TYPES.index(kind) + 1
                labels[first + a], labels[first + a + 1 : first + b] = label, label + 1
    return labels
