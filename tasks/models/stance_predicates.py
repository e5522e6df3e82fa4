"""The directed lexicon: words that say who stands for or against whom, found with their arguments.

`stance_predicates.csv` gives each word's kind, polarity and where its target stands;
`stance_scope.csv` the words that negate, condition or report what hangs below them.
"""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from tasks import lexicons
from tasks.models.stance_tree import NEGATORS, Tree

# "would" alone is how a report tells the future; beside these it is a condition.
_SUPPOSING, _FUTURE = frozenset({"if", "unless", "only"}), frozenset({"would", "should"})
# Relations in which a noun of stance takes its holder from the verb that governs it.
_CARRIED = ("obj", "obl", "obl:agent", "xcomp", "nsubj:pass")
_SCOPED = frozenset({"xcomp", "advcl", "obj", "ccomp", "acl", "conj", "obl"})
KIND_TAGS = {"verb": "VB", "noun": "NN", "person": "NN", "adjective": "JJ", "preposition": "IN"}


class Entry(NamedTuple):
    """One reading of a word: polarity +1 or −1; targets: obj or prepositions."""

    kind: str
    polarity: int
    targets: frozenset[str]


class Predication(NamedTuple):
    """A lexicon word in a sentence with its arguments' head tokens."""

    token: int
    kind: str
    polarity: int
    holders: tuple[int, ...]
    targets: tuple[int, ...]
    negated: str
    conditional: bool


