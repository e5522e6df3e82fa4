"""Classes of words by the company they keep, counted in the corpus: for words no list holds.

Positive pointwise mutual information of each word with the commonest words around it, reduced by
a truncated SVD (Bullinaria and Levy 2012), clustered by k-means into a coarse and a fine class.
"""

from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

from tasks.text.tokens import tokenize

WORDS, LEAST, COMPANY, LONGEST = 60_000, 12, 3_000, 25
COARSE, FINE, DIMENSIONS = 256, 1000, 64
# Nearer company says more.
_WINDOW = ((-1, 1.0), (1, 1.0), (-2, 0.5), (2, 0.5))
# Levy, Goldberg and Dagan (2015): smoothing the context's frequency by this power.
_SMOOTH = 0.75


def learn(texts: Iterable[str]) -> dict[str, int]:
    """Word, as printed → its coarse class in the upper 16 bits and its fine one below, from 1."""
    words, ids = _numbered(texts)
    counts = np.bincount(ids, minlength=len(words))
    frequent = np.argsort(-counts, kind="stable")[:WORDS].tolist()
    kept = [one for one in frequent if counts[one] >= LEAST and _wordlike(words[one])]
    vectors = _vectors(_company(ids, words, kept, frequent))
    coarse, fine = (_clusters(vectors, size) for size in (COARSE, FINE))
    return {
        words[one]: int(upper + 1) << 16 | int(lower + 1)
        for one, upper, lower in zip(kept, coarse, fine, strict=True)
    }


def _wordlike(word: str) -> bool:
    return len(word) < LONGEST and any(map(str.isalpha, word))


def _numbered(texts: Iterable[str]) -> tuple[list[str], np.ndarray]:
    numbers: dict[str, int] = {}
    found = [
        np.array(
            [numbers.setdefault(word, len(numbers)) for word in tokenize(text).words], np.int32
        )
        for text in texts
    ]
    return list(numbers), np.concatenate([np.zeros(0, np.int32), *found])


def _company(ids: np.ndarray, words: list[str], kept: list[int], frequent: list[int]) -> csr_matrix:
    """Counts of each kept word with each common word, by place: (kept, places × common)."""
    row_of = np.full(len(words), -1, np.int64)
    row_of[kept] = np.arange(len(kept))
    common = dict.fromkeys(words[one].lower() for one in frequent[: COMPANY + COMPANY // 3])
    number = {word: place for place, word in enumerate(list(common)[:COMPANY])}
    column_of = np.array([number.get(word.lower(), -1) for word in words], np.int64)
    rows, columns = row_of[ids], column_of[ids]
    return hstack([_pairs(rows, columns, by, len(kept)) * share for by, share in _WINDOW]).tocoo()


def _pairs(rows: np.ndarray, columns: np.ndarray, by: int, size: int) -> csr_matrix:
    here, there = (rows[:-by], columns[by:]) if by > 0 else (rows[-by:], columns[:by])
    both = (here >= 0) & (there >= 0)
    keys, counts = np.unique(here[both] * COMPANY + there[both], return_counts=True)
    places = keys // COMPANY, keys % COMPANY
    return csr_matrix((counts.astype(np.float64), places), (size, COMPANY))


def _vectors(counts: csr_matrix) -> np.ndarray:
    total = counts.data.sum()
    of_row = np.bincount(counts.row, counts.data, counts.shape[0])
    of_column = np.bincount(counts.col, counts.data, counts.shape[1]) ** _SMOOTH
    expected = of_row[counts.row] * of_column[counts.col] / of_column.sum()
    values = np.maximum(np.log(counts.data / expected), 0) if total else counts.data
    table = csr_matrix((values, (counts.row, counts.col)), counts.shape)
    left, strength, _ = randomized_svd(table, DIMENSIONS, n_iter=3, random_state=0)
    vectors = left * np.sqrt(strength)
    return np.asarray(vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9))


def _clusters(vectors: np.ndarray, size: int) -> np.ndarray:
    model = MiniBatchKMeans(size, random_state=0, batch_size=4096, n_init=1, max_iter=30)
    return np.asarray(model.fit_predict(vectors))
