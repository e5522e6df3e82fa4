"""How each article stands to each watched claim: agree, disagree, discuss, or unrelated.

Two steps: do they speak of the same thing; if so, which way. A cheap look at the claim's words
spares almost every pair the rest. Only related and undecided pairs become rows.
"""

from collections.abc import Collection, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit, softmax

from tasks import schemas
from tasks.models import claim_features, manners, registry, trees
from tasks.models.claim_features import Claimed
from tasks.models.claim_text import Text, traits
from tasks.models.manners import Manner
from tasks.models.registry import Bundle
from tasks.models.words import cased
from tasks.schemas import RELATIONS
from tasks.watchlist import Watchlist

TASK = "claims"
LANGUAGE = "en"
STORY_ROLES = ("body", "subhead", "pullquote")
COLUMNS = [name for name in schemas.TABLES["claims"].names if name not in ("day", "stage_version")]
Floats = NDArray[np.float64]


class Model(NamedTuple):
    """The live claims model."""

    bundle: Bundle
    claim: Manner
    article: Manner


@cache
def live() -> Model:
    """The champion that `live.toml` names."""
    return opened(registry.load(TASK, claim_features.FEATURES))


def opened(bundle: Bundle) -> Model:
    """A bundle ready to judge."""
    return Model(bundle, *(manners.opened(bundle.arrays, name) for name in ("claim", "article")))


def way_features(pair: NDArray[np.float32], claim: Floats, article: Floats) -> NDArray[np.float32]:
    """(n, f + 9): pair features, both sides' manners (n, 3), and what they say together."""
    reported = 1 - (1 - claim[:, 2]) * (1 - article[:, 2])
    same = claim[:, 0] * article[:, 0] + claim[:, 1] * article[:, 1]
    opposed = claim[:, 0] * article[:, 1] + claim[:, 1] * article[:, 0]
    return np.column_stack([pair, claim, article, reported, same, opposed]).astype(np.float32)


def chances(related: Floats, way: Floats, scale: float) -> Floats:
    """(n, 4) chances of RELATIONS from raw scores: related (n, 1), way (n, 3), sharpened by `scale`."""
    chance = expit(related[:, :1])
    every = np.hstack([chance * softmax(way, axis=1), 1 - chance])
    result: Floats = softmax(np.log(np.maximum(every, 1e-12)) * scale, axis=1)
    return result


def relation(chance: Floats, favour: Sequence[float]) -> NDArray[np.int64]:
    """(n,) the relation told, each weighed by `favour` so that rare ones are told at all."""
    return (chance * np.array(favour)).argmax(axis=1)


class Pair(NamedTuple):
    """One claim beside one article that passed the first look."""

    claim: int
    article: int


def first_look(claims: Sequence[Claimed], found: Collection[int], passing: float) -> list[int]:
    """The claims worth reading an article for, by the share of their content that it holds.

    found: the article's stems, of which only the claims' own count.
    `passing` is enough with one of the claim's three most telling words, twice that without.
    """
    passed = []
    for number, claim in enumerate(claims):
        present = np.array([stem in found for stem in claim.stems.tolist()], dtype=bool)
        telling = bool(present[claim.rarest].any())
        share = claim.content[present].sum() / max(claim.content.sum(), 1e-9)
        if share >= passing * (1 if telling else 2):
            passed.append(number)
    return passed


def judged(
    model: Model, claims: Sequence[Claimed], articles: Sequence[Text], pairs: Sequence[Pair]
) -> tuple[Floats, list[int]]:
    """(n, 4) chances of RELATIONS for each pair, and the number of its best sentence."""
    if not pairs:
        return np.zeros((0, len(RELATIONS))), []
    told = [claim_features.features(claims[pair.claim], articles[pair.article]) for pair in pairs]
    features = np.array([values for values, _ in told])
    of_claim = model.claim([claim.text for claim in claims])[[pair.claim for pair in pairs]]
    of_article = model.article(articles)[[pair.article for pair in pairs]]
    arrays = model.bundle.arrays
    related = trees.scores(arrays, "related", features)
    way = trees.scores(arrays, "way", way_features(features, of_claim, of_article))
    return chances(related, way, model.bundle.settings["scale"]), [best for _, best in told]


