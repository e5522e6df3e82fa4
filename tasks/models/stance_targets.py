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


class Named(NamedTuple):
    """Someone or something in the sentence; start and end count from the sentence's start."""

    start: int
    end: int
    name: str
    actor: str | None
    proper: bool


@cache
def _propositions() -> re.Pattern[str]:
    heads = sorted(lexicons.column("propositions", "head"), key=lambda head: (-len(head), head))
    words = "|".join(re.escape(head) for head in heads)
    many = "|".join(
        re.escape(head)
        for head in heads
        if head.endswith("s") or " " in head or head.endswith("ism")
    )
    # Of small letters: to look for either case takes three times as long.
    return re.compile(
        rf"\b{_DETERMINER}\s+(?:[a-z][\w-]*\s+){{0,2}}?(?:{words})\b(?!['’]s)(?:\s+(?:deal|bill|plan|law|agreement|talks)\b)?|\b(?:{many})\b"
    )


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
    """
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
        for m in _propositions().finditer(_small(text))
    ]


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
    """All targets of a sentence; where two overlap the watchlist's wins, then the name's."""
    kept: list[Named] = []
    for target in (*watched(text, watchlist), *names, *propositions(text)):
        if not any(target.start < k.end and k.start < target.end for k in kept):
            kept.append(target)
    return sorted(kept, key=lambda target: (target.start, target.end, target.name))
