"""The ways English reports speech, one rule each; the first that fits a cue decides."""

from collections.abc import Callable

from tasks.text import quotes_extent as extent
from tasks.text import quotes_sources as sources
from tasks.text.function_words import words
from tasks.text.quotes_around import after_clause, aside
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
from tasks.text.quotes_colon import colon
from tasks.text.quotes_nominals import nominal
from tasks.text.quotes_scene import Phrase
from tasks.text.quotes_words import NOMINAL

_ASKED = words("clause_opening")
_NOMINAL = frozenset(["NOUN", "NAME", "ADJ", "NUM", "DET", "POS", "VBG", "VBN", "PREP", "AND"])
_GOES_ON = _NOMINAL | {"ADV"}
_CLOSES = frozenset([",", ";", ":", "—", "--", ")"])
_STANDS_FOR = frozenset(["which", "what", "whom"])
_PLAIN = frozenset(["VB", "AUX"])
_SUBJECTS = words("subject_pronoun")

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
    means = {"DET", "NAME"}.isdisjoint(reading.tags[slice(*phrase)])
    if means and phrase[1] < clause.stop and reading.lower[phrase[1]] in _SUBJECTS:
        # "Lee, the captain, said by phone they had water."
        return None
    if phrase[1] < clause.stop and reading.lower[phrase[1]] in _ASKED:
        last = extent.end(
            clause.scene, cue, phrase[1], clause.stop, clause.following, _subordinate(clause)
        )
        return Attribution([(phrase[1], last)], clause.cue_phrase, phrase)
    return Attribution([clause.source], clause.cue_phrase, phrase) if clause.source else None


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
    tags = clause.reading.tags
    begin = sources.before_setting(clause.reading, clause.cue_phrase[0], clause.first)
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
    told = _told_to(clause)
    if clause.cue.verb.frames == "q" or not (seems or told or passive(clause)):
        return None
    if subject_ is None:
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


def _told_to(clause: Clause) -> bool:
    """ "Boatmen told to stay ashore": a headline's passive, without its auxiliary."""
    reading, cue = clause.reading, clause.cue
    bare = clause.cue_phrase[0] == cue.head and reading.tags[cue.head] in ("VBD", "VBN")
    hearer = cue.verb.lemma in words("told_to")
    return bare and hearer and reading.lower[cue.last : cue.last + 1] == ["to"]


def _infinitive(clause: Clause, to: int) -> bool:
    """Whether a verb stands behind "to", an adverb before it or not."""
    tags = clause.reading.tags[to + 1 : to + 3]
    return bool(tags) and (tags[0] in _PLAIN or (tags[0] == "ADV" and tags[-1] in _PLAIN))


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
