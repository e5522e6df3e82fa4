"""Cues beside a quotation in marks: "…," Lee said; Lee said: "…"."""

from tasks.text import quotes_extent as extent
from tasks.text import quotes_someone as someone
from tasks.text import quotes_sources as sources
from tasks.text.quotes_clause import FINITE, Attribution, Clause, has_verb
from tasks.text.quotes_marks import Quoted
from tasks.text.quotes_scene import Phrase

_BEFORE_QUOTE, _LONG_SOURCE = 14, 14
_NOMINAL = frozenset(["NOUN", "NAME", "ADJ", "NUM", "DET", "POS", "VBG", "VBN", "PREP", "AND"])
_SETS_OFF = frozenset([":", "-", "—", "--", "–"])
_LINKS = frozenset(["-", "/", "&"])
_DASHES = frozenset([",", "—", "--"])
_LEADS_ON = frozenset([",", "—", "--", "-", ":"])


def after_quotation(clause: Clause) -> Attribution | None:
    """ "…," Lee said; "…," said Lee, the mayor."""
    if not clause.quoted:
        return None
    start = _after_marks(clause)
    stretch = clause.scene.by_last.get(start)
    if stretch is None or not clause.scene.same_paragraph(stretch.first, clause.start):
        return None
    if clause.source and clause.reading.tags[start] == "AND":
        return None
    source = (start, clause.source[1]) if clause.source else None
    if source is None:
        phrase = someone.right(clause.reading, clause.cue.last, clause.stop)
        source = phrase and sources.with_apposition(clause.reading, phrase, clause.stop)
    if source is None or not _leads(clause, stretch, clause.source is None):
        return None
    begin = stretch.first
    if clause.first < begin and clause.scene.inside[clause.first] < 0:
        begin = begin if clause.reading.words[begin - 1] in _SETS_OFF else clause.first
    if begin < stretch.first and _only_leads_in(clause, begin, stretch):
        return None
    content = [(begin, stretch.last)]
    more = _resumed(clause, source)
    if more:
        content.append((more.first, more.last))
    return Attribution(content, clause.cue_phrase, source, begin == stretch.first)


def _only_leads_in(clause: Clause, begin: int, stretch: Quoted) -> bool:
    """Whether a title ends what leads in: on "Nine O'Clock," Lee said that …"""
    reading, behind = clause.reading, clause.cue.last
    more = behind < clause.stop and reading.words[behind] not in (*_DASHES, ";")
    inverted = clause.source is None and clause.cue.verb.frames == "c"
    return more and not inverted and not has_verb(reading, begin, stretch.first)


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
    if clause.reading.words[scene.final(stretch)] == ",":
        return True
    start = extent.begin(scene, clause.cue, clause.stop)
    if inverted or start >= clause.stop or clause.reading.words[start] in _DASHES:
        return True
    # "Who pays?" Lee asked the mayor: nothing that could be said follows.
    opens = stretch.first == clause.first and scene.speaks(stretch)
    return opens and scene.inside[start] < 0 and not has_verb(clause.reading, start, clause.stop)


def _resumed(clause: Clause, source: Phrase) -> Quoted | None:
    """ "…," Lee said, "…": the stretch that goes on in the same sentence."""
    scene = clause.scene
    for place in range(max(clause.cue.last, source[1]), min(clause.stop + 1, len(scene.inside))):
        stretch = scene.by_first.get(place)
        if stretch:
            led = place == clause.cue.last or clause.reading.words[place - 1] in _LEADS_ON
            return stretch if led else None
        if clause.reading.tags[place] in FINITE or clause.reading.tags[place] == "VBG":
            return None
    return None


def before_quotation(clause: Clause) -> Attribution | None:
    """Lee said: "…"; Lee told the paper in May that "…"."""
    reading, scene = clause.reading, clause.scene
    if not clause.quoted:
        return None
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
            frames = clause.cue.verb.frames
            if place > clause.cue.last + 1 and not {"c", "q", "n", "a"}.intersection(frames):
                # "Lee signed the law: "…"": what the verb takes stands in between.
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
