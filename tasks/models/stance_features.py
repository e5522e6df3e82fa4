"""What a stance is judged by: one holder and one target in one parsed sentence, as numbers.

Predications of the directed lexicon that link the two, polar words by place, negation, quotation
marks, and where both stand in the tree. What is the same for all rows of a sentence is found once.
"""

from bisect import bisect_left, bisect_right
from functools import cache, cached_property
from typing import NamedTuple

from tasks import lexicons
from tasks.models.stance_connoted import Connoted, connoted, measures
from tasks.models.stance_phrases import Found, phrases
from tasks.models.stance_predicates import Predication, predications
from tasks.models.stance_tree import NEGATORS, SAYING, Tree

QUOTE_MARKS = frozenset({'"', "``", "''"})
FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me"})
_RELATIONS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "appos",
              "compound", "conj", "amod", "acl", "ccomp", "root")  # fmt: skip


class Facts:
    """One parsed sentence with what its rows share."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.found: list[Predication] = predications(tree)

    @cached_property
    def phrases(self) -> list[Found]:
        """The phrases of the lexicon."""
        return phrases(self.tree)

    @cached_property
    def connoted(self) -> list[Connoted]:
        """The words and phrases of the lexicons of connotations with whom they fall on."""
        return connoted(self.tree, self.phrases)

    @cached_property
    def quoted(self) -> list[bool]:
        """Which tokens stand after an opening quotation mark."""
        opened, inside = False, []
        for word in self.tree.words:
            if word in QUOTE_MARKS:
                opened = not opened
            inside.append(opened)
        return inside

    @cached_property
    def polar(self) -> list[tuple[int, int]]:
        """Polar words as (token, sign), a negator within three words before turning them."""
        table, words = valences(), self.tree.words
        found = [(i, table[word]) for i, word in enumerate(words) if word in table]
        return [
            (i, -sign if any(w in NEGATORS for w in words[max(i - 3, 0) : i]) else sign)
            for i, sign in found
        ]

    @cached_property
    def marks(self) -> tuple[bool, ...]:
        """Question, quotation, first person, negation, speech, contrast."""
        words = self.tree.words
        some = frozenset(words)
        return (
            "?" in words[-2:], any(self.quoted), bool(some & FIRST_PERSON), bool(some & NEGATORS),
            bool(some & SAYING), "but" in some or "while" in some,
        )  # fmt: skip


class Row(NamedTuple):
    """One question: does the holder (None: whoever speaks) stand for or against the target?

    holder, target: token ranges [first, end) of the sentence.
    """

    facts: Facts
    holder: tuple[int, int] | None
    target: tuple[int, int]

    @property
    def tree(self) -> Tree:
        """The sentence's tree."""
        return self.facts.tree


def row_of(facts: Facts, holder: tuple[int, int] | None, target: tuple[int, int]) -> Row:
    """A row from character spans of the sentence; a span that touches no token takes the next."""
    place = None if holder is None else tokens_of(facts.tree, holder)
    return Row(facts, place, tokens_of(facts.tree, target))


def tokens_of(tree: Tree, span: tuple[int, int]) -> tuple[int, int]:
    """The tokens that a character span touches."""
    starts, ends = tree.parse.starts, tree.parse.ends
    first, end = bisect_right(ends, span[0]), bisect_left(starts, span[1])
    if first < end:
        return first, end
    place = min(first, max(len(starts) - 1, 0))
    return place, place + 1


@cache
def valences() -> dict[str, int]:
    """Polar words: +1 good light, −1 bad light."""
    return {row["word"]: int(row["valence"]) for row in lexicons.rows("valence")}


def linked(tree: Tree, span: tuple[int, int], arguments: tuple[int, ...]) -> int:
    """How well a mention fills an argument: 3 it is it, 2 beside it, 1 deep within it, 0 not."""
    level = tree.levels(span)
    return max((level.get(token, 0) for token in arguments), default=0)


def numbers(row: Row) -> list[float]:
    """The dense view."""
    said = measures(row.facts.connoted, row.tree, row.holder, row.target)
    return [*_links(row), *_valence(row), *_marks(row), *_relations(row.tree, row), *said]


