"""What a whole text knows of a name: the same words are the same thing, and a surname alone is
the person whose full name stands elsewhere in it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from tasks import lexicons
from tasks.text import names_bits
from tasks.text import names_gazetteers as gazetteers
from tasks.text.forms import Batch
from tasks.text.linear import Labels, Scores
from tasks.text.names_borders import is_people
from tasks.text.names_view import Classes
from tasks.text.spans import Name

_PERSON = (1, 2)
_PLACE = 5
_ACRONYM = 4  # letters
# How much the same word elsewhere in a text tells of a token's type, and of its being a name.
# Chosen by cross-validation on the labelled sets.
_TYPE_SHARE, _NAME_SHARE = 0.6, 0.1
# Kinds of listed phrases that are hardly ever anything else → the label that begins them.
_SURE = {1: 5, 5: 3}
# Kinds of phrases of the broad lists → the label that begins them.
_BROAD = {1: 3, 2: 5, 3: 5}


def repeats(batch: Batch, places: np.ndarray) -> np.ndarray:
    """For each token at `places` the number of its word in its text: equal for equal words."""
    text = np.searchsorted(batch.first, places, "right") - 1
    key = text.astype(np.int64) * len(batch.forms.words) + batch.ids[places]
    return np.asarray(np.unique(key, return_inverse=True)[1])


def pooled(batch: Batch, places: np.ndarray, table: Scores, words: np.ndarray) -> Scores:
    """The scores of the tokens at `places` with what the same word scores elsewhere in its text.

    table: (places, labels of names.LABELS). words: from `repeats`.
    """
    count = np.bincount(words)
    again = np.flatnonzero((count[words] > 1) & batch.forms.capital[batch.ids[places]])
    found = table[again]
    kinds = np.stack(
        [found[:, 0], *(np.maximum(found[:, one], found[:, one + 1]) for one in (1, 3, 5))], 1
    ).astype(np.float64)
    kinds -= kinds.mean(1, keepdims=True)
    word = words[again]
    sums = np.stack([np.bincount(word, kind, len(count)) for kind in kinds.T], 1)
    others = count[word, None] - 1
    told = (sums[word] - kinds) / others * np.sqrt(np.minimum(1, others / 2))
    told *= (_NAME_SHARE, _TYPE_SHARE, _TYPE_SHARE, _TYPE_SHARE)
    out = table.copy()
    out[again] += told[:, [0, 1, 1, 2, 2, 3, 3]].astype(np.float32)
    return out


def with_surnames(batch: Batch, labels: Labels, classes: Classes) -> Labels:
    """Capitalised words that no label was given become PER where a full name ends in them.

    Only beside words that are no part of a name; at the head of a sentence, and for given names, only
    words that are none in small letters, by `classes`.
    """
    size = len(labels)
    if size < 3:
        return labels
    text = np.repeat(np.arange(len(batch.first) - 1), np.diff(batch.first))
    key = text.astype(np.int64) * len(batch.forms.words) + batch.ids
    after = np.concatenate((labels[1:], [0]))
    before = np.concatenate(([0], labels[:-1]))
    begins = (labels == _PERSON[0]) & (after == _PERSON[1])
    ends = (labels == _PERSON[1]) & (after != _PERSON[1])
    same = np.concatenate(([False], np.diff(batch.sentence) == 0))
    capital = batch.forms.capital[batch.ids]
    near = np.concatenate(([False], capital[:-1])) & same
    beside = np.concatenate((capital[1:] & same[1:], [False]))
    alone = (labels == 0) & capital & ~near & ((before == 0) | ~same)
    places = np.flatnonzero(alone & same & (after == 0))
    found = places[np.isin(key[places], np.unique(key[ends]))]
    places = np.flatnonzero(alone & ~beside)
    places = places[np.isin(key[places], np.unique(key[begins | ends]))]
    words = batch.forms.words
    own = [place for place in places.tolist() if _is_own(words, place, batch, classes)]
    out = labels.copy()
    out[found] = out[own] = _PERSON[0]
    return out


def _is_own(words: Sequence[str], place: int, batch: Batch, classes: Classes) -> bool:
    """Whether a word of a person's full name is likely theirs where it stands alone."""
    word, behind = words[batch.ids[place]], words[batch.ids[min(place + 1, len(batch.ids) - 1)]]
    shaped = word.istitle() or (word.isupper() and len(word) > _ACRONYM)
    if not shaped or classes.small(word) or is_people(word) or behind[:1] in "-_":
        return False
    return word.rstrip(".") not in _offices()


