"""Names held against people's: rows with `entities`, predictions beside them."""

from typing import Any

import pandas as pd

from tasks.articles.segment import bare_segments, read_all
from tasks.schemas import ACTOR_TYPES


def predict(rows: pd.DataFrame) -> pd.DataFrame:
    """`rows` (`text`) with `predicted`: names as a night finds them, [start, end, type]."""
    texts = rows["text"].tolist()
    found = [[list(name) for name in read.names] for read in read_all(texts, bare_segments(texts))]
    return rows.assign(predicted=pd.Series(found, index=rows.index, dtype=object))


def scores(predicted: pd.DataFrame) -> dict[str, float]:
    """The `entities` keys of the evaluation formats, from `entities` and `predicted`.

    A name is right if its span and type are; only PER, ORG and LOC are counted.
    """
    gold = _spans(predicted["entities"])
    guessed = _spans(predicted["predicted"])
    out = {"f1": _f1(gold, guessed), "span_f1": _f1(_untyped(gold), _untyped(guessed))}
    for kind in ACTOR_TYPES:
        out[f"f1_{kind}"] = _f1(_only(gold, kind), _only(guessed, kind))
    return out


Spans = set[tuple[int, int, int, str]]


def _spans(column: "pd.Series[Any]") -> Spans:
    spans = ((row, *span) for row, found in enumerate(column) for span in found)
    return {(row, start, end, kind) for row, start, end, kind in spans if kind in ACTOR_TYPES}


def _untyped(spans: Spans) -> Spans:
    return {(row, start, end, "") for row, start, end, _ in spans}


def _only(spans: Spans, kind: str) -> Spans:
    return {span for span in spans if span[3] == kind}


def _f1(gold: Spans, guessed: Spans) -> float:
    """Harmonic mean of precision and recall; 0 where nothing is right.

    >>> _f1({(0, 1, 2, "PER")}, {(0, 1, 2, "PER"), (0, 4, 5, "LOC")})
    0.6666666666666666
    """
    right = len(gold & guessed)
    return 2 * right / (len(gold) + len(guessed)) if right else 0.0
