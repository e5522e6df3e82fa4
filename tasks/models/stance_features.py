"""What a stance is judged by: one holder and one target in one parsed sentence, as numbers.

Predications of the directed lexicon that link the two, polar words by place, negation, quotation
marks, and where both stand in the tree. What is the same for all rows of a sentence is found once.
"""

from bisect import bisect_left, bisect_right
from functools import cache, cached_property
from typing import NamedTuple

from tasks import lexicons
from tasks.models.stance_connoted import Connoted, connoted
from tasks.models.stance_phrases import Found, phrases
from tasks.models.stance_predicates import Predication, predications
from tasks.models.stance_tree import NEGATORS, SAYING, Tree

QUOTE_MARKS = frozenset({'"', "``", "''"})
FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me"})


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
