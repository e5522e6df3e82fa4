"""Which cue attributes what to whom, over a whole text."""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from tasks.text import quotes_sources as sources
from tasks.text.quotes_clause import FINITE, Attribution, Clause
from tasks.text.quotes_cues import Cue, as_verb, cues
from tasks.text.quotes_judge import Judging, live
from tasks.text.quotes_marks import Quoted
from tasks.text.quotes_open import Draft
from tasks.text.quotes_orphans import orphans
from tasks.text.quotes_phrase import mute, set_off
from tasks.text.quotes_rules import RULES
from tasks.text.quotes_scene import Phrase, Scene
from tasks.text.quotes_words import NOMINAL
from tasks.text.reading import Reading

# A sentence is read this far: longer ones are lists or rubbish, and must not cost their square.
_LONGEST, _FOLLOWING = 1000, 8
_DASHES = frozenset(["-", "--", "–", "—", "―"])
_MAY_END = _DASHES | {",", ";", ":"}
_LONG_NAME = 12


def drafts(scene: Scene, number: int = 0, judge: Judging | None = None) -> list[Draft]:
    """What the rules find and `judge` (the live one if None) accepts, sentence by sentence.

    What a reported speaker reports is among it, unless nothing could end the report before;
    `number` is that of the text.
    """
    reading = scene.reading
    judge = judge or live()
    outside = [cue for cue in cues(reading) if scene.inside[cue.head] < 0]
    heads = [cue.head for cue in outside]
    found: list[Draft] = []
    for first, last in reading.sentences():
        last = min(last, first + _LONGEST)
        here = outside[bisect_left(heads, first) : bisect_left(heads, last)]
        if here:
            found += _sentence(scene, number, first, last, here, judge)
    return found


def attributions(scene: Scene, settled: list[Draft]) -> list[Attribution]:
    """Every attribution of a text, in no order that matters, from its settled drafts."""
    accords = [one for place in scene.reading.accords for one in _according(scene, place)]
    found = _unreported(settled, accords) + accords
    for stretch in scene.stretches:
        found += _signed(scene, stretch)
    placed = orphans(scene, found)
    held = {one.cue for one in placed}
    found = [one for one in found if one.cue not in held or not _stands_for(scene, one)]
    found += placed
    cued = {one.cue[0] for one in found if one.cue}
    for one in found:
        _dashed(scene, one, cued)
    return _continued(scene, found)


def _dashed(scene: Scene, one: Attribution, cued: set[int]) -> None:
    """– We are full, said Lund. – Come back: a sentence behind another dash goes on with the first."""
    reading, first = scene.reading, one.content[0][0]
    if (
        one.source is None
        or reading.words[first] not in _DASHES
        or not scene.opens_paragraph(first)
    ):
        return
    at = bisect_right(reading.firsts, max(one.source[1], one.content[-1][1]) - 1)
    begin = reading.firsts[at]
    if begin >= len(reading.words) or reading.words[begin] not in _DASHES:
        return
    last = scene.without_end(begin, reading.firsts[at + 1])
    free = last > begin + 1 and cued.isdisjoint(range(begin, last))
    if free and scene.same_paragraph(first, begin):
        one.content.append((begin, last))


def _stands_for(scene: Scene, one: Attribution) -> bool:
    """Whether content is the "it" of "… is how Lund described it": the quotation is what was said."""
    return len(one.content) == 1 and scene.reading.lower[one.content[0][0]] == "it"


def _unreported(settled: list[Draft], accords: list[Attribution]) -> list[Attribution]:
    """All but what a reported speaker reports: that is part of what is said, as people mark it."""
    before = [phrase for one in accords for phrase in one.content]
    for _, clause, one in settled:
        before += [phrase for phrase in one.content if phrase[1] <= clause.cue.first]
    covered = {place for first, last in before for place in range(first, last)}
    found: list[Attribution] = []
    sentence, reported = -1, 0
    for _, clause, one in settled:
        head = clause.cue.head
        if clause.first != sentence:
            sentence = reported = clause.first
        if head < reported or head in covered:
            continue
        found.append(one)
        if not one.direct:
            reported = max([reported, *(b for a, b in one.content if a > head)])
    return found


