"""Learn the claims model: is the article about it, and if so, which way.

Folds never part a story: a pair's claim and article both come from stories the models that judge
it did not see, as in the contest.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from tasks.config import LABELS
from tasks.evaluation import claims as evaluation
from tasks.evaluation import scores as measure
from tasks.models import calibrate, cards, claim_examples, claim_features, claims, manners, trees
from tasks.models.claim_examples import UNRELATED, Pairs
from tasks.models.claim_features import Claimed
from tasks.models.claim_text import Text
from tasks.models.manners import Manner
from tasks.models.registry import Bundle
from tasks.schemas import RELATIONS

STORIES_WRITTEN = LABELS / "claim_stories.jsonl"
FOLDS = 5
# A term must stand in this many stories: else it names its story, not a manner.
STORIES = 4
MANNER_C = 2.0
RELATED = {
    "max_iter": 150,
    "learning_rate": 0.06,
    "max_leaf_nodes": 12,
    "l2_regularization": 1.0,
    "min_samples_leaf": 40,
}
WAY = {
    "max_iter": 80,
    "learning_rate": 0.05,
    "max_leaf_nodes": 8,
    "l2_regularization": 5.0,
    "min_samples_leaf": 60,
}
# The first look may lose one in two hundred of the pairs that the model would call related.
PASSED = 0.995
FAVOURS = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0)
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Sides(NamedTuple):
    """Claims and articles read, with story and manner of each."""

    claims: list[Claimed]
    articles: list[Text]
    stories: tuple[Ints, Ints]
    manners: tuple[Floats, Floats]


def train(data: Path, extra_labels: Sequence[Path] = (), version: str = "2026-11-23") -> Bundle:
    """The claims model from FNC-1's training pairs below `data` and the user's own.

    `extra_labels` are JSON Lines of `claim, text, label`, as `nightdesk review` writes them.
    """
    folder = data / "eval" / "claims"
    files = [folder / "fnc1.train.pairs.jsonl.gz", folder / "fnc1.bodies.jsonl.gz"]
    pairs = claim_examples.with_own(claim_examples.read(*files), extra_labels)
    pairs = claim_examples.with_stories(pairs, STORIES_WRITTEN)
    sides = Sides(
        [Claimed(claim) for claim in pairs.claims],
        [Text(claim_examples.sentences(body)) for body in pairs.bodies],
        claim_examples.stories(pairs),
        claim_examples.manners(pairs),
    )
    met = met_features(sides, pairs)
    guessed = out_of_fold(sides, pairs, met)
    settings = _settings(guessed, pairs, met)
    arrays = _arrays(sides, pairs, met, guessed.manners)
    bundle = Bundle(claims.TASK, version, claim_features.FEATURES, arrays, settings)
    used = cards.sources(files, "FNC-1, Apache-2.0 where redistributed")
    used += cards.sources([STORIES_WRITTEN], "written for this project")
    used += cards.sources(extra_labels, "the user's own")
    return replace(bundle, card=_card(bundle, used, folder))


def met_features(sides: Sides, pairs: Pairs) -> NDArray[np.float32]:
    """(n, f) features of each pair."""
    return np.array(
        [
            claim_features.features(sides.claims[claim], sides.articles[body])[0]
            for claim, body in zip(pairs.claim.tolist(), pairs.body.tolist(), strict=True)
        ]
    )


class Guessed(NamedTuple):
    """Out of fold: chances before calibration (n, 4), which real pairs have them, both sides' manners."""

    chances: Floats
    fair: Mask
    manners: tuple[Floats, Floats]


def folds(sides: Sides, pairs: Pairs) -> tuple[Ints, Ints]:
    """Fold of each claim and of each article; stories stay whole, folds get like many related pairs."""
    of_claim, of_body = sides.stories
    size = np.bincount(
        of_claim[pairs.claim[pairs.related]], minlength=max(of_claim.max(), of_body.max()) + 1
    )
    fold, load = np.zeros(len(size), dtype=np.int64), np.zeros(FOLDS)
    for story in np.argsort(-size, kind="stable"):
        fold[story] = load.argmin()
        load[load.argmin()] += size[story] + 5
    return fold[of_claim], fold[of_body]


