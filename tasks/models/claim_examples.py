"""What claims learn from: pairs of claim and article, told apart by story and by manner.

In FNC-1's pairs the labels of a story hang together: a headline *asserts*, *denies* or merely
*reports* the story's rumour, and so does each article; a pair is `discuss` where either only reports,
`agree` where both do the same, `disagree` where they differ. Those hidden manners explain 99.7 %
of the related training pairs, and are far easier to learn from words than the pairs themselves.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from tasks import lexicons
from tasks.errors import UserError
from tasks.models.words import words
from tasks.schemas import RELATIONS

MANNERS = ("asserts", "denies", "reports")
UNRELATED = RELATIONS.index("unrelated")
# Chance that a pair's label is not the one its two manners give: labellers slip.
SLIP, ROUNDS = 0.04, 60
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+|\n+")

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Pairs:
    """Labelled pairs; claims and bodies are the distinct ones, in order of appearance.

    claim, body (n,): which of them each pair joins. label (n,): place in RELATIONS. told: the
    manner of a text, a place in MANNERS, where its writer said it. invented: how many of the
    pairs, the last ones, are of stories that were written to learn from.
    """

    claims: list[str]
    bodies: list[str]
    claim: Ints
    body: Ints
    label: Ints
    told: Mapping[str, int] = field(default_factory=dict)
    invented: int = 0

    @property
    def related(self) -> NDArray[np.bool_]:
        """Which pairs speak of the same thing."""
        return self.label != UNRELATED

    @property
    def real(self) -> NDArray[np.bool_]:
        """Which pairs are of claims and articles that were published."""
        return np.arange(len(self.label)) < len(self.label) - self.invented


def read(pairs: Path, bodies: Path) -> Pairs:
    """The pairs of one file with their articles, in EVALUATION.md's format."""
    frame = pd.read_json(pairs, lines=True)
    text = pd.read_json(bodies, lines=True).set_index("id")["text"]
    claim, claims = pd.factorize(frame["claim"])
    body, ids = pd.factorize(frame["body"])
    label = frame["label"].map(RELATIONS.index).to_numpy(dtype=np.int64)
    return Pairs(list(claims), list(text.loc[ids]), claim, body, label)


def with_own(pairs: Pairs, files: Sequence[Path]) -> Pairs:
    """The pairs and behind them a user's own: JSON Lines of `claim, text, label`, text an article's.

    UserError where a file is none or a label is no relation.
    """
    rows = [row for file in files for row in _own(file)]
    return _joined(
        pairs, [(row["claim"], row["text"], RELATIONS.index(row["label"])) for row in rows]
    )


def with_stories(pairs: Pairs, file: Path) -> Pairs:
    """The pairs and behind them those of invented stories: each headline beside each article.

    file: JSON Lines of a headline and an article in each of MANNERS, `asserts: [headline, article]`.
    """
    stories = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    told = {
        text: MANNERS.index(name) for story in stories for name in story for text in story[name]
    }
    rows = [
        (story[one][0], story[other][1], _relation(MANNERS.index(one), MANNERS.index(other)))
        for story in stories
        for one in MANNERS
        for other in MANNERS
    ]
    return replace(_joined(pairs, rows), told=told, invented=len(rows))


def _relation(one: int, other: int) -> int:
    """Where a headline and an article of two manners stand to each other; a place in RELATIONS."""
    return 2 if 2 in (one, other) else int(one != other)


def _joined(pairs: Pairs, rows: Sequence[tuple[str, str, int]]) -> Pairs:
    claims, claim = _numbered(pairs.claims, [row[0] for row in rows])
    bodies, body = _numbered(pairs.bodies, [row[1] for row in rows])
    label = np.array([row[2] for row in rows], dtype=np.int64)
    return Pairs(
        claims,
        bodies,
        np.append(pairs.claim, claim),
        np.append(pairs.body, body),
        np.append(pairs.label, label),
    )