def _sentence(
    scene: Scene, number: int, first: int, last: int, here: list[Cue], judge: Judging
) -> list[Draft]:
    found: list[Draft] = []
    earlier: Phrase | None = None
    held = first
    stop = scene.without_end(first, last)
    quoted = scene.quotes_within(first, last)
    verbs = [cue for cue in here if cue.verb.frames not in NOMINAL]
    for cue in here:
        if cue.head < held:
            continue
        source = (
            None if _trails(scene.reading, cue) else sources.left(scene.reading, cue.head, first)
        )
        if quoted and source and any(scene.in_speech(place) for place in range(*source)):
            source = None
        verbs = [one for one in verbs if one.head > cue.head]
        clause = Clause(scene, cue, first, stop, verbs[:_FOLLOWING], source, earlier, quoted)
        one = ruled(clause)
        if one is None and cue.verb.frames in NOMINAL:
            verb = as_verb(scene.reading, cue.head, cue.score)
            clause = replace(clause, cue=verb) if verb else clause
            one = ruled(clause) if verb else None
        if one and judge.accepts(clause, one):
            found.append(Draft(number, clause, one))
            earlier = one.source or earlier
            held = max(
                [held, *(_held(scene.reading, a, b) for a, b in one.content if a > cue.head)]
            )
    return found


def _held(reading: Reading, first: int, last: int) -> int:
    """How far content reaches for certain: to where a comma, "and" or "while" may yet end it."""
    for place in range(first + 1, last):
        if reading.words[place] in _MAY_END or reading.tags[place] in ("AND", "SUB"):
            return place
    return last


def _trails(reading: Reading, cue: Cue) -> bool:
    """Whether a participle behind a comma has its subject elsewhere: "Lee left, saying …"."""
    return (
        reading.tags[cue.head] == "VBG"
        and cue.head > 0
        and reading.words[cue.head - 1] in (",", "—", "--", "–")
    )


def ruled(clause: Clause) -> Attribution | None:
    """What the first rule that fits makes of a cue."""
    for rule in RULES:
        found = rule(clause)
        if found and (mute(clause.reading, found.source) or _asks_in_passing(clause, found)):
            return None
        if found:
            found.rule = rule.__name__
            found.content = [clause.scene.whole(*phrase) for phrase in found.content]
            return found
    return None


def _asks_in_passing(clause: Clause, found: Attribution) -> bool:
    """Whether a participle only leads up to an answer: "Asked whether it was safe, Lee laughed"."""
    opens = clause.cue.first == clause.first and clause.reading.tags[clause.cue.head] != "VBG"
    return opens and found.source is None and clause.cue.verb.cue_class == "asked"


def _according(scene: Scene, place: int) -> list[Attribution]:
    """According to Lee, the road is open; the road is open, according to Lee."""
    reading = scene.reading
    at = bisect_right(reading.firsts, place) - 1
    first, last = reading.firsts[at], reading.firsts[at + 1]
    stop = scene.without_end(first, min(last, place + _LONGEST))
    if reading.lower[place + 1 : place + 2] != ["to"] or scene.inside[place] >= 0:
        return []
    phrase = sources.right(reading, place + 2, stop) or _to_comma(reading, place + 2, stop)
    if phrase is None:
        return []
    source = phrase[0], set_off(reading, sources.phrase_end(reading, phrase[1], stop), stop)
    before = place - 1 if place > first and reading.words[place - 1] == "," else place
    content = [(first, before)] if before > first + 1 else []
    behind = source[1] + 1
    goes_on = behind < stop and reading.words[behind - 1] == ","
    if goes_on and (not content or reading.tags[behind] in FINITE):
        content.append((behind, stop))
    whole = [scene.whole(*phrase) for phrase in content]
    return [Attribution(whole, (place, place + 2), source)] if whole else []


