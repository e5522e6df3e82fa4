"""Vectors: stored as bytes, near in meaning where words keep the same company."""

import numpy as np
from hypothesis import given
from hypothesis.extra.numpy import arrays
from scipy import sparse

from tasks.models import train_vectors, vectors


@given(arrays(np.float32, (4, 6), elements={"min_value": -1, "max_value": 1}))
def test_bytes_keep_each_row_to_a_hundredth_of_its_largest(matrix):
    kept = vectors.restored(vectors.quantised(matrix))
    largest = np.abs(matrix).max(axis=1, keepdims=True)
    assert (np.abs(kept - matrix) <= np.maximum(0.01 * largest, 1e-4)).all()


def test_unknown_words_have_no_row():
    known = vectors.load()
    assert known.ids(["truce", "zzqx"]).tolist() == [known.index["truce"], -1]


def test_like_stands_near_like():
    near = dict(vectors.load().nearest("ceasefire", top=10))
    assert "truce" in near
    assert "football" not in near


def test_information_is_positive_and_symmetric():
    counts = sparse.csr_matrix(np.array([[0, 4, 0], [4, 0, 1], [0, 1, 0]], dtype=np.float32))
    matrix = train_vectors.ppmi(counts).toarray()
    assert (matrix >= 0).all()
    assert np.allclose(matrix, matrix.T)


def test_words_of_one_company_get_like_vectors(monkeypatch):
    texts = ["red apple pie", "red cherry pie", "fast car race", "fast bike race"] * 30
    texts += ["the old pie won the race"] * 5
    index = {word: n for n, word in enumerate(sorted({w for t in texts for w in t.split()}))}
    frequency = np.array([sum(word in t.split() for t in texts) for word in index], dtype=np.int64)
    # So few words are all frequent; none shall be thinned.
    monkeypatch.setattr(train_vectors, "THIN", 1e9)
    counts = train_vectors.company(texts, index, frequency)
    rows = train_vectors.factors(train_vectors.ppmi(counts), dimensions=4)
    like, unlike = (
        rows[index["apple"]] @ rows[index["cherry"]],
        rows[index["apple"]] @ rows[index["bike"]],
    )
    assert like > 0.9 > unlike
