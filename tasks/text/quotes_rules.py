"""The ways English reports speech, one rule each; the first that fits a cue decides."""

from collections.abc import Callable

from tasks.text import quotes_extent as extent
from tasks.text import quotes_sources as sources
from tasks.text.function_words import words
from tasks.text.quotes_beside import after_quotation, before_quotation
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
from tasks.text.quotes_nominals import nominal
from tasks.text.quotes_phrase import place_or_body
from tasks.text.quotes_scene import Phrase
from tasks.text.quotes_words import NOMINAL

_LONG_NAME = 8
_CLAUSE, _SETTING = 4, 9  # tokens: of the shortest clause, and of the longest setting
_VERBS = frozenset(["VBD", "VBZ", "AUX", "VBN", "VB"])
_ASKED = frozenset(["who", "what", "whether", "if", "how", "why", "when", "where", "which", "that"])
_NOMINAL = frozenset(["NOUN", "NAME", "ADJ", "NUM", "DET", "POS", "VBG", "VBN", "PREP", "AND"])
_GOES_ON = _NOMINAL | {"ADV"}
_CLOSES = frozenset([",", ";", ":", "—", "--", ")"])
_STANDS_FOR = frozenset(["which", "what", "whom"])
_DASHES = frozenset([",", "—", "--"])
_PLAIN = frozenset(["VB", "AUX"])

Rule = Callable[[Clause], Attribution | None]


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
    if phrase is None or "VBG" in reading.tags[by + 1 : by + 2]:
        return None
    if phrase[1] < clause.stop and reading.lower[phrase[1]] in _ASKED:
        last = extent.end(
            clause.scene, cue, phrase[1], clause.stop, clause.following, _subordinate(clause)
        )
        return Attribution([(phrase[1], last)], clause.cue_phrase, phrase)
    return Attribution([clause.source], clause.cue_phrase, phrase) if clause.source else None


def after_clause(clause: Clause) -> Attribution | None:
    """The road is open, said Lee, the mayor."""
    reading, cue = clause.reading, clause.cue
    comma = clause.cue_phrase[0] - 1
    if reading.tags[cue.head] not in ("VBD", "VBZ", "VBN") or "c" not in cue.verb.frames:
        return None
    if cue.verb.lemma in words("cue_with_hearer"):
        # "Lee, a former miner, told the paper that …": behind "told" stands who heard it.
        return None
    if comma <= clause.first or reading.words[comma] not in _DASHES:
        return None
    phrase = sources.right(reading, cue.last, clause.stop)
    if phrase is None or FINITE.intersection(
        reading.tags[phrase[1] : min(phrase[1] + 2, clause.stop)]
    ):
        return None
    if not _inverted(clause, phrase, comma):
        return None
    source = sources.with_apposition(reading, phrase, clause.stop)
    return Attribution([(clause.first, comma)], clause.cue_phrase, source)


def _inverted(clause: Clause, phrase: Phrase, comma: int) -> bool:
    """Whether the phrase behind the cue is its subject, and what was said stands before."""
    tags = clause.reading.tags
    # "Said" takes no object, so a phrase without a verb behind it can only be who said it.
    closed = phrase[1] >= clause.stop or tags[phrase[1]] in ("REL", "MARK")
    if clause.cue.verb.frames == "c" and closed and comma - clause.first >= _CLAUSE:
        return True
    own = clause.source is not None and clause.source[1] == comma + 1
    return not own and not FINITE.isdisjoint(tags[clause.first : comma])


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
        return _with_setting(clause, source, place)
    content = [(clause.first, source[0] - 1)]
    if place + 1 < clause.stop and reading.tags[place + 1] not in ("VBG", "AND"):
        content.append((place + 1, clause.stop))
    return Attribution(content, clause.cue_phrase, source)


def _with_setting(clause: Clause, source: Phrase, place: int) -> Attribution | None:
    """The road is open, Lee said at the outset: what follows is no clause that could be said."""
    reading = clause.reading
    rest = reading.tags[place : clause.stop]
    said = has_verb(reading, clause.first, source[0])
    plain = clause.cue.verb.frames == "c" and rest[0] in ("PREP", "ADV", "ADJ", "DET")
    marked = any(clause.scene.inside[at] >= 0 for at in range(place, clause.stop))
    if plain and said and not marked and len(rest) <= _SETTING and not _VERBS.intersection(rest):
        return Attribution([(clause.first, source[0] - 1)], clause.cue_phrase, source)
    return None


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


def undergone(clause: Clause) -> Attribution | None:
    """The dam is expected to hold; it seems to hold; voters were asked who pays: by nobody."""
    reading, subject_ = clause.reading, clause.source
    bare = clause.cue.last == clause.cue.head + 1 or reading.lower[clause.cue.last :][:1] == ["be"]
    seems = clause.cue.verb.lemma in words("seeming") and reading.tags[clause.cue.head] != "VBG"
    seems = seems and bare
    if clause.cue.verb.frames == "q" or not (seems or passive(clause)) or subject_ is None:
        return None
    start = clause.cue.last
    opening = reading.lower[start] if start < clause.stop else ""
    if opening == "to" and clause.cue.verb.frames == "o" and not _infinitive(clause, start):
        # "The crew was called to Quay Street": sent, not spoken of.
        return None
    last = start
    if start < clause.stop and reading.words[start] not in _CLOSES:
        last = extent.end(clause.scene, clause.cue, start, clause.stop, clause.following, False)
    named = opening not in _ASKED and reading.lower[subject_[0]] != "it"
    content = [subject_] if named else []
    if last > start and (not named or opening in ("to", "as") or reading.tags[start] in _GOES_ON):
        content.append((start, last))
    return Attribution(content, clause.cue_phrase, None) if content else None


def _infinitive(clause: Clause, to: int) -> bool:
    """Whether a verb stands behind "to", an adverb before it or not."""
    tags = clause.reading.tags[to + 1 : to + 3]
    return bool(tags) and (tags[0] in _PLAIN or (tags[0] == "ADV" and tags[-1] in _PLAIN))


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
    if stretch is None and place_or_body(" ".join(reading.words[first:place])):
        # "Japan: Ferry runs aground": a rubric.
        return None
    last = stretch.last if stretch else clause.stop
    return Attribution([(start, last)], (place, start), (first, place), stretch is not None)


def loose(clause: Clause) -> Attribution | None:
    """Whatever follows, or else precedes, a cue that fits no frame; the judge sees the frame."""
    reading, scene = clause.reading, clause.scene
    if passive(clause) or clause.cue.verb.frames in NOMINAL:
        return None
    begin, tag = clause.cue_phrase[0], clause.reading.tags[clause.cue.head]
    inverted = clause.source is None and begin > clause.first and tag in FINITE
    if inverted and begin in scene.by_last:
        # "…," said who knows whom: what follows is no content, whatever its words are.
        return None
    source = clause.source or _shared(clause) or clause.earlier
    start = extent.begin(scene, clause.cue, clause.stop)
    if start < clause.stop and reading.words[start] not in _CLOSES:
        last = extent.end(scene, clause.cue, start, clause.stop, clause.following, False)
        if last > start:
            return Attribution([(start, last)], clause.cue_phrase, source)
    return None


RULES: tuple[Rule, ...] = (
    nominal,
    colon,
    after_quotation,
    before_quotation,
    as_said,
    by_whom,
    after_clause,
    aside,
    undergone,
    clause_or_object,
    loose,
)
