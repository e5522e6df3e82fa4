"""Whom "he", "she", "him" and "her" mean wherever they stand, where that is safe to tell.

A subject means the subject of the sentence before or who spoke last (`pronouns.he_or_she`). An object
does not mean the subject of its own verb. In somebody's own words neither means who speaks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from tasks.articles.actors import Actor
from tasks.articles.genders import of_nouns
from tasks.articles.pronouns import Spoke, he_or_she
from tasks.articles.roles import is_role
from tasks.articles.scene import Mention, Scene
from tasks.articles.speakers import MEMORY, Heard
from tasks.text.function_words import words
from tasks.text.reading import Reading
from tasks.text.spans import Span

_SUBJECTS = {"he": "m", "she": "f"}
_OBJECTS = {"him": "m", "her": "f"}
_GENDERS = _SUBJECTS | _OBJECTS
_VERBS = frozenset(["VBD", "VBZ", "VB", "AUX"])
_NOMINAL = frozenset(["NOUN", "NAME", "PRON"])
# What stands behind "her" where it tells whose something is, and what may come between.
_OWNED = frozenset(["NOUN", "NAME", "ADJ", "NUM", "VBG", "VBN"])
_BETWEEN = frozenset(["ADV", "MARK"])
_ANY = frozenset(["a", "an", "any", "another", "each", "every", "no", "one"])
_ANYBODY = frozenset(
    ["anybody", "anyone", "everybody", "everyone", "nobody", "somebody", "someone"]
)
_STOPS = frozenset(",.;:!?)”")
_HIMSELF = (["as"], [","])
# How many sentences before a quotation are looked at, and tokens of a sentence.
_BEFORE, _LONGEST = 2, 150


class Reference(NamedTuple):
    """A pronoun and whom it means."""

    span: Span
    actor: Actor


class _Hearing:
    """Who had spoken last at any token of a text, and whose own words stand at any code point."""

    def __init__(self, heard: Sequence[Heard]) -> None:
        spoken = sorted((one for one in heard if one.place >= 0), key=lambda one: one.place)
        self.places = [one.place for one in spoken]
        self.spoke = [one.spoke for one in spoken]
        direct = (one for one in heard if one.quote.kind == "direct")
        self.direct = sorted(direct, key=lambda one: one.quote.content)
        self.begins = [one.quote.content.start for one in self.direct]

    def before(self, place: int) -> list[Spoke]:
        """Who had spoken last before token `place`."""
        at = bisect_left(self.places, place)
        return [one for one in self.spoke[at - 1] if one.place < place] if at else []

    def at(self, start: int) -> Heard | None:
        """The direct quotation that code point `start` stands in."""
        at = bisect_right(self.begins, start) - 1
        within = at >= 0 and start < self.direct[at].quote.content.end
        return self.direct[at] if within else None


def references(scene: Scene, heard: Sequence[Heard]) -> list[Reference]:
    """The pronouns of one text whose actor is safe to tell, in its order; heard: its quotations."""
    reading = scene.reading
    speaking = {one.quote.speaker.start: one.actor for one in heard if one.quote.speaker}
    hearing = _Hearing(heard)
    found = []
    for place, word in enumerate(reading.lower):
        if word not in _GENDERS or (word == "her" and _owns(reading, place)):
            continue
        start = reading.starts[place]
        actor = speaking[start] if start in speaking else _meant(scene, place, hearing)
        if actor:
            found.append(Reference(reading.span(place, place + 1), actor))
    return found


def _owns(reading: Reading, place: int) -> bool:
    """Whether "her" tells whose something is: "her plan"."""
    for at in range(place + 1, min(place + 4, len(reading.tags))):
        if reading.tags[at] in _OWNED:
            return True
        if reading.tags[at] not in _BETWEEN or reading.words[at] in _STOPS:
            return False
    return False


def _meant(scene: Scene, place: int, hearing: _Hearing) -> Actor | None:
    """Whom a pronoun that is no speaker means."""
    reading, word = scene.reading, scene.reading.lower[place]
    first = reading.firsts[bisect_right(reading.firsts, place) - 1]
    first = max(first, place - _LONGEST)
    if scene.is_spoken(reading.starts[place]):
        return _told_of(scene, place, hearing)
    if _anybody(reading, first, place) or _strangers(reading, first, place):
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
        return _said(scene, gender, place, hearing)
    if any(_SUBJECTS.get(reading.lower[at]) == gender for at in range(first, place)):
        return None
    if here and _of_another_verb(reading, here[-1], place):
        return here[-1].actor
    if here and reading.tags[place - 1] not in _VERBS:
        return None
    return _object(scene, gender, first, {here[-1].actor.id} if here else set(), hearing)


def _said(scene: Scene, gender: str, place: int, hearing: _Hearing) -> Actor | None:
    """Whom a subject at a token means, by what stands before it."""
    at = bisect_left(scene.starts, scene.reading.starts[place])
    before = scene.mentions[max(at - MEMORY, 0) : at]
    return he_or_she(scene, gender, place, before, hearing.before(place))


def _object(
    scene: Scene, gender: str, first: int, subject: Collection[str], hearing: _Hearing
) -> Actor | None:
    """Whom an object means of those before its sentence, which begins at token `first`.

    The one person of the sentence before, be it its subject or not; of several nobody.
    """
    firsts = scene.reading.firsts
    before = max(firsts[max(bisect_right(firsts, first) - 2, 0)], first - _LONGEST)
    if _strangers(scene.reading, before, first):
        return None
    near = {one.id: one for one in _people(scene, gender, before, first, subject)}
    if near:
        return next(iter(near.values())) if len(near) == 1 else None
    meant = _said(scene, gender, first, hearing)
    return None if meant is None or meant.id in subject else meant


def _strangers(reading: Reading, first: int, last: int) -> bool:
    """Whether somebody is told of by an office or the like alone, with no name beside it.

    "Holm, the mayor," and "as mayor he" tell of nobody else.
    """
    for at in range(first, last):
        if reading.tags[at] == "NOUN" and _is_person(reading.lower[at]):
            behind = reading.tags[at + 1 : at + 3]
            before = reading.tags[max(at - 6, first) : at]
            titled = behind[:1] == ["NAME"] or behind == ["MARK", "NAME"]
            apposed = ("NAME", "MARK") in pairwise(before)
            himself = "as" in reading.lower[max(at - 4, first) : at]
            if not titled and not apposed and not himself:
                return True
    return False


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
    before = reading.lower[first:place]
    if not _ANYBODY.isdisjoint(before):
        return True
    return any(
        word in _ANY
        and before[at - 1 : at] not in _HIMSELF
        and _person_near(reading, first + at + 1, place)
        for at, word in enumerate(before)
    )


def _is_person(word: str) -> bool:
    """Whether a word in small letters tells of somebody: an office, an occupation, kin, a man."""
    one = word.removesuffix("s")
    return not words("person").isdisjoint((word, one)) or is_role(word) or bool(of_nouns(word))


def _person_near(reading: Reading, start: int, end: int) -> bool:
    """Whether the noun phrase that begins at token `start` is headed by a word for a person."""
    for at in range(start, min(start + 4, end)):
        if reading.tags[at] not in ("ADJ", "NOUN", "NUM", "VBG", "VBN"):
            return False
        word = reading.lower[at]
        if reading.tags[at] == "NOUN" and _is_person(word):
            return True
    return False


def _told_of(scene: Scene, place: int, hearing: _Hearing) -> Actor | None:
    """Whom somebody's own words mean: the one person, besides who speaks, named just before them."""
    reading = scene.reading
    said = hearing.at(reading.starts[place])
    if said is None or said.actor is None:
        return None
    begin = bisect_left(reading.starts, said.quote.content.start)
    sentence = bisect_right(reading.firsts, begin) - 1
    within = max(begin, place - _LONGEST)
    named = any(one.actor.type == "PER" for one in scene.within(within, place))
    if named or _strangers(reading, within, place):
        return None
    since = reading.firsts[max(sentence - _BEFORE, 0)]
    people = _people(scene, _GENDERS[reading.lower[place]], since, begin, {said.actor.id})
    return people[0] if len({one.id for one in people}) == 1 else None


def _people(scene: Scene, gender: str, first: int, last: int, but: Collection[str]) -> list[Actor]:
    """The people that a pronoun may mean of those named between two tokens."""
    actors = [mention.actor for mention in scene.within(first, last)]
    return [one for one in actors if one.id not in but and scene.may_be(one, gender)]
