"""Who "the governor" or "the California Democrat" is: the one person near by who holds that office."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tasks import lexicons
from tasks.articles import office_words
from tasks.articles.actors import Actor
from tasks.articles.genders import of_nouns
from tasks.articles.people import person_form
from tasks.articles.roles import apposed, is_role
from tasks.articles.scene import Held, Mention, Scene, another_came_in
from tasks.text.reading import Reading
from tasks.text.spans import Span

_OWNERS = frozenset(["the", "his", "her", "their", "its"])
_ENDS = frozenset(["PREP", "TO", "REL", "SUB"])
_STOPS = frozenset(",(—–")
_PARTIES = frozenset(["democrat", "republican"])
_SEAT = re.compile(r",? ?\(?([RDI])-([A-Z][\w.]+(?: [A-Z][\w.]+)?)")
_PARTY = {"R": "republican", "D": "democrat", "I": "independent"}
# How many mentions are looked back on, and how many paragraphs.
_MEMORY = 200
_REACH = 3
# Of two who hold an office, one named so much more often is the one the text is about.
_OFTEN = 3


class Description(NamedTuple):
    """An office as a speaker is called by it.

    words: all of it. sure: those a holder must be known by: of what country, party, body.
    last: the token of its head.
    """

    head: str
    words: frozenset[str]
    sure: frozenset[str]
    gender: str
    last: int


def described(scene: Scene, speaker: Span, place: int) -> Description | None:
    """The office that a speaker's words, from token `place`, name without the holder's name."""
    reading = scene.reading
    end = bisect_left(reading.starts, speaker.end)
    last = _head(reading, place, end)
    if last is None or _names_somebody(scene, speaker, place, last):
        return None
    words: set[str] = set()
    sure: set[str] = set()
    tail = range(last + 1, end if reading.lower[last + 1 : last + 2] in (["of"], ["for"]) else 0)
    for n in [*range(place, last), *tail]:
        word = reading.lower[n]
        if word in office_words.ARTICLES or word in _OWNERS or not word[0].isalnum():
            continue
        found = office_words.same(word)
        words |= found
        if n == place or office_words.is_land(word) or reading.words[n][0].isupper():
            sure |= found
    head, gender = office_words.one(reading.lower[last]), of_nouns(reading.lower[last])
    return Description(head, frozenset(words | {head}), frozenset(sure), gender, last)


def _head(reading: Reading, place: int, end: int) -> int | None:
    """The token of the office in the words up to `end`: the last before a preposition or comma."""
    last = place
    while last < end and reading.tags[last] not in _ENDS and reading.words[last] not in _STOPS:
        last += 1
    last -= 1
    if last <= place or "AND" in reading.tags[place:last]:
        return None
    return last if is_role(reading.lower[last]) or reading.lower[last] in _PARTIES else None


def _names_somebody(scene: Scene, speaker: Span, place: int, last: int) -> bool:
    """Whether the words up to the office name its holder: "Oda Holm head of the board"."""
    named = scene.within(place, last + 1)
    if not named:
        return False
    (name, actor, _), (other, body, _) = named[0], named[-1]
    # "Holm lawyers" are not Holm.
    printed = scene.reading.text[name.start : name.end]
    first = name.start == speaker.start and actor.type == "PER" and not scene.owns(name)
    if first and len(person_form(printed)) > 1:
        return True
    party = scene.reading.lower[last] in _PARTIES and body.type != "PER"
    return other.end > scene.reading.starts[last] and not party


def definite(reading: Reading, place: int, last: int) -> bool:
    """Whether the words mean somebody told of: "the mayor", "her lawyer", "Oslo's mayor"."""
    if reading.tags[place] == "DET":
        return reading.lower[place] in _OWNERS
    return reading.lower[place] in _OWNERS or "POS" in reading.tags[place : last + 1]


def is_a_stranger(reading: Reading, said: Description, place: int) -> bool:
    """Whether the one meant at token `place` was brought in without a name: "a friend", or left office."""
    nouns = said.head, *office_words.called(said.head)
    return bool(said.words & office_words.lesser()) or another_came_in(reading, nouns, 0, place)


def in_office(scene: Scene, said: Description, place: int) -> Actor | None:
    """The one person named before token `place` who holds the office; None where two may.

    "The president" is neither the vice president nor, where there is a President, a firm's.
    """
    at = bisect_left(scene.starts, scene.reading.starts[place])
    before = scene.mentions[max(at - _MEMORY, 0) : at]
    fits, exact = _fitting(scene, said, before)
    fits = {one: actor for one, actor in fits.items() if _may_be(scene, actor, said.gender)}
    if not fits:
        return None
    people = [m for m in before if m.actor.type == "PER" and not scene.is_quoted(m.name)]
    named = [m for m in people if m.actor.id in fits] or [m for m in before if m.actor.id in fits]
    seen = {m.actor.id: m.name.start for m in named}
    if len(fits) > 1 or not exact:
        seen = _near(scene.reading, seen, place)
    # Whoever is of a party is not told of all who are.
    if len(seen) != 1 or (said.head in _PARTIES and people[-1:] != named[-1:]):
        return None
    [(one, start)] = seen.items()
    often = Counter(m.actor.id for m in named)
    if often.most_common(1)[0][1] >= _OFTEN * often[one]:
        return None
    nouns = said.head, *office_words.called(said.head)
    return None if another_came_in(scene.reading, nouns, start, place) else fits[one]


def _may_be(scene: Scene, actor: Actor, gender: str) -> bool:
    return not gender or scene.may_be(actor, gender)


def _near(reading: Reading, seen: dict[str, int], place: int) -> dict[str, int]:
    """Those who were last named a few paragraphs back at most."""
    here = reading.paragraph[place]
    return {
        one: start
        for one, start in seen.items()
        if here - reading.paragraph[bisect_right(reading.starts, start) - 1] <= _REACH
    }


def _fitting(
    scene: Scene, said: Description, before: Sequence[Mention]
) -> tuple[dict[str, Actor], bool]:
    """Those who hold just the office, else those who hold it with more words, else a narrower one.

    And whether it is the office itself that they hold.
    """
    found: dict[str, dict[str, Actor]] = {kind: {} for kind in ("just", "more", "narrower")}
    others: dict[str, tuple[Actor, bool]] = {}
    for mention in before:
        for held in _held(scene, mention) if mention.actor.type == "PER" else ():
            kind = _fit(said, held)
            if kind == "another's":
                others[mention.actor.id] = mention.actor, held.words <= said.words
            elif kind:
                found[kind][mention.actor.id] = mention.actor
    chosen = found["just"] or found["more"]
    if not chosen and not found["narrower"] and len(others) == 1:
        # Whose office it is need not be told of the only one who has it, but for a country's.
        bare = not said.sure & office_words.countries()
        chosen = {one: actor for one, (actor, less) in others.items() if less and bare}
    return chosen or found["narrower"], bool(chosen)


def _fit(said: Description, held: Held) -> str | None:
    """How an office printed with a name is the one said, if at all."""
    told = held.words | held.also
    if (held.words ^ said.words) & office_words.lesser():
        return None
    known = said.sure <= told
    if said.head in held.heads and not _another(said, held):
        if not known:
            return "another's"
        if held.words <= said.words:
            return "just"
        return "more" if said.words <= told else None
    if known and said.head in _PARTIES and said.words <= told:
        return "more"
    return "narrower" if known and _is_narrower(said, held, told) else None


def _is_narrower(said: Description, held: Held, told: frozenset[str]) -> bool:
    return bool(_kinds(said) & held.heads) and said.words - {said.head} <= told


def _another(said: Description, held: Held) -> bool:
    """Whether a word makes the office another one: "the general" is no attorney general."""
    return any(said.head in office_words.parted().get(word, ()) for word in held.words - said.words)


def _kinds(said: Description) -> frozenset[str]:
    """The offices that a wider word may mean; a leader's country must be told."""
    rows = office_words.wider()
    kinds = rows["wider"].get(said.head, frozenset())
    return kinds | (rows["of_country"].get(said.head, frozenset()) if said.sure else frozenset())


