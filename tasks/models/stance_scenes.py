"""Scenes: the sentences of a shard that could carry a stance, with who is named and who speaks."""

import re
from collections import defaultdict
from typing import Any, NamedTuple

import pandas as pd

from tasks.models.stance_candidates import askable
from tasks.models.stance_carry import Carry
from tasks.models.stance_holders import name_of
from tasks.models.stance_targets import Named, grown, owned, targets, watched
from tasks.models.stance_voices import Voice
from tasks.watchlist import Watchlist

_MENTION = ["segment_id", "char_start", "char_end", "text", "actor_id"]
_QUOTE = [
    "article_id", "content_start", "content_end", "cue", "cue_start", "speaker", "speaker_start",
    "speaker_end", "actor_id",
]  # fmt: skip
# "(R-Ky.)", ", R-Ky.,": the state tells where somebody sits, and does nothing itself.
_PARTY = re.compile(r"(?:\(|, )[RDI]-\s?$")
_PARTY_LENGTH = 6  # code points it may take


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
    pronouns: pd.DataFrame,
    watchlist: Watchlist,
    carry: Carry,
) -> list[Scene]:
    """The sentences of `body` worth parsing, in its order; frames as in `tasks.schemas`."""
    columns = [body[name].tolist() for name in ("article_id", "segment_id", "char_start", "text")]
    passed = carry.passing(columns[-1], anyway=lambda text: bool(watched(text, watchlist)))
    rows = list(zip(*columns, strict=True))
    some = [rows[number] for number in passed]
    segments = {row[1] for row in some}
    named, meant = (_grouped(frame, _MENTION, segments) for frame in (mentions, pronouns))
    said = _grouped(quotes, _QUOTE, {row[0] for row in some})
    found = (
        _scene(article, segment, start, text, named, meant, said, watchlist)
        for article, segment, start, text in some
    )
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
    meant: dict[str, list[tuple[Any, ...]]],
    said: dict[str, list[tuple[Any, ...]]],
    watchlist: Watchlist,
) -> Scene | None:
    """The scene of a sentence; None where nobody in it can stand to anything."""
    end = start + len(text)
    names = [
        grown(text, Named(first - start, last - start, words, actor, True))
        for first, last, words, actor in sorted(named.get(segment, ()), key=lambda row: row[:2])
        if not _PARTY.search(text, max(first - start - _PARTY_LENGTH, 0), first - start)
    ]
    pronouns = [
        Named(first - start, last - start, words, actor, False)
        for first, last, words, actor in meant.get(segment, ())
    ]
    names = sorted([*names, *pronouns], key=lambda name: (name.start, name.end))
    voices = [
        _voice(quote, start, end)
        for quote in said.get(article, ())
        if quote[0] < end and quote[1] > start
    ]
    found = targets(text, names, watchlist)
    if not askable(text, names, found, voices):
        return None
    return Scene(article, segment, start, text, names, found, voices)


def _voice(quote: tuple[Any, ...], start: int, end: int) -> Voice:
    """The part of a quotation in this sentence, with its speaker's place if he stands in it too."""
    content_start, content_end, cue, cue_start, speaker, first, last, actor = quote
    name = None if not speaker else speaker if actor is not None else name_of(speaker)
    who = None
    if name is not None:
        inside = first is not None and start <= first and last <= end
        at = int(first) - start if inside else -1
        stop = at + len(name) if inside else -1
        who = Named(at, stop, name, None if owned(name) else actor, True)
    here = cue_start is not None and start <= cue_start < end
    told = int(cue_start) - start if here else -1
    return Voice(content_start - start, content_end - start, who, cue, told)
