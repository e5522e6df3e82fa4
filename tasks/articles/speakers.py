"""The actor behind a speaker's words: by name, by apposition, by office or by pronoun."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from tasks.articles.actors import Actor
from tasks.articles.bodies_within import body_in, links, spoken_for
from tasks.articles.companies import body_meant
from tasks.articles.offices import Description, definite, described, in_office
from tasks.articles.people import actor_words
from tasks.articles.pronouns import Spoke, he_or_she
from tasks.articles.roles import is_role
from tasks.articles.scene import Mention, Scene
from tasks.text.quotes_heads import TIMES
from tasks.text.reading import Reading
from tasks.text.spans import Quote, Span

_RELATIVES = frozenset(["who", "that", "which"])
_PERSONAL = {"he": "m", "she": "f", "his": "m", "her": "f"}
_WITHIN = frozenset(["of", "in", "at"])
_NEAR = 40  # code points between a name and a relative that stands for it
_INDEFINITE = frozenset(["a", "an", "another", "one", "some", "people", "somebody", "someone"])
_LINKS = frozenset(["to", "of", "for", "with"])
_CLOSES = tuple([mark] for mark in '.,;:!?()"”’—–')
_TIES = frozenset(["REL", "PREP"])
_VERBS = frozenset(["VBD", "VBZ", "AUX", "VB"])
_NOMINAL = frozenset(["NOUN", "NAME", "ADJ"])
# How many mentions are looked back on for an office or a pronoun.
MEMORY = 200
_APPOSITION = 120  # code points between an office and the name set behind it
_APPOSED = re.compile(
    r"(?:-?\w+)?(?: (?:in|of|by|at|for) [^,.;:\"“”\n]{1,40})?, (?:[\w'’-]+ ){0,3}$"
)


class Heard(NamedTuple):
    """A quotation and the actor who speaks, None where that is not safe to tell.

    place: the speaker's token, −1 without one; spoke: who had spoken last by then, and whoever not
    known by name since.
    """

    quote: Quote
    actor: Actor | None
    place: int
    spoke: list[Spoke]


def speakers(scene: Scene, quotes: Sequence[Quote]) -> list[Heard]:
    """Each quotation with the actor who speaks."""
    found: list[Heard] = []
    spoke: list[Spoke] = []
    for quote in quotes:
        actor, place = None, -1
        if quote.speaker:
            place = bisect_left(scene.reading.starts, quote.speaker.start)
            actor = _speaker(scene, quote, quote.speaker, place, spoke)
            if actor and actor.type == "PER":
                spoke = [Spoke(_heard(scene, quote, place), actor)]
            elif not actor:
                stranger = _somebody(scene, quote, quote.speaker, place)
                spoke = [*spoke[:1], stranger] if stranger else spoke
        found.append(Heard(quote, actor, place, spoke))
    return found


def _heard(scene: Scene, quote: Quote, place: int) -> int:
    """The token where somebody speaks last: where they are named, or where their words go on."""
    carried = quote.resolution == "carried"
    return max(place, bisect_left(scene.reading.starts, quote.content.start)) if carried else place


def _somebody(scene: Scene, quote: Quote, speaker: Span, place: int) -> Spoke | None:
    """One person not known by name: "a neighbour", "Kyle, 22"."""
    # Who somebody was asked by is no subject.
    if quote.resolution not in ("name", "role") or scene.reading.lower[place - 1] == "by":
        return None
    said = described(scene, speaker, place)
    if said:
        return Spoke(place, None, said)
    inside = scene.within(place, bisect_left(scene.reading.starts, speaker.end))
    word = scene.reading.lower[place]
    # "Reporters" at the head of a sentence are taken for a name, and so are days.
    one = scene.reading.tags[place] == "NAME" and not word.endswith("s") and word not in TIMES
    return Spoke(place, None) if one and not inside else None


def _speaker(
    scene: Scene, quote: Quote, speaker: Span, place: int, spoke: Sequence[Spoke]
) -> Actor | None:
    start, end = speaker
    at = bisect_left(scene.starts, start)
    before = scene.mentions[max(at - MEMORY, 0) : at]
    inside = scene.mentions[at : bisect_left(scene.starts, end)]
    people = [m for m in inside if m.actor.type == "PER" and not scene.owns(m.name)]
    if inside and (body := spoken_for(scene, inside[0], place)):
        return body
    said = described(scene, speaker, place)
    if said and not any(_set_off(scene, m, said.last) for m in inside):
        return _called(scene, quote, speaker, place, said)
    if people:
        if _dependent(scene.reading, place, quote):
            return _set_before(scene, speaker, place, led=True)
        heads = [
            m
            for m, after in zip(people, [*people[1:], None], strict=True)
            if not _qualifies(scene, m, after)
        ]
        meant = next((m.actor for m in heads if _is_meant(scene, place, m)), None)
        opens = inside[0].name.start <= scene.reading.starts[place + 1] and not people[1:]
        return meant or (body_in(scene, inside, place, end) if opens else None)
    return (
        _set_behind(scene, quote, speaker)
        or _set_before(scene, speaker, place)
        or (body_in(scene, inside, place, end) if inside else None)
        or body_meant(scene, speaker, place)
        or _meant(scene, scene.reading.text[start:end].lower(), place, before, spoke)
    )


def _set_off(scene: Scene, mention: Mention, last: int) -> bool:
    """Whether somebody is named behind an office, whose head is the token `last`: "the mayor, Oda Holm"."""
    reading = scene.reading
    first = bisect_left(reading.starts, mention.name.start)
    behind = first > last and (mention.actor.type == "PER" or reading.words[first - 1] == ",")
    return behind and not scene.owns(mention.name)


def _called(
    scene: Scene, quote: Quote, speaker: Span, place: int, said: Description
) -> Actor | None:
    """Who is called by an office alone: set beside the name, or told of before."""
    named = _set_behind(scene, quote, speaker) or _set_before(scene, speaker, place)
    if named or not definite(scene.reading, place, said.last):
        return named
    return in_office(scene, said, place)


def _dependent(reading: Reading, place: int, quote: Quote) -> bool:
    """Whether the words are only part of the subject: "[an aide to] the mayor said"."""
    if not quote.cue or quote.cue.start < reading.starts[place] or place < 2:
        return False
    noun = reading.tags[place - 2] == "NOUN" or reading.lower[place - 2] == "close"
    backed = reading.lower[place - 2] == "who"
    return backed or (reading.lower[place - 1] in _LINKS and noun)


def _qualifies(scene: Scene, mention: Mention, after: Mention | None) -> bool:
    """Whether a person only tells whose the next one is: "Holm administration aide Jan Lund"."""
    reading = scene.reading
    if after is None:
        return False
    first = bisect_left(reading.ends, mention.name.end) + 1
    between = reading.tags[first : bisect_left(reading.starts, after.name.start)]
    return bool(between) and _NOMINAL.issuperset(between)


def _is_meant(scene: Scene, first: int, mention: Mention) -> bool:
    """Whether a person named among the words from token `first` is who they mean.

    "A friend of Oda Holm" is not her, nor is "a person close to the mayor, Oda Holm"; "the head
    of the council, Oda Holm" is.
    """
    reading = scene.reading
    at = bisect_left(reading.starts, mention.name.start)
    if "REL" in reading.tags[first:at]:
        return False
    commas = [n for n in range(first, at) if reading.words[n] == ","]
    begin = commas[-1] + 1 if commas else first
    inside = [n for n in links(scene, first, at) if n >= begin]
    if inside:
        inner = reading.tags[at - 1] in ("NOUN", "NAME", "NUM") and inside[-1] < at - 1
        return inner and (not _titles(reading.words[at - 1]) or _is_body(reading, inside[0] - 1))
    heads = [n for n in links(scene, first, at) if n < begin]
    vague = reading.lower[first] in _INDEFINITE and bool(heads)
    return not (vague and any(map(is_role, reading.lower[heads[-1] : begin])))


def _is_body(reading: Reading, place: int) -> bool:
    """Whether a word before a preposition begins a body's name: "Centers for Health director"."""
    return reading.tags[place] == "NAME" and not _titles(reading.words[place])


