"""Mentions with their actors and roles, and quotations with the actor who speaks."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tasks import lexicons
from tasks.articles.actors import Actor, Aliases, Cast
from tasks.articles.people import title_length
from tasks.text.quotes_sources import role_words
from tasks.text.reading import Reading
from tasks.text.spans import Name, Quote

_VERBS = frozenset(["VBD", "VBZ", "AUX"])
_ROLE_TAGS = frozenset(["NOUN", "NAME", "ADJ", "POS", "VBN", "MARK", "NUM"])
_APPOSED_TAGS = frozenset(["DET", "NOUN", "ADJ", "NAME"])
_BREAKS = frozenset(',.;:()—–"“”')
_LONGEST_ROLE = 18
_RELATIVES = frozenset(["who", "that", "which"])
_PERSONAL = {"he": "m", "she": "f", "his": "m", "her": "f"}
_WITHIN = frozenset(["of", "in", "at"])
_NEAR = 40  # code points between a name and a relative that stands for it
_DEFINITE = frozenset(["the", "his", "her", "their"])
# A pronoun is trusted within its own paragraph and the two before it.
_REACH = 2
# How many mentions are looked back on for an office or a pronoun.
_MEMORY = 200


class Mention(NamedTuple):
    """A named mention, who it is, and the role printed with it."""

    name: Name
    actor: Actor
    role: str | None


class Casting(NamedTuple):
    """The mentions of one text, and its quotations with the actor who speaks."""

    mentions: list[Mention]
    quotes: list[tuple[Quote, Actor | None]]


def cast(
    reading: Reading, names: Sequence[Name], quotes: Sequence[Quote], aliases: Aliases
) -> Casting:
    """Who the names of one text are, and who of them speaks."""
    first = [bisect_left(reading.starts, name.start) for name in names]
    last = [bisect_left(reading.ends, name.end) + 1 for name in names]
    acts = [_acts(reading, *span) for span in zip(first, last, strict=True)]
    actors = Cast(reading.text, aliases).resolve(names, acts)
    mentions = [
        Mention(name, actor, actor.role or _role(reading, actor, a, b))
        for name, actor, a, b in zip(names, actors, first, last, strict=True)
    ]
    return Casting(mentions, _speakers(reading, quotes, mentions))


def _acts(reading: Reading, first: int, last: int) -> bool:
    """Whether the name is the subject of the verb behind it."""
    if last >= len(reading.tags) or reading.tags[last] not in _VERBS:
        return False
    return first == 0 or reading.tags[first - 1] not in ("PREP", "TO")


def _role(reading: Reading, actor: Actor, first: int, last: int) -> str | None:
    return role_of(reading, first, last) if actor.type == "PER" else None


def role_of(reading: Reading, first: int, last: int) -> str | None:
    """A person's role: the title before the name, or the apposition behind it.

    first, last: the name's tokens, titles included where the name has them.
    """
    first += title_length(reading.words[first:last])
    begin = first
    while max(first - _LONGEST_ROLE, 0) < begin and reading.tags[begin - 1] in _ROLE_TAGS:
        line = reading.text[reading.ends[begin - 1] : reading.starts[begin]]
        if reading.words[begin - 1] in _BREAKS or "\n" in line:
            break
        begin -= 1
    while begin < first and reading.tags[begin] in ("MARK", "POS", "NUM"):
        begin += 1
    if any(word in role_words() for word in reading.lower[begin:first]):
        return reading.text[reading.starts[begin] : reading.ends[first - 1]]
    return _apposition(reading, last)


def _apposition(reading: Reading, last: int) -> str | None:
    tags, words, size = reading.tags, reading.words, len(reading.words)
    if last + 1 >= size or words[last] != "," or tags[last + 1] not in _APPOSED_TAGS:
        return None
    end = last + 1
    while end < min(size, last + _LONGEST_ROLE) and words[end] not in _BREAKS:
        if tags[end] in _VERBS or tags[end] == "REL":
            break
        end += 1
    stretch = reading.lower[last + 1 : end]
    if end < size and words[end] in ",." and any(word in role_words() for word in stretch):
        return reading.text[reading.starts[last + 1] : reading.ends[end - 1]]
    return None


_LONGEST_ROLE = 20  # words; without a bound a page of nothing but names is read over and over
# Words that make an office another one.
_LESSER = frozenset({"acting", "assistant", "deputy", "ex", "former", "late", "then", "vice"})


@cache
def _genders() -> dict[str, str]:
    return lexicons.mapping("given_names", "name", "gender")


def _speakers(
    reading: Reading, quotes: Sequence[Quote], mentions: Sequence[Mention]
) -> list[tuple[Quote, Actor | None]]:
    starts = [mention.name.start for mention in mentions]
    found: list[tuple[Quote, Actor | None]] = []
    spoke: tuple[int, Actor] | None = None
    for quote in quotes:
        actor = None
        if quote.speaker:
            start, end = quote.speaker
            place = bisect_left(reading.starts, start)
            at = bisect_left(starts, start)
            before = mentions[max(at - _MEMORY, 0) : at]
            inside = mentions[at : bisect_left(starts, end)]
            actor = _named(reading, inside, end) if inside else None
            said = reading.text[start:end].lower()
            actor = actor or _meant(reading, said, place, before, spoke)
            if actor and actor.type == "PER":
                spoke = reading.paragraph[place], actor
        found.append((quote, actor))
    return found


def _named(reading: Reading, inside: Sequence[Mention], end: int) -> Actor | None:
    """The actor a speaker's words name: a person, else what the words end in."""
    for mention in inside:
        if mention.actor.type == "PER" and not _owns(reading, mention.name):
            return mention.actor
    head = inside[0]
    comma = reading.text.find(",", head.name.end, end)
    stop = comma if comma >= 0 else end
    for mention in inside:
        if (
            mention.name.end >= stop
            and not _owns(reading, mention.name)
            and mention.name.start < stop
        ):
            first = bisect_left(reading.starts, mention.name.start)
            return None if first and reading.tags[first - 1] == "PREP" else mention.actor
    return None