def _held(scene: Scene, mention: Mention) -> Iterable[Held]:
    """The offices printed with a mention: before the name, in it, and set behind it."""
    if mention not in scene.held:
        scene.held[mention] = list(_offices(scene.reading, mention))
    return scene.held[mention]


def _offices(reading: Reading, mention: Mention) -> Iterable[Held]:
    text, (start, end, _) = reading.text, mention.name
    # A name that begins with a title of its own has no other role.
    titles = [word for word in text[start:end].split()[:-1] if is_role(word.lower().rstrip("."))]
    own = mention.role or " ".join(titles)
    behind = apposed(reading, bisect_left(reading.ends, end) + 1)
    parts = list(dict.fromkeys(part for part in (own, behind) if part))
    also = _seat(text, end).union(*map(office_words.told_by, parts))
    offices = [part for part in parts if office_words.heads(part)]
    for part in offices:
        yield Held(office_words.heads(part), office_words.told_by(part), also)
    if also and not offices:
        yield Held(frozenset(), also, also)


def _seat(text: str, end: int) -> frozenset[str]:
    """Party and state in brackets or commas behind a name: "(D-Calif.)"."""
    seat = _SEAT.match(text, end)
    if not seat:
        return frozenset()
    states = lexicons.mapping("state_abbreviations", "abbreviation", "state")
    state = seat[2].rstrip(".")
    return office_words.told_by(states.get(state, state)) | {_PARTY[seat[1]]}