def _titles(word: str) -> bool:
    return is_role(word.lower()) or word in actor_words("title")


def _set_behind(scene: Scene, quote: Quote, speaker: Span) -> Actor | None:
    """Who is named behind the words: "said his passenger, Oda Holm."."""
    reading, (start, end) = scene.reading, speaker
    if not quote.cue or quote.cue.end > start:
        return None
    head = reading.text[start:end].lower().split()[-1]
    # "According to the army, Oda Holm …" begins another clause.
    if "according" in reading.text[slice(*quote.cue)].lower() and not is_role(head):
        return None
    near = scene.mentions[
        bisect_left(scene.starts, end) : bisect_left(scene.starts, end + _APPOSITION)
    ]
    named = next((one for one in near if one.actor.type == "PER"), None)
    if named is None:
        return None
    name, actor, _ = named
    last = bisect_left(reading.ends, name.end) + 1
    closed = reading.words[last : last + 1] in ([], *_CLOSES) or reading.tags[last] in _TIES
    by = reading.lower[bisect_left(reading.starts, start) - 1] == "by"
    apposed = _APPOSED.fullmatch(reading.text, end, name.start)
    before = reading.words[bisect_left(reading.starts, name.start) - 1]
    titled = before == "," or _titles(before)
    return actor if apposed and titled and closed and not by else None


