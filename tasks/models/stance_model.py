"""The stance model at work: sentences and rows in, calibrated probabilities out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from scipy.special import log_softmax

from tasks.errors import UserError
from tasks.models import registry, stance_axes, vectors
from tasks.models.calibrate import Calibration
from tasks.models.stance_carry import Carry
from tasks.models.stance_features import Row
from tasks.models.stance_net import Net, Shares, scores, shares_of, units
from tasks.models.stance_pools import measured, pools
from tasks.models.stance_reading import Sentence, joined
from tasks.models.stance_removals import pointed
from tasks.models.stance_rules import NEUTRAL, RULINGS, certain
from tasks.models.stance_seen import Seen

FEATURES = "stance-5"
LABELS = ("favour", "against", "neutral")
# Whoever speaks; a holder named in the sentence; what `stance_rules` says of such a holder; and
# the article's own voice as a night asks for it, in sentences that nobody chose for their colour.
KINDS = ("speaks", "held", *(f"rule: {ruling}" for ruling in RULINGS), "author")
_CHUNK = 200  # sentences read together, so that memory follows the chunk
_CLIP = 6.0


@dataclass(frozen=True)
class Frame:
    """What turns words into numbers: fixed before any net is learnt.

    table (V + 1, inputs): reduced vectors and axes of each word, the last row for unknown ones;
    axes (V + 1, AXES); rarity (V + 1,): how much a word counts in a pool; mean, spread (numbers,).
    """

    table: np.ndarray
    axes: np.ndarray
    rarity: np.ndarray
    mean: np.ndarray
    spread: np.ndarray

    def standard(self, numbers: np.ndarray) -> np.ndarray:
        """Dense features at one scale, no value beyond six spreads."""
        result: np.ndarray = np.clip((numbers - self.mean) / self.spread, -_CLIP, _CLIP)
        return result.astype(np.float32)


class Judged(NamedTuple):
    """chances (rows, 3); labels (rows,) numbers in `LABELS`; decided (rows,) bool."""

    chances: np.ndarray
    labels: np.ndarray
    decided: np.ndarray


@dataclass(frozen=True)
class Model:
    """A live model: its frame, nets, calibrations by kind and the lines of its decisions.

    leaning: what neutral's probability is multiplied by before the likeliest label is taken.
    sure: the confidence from which a label is decided, by kind: (polar, neutral).
    """

    frame: Frame
    nets: tuple[Net, ...]
    calibrations: tuple[Calibration, ...]
    leaning: tuple[float, ...]
    sure: tuple[tuple[float, float], ...]
    carry: Carry
    relations: int
    model_id: str

    def scores(
        self, sentences: Sequence[Sentence], rows: Sequence[Row], of: np.ndarray
    ) -> np.ndarray:
        """Mean log-probabilities (rows, 3) of the nets; `of` names each row's sentence."""
        out = np.zeros((len(rows), len(LABELS)))
        order = np.argsort(of, kind="stable")
        every = [sentence.ids for sentence in sentences]
        words = shares_of(
            np.concatenate([np.zeros(0, np.int64), *every]), self.frame.table, self.nets
        )
        for start in range(0, len(sentences), _CHUNK):
            chunk = order[(of[order] >= start) & (of[order] < start + _CHUNK)]
            if chunk.size:
                some = [rows[i] for i in chunk]
                part = sentences[start : start + _CHUNK]
                out[chunk] = self._chunk(part, some, of[chunk] - start, words)
        return out

    def _chunk(
        self, sentences: Sequence[Sentence], rows: list[Row], of: np.ndarray, words: Shares
    ) -> np.ndarray:
        tokens, starts = joined(sentences)
        seen = Seen(rows, starts[of], tokens)
        pool = pools(seen, self.frame.rarity)
        numbers = self.frame.standard(measured(rows, seen, pool, self.frame.axes))
        hidden = units(tokens, words, self.relations, self.nets)
        logs = [
            log_softmax(scores(np.maximum(active, 0), pool, numbers, net), axis=1)
            for active, net in zip(hidden, self.nets, strict=True)
        ]
        return np.asarray(np.mean(logs, axis=0))

    def judge(
        self,
        sentences: Sequence[Sentence],
        rows: Sequence[Row],
        of: np.ndarray,
        author: np.ndarray | None = None,
    ) -> Judged:
        """What a night, an evaluation and an explanation all ask of the model.

        author (rows,) bool: which rows ask for the article's own voice as it stands in a night.
        """
        kind = kinds(rows)
        if author is not None:
            kind[author] = KINDS.index("author")
        return self.settled(pointed(self.scores(sentences, rows, of), rows), kind)

    def settled(self, raw: np.ndarray, kind: np.ndarray) -> Judged:
        """Probabilities, labels and decisions from mean log-probabilities, by each row's kind."""
        chances = np.zeros_like(raw)
        for number, calibration in enumerate(self.calibrations):
            chances[kind == number] = calibration(raw[kind == number])
        labels = leant(chances, np.array(self.leaning)[kind])
        confidence = chances[np.arange(len(labels)), labels]
        lines = np.array(self.sure)[kind, (labels == NEUTRAL).astype(int)]
        return Judged(chances, labels, confidence >= lines)


