"""Phrases whose stance is not plain from their words: "call out", "throw … weight behind".

`phrases.csv` gives each phrase the four numbers of a connotation, and says whose stance it is where
that is not the subject's ("fall foul of" tells the stance of the other side).
"""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from tasks import lexicons
from tasks.models.stance_lexicon import inflected
from tasks.models.stance_tree import BEING, Tree

GAP = "…"
_OPEN, _CLOSE = 4, 1  # words that may stand in a gap; adverbs that may stand between two words
_STRONGEST = 2.0
_ADVERBS = frozenset({"RB", "RBR", "RBS"})


class Phrase(NamedTuple):
    """Its words, how many others may stand before each, and its four numbers from −1 to 1."""

    words: tuple[str, ...]
    gaps: tuple[int, ...]
    numbers: tuple[float, float, float, float]
    verb: bool
    turned: bool


class Found(NamedTuple):
    """A phrase in a sentence: the tokens of its words."""

    phrase: Phrase
    tokens: tuple[int, ...]


@cache
def listed() -> dict[str, tuple[Phrase, ...]]:
    """The phrases by each form of their first word, the longest first."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for row in lexicons.rows("phrases"):
        phrase = _read(row)
        for form in sorted(inflected(phrase.words[0])) if row["verb"] else [phrase.words[0]]:
            found[form].append(phrase)
    return {form: tuple(sorted(some, key=_length)) for form, some in found.items()}


def _length(phrase: Phrase) -> tuple[int, tuple[str, ...]]:
    return -len(phrase.words), phrase.words


def _read(row: dict[str, str]) -> Phrase:
    words, gaps, gap = [], [], 0
    for word in row["phrase"].split():
        if word == GAP:
            gap = _OPEN
            continue
        words.append(word)
        gaps.append(gap or _CLOSE)
        gap = 0
    light, stance, first, second = (
        float(row[name] or 0) / _STRONGEST for name in ("light", "stance", "holder", "target")
    )
    turned = bool(row["turned"])
    lights = (second, first) if turned else (first, second)
    return Phrase(tuple(words), tuple(gaps), (light, stance, *lights), bool(row["verb"]), turned)


def phrases(tree: Tree) -> list[Found]:
    """The phrases of a sentence from left to right; no word is of two."""
    table = listed()
    found: list[Found] = []
    taken: set[int] = set()
    there = frozenset(tree.words)
    for start, word in enumerate(tree.words):
        if start in taken or tree.tags[start].startswith("NNP"):
            continue
        some = table.get(word)
        if some is None:
            continue
        near = tree.words[start : start + _OPEN + 2]
        for phrase in some:
            # Most phrases of a common verb fail on their last word already, or on their second.
            if phrase.words[-1] not in there or phrase.words[:2][-1] not in near:
                continue
            tokens = _matched(tree, start, phrase)
            if tokens and taken.isdisjoint(tokens):
                found.append(Found(phrase, tokens))
                taken.update(tokens)
                break
    return found


def _matched(tree: Tree, start: int, phrase: Phrase) -> tuple[int, ...]:
    """The tokens of a phrase that begins at `start`; empty where it does not go on."""
    tokens = [start]
    if phrase.verb and not tree.tags[start].startswith("VB"):
        return ()
    for word, gap in zip(phrase.words[1:], phrase.gaps[1:], strict=True):
        place = _next(tree, tokens[-1] + 1, word, gap == _OPEN)
        if place < 0:
            return ()
        tokens.append(place)
    return tuple(tokens)


def _next(tree: Tree, at: int, word: str, gap: bool) -> int:
    """Where `word` stands from `at` on, −1 if too far: past an adverb, a particle past an object."""
    place = next(
        (t for t in range(at, min(at + _OPEN + 1, len(tree.words))) if tree.words[t] == word), -1
    )
    between = range(at, place)
    if place < 0 or any(tree.relations[t] == "punct" for t in between):
        return -1
    near = len(between) <= _CLOSE and all(tree.tags[t] in _ADVERBS for t in between)
    particle = tree.relations[place] == "compound:prt"
    return place if near or gap or particle else -1


def parties(tree: Tree, found: Found) -> tuple[list[int], list[int], list[int]]:
    """First and second party of a phrase, and of whom it is said."""
    anchor, last = found.tokens[0], found.tokens[-1]
    inside = set(found.tokens)
    verb = anchor if tree.tags[anchor].startswith("VB") else _verb_over(tree, found)
    passive = verb >= 0 and tree.passive(verb)
    subjects = [] if verb < 0 else tree.subjects(verb)
    if verb < 0:
        subjects = [t for t in (tree.heads[anchor],) if t >= 0 and t not in inside]
    second = _led_in(tree, last, inside)
    if not second and verb >= 0 and not passive:
        second = [t for t in tree.objects(verb) if t not in inside]
    if passive:
        agents = tree.agents(verb)
        first, second = (agents, subjects) if agents or not second else (subjects, second)
    else:
        first = [t for t in subjects if t != verb]
    second = [t for t in second if t not in first]
    return (second, first, subjects) if found.phrase.turned else (first, second, subjects)


def _verb_over(tree: Tree, found: Found) -> int:
    """The verb or copula's predicate that a phrase without a verb hangs from, −1 for none."""
    inside = set(found.tokens)
    for token in found.tokens:
        if any(tree.words[c] in BEING for c in tree.under(token, "cop")):
            return token
    for token in found.tokens:
        head = tree.heads[token]
        if head >= 0 and head not in inside:
            return head if tree.tags[head].startswith("VB") else -1
    return -1


def _led_in(tree: Tree, last: int, inside: set[int]) -> list[int]:
    """What the last word of a phrase leads in: the noun it is the preposition of."""
    head = tree.heads[last]
    if head > last and head not in inside and tree.relations[last] in ("case", "mark", "advmod"):
        return tree.joined(head)
    below = [c for c in tree.under(last, "obl", "nmod", "obj") if c > last]
    return [t for c in below for t in tree.joined(c)]
