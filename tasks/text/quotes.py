"""Quotations, direct, indirect and mixed, with the words that attribute them and their speakers.

The marks are paired first (quotes_marks), then each sentence's cues are taken from left to right
(quotes_signs, quotes_cues); a rule gives a cue its speaker and what was said (quotes_rules), a
model says whether it attributes at all (quotes_judge), and three more where cue and content end
(quotes_settle).
"""

from bisect import bisect_right
from collections.abc import Sequence

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
from tasks.text.spans import Quote

_COLLECTIVE = words("group")
_PRONOUNS = words("personal_pronoun")
# Rules that find a cue behind what was said.
_BESIDE = frozenset(["after_clause", "aside"])


def find_quotes(readings: Sequence[Reading], batch: Batch, tags: Labels) -> list[list[Quote]]:
    """All attributed quotations of each text, in the order they stand; one for each stretch.

    batch, tags: the texts' tokens laid end to end, and their tags. Stretches that one cue
    attributes carry the same cue and speaker spans.
    """
    scenes = [Scene(reading, quoted(reading)) for reading in readings]
    found = [drafts(scene, number) for number, scene in enumerate(scenes)]
    settle(batch, tags, scenes, [draft for some in found for draft in some])
    return [_quotes(scene, some) for scene, some in zip(scenes, found, strict=True)]


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
    return sorted(found, key=lambda quote: quote.content)


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
