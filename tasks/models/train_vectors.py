"""Learn word vectors: positive pointwise mutual information, factored by a truncated SVD.

The recipe and its constants (context counts raised to .75, square roots of the eigenvalues) are
those of Levy, Goldberg and Dagan, "Improving Distributional Similarity with Lessons Learned from
Word Embeddings", TACL 2015.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import eigsh

from tasks.models import cards
from tasks.models.registry import Bundle
from tasks.models.vectors import FEATURES, quantised
from tasks.models.words import words

VOCABULARY, DIMENSIONS, WINDOW = 28_000, 200, 5
SMOOTHING = 0.75
# Very frequent words are thinned before windows are drawn (Mikolov et al. 2013, t = 1e-4).
THIN = 1e-4
CHUNK = 2_000


def train(data: Path, extra_labels: Sequence[Path] = (), version: str = "2026-11-22") -> Bundle:
    """Vectors from `data/corpus/allsides.parquet`; the same file gives the same bytes."""
    del extra_labels  # vectors learn from text alone
    corpus = data / "corpus" / "allsides.parquet"
    counts = Counter(word for text in texts(corpus) for word in words(text))
    common = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:VOCABULARY]
    index = {word: row for row, (word, _) in enumerate(common)}
    frequency = np.array([count for _, count in common], dtype=np.int64)
    matrix = factors(ppmi(company(texts(corpus), index, frequency)))
    arrays = quantised(matrix) | {
        "words": np.frombuffer("\n".join(index).encode("utf-8"), dtype=np.uint8),
        "counts": frequency,
    }
    return Bundle("vectors", version, FEATURES, arrays, {"window": WINDOW}, card(corpus, counts))


def texts(corpus: Path) -> Iterator[str]:
    """Headline and text of each article of the corpus."""
    for batch in pq.ParquetFile(corpus).iter_batches(1000, columns=["title", "text"]):
        for row in batch.to_pylist():
            yield f"{row['title'] or ''}\n{row['text'] or ''}"


def company(
    articles: Iterable[str], index: dict[str, int], frequency: NDArray[np.int64]
) -> sparse.csr_matrix:
    """(V, V) symmetric counts of words within WINDOW words of each other, nearer ones weighing more."""
    generator = np.random.default_rng(0)
    keep = np.minimum(1.0, np.sqrt(THIN * frequency.sum() / frequency))
    size, iterator = len(index), iter(articles)
    total = sparse.csr_matrix((size, size), dtype=np.float32)
    while chunk := list(islice(iterator, CHUNK)):
        tokens = np.concatenate([_thinned(text, index, keep, generator) for text in chunk])
        total = total + _windows(tokens, size)
    return total + total.T


def _thinned(
    text: str, index: dict[str, int], keep: NDArray[np.float64], generator: np.random.Generator
) -> NDArray[np.int64]:
    """Known words of a text as rows, frequent ones thinned, with a gap of -1 at its end."""
    tokens = np.array(
        [row for word in words(text) if (row := index.get(word)) is not None], np.int64
    )
    tokens = tokens[generator.random(len(tokens)) < keep[tokens]]
    return np.append(tokens, np.full(WINDOW, -1))


def _windows(tokens: NDArray[np.int64], size: int) -> sparse.csr_matrix:
    counts = sparse.csr_matrix((size, size), dtype=np.float32)
    for distance in range(1, WINDOW + 1):
        left, right = tokens[:-distance], tokens[distance:]
        both = (left >= 0) & (right >= 0)
        weight = np.full(int(both.sum()), (WINDOW + 1 - distance) / WINDOW, dtype=np.float32)
        counts = counts + sparse.csr_matrix((weight, (left[both], right[both])), shape=(size, size))
    return counts


def ppmi(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Positive pointwise mutual information, contexts smoothed, made symmetric by its mean."""
    cells = counts.tocoo()
    word = np.asarray(counts.sum(axis=1)).ravel()
    context = word**SMOOTHING
    information = np.log(
        cells.data * context.sum() / (word[cells.row] * context[cells.col] + 1e-12)
    )
    positive = np.maximum(information, 0).astype(np.float32)
    matrix = sparse.csr_matrix((positive, (cells.row, cells.col)), shape=counts.shape)
    matrix.eliminate_zeros()
    return (matrix + matrix.T) * np.float32(0.5)


def factors(matrix: sparse.csr_matrix, dimensions: int = DIMENSIONS) -> NDArray[np.float32]:
    """Rows of length 1 whose products follow `matrix`: eigenvectors times roots of eigenvalues."""
    start = np.random.default_rng(0).standard_normal(matrix.shape[0]).astype(np.float32)
    values, vectors = eigsh(matrix, k=dimensions, which="LA", v0=start, tol=1e-3)
    order = np.argsort(-values)
    rows = vectors[:, order] * np.sqrt(np.maximum(values[order], 0))
    # An eigenvector's sign is chance: its largest entry is made positive.
    rows *= np.sign(rows[np.abs(rows).argmax(axis=0), np.arange(dimensions)])
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.maximum(lengths, 1e-9)).astype(np.float32)


def card(corpus: Path, counts: Counter[str]) -> dict[str, object]:
    """What the vectors are and learnt from."""
    return {
        "what": "200-dimensional vectors of the 28,000 commonest words of English news",
        "method": "PPMI over a five-word window, truncated eigendecomposition, signed bytes",
        "data": [
            {
                "file": "corpus/allsides.parquet",
                "licence": "Apache-2.0 on the compilation; texts third-party, not included",
                "rows": pq.ParquetFile(corpus).metadata.num_rows,
                "sha256": hashlib.sha256(corpus.read_bytes()).hexdigest(),
            }
        ],
        "words_read": counts.total(),
        "libraries": cards.libraries(),
        "use": "features for topics, stance and claims; nearness of topic and of syntax alike",
        "known_failures": ["opposites stand close together: praised beside criticised"],
    }
