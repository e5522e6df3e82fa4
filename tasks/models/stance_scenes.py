"""Scenes: the sentences of a shard that could carry a stance, with who is named and who speaks."""

import re
from collections import defaultdict
from typing import Any, NamedTuple

import pandas as pd

from tasks.models.stance_candidates import Voice
from tasks.models.stance_carry import Carry
from tasks.models.stance_holders import name_of
from tasks.models.stance_targets import Named, grown, owned, targets, watched
from tasks.watchlist import Watchlist

_MENTION = ["segment_id", "char_start", "char_end", "text", "actor_id"]
_QUOTE = [
    "article_id", "content_start", "content_end", "cue", "speaker", "speaker_start", "speaker_end",
    "actor_id",
]  # fmt: skip
# "(R-Ky.)", ", R-Ky.,": the state tells where somebody sits, and does nothing itself.
_PARTY = re.compile(r"(?:\(|, )[RDI]-\s?$")


class Scene(NamedTuple):
    """A sentence; `start` is its first code point in the article."""

    article: str
    segment: str
    start: int
    text: str
    names: list[Named]
    targets: list[Named]
    voices: list[Voice]


def scenes(
    body: pd.DataFrame,
    quotes: pd.DataFrame,
    mentions: pd.DataFrame,
    watchlist: Watchlist,
    carry: Carry,
) -> list[Scene]:
    """The sentences of `body` worth parsing, in its order; frames as in `tasks.schemas`."""
    columns = zip(
        body["article_id"],
        body["segment_id"],
        body["char_start"].tolist(),
        body["text"],
        strict=True,
    )
    passed = [
        row for row in columns if carry.passes(row[3], anyway=bool(watched(row[3], watchlist)))
    ]
    named = _grouped(mentions, _MENTION, {row[1] for row in passed})
    said = _grouped(quotes, _QUOTE, {row[0] for row in passed})
    found = (_scene(*row, named, said, watchlist) for row in passed)
    return [scene for scene in found if scene is not None]


def _grouped(
    frame: pd.DataFrame, columns: list[str], wanted: set[str]
) -> dict[str, list[tuple[Any, ...]]]:
    """Rows of `columns` by the first of them, nulls as None; only the `wanted` groups."""
    groups: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    some = frame.loc[frame[columns[0]].isin(wanted), columns].astype(object)
    for row in some.where(some.notna(), None).itertuples(index=False, name=None):
        groups[row[0]].append(row[1:])
    return groups


def _scene(
    article: str,
    segment: str,
    start: int,
    text: str,
    named: dict[str, list[tuple[Any, ...]]],
    said: dict[str, list[tuple[Any, ...]]],
    watchlist: Watchlist,
) -> Scene | None:
    """The scene of a sentence; None where nobody in it can stand to anything."""
    names = [
        grown(text, Named(first - start, last - start, words, actor, True))
        for first, last, words, actor in sorted(named.get(segment, ()), key=lambda row: row[:2])
        if not _PARTY.search(text, 0, first - start)
    ]
    voices = [
        v for quote in said.get(article, ()) if (v := _voice(quote, start, start + len(text)))
    ]
    if not names and not voices:
        return None
    found = targets(text, names, watchlist)
    return Scene(article, segment, start, text, names, found, voices) if found else None


def _voice(quote: tuple[Any, ...], start: int, end: int) -> Voice | None:
    """The part of a quotation in this sentence, with its speaker's place if he stands in it too."""
    content_start, content_end, cue, speaker, first, last, actor = quote
    if content_start >= end or content_end <= start:
        return None
    name = None if not speaker else speaker if actor is not None else name_of(speaker)
    who = None
    if name is not None:
        inside = first is not None and start <= first and last <= end
        at = int(first) - start if inside else -1
        who = Named(
            at, at + len(name) if inside else -1, name, None if owned(name) else actor, True
        )
    return Voice(content_start - start, content_end - start, who, cue)