def _links(row: Row) -> list[float]:
    """For each pairing of holder and target, the best link of each polarity, plain or negated."""
    tree = row.tree
    best = dict.fromkeys((*_LINKS,), 0.0)
    for p in row.facts.found:
        sign = "+" if p.polarity > 0 else "-"
        state = "n" if p.negated else "c" if p.conditional else "p"
        t_receives, t_holds = (
            linked(tree, row.target, p.targets),
            linked(tree, row.target, p.holders),
        )
        _raise(best, f"T<{sign}{state}", t_receives)
        _raise(best, f"T>{sign}{state}", t_holds)
        if row.holder is None:
            if not p.holders:
                _raise(best, f"N<{sign}{state}", t_receives)
            continue
        h_holds, h_receives = (
            linked(tree, row.holder, p.holders),
            linked(tree, row.holder, p.targets),
        )
        _raise(best, f"H>{sign}{state}", h_holds)
        _raise(best, f"H<{sign}{state}", h_receives)
        if h_holds and t_receives:
            _raise(best, f"HT{sign}{state}", h_holds + t_receives)
        if h_receives and t_holds:
            _raise(best, f"TH{sign}{state}", h_receives + t_holds)
    return list(best.values())


def _raise(best: dict[str, float], name: str, value: float) -> None:
    best[name] = max(best[name], value / 3)


_LINKS = [
    f"{a}{s}{n}" for a in ("T<", "T>", "N<", "H>", "H<", "HT", "TH") for s in "+-" for n in "pnc"
]


def _valence(row: Row) -> list[float]:
    """Polar words counted by place: good and bad, for each of six places."""
    tree = row.tree
    counts = [0.0] * 12
    (first, end), holder = row.target, row.holder
    low, high = (0, 0) if holder is None else (min(holder[1], end), max(holder[0], first))
    goal = tree.top(first, end)
    ups = list(tree.up(goal))[:2]
    close = {*tree.children[goal], *ups, *(c for h in ups for c in tree.children[h])}
    for i, sign in row.facts.polar:
        if first <= i < end or (holder and holder[0] <= i < holder[1]):
            continue
        side = 0 if sign > 0 else 1
        places = (
            True, min(abs(i - first), abs(i - end)) <= 5, i < first, i >= first, low <= i < high,
            i in close,
        )  # fmt: skip
        for place, there in enumerate(places):
            counts[2 * place + side] += there
    return counts


def _marks(row: Row) -> list[float]:
    """Quotation marks, questions, persons, distance and order."""
    words, quoted = row.tree.words, row.facts.quoted
    question, quotes, person, negation, speech, contrast = row.facts.marks
    (first, end), length = row.target, len(row.tree.words)
    holder, held = row.holder or (0, 0), row.holder is not None
    gap = max(first - holder[1], holder[0] - end) if held else 0
    values = (
        not held, question, quotes, quoted[first], held and quoted[holder[0]], person, negation,
        speech, contrast, held and holder[0] < first, min(gap, 20) / 10, min(length, 60) / 30,
        min(first, 20) / 10, min(length - end, 20) / 10,
        end < length and words[end] in ("'s", "'"), end - first > 1,
    )  # fmt: skip
    return [float(value) for value in values]


def _relations(tree: Tree, row: Row) -> list[float]:
    """Where both stand in the tree: their relation, path length, speaker of the words."""
    goal = tree.top(*row.target)
    values = [float(tree.relations[goal] == r) for r in _RELATIONS]
    if row.holder is None:
        return values + [0.0] * (len(_RELATIONS) + 6)
    start = tree.top(*row.holder)
    values += [float(tree.relations[start] == r) for r in _RELATIONS]
    ups, top, downs = tree.path(start, goal)
    subject = bool(ups) and tree.relations[ups[-1]] in ("nsubj", "obl:agent")
    objective = bool(downs) and tree.relations[downs[0]] in (
        "obj",
        "nsubj:pass",
        "obl",
        "ccomp",
        "xcomp",
    )
    says = top >= 0 and tree.words[top] in SAYING and subject
    values += [
        top >= 0, min(len(ups), 6) / 3, min(len(downs), 6) / 3, subject and objective, says,
        top in (start, goal),
    ]  # fmt: skip
    return [float(value) for value in values]
