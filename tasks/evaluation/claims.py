"""Claims measured: `predict` holds articles against claims as a night would, `scores` against the labels."""

from typing import Any

import numpy as np
import pandas as pd

from tasks.evaluation import scores as measure
from tasks.models import claims
from tasks.models.calibrate import expected_error
from tasks.models.claim_examples import sentences
from tasks.models.claim_features import Claimed
from tasks.models.claim_text import Text, stem_ids
from tasks.models.claims import Pair
from tasks.models.words import words
from tasks.schemas import RELATIONS


def predict(
    rows: pd.DataFrame, bodies: pd.DataFrame, model: claims.Model | None = None
) -> pd.DataFrame:
    """The rows (claim, body, label) with predicted, probability and decided beside them."""
    model = model or claims.live()
    settings = model.bundle.settings
    claim, told = pd.factorize(rows["claim"])
    body, ids = pd.factorize(rows["body"])
    text = bodies.set_index("id")["text"].loc[ids].tolist()
    made = [Claimed(each) for each in told]
    articles = [Text(sentences(each)) for each in text]
    stems = [set(stem_ids(set(words(each)))) for each in text]
    passed = [set(claims.first_look(made, found, settings["passing"])) for found in stems]
    pairs = [Pair(int(c), int(b)) for c, b in zip(claim, body, strict=True)]
    looked = np.array([pair.claim in passed[pair.article] for pair in pairs])
    chance = np.tile([0.0, 0.0, 0.0, 1.0], (len(rows), 1))
    chosen = [pair for pair, through in zip(pairs, looked, strict=True) if through]
    chance[looked] = claims.judged(model, made, articles, chosen)[0]
    said = claims.relation(chance, settings["favour"])
    confidence = chance[np.arange(len(said)), said]
    return rows.assign(
        predicted=[RELATIONS[number] for number in said],
        probability=confidence,
        decided=confidence >= np.array(settings["decided"])[said],
    )


def scores(predicted: pd.DataFrame) -> dict[str, Any]:
    """EVALUATION.md's figures from the columns label, predicted and probability."""
    truth, said = predicted["label"].tolist(), predicted["predicted"].tolist()
    confidence = predicted["probability"].to_numpy(dtype=np.float64)
    return {
        "weighted": measure.contest(truth, said),
        "macro_f1": float(np.mean([measure.f1(truth, said, label) for label in RELATIONS])),
        "accuracy": measure.accuracy(truth, said),
        **{f"f1_{label}": measure.f1(truth, said, label) for label in RELATIONS},
        "ece": expected_error(confidence, np.array(truth) == np.array(said)),
    }
