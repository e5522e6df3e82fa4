"""What the name model looks at: a token, its neighbours, the lists, its text, how it is printed.

Each feature is one array of 32-bit hashes over the tokens that may be part of a name; its place in
the list keeps it apart from the others (tasks/text/linear.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tasks.text import names_gazetteers as gazetteers
from tasks.text.forms import Batch, Forms, Hashes
from tasks.text.function_words import words
from tasks.text.linear import Labels

Places = np.ndarray[tuple[int], np.dtype[np.int64]]
_LISTS = np.uint32(0x7FFF)
_HEADLINE = 0.6


def features(
    batch: Batch, tags: Labels, places: Places, classes: Mapping[str, int]
) -> list[Hashes]:
    """All features of the tokens at `places`; `classes`: of words, from the bundle `names`."""
    view = View(batch, tags, places, classes)
    return [*_itself(view), *_neighbours(view), *_listed(view), *_classed(view), *_printed(view)]


@dataclass(frozen=True)
class View:
    """The tokens at `places` and what stands around them."""

    batch: Batch
    tags: Labels
    places: Places
    classes: Mapping[str, int]

    @cached_property
    def near(self) -> dict[int, np.ndarray]:
        """Numbers of the words up to two tokens away; 0 is the token itself."""
        around = {by: self.batch.neighbour(by)[self.places] for by in (-2, -1, 1, 2)}
        return {0: self.batch.ids[self.places]} | around

    @cached_property
    def bits(self) -> np.ndarray:
        """The lists each word stands in."""
        return gazetteers.word_bits(self.batch.forms)

    @cached_property
    def lists(self) -> dict[int, Hashes]:
        """The lists each word around stands in."""
        return {by: (self.bits & _LISTS)[ids] for by, ids in self.near.items()}

    @cached_property
    def shouted(self) -> Hashes:
        """1 where the sentence is mostly in capitals: a headline's or a table's."""
        capital = self.batch.forms.capital[self.batch.ids]
        total = np.bincount(self.batch.sentence)
        share = np.bincount(self.batch.sentence, capital) / np.maximum(total, 1)
        return (share[self.batch.sentence] > _HEADLINE)[self.places].astype(np.uint32)

    @cached_property
    def text(self) -> np.ndarray:
        """The number of the text each token of the batch stands in."""
        return np.repeat(np.arange(len(self.batch.first) - 1), np.diff(self.batch.first))


def _itself(view: View) -> list[Hashes]:
    forms, here = view.batch.forms, view.near[0]
    cased = forms.lower ^ (forms.shape * np.uint32(31))
    return [
        forms.lower[here],
        cased[here],
        forms.suffix[here],
        forms.prefix[here],
        forms.shape[here] ^ view.shouted,
    ]


def _neighbours(view: View) -> list[Hashes]:
    lower, shape, suffix = (
        getattr(view.batch.forms, name) for name in ("lower", "shape", "suffix")
    )
    here, before, after = view.near[0], view.near[-1], view.near[1]
    return [
        *(lower[view.near[by]] for by in (-2, -1, 1, 2)),
        lower[before] ^ (lower[here] * np.uint32(3)),
        lower[after] ^ (lower[here] * np.uint32(5)),
        shape[before] ^ (shape[here] * np.uint32(3)) ^ (shape[after] * np.uint32(17)),
        suffix[before] ^ (shape[before] * np.uint32(3)),
        suffix[after] ^ (shape[after] * np.uint32(3)),
        _tags_around(view),
    ]


def _tags_around(view: View) -> Hashes:
    """Each token's tag with its neighbours', none from beyond its sentence."""
    same = np.concatenate(([False], np.diff(view.batch.sentence) == 0, [False]))
    padded = np.concatenate(([0], view.tags + 1, [0])).astype(np.uint32)
    before = np.where(same[view.places], padded[view.places], 0)
    after = np.where(same[view.places + 1], padded[view.places + 2], 0)
    hashes: Hashes = (padded[view.places + 1] * 401 + before * 29 + after).astype(np.uint32)
    return hashes


def _listed(view: View) -> list[Hashes]:
    forms, lists, places = view.batch.forms, view.lists, view.places
    here, before, after = view.near[0], view.near[-1], view.near[1]
    kinds, begins = gazetteers.phrases(view.batch, view.bits)
    phrase = (kinds.astype(np.uint32) * 2 + begins)[places].astype(np.uint32)
    elsewhere = _elsewhere(view)
    return [
        lists[0] * np.uint32(131) ^ phrase,
        lists[-1] * np.uint32(137) ^ lists[0],
        lists[1] * np.uint32(139) ^ lists[0],
        lists[-1] ^ (lists[0] * np.uint32(3)) ^ (lists[1] * np.uint32(1009)),
        lists[-2] * np.uint32(11) ^ lists[2],
        phrase * np.uint32(7) + view.shouted,
        forms.lower[before] ^ (forms.shape[here] * np.uint32(7)) ^ lists[0],
        forms.lower[after] ^ (forms.shape[here] * np.uint32(11)) ^ lists[0],
        elsewhere,
        elsewhere ^ (lists[0] * np.uint32(65537)),
    ]


def _elsewhere(view: View) -> Hashes:
    """What the company of the same word in the same text says of it: titles, heads, "in" …"""
    forms = view.batch.forms.words
    key = view.text[view.places] * len(forms) + view.near[0]
    groups, inverse = np.unique(key, return_inverse=True)
    before, after = view.near[-1], view.near[1]
    signs = (
        (view.bits[before] & (gazetteers.TITLE | gazetteers.GIVEN)) > 0,
        (view.bits[after] & gazetteers.ORG_HEAD) > 0,
        np.isin(before, numbers(forms, words("locative"))),
        np.isin(after, numbers(forms, words("reporting"))),
        np.isin(before, numbers(forms, frozenset(["the"]))),
    )
    out, total = np.zeros(len(view.places), np.uint32), np.bincount(inverse, minlength=len(groups))
    for sign in signs:
        share = np.bincount(inverse, sign, len(groups)) / total
        out = out * np.uint32(3) + np.digitize(share, [0.01, 0.34])[inverse].astype(np.uint32)
    return out


def _classed(view: View) -> list[Hashes]:
    fine = _classes(view.batch.forms, view.classes)
    coarse = {by: (fine >> np.uint32(16))[ids] for by, ids in view.near.items()}
    by_two = np.uint32(1031)
    return [
        coarse[0] ^ (view.batch.forms.shape[view.near[0]] * np.uint32(3)),
        fine[view.near[0]],
        coarse[-1],
        coarse[1],
        coarse[-1] * by_two ^ coarse[0],
        coarse[1] * by_two ^ coarse[0],
        coarse[-2] * by_two ^ coarse[-1],
        coarse[2] * by_two ^ coarse[1],
    ]


def _classes(forms: Forms, known: Mapping[str, int]) -> Hashes:
    """Each word's classes by the company it keeps: the coarse one in the upper 16 bits."""
    found = (known.get(word) or known.get(word.title(), 0) for word in forms.words)
    return np.fromiter(found, np.uint32, len(forms.words))


