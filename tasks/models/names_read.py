"""Names labelled by reading: GUM's with our corrections, and our own in EWT and in the corpus.

The label files hold offsets and no text. A row `none` takes a name of the set away, `unsure` keeps
the tokens out of training, `read` is a stretch of an article whose every name was labelled; any
other row takes the place of what it overlaps.
"""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from tasks.models.names_labels import Sample, labels_of, sample
from tasks.text.names import TYPES
from tasks.text.names_chain import runs
from tasks.text.tags import Tagger

Spans = list[tuple[int, int, str]]


class Labelled(NamedTuple):
    """Texts with their names, and the spans nobody was sure of."""

    texts: list[str]
    names: list[Spans]
    unsure: list[Spans]

    @classmethod
    def of(cls, rows: Sequence[tuple[str, Spans]]) -> Self:
        """From texts and their labels of any kind."""
        kept = [[one for one in spans if one[2] in TYPES] for _, spans in rows]
        open_ = [[one for one in spans if one[2] == "unsure"] for _, spans in rows]
        return cls([text for text, _ in rows], kept, open_)

    def sample(self, tagger: Tagger) -> Sample:
        """Tokens and labels, without the runs of capitals that touch an unsure span."""
        whole = sample(self.texts, self.names, tagger)
        unsure = [[(start, end, "PER") for start, end, _ in spans] for spans in self.unsure]
        doubted = labels_of(whole.read, unsure) > 0
        kept = np.ones(len(whole.places), np.bool_)
        for group in runs(whole.places, whole.read.sentence):
            kept[group[doubted[whole.places[group]].any(1)].ravel()] = False
        return Sample(whole.read, whole.tags, whole.places[kept], whole.labels)


def gum(rows: pd.DataFrame, labels: Path) -> Labelled:
    """`rows` (id, text, entities) with the corrections in `labels`."""
    ours = _by_id(labels)
    found = []
    for one, text, theirs in zip(rows["id"], rows["text"], rows["entities"], strict=True):
        mine = ours.get(one, [])
        left = [
            (start, end, kind)
            for start, end, kind in theirs
            if not any(a < end and b > start for a, b, _ in mine)
        ]
        found.append((text, sorted(left + mine)))
    return Labelled.of(found)


def ewt(treebank: Path, labels: Path) -> Labelled:
    """Documents of the treebank that have labels, their sentences one behind the other."""
    ours = _by_id(labels)
    found = []
    for document in _documents(treebank):
        if not any(one in ours for one, _ in document):
            continue
        text, spans = "", []
        for one, sentence in document:
            spans += [(len(text) + a, len(text) + b, kind) for a, b, kind in ours.get(one, [])]
            text += sentence + " "
        found.append((text, spans))
    return Labelled.of(found)


def corpus(parquet: Path, labels: Path) -> Labelled:
    """The stretches of articles that were read."""
    ours = _by_id(labels)
    table = pq.read_table(parquet, columns=["id", "text"], filters=[("id", "in", list(ours))])
    texts = dict(zip(*(table.column(name).to_pylist() for name in ("id", "text")), strict=True))
    found = []
    for one, spans in ours.items():
        for first, last, _ in (span for span in spans if span[2] == "read"):
            inside = [
                (a - first, b - first, kind)
                for a, b, kind in spans
                if first <= a and b <= last and kind != "read"
            ]
            found.append((texts[one][first:last], inside))
    return Labelled.of(found)


def _by_id(labels: Path) -> dict[str, Spans]:
    found: defaultdict[str, Spans] = defaultdict(list)
    with labels.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["id"]].append((int(row["start"]), int(row["end"]), row["type"]))
    return dict(found)


def _documents(treebank: Path) -> Iterator[list[tuple[str, str]]]:
    """(sentence id, text) of each document of a gzipped CoNLL-U file."""
    document: list[tuple[str, str]] = []
    one = ""
    with gzip.open(treebank, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc") and document:
                yield document
                document = []
            elif line.startswith("# sent_id = "):
                one = line[12:].strip()
            elif line.startswith("# text = "):
                document.append((one, line[9:].rstrip("\n")))
    yield document
