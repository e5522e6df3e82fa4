"""Exact overlap of two texts' shingles, in both directions, and whether their numbers agree."""

import re
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tasks.articles.shingles import NOTHING, WORDS, Hashes, Words, shingles, words

# Shingles with a number, of two texts, before numbers alone decide: four or five numbers.
FEW_NUMBERS = 20
# Below this containment a pair is no copy whatever its numbers say.
WORTH_COUNTING = 0.25
# Above this it is a copy whatever of it is quotation.
SURE = 0.7
QUOTED = re.compile('“[^”\n]{1,2000}[”\n]|"[^"\n]{1,2000}["\n]')


class Numbers(NamedTuple):
    """The shingles of a text that hold a number: as they are, and with the number masked."""

    plain: Hashes
    masked: Hashes


def overlaps(pairs: pd.DataFrame, texts: dict[int, str]) -> pd.DataFrame:
    """Pairs (later, earlier) with similarity, containment and agreement beside them.

    similarity: shared shingles over all (Jaccard). later_share, earlier_share: shared over that
    text's own. containment: the larger of the two, which is the smaller text's.
    agreement: of the shared passages that hold numbers, the share whose numbers are equal; a
    template filled anew, as a market report is, has the words in common and not the numbers.
    narrated: containment of what stands outside quotation marks; reports of one event by two
    outlets share what was said, copies share the telling. Counted only where it could matter.
    """
    sets = _plain_sets(texts)
    rows = [
        _overlap(sets[later], sets[earlier])
        for later, earlier in zip(pairs["later"], pairs["earlier"], strict=True)
    ]
    names = ["similarity", "later_share", "earlier_share"]
    found = pd.DataFrame(rows, columns=names, index=pairs.index, dtype=float)
    found["containment"] = found[["later_share", "earlier_share"]].max(axis=1)
    alike = pairs[found["containment"] >= WORTH_COUNTING]
    doubtful = pairs[found["containment"].between(WORTH_COUNTING, SURE)]
    found["agreement"] = _agreements(alike, texts)
    found["narrated"] = _narrated(doubtful, texts)
    found = found.fillna({"agreement": 1.0}).fillna({"narrated": found["containment"]})
    return pairs.join(found)


def _plain_sets(texts: dict[int, str]) -> dict[int, Hashes]:
    """Each text's shingles, sorted, each once."""
    found = words(list(texts.values()))
    values = shingles(found)
    parts = zip(texts, found.starts[:-1], found.starts[1:], strict=True)
    return {key: _unique(values[start:end]) for key, start, end in parts}


def _unique(values: Hashes) -> Hashes:
    return np.unique(values[values != NOTHING])


def _overlap(one: Hashes, other: Hashes) -> tuple[float, float, float]:
    shared = _common(one, other)
    if not shared:
        return 0.0, 0.0, 0.0
    return shared / (len(one) + len(other) - shared), shared / len(one), shared / len(other)


def _agreements(pairs: pd.DataFrame, texts: dict[int, str]) -> pd.Series:
    wanted = sorted({*pairs["later"], *pairs["earlier"]})
    numbers = _number_sets({key: texts[key] for key in wanted})
    rows = [
        _agreement(numbers[later], numbers[earlier])
        for later, earlier in zip(pairs["later"], pairs["earlier"], strict=True)
    ]
    return pd.Series(rows, index=pairs.index, dtype=float)


def _narrated(pairs: pd.DataFrame, texts: dict[int, str]) -> pd.Series:
    wanted = sorted({*pairs["later"], *pairs["earlier"]})
    sets = _plain_sets({key: QUOTED.sub(" ", texts[key]) for key in wanted})
    rows = [
        max(_overlap(sets[later], sets[earlier])[1:])
        for later, earlier in zip(pairs["later"], pairs["earlier"], strict=True)
    ]
    return pd.Series(rows, index=pairs.index, dtype=float)


def _agreement(one: Numbers, other: Numbers) -> float:
    alike, same = _common(one.masked, other.masked), _common(one.plain, other.plain)
    return 1.0 - max(0, alike - same) / max(alike, FEW_NUMBERS)


def _number_sets(texts: dict[int, str]) -> dict[int, Numbers]:
    found = words(list(texts.values()))
    inside = _holds_number(found)
    plain = np.where(inside, shingles(found), NOTHING)
    masked = np.where(inside, shingles(found, masked=True), NOTHING)
    parts = zip(texts, found.starts[:-1], found.starts[1:], strict=True)
    return {
        key: Numbers(_unique(plain[start:end]), _unique(masked[start:end]))
        for key, start, end in parts
    }


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
