"""Sentences of the corpus whose every capital the name lists explain, labelled by them.

A sentence with one capital that no rule explains is left out whole, so that what is left teaches
company and shape and hardly any error (distant supervision, Mintz et al. 2009).
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from tasks.models.names_labels import Sample
from tasks.text import names_bits as lists
from tasks.text import names_gazetteers as gazetteers
from tasks.text.forms import Batch, batch
from tasks.text.names import LABELS
from tasks.text.sentences import split_sentences
from tasks.text.tags import Tagger, tag
from tasks.text.tokens import tokenize

SPACED = 6000
PER, ORG, LOC = (LABELS.index(name) for name in ("B-PER", "B-ORG", "B-LOC"))
_PLACES = lists.COUNTRY | lists.PLACE | lists.REGION
_PHRASE_LABEL = {1: LOC, 2: 0, 3: LOC, 4: LOC, 5: ORG, 6: ORG}


class Labeller:
    """Labels the tokens of a batch; `sentences` are those it could explain, as [first, last)."""

    def __init__(self, read: Batch, small: Counter[str], capital: Counter[str]) -> None:
        self.read = read
        self.words = [read.forms.words[one] for one in read.ids.tolist()]
        bits = gazetteers.word_bits(read.forms)
        self.bits: list[int] = bits[read.ids].tolist()
        kinds, begins = gazetteers.phrases(read, bits)
        self.kinds, self.begins = kinds.tolist(), begins.tolist()
        self.capital = read.forms.capital[read.ids].tolist()
        self.small, self.large = small, capital
        self.labels = np.zeros(len(read.ids), np.int8)
        self.sentences: list[tuple[int, int]] = []

    def run(self) -> None:
        """Label every sentence that can be explained."""
        cuts = [0, *(np.flatnonzero(np.diff(self.read.sentence)) + 1).tolist(), len(self.words)]
        text = np.searchsorted(self.read.first, cuts[:-1], "right") - 1
        surnames = [self._surnames(a, b) for a, b in pairwise(self.read.first.tolist())]
        for place, (first, last) in enumerate(pairwise(cuts)):
            if last > first and self._explain(first, last, surnames[text[place]]):
                self.sentences.append((first, last))
            else:
                self.labels[first:last] = 0

    def _surnames(self, first: int, last: int) -> frozenset[str]:
        """Surnames that follow a given name somewhere in the text."""
        return frozenset(
            self.words[place + 1]
            for place in range(first, last - 1)
            if self.bits[place] & lists.GIVEN
            and self.bits[place + 1] & lists.SURNAME
            and not self.kinds[place + 1]
        )

    def _explain(self, first: int, last: int, surnames: frozenset[str]) -> bool:
        place, found = first, False
        while place < last:
            if not self.capital[place]:
                place += 1
                continue
            end = self._phrase(place, last) if self.kinds[place] else self._run(place, last)
            label = (
                self._phrase_label(place, end)
                if self.kinds[place]
                else self._run_label(place, end, first, surnames)
            )
            if label is None:
                return False
            found = found or label > 0
            place = end
        return found

    def _phrase(self, place: int, last: int) -> int:
        end = place + 1
        while end < last and self.kinds[end] == self.kinds[place] and not self.begins[end]:
            end += 1
        heads = end < last and self.capital[end] and self.bits[end] & lists.ORG_HEAD
        return end + 1 if heads else end

    def _phrase_label(self, place: int, end: int) -> int | None:
        if (
            end < len(self.words)
            and self.capital[end]
            and not self.bits[end] & lists.DATE
            and self.kinds[place] != 2
        ):
            return None
        headed = self.kinds[end - 1] != self.kinds[place]
        return self._set(place, end, ORG if headed else _PHRASE_LABEL[self.kinds[place]])

    def _run(self, place: int, last: int) -> int:
        end = place
        while end < last and self.capital[end] and not self.kinds[end]:
            end += 1
        return end

    def _run_label(self, place: int, end: int, first: int, surnames: frozenset[str]) -> int | None:
        while place < end and self._leads(place, first):
            place += 1
        if place == end:
            return 0
        bits, size, word = self.bits[place:end], end - place, self.words[place]
        titled = place > first and self.bits[place - 1] & lists.TITLE
        if size == 1:
            return self._single(
                place, word, bits[0], word in surnames or bool(titled and bits[0] & lists.SURNAME)
            )
        stray = any(one & (lists.ORG_HEAD | lists.DATE | lists.ORG_NAME) for one in bits)
        if bits[0] & lists.GIVEN and size <= 3 and bits[-1] & lists.SURNAME and not stray:
            return self._set(place, end, PER)
        open_ended = end < len(self.words) and self.words[end] in ("of", "for")
        if size <= 5 and bits[-1] & lists.ORG_HEAD and not bits[0] & lists.GIVEN and not open_ended:
            return self._set(place, end, ORG)
        return None

    def _single(self, place: int, word: str, bits: int, person: bool) -> int | None:
        known = bits & (_PLACES | lists.ORG_NAME)
        if word == "I" or (self._common(word) and not known):
            return 0
        if person and not bits & lists.ORG_HEAD:
            return self._set(place, place + 1, PER)
        if bits & _PLACES and not bits & (lists.GIVEN | lists.SURNAME | lists.ORG_NAME):
            return self._set(place, place + 1, LOC)
        if bits & lists.ORG_NAME and not bits & (lists.GIVEN | lists.SURNAME | lists.PLACE):
            return self._set(place, place + 1, ORG)
        return None

    def _leads(self, place: int, first: int) -> bool:
        """Whether a capitalised word before a name is no part of it: a title, a date, "The"."""
        bits = self.bits[place]
        if bits & (lists.DATE | lists.DEMONYM) or (bits & lists.TITLE and not bits & lists.GIVEN):
            return True
        opens = place == first or not self.words[place - 1].isalpha()
        return opens and self._common(self.words[place]) and not bits & lists.GIVEN

    def _common(self, word: str) -> bool:
        return self.small[word.lower()] > self.large[word.lower()] + 5

    def _set(self, place: int, end: int, label: int) -> int:
        if label:
            self.labels[place] = label
            self.labels[place + 1 : end] = label + 1
        return label


def learn(texts: Sequence[str], counted: Sequence[str], tagger: Tagger) -> tuple[Sample, Sample]:
    """Two samples from `texts`: as printed, with titles and "City, State" as one name; and the
    same sentences with their marks set apart, as tokenised corpora print and label them.

    counted: texts in which words are counted small and capitalised.
    """
    small, capital = _cases(counted)
    tokens = [tokenize(text) for text in texts]
    read = batch(tokens, [[span.start for span in split_sentences(text)] for text in texts])
    labeller = Labeller(read, small, capital)
    labeller.run()
    whole = Sample.of(
        read, tag(read, tagger), _with_places(labeller, _with_titles(labeller)), labeller.sentences
    )
    return whole, spaced(labeller.words, labeller.labels, labeller.sentences[:SPACED], tagger)


def spaced(
    words: Sequence[str], labels: np.ndarray, sentences: Sequence[tuple[int, int]], tagger: Tagger
) -> Sample:
    """Sentences of a batch printed anew with a space around each token, ten to a text."""
    lines = [" ".join(words[a:b]) + "\n" for a, b in sentences]
    texts = ["".join(lines[at : at + 10]) for at in range(0, len(lines), 10)]
    read = batch([tokenize(text) for text in texts], [_starts(text) for text in texts])
    kept = np.concatenate([np.zeros(0, np.int8), *(labels[a:b] for a, b in sentences)])
    return Sample.of(read, tag(read, tagger), kept, None)


def _starts(text: str) -> list[int]:
    return [0, *(at + 1 for at, letter in enumerate(text[:-1]) if letter == "\n")]


def _cases(texts: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands in small letters, and how often with a capital."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        for word in tokenize(text).words:
            (small if word.islower() else capital)[word.lower()] += 1
    return small, capital


def _with_titles(labeller: Labeller) -> np.ndarray:
    """Labels with a person's title as part of the name, as GUM has them."""
    labels, bits, words = labeller.labels.copy(), labeller.bits, labeller.words
    for first, last in labeller.sentences:
        for place in range(first, last):
            begin = place
            while (
                labels[place] == PER
                and begin > first
                and bits[begin - 1] & lists.TITLE
                and labeller.capital[begin - 1]
                and not labels[begin - 1]
            ):
                begin -= 1
            if (
                begin < place
                and not any(bits[at] & lists.DATE for at in range(begin, place))
                and words[begin]
            ):
                labels[begin], labels[begin + 1 : place + 1] = PER, PER + 1
    return labels


def _with_places(labeller: Labeller, labels: np.ndarray) -> np.ndarray:
    """Labels with "City, State" as one place, as GUM has them."""
    bits, words = labeller.bits, labeller.words
    for first, last in labeller.sentences:
        for comma in range(first + 1, last - 1):
            city = (
                labels[comma - 1] in (LOC, LOC + 1)
                and bits[comma - 1] & lists.PLACE
                and not bits[comma - 1] & lists.COUNTRY
            )
            wider = labels[comma + 1] == LOC and bits[comma + 1] & (lists.REGION | lists.COUNTRY)
            if words[comma] == "," and city and wider:
                labels[comma : comma + 2] = LOC + 1
    return labels
