"""What the name lists know of a word or a phrase, as bits and as matched stretches."""

from functools import cache
from typing import NamedTuple

import numpy as np

from tasks import lexicons
from tasks.text.forms import Batch, Forms
from tasks.text.function_words import words
from tasks.text.tokens import tokenize

Bits = np.ndarray[tuple[int], np.dtype[np.uint32]]

GIVEN, TITLE, ROLE, ORG_HEAD, ORG_NAME, COUNTRY, DEMONYM, PLACE, REGION, TEAM, DATE, SURNAME = (
    1 << n for n in range(12)
)
PLACE_HEAD = 1 << 12
# Not lists but small words and marks, by what they do beside names.
LOCATIVE, REPORTING, THE, STOP, CONNECTOR = (1 << n for n in range(16, 21))
PHRASE_FIRST = 1 << 15
# A phrase's kind in the list of matches; 0 is none.
KINDS = ("", "country", "demonym", "place", "region", "organisation", "team")


def word_bits(forms: Forms) -> Bits:
    """For each distinct word the lists it stands in, alone or as the first of a phrase."""
    return np.fromiter(map(_bits().__getitem__, forms.words), np.uint32, len(forms.words))


class _Bits(dict[str, int]):
    """Bits by word; a word that is asked for is remembered."""

    def __missing__(self, word: str) -> int:
        known = _words()
        bits = known.get(word, 0) or _shouted(word, known)
        for bit, kind in _SMALL.items():
            # "The" and "In" head sentences, and say nothing there.
            form = word.lower() if bit == CONNECTOR else word
            bits |= bit if form in words(kind) else 0
        bits |= THE if word == "the" else 0
        bits |= STOP if word in (".", ",") else 0
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


class Listed(NamedTuple):
    """bits: of each distinct word. kinds, begins: of the longest listed phrase over each token."""

    bits: Bits
    kinds: np.ndarray
    begins: np.ndarray


def listed(batch: Batch) -> Listed:
    """All that the lists know of a batch."""
    bits = word_bits(batch.forms)
    return Listed(bits, *phrases(batch, bits))


def phrases(batch: Batch, bits: Bits) -> tuple[np.ndarray, np.ndarray]:
    """Kind of the longest listed phrase over each token, and whether the token begins it."""
    kinds = np.zeros(len(batch.ids), np.uint8)
    begins = np.zeros(len(batch.ids), np.bool_)
    known, words, ids = _phrases(), batch.forms.words, batch.ids
    places = np.flatnonzero(bits[ids] & PHRASE_FIRST)
    windows = ids[np.minimum(places[:, None] + np.arange(_LONGEST), len(ids) - 1)].tolist()
    until = -1
    for place, window in zip(places.tolist(), windows, strict=True):
        if place < until:
            continue
        first = words[window[0]]
        options = known.get(first) or known.get(first.title()) or []
        if not any(_seconds(words[window[1]], phrase) for phrase, _ in options):
            continue
        named = [words[i] for i in window]
        for phrase, kind in options:
            if all(map(_same, named, phrase)):
                until = place + len(phrase)
                kinds[place:until] = kind
                begins[place] = True
                break
    return kinds, begins


_LONGEST = 6


def _seconds(word: str, phrase: tuple[str, ...]) -> bool:
    return word == phrase[1] or word.isupper()


def _same(word: str, listed: str) -> bool:
    return word == listed or (word.isupper() and word == listed.upper())


@cache
def _entries() -> tuple[tuple[str, int, int], ...]:
    """Every listed name with its bit and its kind."""
    found: list[tuple[str, int, int]] = []
    for row in lexicons.rows("countries"):
        found += [(name, COUNTRY, 1) for name in (row["country"], *row["also"].split("|"))]
        found += [(name, DEMONYM, 2) for name in row["demonyms"].split("|")]
        found += [(row["capital"], PLACE, 3)]
    for row in lexicons.rows("places"):
        kind = {"city": (PLACE, 3)}.get(row["kind"], (REGION, 4))
        found.append((row["place"], *kind))
    found += [
        (row["name"], ORG_NAME, 5)
        for row in lexicons.rows("organisations")
        if row["kind"] != "head"
    ]
    found += [(row["team"], TEAM, 6) for row in lexicons.rows("teams")]
    return tuple(item for item in found if item[0])


@cache
def _words() -> dict[str, int]:
    bits: dict[str, int] = {}
    singles = [(name, bit) for name, bit, _ in _entries() if len(tokenize(name).words) == 1]
    singles += [(row["name"], GIVEN) for row in lexicons.rows("given_names")]
    singles += [(row["surname"], SURNAME) for row in lexicons.rows("surnames")]
    for row in lexicons.rows("person_roles"):
        singles.append((row["word"].rstrip("."), TITLE if row["kind"] == "title" else ROLE))
    singles += [
        (row["name"].rstrip("."), ORG_HEAD)
        for row in lexicons.rows("organisations")
        if row["kind"] == "head"
    ]
    singles += [(row["word"], PLACE_HEAD) for row in lexicons.rows("place_heads")]
    singles += [(word.rstrip("."), DATE) for word in words("calendar")]
    for name, bit in singles:
        bits[name] = bits.get(name, 0) | bit
    for first in _phrases():
        bits[first] = bits.get(first, 0) | PHRASE_FIRST
    return bits


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """Phrases of two words and more by their first, longest first."""
    found: dict[str, dict[tuple[str, ...], int]] = {}
    for name, _, kind in _entries():
        words = tuple(tokenize(name).words)
        if 1 < len(words) <= _LONGEST:
            found.setdefault(words[0], {}).setdefault(words, kind)
    return {
        first: sorted(some.items(), key=lambda item: -len(item[0])) for first, some in found.items()
    }