def leant(chances: np.ndarray, leaning: np.ndarray | float) -> np.ndarray:
    """The likeliest label after neutral's probability is multiplied by `leaning`."""
    weighed = chances.copy()
    weighed[:, NEUTRAL] *= leaning
    return np.asarray(weighed.argmax(axis=1))


def kinds(rows: Sequence[Row]) -> np.ndarray:
    """The number in `KINDS` of each row."""
    found = [(row.holder is not None, certain(row)) for row in rows]
    numbers = [int(held) if sure is None else 2 + sure for held, sure in found]
    return np.array(numbers, dtype=np.int64)


def frame_of(arrays: dict[str, np.ndarray], words: vectors.Vectors) -> Frame:
    """The frame from a bundle's arrays and the vectors it was learnt with."""
    axes = stance_axes.of_words(arrays["axes"].astype(np.float32), words)
    reduced = (words.matrix - arrays["centre"]) @ arrays["projection"].astype(np.float32)
    table = np.hstack([np.vstack([reduced, np.zeros((1, reduced.shape[1]))]), axes * 2])
    return Frame(
        table.astype(np.float32), axes, rarity(words.counts), arrays["mean"], arrays["spread"]
    )


def rarity(counts: np.ndarray) -> np.ndarray:
    """How much each word counts in a pool (V + 1,): squared share of the log odds; ½ if unknown."""
    share = np.clip(np.log(counts.sum() / counts), 1, 12) / 12
    return np.append(share**2, 0.5).astype(np.float32)


@cache
def live() -> Model:
    """The champion; a UserError where there is none."""
    return unpacked(registry.load("stance", FEATURES))


def unpacked(bundle: registry.Bundle) -> Model:
    """The model that a bundle holds; a UserError where its vectors are not the live ones."""
    arrays, settings = bundle.arrays, bundle.settings
    words = vectors.load()
    if settings["vectors"] != words.model_id:
        raise UserError(
            f"model {bundle.model_id} was trained on {settings['vectors']}, the live vectors are "
            f"{words.model_id}: run `nightdesk train stance` or go back to the version it came with"
        )
    nets = tuple(
        Net(*(arrays[f"net{n}_{field}"].astype(np.float32) for field in Net._fields))
        for n in range(settings["nets"])
    )
    return Model(
        frame_of(arrays, words), nets, tuple(map(_calibration, settings["calibration"])),
        tuple(settings["leaning"]), tuple((a, b) for a, b in settings["sure"]),
        Carry(words, arrays["carry"], settings["carry"]), settings["relations"], bundle.model_id,
    )  # fmt: skip


def _calibration(values: dict[str, Any]) -> Calibration:
    return Calibration(values["scale"], tuple(values["bias"]))
