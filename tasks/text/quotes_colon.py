"""A name alone before a colon, and what it says: Lee: the dam is full."""

from tasks.text.quotes_clause import FINITE, Attribution, Clause, has_verb
from tasks.text.quotes_phrase import place_or_body
from tasks.text.turns import kind_of

_LONG_NAME = 8
_THIRD = frozenset(["he", "she", "his", "her", "it", "its"])
_NO_NAME = frozenset(["TO", "VB", "VBG", "PREP", "PRON"])


def colon(clause: Clause) -> Attribution | None:
    """Lee: the dam is full; a name alone before the mark."""
    reading, place = clause.reading, clause.cue.head
    if clause.cue.verb.frames != "m":
        return None
    first, start = clause.first, place + 1
    short = 0 < place - first <= _LONG_NAME and start < clause.stop
    if not short or not FINITE.isdisjoint(reading.tags[first:place]):
        return None
    stretch = clause.scene.by_first.get(start)
    if stretch is None and _heads(clause, start):
        return None
    last = stretch.last if stretch else clause.stop
    return Attribution([(start, last)], (place, start), (first, place), stretch is not None)


def _heads(clause: Clause, start: int) -> bool:
    """Whether words before a colon only head what follows from token `start`, without marks.

    "Japan: Ferry runs aground" is a rubric, "Edge: Lee" tells nothing, "Lee: He was calm" is said of Lee.
    """
    reading, first, stop = clause.reading, clause.first, clause.stop
    name = " ".join(reading.words[first : start - 1]).removeprefix("The ")
    if place_or_body(name) or place_or_body(name.title()) or kind_of(name):
        return True
    if reading.tags[first] in _NO_NAME or any(map(str.isdigit, name)):
        return True
    if reading.lower[start - 2] in reading.lower[start:stop] or reading.lower[start] in _THIRD:
        return True
    partly = any(clause.scene.inside[at] >= 0 for at in range(start, stop))
    says = partly or reading.lower[start] in ("yes", "no")
    return not says and not has_verb(reading, start, stop)
