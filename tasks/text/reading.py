"""One text as its readers see it: tokens with tags, and the sentences and paragraphs they stand in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tasks.text.forms import Batch
from tasks.text.linear import Labels
from tasks.text.quotes_signs import Signs, signs
from tasks.text.spans import Name, Span
from tasks.text.tags import TAGS
from tasks.text.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Reading:
    """Parallel lists over the tokens of one text.

    words, lower: the tokens as they stand and lower-cased. tags: of tasks.text.tags.TAGS.
    starts, ends: offsets in text. firsts: the token each sentence begins with, and one past
    the last token. paragraph: number of the paragraph each token stands in. signs: tokens that
    may attribute, each with its score (tasks.text.quotes_signs). marks: tokens that are quotation
    marks. accords: tokens "according".
    """

    text: str
    words: list[str]
    lower: list[str]
    tags: list[str]
    starts: list[int]
    ends: list[int]
    firsts: list[int]
    paragraph: list[int]
    signs: list[tuple[int, float]]
    marks: list[int]
    accords: list[int]

    def span(self, first: int, last: int) -> Span:
        """The text's span from token `first` up to but without token `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def sentences(self) -> list[tuple[int, int]]:
        """First token and one past the last of each sentence."""
        return list(pairwise(self.firsts))


def readings(
    texts: Sequence[str],
    tokens: Sequence[Tokens],
    batched: Batch,
    tags: Labels,
    paragraphs: Sequence[tuple[list[int], list[int]]],
    names: Sequence[Sequence[Name]],
    looks: Signs | None = None,
) -> Iterator[Reading]:
    """One reading for each text of a batch.

    paragraphs: for each text where its segments begin, and the paragraph of each. names: what
    each text names; the tagger's view of those words gives way. looks: the first look at cues,
    the live one if None.
    """
    lowered = [word.lower() for word in batched.forms.words]
    smalls = np.array(lowered, object)
    places, odds = signs(batched, tags, looks)
    bounds = np.searchsorted(places, batched.first).tolist()
    marked = np.fromiter((word in MARKS for word in lowered), np.bool_)[batched.ids]
    accords = np.fromiter((word == "according" for word in lowered), np.bool_)[batched.ids]
    for place, (text, found) in enumerate(zip(texts, tokens, strict=True)):
        part = slice(int(batched.first[place]), int(batched.first[place + 1]))
        segment = np.searchsorted(np.asarray(paragraphs[place][0]), found.starts, "right") - 1
        numbers = np.asarray(paragraphs[place][1] or [0])
        sentence = batched.sentence[part]
        own = slice(bounds[place], bounds[place + 1])
        breaks = np.flatnonzero(np.diff(sentence)) + 1
        yield Reading(
            text,
            found.words,
            smalls[batched.ids[part]].tolist(),
            _named(_TAG_NAMES[tags[part]].tolist(), found, names[place]),
            found.starts.tolist(),
            found.ends.tolist(),
            [0, *breaks.tolist(), len(sentence)] if len(sentence) else [],
            numbers[np.maximum(segment, 0)].tolist(),
            list(zip((places[own] - part.start).tolist(), odds[own].tolist(), strict=True)),
            np.flatnonzero(marked[part]).tolist(),
            np.flatnonzero(accords[part]).tolist(),
        )


_TAG_NAMES = np.array(TAGS, object)
# Quotation marks, of whatever kind; apostrophes are among them.
MARKS = frozenset(["“", "”", "«", "»", "„", "``", "''", '"', "'", "‘", "’", "‹", "›", "‚"])
_WORDS = frozenset(["NOUN", "ADJ", "ADV", "VBG", "VBN", "VBD", "VBZ", "VB", "X"])


def _named(tags: list[str], tokens: Tokens, names: Sequence[Name]) -> list[str]:
    firsts = np.searchsorted(tokens.starts, [name.start for name in names]).tolist()
    lasts = np.searchsorted(tokens.starts, [name.end for name in names]).tolist()
    for first, last in zip(firsts, lasts, strict=True):
        for place in range(first, last):
            small = tags[place] in ("DET", "AND", "MARK", "POS")
            if tags[place] in _WORDS or (tokens.words[place][0].isupper() and not small):
                tags[place] = "NAME"
    return tags
