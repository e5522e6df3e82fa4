"""What a whole text knows of a name: the same words are the same thing, and a surname alone is
the person whose full name stands elsewhere in it."""

from collections import Counter

import numpy as np

from tasks.text import names_gazetteers as gazetteers
from tasks.text.forms import Batch
from tasks.text.linear import Labels
from tasks.text.spans import Name

_PERSON = (1, 2)
# Kinds of listed phrases that are hardly ever anything else → the label that begins them.
_SURE = {1: 5, 5: 3}


def with_surnames(batch: Batch, labels: Labels) -> Labels:
    """Capitalised words that no label was given become PER where a full name ends in them.

    Only mid-sentence, and only beside words that are no part of a name.
    """
    size = len(labels)
    if size < 3:
        return labels
    text = np.repeat(np.arange(len(batch.first) - 1), np.diff(batch.first))
    key = text.astype(np.int64) * len(batch.forms.words) + batch.ids
    after = np.concatenate((labels[1:], [0]))
    before = np.concatenate(([0], labels[:-1]))
    ends = (labels == _PERSON[1]) & (after != _PERSON[1])
    same = np.concatenate(([False], np.diff(batch.sentence) == 0))
    capital = batch.forms.capital[batch.ids]
    near = np.concatenate(([False], capital[:-1])) & same
    open_ = (labels == 0) & capital & same & ~near & (before == 0) & (after == 0)
    places = np.flatnonzero(open_)
    found = places[np.isin(key[places], np.unique(key[ends]))]
    out = labels.copy()
    out[found] = _PERSON[0]
    return out


def with_listed(batch: Batch, labels: Labels) -> Labels:
    """Countries and bodies known by two words and more, where no label touches them, are names."""
    kinds, begins = gazetteers.phrases(batch, gazetteers.word_bits(batch.forms))
    out = labels.copy()
    for place in np.flatnonzero(begins & np.isin(kinds, list(_SURE))).tolist():
        end = place + 1
        while end < len(kinds) and kinds[end] == kinds[place] and not begins[end]:
            end += 1
        beyond = end < len(kinds) and batch.forms.capital[batch.ids[end]]
        if not beyond and not out[max(place - 1, 0) : end + 1].any():
            out[place] = _SURE[kinds[place]]
            out[place + 1 : end] = _SURE[kinds[place]] + 1
    return out


def agreed(text: str, names: list[Name]) -> list[Name]:
    """Each name with the type that most of its like in the text have, where most is clear."""
    forms = [text[name.start : name.end] for name in names]
    types: dict[str, str] = {}
    torn = {
        form
        for form, name in zip(forms, names, strict=True)
        if types.setdefault(form, name.type) != name.type
    }
    if not torn:
        return names
    counts: dict[str, Counter[str]] = {form: Counter() for form in torn}
    for form, name in zip(forms, names, strict=True):
        if form in torn:
            counts[form][name.type] += 1
    settled = {form: _clear(found) for form, found in counts.items()}
    return [
        name._replace(type=settled.get(form) or name.type)
        for form, name in zip(forms, names, strict=True)
    ]


def _clear(types: Counter[str]) -> str | None:
    (first, most), (_, second) = types.most_common(2)
    return first if most >= 2 * second else None