def _set_before(scene: Scene, speaker: Span, place: int, led: bool = False) -> Actor | None:
    """Who stands before words set between commas: "Oda Holm, [chief of the board], warned".

    led: whether more of those words leads to them: "Oda Holm, an aide to [the mayor], warned".
    """
    reading = scene.reading
    if reading.text[speaker.end : speaker.end + 1] != ",":
        return None
    first = reading.firsts[bisect_right(reading.firsts, place) - 1]
    for name, actor, _ in reversed(scene.within(first, place)):
        behind = bisect_left(reading.ends, name.end) + 1
        between = reading.tags[behind:place]
        if reading.words[behind] != "," or any(tag in _VERBS for tag in between):
            return None
        if actor.type == "PER":
            at = bisect_left(reading.starts, name.start)
            subject = at == first or reading.tags[at - 1] not in ("PREP", "TO", *_VERBS)
            joined = led or between == ["MARK"] or between[1:2] == ["PREP"]
            return actor if subject and joined and not scene.owns(name) else None
    return None


def _meant(
    scene: Scene,
    said: str,
    place: int,
    before: Sequence[Mention],
    spoke: Sequence[Spoke],
) -> Actor | None:
    """Whom a relative, a personal pronoun or a part of a name means, where that is safe."""
    if said in _RELATIVES:
        return _before_relative(scene.reading, said, place, before)
    if scene.reading.tags[place] == "NAME" and " " not in said:
        return _by_part(said, before)
    if said in _PERSONAL:
        return he_or_she(scene, _PERSONAL[said], place, before, spoke)
    return None


def _by_part(said: str, before: Sequence[Mention]) -> Actor | None:
    """The one person before whose given name or surname a single word is."""
    found = {m.actor for m in before if m.actor.type == "PER" and said in _ends(m.actor.name)}
    return found.pop() if len(found) == 1 else None


def _ends(name: str) -> list[str]:
    words = name.lower().split()
    ends = [words[0], words[-1]] if len(words) > 1 else []
    return [word for word in ends if word.isalpha() and not is_role(word)]


def _before_relative(
    reading: Reading, said: str, place: int, before: Sequence[Mention]
) -> Actor | None:
    """Whom "who", "that" or "which" stands for: the name just before it in its sentence.

    No place and no house is a "who": "Ana Lund (D-Ohio), who" is Lund, "members of Congress, who" nobody known.
    """
    sentence = reading.starts[reading.firsts[bisect_right(reading.firsts, place) - 1]]
    near = reading.starts[place] - _NEAR
    if not before or before[-1].name.start < sentence or before[-1].name.end <= near:
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
