"""Who the labels of a transcript stand for: a person whom the text names, or whoever asks."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from tasks.text.quotes_phrase import place_or_body, role_words
from tasks.text.spans import Name, Span
from tasks.text.turns import kind_of

_KINDS = {"question": "asker", "answer": "answer", "rubric": ""}
_INITIALS = (2, 3)  # letters
_FULL = 2  # words of a full name at least


class Voice(NamedTuple):
    """Whom a label stands for.

    kind: `person`, `asker` (the paper, or whoever puts questions), `answer` (whoever is asked),
    `role` (somebody without a name: an officer) or "". who: what labels of one voice have in common.
    named: where the text prints the full name, for a label that is but initials.
    """

    kind: str
    who: str
    named: list[Span]


class People:
    """The people of a text by surname, by given name and by initials, and its bodies."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self.printed: defaultdict[tuple[str, ...], list[Span]] = defaultdict(list)
        self.last: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        self.given: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        self.initials: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        self.bodies: set[str] = set()
        self.full: set[str] = set()
        for start, end, type_ in names:
            words = tuple(text[start:end].lower().split())
            if type_ != "PER":
                self.bodies.add(" ".join(words))
            elif len(words) >= _FULL:
                self.full.add(" ".join(words))
                words = words[-_FULL:]
                self.printed[words].append(Span(start, end))
                self.last[words[-1]].add(words)
                self.given[words[0]].add(words)
            if len(words) >= _FULL:
                self.initials["".join(word[0] for word in words).upper()].add(words)

    def voice(self, label: str) -> Voice:
        """Whom a label stands for."""
        kind, words = kind_of(label), label.lower().split()
        if kind:
            return Voice(_KINDS[kind], kind if _KINDS[kind] else label, [])
        if words[-1] in self.last:
            return Voice("person", words[-1], [])
        given = self.given.get(label.lower(), set())
        if len(given) == 1:
            return Voice("person", next(iter(given))[-1], [])
        some = self.initials.get(label, set()) if len(label) in _INITIALS else set()
        if len(some) == 1 and (full := next(iter(some))) in self.printed:
            return Voice("person", full[-1], self.printed[full])
        bodies = self.bodies.intersection([words[0], " ".join(words)])
        if len(some) == 1 or bodies or place_or_body(label) or place_or_body(label.split()[0]):
            return Voice("asker", label, [])
        return Voice("role" if role_words().intersection(words) else "", label, [])
