"""Trains the line-role model from `eval/roles/plain_text.train` and scores it out of fold."""

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from tasks.models import cards, roles
from tasks.models.registry import Bundle
from tasks.models.roles import LONGEST, Lines, line_hash
from tasks.schemas import ROLES
from tasks.text import roles_features
from tasks.text.roles import sure_role

VERSION = "2026-11-22"
FOLDS = 5
_RARE = 2  # a word seen on fewer lines is not kept
_WORDS_SCALE = 0.5  # words weigh less than typography: there are many more of them
_FURNITURE_SEEN = 4  # articles that a line stands in
_FIRST, _SECOND = 1.0, 0.05  # inverse strength of the ridge penalties


def train(data: Path, extra_labels: Sequence[Path] = ()) -> Bundle:
    """The model of all labelled documents in `data` and `extra_labels`, with its card."""
    files = [data / "eval" / "roles" / "plain_text.train.jsonl.gz", *extra_labels]
    documents, truth = _read(files)
    furniture = common_lines(data / "corpus" / "allsides.parquet")
    lines = Lines(documents, furniture)
    return fit(lines, truth, _card(files, documents, lines, truth))


def fit(lines: Lines, truth: np.ndarray, card: dict[str, Any] | None = None) -> Bundle:
    """Both models of `lines` and their roles (indices into ROLES)."""
    guess = np.zeros((len(lines), len(ROLES)), np.float32)
    for learn, hold in _folds(lines, truth):
        guess[hold] = roles.first(_fit_first(lines, truth, learn), lines)[hold]
    base = _fit_first(lines, truth, np.arange(len(lines)))
    inputs = roles.context(lines, guess)
    scale = inputs.std(axis=0) + 1e-6
    weights, bias = _logistic(inputs / scale, truth, _SECOND)
    arrays = base.arrays | {"second": weights / scale[:, None], "second_bias": bias}
    arrays["furniture"] = lines.furniture
    return Bundle(
        roles.TASK,
        VERSION,
        roles_features.VERSION,
        _small(arrays),
        {"roles": list(ROLES)},
        card or {},
    )


def common_lines(corpus: Path) -> np.ndarray:
    """Sorted hashes of the lines that stand in many articles of the corpus: page furniture, mostly."""
    counts: Counter[int] = Counter()
    for batch in pq.ParquetFile(corpus).iter_batches(2000, columns=["text"]):
        for text in batch.column(0).to_pylist():
            lines = {line.strip() for line in text.split("\n")}
            counts.update({line_hash(line) for line in lines if 0 < len(line) < LONGEST})
    return np.array(sorted(n for n, count in counts.items() if count >= _FURNITURE_SEEN), np.uint32)


def out_of_fold(lines: Lines, truth: np.ndarray) -> np.ndarray:
    """Roles (indices) of every line by a model that saw no line of its document."""
    found = np.zeros(len(lines), int)
    for learn, hold in _folds(lines, truth):
        bundle = fit(_subset(lines, learn), truth[learn])
        part = _subset(lines, hold)
        found[hold] = roles.second(bundle, part, roles.first(bundle, part)).argmax(axis=1)
    return found


def _fit_first(lines: Lines, truth: np.ndarray, rows: np.ndarray) -> Bundle:
    counts = Counter(word for i in rows for word in set(lines.words[i]))
    vocabulary = sorted(word for word, count in counts.items() if count >= _RARE)
    known = {word: i for i, word in enumerate(vocabulary)}
    bag = np.zeros((len(rows), len(vocabulary)), np.float32)
    for row, i in enumerate(rows):
        bag[row, [known[word] for word in set(lines.words[i]) if word in known]] = _WORDS_SCALE
    own = lines.own[rows]
    scale = 2 * own.std(axis=0) + 1e-6
    weights, bias = _logistic(np.hstack([own / scale, bag]), truth[rows], _FIRST)
    width = own.shape[1]
    arrays = {
        "own": weights[:width] / scale[:, None],
        "words": weights[width:] * _WORDS_SCALE,
        "bias": bias,
        "vocabulary": np.array(vocabulary),
    }
    return Bundle(roles.TASK, VERSION, roles_features.VERSION, arrays)


def _logistic(
    inputs: np.ndarray, truth: np.ndarray, strength: float
) -> tuple[np.ndarray, np.ndarray]:
    """Weights, features × ROLES, and biases; a role the rows lack gets one no line can reach."""
    mean = inputs.mean(axis=0) * (inputs != 0).all(axis=0)
    model = LogisticRegression(C=strength, max_iter=300).fit(csr_matrix(inputs - mean), truth)
    weights = np.zeros((inputs.shape[1], len(ROLES)), np.float32)
    bias = np.full(len(ROLES), -1e3, np.float32)
    weights[:, model.classes_] = model.coef_.T
    bias[model.classes_] = model.intercept_ - model.coef_ @ mean
    return weights, bias


def _folds(lines: Lines, truth: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    return list(GroupKFold(FOLDS).split(truth, truth, lines.document))


def _subset(lines: Lines, rows: np.ndarray) -> Lines:
    part = Lines([], lines.furniture)
    part.own, part.document = lines.own[rows], lines.document[rows]
    part.words = [lines.words[i] for i in rows]
    return part


def _small(arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {
        name: values.astype(np.float16) if name == "words" else values
        for name, values in arrays.items()
    }


def _read(files: Sequence[Path]) -> tuple[list[list[str]], np.ndarray]:
    documents: list[list[str]] = []
    truth: list[int] = []
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as opened:
            for row in map(json.loads, opened):
                pairs = [
                    (line, role)
                    for line, role in zip(row["lines"], row["roles"], strict=True)
                    if role
                ]
                documents.append([line for line, _ in pairs])
                truth.extend(ROLES.index(role) for _, role in pairs)
    return documents, np.array(truth)


def _card(
    files: Sequence[Path], documents: list[list[str]], lines: Lines, truth: np.ndarray
) -> dict[str, Any]:
    return {
        "data": cards.sources(files, "labels are this project's own; no text is kept"),
        "documents": len(documents),
        "lines": len(truth),
        "furniture": f"hashes of {len(lines.furniture)} lines that stand in {_FURNITURE_SEEN} or more "
        "articles of corpus/allsides.parquet",
        "scores": _scores(documents, lines, truth),
        "libraries": cards.libraries(),
        "intended_use": "Roles of lines in plain-text news articles, mostly in English.",
        "known_failures": [
            "Captions without a credit, a shape word or a dated place read as body.",
            "Decks above the first paragraph and pull quotes that repeat nothing read as body.",
            "Short labels (WINNER: …, a name and its outlet) read as boilerplate.",
        ],
    }


def _scores(documents: list[list[str]], lines: Lines, truth: np.ndarray) -> dict[str, Any]:
    sure = [sure_role(line.strip()) for document in documents for line in document]
    guessed = out_of_fold(lines, truth)
    found = np.array([ROLES.index(s) if s else g for s, g in zip(sure, guessed, strict=True)])
    present = sorted(set(truth.tolist()))
    each = f1_score(truth, found, labels=present, average=None)
    body = ROLES.index("body")
    return {
        "how": f"{FOLDS}-fold by document: tasks.models.train_roles.out_of_fold, then the sure rules",
        "macro_f1": round(float(each.mean()), 4),
        "body_f1": round(float(f1_score(truth == body, found == body)), 4),
        "f1": {ROLES[i]: round(float(score), 4) for i, score in zip(present, each, strict=True)},
    }
