"""Parsed sentences as token arrays."""

from collections.abc import Sequence
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from tasks.models import vectors
from tasks.models.stance_features import FIRST_PERSON, Facts, valences
from tasks.models.stance_lexicon import entries, scope_words
from tasks.models.stance_phrases import Phrase
from tasks.models.stance_tree import NEGATORS, SAYING, Tree
from tasks.text.syntax import tables
from tasks.text.syntax_quoted import parse_quoted

TAGS = ("NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBN", "VBG", "VBP", "VBZ", "JJ", "RB", "IN",
        "PRP", "PRP$", "DT", "MD", "CC", "TO", "WP", "CD", "POS", "other")  # fmt: skip
FLAGS = 18
_NEGATOR, _NEGATED, _QUOTED, _PASSIVE = 0, 1, 2, 13
_OF_WORD, _OF_PHRASE = slice(3, 13), slice(14, 18)
_NO_IDS, _NO_KINDS = np.zeros(0, np.int64), np.zeros((0, 2), np.int64)
_NO_FLAGS = np.zeros((0, FLAGS), np.float32)
_SPELT = {"n't": "not"}
_TAG = {tag: number for number, tag in enumerate(TAGS)}


class Sentence:
    """One sentence read for stance: its tree and predications, and its tokens as numbers on demand.

    Half the sentences of a night leave no question to ask, and no need for their numbers.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @cached_property
    def ids(self) -> np.ndarray:
        """Each word's number in the vocabulary (n,), −1 for none."""
        index = vectors.load().index
        words = self.facts.tree.words
        return np.array([index.get(_SPELT.get(w, w), -1) for w in words], dtype=np.int64)

    @cached_property
    def kinds(self) -> np.ndarray:
        """Tag and relation (n, 2)."""
        tree, relations, other = self.facts.tree, _relations(), len(TAGS) - 1
        kinds = [
            (_TAG.get(tag, other), relations[relation])
            for tag, relation in zip(tree.tags, tree.relations, strict=True)
        ]
        return np.array(kinds, dtype=np.int64).reshape(-1, 2)

    @cached_property
    def flags(self) -> np.ndarray:
        """What the lexicons and the scopes say of each word (n, FLAGS)."""
        return _flags(self.facts)


class Tokens(NamedTuple):
    """The tokens of several sentences in one line; −1 where there is no neighbour."""

    ids: np.ndarray
    kinds: np.ndarray
    flags: np.ndarray
    head: np.ndarray
    before: np.ndarray
    after: np.ndarray
    children: csr_matrix


@cache
def _relations() -> dict[str, int]:
    return {name: i for i, name in enumerate((*tables().relations, "dep"))}


def relation_number(name: str) -> int:
    """The number in `Sentence.kinds` of a relation, −2 of one that the live parser never gives."""
    return _relations().get(name, -2)


def read(texts: Sequence[str]) -> list[Sentence]:
    """The sentences parsed, in order."""
    scope = scope_words("wish")
    return [Sentence(Facts(Tree(found, scope))) for found in parse_quoted(texts)]


@cache
def _lexical(word: str) -> tuple[bool, ...]:
    """What the lexicons say of a word alone; empty where they say nothing."""
    readings = entries().get(word, ())
    said = (
        *(any(e.polarity == p and (e.kind == "person") == person for e in readings)
          for person in (False, True) for p in (1, -1)),
        valences().get(word, 0) > 0, valences().get(word, 0) < 0,
        word in FIRST_PERSON, word in SAYING,
        word in scope_words("negate"), word in scope_words("condition"),
    )  # fmt: skip
    return said if any(said) else ()


def _flags(facts: Facts) -> np.ndarray:
    """For each token: negator, negated, quoted, the lexicons' word, passive, its phrase's leaning."""
    tree, size = facts.tree, len(facts.tree.words)
    flags = np.zeros((size, FLAGS), dtype=np.float32)
    negators = [i for i, word in enumerate(tree.words) if word in NEGATORS]
    negated = {n for i in negators for n in (tree.heads[i], i + 1, i + 2, i + 3) if 0 <= n < size}
    flags[negators, _NEGATOR] = 1
    flags[sorted(negated), _NEGATED] = 1
    flags[:, _QUOTED] = facts.quoted
    told = [i for i, word in enumerate(tree.words) if _lexical(word)]
    if told:
        flags[told, _OF_WORD] = [_lexical(tree.words[i]) for i in told]
    flags[[i for i in range(size) if tree.passive(i)], _PASSIVE] = 1
    for found in facts.phrases:
        flags[list(found.tokens), _OF_PHRASE] = _leaning(found.phrase)
    return flags


def _leaning(phrase: Phrase) -> tuple[bool, ...]:
    """Whether a phrase tells favour, opposition, a good light, a bad light."""
    light, stance = phrase.numbers[:2]
    return stance > 0, stance < 0, light > 0, light < 0


def joined(sentences: Sequence[Sentence]) -> tuple[Tokens, np.ndarray]:
    """All tokens in one line, and where each sentence starts: (sentences + 1,)."""
    lengths = np.array([len(s.ids) for s in sentences], dtype=np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths)))
    total = int(starts[-1])
    offsets = np.repeat(starts[:-1], lengths)
    local = np.concatenate(
        [np.array(s.facts.tree.heads, dtype=np.int64) for s in sentences] or [np.zeros(0, np.int64)]
    )
    place = np.arange(total)
    head = np.where(local >= 0, local + offsets, -1)
    before, after = place - 1, place + 1
    before[starts[:-1][lengths > 0]] = -1
    after[starts[1:][lengths > 0] - 1] = -1
    stops = np.array([r == "punct" for s in sentences for r in s.facts.tree.relations], dtype=bool)
    kept = np.flatnonzero((head >= 0) & ~stops)
    counts = np.bincount(head[kept], minlength=total)
    share = (1 / np.sqrt(counts[head[kept]])).astype(np.float32)
    children = csr_matrix((share, (head[kept], kept)), shape=(total, total), dtype=np.float32)
    ids, kinds, flags = (
        np.concatenate([column, *(getattr(s, name) for s in sentences)])
        for name, column in (("ids", _NO_IDS), ("kinds", _NO_KINDS), ("flags", _NO_FLAGS))
    )
    return Tokens(ids, kinds, flags, head, before, after, children), starts
