"""Trains the judge of attributions from `data/labels/quotes.jsonl` over the corpus's paragraphs."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from tasks.config import LABELS
from tasks.models import cards
from tasks.models.choices import learn_choice
from tasks.models.quotes_examples import CueExample, Examples, Labelled, examples
from tasks.models.quotes_limits import BITS, LimitExamples
from tasks.models.registry import Bundle
from tasks.text.forms import Hashes
from tasks.text.linear import packed, rows
from tasks.text.quotes_signs import FEATURES

VERSION = "2026-11-23.2"
OURS = LABELS / "quotes.jsonl"
FOLDS = 5
_BITS = 17
_SEEN = 2  # a fact seen less often is not kept
_STRENGTH = 0.2  # inverse strength of the ridge penalty
_CHOOSING = 0.2  # the same of the choices of limits
# Probability above which a cue is one. Out of fold on our labels F1 is flat from .36 to .48: the
# low end loses least.
_ACCEPTED = 0.36
_HOPELESS = 0.007  # share of right cues that a first look may lose


def train(data: Path, extra_labels: Sequence[Path] = ()) -> Bundle:
    """The model of all labelled paragraphs, with its card."""
    files = [OURS, *extra_labels]
    learnt = examples(labelled(files, data / "corpus" / "allsides.parquet"))
    arrays, settings = fit(learnt)
    return Bundle("quotes", VERSION, FEATURES, arrays, settings, _card(files, learnt))


def labelled(files: Sequence[Path], corpus: Path) -> list[Labelled]:
    """The labelled paragraphs in the articles they stand in."""
    found = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    wanted = {row["id"] for row in found}
    table = pq.read_table(corpus, columns=["id", "text"], filters=[("id", "in", wanted)])
    texts = dict(zip(table["id"].to_pylist(), table["text"].to_pylist(), strict=True))
    return [
        Labelled(texts[row["id"]], row["start"], row["end"], _moved(row["attributions"], row))
        for row in found
    ]


def fit(learnt: Examples) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """Arrays and settings of the model of these examples."""
    hashed, facts, bias = _cue_weights(learnt.columns, learnt.cues)
    near, truth = _near(learnt.columns, learnt.cues), _truth(learnt.cues)
    alone, _ = _logistic(near, truth, _STRENGTH)
    small, scale = packed(np.column_stack([hashed, alone]))
    threshold = float(np.log(_ACCEPTED / (1 - _ACCEPTED)))
    arrays = {
        "signs": small,
        "signs_bias": np.zeros(2, np.float32),
        "facts": np.array(list(facts)),
        "fact_weights": np.array(list(facts.values()), np.float32),
    }
    learnt_limits = {look: _limit_weights(some) for look, some in learnt.limits.items()}
    packs = {look: packed(weights) for look, weights in learnt_limits.items()}
    arrays |= {look: small for look, (small, _) in packs.items()}
    settings = {
        **{f"{look}_scale": largest for look, (_, largest) in packs.items()},
        "signs_scale": scale,
        "least": float(np.quantile((near @ alone)[truth], _HOPELESS)),
        "bias": bias - threshold,
    }
    return arrays, settings


def _limit_weights(some: LimitExamples) -> np.ndarray:
    return learn_choice(some.rows, some.owner, some.right, 1 << BITS, _CHOOSING)


def _moved(attributions: list[dict[str, Any]], row: dict[str, Any]) -> list[dict[str, Any]]:
    """Spans counted from the article's start instead of the paragraph's."""
    by = row["start"]
    return [
        {part: [[a + by, b + by] for a, b in spans] for part, spans in one.items()}
        for one in attributions
    ]


def _cue_weights(
    columns: list[Hashes], cues: Sequence[CueExample]
) -> tuple[np.ndarray, dict[str, float], float]:
    """Weights of the hashed columns and of the facts, and the bias."""
    known, told = _bags([one.facts for one in cues])
    inputs = hstack([_near(columns, cues), told]).tocsr()
    weights, bias = _logistic(inputs, _truth(cues), _STRENGTH)
    facts = weights[1 << _BITS :].tolist()
    return weights[: 1 << _BITS], dict(zip(known, facts, strict=True)), bias


def _near(columns: list[Hashes], cues: Sequence[CueExample]) -> csr_matrix:
    """The hashed columns of the cues, a row each."""
    places = np.array([one.row for one in cues])
    hashed = rows([column[places] for column in columns], _BITS)
    ends = np.arange(0, hashed.size + 1, hashed.shape[1])
    ones = np.ones(hashed.size, np.float32)
    return csr_matrix((ones, hashed.ravel(), ends), (len(cues), 1 << _BITS))


def _truth(cues: Sequence[CueExample]) -> np.ndarray:
    return np.array([one.right for one in cues])


def _bags(facts: Sequence[Sequence[str]]) -> tuple[list[str], csr_matrix]:
    """The facts that are kept, and which of them each example has."""
    counts = Counter(fact for some in facts for fact in some)
    known = sorted((fact for fact, count in counts.items() if count >= _SEEN))
    number = {fact: i for i, fact in enumerate(known)}
    held = [sorted(number[fact] for fact in some if fact in number) for some in facts]
    ends = np.cumsum([0, *map(len, held)])
    flat = np.array([i for some in held for i in some], np.int64)
    shape = (len(held), len(known))
    return known, csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape)


def _logistic(inputs: csr_matrix, truth: np.ndarray, strength: float) -> tuple[np.ndarray, float]:
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=300).fit(inputs, truth)
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def out_of_fold(learnt: Examples) -> dict[str, float]:
    """Precision and recall of the decision on cues by models that did not see their texts."""
    texts = np.array([one.text for one in learnt.cues])
    truth = _truth(learnt.cues)
    odds = np.zeros(len(truth))
    for learn, hold in GroupKFold(FOLDS).split(texts, texts, texts):
        hashed, facts, bias = _cue_weights(learnt.columns, [learnt.cues[i] for i in learn])
        held = [learnt.cues[i] for i in hold]
        looks = _near(learnt.columns, held) @ hashed
        told = [sum(facts.get(fact, 0.0) for fact in one.facts) for one in held]
        odds[hold] = bias + looks + np.array(told)
    guessed = odds > np.log(_ACCEPTED / (1 - _ACCEPTED))
    met = int((guessed & truth).sum())
    return {
        "precision": round(met / int(guessed.sum()), 4),
        "recall": round(met / int(truth.sum()), 4),
    }


def _card(files: Sequence[Path], learnt: Examples) -> dict[str, Any]:
    return {
        "data": cards.sources(files, "labels are this project's own; no text is kept"),
        "cues": len(learnt.cues),
        "cues_right": sum(one.right for one in learnt.cues),
        "scores": {"how": f"{FOLDS}-fold by article, cues asked about", **out_of_fold(learnt)},
        "libraries": cards.libraries(),
        "limits": {look: len(some.text) for look, some in learnt.limits.items()},
        "intended_use": "Which words of English news attribute something to somebody, "
        "and where such a cue and what it attributes end.",
        "known_failures": [
            "Attitudes told with rare verbs and nouns are missed.",
            "A noun that only names what was said (her claim) is missed without a complement.",
            "One indirect quotation in ten ends wrong by half, mostly too late: ', a move that', 'after'.",
        ],
    }
