"""What the name lists know of a word or a phrase, as bits and as matched stretches."""

from functools import cache
from typing import NamedTuple

import numpy as np

from tasks.text.forms import Batch, Forms
from tasks.text.function_words import words
from tasks.text.names_bits import (
    CONNECTOR,
    HYPHEN,
    INNER_CAPITAL,
    KNOWN_FIRST,
    KNOWN_SECOND,
    LOCATIVE,
    PHRASE_FIRST,
    PHRASE_SECOND,
    REPORTING,
    STOP,
    THE,
)
from tasks.text.names_lists import LONGEST, Table, folded, known_phrases, listed_phrases, word_lists

Bits = np.ndarray[tuple[int], np.dtype[np.uint32]]

# A phrase's kind in the careful lists; 0 is none.
KINDS = ("", "country", "demonym", "place", "region", "organisation", "team")


def word_bits(forms: Forms) -> Bits:
    """For each distinct word the lists it stands in, alone or as the first of a phrase."""
    return np.fromiter(map(_bits().__getitem__, forms.words), np.uint32, len(forms.words))


class _Bits(dict[str, int]):
    """Bits by word; a word that is asked for is remembered."""

    def __missing__(self, word: str) -> int:
        known = word_lists()
        bits = known.get(word, 0) or _shouted(word, known) or known.get(folded(word), 0)
        for bit, kind in _SMALL.items():
            # "The" and "In" head sentences, and say nothing there.
            form = word.lower() if bit == CONNECTOR else word
            bits |= bit if form in words(kind) else 0
        bits |= THE if word == "the" else 0
        bits |= STOP if word in (".", ",") else 0
        # Text in capitals is compared without regard to them.
        bits |= PHRASE_SECOND | KNOWN_SECOND if word.isupper() else 0
        bits |= HYPHEN if word == "-" else 0
        bits |= INNER_CAPITAL if word[:1].islower() and not word.islower() else 0
        if len(self) < _REMEMBERED:
            self[word] = bits
        return bits


_SMALL = {LOCATIVE: "locative", REPORTING: "reporting", CONNECTOR: "name_connector"}
_REMEMBERED = 1 << 18


@cache
def _bits() -> _Bits:
    return _Bits()


def _shouted(word: str, known: dict[str, int]) -> int:
    return known.get(word.title(), 0) if word.isupper() and len(word) > 3 else 0


class Phrases(NamedTuple):
    """kinds, begins: of the longest listed phrase over each token, and whether it begins there."""

    kinds: np.ndarray
    begins: np.ndarray


class Listed(NamedTuple):
    """bits: of each distinct word. sure, known: phrases of the careful and of the broad lists."""

    bits: Bits
    sure: Phrases
    known: Phrases


def listed(batch: Batch) -> Listed:
    """All that the lists know of a batch."""
    bits = word_bits(batch.forms)
    known = _matched(batch, bits & KNOWN_FIRST, bits & KNOWN_SECOND, known_phrases())
    return Listed(bits, phrases(batch, bits), known)


def phrases(batch: Batch, bits: Bits) -> Phrases:
    """Phrases of the careful lists; bits: from `word_bits`."""
    return _matched(batch, bits & PHRASE_FIRST, bits & PHRASE_SECOND, listed_phrases())


def _matched(batch: Batch, first: np.ndarray, second: np.ndarray, table: Table) -> Phrases:
    """The longest phrases of `table`; first, second: not 0 for words that one may begin with."""
    kinds = np.zeros(len(batch.ids), np.uint8)
    begins = np.zeros(len(batch.ids), np.bool_)
    words, ids = batch.forms.words, batch.ids
    places = np.flatnonzero((first[ids][:-1] > 0) & (second[ids][1:] > 0))
    windows = ids[np.minimum(places[:, None] + np.arange(LONGEST), len(ids) - 1)].tolist()
    until = -1
    for place, window in zip(places.tolist(), windows, strict=True):
        if place < until:
            continue
        begun, then = words[window[0]], words[window[1]]
        options = table.get(begun) or table.get(begun.title()) or {}
        for phrase, kind in options.get("" if then.isupper() else then, ()):
            if all(map(_same, [words[i] for i in window], phrase)):
                until = place + len(phrase)
                kinds[place:until] = kind
                begins[place] = True
                break
    return Phrases(kinds, begins)


def _same(word: str, listed: str) -> bool:
    return word == listed or (word.isupper() and word == listed.upper())
