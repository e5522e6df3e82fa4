"""Whether a text asserts, denies or merely reports: linear weights over its stems and pairs of stems."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import softmax

from tasks.models.claim_text import Text

Floats = NDArray[np.float64]
HEAD_WORDS = 150


class Manner(NamedTuple):
    """terms: sorted term numbers (t,); idf (t,); weight (t, 3); intercept (3,)."""

    terms: NDArray[np.int64]
    idf: NDArray[np.float32]
    weight: NDArray[np.float32]
    intercept: NDArray[np.float32]

    def __call__(self, texts: Sequence[Text]) -> Floats:
        """(n, 3) chances of MANNERS."""
        matrix = weighed(counted(texts, self.terms), self.idf)
        result: Floats = softmax(matrix @ self.weight + self.intercept, axis=1)
        return result

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """The numbers to store, their names begun with `name`."""
        return {
            f"{name}_terms": self.terms,
            f"{name}_idf": self.idf.astype(np.float16),
            f"{name}_weight": self.weight.astype(np.float16),
            f"{name}_intercept": self.intercept.astype(np.float32),
        }


def opened(arrays: dict[str, NDArray[Any]], name: str) -> Manner:
    """What `Manner.arrays(name)` stored."""
    parts = (arrays[f"{name}_{key}"] for key in ("idf", "weight", "intercept"))
    return Manner(arrays[f"{name}_terms"], *(part.astype(np.float32) for part in parts))


def terms(text: Text) -> NDArray[np.int64]:
    """Numbers of the stems and neighbouring pairs among a text's first HEAD_WORDS words."""
    ids = text.ids[:HEAD_WORDS]
    pairs = (ids[:-1] * 1_000_003 + ids[1:]) | (1 << 62)
    return np.concatenate([ids, pairs])


def counted(texts: Sequence[Text], known: NDArray[np.int64]) -> sparse.csr_matrix:
    """(n, t) how often each known term stands in each text; `known` is sorted."""
    found = [terms(text) for text in texts]
    row = np.repeat(np.arange(len(found)), [len(each) for each in found])
    every = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
    column = np.minimum(np.searchsorted(known, every), max(len(known) - 1, 0))
    inside = known[column] == every if len(known) else np.zeros(len(every), dtype=bool)
    ones = np.ones(int(inside.sum()), dtype=np.float32)
    matrix = sparse.csr_matrix(
        (ones, (row[inside], column[inside])), shape=(len(found), len(known))
    )
    matrix.sum_duplicates()
    return matrix


def weighed(matrix: sparse.csr_matrix, idf: NDArray[np.float32]) -> sparse.csr_matrix:
    """Logarithms of counts times `idf`, rows of length 1."""
    data = np.log1p(matrix.data) * idf[matrix.indices]
    result = sparse.csr_matrix((data, matrix.indices, matrix.indptr), matrix.shape)
    lengths = np.sqrt(np.asarray(result.multiply(result).sum(axis=1))).ravel()
    result.data = result.data / np.repeat(np.maximum(lengths, 1e-9), np.diff(result.indptr))
    return result
