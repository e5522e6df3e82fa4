"""What topics are judged by: weighted words and pairs of words, and averages of word vectors.

A document is a title and a body. Title words weigh TITLE times and the first LEAD words of the
body twice, since news says first what it is about; words past WORDS add time, not knowledge.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tasks.models import vectors
from tasks.models.words import words

FEATURES = "topics-1"
TITLE, LEAD, WORDS = 3.0, 120, 800
PAIRS = 1 << 16
STORY_ROLES = ("body", "subhead", "pullquote")
# Headlines and bodies are cut before they are split into words: one endless line stays cheap.
TITLE_CHARACTERS, BODY_CHARACTERS = 500, 6_000


@dataclass(frozen=True)
class Documents:
    """Words of a batch as numbers: rows of the vectors, or past them a hash of an unknown word.

    ids: all words, title before body, document after document. document: whose each is.
    weight: how much each counts. place: its place in its body, -1 in a title.
    """

    size: int
    ids: NDArray[np.int64]
    document: NDArray[np.int64]
    weight: NDArray[np.float32]
    place: NDArray[np.int64]


def bodies(articles: pd.DataFrame, segments: pd.DataFrame) -> list[str]:
    """The story of each article, in their order: its body, subheads and pull quotes, nothing else."""
    parts: dict[str, list[str]] = {article: [] for article in articles["article_id"]}
    asked = segments["article_id"].isin(articles["article_id"])
    story = segments[asked & segments["role"].isin(STORY_ROLES)]
    for article, text in zip(story["article_id"].tolist(), story["text"].tolist(), strict=True):
        parts[article].append(text)
    return ["\n".join(parts[article]) for article in articles["article_id"]]


def read(titles: Sequence[str | None], texts: Sequence[str]) -> Documents:
    """Titles and bodies as words; `titles[i]` and `texts[i]` are one document."""
    index = vectors.load().index
    rows: list[list[int]] = []
    sizes: list[tuple[int, int]] = []
    for title, text in zip(titles, texts, strict=True):
        head = _numbered(words((title or "")[:TITLE_CHARACTERS]), index)
        body = _numbered(words(text[:BODY_CHARACTERS])[:WORDS], index)
        rows += head, body
        sizes.append((len(head), len(body)))
    ids = np.array([row for part in rows for row in part], dtype=np.int64)
    return Documents(len(sizes), ids, *_laid_out(np.array(sizes, dtype=np.int64).reshape(-1, 2)))


def _numbered(found: list[str], index: dict[str, int]) -> list[int]:
    size = len(index)
    return [
        index[word] if word in index else size + crc32(word.encode("utf-8")) % PAIRS
        for word in found
    ]


def _laid_out(
    sizes: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.int64]]:
    """Document, weight and place of each word, from (n, 2) lengths of titles and bodies."""
    lengths = sizes.ravel()
    part = np.repeat(np.arange(len(lengths)), lengths)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]) if len(lengths) else lengths
    place = np.where(part % 2 == 1, np.arange(len(part)) - starts[part], -1)
    weight = np.where(place < 0, TITLE, np.where(place < LEAD, 2.0, 1.0)).astype(np.float32)
    return part // 2, weight, place


def counts(documents: Documents) -> sparse.csr_matrix:
    """(n, V + PAIRS) weighted counts: known words first, then unknown ones and pairs hashed."""
    size = len(vectors.load().index)
    ids, document = documents.ids, documents.document
    known = ids < size
    # A title's last word and its body's first are no neighbours; nor are two documents'.
    beside = (np.diff(document) == 0) & known[1:] & known[:-1] & (documents.place[1:] != 0)
    pair = size + _hashed(ids[:-1][beside], ids[1:][beside])
    columns = np.concatenate([ids, pair])
    rows = np.concatenate([document, document[1:][beside]])
    weights = np.concatenate([documents.weight, documents.weight[1:][beside]])
    matrix = sparse.csr_matrix((weights, (rows, columns)), shape=(documents.size, size + PAIRS))
    matrix.sum_duplicates()
    return matrix


def _hashed(left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
    # Multiplicative hashing with Knuth's 2**32 / golden ratio; the high bits are the mixed ones.
    mixed = ((left * 1_000_003 + right).astype(np.uint64) * np.uint64(2_654_435_761)) >> np.uint64(
        13
    )
    return (mixed % np.uint64(PAIRS)).astype(np.int64)


def weighed(matrix: sparse.csr_matrix, idf: NDArray[np.float32]) -> sparse.csr_matrix:
    """Counts made features: logarithm, times `idf` (V + PAIRS,), rows of length 1."""
    result = sparse.csr_matrix(
        (np.log1p(matrix.data) * idf[matrix.indices], matrix.indices, matrix.indptr), matrix.shape
    )
    lengths = np.sqrt(np.asarray(result.multiply(result).sum(axis=1))).ravel()
    result.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(result.indptr)).astype(np.float32)
    return result


def averages(documents: Documents) -> NDArray[np.float32]:
    """(n, 3 d) mean vectors of title, lead and body, each of length 1 or all zero."""
    zones = [
        documents.place < 0,
        (documents.place >= 0) & (documents.place < LEAD),
        documents.place >= 0,
    ]
    return np.hstack([_average(documents, zone) for zone in zones])


def centre(averages: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, d) one vector of length 1 (or zero) a document, its three zones added up."""
    whole = averages.reshape(len(averages), 3, averages.shape[1] // 3).sum(axis=1)
    unit: NDArray[np.float32] = whole / np.maximum(
        np.linalg.norm(whole, axis=1, keepdims=True), 1e-9
    )
    return unit


def _average(documents: Documents, zone: NDArray[np.bool_]) -> NDArray[np.float32]:
    words_known = vectors.load()
    shape = (documents.size, len(words_known.index))
    chosen = zone & (documents.ids < shape[1])
    ids = documents.ids[chosen]
    bag = sparse.csr_matrix((rarity()[ids], (documents.document[chosen], ids)), shape=shape)
    mean = bag @ words_known.matrix
    lengths = np.linalg.norm(mean, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (mean / np.maximum(lengths, 1e-9)).astype(np.float32)
    return unit


def rarity() -> NDArray[np.float32]:
    """(V,) weight of each word in an average: information in nats beyond 5, so that "the" has none."""
    frequency = vectors.load().counts
    information = np.log(frequency.sum() / frequency) - 5.0
    return np.maximum(information, 0.05).astype(np.float32)


def names(documents: Documents, texts: Sequence[str]) -> dict[int, str]:
    """Column of `counts` → the word or pair of words of this one document that filled it.

    `texts` are the title and the text that `documents` was read from.
    """
    size = len(vectors.load().index)
    title, text = texts
    head = words(title[:TITLE_CHARACTERS])
    spelled = head + words(text[:BODY_CHARACTERS])[:WORDS]
    found = dict(zip(documents.ids.tolist(), spelled, strict=True))
    left, right = documents.ids[:-1], documents.ids[1:]
    for place in np.flatnonzero((left < size) & (right < size)).tolist():
        pair = size + int(_hashed(left[[place]], right[[place]])[0])
        found.setdefault(pair, f"{spelled[place]} {spelled[place + 1]}")
    return found
