"""A light syntax: tags, heads and relations of English sentences, many sentences at once.

Three linear models over hashed features, trained on Universal Dependencies by
`tasks.models.train_syntax`: a tagger in two looks, a greedy arc-hybrid parser, relations of arcs.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from tasks.models import registry
from tasks.text.syntax_features import FIELDS, Words, code, tag_rows
from tasks.text.syntax_steps import heads_of, label_rows, packed
from tasks.text.tokens import tokenize

FEATURES = "syntax-1"
LONGEST = 160  # tokens; what stands beyond is left without heads
_PLACES = 60_000  # padded places of one batch: enough to spread the cost of a step's many calls
_BLOCK = 4096  # examples summed together: they stay in the cache
_CONTRACTED = re.compile(r"(?i)(.*[a-z])(n['’]t|['’](?:ll|re|ve|d|m))")
_NOUNS = ("NN", "NNS", "NNP", "NNPS", "PRP")
_CANNOT = re.compile(r"(?i)(can)(not)")


class Parse(NamedTuple):
    """One sentence: offsets are code points of its text; a root's or unread token's head is −1."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    heads: list[int]
    relations: list[str]


class Tables(NamedTuple):
    """The weights as a night uses them."""

    words: Words
    tags: list[str]
    relations: list[str]
    first: np.ndarray
    second: np.ndarray
    steps: np.ndarray
    labels: np.ndarray


def tokens(text: str) -> tuple[list[str], list[int], list[int]]:
    """Words, starts and ends as the parser wants them: contractions parted.

    >>> tokens("They don't, can they?")[0]
    ['They', 'do', "n't", ',', 'can', 'they', '?']
    """
    found = tokenize(text)
    words, starts, ends = found.words, found.starts.tolist(), found.ends.tolist()
    for i in range(len(words) - 1, -1, -1):
        word = words[i]
        if "'" in word or "’" in word or word in ("cannot", "Cannot"):
            match = _CONTRACTED.fullmatch(word) or _CANNOT.fullmatch(word)
            if match:
                cut = starts[i] + match.end(1)
                words[i : i + 1] = match.groups()
                starts[i : i + 1] = (starts[i], cut)
                ends[i : i + 1] = (cut, ends[i])
    return words, starts, ends


@cache
def tables() -> Tables:
    """The live parser; a UserError where there is none."""
    return unpacked(registry.load("syntax", FEATURES))


def unpacked(bundle: registry.Bundle) -> Tables:
    """The weights of a bundle; they stay bytes, whose sums order the classes as well."""
    arrays = bundle.arrays
    clusters = dict(zip(arrays["cluster_words"].tolist(), arrays["clusters"].tolist(), strict=True))
    return Tables(
        Words(clusters, arrays["known"].tolist()),
        bundle.settings["tags"],
        bundle.settings["relations"],
        arrays["first"],
        arrays["second"],
        packed(arrays["steps"]),
        arrays["labels"],
    )


def parse(texts: Sequence[str]) -> list[Parse]:
    """The parse of each sentence, in order.

    >>> parse([""])
    [Parse(words=[], starts=[], ends=[], tags=[], heads=[], relations=[])]
    """
    cut = [tokens(text) for text in texts]
    models = tables()
    tag_names, relation_names = (
        np.array(names, dtype=object) for names in (models.tags, models.relations)
    )
    results: list[Parse | None] = [None] * len(texts)
    for batch in _batches([len(words) for words, _, _ in cut]):
        sentences = [cut[i][0][:LONGEST] for i in batch]
        tags, heads, relations = _read(sentences, models)
        for row, i in enumerate(batch):
            words, starts, ends = cut[i]
            n, more = len(sentences[row]), len(words) - len(sentences[row])
            results[i] = Parse(
                words,
                starts,
                ends,
                tag_names[tags[row, :n]].tolist() + ["NN"] * more,
                np.where(heads[row, :n] == n, -1, heads[row, :n]).tolist() + [-1] * more,
                relation_names[relations[row, :n]].tolist() + ["dep"] * more,
            )
    return [result for result in results if result is not None]


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Sentence numbers in batches of like length."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * (min(lengths[i], LONGEST) + 2) > _PLACES:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _read(
    sentences: Sequence[Sequence[str]], models: Tables
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Tags, heads and relations (n, width) of a batch."""
    codes, lengths = models.words.batch(sentences)
    inside = np.arange(codes.shape[1])[None, :] < lengths[:, None]
    tags = tagged(codes, lengths, models)
    heads = heads_of(codes, tags, lengths, models.steps, _bits(models.steps))
    heads[~inside] = -1
    relations = np.zeros_like(heads)
    rows = label_rows(codes, tags, heads, _bits(models.labels))[inside.ravel()]
    relations[inside] = summed(models.labels, rows).argmax(axis=1)
    return tags, heads, relations


def tagged(codes: np.ndarray, lengths: np.ndarray, models: Tables) -> np.ndarray:
    """Tag numbers (n, width) in two looks; outside the sentence stand two numbers of their own."""
    inside = np.arange(codes.shape[1])[None, :] < lengths[:, None]
    tags = np.full(inside.shape, len(models.tags))
    tags[np.arange(len(lengths)), lengths] = len(models.tags) + 1
    flat = inside.ravel()
    rows = tag_rows(codes, None, _bits(models.first))[flat]
    tags[inside] = summed(models.first, rows).argmax(axis=1)
    rows = tag_rows(codes, tags, _bits(models.second))[flat]
    tags[inside] = summed(models.second, rows).argmax(axis=1)
    _mend(codes, tags, models.tags)
    return tags


def _mend(codes: np.ndarray, tags: np.ndarray, names: list[str]) -> None:
    """An "-ed" word after a noun or pronoun is a verb, where the treebanks saw it as adjective only."""
    number = {name: i for i, name in enumerate(names)}
    before = np.isin(tags[:, :-1], [number[n] for n in _NOUNS if n in number])
    adjective = (tags[:, 1:] == number["JJ"]) & (
        codes[:, 1:, FIELDS.index("suffix2")] == code("2ed")
    )
    tags[:, 1:][before & adjective] = number["VBD"]


def summed(weights: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """The sum of each example's rows of bytes: int16 (n, classes)."""
    total = np.zeros((len(rows), weights.shape[1]), dtype=np.int16)
    for start in range(0, len(rows), _BLOCK):
        part = total[start : start + _BLOCK]
        row = np.empty(part.shape, dtype=weights.dtype)
        for column in rows[start : start + _BLOCK].T:
            np.take(weights, column, axis=0, out=row, mode="clip")
            part += row
    return total


def _bits(weights: np.ndarray) -> int:
    return len(weights).bit_length() - 1
