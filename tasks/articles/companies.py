"""Which body "the company" or "the agency" is: the one of its kind that the text has just named."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cache

from tasks import lexicons
from tasks.articles import office_words
from tasks.articles.actors import Actor
from tasks.articles.scene import Mention, Scene, another_came_in
from tasks.text.reading import Reading
from tasks.text.spans import Span

# How many paragraphs back a body may have been named.
_REACH = 2
_FAR = 400  # tokens; only a text without paragraphs has so many in three
_MEMORY = 60  # mentions
_VERBS = frozenset(["VBD", "VBZ", "AUX"])
# What a name may tell besides the kind itself: a firm's often tells nothing, a group may be a firm.
_ALSO = {"firm": frozenset[str](), "group": frozenset(["firm"])}


def body_meant(scene: Scene, speaker: Span, place: int) -> Actor | None:
    """The body that "the company", from token `place`, stands for; None where two may."""
    reading = scene.reading
    last = bisect_left(reading.ends, speaker.end)
    noun = reading.lower[last]
    kind = _kinds().get(noun)
    # "The Czech group": whose it is need not have been told.
    landed = last == place + 2 and office_words.is_land(reading.lower[place + 1])
    if not kind or reading.lower[place] != "the" or not (last == place + 1 or landed):
        return None
    at = bisect_left(scene.starts, reading.starts[place])
    fits: dict[str, Mention] = {}
    sure: dict[str, Mention] = {}
    for mention in scene.mentions[max(at - _MEMORY, 0) : at]:
        if mention.actor.type != "ORG" or not _near(reading, mention, place):
            continue
        found = _kinds_of(mention.actor.name)
        if kind in found:
            sure[mention.actor.id] = mention
        elif _ALSO.get(kind) == found:
            fits[mention.actor.id] = mention
    chosen = sure or fits if kind == "group" else sure | fits
    if len(chosen) != 1:
        return None
    [(one, mention)] = chosen.items()
    if (landed or not sure) and not _acted(scene, one, place):
        return None
    return None if another_came_in(reading, [noun], mention.name.end, place) else mention.actor


def _near(reading: Reading, mention: Mention, place: int) -> bool:
    token = bisect_right(reading.starts, mention.name.start) - 1
    return reading.paragraph[place] - reading.paragraph[token] <= _REACH and place - token < _FAR


def _acted(scene: Scene, one: str, place: int) -> bool:
    """Whether the body was the subject of a sentence in reach."""
    reading = scene.reading
    at = bisect_left(scene.starts, reading.starts[place])
    for name, actor, _ in scene.mentions[max(at - _MEMORY, 0) : at]:
        if actor.id == one and not scene.owns(name):
            behind = bisect_left(reading.ends, name.end) + 1
            first = bisect_left(reading.starts, name.start)
            led = first and reading.tags[first - 1] in ("PREP", "TO")
            if not led and behind < place and reading.tags[behind] in _VERBS:
                return True
    return False


@cache
def _kinds() -> dict[str, str]:
    return lexicons.mapping("body_kinds", "said", "kind")


@cache
def _words() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in lexicons.rows("body_words"):
        found[row["word"]].add(row["kind"])
    return {word: frozenset(kinds) for word, kinds in found.items()}


@cache
def _kinds_of(name: str) -> frozenset[str]:
    """The kinds that a body's name tells.

    >>> sorted(_kinds_of("Tarn Port Authority")), sorted(_kinds_of("Vitkov"))
    (['agency'], [])
    """
    words = name.replace(",", "").split()
    return frozenset[str]().union(*(_words().get(word.rstrip("."), ()) for word in words))