def judge(
    articles: pd.DataFrame,
    segments: pd.DataFrame,
    watchlist: Watchlist,
    model: Model | None = None,
) -> pd.DataFrame:
    """Rows of the table `claims` (without day and stage_version): English articles, related or undecided."""
    english = articles.loc[articles["language"] == LANGUAGE, "article_id"].tolist()
    if not watchlist.claims or not english:
        return pd.DataFrame(columns=COLUMNS)
    model = model or live()
    claims = [Claimed(claim.text) for claim in watchlist.claims]
    story = sentences(english, segments)
    pairs, read = _worth_reading(claims, story, model.bundle.settings["passing"])
    chance, best = judged(model, claims, list(read.values()), pairs)
    names = list(read)
    rows: list[tuple[Any, ...]] = []
    for pair, row, sentence in zip(pairs, chance, best, strict=True):
        watched, article = watchlist.claims[pair.claim], names[pair.article]
        told = int(relation(row[None], model.bundle.settings["favour"])[0])
        decided = bool(row[told] >= model.bundle.settings["decided"][told])
        if RELATIONS[told] != "unrelated" or not decided:
            verdict = (RELATIONS[told], float(row[told]), decided)
            evidence = story[article][sentence]
            name = model.bundle.model_id
            rows.append(
                (
                    article,
                    watched.id,
                    watched.text,
                    *verdict,
                    evidence.text,
                    evidence.start,
                    evidence.end,
                    name,
                )
            )
    return pd.DataFrame(rows, columns=COLUMNS)


class Sentence(NamedTuple):
    """A segment of the story and where it stands in articles.text."""

    text: str
    start: int
    end: int


def sentences(article_ids: Sequence[str], segments: pd.DataFrame) -> dict[str, list[Sentence]]:
    """The sentences of each article that tell its story, in their order."""
    parts: dict[str, list[Sentence]] = {article: [] for article in article_ids}
    story = segments[segments["role"].isin(STORY_ROLES) & segments["article_id"].isin(parts)]
    columns = (story[name].tolist() for name in ("article_id", "text", "char_start", "char_end"))
    for article, text, start, end in zip(*columns, strict=True):
        parts[article].append(Sentence(text, int(start), int(end)))
    return parts


def _worth_reading(
    claims: Sequence[Claimed], story: dict[str, list[Sentence]], passing: float
) -> tuple[list[Pair], dict[str, Text]]:
    """Pairs that pass the first look, and the articles in them by id, numbered as the pairs have it."""
    split = {article: [cased(part.text) for part in parts] for article, parts in story.items()}
    spelt = {article: set(chain.from_iterable(parts)) for article, parts in split.items()}
    asked = {stem for claim in claims for stem in claim.stems.tolist()}
    every = set().union(*spelt.values())
    # Each spelling of a shard is stemmed once, and few are of a claim's words.
    telling = {word: stem for word in every if (stem := traits(word)[0]) in asked}
    pairs: list[Pair] = []
    read: dict[str, Text] = {}
    for article, words in spelt.items():
        found = first_look(claims, {telling[word] for word in telling.keys() & words}, passing)
        pairs += [Pair(claim, len(read)) for claim in found]
        if found:
            read[article] = Text([part.text for part in story[article]], split[article])
    return pairs, read


def of_version(model_id: str) -> Model:
    """The model that a row names; a UserError where it is not here or not for this code."""
    version = model_id.partition("/")[2]
    return opened(registry.load(TASK, claim_features.FEATURES, version))


def relations(
    claim: str, article_sentences: Sequence[str], model: Model | None = None
) -> dict[str, float]:
    """The chance of each of RELATIONS between a claim and an article."""
    pair, one = Pair(0, 0), Text(article_sentences)
    chance, _ = judged(model or live(), [Claimed(claim)], [one], [pair])
    return dict(zip(RELATIONS, chance[0].tolist(), strict=True))


def explain(
    claim: str, article_sentences: Sequence[str], top: int = 12, model: Model | None = None
) -> list[tuple[str, float]]:
    """What moved the relation told: each feature with the change of its log chance when set to a pair that does not meet.

    A boosted model has no weights to show, so each feature in turn is replaced by its median
    over the training's unrelated pairs.
    """
    model = model or live()
    claimed, article = Claimed(claim), Text(article_sentences)
    values, _ = claim_features.features(claimed, article)
    sides = model.claim([claimed.text]), model.article([article])
    usual = model.bundle.arrays["usual"].astype(np.float32)
    variants = np.tile(values, (len(values) + 1, 1))
    variants[np.arange(1, len(values) + 1), np.arange(len(values))] = usual
    many = [np.repeat(side, len(variants), axis=0) for side in sides]
    arrays = model.bundle.arrays
    chance = chances(
        trees.scores(arrays, "related", variants),
        trees.scores(arrays, "way", way_features(variants, *many)),
        model.bundle.settings["scale"],
    )
    told = int(relation(chance[:1], model.bundle.settings["favour"])[0])
    logs = np.log(np.maximum(chance[:, told], 1e-12))
    weights = [
        (name, float(logs[0] - moved))
        for name, moved in zip(claim_features.NAMES, logs[1:], strict=True)
    ]
    return sorted(weights, key=lambda part: -abs(part[1]))[:top]
