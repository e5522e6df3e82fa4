"""What the name model looks at: a token, its neighbours, the lists, its text, how it is printed.

Each feature is one array of 32-bit hashes over the tokens that may be part of a name; its place in
the list keeps it apart from the others (tasks/text/linear.py).
"""

import numpy as np

from tasks.text import names_bits, names_broad
from tasks.text import names_gazetteers as gazetteers
from tasks.text.forms import Batch, Forms, Hashes
from tasks.text.linear import Labels
from tasks.text.names_document import repeats
from tasks.text.names_view import CAREFUL, Classes, Places, View


def features(
    batch: Batch,
    tags: Labels,
    places: Places,
    classes: Classes,
    listed: gazetteers.Listed | None = None,
    words: np.ndarray | None = None,
) -> list[Hashes]:
    """All features of the tokens at `places`.

    classes: of words, from the bundle `names`. listed, words: what the lists know, and
    `names_document.repeats`, where they were asked for already.
    """
    listed = listed or gazetteers.listed(batch)
    words = repeats(batch, places) if words is None else words
    view = View(batch, tags, places, classes, listed, words)
    return [
        *_itself(view),
        *_neighbours(view),
        *_listed(view),
        *_classed(view),
        *_printed(view),
        *_in_run(view),
        *names_broad.features(view),
    ]


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
    kinds, begins = view.listed.sure
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
    words, total = view.words, np.bincount(view.words)
    before, after = view.near[-1], view.near[1]
    signs = (
        (view.bits[before] & (names_bits.TITLE | names_bits.GIVEN)) > 0,
        (view.bits[after] & names_bits.ORG_HEAD) > 0,
        (view.bits[before] & names_bits.LOCATIVE) > 0,
        (view.bits[after] & names_bits.REPORTING) > 0,
        (view.bits[before] & names_bits.THE) > 0,
    )
    out = np.zeros(len(view.places), np.uint32)
    for sign in signs:
        share = np.bincount(words, sign) / total
        out = out * np.uint32(3) + np.digitize(share, [0.01, 0.34])[words].astype(np.uint32)
    return out


def _classed(view: View) -> list[Hashes]:
    fine = _classes(view.batch.forms, view.classes)
    coarse = {by: (fine >> np.uint32(16))[ids] for by, ids in view.near.items()}
    by_two = np.uint32(1031)
    shape = view.batch.forms.shape[view.near[0]]
    return [
        coarse[0] ^ (shape * np.uint32(3)),
        fine[view.near[0]],
        coarse[-1],
        coarse[1],
        coarse[-1] * by_two ^ coarse[0],
        coarse[1] * by_two ^ coarse[0],
        coarse[-2] * by_two ^ coarse[-1],
        coarse[2] * by_two ^ coarse[1],
    ]


def _classes(forms: Forms, known: Classes) -> Hashes:
    """Each word's classes by the company it keeps: the coarse one in the upper 16 bits."""
    return np.fromiter(map(known.__getitem__, forms.words), np.uint32, len(forms.words))


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
    mark = (view.bits[view.batch.ids] & names_bits.STOP) > 0
    apart, size = mark & (tight[:-1] == 0), len(view.batch.first) - 1
    most = np.bincount(view.text, apart, size) * 2 > np.bincount(view.text, mark, size)
    return most[view.text].astype(np.uint32)


def _in_run(view: View) -> list[Hashes]:
    """The first and last word of the run of capitals around each token, and its place in it."""
    forms, ids, run = view.batch.forms, view.batch.ids, view.run
    first, last = run.begins[run.number], run.lasts[run.number]
    place = np.minimum(view.places - first, 3) + 4 * np.minimum(last - view.places, 3)
    size = place.astype(np.uint32)
    end, start = ids[last], ids[first]
    careful = view.bits & CAREFUL
    return [
        forms.lower[end] ^ (size * np.uint32(7919)),
        careful[end] * np.uint32(3) ^ (size << np.uint32(16)) ^ view.lists[0],
        careful[start] * np.uint32(5) ^ (size << np.uint32(16)) ^ careful[end],
        size ^ view.shouted * np.uint32(64),
    ]
