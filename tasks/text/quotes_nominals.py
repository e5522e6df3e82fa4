"""Cues that are nouns and adjectives: "her claim that …", "made a promise to …", "is wary of …"."""

from tasks.text import quotes_extent as extent
from tasks.text import quotes_sources as sources
from tasks.text.function_words import words
from tasks.text.quotes_clause import Attribution, Clause
from tasks.text.quotes_group import group
from tasks.text.quotes_heads import left_phrase
from tasks.text.quotes_scene import Phrase
from tasks.text.reading import Reading

_MODIFIERS = frozenset(["ADJ", "NOUN", "NUM", "VBN", "VBG", "ADV", "NAME"])
_POSSESSIVE = words("possessive")
_MODIFIED = 6
_TAKES = words("nominal_preposition")
_AUTHOR = frozenset(["by", "from"])
_CLAUSE = frozenset(["that", "whether", "how", "why", "what", "to", "if", "who"])
_NOBODY = frozenset(["it", "there", "that", "this"])


def nominal(clause: Clause) -> Attribution | None:
    """A noun or adjective, whose it is, and what stands behind it."""
    if clause.cue.verb.frames not in ("n", "a"):
        return None
    first, source = _noun(clause) if clause.cue.verb.frames == "n" else _adjective(clause)
    last, start = _behind(clause)
    by = _author(clause, last) if source is None else None
    if by:
        source, start = by, _after(clause, by[1])
    if start >= clause.stop:
        return None
    end = extent.end(clause.scene, clause.cue, start, clause.stop, clause.following, False)
    if end <= start:
        return None
    if source and source[1] - source[0] == 1 and clause.reading.lower[source[0]] in _NOBODY:
        source = None
    return Attribution([(start, end)], (first, last), source)


def _noun(clause: Clause) -> tuple[int, Phrase | None]:
    """Where the cue begins before its noun, and whose it is: possessor or subject."""
    reading, place = clause.reading, clause.cue.head
    floor = max(clause.first, place - _MODIFIED)
    while place > floor and reading.tags[place - 1] in _MODIFIERS:
        if reading.lower[place - 1] in _POSSESSIVE:
            break
        place -= 1
    if place == clause.first:
        return clause.cue.head, None
    before = place - 1
    if reading.lower[before] in _POSSESSIVE:
        if before > clause.first and reading.tags[before - 1][0] == "V":
            return _subject(clause, before - 1, clause.cue.head)
        return place, (before, place)
    if reading.tags[before] == "POS":
        return place, left_phrase(reading, before, clause.first)
    if reading.tags[before] == "DET" and before > clause.first:
        before -= 1
    if reading.tags[before][0] == "V" or reading.tags[before] == "AUX":
        return _subject(clause, before, clause.cue.head)
    return clause.cue.head, None


def _adjective(clause: Clause) -> tuple[int, Phrase | None]:
    reading, head = clause.reading, clause.cue.head
    place = head
    while place > clause.first and reading.tags[place - 1] == "ADV":
        place -= 1
    if place > clause.first and reading.tags[place - 1][0] == "V":
        return _subject(clause, place - 1, head)
    if place > clause.first and reading.tags[place - 1] == "AUX":
        return _subject(clause, head, head)
    return head, None


def _subject(clause: Clause, verb: int, head: int) -> tuple[int, Phrase | None]:
    """The verb group that the noun or adjective belongs to, and its subject."""
    source = sources.left(clause.reading, verb, clause.first)
    if source is None:
        return head, clause.earlier
    return group(clause.reading, verb, source[1]), source


def _behind(clause: Clause) -> tuple[int, int]:
    """One past the cue with its preposition, and where what it is about begins."""
    reading, last = clause.reading, clause.cue.last
    if last >= clause.stop:
        return last, clause.stop
    if clause.cue.verb.frames == "n" and reading.lower[last] in words("be"):
        return (
            (last + 1, last + 1) if _opens(reading, last + 1, clause.stop) else (last, clause.stop)
        )
    if reading.lower[last] in _TAKES and last + 1 < clause.stop:
        return last + 1, last + 1
    if _opens(reading, last, clause.stop) or clause.cue.verb.frames == "a":
        return last, last if _goes_on(reading, last) else clause.stop
    if reading.words[last] == ":":
        return last, last + 1
    return last, clause.stop


def _goes_on(reading: Reading, place: int) -> bool:
    return reading.tags[place] not in ("MARK", "AND", "PREP") and reading.words[place] not in (
        ",",
        ".",
    )


def _opens(reading: Reading, place: int, stop: int) -> bool:
    return place < stop and reading.lower[place] in _CLAUSE


def _author(clause: Clause, last: int) -> Phrase | None:
    """The phrase behind "by" or "from"."""
    reading, place = clause.reading, clause.cue.last
    if place < clause.stop and reading.lower[place] in _AUTHOR:
        return sources.right(reading, place + 1, clause.stop)
    return None


def _after(clause: Clause, place: int) -> int:
    """Where what was said begins behind its author."""
    reading = clause.reading
    if place < clause.stop and reading.lower[place] in _TAKES:
        return place + 1
    return place if _opens(reading, place, clause.stop) else clause.stop
