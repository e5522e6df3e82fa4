"""Holders and targets without a name: "unions opposed the merger", "Ambler dismissed the lawsuit".

Names, the watchlist and the listed propositions are asked about wherever they stand. Any other noun
is a target only where a word of `stance_attitudes` takes it for one, and those of `stance_parties`
are holders only where such a word says so.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from tasks import lexicons
from tasks.models.stance_features import linked
from tasks.models.stance_predicates import Predication
from tasks.models.stance_rules import EXACT
from tasks.models.stance_targets import Named
from tasks.models.stance_tree import Tree
from tasks.text.function_words import words

Place = tuple[int, int]
_ENDS: tuple[list[str], ...] = ([], ["."], ['"'], [".", '"'])
_NOUNS = ("NN", "NNS")
_OWNS = ("'s", "'")
_BEFORE = ("det", "amod", "compound", "nmod:poss", "nummod")  # what belongs to a noun behind it


class Who(NamedTuple):
    """Who may hold in a sentence: names with their tokens, and who speaks at each token of a cue."""

    named: Mapping[Named, Place]
    speaking: Mapping[int, tuple[Named, Place]]


class Told(NamedTuple):
    """An attitude as a sentence tells it: who, toward what, and their tokens."""

    holder: Named
    place: Place
    target: Named
    goal: Place


def told(
    tree: Tree,
    found: Collection[Predication],
    who: Who,
    targets: Mapping[Named, Place],
    names: Collection[int],
) -> Iterator[Told]:
    """The attitudes whose holder or target is no name, nor asked about in any case.

    names: the tokens of all names, also of those that hold nothing. Where the parser finds a cue no
    subject, reading may have found it: who speaks holds.
    """
    taken = {*names, *(token for goal in targets.values() for token in range(*goal))}
    for predication in found:
        if not predication.attitude:
            continue
        named = _filling(tree, predication.holders, who.named)
        parties = list(_parties(tree, predication, who.named, names))
        if not named and not parties and predication.token in who.speaking:
            parties = [who.speaking[predication.token]]
        things = [
            _named_beside(tree, noun, targets) or _phrase(tree, noun)
            for noun in predication.targets
            if noun not in taken and _tells(tree, noun)
        ]
        what = _filling(tree, predication.targets, targets)
        for some, goals in ((named, things), (parties, [*what, *things])):
            yield from (Told(*holder, *goal) for holder in some for goal in goals)


def _parties(
    tree: Tree, predication: Predication, holders: Mapping[Named, Place], names: Collection[int]
) -> Iterator[tuple[Named, Place]]:
    """Who holds without a name of their own: a name in apposition, or people and bodies."""
    for noun in predication.holders:
        if noun not in names and _tells(tree, noun):
            beside = _named_beside(tree, noun, holders)
            if beside is not None:
                yield beside
            elif tree.words[noun] in parties_known():
                yield _phrase(tree, noun)


def _filling(
    tree: Tree, arguments: tuple[int, ...], places: Mapping[Named, Place]
) -> list[tuple[Named, Place]]:
    """The mentions that are an argument of a word, and not only beside or within one."""
    return [(one, at) for one, at in places.items() if linked(tree, at, arguments) == EXACT]


def _named_beside(
    tree: Tree, noun: int, places: Mapping[Named, Place]
) -> tuple[Named, Place] | None:
    """The name in apposition to a noun: "the bank's founder, Ada Holm"."""
    for one, place in places.items():
        top = tree.top(*place)
        apposed = tree.relations[top] == "appos" and tree.heads[top] == noun
        # The parser hangs one that ends its sentence on the verb.
        closes = tree.words[noun + 1 : place[0]] == [","] and tree.words[place[1] :] in _ENDS
        if apposed or closes:
            return one, place
    return None


def parties_known() -> frozenset[str]:
    """Nouns for people and bodies who may stand somewhere without being named."""
    return lexicons.column("stance_parties", "word")


def _tells(tree: Tree, noun: int) -> bool:
    """Whether a token is a noun that says who or what is meant, and not only whose something is."""
    behind = tree.tags[noun + 1] if noun + 1 < len(tree.tags) else ""
    part = behind == "POS" or behind.startswith("NN")
    return tree.tags[noun] in _NOUNS and tree.words[noun] not in words("vague") and not part


def _phrase(tree: Tree, noun: int) -> tuple[Named, Place]:
    """The noun with what stands before it and belongs to it, and its tokens."""
    first = noun
    while first:
        before = first - 1
        owner = tree.heads[before] if tree.words[before] in _OWNS else before
        joined = (
            tree.words[before] == "-"
            and before > 0
            and tree.parse.ends[before - 1] == tree.parse.starts[before]
        )
        if joined:
            first = before - 1
        elif (
            0 <= owner < first
            and tree.relations[owner] in _BEFORE
            and first <= tree.heads[owner] <= noun
        ):
            first = owner
        else:
            break
    starts, ends = tree.parse.starts, tree.parse.ends
    name = "".join(
        (" " if at > first and starts[at] > ends[at - 1] else "") + tree.parse.words[at]
        for at in range(first, noun + 1)
    )
    return Named(starts[first], ends[noun], name, None, False), (first, noun + 1)
