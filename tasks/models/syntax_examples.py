"""Universal Dependencies treebanks as padded arrays."""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tasks.text.syntax_features import Words


@dataclass(frozen=True)
class Sentence:
    """One gold sentence; `heads` from 0, the root's head is the sentence's length."""

    words: list[str]
    tags: list[str]
    heads: list[int]
    relations: list[str]


def read(path: Path) -> list[Sentence]:
    """The sentences of one CoNLL-U file; multi-word ranges and empty nodes are left out."""
    sentences, lines = [], []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in [*file, "\n"]:
            if line[0].isdigit():
                cells = line.split("\t")
                if cells[0].isdigit():
                    lines.append(cells)
            elif not line.strip() and lines:
                sentences.append(_sentence(lines))
                lines = []
    return sentences


def _sentence(lines: list[list[str]]) -> Sentence:
    heads = [int(cells[6]) - 1 if cells[6] != "0" else len(lines) for cells in lines]
    return Sentence(
        [cells[1] for cells in lines],
        [cells[4] for cells in lines],
        heads,
        [relation(cells[7]) for cells in lines],
    )


KEPT_SUBTYPES = frozenset({"nsubj:pass", "obl:agent", "nmod:poss", "acl:relcl", "aux:pass"})
FOLDED = {
    "dep": "parataxis", "goeswith": "flat", "orphan": "conj", "reparandum": "parataxis",
    "list": "parataxis", "dislocated": "parataxis", "csubj": "nsubj", "csubj:pass": "nsubj:pass",
    "nsubj:outer": "nsubj", "csubj:outer": "nsubj", "vocative": "discourse", "det:predet": "det",
}  # fmt: skip


def relation(name: str) -> str:
    """The relation as kept: a few subtypes, rare ones folded into near ones."""
    name = FOLDED.get(name, name)
    name = name if name in KEPT_SUBTYPES else name.split(":")[0]
    return FOLDED.get(name, name)


@dataclass(frozen=True)
class Gold:
    """Gold sentences as padded arrays beside their codes."""

    codes: np.ndarray
    lengths: np.ndarray
    tags: np.ndarray
    heads: np.ndarray
    relations: np.ndarray

    @property
    def inside(self) -> np.ndarray:
        """Which places of the padding are tokens."""
        width: int = self.codes.shape[1]
        within: np.ndarray = np.arange(width)[None, :] < self.lengths[:, None]
        return within

    def part(self, rows: np.ndarray) -> "Gold":
        """The sentences `rows`, cut to the longest of them."""
        width = int(self.lengths[rows].max()) + 2
        return Gold(
            self.codes[rows, :width], self.lengths[rows], self.tags[rows, :width],
            self.heads[rows, :width], self.relations[rows, :width],
        )  # fmt: skip


def padded(
    sentences: Sequence[Sentence], words: Words, tags: list[str], relations: list[str]
) -> Gold:
    """Arrays of `sentences`; tags and relations by their place in the given lists."""
    codes, lengths = words.batch([s.words for s in sentences])
    shape = codes.shape[:2]
    inside = np.arange(shape[1])[None, :] < lengths[:, None]
    gold_tags, heads, names = (np.full(shape, fill) for fill in (len(tags), -1, 0))
    tag_of, name_of = ({n: i for i, n in enumerate(names)} for names in (tags, relations))
    gold_tags[inside] = [tag_of.get(t, 0) for s in sentences for t in s.tags]
    heads[inside] = [h for s in sentences for h in s.heads]
    names[inside] = [name_of.get(r, 0) for s in sentences for r in s.relations]
    gold_tags[np.arange(len(sentences)), lengths] = len(tags) + 1
    return Gold(codes, lengths, gold_tags, heads, names)
