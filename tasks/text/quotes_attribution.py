"""Which cue attributes what to whom, over a whole text."""

from bisect import bisect_left, bisect_right

from tasks.text import quotes_sources as sources
from tasks.text.quotes_clause import FINITE, Attribution, Clause
from tasks.text.quotes_cues import Cue, cues
from tasks.text.quotes_marks import Quoted
from tasks.text.quotes_rules import RULES
from tasks.text.quotes_scene import Phrase, Scene
from tasks.text.reading import Reading

# A sentence is read this far: longer ones are lists or rubbish, and must not cost their square.
_LONGEST, _FOLLOWING = 1000, 8


def attributions(reading: Reading, stretches: list[Quoted]) -> list[Attribution]:
    """Every attribution of a text, in no order that matters."""
    scene = Scene(reading, stretches)
    outside = [cue for cue in cues(reading) if scene.inside[cue.head] < 0]
    heads = [cue.head for cue in outside]
    found: list[Attribution] = []
    for first, last in reading.sentences():
        last = min(last, first + _LONGEST)
        here = outside[bisect_left(heads, first) : bisect_left(heads, last)]
        if here:
            found += _sentence(scene, first, last, here)
    for place in [at for at, word in enumerate(reading.lower) if word == "according"]:
        found += _according(scene, place)
    return _continued(scene, found)


def _sentence(scene: Scene, first: int, last: int, here: list[Cue]) -> list[Attribution]:
    found: list[Attribution] = []
    earlier: Phrase | None = None
    reported = first
    stop = scene.without_end(first, last)
    for number, cue in enumerate(here):
        if cue.head < reported:
            # What a reported speaker reports is part of what is said, as people mark it.
            continue
        source = sources.left(scene.reading, cue.head, first)
        if source and any(scene.in_speech(place) for place in range(*source)):
            source = None
        following = here[number + 1 : number + 1 + _FOLLOWING]
        clause = Clause(scene, cue, first, stop, following, source, earlier)
        one = next(filter(None, (rule(clause) for rule in RULES)), None)
        if one:
            one.content = [scene.whole(*phrase) for phrase in one.content]
            found.append(one)
            earlier = one.source or earlier
            if not one.direct:
                reported = max([reported, *(b for a, b in one.content if a > cue.head)])
    return found


def _according(scene: Scene, place: int) -> list[Attribution]:
    """According to Lee, the road is open; the road is open, according to Lee."""
    reading = scene.reading
    at = bisect_right(reading.firsts, place) - 1
    first, last = reading.firsts[at], reading.firsts[at + 1]
    stop = scene.without_end(first, min(last, place + _LONGEST))
    if reading.lower[place + 1 : place + 2] != ["to"] or scene.inside[place] >= 0:
        return []
    phrase = sources.right(reading, place + 2, stop)
    if phrase is None:
        return []
    source = phrase[0], sources.phrase_end(reading, phrase[1], stop)
    before = place - 1 if place > first and reading.words[place - 1] == "," else place
    content = [(first, before)] if before > first + 1 else []
    behind = source[1] + 1
    goes_on = behind < stop and reading.words[behind - 1] == ","
    if goes_on and (not content or reading.tags[behind] in FINITE):
        content.append((behind, stop))
    whole = [scene.whole(*phrase) for phrase in content]
    return [Attribution(whole, (place, place + 2), source)] if whole else []


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
        self.cues = sorted(one.cue[0] for one in found if one.cue)
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
        sentence = self._sentence(stretch.first)
        free = bisect_left(self.cues, sentence) == bisect_left(self.cues, stretch.last)
        if free or stretch.first == sentence:
            here = self.ending.get(paragraph[stretch.first], [])
            ended = [one for one in here if one.content[-1][1] <= stretch.first]
            if ended:
                return max(ended, key=lambda one: (one.direct, one.content[-1][1]))
        if previous and self.scene.opens_paragraph(stretch.first):
            last, one = previous
            if paragraph[stretch.first] - paragraph[last - 1] == 1 and one.source:
                return one
        return None

    def add(self, one: Attribution, stretch: Quoted) -> None:
        """The stretch, with the words that lead up to it in its sentence, to what was said."""
        begin = stretch.first
        if not self.scene.opens_paragraph(begin):
            begin = self._sentence(begin)
        one.content.append((begin, stretch.last))
        self._note(one)
