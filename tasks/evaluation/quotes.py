"""Quotations held against people's: rows with `attributions`, predictions beside them.

An attribution is a source, a cue and a content, each a list of spans; two agree in a part if
these overlap with a Jaccard index over characters of at least .5 (or, exact, are the same).
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from tasks.articles.segment import bare_segments, read_all

Spans = list[list[int]]
_PARTS = ("content", "cue", "source")
_MARK = re.compile(r"[\"“”«»„‟]|''|``")
_HALF = 0.5
_PARTING = " ,;:—–-\n"


def predict(rows: pd.DataFrame) -> pd.DataFrame:
    """`rows` (`text`) with `predicted`: attributions as a night finds them."""
    texts = rows["text"].tolist()
    found = [
        joined(text, read.quotes)
        for text, read in zip(texts, read_all(texts, bare_segments(texts)), strict=True)
    ]
    return rows.assign(predicted=pd.Series(found, index=rows.index, dtype=object))


def scores(predicted: pd.DataFrame) -> dict[str, float]:
    """The `quotes` keys of the evaluation formats, from `text`, `attributions`, `predicted`."""
    out: dict[str, float] = {}
    rows = list(
        zip(predicted["text"], predicted["attributions"], predicted["predicted"], strict=True)
    )
    for prefix, alike in (("", _overlap), ("exact_", _same)):
        for part in _PARTS:
            out |= _measured(prefix + part, [_matched(g, p, _of(part, alike)) for _, g, p in rows])
        out |= _measured(prefix + "all", [_matched(g, p, _all(alike)) for _, g, p in rows])
    for part in ("content", "source"):
        counts = [_matched(g, p, _of(part, _overlap), _has_mark(text)) for text, g, p in rows]
        out |= _measured("quoted_" + part, counts)
    return out


def _measured(name: str, counts: Iterable[tuple[int, int, int, int]]) -> dict[str, float]:
    recalled, gold, right, guessed = (sum(column) for column in zip(*counts, strict=True))
    recall, precision = recalled / max(gold, 1), right / max(guessed, 1)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"{name}_f1": f1, f"{name}_precision": precision, f"{name}_recall": recall}


Alike = Callable[[Spans, Spans], bool]
Pair = Callable[[dict[str, Spans], dict[str, Spans]], bool | None]


def _of(part: str, alike: Alike) -> Pair:
    """Whether two attributions agree in one part; None where the first lacks it."""
    return lambda a, b: alike(a[part], b[part]) if a[part] else None


def _all(alike: Alike) -> Pair:
    return lambda a, b: all((not a[p] and not b[p]) or alike(a[p], b[p]) for p in _PARTS)


def _matched(
    gold: list[dict[str, Spans]],
    guessed: list[dict[str, Spans]],
    pair: Pair,
    counts: Callable[[dict[str, Spans]], bool] = lambda a: True,
) -> tuple[int, int, int, int]:
    """Of `gold` how many are met, of how many; of `guessed` how many are right, of how many.

    Each is matched at most once, in order. `counts` says which are counted; the others may
    still be matched, so that a mark on one side only is no error of its own.
    """
    taken: set[int] = set()
    met: dict[int, int] = {}
    for i, truth in enumerate(gold):
        for j, guess in enumerate(guessed):
            if j not in taken and pair(truth, guess):
                taken.add(j)
                met[i] = j
                break
    golds = [i for i, a in enumerate(gold) if counts(a) and pair(a, a) is not None]
    guesses = [j for j, a in enumerate(guessed) if counts(a) and pair(a, a) is not None]
    return sum(i in met for i in golds), len(golds), sum(j in taken for j in guesses), len(guesses)


def _has_mark(text: str) -> Callable[[dict[str, Spans]], bool]:
    return lambda a: any(_MARK.search(text, start, end) for start, end in a["content"])


def _same(a: Spans, b: Spans) -> bool:
    return sorted(map(tuple, a)) == sorted(map(tuple, b))


def _overlap(a: Spans, b: Spans) -> bool:
    """Whether the characters of two lists of spans overlap by half.

    >>> _overlap([[0, 10]], [[4, 12]]), _overlap([[0, 10]], [[8, 20]])
    (True, False)
    """
    shared = sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)
    union = sum(e - s for s, e in a) + sum(e - s for s, e in b) - shared
    return union > 0 and shared / union >= _HALF


def joined(text: str, quotes: Iterable[Any]) -> list[dict[str, Spans]]:
    """Quotations as attributions: stretches that share cue and speaker are one."""
    found: dict[Any, dict[str, Spans]] = {}
    for quote in quotes:
        key = (quote.cue, quote.speaker) if quote.cue else quote.content
        one = found.setdefault(key, {"source": [], "cue": [], "content": []})
        one["content"] += _around(text, quote.content, [quote.cue, quote.speaker])
        one["cue"] = [list(quote.cue)] if quote.cue else []
        one["source"] = [list(quote.speaker)] if quote.speaker else []
    return list(found.values())


def _around(text: str, content: Any, told: Iterable[Any]) -> Spans:
    """The content without the cue and speaker that stand in its midst, as people mark it.

    >>> _around("The road, Lee said, is open", (0, 27), [(14, 18), (10, 13)])
    [[0, 8], [20, 27]]
    """
    start, end = content
    within = [span for span in told if span and start < span[0] and span[1] < end]
    if not within:
        return [[start, end]]
    first, last = min(span[0] for span in within), max(span[1] for span in within)
    before, behind = text[start:first].rstrip(_PARTING), text[last:end].lstrip(_PARTING)
    return [[start, start + len(before)], [end - len(behind), end]]
