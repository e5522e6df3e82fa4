"""Labelled paragraphs as examples: which cues attribute, and where cue and content end.

The rules of `tasks.text.quotes_attribution` read each paragraph with a teacher in the judge's
chair, who knows the labels and notes what was asked.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from tasks.articles.segment import bare_segments, paragraphs
from tasks.models.quotes_limits import Known, LimitExamples, limit_examples
from tasks.text import quotes_judge
from tasks.text.forms import Hashes, batch
from tasks.text.names import find_names
from tasks.text.quotes_attribution import drafts
from tasks.text.quotes_clause import Attribution, Clause
from tasks.text.quotes_marks import quoted
from tasks.text.quotes_open import Draft, ground
from tasks.text.quotes_scene import Scene
from tasks.text.quotes_signs import Signs, columns, places
from tasks.text.reading import Reading, readings
from tasks.text.tags import tag
from tasks.text.tokens import tokenize

Spans = list[list[int]]
_LEAST = 0.25  # share of characters in common from which content is the labelled one


class Labelled(NamedTuple):
    """A text, the stretch of it that was labelled, and its attributions in offsets of the text."""

    text: str
    start: int
    end: int
    attributions: list[dict[str, Spans]]


class CueExample(NamedTuple):
    """One cue that was asked about: its text, its row in the columns, its facts, the answer."""

    text: int
    row: int
    facts: list[str]
    right: bool


class Examples(NamedTuple):
    """What was asked of all texts; columns: the first look's features of every candidate.

    limits: the choices of each look of `tasks.text.quotes_settle`, and which is right.
    """

    columns: list[Hashes]
    cues: list[CueExample]
    limits: dict[str, LimitExamples]


def examples(labelled: Sequence[Labelled]) -> Examples:
    """Every question the judge would be asked in the labelled stretches, with its answer."""
    texts = [item.text for item in labelled]
    segments = bare_segments(texts)
    tokens = [tokenize(text) for text in texts]
    batched = batch(tokens, [[one.span.start for one in some] for some in segments])
    tags = tag(batched)
    everything = Signs(np.zeros((2, 2), np.float32), np.zeros((1, 2), np.float32)[0], float("-inf"))
    read = readings(
        texts,
        tokens,
        batched,
        tags,
        [paragraphs(some) for some in segments],
        find_names(texts, batched, tags),
        everything,
    )
    cues: list[CueExample] = []
    known: list[Known] = []
    marked: list[list[tuple[int, int]]] = []
    rows = 0
    for number, (reading, item) in enumerate(zip(read, labelled, strict=True)):
        teacher = Teacher(number, rows, reading, item)
        scene = Scene(reading, quoted(reading))
        drafts(scene, number, teacher)
        cues += teacher.answered()
        known += teacher.known
        marked.append([(one.first, one.last) for one in scene.stretches])
        rows += len(reading.signs)
    limits = limit_examples(batched, ground(batched, tags, marked), known)
    return Examples(columns(batched, tags, places(batched, tags)), cues, limits)


class Teacher:
    """A judge who knows the labels of one text."""

    def __init__(self, number: int, rows: int, reading: Reading, item: Labelled) -> None:
        self.number, self.reading, self.item = number, reading, item
        self.rows = {place: rows + i for i, (place, _) in enumerate(reading.signs)}
        cues = [(a, b, n) for n, one in enumerate(item.attributions) for a, b in one["cue"]]
        self.cues = sorted(cues)
        self.asked: list[tuple[int, float, CueExample]] = []
        self.known: list[Known] = []

    def accepts(self, clause: Clause, found: Attribution) -> bool:
        """Whether the labels hold this cue, with content that overlaps.

        Takes the content away, so that cues within it are asked about too: they are labelled.
        """
        start = self.reading.starts[clause.cue.head]
        if not self.item.start <= start < self.item.end:
            return False
        label = self._label(start)
        shared = self._shared(found, label) if label >= 0 else 0.0
        known = quotes_judge.facts(clause, found)
        example = CueExample(self.number, self.rows[clause.cue.head], known, shared >= _LEAST)
        self.asked.append((label, shared, example))
        if shared >= _LEAST:
            draft = Draft(self.number, clause, replace(found))
            self.known.append(Known(draft, self.item.attributions[label]))
        found.content = [(clause.cue.head, clause.cue.last)]
        return shared >= _LEAST

    def answered(self) -> list[CueExample]:
        """The cues asked about; of several words in one labelled cue, the best alone is right."""
        best = {label: share for label, share, _ in sorted(self.asked, key=lambda one: one[:2])}
        return [
            example
            for label, share, example in self.asked
            if label < 0 or share == best[label] >= _LEAST
        ]

    def _label(self, start: int) -> int:
        at = bisect_right(self.cues, (start, len(self.reading.text) + 1, 0)) - 1
        held = at >= 0 and self.cues[at][0] <= start < self.cues[at][1]
        return self.cues[at][2] if held else -1

    def _shared(self, found: Attribution, label: int) -> float:
        spans = [self.reading.span(*phrase) for phrase in found.content]
        return jaccard(spans, self.item.attributions[label]["content"])


def jaccard(found: Sequence[Any], truth: Spans) -> float:
    """The share of characters that two lists of spans have in common.

    >>> jaccard([(0, 10)], [[5, 10]])
    0.5
    """
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in found for c, d in truth)
    union = sum(b - a for a, b in found) + sum(d - c for c, d in truth) - shared
    return shared / union if union else 0.0
