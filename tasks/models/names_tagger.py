"""Training of the part-of-speech tagger from Universal Dependencies (CoNLL-U)."""

import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from tasks.text.forms import Batch, Hashes, batch
from tasks.text.linear import Labels, rows
from tasks.text.tags import TAGS, features
from tasks.text.tokens import Tokens, tokenize

BITS = 16
# Penn tags to ours; those of auxiliaries, "in" and subordinators depend on the universal tag too.
_PENN = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "NAME", "NNPS": "NAME", "VBD": "VBD", "VBZ": "VBZ",
    "VBP": "VBZ", "VBG": "VBG", "VBN": "VBN", "VB": "VB", "MD": "AUX", "JJ": "ADJ", "JJR": "ADJ",
    "JJS": "ADJ", "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "DT": "DET", "PDT": "DET",
    "PRP": "PRON", "PRP$": "DET", "WP": "REL", "WDT": "REL", "WP$": "REL", "WRB": "REL",
    "CD": "NUM", "CC": "AND", "TO": "TO", "POS": "POS", "RP": "ADV", "EX": "PRON",
}  # fmt: skip
_UNIVERSAL = {"AUX": "AUX", "PUNCT": "MARK", "SYM": "MARK"}


def our_tag(universal: str, penn: str) -> str:
    """The tag of `TAGS` for a word's universal and Penn tags.

    >>> our_tag("AUX", "VBZ"), our_tag("SCONJ", "IN"), our_tag("ADP", "IN"), our_tag("INTJ", "UH")
    ('AUX', 'SUB', 'PREP', 'X')
    """
    if universal in _UNIVERSAL:
        return _UNIVERSAL[universal]
    if universal == "SCONJ" and penn != "WRB":
        return "SUB"
    if penn == "IN":
        return "ADV" if universal == "ADV" else "PREP"
    return _PENN.get(penn, "X")


def sentences(file: Path) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Text and (word, universal tag, Penn tag) of each sentence of a gzipped CoNLL-U file."""
    text, words = "", []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# text = "):
                text = line[9:].rstrip("\n")
            elif line[:1].isdigit():
                number, word, _, universal, penn, *_ = line.split("\t")
                if number.isdigit():
                    words.append((word, universal, penn))
            elif not line.strip() and words:
                yield text, words
                words = []


def labelled(files: Sequence[Path]) -> tuple[Batch, Labels]:
    """All sentences as one batch, and the tag of each of our tokens."""
    tokens, labels = [], []
    for file in files:
        for text, words in sentences(file):
            tokens.append(tokenize(text))
            labels += _labels(text, tokens[-1], words)
    return batch(tokens, [[0]] * len(tokens)), np.asarray(labels, np.int8)


def _labels(text: str, tokens: Tokens, words: list[tuple[str, str, str]]) -> list[int]:
    """For each of our tokens the tag of the treebank's word that begins at or before it."""
    starts, place = [], 0
    for word, _, _ in words:
        found = text.find(word, place)
        # A word that is not there as printed (half of a contraction) begins where we are.
        if 0 <= found <= place + 3:
            place = found
        starts.append(place)
        place += len(word) if found >= 0 else 0
    nearest = np.searchsorted(starts, tokens.starts, "right") - 1
    return [TAGS.index(our_tag(*words[max(one, 0)][1:])) for one in nearest.tolist()]


def matrix(columns: Sequence[Hashes], bits: int) -> csr_matrix:
    """Hashed features as a sparse table of ones: (tokens, 2 ** bits)."""
    table = rows(columns, bits)
    starts = np.arange(0, table.size + 1, table.shape[1])
    return csr_matrix((np.ones(table.size), table.ravel(), starts), (len(table), 1 << bits))


def train(files: Sequence[Path]) -> tuple[np.ndarray, np.ndarray]:
    """Weights (2 ** BITS, tags) and bias (tags,) of the tagger."""
    read, labels = labelled(files)
    model = SGDClassifier(
        loss="log_loss", alpha=2e-6, average=True, max_iter=8, tol=None, random_state=0
    ).fit(matrix(features(read), BITS), labels)
    weights = np.zeros((1 << BITS, len(TAGS)))
    bias = np.full(len(TAGS), -99.0)
    weights[:, model.classes_], bias[model.classes_] = model.coef_.T, model.intercept_
    return weights, bias


def sure_words(files: Sequence[Path], least: int = 30, share: float = 0.998) -> dict[str, int]:
    """Words seen `least` times that nearly always have one tag, with that tag."""
    read, labels = labelled(files)
    counts = np.zeros((len(read.forms.words), len(TAGS)), np.int64)
    np.add.at(counts, (read.ids, labels), 1)
    total, most = counts.sum(1), counts.max(1)
    known = np.flatnonzero((total >= least) & (most >= share * total))
    return {read.forms.words[one]: int(counts[one].argmax()) for one in known.tolist()}