def _numbered(known: list[str], more: list[str]) -> tuple[list[str], Ints]:
    """The known texts with those of `more` that are new, and the place of each of `more` in them."""
    met = set(known)
    texts = [*known, *dict.fromkeys(text for text in more if text not in met)]
    places = {text: place for place, text in enumerate(texts)}
    return texts, np.array([places[text] for text in more], dtype=np.int64)


def _own(file: Path) -> list[dict[str, str]]:
    try:
        frame = pd.read_json(file, lines=True, dtype=False)
    except ValueError as error:
        raise UserError(f"{file} is not JSON Lines: {error}") from None
    missing = {"claim", "text", "label"} - set(frame.columns)
    if missing and len(frame):
        raise UserError(f"{file}: no {', '.join(sorted(missing))}; needs claim, text and label")
    rows = frame.to_dict("records")
    wrong = [
        f"row {number} has label {row['label']!r}"
        for number, row in enumerate(rows, 1)
        if row["label"] not in RELATIONS
    ]
    if wrong:
        raise UserError(f"{file}: {'; '.join(wrong[:5])}; a label is one of {', '.join(RELATIONS)}")
    return [{name: str(row[name]) for name in ("claim", "text", "label")} for row in rows]


def sentences(text: str) -> list[str]:
    """A rough cut into sentences, enough to learn from."""
    return [part for part in SENTENCE_END.split(text) if part.strip()]


def stories(pairs: Pairs) -> tuple[Ints, Ints]:
    """Story number of each claim and of each body: what related pairs tie together."""
    size = len(pairs.claims) + len(pairs.bodies)
    one, other = pairs.claim[pairs.related], pairs.body[pairs.related] + len(pairs.claims)
    joined = coo_matrix((np.ones(len(one)), (one, other)), shape=(size, size))
    number = connected_components(joined, directed=False)[1].astype(np.int64)
    return number[: len(pairs.claims)], number[len(pairs.claims) :]


def manners(pairs: Pairs) -> tuple[Floats, Floats]:
    """(claims, 3) and (bodies, 3): the chance of each manner, from the labels they stand in.

    Mean-field inference: both sides take turns, each manner weighed by how well it explains the
    labels given what the other side is believed to be. A first guess from refuting words breaks
    the symmetry of asserting and denying; of invented texts the manner is known.
    """
    first = np.log(np.array([_guess(text, pairs.told) for text in pairs.claims]))
    second = np.log(np.array([_guess(text, pairs.told) for text in pairs.bodies]))
    claim, body = pairs.claim[pairs.related], pairs.body[pairs.related]
    fits = np.log(_table())[:, :, pairs.label[pairs.related]].transpose(2, 0, 1)
    of_claim, of_body = _normal(first), _normal(second)
    for _ in range(ROUNDS):
        told = first.copy()
        np.add.at(told, claim, np.einsum("nhb,nb->nh", fits, of_body[body]))
        of_claim = _normal(told)
        told = second.copy()
        np.add.at(told, body, np.einsum("nhb,nh->nb", fits, of_claim[claim]))
        of_body = _normal(told)
    return of_claim, of_body


def _table() -> Floats:
    """(3, 3, 3) chance of agree, disagree, discuss given both manners."""
    table = np.full((3, 3, 3), SLIP / 2)
    for one in range(3):
        for other in range(3):
            table[one, other, _relation(one, other)] = 1 - SLIP
    return table


def _guess(text: str, told: Mapping[str, int]) -> list[float]:
    if text in told:
        return [1 - 2 * SLIP if manner == told[text] else SLIP for manner in range(len(MANNERS))]
    read_words = words(text)[:150]
    refuting = lexicons.mapping("claim_cues", "word", "cue")
    found = sum(refuting.get(word) == "refute" for word in read_words)
    denies = 0.35 if found > 1 or (found and len(read_words) < 30) else 0.1
    return [(1 - denies) * 0.55, denies, (1 - denies) * 0.45]


def _normal(logs: Floats) -> Floats:
    chances = np.exp(logs - logs.max(axis=1, keepdims=True))
    result: Floats = chances / chances.sum(axis=1, keepdims=True)
    return result
