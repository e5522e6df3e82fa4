"""Mentions with their actors and roles, quotations with the actor who speaks, pronouns with whom they mean."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from tasks.articles.actors import Actor, Aliases, Cast
from tasks.articles.capitals import acting
from tasks.articles.references import Reference, references
from tasks.articles.roles import role_of
from tasks.articles.scene import Mention, Scene
from tasks.articles.speakers import speakers
from tasks.text.reading import Reading
from tasks.text.spans import Name, Quote, Span


class Casting(NamedTuple):
    """The mentions of one text, its quotations with the actor who speaks, and its pronouns."""

    mentions: list[Mention]
    quotes: list[tuple[Quote, Actor | None]]
    references: list[Reference]


def cast(
    reading: Reading,
    names: Sequence[Name],
    quotes: Sequence[Quote],
    beside: Sequence[Span],
    aliases: Aliases,
) -> Casting:
    """Who the names of one text are, and who of them speaks.

    beside: the lines that name who made the page.
    """
    first = [bisect_left(reading.starts, name.start) for name in names]
    last = [bisect_left(reading.ends, name.end) + 1 for name in names]
    acts = acting(reading, names, list(zip(first, last, strict=True)), quotes)
    said = [quote.speaker for quote in quotes if quote.speaker]
    ends = {end for _, end in said}
    starts = {start for start, _ in said}
    speaks = [name.start in starts or name.end in ends for name in names]
    actors = Cast(reading.text, aliases).resolve(names, acts, speaks)
    mentions = [
        Mention(name, actor, actor.role or _role(reading, actor, a, b))
        for name, actor, a, b in zip(names, actors, first, last, strict=True)
    ]
    scene = Scene(reading, mentions, [q.content for q in quotes if q.kind == "direct"], beside)
    heard = speakers(scene, quotes)
    said_by = [(one.quote, one.actor) for one in heard]
    return Casting(mentions, said_by, references(scene, heard))


def _role(reading: Reading, actor: Actor, first: int, last: int) -> str | None:
    return role_of(reading, first, last) if actor.type == "PER" else None
