"""Exact overlap of two texts' shingles, in both directions, and whether their numbers agree."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tasks.articles.shingles import NOTHING, TEXTS_AT_ONCE, WORDS, Hashes, Words, shingles, words

# Shingles with a number, of two texts, before numbers alone decide: four or five numbers.
FEW_NUMBERS = 20
# Below this containment a pair is no copy whatever its numbers say.
WORTH_COUNTING = 0.25
# Above this it is a copy whatever of it is quotation.
SURE = 0.7
THREADS = 2
QUOTED = re.compile('“[^”\n]{1,2000}[”\n]|"[^"\n]{1,2000}["\n]')


class Sets(NamedTuple):
    """A text's shingles, sorted, each once: all; those that hold a number; these, numbers masked."""

    all: Hashes
    numbered: Hashes
    masked: Hashes


def overlaps(pairs: pd.DataFrame, texts: dict[int, str]) -> pd.DataFrame:
    """Pairs (later, earlier) with similarity, containment and agreement beside them.

    texts: the bodies by number; what agencies and desks add in notes and credits is no body.

    similarity: shared shingles over all (Jaccard). later_share, earlier_share: shared over that
    text's own. containment: the larger of the two, which is the smaller text's.
    agreement: of the shared passages that hold numbers, the share whose numbers are equal; a
    template filled anew, as a market report is, has the words in common and not the numbers.
    narrated: containment of what stands outside quotation marks; reports of one event by two
    outlets share what was said, copies share the telling. Counted only where it could matter.
    """
    sets = _sets(texts)
    rows = [
        _overlap(sets[later].all, sets[earlier].all)
        for later, earlier in zip(pairs["later"], pairs["earlier"], strict=True)
    ]
    names = ["similarity", "later_share", "earlier_share"]
    found = pd.DataFrame(rows, columns=names, index=pairs.index, dtype=float)
    found["containment"] = found[["later_share", "earlier_share"]].max(axis=1)
    alike = pairs[found["containment"] >= WORTH_COUNTING]
    doubtful = pairs[found["containment"].between(WORTH_COUNTING, SURE)]
    found["agreement"] = _agreements(alike, sets)
    found["narrated"] = _narrated(doubtful, texts)
    found = found.fillna({"agreement": 1.0}).fillna({"narrated": found["containment"]})
    return pairs.join(found)


def _sets(texts: dict[int, str]) -> dict[int, Sets]:
    """The sets of every text, hashed a few hundred texts at a time to bound what is held at once."""
    keys = list(texts)
    batches = [keys[start : start + TEXTS_AT_ONCE] for start in range(0, len(keys), TEXTS_AT_ONCE)]
    # numpy lets go of the interpreter in long loops, and linking has the machine to itself.
    with ThreadPoolExecutor(THREADS) as threads:
        found = threads.map(lambda batch: _batch([texts[key] for key in batch]), batches)
        return {
            key: sets
            for batch, made in zip(batches, found, strict=True)
            for key, sets in zip(batch, made, strict=True)
        }


def _batch(texts: list[str]) -> list[Sets]:
    found = words(texts)
    plain, masked, inside = shingles(found), shingles(found, masked=True), _holds_number(found)
    whole = plain != NOTHING
    sets = []
    for start, end in zip(found.starts[:-1], found.starts[1:], strict=True):
        kept = whole[start:end]
        numbered = kept & inside[start:end]
        sets.append(
            Sets(
                _unique(plain[start:end][kept]),
                _unique(plain[start:end][numbered]),
                _unique(masked[start:end][numbered]),
            )
        )
    return sets


def _unique(values: Hashes) -> Hashes:
    """Sorted, each once; numpy's own way asks more of small arrays."""
    values = np.sort(values)
    return values[np.concatenate(([True], values[1:] != values[:-1]))] if len(values) else values


def _overlap(one: Hashes, other: Hashes) -> tuple[float, float, float]:
    shared = _common(one, other)
    if not shared:
        return 0.0, 0.0, 0.0
    return shared / (len(one) + len(other) - shared), shared / len(one), shared / len(other)


def _agreements(pairs: pd.DataFrame, sets: dict[int, Sets]) -> pd.Series:
    rows = [
        _agreement(sets[later], sets[earlier])
        for later, earlier in zip(pairs["later"], pairs["earlier"], strict=True)
    ]
    return pd.Series(rows, index=pairs.index, dtype=float)


def _narrated(pairs: pd.DataFrame, texts: dict[int, str]) -> pd.Series:
    wanted = sorted({*pairs["later"], *pairs["earlier"]})
    sets = _sets({key: QUOTED.sub(" ", texts[key]) for key in wanted})
    rows = [
        max(_overlap(sets[later].all, sets[earlier].all)[1:])
        for later, earlier in zip(pairs["later"], pairs["earlier"], strict=True)
    ]
    return pd.Series(rows, index=pairs.index, dtype=float)


def _agreement(one: Sets, other: Sets) -> float:
    alike, same = _common(one.masked, other.masked), _common(one.numbered, other.numbered)
    return 1.0 - max(0, alike - same) / max(alike, FEW_NUMBERS)


def _holds_number(found: Words) -> NDArray[np.bool_]:
    """Whether one of a shingle's words is a number."""
    counts = np.concatenate(([0], np.cumsum(found.numbers)))
    places = np.arange(len(found.numbers))
    last = np.minimum(places + WORDS, len(found.numbers))
    return np.asarray(counts[last] > counts[places])


def _common(one: Hashes, other: Hashes) -> int:
    """How many hashes two sorted arrays without repeats share."""
    if len(one) > len(other):
        one, other = other, one
    if not len(one):
        return 0
    places = np.searchsorted(other, one)
    places[places == len(other)] = 0
    return int(np.count_nonzero(other[places] == one))
