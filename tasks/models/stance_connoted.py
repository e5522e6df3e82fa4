"""Connotations in their syntax: on whom a word throws its light, whom it sets against whom.

After the connotation frames of Rashkin, Singh and Choi (2016): a predicate tells the stance of its
first party toward its second and shows either in a light; the lexicon and the reading are ours.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tasks.models.stance_connotations import listed
from tasks.models.stance_phrases import Found, parties, phrases
from tasks.models.stance_predicates import conditional, negated
from tasks.models.stance_tree import Tree

_SECOND = frozenset(
    {"against", "at", "for", "of", "on", "over", "to", "toward", "towards", "with", "about"}
)
_DENIED = -0.5  # what is denied is still said: less than the contrary
_OPEN = 0.3  # what is asked, or only might be


class Connoted(NamedTuple):
    """A word of the lexicon in a sentence: its numbers, and the tokens they fall on."""

    light: float
    stance: float
    on_first: float
    on_second: float
    first: tuple[int, ...]
    second: tuple[int, ...]
    described: tuple[int, ...]


def connoted(tree: Tree, fixed: Sequence[Found] | None = None) -> list[Connoted]:
    """Every phrase and word of the lexicons with whom it falls on; names are no such words.

    fixed: the sentence's phrases where they are known; their words are not read by themselves.
    """
    table, fixed = listed(), phrases(tree) if fixed is None else fixed
    found = [_phrase(tree, phrase) for phrase in fixed]
    taken = {token for phrase in fixed for token in phrase.tokens}
    for token, word in enumerate(tree.words):
        numbers = table.get(word)
        if numbers is None or token in taken or tree.tags[token].startswith("NNP"):
            continue
        found.append(_read(tree, token, _weighed(tree, token, numbers)))
    return found


def _weighed(tree: Tree, token: int, numbers: Sequence[float]) -> list[float]:
    """Numbers of a word as it stands: asked, left open, denied."""
    factor = _OPEN if "?" in tree.words[-2:] or conditional(tree, token) else 1.0
    factor *= _DENIED if negated(tree, token) else 1.0
    return [factor * number for number in numbers]


def _phrase(tree: Tree, found: Found) -> Connoted:
    light, stance, on_first, on_second = _weighed(tree, found.tokens[0], found.phrase.numbers)
    first, second, said = parties(tree, found)
    described = [] if stance or on_first or on_second else said
    return Connoted(
        light, stance, on_first, on_second, tuple(first), tuple(second), tuple(described)
    )


def _read(tree: Tree, token: int, numbers: list[float]) -> Connoted:
    light, stance, on_first, on_second = numbers
    tag = tree.tags[token]
    if tag.startswith("VB") and tree.relations[token] != "amod":
        first, second = _parties(tree, token)
        described = [] if stance or on_first or on_second else first
        return Connoted(
            light, stance, on_first, on_second, tuple(first), tuple(second), tuple(described)
        )
    called, caller = _called(tree, token)
    if called:
        return Connoted(light, light, 0.0, light, tuple(caller), tuple(called), ())
    first, second, described = (find(tree, token) for find in (_owners, _goals, _described))
    return Connoted(
        light, stance, on_first, on_second, tuple(first), tuple(second), tuple(described)
    )


def _parties(tree: Tree, verb: int) -> tuple[list[int], list[int]]:
    """Who does a verb and to whom."""
    subjects, around = tree.subjects(verb), _goals(tree, verb)
    if tree.passive(verb):
        return tree.agents(verb), [*subjects, *around]
    objects = tree.objects(verb)
    return [s for s in subjects if s != verb], objects or around


def _goals(tree: Tree, head: int) -> list[int]:
    """What the prepositions of a second party lead in below `head`."""
    return [
        t
        for c in tree.under(head, "obl", "nmod", "advcl", "acl")
        if tree.cases(c) & _SECOND
        for t in tree.joined(c)
    ]


def _owners(tree: Tree, noun: int) -> list[int]:
    """Whose a noun is: its possessor, its "by", or the subject of the verb it hangs from."""
    found = tree.under(noun, "nmod:poss")
    found += [c for c in tree.under(noun, "nmod") if tree.cases(c) & {"by", "from", "among"}]
    head = tree.heads[noun]
    if not found and head >= 0 and tree.relations[noun] in ("obj", "obl"):
        found = tree.agents(head) if tree.passive(head) else tree.subjects(head)
    return found


def _described(tree: Tree, token: int) -> list[int]:
    """Of whom an adjective, noun or adverb is said."""
    head, relation = tree.heads[token], tree.relations[token]
    found = tree.under(token, "nsubj", "nsubj:pass", "nmod:poss")
    if head >= 0 and relation in ("amod", "appos", "compound", "acl", "acl:relcl"):
        found = [*found, head]
    elif head >= 0 and relation in ("advmod", "conj", "xcomp"):
        found = [*found, *tree.subjects(head)]
    return found


def _called(tree: Tree, token: int) -> tuple[list[int], list[int]]:
    """For "A called B a liar" and "A sees B as weak": B, A."""
    head = tree.heads[token]
    if head < 0 or not tree.tags[head].startswith("VB"):
        return [], []
    led = tree.relations[token] in ("obl", "advcl") and "as" in tree.cases(token)
    if tree.relations[token] != "xcomp" and not led:
        return [], []
    if tree.passive(head):
        return tree.subjects(head), tree.agents(head)
    return tree.objects(head), tree.subjects(head)
