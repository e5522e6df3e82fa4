"""Where what was said begins behind its cue, and where it ends."""

from tasks.text.function_words import words
from tasks.text.quotes_cues import Cue
from tasks.text.quotes_scene import Scene
from tasks.text.quotes_sources import TIMES, left, right

_FINITE = frozenset(["VBD", "VBZ", "AUX"])
_HEARERS = words("cue_with_hearer")
_SETTING = words("setting")
_THAT_WITHIN = 16
# Words behind a comma with which the writer, not the speaker, goes on.
_ASIDE = frozenset(["according"])
_MAY_END = frozenset([",", ";"])


def begin(scene: Scene, cue: Cue, stop: int) -> int:
    """The token with which content begins: past the hearer, the time and the place."""
    place = cue.last
    if cue.verb.lemma in _HEARERS:
        hearer = right(scene.reading, place, stop)
        place = hearer[1] if hearer else place
    that = _that(scene, place, stop)
    return that if that >= 0 else _past_setting(scene, place, stop)


def _that(scene: Scene, place: int, stop: int) -> int:
    """Where "that" opens a clause behind nothing but time, place and hearer; -1 if nowhere."""
    reading = scene.reading
    for at in range(place, min(place + _THAT_WITHIN, stop)):
        if reading.lower[at] == "that" and reading.tags[at] in ("SUB", "REL", "DET"):
            after = reading.tags[at + 1] if at + 1 < stop else ""
            return at if after not in ("VBD", "VBZ", "AUX") or at == place else -1
        stops = reading.words[at] in (";", ":") or (
            reading.words[at] == "," and not _adverb_set(scene, at)
        )
        if reading.tags[at] in _FINITE or stops or scene.inside[at] >= 0:
            return -1
    return -1


def _adverb_set(scene: Scene, comma: int) -> bool:
    """Whether a comma is one of the two around "however"."""
    tags, words = scene.reading.tags, scene.reading.words
    before = tags[comma - 1] == "ADV" and words[comma - 2] == ","
    return before or (
        tags[comma + 1 : comma + 2] == ["ADV"] and words[comma + 2 : comma + 3] == [","]
    )


def _past_setting(scene: Scene, start: int, stop: int) -> int:
    reading, place = scene.reading, start
    while place < stop and scene.inside[place] < 0:
        word, tag = reading.lower[place], reading.tags[place]
        if word in TIMES or (
            tag == "ADV" and place + 1 < stop and reading.words[place + 1] in (",", ".")
        ):
            place += 1
        elif word in _SETTING and tag in ("PREP", "ADJ", "ADV", "DET", "SUB"):
            phrase = right(reading, place + 1, stop)
            if phrase is None:
                break
            place = phrase[1]
        else:
            break
    # "in Berlin was wrong": what looked like a setting was the clause's subject.
    return start if place < stop and reading.tags[place] in _FINITE else place


def end(
    scene: Scene, cue: Cue, start: int, stop: int, following: list[Cue], subordinate: bool
) -> int:
    """One past the last token of the content that begins at `start`."""
    words, tags = scene.reading.words, scene.reading.tags
    for place in range(start + 1, stop):
        word = words[place]
        if word not in _MAY_END and tags[place] != "AND":
            continue
        inside = scene.inside[place] >= 0
        if inside and not (subordinate and word == "," and scene.by_last.get(place + 2)):
            continue
        if word == ";" or (
            word == ","
            and place + 1 < stop
            and _comma_ends(scene, cue, place, stop, following, subordinate)
        ):
            return place + 2 if inside else place
        if tags[place] == "AND" and _new_cue(cue, place, following, tags):
            return place
    return stop


def _comma_ends(
    scene: Scene, cue: Cue, comma: int, stop: int, following: list[Cue], subordinate: bool
) -> bool:
    reading = scene.reading
    after = comma + 1
    if subordinate:
        return comma - cue.last >= 2
    if _relative(scene, cue) and reading.tags[after] in _FINITE:
        return True
    if reading.lower[after] in _ASIDE:
        return True
    for other in following:
        if other.head <= comma:
            continue
        if other.head == after or (
            other.head == after + 1 and reading.tags[after] in ("AND", "ADV")
        ):
            return True
        subject = left(reading, other.head, after)
        return subject is not None and subject[0] in (after, after + 1)
    return False


def _relative(scene: Scene, cue: Cue) -> bool:
    """Whether the cue stands in a clause set off by commas: ", who denied it, left"."""
    tags, words = scene.reading.tags, scene.reading.words
    near = range(max(cue.head - 3, 1), cue.head)
    return any(tags[place] == "REL" and words[place - 1] == "," for place in near)


def _new_cue(cue: Cue, place: int, following: list[Cue], tags: list[str]) -> bool:
    """ "said … and called": the second verb has the first one's subject."""
    past = ("VBD", "VBN")
    return any(
        other.head in (place + 1, place + 2)
        and (
            tags[other.head] == tags[cue.head]
            or (tags[other.head] in past and tags[cue.head] in past)
        )
        for other in following
    )
