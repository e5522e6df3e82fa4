"""Topics measured: `predict` files rows as a night would, `scores` holds them against the labels."""

from typing import Any

import numpy as np
import pandas as pd

from tasks.evaluation import scores as measure
from tasks.models import features, topics
from tasks.models.calibrate import expected_error


def predict(rows: pd.DataFrame, model: topics.Model | None = None) -> pd.DataFrame:
    """The rows (id, title, text …) with predicted, probability, decided and also beside them.

    predicted: the short label of the first topic; probability: of being the first; also: the
    short labels of the further topics.
    """
    articles, segments = as_night(rows)
    identity = articles["article_id"].tolist()
    model = model or topics.live()
    judged = topics.judge(articles, segments, model)
    # A row's probability is of being a topic at all; what is scored is the chance to be first.
    texts = features.bodies(articles, segments)
    chance = topics.probabilities(model, articles["title"].tolist(), texts).first.max(axis=1)
    short = {row["code"]: row["short"] for row in model.classes}
    tops = judged[judged["level"] == 1].assign(label=lambda frame: frame["code"].map(short))
    first = tops[tops["rank"] == 1].set_index("article_id").reindex(articles["article_id"])
    further = tops[tops["rank"] > 1].groupby("article_id")["label"].agg(list)
    return rows.assign(
        predicted=first["label"].to_numpy(),
        probability=chance,
        decided=first["decided"].to_numpy(dtype=bool),
        also=pd.Series([further.get(article, []) for article in identity], index=rows.index),
    )


def as_night(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows as tables `articles` and `segments`, one segment a paragraph."""
    identity = [f"{number:08d}" for number in range(len(rows))]
    titles = [None if pd.isna(title) else title for title in rows["title"]]
    articles = pd.DataFrame(
        {"article_id": identity, "title": pd.Series(titles, dtype=object), "language": "en"}
    )
    paragraphs = [
        (article, "body", paragraph)
        for article, text in zip(identity, rows["text"], strict=True)
        for paragraph in text.split("\n")
    ]
    return articles, pd.DataFrame(paragraphs, columns=["article_id", "role", "text"])


def scores(predicted: pd.DataFrame) -> dict[str, Any]:
    """EVALUATION.md's figures from the columns labels, predicted, probability and decided."""
    primary = [labels[0] for labels in predicted["labels"]]
    said = predicted["predicted"].tolist()
    right = np.array(primary) == np.array(said)
    confidence = predicted["probability"].to_numpy(dtype=np.float64)
    among = [one in labels for one, labels in zip(said, predicted["labels"], strict=True)]
    return {
        "accuracy": measure.accuracy(primary, said),
        "macro_f1": measure.macro_f1(primary, said),
        "any_label": float(np.mean(among)),
        "ece": expected_error(confidence, right),
        "accuracy_at_coverage": measure.at_coverage(confidence, right),
        **measure.decided(predicted["decided"].to_numpy(dtype=bool), right),
    }