def _owns(reading: Reading, name: Name) -> bool:
    """Whether the name is a possessive: "Syria's army" is not Syria."""
    return reading.text[name.end : name.end + 2] in ("'s", "’s") or reading.text[
        name.start : name.end
    ].endswith(("'s", "’s"))


def _meant(
    reading: Reading,
    said: str,
    place: int,
    before: Sequence[Mention],
    spoke: tuple[int, Actor] | None,
) -> Actor | None:
    """Whom a relative, a personal pronoun or an office means, where that is safe."""
    if said in _RELATIVES:
        return _before_relative(reading, said, place, before)
    if said in _PERSONAL:
        return _he_or_she(reading, _PERSONAL[said], place, before, spoke)
    words = said.split()
    heads = [word for word in words if word in role_words()]
    if not heads or words[0] not in _DEFINITE:
        return None
    return _in_office(frozenset(words[1:]), heads[-1], before)


def _before_relative(
    reading: Reading, said: str, place: int, before: Sequence[Mention]
) -> Actor | None:
    """Whom "who", "that" or "which" stands for: the name just before it.

    No place and no house is a "who": "Ana Lund (D-Ohio), who" is Lund, "members of Congress, who" nobody known.
    """
    if not before or before[-1].name.end <= reading.starts[place] - _NEAR:
        return None
    name, actor, _ = before[-1]
    if said != "who" or actor.type == "PER":
        return actor
    if actor.type == "LOC":
        first = bisect_left(reading.starts, name.start)
        seat = reading.words[max(first - 2, 0) : first][1:] == ["-"]
        person = before[-2].actor if seat and len(before) > 1 else None
        return person if person and person.type == "PER" else None
    first = bisect_left(reading.starts, name.start)
    return None if reading.lower[max(first - 1, 0)] in _WITHIN else actor


def _in_office(said: frozenset[str], head: str, before: Sequence[Mention]) -> Actor | None:
    """The one person before who holds the office `said`; of several, one who holds just that.

    "The president" is neither the vice president nor, where there is a President, a firm's.
    """
    held: list[tuple[frozenset[str], Actor]] = []
    for mention in before:
        role = frozenset((mention.role or "").lower().replace("-", " ").split())
        if head in role and mention.actor.type == "PER" and role & _LESSER == said & _LESSER:
            held.append((role, mention.actor))
    for some in (
        {actor.id: actor for role, actor in held if role <= said},
        {actor.id: actor for role, actor in held if said <= role},
    ):
        if some:
            return next(iter(some.values())) if len(some) == 1 else None
    return None


def _he_or_she(
    reading: Reading,
    gender: str,
    place: int,
    before: Sequence[Mention],
    spoke: tuple[int, Actor] | None,
) -> Actor | None:
    here = reading.paragraph[place]
    if spoke and here - spoke[0] <= _REACH and _may_be(spoke[1], gender):
        return spoke[1]
    for mention in reversed(before):
        at = bisect_left(reading.starts, mention.name.start)
        if here - reading.paragraph[at] > _REACH:
            return None
        if mention.actor.type == "PER" and _may_be(mention.actor, gender):
            return mention.actor
    return None


def _may_be(actor: Actor, gender: str) -> bool:
    return _genders().get(actor.name.split()[0], gender) in (gender, "either")
