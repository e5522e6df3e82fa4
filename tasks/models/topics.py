"""What each article is about: IPTC Media Topics with calibrated probabilities.

A topic's probability is that an editor would file the article there, first or also; whether the
first topic is `decided` goes by the chance that an editor would put it first. Second-level topics come from the nearness of the
article's words to the vocabulary's names and definitions, no label taught them: their rows carry
a model id of their own and are never `decided`.
"""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit, softmax

from tasks import schemas
from tasks.models import features, registry
from tasks.models.calibrate import Calibration
from tasks.models.registry import Bundle

TASK = "topics"
LANGUAGE = "en"
COLUMNS = [name for name in schemas.TABLES["topics"].names if name not in ("day", "stage_version")]
# A similarity of 1 over this makes the softmax over a topic's children about as sure as it is right
# by eye; nothing measured depends on it, as these rows are never decided.
NEARNESS = 12.0

Floats = NDArray[np.float64]


class Model(NamedTuple):
    """The live topics model, ready to multiply."""

    bundle: Bundle
    words: NDArray[np.float32]  # (V + PAIRS, k)
    idf: NDArray[np.float32]  # (V + PAIRS,)
    dense: NDArray[np.float32]  # (3 d, k)
    intercept: NDArray[np.float32]  # (k,)
    first: Calibration

    @property
    def classes(self) -> list[dict[str, str]]:
        """code, name and short label of each top-level topic, in the order of the scores."""
        classes: list[dict[str, str]] = self.bundle.settings["classes"]
        return classes


@cache
def live() -> Model:
    """The champion that `live.toml` names."""
    return opened(registry.load(TASK, features.FEATURES))


def opened(bundle: Bundle) -> Model:
    """A bundle's arrays as the numbers that `judge` multiplies."""
    arrays, settings = bundle.arrays, bundle.settings
    return Model(
        bundle,
        np.ascontiguousarray(arrays["words_bytes"] * arrays["words_scale"], dtype=np.float32),
        arrays["idf"].astype(np.float32),
        np.ascontiguousarray(arrays["dense"], dtype=np.float32),
        arrays["intercept"].astype(np.float32),
        Calibration(settings["first"]["scale"], tuple(settings["first"]["bias"])),
    )


# Two topics may contend for the first rank: what is so surely one of them is decided all the same.
PLAIN = 0.85


class Judged(NamedTuple):
    """Probabilities (n, k): of being the first topic, and of being a topic at all."""

    first: Floats
    present: Floats
    centre: NDArray[np.float32]


def probabilities(model: Model, titles: list[str | None], texts: list[str]) -> Judged:
    """Both kinds of probability for each document, and its mean vector."""
    documents = features.read(titles, texts)
    dense = features.averages(documents)
    sparse = features.weighed(features.counts(documents), model.idf)
    scores = (sparse @ model.words + dense @ model.dense + model.intercept).astype(np.float64)
    slope, offset = (np.array(model.bundle.settings["present"][key]) for key in ("slope", "offset"))
    return Judged(model.first(scores), expit(scores * slope + offset), features.centre(dense))


def judge(
    articles: pd.DataFrame, segments: pd.DataFrame, model: Model | None = None
) -> pd.DataFrame:
    """Rows of the table `topics` (without day and stage_version) for the English articles.

    Every such article has its first topic; further topics where their probability passes the
    model's `also`; under each decided one its nearest second-level topic.
    """
    model = model or live()
    english = articles[articles["language"] == LANGUAGE]
    if english.empty:
        return pd.DataFrame(columns=COLUMNS)
    titles = [title if isinstance(title, str) else None for title in english["title"]]
    judged = probabilities(model, titles, features.bodies(english, segments))
    rows: list[tuple[Any, ...]] = []
    for number, article in enumerate(english["article_id"].tolist()):
        rows += _rows(article, judged, number, model)
    return pd.DataFrame(rows, columns=COLUMNS)


def _rows(article: str, judged: Judged, number: int, model: Model) -> list[tuple[Any, ...]]:
    settings, name = model.bundle.settings, model.bundle.model_id
    best = int(judged.first[number].argmax())
    chance = float(judged.first[number, best])
    # What is the first topic is a topic: its row tells the larger of the two probabilities.
    about = max(chance, float(judged.present[number, best]))
    decided = chance >= settings["decided"] or about >= PLAIN
    rows = [_row(article, model.classes[best], 1, about, 1, decided, name)]
    others = np.argsort(-judged.present[number], kind="stable")
    for other in others[: settings["most"]]:
        probability = float(judged.present[number, other])
        if other != best and probability >= settings["also"]:
            rank = len(rows) + 1
            sure = probability >= settings["also_decided"]
            rows.append(_row(article, model.classes[other], 1, probability, rank, sure, name))
    child = _nearest_child(model, model.classes[best]["code"], judged.centre[number])
    if decided and child is not None:
        entry, share = child
        similar = f"{name}+similarity"
        rows.append(_row(article, entry, 2, chance * share, len(rows) + 1, False, similar))
    return rows


def _row(
    article: str, entry: dict[str, str], level: int, chance: float, rank: int, sure: bool, name: str
) -> tuple[Any, ...]:
    return article, entry["code"], entry["name"], level, chance, rank, sure, name


def _nearest_child(
    model: Model, parent: str, centre: NDArray[np.float32]
) -> tuple[dict[str, str], float] | None:
    """The second-level topic under `parent` nearest the article, and its share among its sisters."""
    children = [
        n for n, row in enumerate(model.bundle.settings["second"]) if row["parent"] == parent
    ]
    if not children:
        return None
    matrix = model.bundle.arrays["second"][children].astype(np.float32)
    shares = softmax(NEARNESS * (matrix @ centre))
    best = int(shares.argmax())
    return model.bundle.settings["second"][children[best]], float(shares[best])


def explain(
    article: dict[str, Any], code: str | None = None, top: int = 12
) -> list[tuple[str, float]]:
    """The words, word pairs and vector zones that speak most for (or against) a topic.

    `article` holds `title` and `text`; `code` is the topic, by default the first one. Weights
    add up to the topic's score less its intercept.
    """
    model = live()
    documents = features.read([article.get("title")], [article["text"]])
    row = features.weighed(features.counts(documents), model.idf)
    dense = features.averages(documents)
    scores = row @ model.words + dense @ model.dense + model.intercept
    codes = [entry["code"] for entry in model.classes]
    chosen = int(scores.argmax()) if code is None else codes.index(code)
    names = features.names(documents, [article.get("title") or "", article["text"]])
    parts = [
        (names[column], float(value * model.words[column, chosen]))
        for column, value in zip(row.indices.tolist(), row.data.tolist(), strict=True)
    ]
    by_zone = (dense[0] * model.dense[:, chosen]).reshape(3, -1).sum(axis=1)
    parts += [
        (f"meaning of the {zone}", float(w))
        for zone, w in zip(("title", "lead", "body"), by_zone, strict=True)
    ]
    return sorted(parts, key=lambda part: -abs(part[1]))[:top]
