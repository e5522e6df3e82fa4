"""The name lists as tables: bits of single words, and phrases by their first two words.

Careful lists (`countries`, `places`, `organisations`, `teams` …) are believed; the broad ones
(`known_names`, `cities`) only tell the model what a word may be.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache

from tasks import lexicons
from tasks.text import names_bits as bits
from tasks.text.function_words import words
from tasks.text.tokens import tokenize

# First word → second word → the phrases that begin so, longest first, with their kinds; below
# the second word "" stand all, for text in capitals.
Table = dict[str, dict[str, list[tuple[tuple[str, ...], int]]]]
LONGEST = 6
_UNJOINED = str.maketrans("łŁøØđĐı", "lLoOdDi")
_SIZES = {"1": bits.TOWN, "2": bits.CITY, "3": bits.METROPOLIS}
_KNOWN = {
    "given": (bits.GIVEN_KNOWN, 0),
    "surname": (bits.SURNAME_KNOWN, 0),
    "single": (bits.SINGLE_KNOWN, 0),
    "body": (bits.BODY_KNOWN, 1),
    "place": (bits.PLACE_KNOWN, 2),
}
_CITY = 3
_ALSO = {
    bits.GIVEN: bits.GIVEN_KNOWN,
    bits.SURNAME: bits.SURNAME_KNOWN,
    bits.ORG_NAME: bits.BODY_KNOWN,
    bits.TEAM: bits.BODY_KNOWN,
    bits.COUNTRY: bits.PLACE_KNOWN,
    bits.REGION: bits.PLACE_KNOWN,
    bits.PLACE: bits.PLACE_KNOWN,
}


def folded(word: str) -> str:
    """The word without its accents.

    >>> folded("Łódź")
    'Lodz'
    """
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word.translate(_UNJOINED))
    return "".join(part for part in parts if not unicodedata.combining(part))


@cache
def word_lists() -> dict[str, int]:
    """Bits of each listed word, and of the first two words of each listed phrase."""
    found: dict[str, int] = {}
    for name, bit in (*_careful_words(), *_broad_words()):
        for form in (name, folded(name)):
            found[form] = found.get(form, 0) | bit
    for table, first_bit, second_bit in (
        (listed_phrases(), bits.PHRASE_FIRST, bits.PHRASE_SECOND),
        (known_phrases(), bits.KNOWN_FIRST, bits.KNOWN_SECOND),
    ):
        for first, seconds in table.items():
            found[first] = found.get(first, 0) | first_bit
            for second in seconds:
                found[second] = found.get(second, 0) | second_bit
    return found


@cache
def listed_phrases() -> Table:
    """Phrases of the careful lists, with the places of their kinds in names_gazetteers.KINDS."""
    return _table((name, kind) for name, _, kind in _entries())


@cache
def known_phrases() -> Table:
    """Phrases of the broad lists: 1 a body, 2 a place, 3 a town or city."""
    rows = lexicons.rows("known_names")
    named = [(row["name"], _KNOWN[row["kind"]][1]) for row in rows]
    towns = [(row["city"], _CITY) for row in lexicons.rows("cities")]
    return _table((form, kind) for name, kind in towns + named for form in (name, folded(name)))


def _table(entries: Iterable[tuple[str, int]]) -> Table:
    """Of one phrase with two kinds the later counts."""
    kinds: dict[tuple[str, ...], int] = {}
    for name, kind in entries:
        # Most names are one plain word, which no tokenisation parts.
        if not name.isalpha():
            phrase = tuple(tokenize(name).words)
            if 1 < len(phrase) <= LONGEST:
                kinds[phrase] = kind
    table: Table = {}
    for phrase, kind in sorted(kinds.items(), key=lambda item: -len(item[0])):
        seconds = table.setdefault(phrase[0], {})
        for second in (phrase[1], ""):
            seconds.setdefault(second, []).append((phrase, kind))
    return table


@cache
def _entries() -> tuple[tuple[str, int, int], ...]:
    """Every name of the careful lists with its bit and its kind."""
    found: list[tuple[str, int, int]] = []
    for row in lexicons.rows("countries"):
        found += [(name, bits.COUNTRY, 1) for name in (row["country"], *row["also"].split("|"))]
        found += [(name, bits.DEMONYM, 2) for name in row["demonyms"].split("|")]
        found += [(row["capital"], bits.PLACE, 3)]
    for row in lexicons.rows("places"):
        kind = {"city": (bits.PLACE, 3)}.get(row["kind"], (bits.REGION, 4))
        found.append((row["place"], *kind))
    found += [
        (row["name"], bits.ORG_NAME, 5)
        for row in lexicons.rows("organisations")
        if row["kind"] != "head"
    ]
    found += [(row["team"], bits.TEAM, 6) for row in lexicons.rows("teams")]
    return tuple(item for item in found if item[0])


def _careful_words() -> list[tuple[str, int]]:
    singles = [(name, bit) for name, bit, _ in _entries() if _single(name)]
    singles += [(row["name"], bits.GIVEN) for row in lexicons.rows("given_names")]
    singles += [(row["surname"], bits.SURNAME) for row in lexicons.rows("surnames")]
    for row in lexicons.rows("person_roles"):
        bit = bits.TITLE if row["kind"] == "title" else bits.ROLE
        singles.append((row["word"].rstrip("."), bit))
    singles += [
        (row["name"].rstrip("."), bits.ORG_HEAD)
        for row in lexicons.rows("organisations")
        if row["kind"] == "head"
    ]
    singles += [(row["word"], bits.PLACE_HEAD) for row in lexicons.rows("place_heads")]
    return singles + [(word.rstrip("."), bits.DATE) for word in words("calendar")]


def _broad_words() -> list[tuple[str, int]]:
    """The broad lists hold all that the careful ones do, so that their silence says the same."""
    rows = lexicons.rows("known_names")
    named = [(row["name"], _KNOWN[row["kind"]][0]) for row in rows]
    towns = [(row["city"], _SIZES[row["size"]]) for row in lexicons.rows("cities")]
    careful = [(name, _ALSO[bit]) for name, bit in _careful_words() if bit in _ALSO]
    return [(name, bit) for name, bit in named + towns if _single(name)] + careful


def _single(name: str) -> bool:
    return name.isalpha() or len(tokenize(name).words) == 1