@cache
def _offices() -> frozenset[str]:
    """Titles, also of several, without their dots; faiths and peoples that are given names too."""
    words = lexicons.of_kind("actor_words", "title") | lexicons.of_kind("person_roles", "title")
    return frozenset(word.rstrip(".") for word in words) | lexicons.of_kind(
        "name_words", "no_given"
    )


def with_reporters(batch: Batch, labels: Labels, bits: gazetteers.Bits) -> Labels:
    """Family names that no label was given are people where they alone say or tell something.

    bits: of the batch's words, from names_gazetteers.word_bits.
    """
    out, ids = labels.copy(), batch.ids
    alone = np.concatenate(
        ([False], ~batch.forms.capital[ids[:-1]] | (np.diff(batch.sentence) != 0))
    )
    alone[:1] = True
    surname = (bits & _SURNAMES > 0) & (bits & _NO_SURNAMES == 0) & batch.forms.capital
    says = (bits & names_bits.REPORTING > 0)[batch.neighbour(1)]
    out[(labels == 0) & alone & surname[ids] & says] = _PERSON[0]
    return out


def with_places(batch: Batch, labels: Labels, bits: gazetteers.Bits, classes: Classes) -> Labels:
    """Countries and cities that no label was given are places, where nobody and nothing else is called so.

    bits: of the batch's words, from names_gazetteers.word_bits. Only beside words that are no part of a name.
    """
    out, ids = labels.copy(), batch.ids
    capital = batch.forms.capital[ids]
    same = np.concatenate(([False], np.diff(batch.sentence) == 0))
    near = np.concatenate(([False], capital[:-1])) & same
    beside = np.concatenate((capital[1:] & same[1:], [False]))
    listed = ((bits & _STATES) > 0) & ((bits & _ANYTHING & ~_STATES) == 0) & batch.forms.capital
    places = np.flatnonzero((labels == 0) & listed[ids] & ~near & ~beside)
    words = batch.forms.words
    own = [place for place in places.tolist() if _is_own(words, place, batch, classes)]
    out[own] = _PLACE
    return out


_STATES = np.uint32(names_bits.COUNTRY | names_bits.PLACE)
_ANYTHING = np.uint32(0x1FFF)
_SURNAMES = np.uint32(names_bits.SURNAME | names_bits.SURNAME_KNOWN)
# What any other careful list knows is not decided by a list of family names.
_NO_SURNAMES = np.uint32(0x1FFF & ~names_bits.SURNAME & ~names_bits.GIVEN)


def with_listed(batch: Batch, labels: Labels, listed: gazetteers.Listed) -> Labels:
    """Countries and bodies known by two words and more, where no label touches them, are names."""
    out = labels.copy()
    for place, end in _stretches(listed.sure):
        kind = int(listed.sure.kinds[place])
        beyond = end < len(out) and batch.forms.capital[batch.ids[end]]
        if kind in _SURE and not beyond and not out[max(place - 1, 0) : end + 1].any():
            out[place], out[place + 1 : end] = _SURE[kind], _SURE[kind] + 1
    return _completed(batch, out, listed.known)


def _completed(batch: Batch, labels: Labels, known: gazetteers.Phrases) -> Labels:
    """Labels on a part of a phrase of the broad lists become one on all of it.

    Not where a name reaches beyond the phrase, nor before another capital.
    """
    out = labels.copy()
    for place, end in _stretches(known):
        inside = out[place:end]
        whole = inside[0] % 2 == 1 and (inside[1:] == inside[0] + 1).all()
        if whole or not inside.any():
            continue
        beyond = end < len(out) and (batch.forms.capital[batch.ids[end]] or out[end])
        before = place > 0 and out[place - 1] and batch.sentence[place - 1] == batch.sentence[place]
        if not beyond and not before:
            begin = _BROAD[int(known.kinds[place])]
            out[place], out[place + 1 : end] = begin, begin + 1
    return out


def _stretches(phrases: gazetteers.Phrases) -> Iterator[tuple[int, int]]:
    """First and one past the last token of each listed phrase."""
    kinds, begins = phrases
    for place in np.flatnonzero(begins).tolist():
        end = place + 1
        while end < len(kinds) and kinds[end] == kinds[place] and not begins[end]:
            end += 1
        yield place, end


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
