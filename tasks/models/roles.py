"""The role of each line: two linear models, the second of which knows what the first made of its neighbours.

The first sees a line's own words and typography; the second adds the first one's probabilities
for two lines before and behind. Sequence at the price of two matrix products (stacked sequential
learning: Cohen and Carvalho, IJCAI 2005).
"""

import re
import zlib
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from tasks.models.registry import Bundle, load
from tasks.schemas import ROLES
from tasks.text import roles_features

TASK = "roles"
LONGEST = 200  # characters; longer lines are prose
_FIGURES = re.compile(r"\d+")
REACH = (1, 2, -1, -2, -3)  # lines back (and, below zero, ahead) whose first guess the second sees


class Lines:
    """Lines of many documents as numbers.

    own: lines × features. words: the bag of each line. document: the number of each line's text.
    furniture: sorted hashes of lines that stand in many articles, from training.
    """

    def __init__(self, documents: Sequence[Sequence[str]], furniture: np.ndarray) -> None:
        lines = [line for document in documents for line in document]
        common = np.isin(np.array([line_hash(line) for line in lines], np.uint32), furniture)
        self.own = np.column_stack([roles_features.features(documents), common.astype(np.float32)])
        self.furniture = furniture
        self.words = [roles_features.words(line) for line in lines]
        self.document = np.repeat(np.arange(len(documents)), [len(lines) for lines in documents])

    def __len__(self) -> int:
        return len(self.words)


def line_hash(line: str) -> int:
    """One number for lines that differ in case and figures only.

    >>> line_hash("Photos: 10 big storms") == line_hash("PHOTOS: 9 big storms")
    True
    """
    if len(line) >= LONGEST:
        return 0
    return zlib.crc32(_FIGURES.sub("0", line.lower()).encode())


def label(documents: Sequence[Sequence[str]], bundle: Bundle | None = None) -> list[list[str]]:
    """The role of every line of every document; lines come without blank ones."""
    bundle = bundle or load(TASK, roles_features.VERSION)
    lines = Lines(documents, bundle.arrays["furniture"])
    best = second(bundle, lines, first(bundle, lines)).argmax(axis=1)
    roles = iter([ROLES[i] for i in best])
    return [[next(roles) for _ in document] for document in documents]


def first(bundle: Bundle, lines: Lines) -> np.ndarray:
    """Probabilities, lines × ROLES, from each line and its place alone."""
    scores = lines.own @ bundle.arrays["own"] + bundle.arrays["bias"]
    known = {word: i for i, word in enumerate(bundle.arrays["vocabulary"].tolist())}
    hits = [{known[word] for word in words if word in known} for words in lines.words]
    rows = np.repeat(np.arange(len(hits)), [len(hit) for hit in hits])
    columns = np.fromiter((i for hit in hits for i in sorted(hit)), np.int64, len(rows))
    bag = csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), (len(hits), len(known)))
    return _softmax(scores + bag @ bundle.arrays["words"].astype(np.float32))


def second(bundle: Bundle, lines: Lines, guess: np.ndarray) -> np.ndarray:
    """Probabilities, lines × ROLES, with the first guess at the line and its neighbours."""
    return _softmax(context(lines, guess) @ bundle.arrays["second"] + bundle.arrays["second_bias"])


def context(lines: Lines, guess: np.ndarray) -> np.ndarray:
    """What the second model sees: own numbers, near lines' numbers, first guesses around."""
    near = [shifted(lines.own, lines.document, by) for by in (1, -1)]
    around = [shifted(guess, lines.document, by) for by in REACH]
    return np.hstack([lines.own, *near, guess, *around])


def shifted(values: np.ndarray, document: np.ndarray, by: int) -> np.ndarray:
    """The rows `by` lines earlier (later below zero), zero across documents.

    >>> shifted(np.array([[1.0], [2.0], [3.0]]), np.array([0, 0, 1]), 1).ravel().tolist()
    [0.0, 1.0, 0.0]
    """
    moved = np.roll(values, by, axis=0)
    other = np.roll(document, by) != document
    if by > 0:
        other[:by] = True
    else:
        other[by:] = True
    moved[other] = 0
    return moved


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers: np.ndarray = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-1e30))
    powers /= powers.sum(axis=1, keepdims=True)
    return powers
