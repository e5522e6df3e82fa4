"""Where content begins, where a cue ends and where content ends: the choices, and what is seen of each.

Each look gives, for every open attribution, the tokens that may be the limit and one array of
hashes for each feature of them; a hashed linear model (tasks/models/train_quotes.py) says which.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from tasks.text.forms import Hashes
from tasks.text.quotes_columns import between, code, mix, path_of, seen_at, spread, until
from tasks.text.quotes_open import Ground, Open, word_codes
from tasks.text.quotes_signs import Places
from tasks.text.quotes_words import cue_forms
from tasks.text.tags import TAGS

_FARTHEST_BEGIN, _FARTHEST_END = 12, 60
_CLOSING = (
    "AND", "SUB", "REL", "PREP", "TO", "VBG", "VBN", "VBD", "VBZ", "AUX", "ADV", "PRON",
)  # fmt: skip
_STOPS = (",", "—", "--", "–", ";", ":", "(", "-", "...")
_NOMINAL = ("NOUN", "NAME", "PRON", "NUM")
_MAY_CLOSE = np.array([False, *(tag in _CLOSING for tag in TAGS)])
_IS_NOMINAL = np.array([False, *(tag in _NOMINAL for tag in TAGS)])
_PARTICIPLE, _AND = (np.array([False, *(tag == one for tag in TAGS)]) for one in ("VBG", "AND"))
_DET = TAGS.index("DET") + 1


class Choices(NamedTuple):
    """owner: the attribution of each choice, in order; at: the token; columns: its features."""

    owner: Places
    at: Places
    columns: list[Hashes]


def begins(ground: Ground, open_: Open) -> Choices:
    """The tokens with which content may begin, up to twelve behind the cue and not past a mark.

    Nothing is asked where "that" or a mark stands right behind the cue.
    """
    there = np.maximum(open_.begin, 0)
    sure = (ground.word[there] == word_codes(("that",))) | (ground.marked[there] > 0)
    asked = np.flatnonzero((open_.begin >= 0) & ~(sure & (open_.begin == open_.last)))
    first = open_.head[asked] + 1
    last = np.minimum(open_.stop[asked], open_.head[asked] + _FARTHEST_BEGIN)
    owner, at = spread(asked, first, np.maximum(last, open_.begin[asked]) + 1)
    fits = (at <= open_.head[owner] + _FARTHEST_BEGIN) & (at <= open_.stop[owner])
    fits &= ground.markings[at] == ground.markings[open_.head[owner] + 1]
    fits &= (at < open_.stop[owner]) | (ground.marked[np.minimum(at, len(ground.marked) - 1)] > 0)
    kept = fits | (at == open_.begin[owner])
    owner, at = owner[kept], at[kept]
    return Choices(owner, at, _begin_columns(ground, open_, owner, at))


def _begin_columns(ground: Ground, open_: Open, owner: Places, at: Places) -> list[Hashes]:
    head, stop = open_.head[owner], open_.stop[owner]
    lemma, frames, rule = open_.lemma[owner], open_.frames[owner], open_.rule[owner]
    size = code(np.minimum(at - head - 1, 11))
    tag, word = seen_at(ground.tag, at, stop, ground), seen_at(ground.word, at, stop, ground)
    tag1 = seen_at(ground.tag, at + 1, stop, ground)
    tag_1, word_1, tag_2 = ground.tag[at - 1], ground.word[at - 1], ground.tag[at - 2]
    same = code(at == open_.begin[owner])
    path = path_of(ground.tag, head + 1, at, 5)
    near = code(np.clip(at - open_.begin[owner] + 4, 0, 8))
    last = code(np.clip(at - open_.last[owner] + 3, 0, 7))
    finite = code(ground.finite[at] > ground.finite[head + 1])
    soon = np.minimum(at + 8, stop)
    follows = code(ground.finite[np.maximum(soon, at)] > ground.finite[at])
    started = code(at > head + 1)
    mark = np.where(at < len(ground.marked), ground.marked[at], 0).astype(np.uint32)
    return [
        mix(path, size),
        mix(lemma, path),
        mix(same, rule),
        mix(same, tag, frames),
        mix(same, lemma),
        mix(same, last, path),
        mix(near, last),
        mix(word, tag_1),
        mix(word, lemma),
        mix(tag, tag_1, started),
        mix(tag, word_1),
        mix(word_1, lemma, size),
        mix(word_1, started),
        mix(mark, tag_1, started),
        mix(finite, size),
        mix(follows, tag, tag_1),
        mix(follows, frames, started),
        mix(last, lemma),
        mix(tag_2, tag_1, tag, tag1),
        mix(tag_1, tag, tag1, open_.kind[owner]),
        mix(ground.capital[at - 1], frames, size),
    ]


def cue_ends(ground: Ground, open_: Open, begin: Places) -> Choices:
    """The tokens before which a cue may end, up to where content begins or the clause breaks off."""
    free = np.minimum(open_.limit, ground.breaks[open_.last])
    upto = np.where(begin >= 0, begin, np.maximum(free, open_.last))
    upto = np.maximum(upto, np.where(begin >= 0, open_.head + 1, open_.last))
    last = np.minimum(upto, open_.head + _FARTHEST_BEGIN)
    asked = np.arange(len(begin))
    owner, at = spread(asked, open_.head + 1, np.maximum(last, np.minimum(open_.last, upto)) + 1)
    kept = (begin[owner] >= 0) | (at >= open_.last[owner])
    owner, at = owner[kept], at[kept]
    return Choices(
        owner, at, _cue_columns(ground, open_, owner, at, upto[owner], begin[owner] >= 0)
    )


def _cue_columns(
    ground: Ground, open_: Open, owner: Places, at: Places, upto: Places, behind: np.ndarray
) -> list[Hashes]:
    head, lemma, frames = open_.head[owner], open_.lemma[owner], open_.frames[owner]
    side = code(behind)
    size, rest = code(np.minimum(at - head - 1, 8)), code(np.minimum(upto - at, 8))
    usual = code(at == open_.last[owner])
    place = mix(code(at == upto), usual, side)
    path, left = path_of(ground.tag, head + 1, at, 5), path_of(ground.tag, at, upto, 5)
    inner = np.where(at < upto, at, -1)
    word, tag = ground.word[inner], ground.tag[inner]
    word_1, tag_1, next_ = ground.word[at - 1], ground.tag[at - 1], ground.word[head + 1]
    opening = ground.word[np.minimum(upto, len(ground.word) - 1)]
    return [
        mix(place, size, rest),
        mix(path, place),
        mix(left, rest, side),
        mix(lemma, place, path),
        mix(lemma, left, rest, side),
        mix(word, side),
        mix(word, lemma),
        mix(tag, tag_1, side),
        mix(word_1, place, size),
        mix(next_, place),
        mix(next_, ground.word[np.minimum(head + 2, len(ground.word) - 1)], place),
        mix(opening, place, rest),
        mix(ground.capital[inner], place, ground.tag[head]),
        mix(tag_1, ground.tag[np.minimum(upto, len(ground.word) - 1)], place),
        mix(frames, place, ground.tag[head + 1]),
        mix(open_.kind[owner], place, next_),
        mix(open_.rule[owner], place),
    ]


def ends(ground: Ground, open_: Open, begin: Places) -> Choices:
    """The tokens before which content may end: where a phrase or clause closes, and the last.

    Where a mark closes behind a comma and another cue trails along it ends for certain, or sooner:
    "“dead,” noting that …".
    """
    asked = np.flatnonzero((begin >= 0) & (open_.end >= 0))
    stop = open_.stop[asked]
    far = np.minimum(np.maximum(stop, begin[asked] + 1), begin[asked] + _FARTHEST_END)
    owner, at = spread(asked, begin[asked] + 1, np.maximum(far, stop) + 1)
    near = (at < begin[owner] + _FARTHEST_END) & (at < open_.stop[owner])
    closes = _MAY_CLOSE[ground.tag[at]] | np.isin(ground.word[at], word_codes(_STOPS))
    closes |= (ground.tag[at] == _DET) & _IS_NOMINAL[ground.tag[at - 1]]
    closes |= ground.marked[at - 1] > 0
    kept = near & closes & (ground.marked[at] != 1)
    kept |= at == np.maximum(open_.stop[owner], begin[owner] + 1)
    kept |= at == open_.end[owner]
    kept &= between(_trailing(ground), begin[owner], at, 1) == 0
    owner, at = owner[kept], at[kept]
    parts = (ground, open_, owner, at, begin[owner])
    return Choices(owner, at, [*_end_columns(*parts), *_mark_columns(*parts)])


def _end_columns(
    ground: Ground, open_: Open, owner: Places, at: Places, begin: Places
) -> list[Hashes]:
    stop, lemma, rule = open_.stop[owner], open_.lemma[owner], open_.rule[owner]
    subject = open_.subject[owner]
    word, word1 = (until(ground.word, at + by, stop) for by in (0, 1))
    tag, tag1, tag2 = (until(ground.tag, at + by, stop) for by in (0, 1, 2))
    word_1, tag_1 = ground.word[at - 1], ground.tag[at - 1]
    opening = mix(ground.tag[begin], code(ground.marked[begin] > 0))
    seen = between(ground.finite, begin, at, 2)
    said = np.minimum(seen, 1)
    length = code(np.digitize(at - begin, [2, 3, 4, 5, 8, 12, 20]))
    shape, closing = _behind(ground, at, stop)
    last = np.uint32(2) * code(at >= stop)
    rest = code(ground.finite[np.maximum(stop, at)] > ground.finite[at]) + last
    clauses = between(ground.clauses, begin, at, 2)
    commas = between(ground.commas, begin, at, 3)
    ruled = code(at == np.minimum(open_.end[owner], stop))
    return [
        mix(word, word1),
        mix(tag, tag1, tag2),
        mix(tag_1, word, opening),
        mix(word_1, tag),
        mix(word_1, word, tag1),
        mix(shape, tag, said),
        mix(shape, word, closing, opening),
        mix(shape, word, tag1, tag_1),
        mix(length, seen, opening),
        mix(length, tag),
        mix(commas, word, shape),
        mix(clauses, seen, tag),
        mix(lemma, length),
        mix(lemma, word, tag1),
        mix(rest, subject, opening),
        mix(rule, tag, seen, opening),
        mix(ground.word[begin], word, said),
        mix(ruled, tag, opening),
        mix(ruled, word, rule),
        mix(ruled, word, word1),
    ]


def _mark_columns(
    ground: Ground, open_: Open, owner: Places, at: Places, begin: Places
) -> list[Hashes]:
    """What a mark that closes right before a token, or before that, says of it as an end."""
    stop = open_.stop[owner]
    tag, tag1 = (until(ground.tag, at + by, stop) for by in (0, 1))
    opening = mix(ground.tag[begin], code(ground.marked[begin] > 0))
    length = code(np.digitize(at - begin, [2, 3, 4, 5, 8, 12, 20]))
    ruled = code(at == np.minimum(open_.end[owner], stop))
    shut, left = _shut(ground, begin, at), _left(ground, begin, at)
    return [
        mix(shut, tag, tag1),
        mix(shut, until(ground.word, at, stop), ruled),
        mix(shut, length, tag),
        mix(left, code(at >= stop), tag),
        mix(left, shut, opening),
    ]


def _trailing(ground: Ground) -> Places:
    """How many participles of cues stand before each token, right behind a mark that closed on a comma."""
    trails = np.isin(ground.word, _participles())
    trails[2:] &= (ground.marked[1:-1] > 0) & (ground.word[:-2] == word_codes((",",))[0])
    trails[:2] = False
    return np.cumsum(trails) - trails


@cache
def _participles() -> Hashes:
    """The hashes of "noting", "adding" and all such."""
    return word_codes(tuple(sorted(form for form in cue_forms() if form.endswith("ing"))))


def _shut(ground: Ground, begin: Places, at: Places) -> Hashes:
    """What stands in a mark that closes right before `at`, and whether any mark has closed since `begin`."""
    closed = ground.marked[at - 1] > 0
    inner = np.where(closed, ground.word[np.maximum(at - 2, 0)], np.uint32(1))
    return mix(inner, between(ground.markings, begin, at, 1))


def _left(ground: Ground, begin: Places, at: Places) -> Hashes:
    """Which marks closed behind a comma and stand between `begin` and `at`: before a participle, "and", another word."""
    marked, comma = ground.marked, word_codes((",",))[0]
    closed = (marked[:-1] > 0) & (marked[1:] != 1)
    closed[1:] &= ground.word[:-2] == comma
    behind = np.concatenate(([False], closed))
    out = np.zeros(len(at), np.uint32)
    for tags in (_PARTICIPLE, _AND, ~(_PARTICIPLE | _AND)):
        held = behind & tags[ground.tag]
        out = out * np.uint32(2) + between(np.cumsum(held) - held, begin, at, 1)
    return out


def _behind(ground: Ground, at: Places, stop: Places) -> tuple[Hashes, Hashes]:
    """What stands from `at` to the next break: whether verbs, finite ones; the word at the break."""
    following = ground.breaks[np.minimum(at + 1, len(ground.breaks) - 1)]
    close = np.maximum(np.minimum(following, stop), at)
    inside = np.minimum(at + 1, close)
    verbs = ground.verbs[close] > ground.verbs[inside]
    shape = code(verbs) + code(ground.finite[close] > ground.finite[inside])
    return shape, until(ground.word, close, stop)
