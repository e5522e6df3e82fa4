"""Whether a place in a text acts, as a government does, or is only where something is."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from tasks.articles.people import actor_words
from tasks.text.quotes_words import inflected
from tasks.text.reading import Reading
from tasks.text.spans import Name, Quote
from tasks.text.spans import Span as TextSpan

Span = tuple[int, int]
_VERBS = frozenset(["VBD", "VBZ", "AUX"])
_LINKS = frozenset(["and", "both", "but", "neither", "nor", "or", "the", ","])
_NOMINAL = frozenset(["NOUN", "NAME", "POS"])
_LONGEST = 3  # words of "hit back at"


def acting(
    reading: Reading, names: Sequence[Name], spans: Sequence[Span], quotes: Sequence[Quote]
) -> list[bool]:
    """Which names are the subject of a verb, speak, or are accused, urged or told.

    spans: the first token of each name, and one past its last.
    """
    starts = [name.start for name in names]
    speaking: set[int] = set()
    for quote in quotes:
        if quote.speaker and reading.text[quote.speaker.end : quote.speaker.end + 1] != ":":
            start, end = quote.speaker
            inside = range(bisect_left(starts, start), bisect_left(starts, end))
            if _nothing_else(reading, quote.speaker, [spans[at] for at in inside]):
                speaking.update(inside)
    return [
        at in speaking or _subject(reading, *span) or _object(reading, *span)
        for at, span in enumerate(spans)
    ]


def _nothing_else(reading: Reading, speaker: TextSpan, spans: Sequence[Span]) -> bool:
    """Whether a speaker's words are names alone: "Oslo and Bern", not "officials in Oslo"."""
    named = {token for span in spans for token in range(*span)}
    tokens = range(
        bisect_left(reading.starts, speaker.start), bisect_left(reading.starts, speaker.end)
    )
    return all(n in named or reading.lower[n] in _LINKS for n in tokens)


def _subject(reading: Reading, first: int, last: int) -> bool:
    """Whether the name is the subject of the verb behind it."""
    if last >= len(reading.tags):
        return False
    if reading.tags[last] in _VERBS:
        # "Between Oslo and Bern": the preposition holds for both.
        while first > 1 and reading.tags[first - 1] == "AND" and reading.tags[first - 2] == "NAME":
            first -= 2
        return first == 0 or reading.tags[first - 1] not in ("PREP", "TO")
    # Headlines: the tagger takes "rejects" for a plural.
    opens = first in reading.firsts
    return opens and reading.tags[last] == "NOUN" and _phrase_at(reading, last, "act_verb")


def _object(reading: Reading, first: int, last: int) -> bool:
    """Whether the name is what a verb of telling or blaming is done to: "accused Moscow of"."""
    if last < len(reading.tags) and reading.tags[last] in _NOMINAL:
        return False
    if first == 0 or reading.lower[first - 1] not in _last_words("object_verb"):
        return False
    for length in range(1, min(_LONGEST, first) + 1):
        if " ".join(reading.lower[first - length : first]) in _phrases("object_verb"):
            return True
    return False


@cache
def _last_words(kind: str) -> frozenset[str]:
    return frozenset(phrase.split(" ")[-1] for phrase in _phrases(kind))


def _phrase_at(reading: Reading, place: int, kind: str) -> bool:
    words = reading.lower[place : place + 2]
    third = words[0].endswith("s")
    return third and (words[0] in _phrases(kind) or " ".join(words) in _phrases(kind))


@cache
def _phrases(kind: str) -> frozenset[str]:
    """The verbs of a kind in all their forms, with the words that belong to them."""
    found = set()
    for phrase in actor_words(kind):
        verb, gap, rest = phrase.partition(" ")
        found |= {form + gap + rest for form in inflected(verb)}
    return frozenset(found)
