"""Attributions of many texts as arrays, for what is asked of all at once: where each part ends."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np

from tasks.text.forms import Batch, Hashes
from tasks.text.linear import Labels
from tasks.text.quotes_clause import Attribution, Clause
from tasks.text.quotes_signs import Places
from tasks.text.tags import TAGS

_FINITE, _VERBS = ("VBD", "VBZ", "AUX"), ("VBD", "VBZ", "AUX", "VBN", "VBG", "VB")
_BREAKS = (",", "—", "--", "–", ";", ":")
_CONTRACTED = ("'re", "’re", "'ll", "’ll")
# Rules whose content, if it stands behind the cue, begins and ends for certain.
_SURE = frozenset(["after_quotation", "colon", "as_said", "after_clause"])
_NOWHERE = 1 << 30


class Draft(NamedTuple):
    """An attribution as the rules left it, the clause it was found in, and the number of its text."""

    text: int
    clause: Clause
    found: Attribution


class Open(NamedTuple):
    """Drafts as parallel arrays; positions are tokens counted over the batch.

    head, last: of the cue. begin, end: of the content behind the cue, as the rule has it; begin
    is -1 where there is none, end too where it is a closing mark. limit: where a cue without content behind it must end. stop: of
    the sentence. lemma, frames, kind, rule, subject: hashes.
    """

    head: Places
    last: Places
    begin: Places
    end: Places
    limit: Places
    stop: Places
    lemma: Hashes
    frames: Hashes
    kind: Hashes
    rule: Hashes
    subject: Hashes


class Ground(NamedTuple):
    """The tokens of a batch: hashes of words, tags counted from 1, and running counts.

    marked: 1 inside quotation marks, 2 where they open. finite, verbs, commas, clauses,
    markings: how many stand before each token. breaks: the next comma, dash, colon or mark.
    """

    word: Hashes
    tag: Hashes
    marked: Hashes
    capital: Hashes
    finite: Places
    verbs: Places
    commas: Places
    clauses: Places
    markings: Places
    breaks: Places


def ground(batch: Batch, tags: Labels, stretches: Sequence[Sequence[tuple[int, int]]]) -> Ground:
    """The tokens as arrays, one longer than they are; `stretches` are those in marks, by text."""
    word = np.append(batch.forms.lower[batch.ids], np.uint32(0))
    tag = np.append(tags.astype(np.uint32) + np.uint32(1), np.uint32(0))
    marked = np.zeros(len(word), np.uint32)
    for base, some in zip(batch.first.tolist(), stretches, strict=False):
        for first, last in some:
            marked[base + first : base + last] = 1
            marked[base + first] = 2
    finite = _among(tag, _FINITE) | _words(batch, _CONTRACTED)
    breaks = _words(batch, _BREAKS) | (marked > 0)
    return Ground(
        word,
        tag,
        marked,
        np.append(batch.forms.capital[batch.ids], False).astype(np.uint32),
        _running(finite),
        _running(_among(tag, _VERBS)),
        _running(word == text_code(",")),
        _running(_among(tag, ("REL", "SUB"))),
        _running(marked > 0),
        _next(breaks),
    )


def opened(drafts: Sequence[Draft], first: Sequence[int]) -> Open:
    """The drafts as arrays; `first` gives the token each text begins with."""
    rows = np.array([_row(draft, first[draft.text]) for draft in drafts], np.int64)
    columns = rows.reshape(-1, len(Open._fields)).T
    head, last, begin, end, limit, stop = (column.astype(np.intp) for column in columns[:6])
    lemma, frames, kind, rule, subject = (column.astype(np.uint32) for column in columns[6:])
    return Open(head, last, begin, end, limit, stop, lemma, frames, kind, rule, subject)


def behind(draft: Draft) -> bool:
    """Whether the content stands behind its cue, with a begin that can be asked about."""
    found = draft.found
    return found.rule not in _SURE and found.content[-1][0] >= draft.clause.cue.last


def _row(draft: Draft, base: int) -> tuple[int, ...]:
    clause, found = draft.clause, draft.found
    cue, source = clause.cue, found.source
    begin, end = found.content[-1] if behind(draft) else (-1 - base, -1 - base)
    end = -1 - base if found.direct else end
    after = source[0] if source and source[0] >= cue.last else _NOWHERE
    # The "by" of a passive is no part of its cue.
    after = cue.last if found.rule == "by_whom" else after
    return (
        base + cue.head,
        base + cue.last,
        base + begin,
        base + end,
        base + min(after, clause.stop),
        base + clause.stop,
        text_code(cue.verb.lemma),
        text_code(cue.verb.frames),
        text_code(cue.verb.cue_class),
        text_code(found.rule),
        text_code(_subject(clause)),
    )


def _subject(clause: Clause) -> str:
    source = clause.source
    if source is None:
        return "none"
    return "relative" if clause.reading.tags[source[0]] == "REL" else "own"


@lru_cache(maxsize=1 << 6)
def word_codes(some: tuple[str, ...]) -> Hashes:
    """The hashes of some words, as `Ground.word` has them."""
    return np.array([text_code(word) for word in some], np.uint32)


@lru_cache(maxsize=1 << 12)
def text_code(string: str) -> int:
    """The hash of a word, a frame or a rule, as `Open` and `Ground` have it."""
    return crc32(string.encode("utf-8", "surrogatepass"))


def _among(tag: Hashes, names: Sequence[str]) -> np.ndarray:
    return np.array([False, *(name in names for name in TAGS)])[tag]


def _words(batch: Batch, some: tuple[str, ...]) -> np.ndarray:
    """Which tokens are one of some words; the last, behind them all, is none."""
    return np.append(np.isin(batch.forms.lower, word_codes(some))[batch.ids], False)


def _running(held: np.ndarray) -> Places:
    """How many stand before each token."""
    return np.cumsum(held, dtype=np.intp) - held


def _next(held: np.ndarray) -> Places:
    """The first token from each on that is one; one past the last where none is."""
    at = np.where(held, np.arange(len(held)), len(held) - 1)
    return np.minimum.accumulate(at[::-1])[::-1]
