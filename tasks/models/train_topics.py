"""Learn the topics: labelled articles, news pieces of our own writing, the vocabulary's own words."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from tasks import lexicons
from tasks.config import LABELS
from tasks.errors import UserError
from tasks.evaluation import scores as measure
from tasks.evaluation import topics as evaluation
from tasks.models import calibrate, cards, features, topic_examples
from tasks.models.registry import Bundle
from tasks.models.topic_examples import Class, Example
from tasks.models.topic_views import Floats, Linear, Taught, fit, taught
from tasks.models.topics import TASK, opened

FOLDS = 5
SAID = {
    "what": "primary and further topics of a news article in English",
    "method": "linear machines over hashed words and pairs, and over averaged word vectors",
    "use": "filing English news by IPTC Media Topics; second level by similarity only",
    "known_failures": [
        "computer games and gadgets: arts, science and lifestyle change places",
        "business of sport, music and media: economy and the trade itself change places",
        "weather, sport and lifestyle have few labelled examples",
    ],
}
# The model of all examples is surer, and rightly, than those of four fifths that calibrate it.
SURER = 1.15
MOST, ALSO, ALSO_DECIDED = 4, 0.35, 0.7


def train(data: Path, extra_labels: Sequence[Path] = (), version: str = "2026-11-23.2") -> Bundle:
    """The topics model from the labelled sets and the vocabulary below `data`.

    `extra_labels` are CSV files with the columns label, text and perhaps title. Where all their
    labels are the taxonomy's own short labels they join its examples; else they *are* the taxonomy
    and nothing else is learnt from.
    """
    own = topic_examples.own(extra_labels)
    used = cards.sources(extra_labels, "the user's own")
    classes = topic_examples.tops()
    if {example.labels[0] for example in own} - {row["short"] for row in classes}:
        foreign = topic_examples.taxonomy(own, FOLDS)
        return _bundle(own, [], foreign, [], version, {"data": used})
    folder, concepts = data / "eval", data / "vocab" / "iptc_mediatopics.csv"
    first = folder / "topics" / "iptc.train.jsonl.gz"
    rewrites = folder / "duplicates" / "onestop_rewrites.dev.jsonl.gz"
    bodies = folder / "claims" / "fnc1.bodies.jsonl.gz"
    examples = topic_examples.labelled(first) + topic_examples.further(rewrites, bodies)
    examples += own
    helpers = topic_examples.vocabulary(concepts) + topic_examples.pieces()
    used += cards.sources([first, LABELS / "topics_more.csv"], "labels ours; texts not included")
    used += cards.sources([LABELS / "topic_pieces.csv"], "written for this project, labels ours")
    used += cards.sources([rewrites], "OneStopEnglish, CC BY-SA 4.0")
    used += cards.sources([bodies], "FNC-1, Apache-2.0 where redistributed")
    used += cards.sources([concepts], "IPTC Media Topics, CC BY 4.0, iptc.org")
    bundle = _bundle(examples, helpers, classes, second(concepts), version, {"data": used, **SAID})
    return replace(bundle, card=bundle.card | {"scores": _scores(bundle, folder / "topics")})


def _scores(bundle: Bundle, folder: Path) -> dict[str, Any]:
    rows = pd.read_json(folder / "iptc.dev.jsonl.gz", lines=True)
    told = evaluation.predict(rows, opened(bundle))
    return {
        "out of fold, by training": bundle.settings["out_of_fold"],
        "iptc.dev, by nightdesk evaluate topics": evaluation.scores(told),
        "iptc.dev, 95 % intervals": measure.spread(told, evaluation.scores),
    }


def _bundle(
    examples: list[Example],
    helpers: list[Example],
    classes: list[Class],
    below: list[dict[str, str]],
    version: str,
    card: dict[str, Any],
) -> Bundle:
    number = {row["short"]: place for place, row in enumerate(classes)}
    main, aside = taught(examples, number), taught(helpers, number)
    scarce = [name for name, place in number.items() if (main.labels == place).sum() < FOLDS]
    if scarce:
        raise UserError(f"too few examples (fewer than {FOLDS}) of: {', '.join(scarce)}")
    known = topic_examples.reluctance()
    reluctance = np.array([known.get(row["short"], 0.0) for row in classes])
    scores = out_of_fold(main, aside, reluctance)
    settings = _settings(scores, main, examples, classes)
    settings["second"] = [{key: row[key] for key in ("code", "name", "parent")} for row in below]
    arrays = _arrays(fit(main, aside, reluctance))
    arrays["second"] = _second_vectors(below)
    card |= {"examples": topic_examples.counted(examples), "libraries": cards.libraries()}
    card["scores"] = {"out of fold, by training": settings["out_of_fold"]}
    return Bundle(TASK, version, features.FEATURES, arrays, settings, card)


def out_of_fold(main: Taught, helpers: Taught, reluctance: Floats) -> Floats:
    """(n, k) scores of each main example by a model that did not see it."""
    scores = np.zeros((len(main.labels), len(reluctance)))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for seen, unseen in folds.split(main.labels, main.labels):
        model = fit(main.rows(seen), helpers, reluctance)
        scores[unseen] = model.scores(main.rows(unseen).views)
    return scores


def _arrays(model: Linear) -> dict[str, NDArray[Any]]:
    scale = np.maximum(np.abs(model.words).max(axis=0, keepdims=True), 1e-9) / 127
    return {
        "words_bytes": np.rint(model.words / scale).astype(np.int8),
        "words_scale": scale.astype(np.float32),
        "idf": model.idf.astype(np.float16),
        "dense": model.dense.astype(np.float16),
        "intercept": model.intercept,
    }


def _settings(
    scores: Floats, main: Taught, examples: list[Example], classes: list[Class]
) -> dict[str, Any]:
    labels = main.labels
    # Balanced: how often a topic stands among the examples says nothing of a user's night.
    balance = 1 / np.bincount(labels)[labels]
    first = calibrate.fit(scores, labels, balance, bias=False)
    first = first._replace(scale=first.scale * SURER)
    chance = first(scores)
    confidence, right = chance.max(axis=1), chance.argmax(axis=1) == labels
    slope, offset = _presence(scores, examples, classes)
    return {
        "classes": classes,
        "first": {"scale": first.scale, "bias": list(first.bias)},
        "present": {"slope": slope, "offset": offset},
        "decided": calibrate.threshold(confidence, right),
        "also": ALSO,
        "also_decided": ALSO_DECIDED,
        "most": MOST,
        "out_of_fold": {
            "accuracy": float(right.mean()),
            "balanced_accuracy": float((right * balance).sum() / balance.sum()),
            "ece": calibrate.expected_error(confidence, right),
        },
    }


def _presence(
    scores: Floats, examples: list[Example], classes: list[Class]
) -> tuple[list[float], list[float]]:
    """Slope and offset, a class, of the chance that its label stands among an example's labels."""
    slope, offset = [], []
    for number, row in enumerate(classes):
        there = np.array([row["short"] in example.labels for example in examples])
        fitted = LogisticRegression(C=1.0).fit(scores[:, [number]], there)
        slope.append(float(fitted.coef_[0, 0]))
        offset.append(float(fitted.intercept_[0]))
    return slope, offset


def second(concepts: Path) -> list[dict[str, str]]:
    """The second level: code, name, parent and the words of each concept and all below it."""
    frame = pd.read_csv(concepts, keep_default_na=False)
    frame = frame[frame["retired"] == ""]
    parent = dict(zip(frame["qcode"], frame["parent"], strict=True))
    entries = [row for row in lexicons.rows("media_topics") if row["level"] == "2"]
    text: dict[str, list[str]] = {row["code"]: [] for row in entries}
    for code, *said in frame[["qcode", "name_en", "definition_en"]].itertuples(index=False):
        above: str | None = code
        while above:
            text.get(above, []).extend(said)
            above = parent.get(above)
    return [
        {key: row[key] for key in ("code", "name", "parent")}
        | {"text": "\n".join(text[row["code"]])}
        for row in entries
    ]


def _second_vectors(entries: list[dict[str, str]]) -> NDArray[np.float16]:
    documents = features.read([row["name"] for row in entries], [row["text"] for row in entries])
    return features.centre(features.averages(documents)).astype(np.float16)
