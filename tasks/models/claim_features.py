"""What a claim and an article have in common, and how the article speaks where they meet."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tasks.models import vectors
from tasks.models.claim_text import CUES, LEAD, Text

FEATURES = "claims-1"
# Nats below which a claim's word ("the", "says") hardly counts as its content.
BARE = 4.0

MEETING = (
    "share of content in article", "share of words in article", "share of content in lead",
    "share of content in best sentence", "share of content in best three", "rarest three present",
    "rarest present", "rarest missing", "rarest found", "content", "distinct words", "article length",
    "shared pairs", "tf-idf cosine", "meaning: article", "meaning: lead", "meaning: best sentence",
    "meaning: best three", "names present", "names", "share of names",
)  # fmt: skip
MANNER = (
    "words met softly",
    "words met softly in best sentence",
    "place of best sentence",
    "sentences about it",
)
ZONES = ("claim", "lead", "article", "best sentence", "best three", "by nearness", "end")
MARKS = ("?", ":", "'", "!")
NAMES = (
    *MEETING, *MANNER, *(f"{cue} in {zone}" for zone in ZONES for cue in CUES),
    *(f"{mark} in claim" for mark in MARKS), "denials, claim less article", "denials, claim and article",
)  # fmt: skip


class Claimed:
    """A claim made ready: its distinct stems, what each says (nats), which are names."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.text = Text([words])
        self.stems, first = np.unique(self.text.ids, return_index=True)
        self.content = np.maximum(self.text.information[first] - BARE, 0.05).astype(np.float64)
        self.name = self.text.capital[first]

    @cached_property
    def rarest(self) -> NDArray[np.int64]:
        """Where the three most telling stems stand in `stems`."""
        return np.argsort(-self.content, kind="stable")[:3]


class Meeting:
    """Where a claim's words stand in an article."""

    def __init__(self, claim: Claimed, article: Text) -> None:
        size = len(claim.stems)
        at = np.minimum(np.searchsorted(claim.stems, article.ids), max(size - 1, 0))
        hit = claim.stems[at] == article.ids if size else np.zeros(len(article.ids), dtype=bool)
        self.present = np.zeros(size, dtype=bool)
        self.present[at[hit]] = True
        self.in_lead = np.zeros(size, dtype=bool)
        self.in_lead[at[:LEAD][hit[:LEAD]]] = True
        self.by_sentence = np.zeros((max(article.sentences, 1), size), dtype=bool)
        self.by_sentence[article.sentence[hit], at[hit]] = True
        self.total = max(float(claim.content.sum()), 1e-9)
        self.shares = self.by_sentence @ claim.content / self.total
        self.order = np.argsort(-self.shares, kind="stable")

    @property
    def best(self) -> int:
        """The sentence that says most of the claim; the first of equals."""
        return int(self.order[0])


def features(claim: Claimed, article: Text) -> tuple[NDArray[np.float32], int]:
    """The values of NAMES for one pair, and the number of its best sentence."""
    met = Meeting(claim, article)
    values = [*_overlap(claim, article, met), *_meaning(claim, article), *_named(claim, met)]
    values += [*_soft(claim, article, met.best), *_where(article, met)]
    values += _cues(claim, article, met)
    return np.array(values, dtype=np.float32), met.best


def _overlap(claim: Claimed, article: Text, met: Meeting) -> list[float]:
    content, present = claim.content, met.present
    best_three = met.by_sentence[met.order[:3]].any(axis=0)
    mine, theirs = _shared(claim.text.weighted[0], article.weighted[0])
    return [
        float(present @ content) / met.total,
        float(present.mean()) if len(present) else 0.0,
        float(met.in_lead @ content) / met.total,
        float(met.shares[met.best]),
        float(best_three @ content) / met.total,
        float(present[claim.rarest].mean()) if len(present) else 0.0,
        float(present[claim.rarest[0]]) if len(present) else 0.0,
        float(content[~present].max(initial=0)),
        float(content[present].max(initial=0)),
        met.total,
        float(len(present)),
        float(np.log1p(len(article.ids))),
        len(_shared(claim.text.pairs, article.pairs)[0]) / max(len(claim.text.pairs), 1),
        float(claim.text.weighted[1][mine] @ article.weighted[1][theirs]) if len(mine) else 0.0,
    ]


def _shared(
    few: NDArray[np.int64], many: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the numbers that are in both stand in either; both are sorted, no number twice."""
    if not len(many):
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing
    at = np.minimum(np.searchsorted(many, few), len(many) - 1)
    mine = np.flatnonzero(many[at] == few)
    return mine, at[mine]


def _meaning(claim: Claimed, article: Text) -> list[float]:
    vector = claim.text.vector
    near = np.sort(article.sentence_units @ vector)
    return [
        float(vector @ article.vector),
        float(vector @ article.lead_vector),
        float(near[-1]),
        float(near[-3:].mean()),
    ]


def _named(claim: Claimed, met: Meeting) -> list[float]:
    both = met.present & claim.name
    return [
        float(both.sum()) / max(int(claim.name.sum()), 1),
        float(claim.name.sum()),
        float(both @ claim.content) / max(float(claim.content[claim.name].sum()), 0.1),
    ]


def _soft(claim: Claimed, article: Text, best: int) -> list[float]:
    """How near each known word of the claim comes to some word of the article, or of a sentence."""
    matrix = vectors.load().matrix
    known = claim.text.row >= 0
    heft = np.maximum(claim.text.information[known] - BARE, 0.05)
    mine = matrix[claim.text.row[known]]
    sentence = article.row[(article.sentence == best) & (article.row >= 0)]
    return [
        float((mine @ theirs.T).max(axis=1) @ heft / heft.sum())
        if len(theirs) and len(mine)
        else 0.0
        for theirs in (article.known_vectors, matrix[sentence])
    ]


def _where(article: Text, met: Meeting) -> list[float]:
    top = max(float(met.shares[met.best]), 1e-9)
    return [met.best / max(article.sentences, 1), float((met.shares > top / 2).mean())]


def _cues(claim: Claimed, article: Text, met: Meeting) -> list[float]:
    near = met.shares / max(float(met.shares[met.best]), 1e-9)
    spread = max(float(near.sum()), 1.0)
    sentence, cue = article.sentence, article.cue
    zones = [
        _counted(claim.text.cue),
        _counted(cue[:LEAD]),
        _counted(cue) / np.log(10 + len(cue)),
        _counted(cue[sentence == met.best]),
        _counted(cue[_among(met.order[:3], len(met.order))[sentence]]),
        _counted(cue, near[sentence] if len(sentence) else None) / spread,
        _counted(cue[-LEAD:]),
    ]
    marks = [float(claim.words.count(mark)) for mark in MARKS]
    mine, theirs = min(zones[0][0] + zones[0][4], 1.0), min(_counted(cue)[0], 3.0) / 3
    return [*np.concatenate(zones).tolist(), *marks, float(mine - theirs), float(mine * theirs)]


def _among(chosen: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    """(size,) true at the chosen places."""
    there = np.zeros(size, dtype=bool)
    there[chosen] = True
    return there


def _counted(
    cue: NDArray[np.int8], weight: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """(len(CUES),) how often each cue stands, by weight."""
    chosen = cue >= 0
    return np.bincount(
        cue[chosen], None if weight is None else weight[chosen], minlength=len(CUES)
    ).astype(np.float64)
