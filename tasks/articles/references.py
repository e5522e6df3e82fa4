"""Whom "he", "she", "him" and "her" mean wherever they stand, where that is safe to tell.

A subject means the subject of the sentence before or who spoke last (`pronouns.he_or_she`). An object
does not mean the subject of its own verb. In somebody's own words neither means who speaks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from tasks.articles.actors import Actor
from tasks.articles.genders import of_nouns
from tasks.articles.pronouns import he_or_she
from tasks.articles.roles import is_role
from tasks.articles.scene import Mention, Scene
from tasks.articles.speakers import Heard
from tasks.text.reading import Reading
from tasks.text.spans import Span

_SUBJECTS = {"he": "m", "she": "f"}
_OBJECTS = {"him": "m", "her": "f"}
_GENDERS = _SUBJECTS | _OBJECTS
_VERBS = frozenset(["VBD", "VBZ", "VB", "AUX"])
_NOMINAL = frozenset(["NOUN", "NAME", "PRON"])
# What stands behind "her" where it tells whose something is.
_OWNED = frozenset(["NOUN", "NAME", "ADJ", "NUM", "VBG", "VBN"])
_ANY = frozenset(["a", "an", "any", "another", "each", "every", "no", "one"])
_ANYBODY = frozenset(
    ["anybody", "anyone", "everybody", "everyone", "nobody", "somebody", "someone"]
)
_HIMSELF = (["as"], [","])
# How many mentions are looked back on, and how many sentences before a quotation.
_MEMORY, _BEFORE = 200, 2


class Reference(NamedTuple):
    """A pronoun and whom it means."""

    span: Span
    actor: Actor


def references(scene: Scene, heard: Sequence[Heard]) -> list[Reference]:
    """The pronouns of one text whose actor is safe to tell, in its order; heard: its quotations."""
    reading = scene.reading
    speaking = {one.quote.speaker.start: one.actor for one in heard if one.quote.speaker}
    found = []
    for place, word in enumerate(reading.lower):
        if word not in _GENDERS or (word == "her" and _owns(reading, place)):
            continue
        start = reading.starts[place]
        actor = speaking[start] if start in speaking else _meant(scene, place, heard)
        if actor:
            found.append(Reference(reading.span(place, place + 1), actor))
    return found


def _owns(reading: Reading, place: int) -> bool:
    """Whether "her" tells whose something is: "her plan"."""
    return reading.tags[place + 1 : place + 2] != [] and reading.tags[place + 1] in _OWNED


def _meant(scene: Scene, place: int, heard: Sequence[Heard]) -> Actor | None:
    reading, word = scene.reading, scene.reading.lower[place]
    first = reading.firsts[bisect_right(reading.firsts, place) - 1]
    if scene.is_spoken(reading.starts[place]):
        return _told_of(scene, place, first, heard)
    if _anybody(reading, first, place):
        return None
    gender = _GENDERS[word]
    here = [
        one
        for one in scene.within(first, place)
        if scene.may_be(one.actor, gender) and not scene.is_quoted(one.name)
    ]
    if len({one.actor.id for one in here}) > 1:
        return None
    if word in _SUBJECTS:
        return _said(scene, gender, place, place, heard)
    if any(reading.lower[at] in _SUBJECTS for at in range(first, place)):
        return None
    if here:
        return here[-1].actor if _of_another_verb(reading, here[-1], place) else None
    return _said(scene, gender, first, first, heard)


def _said(
    scene: Scene, gender: str, place: int, until: int, heard: Sequence[Heard]
) -> Actor | None:
    """Whom a subject at a token means, by what stands before token `until`."""
    spoke = next((one.spoke for one in reversed(heard) if 0 <= one.place < until), [])
    at = bisect_left(scene.starts, scene.reading.starts[until])
    before = scene.mentions[max(at - _MEMORY, 0) : at]
    return he_or_she(scene, gender, place, before, [one for one in spoke if one.place < until])


def _of_another_verb(reading: Reading, mention: Mention, place: int) -> bool:
    """Whether a verb with a subject of its own stands between: "Reed said the board had fired him"."""
    first = bisect_left(reading.starts, mention.name.end)
    verbs = [at for at in range(first, place) if reading.tags[at] in _VERBS]
    return bool(verbs) and any(
        reading.tags[at] in _NOMINAL for at in range(verbs[0] + 1, verbs[-1])
    )


def _anybody(reading: Reading, first: int, place: int) -> bool:
    """Whether the sentence tells of nobody in particular before the pronoun: "a hitter … he".

    "As a citizen he" and "Holm, a citizen, said he" tell of himself.
    """
    words = reading.lower[first:place]
    if not _ANYBODY.isdisjoint(words):
        return True
    return any(
        word in _ANY
        and words[at - 1 : at] not in _HIMSELF
        and _person_near(reading, first + at + 1, place)
        for at, word in enumerate(words)
    )


def _person_near(reading: Reading, start: int, end: int) -> bool:
    """Whether the noun phrase that begins at token `start` is headed by a word for a person."""
    for at in range(start, min(start + 4, end)):
        if reading.tags[at] not in ("ADJ", "NOUN", "NUM", "VBG", "VBN"):
            return False
        word = reading.lower[at]
        if reading.tags[at] == "NOUN" and (is_role(word) or of_nouns(word)):
            return True
    return False


def _told_of(scene: Scene, place: int, first: int, heard: Sequence[Heard]) -> Actor | None:
    """Whom somebody's own words mean: the one person, besides who speaks, named just before them."""
    reading, start = scene.reading, scene.reading.starts[place]
    within = [one for one in heard if one.quote.content.start <= start < one.quote.content.end]
    said = next((one for one in reversed(within) if one.quote.kind == "direct"), None)
    if said is None:
        return None
    begin = bisect_left(reading.starts, said.quote.content.start)
    sentence = bisect_right(reading.firsts, begin) - 1
    if any(one.actor.type == "PER" for one in scene.within(begin, place)):
        return None
    speaker = {said.actor.id} if said.actor else set[str]()
    since = reading.firsts[max(sentence - _BEFORE, 0)]
    named = _people(scene, _GENDERS[reading.lower[place]], since, begin, speaker)
    return named[0] if len({one.id for one in named}) == 1 else None


def _people(scene: Scene, gender: str, first: int, last: int, but: Collection[str]) -> list[Actor]:
    """The people that a pronoun may mean of those named between two tokens."""
    mentions: Iterator[Mention] = iter(scene.within(first, last))
    return [m.actor for m in mentions if m.actor.id not in but and scene.may_be(m.actor, gender)]
