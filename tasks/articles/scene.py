"""One text with its mentions, as those who look for a speaker need it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from tasks.articles.actors import Actor
from tasks.articles.genders import of_given, of_nouns, of_title, titled, told
from tasks.text.reading import Reading
from tasks.text.spans import Name, Span

# A word between "a" and its noun, and in how many code points another one may come in.
_ADJECTIVE = r"(?!(?:for|from|her|his|in|of|on|that|the|to|who|with) )[\w.’'-]+"
_SINCE = 1500
_OWNED = ("'s", "’s", "s'", "s’")
_PLURAL_OWNER = re.compile(r"['’] \w")


class Mention(NamedTuple):
    """A named mention, who it is, and the role printed with it."""

    name: Name
    actor: Actor
    role: str | None


class Held(NamedTuple):
    """An office as printed with a mention; `also`: what else is told of its holder there."""

    heads: frozenset[str]
    words: frozenset[str]
    also: frozenset[str]


@dataclass(frozen=True)
class Scene:
    """One text with its mentions, in order, and the spans of what is quoted in it.

    beside: the lines that name who made the page: bylines and credits.
    """

    reading: Reading
    mentions: Sequence[Mention]
    quoted: Sequence[Span]
    beside: Sequence[Span] = ()

    @cached_property
    def starts(self) -> list[int]:
        """Where each mention begins."""
        return [mention.name.start for mention in self.mentions]

    @cached_property
    def held(self) -> dict[Mention, list[Held]]:
        """The offices printed with each mention, of those that were asked for."""
        return {}

    @cached_property
    def genders(self) -> dict[str, str]:
        """What the text tells of the people's genders, by actor."""
        found: dict[str, str] = {}
        text = self.reading.text
        for (start, end, _), actor, role in self.mentions:
            if actor.type == "PER" and not found.get(actor.id):
                printed = of_title(titled(text, start, end)) or of_title(actor.name)
                office = of_title(f"{role} x") or of_nouns(role or "")
                found[actor.id] = printed or told(text, start) or office
        return found

    @cached_property
    def shown(self) -> dict[str, str]:
        """The genders that pronouns have shown so far, by actor."""
        return {}

    def may_be(self, actor: Actor, gender: str) -> bool:
        """Whether the pronoun of a gender may mean the actor."""
        known = self.genders.get(actor.id) or of_given(actor.name.split()[0])
        known = known or self.shown.get(actor.id, "")
        return actor.type == "PER" and known in (gender, "either", "")

    def owns(self, name: Name) -> bool:
        """Whether the name is a possessive: "Syria's army" is not Syria."""
        text = self.reading.text
        behind = text[name.end : name.end + 2] in ("'s", "’s")
        plural = text[name.end - 1] == "s" and bool(_PLURAL_OWNER.match(text, name.end))
        return behind or plural or text[name.start : name.end].endswith(_OWNED)

    def is_quoted(self, name: Name) -> bool:
        """Whether the name stands in somebody's own words, or in a byline."""
        return self.is_spoken(name.start)

    def is_spoken(self, start: int) -> bool:
        """Whether a code point lies in somebody's own words, or in a byline."""
        starts, ends = self._own_words
        at = bisect_right(starts, start) - 1
        return at >= 0 and start < ends[at]

    @cached_property
    def _own_words(self) -> tuple[list[int], list[int]]:
        """Where the quoted spans begin, in order, and the farthest that one so far reaches."""
        spans = sorted([*self.quoted, *self.beside])
        return [start for start, _ in spans], list(accumulate((end for _, end in spans), max))

    def within(self, first: int, last: int) -> Sequence[Mention]:
        """The mentions that begin between two tokens."""
        reading = self.reading
        end = reading.starts[last] if last < len(reading.starts) else len(reading.text)
        return self.mentions[
            bisect_left(self.starts, reading.starts[first]) : bisect_left(self.starts, end)
        ]


def another_came_in(reading: Reading, nouns: Iterable[str], since: int, place: int) -> bool:
    """Whether "a judge" or "another company" stands between code point `since` and a token.

    nouns: the words it may go by. "Holm, a judge," and "Holm is a judge" bring nobody new.
    """
    end = reading.starts[place]
    words = "|".join(map(re.escape, nouns))
    pattern = (
        rf"(?<!, )(?<!is )(?<!was )\b(?:an?|another|one) (?:{_ADJECTIVE} ){{0,3}}(?:{words})\b"
    )
    return bool(re.search(pattern, reading.text[max(since, end - _SINCE) : end], re.IGNORECASE))
