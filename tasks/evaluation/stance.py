"""Stance, measured in the format of EVALUATION.md by the very model a night runs."""

from typing import Any

import numpy as np
import pandas as pd

from tasks.evaluation import scores as shared
from tasks.models import calibrate
from tasks.models.stance_examples import labelled
from tasks.models.stance_model import LABELS, Model, live

RECALLS = (0.1, 0.25, 0.3, 0.5)


def predict(rows: pd.DataFrame, model: Model | None = None) -> pd.DataFrame:
    """The same rows with `predicted, p_favour, p_against, p_neutral, decided` beside them.

    rows: text; holder (span or null); target (span) or target_text. Where holders are named, a row
    without one asks what the article itself stands for, as a night does; where none ever is, what
    light the sentence throws on the target, whoever speaks.
    """
    model, read = model or live(), labelled(rows)
    unheld = rows["holder"].isna().to_numpy(dtype=bool)
    judged = model.judge(read.sentences, read.rows, read.of, None if unheld.all() else unheld)
    predicted = {f"p_{name}": judged.chances[:, i] for i, name in enumerate(LABELS)}
    return rows.assign(
        predicted=[LABELS[i] for i in judged.labels],
        **predicted,
        decided=judged.decided,
    )


def scores(predicted: pd.DataFrame) -> dict[str, Any]:
    """The scores of EVALUATION.md over rows with `label` beside the prediction."""
    truth, said = list(predicted["label"]), list(predicted["predicted"])
    chances = predicted[[f"p_{name}" for name in LABELS]].to_numpy(dtype=float)
    right = predicted["label"].to_numpy() == predicted["predicted"].to_numpy()
    own = np.array([LABELS.index(name) for name in said], dtype=int)
    confidence = chances[np.arange(len(own)), own] if len(own) else np.zeros(0)
    true = predicted["label"].to_numpy()
    return {
        "macro_f1": shared.macro_f1(truth, said),
        "accuracy": shared.accuracy(truth, said),
        "f1_favour": shared.f1(truth, said, "favour"),
        "f1_against": shared.f1(truth, said, "against"),
        "ap_favour": shared.average_precision(chances[:, 0], true == "favour"),
        "ap_against": shared.average_precision(chances[:, 1], true == "against"),
        "ece": calibrate.expected_error(confidence, right),
        "precision_at_recall": _precisions(chances, true),
        "polarity_macro_f1": _polarity(chances, true),
        **shared.decided(predicted["decided"].to_numpy(dtype=bool), right),
    }


def _precisions(chances: np.ndarray, true: np.ndarray) -> dict[str, float]:
    """Precision of favour and against together, rows by the larger of their probabilities."""
    polar = np.array(LABELS)[chances[:, :2].argmax(axis=1)]
    wanted = int((true != "neutral").sum())
    return {
        str(recall): shared.precision_at_recall(
            chances[:, :2].max(axis=1), polar == true, wanted, recall
        )
        for recall in RECALLS
    }


def _polarity(chances: np.ndarray, true: np.ndarray) -> float:
    """Favour against against on the rows that are one of them."""
    polar = true != "neutral"
    said = np.array(LABELS)[chances[polar, :2].argmax(axis=1)]
    return shared.macro_f1(list(true[polar]), list(said))
