"""The ways English reports speech, one rule each; the first that fits a cue decides."""

from collections.abc import Callable

from tasks.text import quotes_extent as extent
from tasks.text import quotes_sources as sources
from tasks.text.function_words import words
from tasks.text.quotes_clause import (
    FINITE,
    Attribution,
    Clause,
    has_verb,
    main_subject,
    modal,
    passive,
    subject,
)
from tasks.text.quotes_marks import Quoted
from tasks.text.quotes_scene import Phrase

_BEFORE_QUOTE, _LONG_SOURCE = 14, 14
_NOMINAL = frozenset(["NOUN", "NAME", "ADJ", "NUM", "DET", "POS", "VBG", "VBN", "PREP", "AND"])
_SETS_OFF = frozenset([":", "-", "—", "--", "–"])
_LINKS = frozenset(["-", "/", "&"])
_CLOSES = frozenset([",", ";", ":", "—", "--", ")"])
_STANDS_FOR = frozenset(["which", "what", "whom"])
_DASHES = frozenset([",", "—", "--"])

Rule = Callable[[Clause], Attribution | None]


def after_quotation(clause: Clause) -> Attribution | None:
    """ "…," Lee said; "…," said Lee, the mayor."""
    start = _after_marks(clause)
    stretch = clause.scene.by_last.get(start)
    if stretch is None or not clause.scene.same_paragraph(stretch.first, clause.start):
        return None
    source = (start, clause.source[1]) if clause.source else None
    if source is None:
        phrase = sources.right(clause.reading, clause.cue.last, clause.stop)
        source = phrase and sources.with_apposition(clause.reading, phrase, clause.stop)
    if source is None or not _leads(clause, stretch, clause.source is None):
        return None
    begin = stretch.first
    if clause.first < begin and clause.scene.inside[clause.first] < 0:
        begin = begin if clause.reading.words[begin - 1] in _SETS_OFF else clause.first
    content = [(begin, stretch.last)]
    more = _resumed(clause, source)
    if more:
        content.append((more.first, more.last))
    return Attribution(content, clause.cue_phrase, source, begin == stretch.first)


def _after_marks(clause: Clause) -> int:
    """Where the speaker begins if it reaches back to a closing mark: "…," party man Al Lee said."""
    reading, scene = clause.reading, clause.scene
    for place in range(clause.start, max(clause.start - _LONG_SOURCE, clause.first), -1):
        if place in scene.by_last:
            return place
        nominal = reading.tags[place - 1] in _NOMINAL or reading.words[place - 1] in _LINKS
        if not nominal or clause.source is None:
            break
    return clause.start


def _leads(clause: Clause, stretch: Quoted, inverted: bool) -> bool:
    """Whether the quotation before the cue is what the cue attributes."""
    scene = clause.scene
    if not scene.terminal(stretch):
        plain = clause.cue.verb.lemma == "say" and scene.speaks(stretch)
        return plain and (inverted or scene.opens_paragraph(stretch.first))
    if clause.reading.words[stretch.last - 2] == ",":
        return True
    start = extent.begin(scene, clause.cue, clause.stop)
    return inverted or start >= clause.stop or clause.reading.words[start] in _DASHES


def _resumed(clause: Clause, source: Phrase) -> Quoted | None:
    """ "…," Lee said, "…": the stretch that goes on in the same sentence."""
    scene = clause.scene
    for place in range(max(clause.cue.last, source[1]), min(clause.stop + 1, len(scene.inside))):
        stretch = scene.by_first.get(place)
        if stretch:
            return stretch if clause.reading.words[place - 1] in (",", "—", "--", "-") else None
        if clause.reading.tags[place] in FINITE or clause.reading.tags[place] == "VBG":
            return None
    return None


def before_quotation(clause: Clause) -> Attribution | None:
    """Lee said: "…"; Lee told the paper in May that "…"."""
    reading, scene = clause.reading, clause.scene
    for place in range(
        clause.cue.last, min(clause.cue.last + _BEFORE_QUOTE, clause.stop + 2, len(reading.words))
    ):
        if not scene.same_paragraph(place, clause.cue.head):
            return None
        stretch = scene.by_first.get(place)
        if stretch:
            opened = place == clause.cue.last or reading.words[place - 1] in (",", ":")
            if (
                not opened
                or not clause.speaker
                or not (scene.speaks(stretch) or reading.words[place - 1] == ":")
            ):
                return None
            last = stretch.last
            if not scene.terminal(stretch) and last < clause.stop:
                last = extent.end(scene, clause.cue, place, clause.stop, clause.following, False)
            return Attribution(
                [(place, last)], clause.cue_phrase, clause.speaker, last == stretch.last
            )
        if reading.tags[place] in FINITE or reading.words[place] in (".", ";"):
            return None
    return None


def as_said(clause: Clause) -> Attribution | None:
    """As Lee noted, the road is open; the road is open, as Lee noted."""
    reading, source = clause.reading, clause.source
    if source is None or source[0] <= clause.first or reading.lower[source[0] - 1] != "as":
        return None
    place = extent.begin(clause.scene, clause.cue, clause.stop)
    if place < clause.stop and reading.words[place] != ",":
        return None
    opening = source[0] - 1
    if opening > clause.first + 2 and reading.words[opening - 1] == ",":
        return Attribution([(clause.first, opening - 1)], clause.cue_phrase, source)
    if opening <= clause.first + 2 and place + 1 < clause.stop:
        return Attribution([(place + 1, clause.stop)], clause.cue_phrase, source)
    return None


