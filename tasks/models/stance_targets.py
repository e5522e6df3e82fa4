"""Whom and what a sentence names that somebody may stand for or against.

A target is a named actor, a name of the watchlist, or a proposition ("the truce", "peace talks").
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tasks import lexicons
from tasks.watchlist import Target, Watchlist

_DETERMINER = r"(?:the|this|these|those|its|his|her|their|our|your)"
# Whose a proposition is where no name says it: "the opposing party" before its apostrophe.
_OWNER = re.compile(rf"\b{_DETERMINER}\s+(?:[a-z][\w-]*\s+){{0,2}}[a-z][\w-]*$", re.IGNORECASE)
# What may stand between an article and its noun: no preposition, conjunction or "is".
_WORD = r"(?!(?:about|against|and|are|as|at|by|for|from|in|is|of|on|or|over|that|to|was|were|with)\b)[a-z][\w-]*"
_DISTRICT = re.compile(r"-\d+\b")  # "NV-14" is a part of NV
_LONGEST = 60  # code points that such an owner may have


class Named(NamedTuple):
    """Someone or something in the sentence; start and end count from the sentence's start."""

    start: int
    end: int
    name: str
    actor: str | None
    proper: bool


@cache
def _propositions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What names a proposition: with an article or in the plural; behind an owner's apostrophe."""
    heads = sorted(lexicons.column("propositions", "head"), key=lambda head: (-len(head), head))
    words = "|".join(re.escape(head) for head in heads)
    many = "|".join(
        re.escape(head)
        for head in heads
        if head.endswith("s") or " " in head or head.endswith("ism")
    )
    # "the government shutdown" is no government; "the mayor plans to go" is a mayor.
    one = "|".join(re.escape(head) for head in heads if not head.endswith("s"))
    more = rf"(?:\s+(?:deal|bill|plan|law|agreement|talks)\b|(?!\s+(?:{one})\b))"
    phrase = rf"\s+(?:{_WORD}\s+){{0,2}}?(?:{words})(?![\w-]|['’]s){more}"
    plain = rf"(?<![\w-]){_DETERMINER}{phrase}|(?<![\w-])(?:{many})(?![\w-])"
    owned = rf"(?:(?<=s)['’]|['’]s){phrase}"
    # Of small letters: to look for either case takes three times as long.
    return re.compile(plain), re.compile(owned)


@cache
def _groups() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand after and before a name: "'s political opposition", "the government in "."""
    heads = "|".join(sorted(lexicons.column("groups", "head")))
    after = re.compile(rf"['’]s?\s+(?:[a-z-]+\s+){{0,2}}?({heads})\b")
    return after, re.compile(rf"\b(?:the\s+)?({heads})\s+(?:in|of)\s+$", re.IGNORECASE)


def grown(text: str, name: Named) -> Named:
    """A name with the group it only qualifies; the actor stays where the group is the state itself.

    >>> grown("Talvania's navy sailed.", Named(0, 8, "Talvania", "l1", True))
    Named(start=0, end=15, name="Talvania's navy", actor=None, proper=True)
    >>> grown("NV-14 voted.", Named(0, 2, "NV", "l2", True)).name
    'NV-14'
    """
    district = _DISTRICT.match(text, name.end)
    if district:
        words = text[name.start : district.end()]
        name = Named(name.start, district.end(), words, None, name.proper)
    after, before = _groups()
    behind = after.match(text, name.end)
    # Few names are led in at all, and to look through all that stands before one takes long.
    led = text[: name.start].rstrip()[-2:].lower() in ("in", "of")
    front = before.search(text, 0, name.start) if led and not behind else None
    found = behind or front
    if found is None:
        return name
    start, end = (name.start, behind.end()) if behind else (found.start(), name.end)
    same = lexicons.mapping("groups", "head", "same")[found.group(1).lower()] == "yes"
    return Named(start, end, text[start:end], name.actor if same else None, name.proper)


def owned(words: str) -> bool:
    """Whether a speaker is only somebody's group: "Talvania's opposition".

    >>> owned("Talvania's political opposition"), owned("Talvania's government"), owned("Talvania")
    (True, False, False)
    """
    found = _groups()[0].search(words)
    same = lexicons.mapping("groups", "head", "same")
    return found is not None and same[found.group(1).lower()] == "no"


def propositions(text: str) -> list[Named]:
    """Propositions named in a sentence, as noun phrases.

    >>> [p.name for p in propositions("They back the new truce deal before peace talks.")]
    ['the new truce deal', 'peace talks']
    """
    return [
        Named(m.start(), m.end(), text[m.start() : m.end()], None, False)
        for m in _propositions()[0].finditer(_small(text))
    ]


def owned_propositions(text: str, names: Sequence[Named]) -> list[tuple[int, Named]]:
    """Propositions with whose they are, each with where its owner ends.

    >>> owned_propositions("They like the union's plan.", [])
    [(19, Named(start=10, end=26, name="the union's plan", actor=None, proper=False))]
    """
    if "'" not in text and "’" not in text:
        return []
    found = []
    for match in _propositions()[1].finditer(_small(text)):
        at = match.start()
        owner = _OWNER.search(text, max(at - _LONGEST, 0), at)
        start = next((name.start for name in names if name.end == at), None)
        if start is None and owner is not None:
            start = owner.start()
        if start is not None:
            whole = text[start : match.end()]
            found.append((at, Named(start, match.end(), whole, None, False)))
    return found


def _small(text: str) -> str:
    """`text` in lower case, code point for code point.

    >>> len("İzmir".lower()), _small("İzmir BACKS it")
    (6, 'İzmir backs it')
    """
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)


@cache
def _aliases(target: Target) -> re.Pattern[str]:
    names = sorted({target.name, *target.aliases}, key=lambda name: (-len(name), name))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b", re.IGNORECASE)


def watched(text: str, watchlist: Watchlist) -> list[Named]:
    """Mentions of the watchlist's targets, by name or alias, whatever the case."""
    return [
        Named(match.start(), match.end(), target.name, target.id, False)
        for target in watchlist.targets
        for match in _aliases(target).finditer(text)
    ]


def targets(text: str, names: Sequence[Named], watchlist: Watchlist) -> list[Named]:
    """All targets of a sentence; where two overlap the watchlist's wins, then the name's.

    A name that owns a proposition stays beside it: "the Democrats" and "the Democrats' policies".
    """
    kept: list[tuple[int, Named]] = []
    plain = [(target.start, target) for target in (*watched(text, watchlist), *names)]
    things = [(thing.start, thing) for thing in propositions(text)]
    for start, target in (*plain, *owned_propositions(text, names), *things):
        if not any(start < k.end and s < target.end for s, k in kept):
            kept.append((start, target))
    return sorted(
        (target for _, target in kept), key=lambda target: (target.start, target.end, target.name)
    )
