"""Quotations, direct, indirect and mixed, with the words that attribute them and their speakers.

The marks are paired first (quotes_marks), then each sentence's cues are taken from left to right
(quotes_signs, quotes_cues); a rule gives a cue its speaker and what was said (quotes_rules), a
model says whether it attributes at all (quotes_judge), and three more where cue and content end
(quotes_settle).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.text.forms import Batch
from tasks.text.function_words import words
from tasks.text.linear import Labels
from tasks.text.quotes_attribution import attributions, drafts
from tasks.text.quotes_clause import Attribution
from tasks.text.quotes_marks import Quoted, quoted
from tasks.text.quotes_open import Draft
from tasks.text.quotes_scene import Scene
from tasks.text.quotes_settle import settle
from tasks.text.reading import Reading
from tasks.text.spans import Quote, Span
from tasks.text.turns_spoken import Turn

_COLLECTIVE = words("group")
_PRONOUNS = words("personal_pronoun")
# Rules that find a cue behind what was said.
_BESIDE = frozenset(["after_clause", "aside"])


def find_quotes(
    readings: Sequence[Reading], batch: Batch, tags: Labels, turns: Sequence[Sequence[Turn]]
) -> list[list[Quote]]:
    """All attributed quotations of each text, in the order they stand; one for each stretch.

    batch, tags: the texts' tokens laid end to end, and their tags. turns: of each text that is a
    transcript. Stretches that one cue attributes carry the same cue and speaker spans.
    """
    told = [_without(*pair) for pair in zip(readings, turns, strict=True)]
    scenes = [Scene(reading, quoted(reading)) for reading in told]
    found = [drafts(scene, number) for number, scene in enumerate(scenes)]
    settle(batch, tags, scenes, [draft for some in found for draft in some])
    return [
        sorted([*_quotes(scene, some), *_spoken(scene.reading, own)], key=lambda one: one.content)
        for scene, some, own in zip(scenes, found, turns, strict=True)
    ]


def _without(reading: Reading, turns: Sequence[Turn]) -> Reading:
    """The reading without cues and marks in the turns: what is said there is all one speaker's."""
    if not turns:
        return reading
    within: set[int] = set()
    for turn in turns:
        within.update(range(*_tokens(reading, turn.whole)))
    return replace(
        reading,
        signs=[sign for sign in reading.signs if sign[0] not in within],
        marks=[place for place in reading.marks if place not in within],
        accords=[place for place in reading.accords if place not in within],
    )


def _tokens(reading: Reading, span: Span) -> tuple[int, int]:
    return bisect_left(reading.starts, span.start), bisect_left(reading.starts, span.end)


def _spoken(reading: Reading, turns: Sequence[Turn]) -> Iterator[Quote]:
    """Turns as direct speech; what the paper asks is nobody's."""
    for whole, said, cue, speaker in turns:
        if said and speaker:
            here = whole.start <= speaker.start < whole.end
            named = "NAME" in reading.tags[slice(*_tokens(reading, speaker))]
            resolution = ("name" if named else "role") if here else "carried"
            yield Quote(said, cue, speaker, "direct", resolution)


def _quotes(scene: Scene, settled: list[Draft]) -> list[Quote]:
    reading, stretches = scene.reading, scene.stretches
    ends = [stretch.last for stretch in stretches]
    found = []
    for item in attributions(scene, settled):
        for first, last in item.content:
            found.append(
                Quote(
                    reading.span(first, last),
                    reading.span(*item.cue) if item.cue else None,
                    reading.span(*item.source) if item.source else None,
                    _kind(scene, item, _marked(stretches, bisect_right(ends, first), last)),
                    _resolution(reading, item, first),
                )
            )
    return found


def _marked(stretches: list[Quoted], place: int, last: int) -> bool:
    """Whether the stretch at `place`, the first not wholly before, begins before `last`."""
    return place < len(stretches) and stretches[place].first < last


def _kind(scene: Scene, item: Attribution, marked: bool) -> str:
    if item.direct or (item.rule in _BESIDE and _all_marked(scene, item)):
        return "direct"
    return "mixed" if marked else "indirect"


def _all_marked(scene: Scene, item: Attribution) -> bool:
    """Whether all that was said stands in marks: "…", Lund said, with the comma outside."""
    found = [scene.by_first.get(first) for first, _ in item.content]
    return all(one and one.last == last for one, (_, last) in zip(found, item.content, strict=True))


def _resolution(reading: Reading, item: Attribution, content: int) -> str:
    if item.source is None:
        return "none"
    first, last = item.source
    if reading.paragraph[content] != reading.paragraph[first]:
        return "carried"
    if last - first == 1 and reading.lower[first] in _PRONOUNS:
        return "pronoun"
    tags = reading.tags[first:last]
    if "NAME" in tags:
        return "name"
    return "group" if _plural(reading, first, last) else "role"


def _plural(reading: Reading, first: int, last: int) -> bool:
    """Whether the phrase is headed by a plural: "two officials of the ministry"."""
    for place in range(first, last):
        ends = place + 1 == last or reading.tags[place + 1] not in ("NOUN", "NAME", "POS", "MARK")
        if reading.tags[place] == "NOUN" and ends:
            word = reading.lower[place]
            return word in _COLLECTIVE or (word.endswith("s") and not word.endswith(("ss", "us")))
    return False
