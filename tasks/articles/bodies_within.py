"""The body or place that a speaker's words name: "the port authority of Tarn", "a spokesman for Tarn Oil"."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from tasks.articles.actors import Actor
from tasks.articles.people import actor_words
from tasks.articles.scene import Mention, Scene
from tasks.text.reading import Reading

_SHORT = re.compile(r" ?\([^()\n]{1,20}\)")  # "the Tarn Port Authority (TPA)"


def body_in(scene: Scene, inside: Sequence[Mention], place: int, end: int) -> Actor | None:
    """The body or place that a speaker's words, from token `place`, end in."""
    reading = scene.reading
    if "REL" in reading.tags[place : bisect_left(reading.starts, inside[0].name.start)]:
        return None
    comma = reading.text.find(",", inside[0].name.end, end)
    stop = comma if comma >= 0 else end
    for name, actor, _ in inside:
        if actor.type == "PER" or scene.owns(name):
            continue
        if name.start < stop <= name.end or _SHORT.fullmatch(reading.text, name.end, stop):
            first = bisect_left(reading.starts, name.start)
            led = first and reading.tags[first - 1] == "PREP"
            between = links(scene, place, first)
            theirs = between and _theirs(reading, between[-1])
            return None if led or (between and not theirs) else actor
    return None


def spoken_for(scene: Scene, first: Mention, place: int) -> Actor | None:
    """The body whose words "a spokesman for the Tarn Port Authority" has, the first that is named."""
    reading = scene.reading
    at = bisect_left(reading.starts, first.name.start)
    at -= reading.lower[at - 1] == "the"
    led = reading.lower[max(place, at - 2) : at]
    speaks = len(led) == 2 and led[0] in actor_words("voice") and led[1] == "for"
    speaks = speaks and first.actor.type != "PER" and not scene.owns(first.name)
    return first.actor if speaks else None


def _theirs(reading: Reading, link: int) -> bool:
    """Whether what a paper says is its maker's: "a study by the board", "figures released by it"."""
    before = reading.lower[link - 1]
    paper = before in actor_words("paper") and reading.lower[link] in ("by", "from")
    return paper or (reading.lower[link] == "by" and before in actor_words("made"))


def links(scene: Scene, first: int, last: int) -> list[int]:
    """The prepositions between two tokens, less those inside names."""
    reading, named = scene.reading, scene.within(first, last)
    return [
        n
        for n in range(first, last)
        if reading.tags[n] in ("PREP", "TO")
        and not any(m.name.start <= reading.starts[n] < m.name.end for m in named)
    ]