def by_whom(clause: Clause) -> Attribution | None:
    """The plan was praised by Lee: what was said of stands before."""
    reading, cue = clause.reading, clause.cue
    by = cue.last
    if (
        reading.tags[cue.head] not in ("VBN", "VBD")
        or by + 1 >= clause.stop
        or reading.lower[by] != "by"
    ):
        return None
    phrase = sources.right(reading, by + 1, clause.stop)
    if phrase is None or clause.source is None or "VBG" in reading.tags[by + 1 : by + 2]:
        return None
    return Attribution([clause.source], clause.cue_phrase, phrase)


def after_clause(clause: Clause) -> Attribution | None:
    """The road is open, said Lee, the mayor."""
    reading, cue = clause.reading, clause.cue
    comma = clause.cue_phrase[0] - 1
    if reading.tags[cue.head] not in ("VBD", "VBZ", "VBN"):
        return None
    if comma <= clause.first or reading.words[comma] not in _DASHES:
        return None
    phrase = sources.right(reading, cue.last, clause.stop)
    if phrase is None or (phrase[1] < clause.stop and reading.tags[phrase[1]] in FINITE):
        return None
    if (
        not any(tag in FINITE for tag in reading.tags[clause.first : comma])
        or "c" not in cue.verb.frames
    ):
        return None
    if any(tag in FINITE for tag in reading.tags[phrase[1] : min(phrase[1] + 2, clause.stop)]):
        return None
    if clause.source and clause.source[1] == comma + 1:
        return None
    source = sources.with_apposition(reading, phrase, clause.stop)
    return Attribution([(clause.first, comma)], clause.cue_phrase, source)


def aside(clause: Clause) -> Attribution | None:
    """The road, Lee said, is open; the road is open, Lee said on Monday."""
    reading, source = clause.reading, clause.source
    if (
        source is None
        or source[0] <= clause.first + 1
        or reading.words[source[0] - 1] not in _DASHES
    ):
        return None
    if "c" not in clause.cue.verb.frames and clause.cue.verb.frames != "q":
        return None
    place = extent.begin(clause.scene, clause.cue, clause.stop)
    if place < clause.stop and reading.words[place] not in (",", ";", "—", "--"):
        return None
    content = [(clause.first, source[0] - 1)]
    if place + 1 < clause.stop and reading.tags[place + 1] not in ("VBG", "AND"):
        content.append((place + 1, clause.stop))
    return Attribution(content, clause.cue_phrase, source)


def clause_or_object(clause: Clause) -> Attribution | None:
    """Lee said that the road was open; Lee praised the crew; Lee refused to pay."""
    reading, cue, scene = clause.reading, clause.cue, clause.scene
    plain = reading.tags[cue.head] == "VB" and not modal(clause)
    source = clause.source or _shared(clause)
    if cue.verb.frames == "q" or plain or passive(clause) or source is None:
        return None
    start = extent.begin(scene, cue, clause.stop)
    if start >= clause.stop or reading.words[start] in _CLOSES:
        return None
    last = extent.end(scene, cue, start, clause.stop, clause.following, _subordinate(clause))
    if last <= start or not _fits(clause, start, last):
        return None
    return Attribution(_with_relative(clause, start, last), clause.cue_phrase, source)


def _opens(clause: Clause) -> bool:
    """Whether a participle opens the sentence: "Denying the report, Lee left"."""
    return clause.reading.tags[clause.cue.head] == "VBG" and clause.cue.head <= clause.first + 2


def _shared(clause: Clause) -> Phrase | None:
    """The subject a participle, or a verb behind "and", has in common with another verb."""
    tags, begin = clause.reading.tags, clause.cue_phrase[0]
    joined = begin > clause.first and tags[begin - 1] == "AND"
    if tags[clause.cue.head] != "VBG" and not joined:
        return None
    return clause.earlier or (main_subject(clause) if _opens(clause) else subject(clause))


def _subordinate(clause: Clause) -> bool:
    """Whether a main clause follows: "When Lee said …, the crowd left"."""
    before = clause.start - 1
    led = clause.first <= before <= clause.first + 1
    return _opens(clause) or (led and clause.reading.lower[before] in words("subordinator"))


def _with_relative(clause: Clause, start: int, last: int) -> list[Phrase]:
    """The content with the "which" or "what" before the speaker that stands for part of it."""
    before = clause.source[0] - 1 if clause.source else -1
    if before < clause.first or clause.reading.lower[before] not in _STANDS_FOR:
        return [(start, last)]
    named = clause.scene.by_first.get(start) or clause.scene.by_first.get(start + 1)
    return [(before, before + 1), (start, named.last if named else last)]


def _fits(clause: Clause, start: int, last: int) -> bool:
    """Whether what follows is what the verb takes."""
    reading, frames = clause.reading, clause.cue.verb.frames
    if reading.lower[start] == "that" or "o" in frames:
        return True
    if reading.lower[start] == "to":
        return "i" in frames
    return "c" in frames and has_verb(reading, start, last)


RULES: tuple[Rule, ...] = (
    after_quotation,
    before_quotation,
    as_said,
    by_whom,
    after_clause,
    aside,
    clause_or_object,
)
