"""Features of names from the broad lists, whole runs of capitals, small letters and spelling."""

from functools import lru_cache
from zlib import crc32

import numpy as np

from tasks.text.forms import Hashes
from tasks.text.names_view import BROAD, BROAD_FROM, CAREFUL, View

_CAREFUL_BITS = np.uint32(15)
_LONGEST = 4
_SMALL = np.uint32(crc32(b"x"))  # the shape of a word in small letters
_REMEMBERED = 1 << 18


def features(view: View) -> list[Hashes]:
    """All features of this module, for the tokens of the view."""
    return [*_listed(view), *_run_lists(view), *_in_small_letters(view), *_spelt(view)]


def _listed(view: View) -> list[Hashes]:
    broad, lists, lower = view.broad, view.lists, view.batch.forms.lower
    kinds, begins = view.listed.known
    phrase = (kinds.astype(np.uint32) * 2 + begins)[view.places].astype(np.uint32)
    return [
        broad[0] ^ (phrase << np.uint32(9)),
        broad[0] * np.uint32(257) ^ broad[-1],
        broad[0] * np.uint32(257) ^ broad[1],
        (broad[0] << np.uint32(16)) ^ lists[0],
        phrase * np.uint32(29) ^ (lists[-1] * np.uint32(3)),
        broad[0] * np.uint32(31) ^ (lists[-1] << np.uint32(12)),
        broad[0] * np.uint32(37) ^ (lists[1] << np.uint32(12)),
        broad[0] * np.uint32(41) ^ lower[view.near[-1]],
        broad[0] * np.uint32(43) ^ lower[view.near[1]],
    ]


def _run_lists(view: View) -> list[Hashes]:
    """The lists that any, and that every word of the run of capitals stands in."""
    run, bits = view.run, view.bits[view.batch.ids]
    both = (bits >> BROAD_FROM & BROAD) << _CAREFUL_BITS | (bits & CAREFUL)
    some = np.bitwise_or.reduceat(both, run.begins)[run.number]
    every = np.bitwise_and.reduceat(both, run.begins)[run.number]
    size = np.minimum(run.lasts - run.begins + 1, _LONGEST)[run.number].astype(np.uint32)
    return [
        (some & CAREFUL) * np.uint32(5) ^ size,
        (some >> _CAREFUL_BITS) * np.uint32(5) ^ size,
        every * np.uint32(5) ^ size,
        (some & CAREFUL) * np.uint32(7) ^ view.lists[0],
    ]


def _in_small_letters(view: View) -> list[Hashes]:
    """The classes that capitalised words have in small letters: "Labor" heads a sentence."""
    forms, known = view.batch.forms, view.classes
    small = np.fromiter(map(known.small, forms.words), np.uint32, len(forms.words))
    here, before, shift = small[view.near[0]], view.near[-1], np.uint32(9)
    opens = (before == 0) | (~forms.capital[before] & (forms.shape[before] != _SMALL))
    return [
        here ^ (opens.astype(np.uint32) << np.uint32(20)),
        (here > 0).astype(np.uint32) ^ (forms.shape[view.near[0]] * np.uint32(3)) ^ opens,
        here * np.uint32(1031) ^ small[view.near[1]],
        here * np.uint32(1031) ^ small[before],
        (here > 0).astype(np.uint32) ^ (view.broad[-1] << np.uint32(1)) ^ (view.lists[-1] << shift),
    ]


def _spelt(view: View) -> list[Hashes]:
    """The last and first two and four letters."""
    table = np.array([_ends(word) for word in view.batch.forms.words], np.uint32).reshape(-1, 4)
    return list(table[view.near[0]].T)


# Shard after shard most words are the same.
@lru_cache(maxsize=_REMEMBERED)
def _ends(word: str) -> tuple[int, ...]:
    lower = word.lower()
    parts = (lower[-2:] + "$", lower[-4:] + "$", "^" + lower[:2], "^" + lower[:4])
    return tuple(crc32(part.encode("utf-8", "surrogatepass")) for part in parts)