def inflected(word: str) -> set[str]:
    """A verb's or noun's forms by rule and by the table of irregular verbs.

    >>> sorted(inflected("deny"))
    ['denied', 'denies', 'deny', 'denying']
    >>> sorted(inflected("stab"))[:2]
    ['stab', 'stabbed']
    """
    forms = {word}
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        forms |= {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    elif word.endswith("e"):
        forms |= {word + "s", word + "d", word[:-1] + "ing"}
    else:
        forms |= {word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")}
        stem = word + word[-1] if doubles(word) else word
        forms |= {stem + "ed", stem + "ing"}
    for row in lexicons.rows("irregular_verbs"):
        if row["base"] == word:
            forms |= {row["past"], row["participle"]}
    return forms


def doubles(word: str) -> bool:
    """Whether a verb doubles its last letter before -ed and -ing."""
    short = len(word) <= 4 or word in ("rebut", "torpedo", "rebel", "expel", "repel", "quarrel")
    ends = word[-1] not in "aeiouwxyhg" or word in ("beg", "hug", "plug", "flog")
    return short and len(word) > 2 and ends and word[-2] in "aeiou" and word[-3] not in "aeiou"


@cache
def entries() -> dict[str, tuple[Entry, ...]]:
    """Word form → its readings."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for row in lexicons.rows("stance_predicates"):
        polarity = 1 if row["polarity"] == "favour" else -1
        entry = Entry(row["kind"], polarity, frozenset(row["target"].split("|")))
        fixed = row["kind"] in ("adjective", "preposition")
        forms = {row["word"]} if fixed else inflected(row["word"])
        # In order, so that what is learnt from the table does not change with the set's.
        for form in sorted(forms):
            found[form].append(entry)
    return {form: tuple(readings) for form, readings in found.items()}


@cache
def scope_words(effect: str) -> frozenset[str]:
    """Every form of the words with that effect on what hangs below them."""
    rows = [row for row in lexicons.rows("stance_scope") if row["effect"] == effect]
    forms: set[str] = set()
    for row in rows:
        forms |= inflected(row["word"]) if row["kind"] in ("verb", "noun") else {row["word"]}
    return frozenset(forms)


def predications(tree: Tree) -> list[Predication]:
    """Every lexicon word of the sentence with the arguments it has there."""
    table, found = entries(), []
    for token, word in enumerate(tree.words):
        for entry in table.get(word, ()):
            tag = tree.tags[token]
            fits = tag.startswith(KIND_TAGS[entry.kind]) and not tag.startswith("NNP")
            if not fits and not (entry.kind == "adjective" and tag in ("VBN", "VBD", "VBG")):
                continue
            holders, targets = _ARGUMENTS[entry.kind](tree, token, entry.targets)
            if targets:
                told = token if entry.kind != "preposition" else tree.heads[token]
                found.append(
                    Predication(
                        token,
                        entry.kind,
                        entry.polarity,
                        tuple(holders),
                        tuple(targets),
                        negated(tree, told),
                        conditional(tree, told),
                    )
                )
    return found


def _verb(tree: Tree, verb: int, wanted: frozenset[str]) -> tuple[list[int], list[int]]:
    passive = tree.passive(verb)
    subjects = tree.subjects(verb)
    if passive:
        holders = tree.agents(verb)
        targets = subjects if "obj" in wanted else _with(tree, verb, wanted)
    else:
        holders = [s for s in subjects if s != verb]
        targets = tree.objects(verb) if "obj" in wanted else _with(tree, verb, wanted)
    return holders, [t for t in targets if t not in holders]


def _with(tree: Tree, head: int, wanted: frozenset[str]) -> list[int]:
    """Dependents of `head` that one of the prepositions leads in."""
    found = [
        c
        for c in tree.under(
            head, "obl", "nmod", "obj", "advcl", "acl", "ccomp", "xcomp", "obl:agent"
        )
        if tree.cases(c) & wanted
    ]
    return [t for c in found for t in tree.joined(c)]


def _noun(tree: Tree, noun: int, wanted: frozenset[str]) -> tuple[list[int], list[int]]:
    targets = _with(tree, noun, wanted)
    owners = tree.under(noun, "nmod:poss")
    pronouns = [o for o in owners if tree.tags[o] == "PRP$"]
    holders = [t for o in owners for t in tree.joined(o)]
    holders += [c for c in tree.under(noun, "nmod") if tree.cases(c) & {"from", "by", "among"}]
    governor, relation = tree.heads[noun], tree.relations[noun]
    if governor >= 0 and relation in _CARRIED:
        if len(holders) == len(pronouns):
            passive = tree.passive(governor)
            holders = holders + (tree.agents(governor) if passive else tree.subjects(governor))
        if not targets:
            targets = [t for t in _with(tree, governor, wanted) if t != noun]
    return holders, [t for t in targets if t not in holders]


def _person(tree: Tree, noun: int, wanted: frozenset[str]) -> tuple[list[int], list[int]]:
    targets = _with(tree, noun, wanted) + tree.under(noun, "nmod:poss", "compound")
    holders = [noun, *tree.under(noun, "appos", "flat")]
    if tree.relations[noun] in ("appos", "compound", "flat") and tree.heads[noun] >= 0:
        holders.append(tree.heads[noun])
    if tree.under(noun, "cop") or tree.relations[noun] in ("xcomp", "root"):
        holders += tree.subjects(noun)
    return holders, [t for t in targets if t not in holders]


def _adjective(tree: Tree, word: int, wanted: frozenset[str]) -> tuple[list[int], list[int]]:
    targets = _with(tree, word, wanted)
    return tree.subjects(word), targets


def _preposition(tree: Tree, word: int, wanted: frozenset[str]) -> tuple[list[int], list[int]]:
    """Whoever is "against" something, and that: the noun that the preposition stands before."""
    noun = tree.heads[word]
    if noun < 0 or tree.relations[word] != "case" or not tree.under(noun, "cop"):
        return [], []
    return tree.subjects(noun), tree.joined(noun)


_ARGUMENTS = {
    "verb": _verb,
    "noun": _noun,
    "person": _person,
    "adjective": _adjective,
    "preposition": _preposition,
}


def negated(tree: Tree, token: int) -> str:
    """What turns the word at `token`: "", "not" (it is cancelled) or "refuse" (its contrary holds).

    Two negators undo each other: "did not refuse to back".
    """
    particles = sum(tree.words[c] in NEGATORS for c in tree.children[token])
    cancelling, refusing, below = 0, 0, token
    for level, head in enumerate(tree.up(token)):
        relation = tree.relations[below]
        if level == 3 or relation not in _SCOPED:
            break
        if relation not in ("ccomp", "conj"):
            cancelling += tree.words[head] in scope_words("negate")
            refusing += tree.words[head] in scope_words("refuse")
        if relation in ("xcomp", "ccomp", "obj"):
            particles += sum(tree.words[c] in NEGATORS for c in tree.children[head])
        below = head
    if (particles + cancelling + refusing) % 2 == 0:
        return ""
    return "refuse" if refusing and not particles and not cancelling else "not"


def conditional(tree: Tree, token: int) -> bool:
    """Whether the word at `token` is left open: "if", "might", "has yet to", "would … if"."""
    below = {tree.words[c] for c in tree.children[token]}
    if below and (_doubted(tree, below) or {"yet", "to"} <= below):
        return True
    head = tree.heads[token]
    if head >= 0 and tree.relations[token] in ("xcomp", "obj", "ccomp", "conj", "acl"):
        beside = {tree.words[c] for c in tree.children[head]}
        return "yet" in beside or _doubted(tree, beside)
    return False


def _doubted(tree: Tree, words: set[str]) -> bool:
    """Whether one of these words of the sentence leaves open what it stands by."""
    if not scope_words("condition").isdisjoint(words):
        return True
    return not _FUTURE.isdisjoint(words) and not _SUPPOSING.isdisjoint(tree.words)