def out_of_fold(sides: Sides, pairs: Pairs, met: NDArray[np.float32]) -> Guessed:
    """What models that saw neither the claim's nor the article's story say of each pair.

    Pairs across two folds are in nobody's test; they are unrelated pairs only.
    """
    of_claim, of_body = folds(sides, pairs)
    of_pair = of_claim[pairs.claim], of_body[pairs.body]
    told = _manners_out_of_fold(sides, (of_claim, of_body))
    weight = _story_weight(sides, pairs)
    result = np.zeros((len(met), len(RELATIONS)))
    for fold in range(FOLDS):
        seen = (of_pair[0] != fold) & (of_pair[1] != fold)
        unseen = (of_pair[0] == fold) & (of_pair[1] == fold)
        arrays = _boosted(met, pairs, told, weight, seen)
        result[unseen] = _chances(arrays, met[unseen], pairs, told, unseen)
    return Guessed(result, (of_pair[0] == of_pair[1]) & pairs.real, told)


def _manners_out_of_fold(sides: Sides, fold: tuple[Ints, Ints]) -> tuple[Floats, Floats]:
    texts = [claim.text for claim in sides.claims], sides.articles
    result = []
    for side in range(2):
        told = np.zeros((len(texts[side]), 3))
        for number in range(FOLDS):
            seen, unseen = (np.flatnonzero((fold[side] == number) == out) for out in (False, True))
            told[unseen] = learnt_manner(texts[side], sides, side, seen)(
                [texts[side][n] for n in unseen]
            )
        result.append(told)
    return result[0], result[1]


def learnt_manner(texts: Sequence[Text], sides: Sides, side: int, which: Ints) -> Manner:
    """Linear weights for the manners of claims (side 0) or articles (1), learnt from `which`."""
    story, truth = sides.stories[side][which], sides.manners[side][which].argmax(axis=1)
    chosen = [texts[number] for number in which]
    known = np.unique(np.concatenate([manners.terms(text) for text in chosen]))
    counts = manners.counted(chosen, known)
    shape = (int(story.max()) + 1, len(story))
    told_by = (
        sparse.csr_matrix((np.ones(len(story)), (story, np.arange(len(story)))), shape=shape)
        @ counts
    )
    keep = np.asarray((told_by > 0).sum(axis=0)).ravel() >= STORIES
    counts, known = counts[:, keep], known[keep]
    idf = np.log((1 + len(truth)) / (1 + np.asarray((counts > 0).sum(axis=0)).ravel())) + 1
    # A story of fifty articles speaks once for each, but not fifty times as loud.
    weight = 1 / np.sqrt(np.bincount(story)[story])
    model = LogisticRegression(C=MANNER_C, max_iter=500)
    model.fit(manners.weighed(counts, idf), truth, sample_weight=weight / weight.mean())
    return Manner(known, idf.astype(np.float32), model.coef_.T.astype(np.float32), model.intercept_)


def _story_weight(sides: Sides, pairs: Pairs) -> Floats:
    """A story of many pairs weighs by the root of their number."""
    story = sides.stories[0][pairs.claim]
    size = np.maximum(np.bincount(story[pairs.related], minlength=int(story.max()) + 1), 1)
    weight: Floats = 1 / np.sqrt(size[story])
    return weight


def _boosted(
    met: NDArray[np.float32], pairs: Pairs, told: tuple[Floats, Floats], weight: Floats, which: Mask
) -> dict[str, NDArray[Any]]:
    """Both steps' trees, learnt from the pairs `which`."""
    # Invented stories hold no pair that is unrelated: they teach the way alone.
    real = which & pairs.real
    related = HistGradientBoostingClassifier(random_state=0, **RELATED).fit(
        met[real], pairs.related[real]
    )
    both = which & pairs.related
    wide = claims.way_features(met[both], told[0][pairs.claim[both]], told[1][pairs.body[both]])
    way = HistGradientBoostingClassifier(random_state=0, **WAY)
    way.fit(wide, pairs.label[both], sample_weight=weight[both])
    return trees.exported(related, "related") | trees.exported(way, "way")


