"""Word vectors learnt from the news corpus: what each word is like, from the company it keeps.

Made by `tasks.models.train_vectors`; stored as bytes with one scale a word.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tasks.models import registry

FEATURES = "vectors-1"


@dataclass(frozen=True)
class Vectors:
    """Words and their vectors.

    index: word → row. matrix: float32 (V, d), rows of length about 1. counts: int64 (V,),
    how often each word stands in the corpus; words are sorted by it, falling.
    """

    index: dict[str, int]
    matrix: NDArray[np.float32]
    counts: NDArray[np.int64]
    model_id: str = ""

    def ids(self, words: list[str]) -> NDArray[np.int32]:
        """The row of each word, -1 for a word that is not known."""
        return np.array([self.index.get(word, -1) for word in words], dtype=np.int32)

    def nearest(self, word: str, top: int = 10) -> list[tuple[str, float]]:
        """The words most like `word` with their cosine; KeyError where it is not known."""
        cosines = self.matrix @ self.matrix[self.index[word]]
        names = list(self.index)
        return [(names[row], float(cosines[row])) for row in np.argsort(-cosines)[1 : top + 1]]


def quantised(matrix: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    """A matrix as signed bytes and one float16 scale a row, about 0.4 % of a row's largest value.

    >>> arrays = quantised(np.array([[0.5, -1.0]], dtype=np.float32))
    >>> restored(arrays).round(2).tolist()
    [[0.5, -1.0]]
    """
    scale = (np.abs(matrix).max(axis=1) / 127).astype(np.float16)
    # A scale rounded down to half precision may push the largest value past 127.
    steps = np.rint(matrix / np.maximum(scale.astype(np.float32), 1e-7)[:, None])
    return {"bytes": np.clip(steps, -127, 127).astype(np.int8), "scale": scale}


def restored(arrays: dict[str, NDArray[np.generic]]) -> NDArray[np.float32]:
    """The float32 matrix that `quantised` stored, to its precision."""
    scale = arrays["scale"].astype(np.float32)[:, None]
    # Rows are gathered one by one: each must lie in one piece.
    return np.ascontiguousarray(arrays["bytes"].astype(np.float32) * scale)


@cache
def load() -> Vectors:
    """The live vectors; UserError where there are none or they do not fit this code."""
    bundle = registry.load("vectors", FEATURES)
    names = bundle.arrays["words"].tobytes().decode("utf-8").split("\n")
    index = {name: row for row, name in enumerate(names)}
    return Vectors(index, restored(bundle.arrays), bundle.arrays["counts"], bundle.model_id)
