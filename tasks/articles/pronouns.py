"""Whom "he" or "she" means: the subject of the sentence before, or who spoke last."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from tasks.articles.actors import Actor
from tasks.articles.offices import Description, described, in_office, is_a_stranger
from tasks.articles.scene import Mention, Scene
from tasks.text.reading import Reading
from tasks.text.spans import Name

# A pronoun is trusted within its own paragraph and the two before it.
_REACH = 2
# And within so many tokens, which only a text without paragraphs exceeds.
_FAR = 1000
_VERBS = frozenset(["VBD", "VBZ", "AUX", "VBN"])
_FINITE = tuple([tag] for tag in sorted(_VERBS))
_NO_SUBJECT = frozenset(["PREP", "TO", "VB", "VBD", "VBZ", "VBN", "VBG", "AND"])
_DEFINITE = frozenset(["the", "his", "her", "their"])
_HIMSELF = frozenset(["herself", "himself"])
_CLAUSE = frozenset(["SUB", "REL"])


class Spoke(NamedTuple):
    """Who spoke last or was brought in, and the token where they are named.

    actor: None for somebody not known by name. said: what they are called then.
    """

    place: int
    actor: Actor | None
    said: Description | None = None


def he_or_she(
    scene: Scene,
    gender: str,
    place: int,
    before: Sequence[Mention],
    spoke: Sequence[Spoke],
) -> Actor | None:
    """Whom the pronoun at token `place` means; the text has shown their gender from here on."""
    called = _called(scene, place)
    brought = [*spoke, called] if called else spoke
    people = [one for one in brought if one.actor]
    strangers = [one for one in brought if not one.actor]
    meant = _known(scene, gender, place, before, people)
    if any(_stands_between(scene, one, gender, place, meant, before) for one in strangers):
        return None
    actor = meant.actor if meant else None
    if actor:
        scene.shown.setdefault(actor.id, gender)
    return actor


def _known(
    scene: Scene,
    gender: str,
    place: int,
    before: Sequence[Mention],
    people: Sequence[Spoke],
) -> Spoke | None:
    """Of those known by name, the subject or speaker named last, else whoever was."""
    paragraph = scene.reading.paragraph
    here = paragraph[place]
    fits = [
        one
        for one in people
        if here - paragraph[one.place] <= _REACH and one.actor and scene.may_be(one.actor, gender)
    ]
    subject = _subject(scene, gender, place)
    later = max(filter(None, (*fits, subject)), key=lambda one: one.place, default=None)
    if later:
        return later
    for mention in reversed(before):
        at = bisect_left(scene.reading.starts, mention.name.start)
        if here - paragraph[at] > _REACH or place - at > _FAR:
            return None
        if scene.may_be(mention.actor, gender) and not scene.is_quoted(mention.name):
            return Spoke(at, mention.actor)
    return None


def _stands_between(
    scene: Scene,
    one: Spoke,
    gender: str,
    place: int,
    meant: Spoke | None,
    before: Sequence[Mention],
) -> bool:
    """Whether the pronoun may mean somebody not known by name, who was brought in last."""
    reading = scene.reading
    if reading.paragraph[one.place] != reading.paragraph[place]:
        return False
    if meant and meant.place > one.place:
        return False
    since = before[bisect_right(scene.starts, reading.starts[one.place], 0, len(before)) :]
    if any(scene.may_be(m.actor, gender) and not scene.is_quoted(m.name) for m in since):
        return False
    if not one.said or not meant:
        return True
    if one.said.gender not in ("", gender):
        return False
    # "The chairman" may be whom the text is about.
    the = reading.lower[one.place] == "the"
    return not the or is_a_stranger(reading, one.said, one.place)


def _called(scene: Scene, place: int) -> Spoke | None:
    """Whom the sentence before brings in without a name: "Her son disagreed." """
    reading = scene.reading
    number = bisect_right(reading.firsts, place) - 1
    # What was quoted between the two is a sentence of its own.
    while number and (
        reading.firsts[number] == place or scene.is_spoken(reading.starts[reading.firsts[number]])
    ):
        number -= 1
    first = reading.firsts[number]
    if reading.paragraph[first] != reading.paragraph[place]:
        return None
    last = first + 1
    while last < place and reading.tags[last] in ("ADJ", "NOUN", "POS", "NUM"):
        last += 1
    if reading.lower[first] not in _DEFINITE or reading.tags[last : last + 1] not in _FINITE:
        return None
    said = described(scene, reading.span(first, last), first)
    return Spoke(first, in_office(scene, said, first), said) if said else None


def _subject(scene: Scene, gender: str, place: int) -> Spoke | None:
    """The last fitting subject of a sentence in the pronoun's paragraph or the one before."""
    reading = scene.reading
    last = place
    for number in range(bisect_right(reading.firsts, place) - 1, -1, -1):
        first = reading.firsts[number]
        if reading.paragraph[place] - reading.paragraph[first] > 1 or place - last > _FAR:
            return None
        for mention in scene.within(max(first, place - _FAR), last):
            at = bisect_left(reading.starts, mention.name.start)
            if scene.may_be(mention.actor, gender) and _leads(scene, mention.name, first, last):
                return Spoke(at, mention.actor)
        last = first
    return None


def _leads(scene: Scene, name: Name, first: int, last: int) -> bool:
    """Whether the name is the subject of its sentence, tokens `first` to `last`."""
    reading = scene.reading
    at = bisect_left(reading.starts, name.start)
    behind = bisect_left(reading.ends, name.end) + 1
    while behind < last and (reading.tags[behind] == "ADV" or reading.lower[behind] in _HIMSELF):
        behind += 1
    if behind >= last or scene.owns(name) or scene.is_quoted(name):
        return False
    if at > first and reading.tags[_title_start(reading, at, first) - 1] in _NO_SUBJECT:
        return False
    clause = at
    while clause > first and reading.words[clause - 1] not in ",;:":
        clause -= 1
    if any(tag in _CLAUSE for tag in reading.tags[clause:at]):
        return False
    if reading.words[behind] == ",":
        after = reading.tags[behind + 1 : last]
        return after[:1] not in (["NAME"], ["AND"]) and any(tag in _VERBS for tag in after)
    return reading.tags[behind] in _VERBS


def _title_start(reading: Reading, at: int, first: int) -> int:
    """The token where the words before a name that belong to it begin, never the sentence's own."""
    while at - 1 > first and reading.tags[at - 1] in ("DET", "NOUN", "ADJ", "POS", "NAME"):
        at -= 1
    return at
