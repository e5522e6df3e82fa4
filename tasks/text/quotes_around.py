"""A clause before its cue, or around it: "the road is open, Lee said", "the road, Lee said, is open"."""

from tasks.text import quotes_extent as extent
from tasks.text import quotes_sources as sources
from tasks.text.function_words import words
from tasks.text.quotes_clause import FINITE, Attribution, Clause, has_verb
from tasks.text.quotes_scene import Phrase, Scene

# Tokens: of the shortest clause, the longest setting, the longest aside between commas.
_CLAUSE, _SETTING, _ASIDE = 4, 9, 6
_VERBS = frozenset(["VBD", "VBZ", "AUX", "VBN", "VB"])
_DASHES = frozenset([",", "—", "--"])
_INSIDE = frozenset(["PREP", "DET", "ADJ", "NOUN", "NAME", "POS", "NUM", "AND"])
_OPENING = words("clause_opening")


def after_clause(clause: Clause) -> Attribution | None:
    """The road is open, said Lee, the mayor."""
    reading, cue = clause.reading, clause.cue
    comma = clause.cue_phrase[0] - 1
    tag = reading.tags[cue.head]
    if tag not in ("VBD", "VBZ", "VBN", "VB") or "c" not in cue.verb.frames:
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
    if not _inverted(clause, phrase, comma) or (tag == "VB" and not _say(clause, phrase)):
        return None
    source = sources.with_apposition(reading, phrase, clause.stop)
    return Attribution([(_own(clause, comma), comma)], clause.cue_phrase, source)


def _own(clause: Clause, last: int) -> int:
    """Where the clause begins that ends before `last`: behind a semicolon, at "which, he said,"."""
    reading, scene = clause.reading, clause.scene
    if last - 1 > clause.first and reading.tags[last - 1] == "REL":
        return last - 1
    for place in range(last - 1, clause.first, -1):
        if reading.words[place] == ";" and scene.inside[place] < 0:
            return place + 1 if has_verb(reading, clause.first, place) else clause.first
    return clause.first


def _say(clause: Clause, phrase: Phrase) -> bool:
    """Whether a plain verb is a present with its subject behind it: "…, say lawyers"."""
    bare = clause.cue_phrase[0] == clause.cue.head and clause.source is None
    return bare and clause.cue.verb.frames == "c" and phrase[1] >= clause.stop


def _inverted(clause: Clause, phrase: Phrase, comma: int) -> bool:
    """Whether the phrase behind the cue is its subject, and what was said stands before."""
    tags = clause.reading.tags
    if FINITE.isdisjoint(tags[clause.first : comma]) and _apposed_subject(clause, phrase[1]):
        return False
    # "Said" takes no object, so a phrase without a verb behind it can only be who said it.
    closed = phrase[1] >= clause.stop or tags[phrase[1]] in ("REL", "MARK")
    if clause.cue.verb.frames == "c" and closed and comma - clause.first >= _CLAUSE:
        return True
    if clause.source is not None and _clause_behind(clause, phrase[1]):
        return False
    own = clause.source is not None and clause.source[1] == comma + 1
    return not own and not FINITE.isdisjoint(tags[clause.first : comma])


def _apposed_subject(clause: Clause, place: int) -> bool:
    """Whether an apposition and a verb follow: "The chairman, Lee, said the mayor, Ana Lund, was wrong"."""
    reading = clause.reading
    if reading.words[place : place + 1] != [","] or reading.tags[place + 1] == "REL":
        return False
    closing = place + 1
    while closing < clause.stop and reading.tags[closing] in _INSIDE:
        closing += 1
    closed = closing < clause.stop and reading.words[closing] == ","
    return closed and not FINITE.isdisjoint(reading.tags[closing + 1 : closing + 3])


def _clause_behind(clause: Clause, place: int) -> bool:
    """Whether the phrase that ends at `place` is a subject: "Lee, who left, said the men in it were …"."""
    reading = clause.reading
    while place < clause.stop and reading.tags[place] in _INSIDE:
        place += 1
    return place < clause.stop and reading.tags[place] in FINITE


def aside(clause: Clause) -> Attribution | None:
    """The road, Lee said, is open; the road is open, Lee said on Monday."""
    reading, scene, source = clause.reading, clause.scene, clause.source
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
    comma = source[0] - 1
    first, goes_on = _own(clause, comma), place + 1 < clause.stop
    goes_on = goes_on and reading.tags[place + 1] not in ("VBG", "AND")
    if not goes_on:
        # "Outside, boatmen sang": a setting alone is nothing that could be said.
        sets = reading.tags[first] in ("PREP", "ADV") and not has_verb(reading, first, comma)
        plain = sets and scene.inside[first] < 0
        return None if plain else Attribution([(first, comma)], clause.cue_phrase, source)
    begin = place + 1
    opening = _opened(clause, begin)
    if opening and not has_verb(reading, first, comma):
        # "From the bank, Lee asked, not without reason, whether …"
        return Attribution([(opening, clause.stop)], clause.cue_phrase, source)
    return Attribution([(first, comma), (begin, clause.stop)], clause.cue_phrase, source)


def _opened(clause: Clause, place: int) -> int:
    """Where "whether" or "that" opens a clause, perhaps past an aside between commas; 0 if nowhere."""
    reading, last = clause.reading, min(place + _ASIDE, clause.stop)
    for at in range(place, last):
        opens = at == place or reading.words[at - 1] == ","
        if opens and reading.lower[at] in _OPENING and reading.tags[at] == "SUB":
            return at
    return 0


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


def made_whole(scene: Scene, one: Attribution) -> None:
    """One stretch of "the road, Lee said, is open", cue and all; no stretch of a bare "which".

    What stands in marks stays apart: it is quoted as it was said.
    """
    if one.cue is None or len(one.content) < 2:
        return
    (first, before), (behind, last) = one.content[:2]
    around = before <= one.cue[0] and one.cue[1] <= behind
    if not around or scene.inside[first] >= 0 or scene.inside[behind] >= 0:
        return
    stands_for = before - first == 1 and scene.reading.lower[first] in _OPENING
    one.content[:2] = [(behind, last) if stands_for else (first, last)]