def _signed(scene: Scene, stretch: Quoted) -> list[Attribution]:
    """ "The dam is full." — Oda Lindqvist: a name behind a dash, to the paragraph's end."""
    reading, dash = scene.reading, stretch.last
    if dash + 1 >= len(reading.words) or reading.words[dash] not in _DASHES:
        return []
    last = dash + 1
    while (
        last < len(reading.words) and last - dash <= _LONG_NAME and not scene.opens_paragraph(last)
    ):
        last += 1
    ended = last == len(reading.words) or scene.opens_paragraph(last)
    last = scene.without_end(dash + 1, last)
    tags = reading.tags[dash + 1 : last]
    if (
        not ended
        or not scene.speaks(stretch)
        or "NAME" not in tags[:3]
        or FINITE.intersection(tags)
        or "by" in reading.lower[dash + 1 : last]  # whose the pictures are
    ):
        return []
    content = [(stretch.first, stretch.last)]
    return [Attribution(content, (dash, dash + 1), (dash + 1, last), True)]


def _to_comma(reading: Reading, first: int, stop: int) -> Phrase | None:
    """Whatever stands before the next comma."""
    last = next((at for at in range(first, stop) if reading.words[at] in (",", ";")), stop)
    return (first, last) if last > first else None


def _continued(scene: Scene, found: list[Attribution]) -> list[Attribution]:
    """Speech without a cue of its own goes on with the attribution before it."""
    book = Book(scene, found)
    previous: tuple[int, Attribution] | None = None
    for stretch in scene.stretches:
        owner = book.owners.get(stretch.first)
        if owner is None and scene.speaks(stretch):
            owner = book.before(stretch, previous)
            if owner:
                book.add(owner, stretch)
        previous = (stretch.last, owner) if owner else previous
    return found


class Book:
    """The attributions of a text by the paragraph they end in, and whose each stretch is."""

    def __init__(self, scene: Scene, found: list[Attribution]) -> None:
        self.scene = scene
        self.sentences = scene.reading.firsts
        self.owners: dict[int, Attribution] = {}
        self.ending: dict[int, list[Attribution]] = {}
        firsts = [stretch.first for stretch in scene.stretches]
        for one in found:
            for first, last in one.content:
                for at in firsts[bisect_left(firsts, first) : bisect_left(firsts, last)]:
                    self.owners.setdefault(at, one)
            self._note(one)

    def _note(self, one: Attribution) -> None:
        if one.source:
            last = max(one.content[-1][1], one.source[1]) - 1
            self.ending.setdefault(self.scene.reading.paragraph[last], []).append(one)

    def _sentence(self, place: int) -> int:
        return self.sentences[bisect_right(self.sentences, place) - 1]

    def before(
        self, stretch: Quoted, previous: tuple[int, Attribution] | None
    ) -> Attribution | None:
        """The attribution a stretch without a cue goes on with, in its paragraph or the last."""
        paragraph = self.scene.reading.paragraph
        if stretch.first == self._sentence(stretch.first):
            here = self.ending.get(paragraph[stretch.first], [])
            ended = [one for one in here if one.content[-1][1] <= stretch.first]
            if ended:
                return max(ended, key=lambda one: (one.direct, one.content[-1][1]))
        if previous and self._alone(stretch):
            last, one = previous
            if paragraph[stretch.first] - paragraph[last - 1] == 1 and one.source:
                return one
        return None

    def _alone(self, stretch: Quoted) -> bool:
        """Whether the stretch is a paragraph of its own."""
        ends = stretch.last == len(self.scene.inside) or self.scene.opens_paragraph(stretch.last)
        return ends and self.scene.opens_paragraph(stretch.first)

    def add(self, one: Attribution, stretch: Quoted) -> None:
        """The stretch to what was said."""
        one.content.append((stretch.first, stretch.last))
        self._note(one)
