"""Whom "he" or "she" means: the subject of the sentence before, or who spoke last."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from tasks.articles.actors import Actor
from tasks.articles.genders import of_given, of_nouns, of_title, told
from tasks.text.reading import Reading
from tasks.text.spans import Name, Span

# A pronoun is trusted within its own paragraph and the two before it.
_REACH = 2
# And within so many tokens, which only a text without paragraphs exceeds.
_FAR = 1000
_VERBS = frozenset(["VBD", "VBZ", "AUX", "VBN"])
_NO_SUBJECT = frozenset(["PREP", "TO", "VB", "VBD", "VBZ", "VBN", "VBG", "AND"])
_CLAUSE = frozenset(["SUB", "REL"])


class Mention(NamedTuple):
    """A named mention, who it is, and the role printed with it."""

    name: Name
    actor: Actor
    role: str | None


@dataclass(frozen=True)
class Scene:
    """One text with its mentions, in order, and the spans of what is quoted in it."""

    reading: Reading
    mentions: Sequence[Mention]
    quoted: Sequence[Span]

    @cached_property
    def starts(self) -> list[int]:
        """Where each mention begins."""
        return [mention.name.start for mention in self.mentions]

    @cached_property
    def genders(self) -> dict[str, str]:
        """What the text tells of the people's genders, by actor."""
        found: dict[str, str] = {}
        text = self.reading.text
        for (start, end, _), actor, role in self.mentions:
            if actor.type == "PER" and not found.get(actor.id):
                printed = of_title(text[start:end]) or of_title(actor.name)
                office = of_title(f"{role} x") or of_nouns(role or "")
                found[actor.id] = printed or told(text, start) or office
        return found

    def may_be(self, actor: Actor, gender: str) -> bool:
        """Whether the pronoun of a gender may mean the actor."""
        known = self.genders.get(actor.id) or of_given(actor.name.split()[0])
        return actor.type == "PER" and known in (gender, "either", "")

    def owns(self, name: Name) -> bool:
        """Whether the name is a possessive: "Syria's army" is not Syria."""
        text = self.reading.text
        behind = text[name.end : name.end + 2] in ("'s", "’s")
        return behind or text[name.start : name.end].endswith(("'s", "’s"))

    def is_quoted(self, name: Name) -> bool:
        """Whether the name stands in somebody's own words."""
        starts, ends = self._own_words
        at = bisect_right(starts, name.start) - 1
        return at >= 0 and name.start < ends[at]

    @cached_property
    def _own_words(self) -> tuple[list[int], list[int]]:
        """Where the quoted spans begin, in order, and the farthest that one so far reaches."""
        spans = sorted(self.quoted)
        return [start for start, _ in spans], list(accumulate((end for _, end in spans), max))

    def within(self, first: int, last: int) -> Sequence[Mention]:
        """The mentions that begin between two tokens."""
        reading = self.reading
        end = reading.starts[last] if last < len(reading.starts) else len(reading.text)
        return self.mentions[
            bisect_left(self.starts, reading.starts[first]) : bisect_left(self.starts, end)
        ]


def he_or_she(
    scene: Scene,
    gender: str,
    place: int,
    before: Sequence[Mention],
    spoke: tuple[int, Actor] | None,
) -> Actor | None:
    """Whom the pronoun at token `place` means.

    spoke: the last person who spoke, and the token where they are named.
    """
    paragraph = scene.reading.paragraph
    here = paragraph[place]
    if spoke and (here - paragraph[spoke[0]] > _REACH or not scene.may_be(spoke[1], gender)):
        spoke = None
    subject = _subject(scene, gender, place)
    later = max(filter(None, (spoke, subject)), key=lambda one: one[0], default=None)
    if later:
        return later[1]
    for mention in reversed(before):
        at = bisect_left(scene.reading.starts, mention.name.start)
        if here - paragraph[at] > _REACH or place - at > _FAR:
            return None
        if scene.may_be(mention.actor, gender) and not scene.is_quoted(mention.name):
            return mention.actor
    return None


def _subject(scene: Scene, gender: str, place: int) -> tuple[int, Actor] | None:
    """The last fitting subject of a sentence in the pronoun's paragraph or the one before."""
    reading = scene.reading
    last = place
    for number in range(bisect_right(reading.firsts, place) - 1, -1, -1):
        first = reading.firsts[number]
        if reading.paragraph[place] - reading.paragraph[first] > 1 or place - last > _FAR:
            return None
        for mention in scene.within(first, last):
            at = bisect_left(reading.starts, mention.name.start)
            if scene.may_be(mention.actor, gender) and _leads(scene, mention.name, first, last):
                return at, mention.actor
        last = first
    return None


def _leads(scene: Scene, name: Name, first: int, last: int) -> bool:
    """Whether the name is the subject of its sentence, tokens `first` to `last`."""
    reading = scene.reading
    at = bisect_left(reading.starts, name.start)
    behind = bisect_left(reading.ends, name.end) + 1
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