def _chances(
    arrays: dict[str, NDArray[Any]],
    met: NDArray[np.float32],
    pairs: Pairs,
    told: tuple[Floats, Floats],
    which: Mask,
) -> Floats:
    wide = claims.way_features(met, told[0][pairs.claim[which]], told[1][pairs.body[which]])
    return claims.chances(
        trees.scores(arrays, "related", met), trees.scores(arrays, "way", wide), 1.0
    )


def _arrays(
    sides: Sides, pairs: Pairs, met: NDArray[np.float32], told: tuple[Floats, Floats]
) -> dict[str, NDArray[Any]]:
    every = np.ones(len(met), dtype=bool)
    arrays = _boosted(met, pairs, told, _story_weight(sides, pairs), every)
    texts = [claim.text for claim in sides.claims], sides.articles
    for side, name in enumerate(("claim", "article")):
        whole = np.arange(len(texts[side]))
        arrays |= learnt_manner(texts[side], sides, side, whole).arrays(name)
    arrays["usual"] = np.median(met[~pairs.related], axis=0).astype(np.float32)
    return arrays


def _settings(guessed: Guessed, pairs: Pairs, met: NDArray[np.float32]) -> dict[str, Any]:
    chance, truth = guessed.chances[guessed.fair], pairs.label[guessed.fair]
    scale = calibrate.fit(np.log(np.maximum(chance, 1e-12)), truth, bias=False).scale
    chance = calibrate.Calibration(scale, (0.0,) * 4)(np.log(np.maximum(chance, 1e-12)))
    tried = [[1.0, value, 1.0, 1.0] for value in FAVOURS]
    favour = max(tried, key=lambda each: worth(chance, truth, each))
    told = claims.relation(chance, favour)
    confidence = chance[np.arange(len(told)), told]
    share = met[:, claim_features.NAMES.index("share of content in article")]
    return {
        "scale": scale,
        "favour": favour,
        "decided": [
            calibrate.threshold(confidence[told == n], truth[told == n] == n)
            for n in range(len(RELATIONS))
        ],
        "passing": float(np.quantile(share[guessed.fair][told != UNRELATED], 1 - PASSED)),
        "out_of_fold": {
            "weighted": measure.contest(names(truth), names(told)),
            "macro_f1": measure.macro_f1(names(truth), names(told)),
            "ece": calibrate.expected_error(confidence, told == truth),
        },
    }


def worth(chance: Floats, truth: Ints, favour: list[float]) -> float:
    """The contest's score, macro-F1 and the F1 of `disagree` together, of the relations told with `favour`.

    Refutations are rare, and what a desk that watches a claim most wants to be told of.
    """
    told = names(claims.relation(chance, favour))
    true = names(truth)
    refuted = measure.f1(true, told, "disagree")
    return measure.contest(true, told) / 100 + measure.macro_f1(true, told) + refuted


def names(relations: Ints) -> list[str]:
    """Relations by name."""
    return [RELATIONS[number] for number in relations]


def _card(bundle: Bundle, used: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    rows = pd.read_json(folder / "fnc1.dev.pairs.jsonl.gz", lines=True)
    bodies = pd.read_json(folder / "fnc1.bodies.jsonl.gz", lines=True)
    told = evaluation.predict(rows, bodies, claims.opened(bundle))
    return {
        "what": "relation of an English news article to a claim: agree, disagree, discuss, unrelated",
        "method": "boosted trees in two steps over overlap, meaning, cue words and learnt manners",
        "data": used,
        "scores": {
            "out of fold by story, by training": bundle.settings["out_of_fold"],
            "fnc1.dev, by nightdesk evaluate claims": evaluation.scores(told),
            "fnc1.dev, 95 % intervals": measure.spread(told, evaluation.scores),
        },
        "use": "watching how English news stands to a claim in a sentence; read the evidence",
        "known_failures": [
            "four in ten that disagree are told so, one in four told so does, hardly ever decided: denial is a matter of the story",
            "claims and articles in different words share too little to be looked at",
            "tells whether an article agrees, never whether a claim is true",
        ],
        "libraries": cards.libraries(),
    }