def _printed(view: View) -> list[Hashes]:
    """How marks are set: spaces around them are a tokenised corpus's way, and so are its labels."""
    forms, lists, places = view.batch.forms, view.lists, view.places
    tight = _tight(view.batch)
    joints = (tight[places] + 2 * tight[places + 1]) * np.uint32(65599)
    spaced = _spaced(view, tight)[places] * np.uint32(7919)
    return [
        joints ^ forms.shape[view.near[0]],
        joints ^ lists[0] ^ (lists[-1] * np.uint32(31)),
        spaced ^ forms.lower[view.near[0]],
        spaced ^ lists[0] ^ (lists[1] * np.uint32(257)),
        spaced ^ lists[0] ^ (lists[-1] * np.uint32(509)),
    ]


def _tight(batch: Batch) -> Hashes:
    """1 where no space parts a token from the one before it; one more at the end."""
    joined = (batch.starts[1:] == batch.ends[:-1]) & (np.diff(batch.sentence) == 0)
    return np.concatenate(([0], joined, [0])).astype(np.uint32)


def _spaced(view: View, tight: Hashes) -> Hashes:
    """For each token of the batch whether its text sets spaces around its marks."""
    mark = np.isin(view.batch.ids, numbers(view.batch.forms.words, frozenset([".", ","])))
    apart, size = mark & (tight[:-1] == 0), len(view.batch.first) - 1
    most = np.bincount(view.text, apart, size) * 2 > np.bincount(view.text, mark, size)
    return most[view.text].astype(np.uint32)


def numbers(forms: list[str], wanted: frozenset[str]) -> list[int]:
    """The numbers of some words among the distinct ones."""
    return [number for number, word in enumerate(forms) if word in wanted]
