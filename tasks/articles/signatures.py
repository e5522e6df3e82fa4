"""What linking joins on: fingerprints of the body that copies share, however they were cut.

Fingerprints are chosen by winnowing (Schleimer, Wilkerson & Aiken, SIGMOD 2003): of every WINDOW
shingles in a row the one with the smallest hash. Two texts that share WINDOW + 4 words in a row
share a fingerprint for certain, wherever in either text the passage stands; so a copy cut from
the end, or set among own paragraphs, is found as surely as a whole one, which minima over the
whole text (MinHash) would not promise.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tasks.articles.shingles import NOTHING, Hashes, body_hashes, shingles, words

# A window of 32 keeps about one shingle in sixteen. A power of two: see `window_minima`.
WINDOW = 32
# Bodies shorter than this repeat by chance ("Correction appended."), so they are not joined whole.
MIN_WORDS = 12
EXACT_BAND = 0


def sign(articles: pd.DataFrame) -> pd.DataFrame:
    """Frame `signatures` (article_id, band, hash) of a shard, sorted by article and band.

    articles: article_id, text, body_spans.
    Band 0 is the hash of the whole body; bands 1, 2, … its fingerprints in order of hash.
    """
    ids = articles["article_id"].to_numpy()
    found = words(body_texts(articles))
    owners, hashes = fingerprints(shingles(found), found.starts)
    long_enough = np.flatnonzero(np.diff(found.starts) >= MIN_WORDS)
    owners = np.concatenate((long_enough, owners))
    bands = np.concatenate(
        (np.zeros(len(long_enough), np.int64), _places(owners[len(long_enough) :]))
    )
    hashes = np.concatenate((body_hashes(found)[long_enough], hashes))
    order = np.lexsort((bands, owners))
    frame = pd.DataFrame(
        {
            "article_id": ids[owners[order]],
            "band": bands[order].astype(np.int32),
            "hash": hashes[order].view(np.int64),
        }
    )
    return frame.sort_values(["article_id", "band"], ignore_index=True)


def body_texts(articles: pd.DataFrame) -> list[str]:
    """Each article's body; articles: text, body_spans."""
    return [body_of(*row) for row in zip(articles["text"], articles["body_spans"], strict=True)]


def body_of(text: str, spans: Sequence[int] | None) -> str:
    """The body lines of a text, one below the other; the whole text where no line is body.

    spans: `articles.body_spans`, the start and end of each stretch of body lines in turn.

    >>> body_of("HARBOUR CITY\\nRain fell.\\nPhoto: Bell", [13, 23])
    'Rain fell.'
    """
    if spans is None or not len(spans):
        return text
    return "\n".join(text[start:end] for start, end in zip(spans[::2], spans[1::2], strict=True))


def fingerprints(values: Hashes, starts: NDArray[np.int64]) -> tuple[NDArray[np.int64], Hashes]:
    """The winnowed hashes of each text: its index and a hash, sorted by both, each pair once."""
    lengths = np.diff(starts)
    # A gap of a window between texts keeps every window inside one text, so that what an
    # article is signed with does not depend on its neighbours in the shard.
    owners = np.repeat(np.arange(len(lengths)), lengths)
    spread = np.full(len(values) + WINDOW * (len(lengths) + 1), NOTHING)
    at = np.arange(len(values)) + WINDOW * (owners + 1)
    spread[at] = values
    minima = window_minima(spread)
    fresh = np.flatnonzero(
        (minima != NOTHING) & (minima != np.concatenate(([NOTHING], minima[:-1])))
    )
    gaps = starts[:-1] + WINDOW * np.arange(1, len(lengths) + 1)
    # A window that starts in the gap before a text already belongs to that text.
    owner = np.searchsorted(gaps - WINDOW, fresh, side="right") - 1
    pairs = np.unique(np.stack((owner.astype(np.uint64), minima[fresh])), axis=1)
    return pairs[0].astype(np.int64), pairs[1]


def window_minima(values: Hashes) -> Hashes:
    """The smallest of each WINDOW values in a row, by doubling: one pass for each power of two."""
    width = 1
    while width < WINDOW and len(values) > width:
        values = np.minimum(values[:-width], values[width:])
        width *= 2
    return values


def _places(owners: NDArray[np.int64]) -> NDArray[np.int64]:
    """1, 2, 3 … within each run of the same owner."""
    first = np.searchsorted(owners, owners, side="left")
    return np.arange(len(owners)) - first + 1
