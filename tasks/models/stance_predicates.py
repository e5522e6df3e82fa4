"""The words of the directed lexicon as a sentence has them: who stands, toward whom, under which negation."""

from typing import NamedTuple

from tasks.models.stance_lexicon import KIND_TAGS, entries, scope_words
from tasks.models.stance_tree import NEGATORS, Tree

# "would" alone is how a report tells the future; beside these it is a condition.
_SUPPOSING, _FUTURE = frozenset({"if", "unless", "only"}), frozenset({"would", "should"})
# Relations in which a noun of stance takes its holder from the verb that governs it.
_CARRIED = ("obj", "obl", "obl:agent", "xcomp", "nsubj:pass")
_HAVING = frozenset({"have", "has", "had", "having", "'ve", "with"})
_SCOPED = frozenset({"xcomp", "advcl", "obj", "ccomp", "acl", "conj", "obl"})


class Predication(NamedTuple):
    """A lexicon word in a sentence with its arguments' head tokens."""

    token: int
    kind: str
    polarity: int
    holders: tuple[int, ...]
    targets: tuple[int, ...]
    negated: str
    conditional: bool
    attitude: bool


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
                turned = negated(tree, told)
                if turned == "not" and entry.kind == "noun" and _has_none(tree, token):
                    turned = "refuse"
                found.append(
                    Predication(
                        token,
                        entry.kind,
                        entry.polarity,
                        tuple(holders),
                        tuple(targets),
                        turned,
                        conditional(tree, told),
                        entry.attitude,
                    )
                )
    return found


def _verb(tree: Tree, verb: int, wanted: frozenset[str]) -> tuple[list[int], list[int]]:
    passive = tree.passive(verb)
    subjects = tree.subjects(verb)
    if _object_relative(tree, verb):
        return _within_relative(tree, verb, wanted)
    if passive:
        holders = tree.agents(verb) or _late_agents(tree, verb)
        targets = subjects if "obj" in wanted else _with(tree, verb, wanted)
    else:
        holders = [s for s in subjects if s != verb]
        targets = tree.objects(verb) if "obj" in wanted else _with(tree, verb, wanted)
    return holders, [t for t in targets if t not in holders]


def _object_relative(tree: Tree, verb: int) -> bool:
    """Whether "whom" opens the clause: "Reed, whom Lowe had endorsed"."""
    return any(tree.words[c] == "whom" for c in tree.under(verb, "obj", "nsubj", "nsubj:pass"))


def _within_relative(tree: Tree, verb: int, wanted: frozenset[str]) -> tuple[list[int], list[int]]:
    """Subject and object of a verb behind "whom": what stands between, and the noun before it."""
    opens = next(c for c in tree.children[verb] if tree.words[c] == "whom")
    holders = [
        c
        for c in range(opens + 1, verb)
        if tree.relations[c] in ("nsubj", "nsubj:pass") and tree.tags[c].startswith(("NN", "PRP"))
    ]
    noun = tree.heads[verb] if tree.relations[verb] == "acl:relcl" else -1
    if noun < 0 or "obj" not in wanted:
        return holders, []
    return holders, [noun]


def _late_agents(tree: Tree, verb: int) -> list[int]:
    """The "by …" that hangs on a word of the passive verb's: "was accused of bias by Ferrow"."""
    for by in range(verb + 1, len(tree.words)):
        noun = tree.heads[by]
        if tree.words[by] == "by" and noun > by and tree.tags[noun].startswith("NNP"):
            return tree.joined(noun) if verb in tree.up(noun) else []
    return []


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
    got = _got(tree, noun)
    if got is not None:
        return got
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


def _got(tree: Tree, noun: int) -> tuple[list[int], list[int]] | None:
    """Giver and receiver where the noun is what somebody gets: "drew praise from Ferrow", None elsewhere.

    Praise "for the plan" falls on the plan. "Won approval of the deal" gets nothing from the deal: behind "of" a giver has a name.
    """
    verb = tree.heads[noun]
    if verb < 0 or tree.relations[noun] != "obj" or tree.words[verb] not in scope_words("get"):
        return None
    below = [*tree.under(noun, "nmod"), *tree.under(verb, "obl")]
    givers = [
        c
        for c in below
        if tree.cases(c) & {"from", "among"}
        or ("of" in tree.cases(c) and tree.tags[c].startswith("NNP"))
    ]
    owners = [o for o in tree.under(noun, "nmod:poss") if tree.tags[o].startswith("NN")]
    givers = [t for c in (*givers, *owners) for t in tree.joined(c)]
    about = _with(tree, noun, frozenset({"of", "for", "against", "over", "about"}))
    about = [t for t in about if t not in givers]
    return (givers, about or tree.subjects(verb)) if givers else None


def _person(tree: Tree, noun: int, wanted: frozenset[str]) -> tuple[list[int], list[int]]:
    targets = _with(tree, noun, wanted) or _beside(tree, noun, wanted)
    targets += tree.under(noun, "nmod:poss", "compound")
    holders = [noun, *tree.under(noun, "appos", "flat")]
    if tree.relations[noun] in ("appos", "compound", "flat") and tree.heads[noun] >= 0:
        holders.append(tree.heads[noun])
    if tree.under(noun, "cop") or tree.relations[noun] in ("xcomp", "root"):
        holders += tree.subjects(noun)
    return holders, [t for t in targets if t not in holders]


def _beside(tree: Tree, noun: int, wanted: frozenset[str]) -> list[int]:
    """What a preposition right behind an apposition leads in, though it hangs on the name above."""
    found = tree.heads[noun + 1] if noun + 1 < len(tree.words) else -1
    aside = (
        tree.relations[noun] == "appos" and found > noun and tree.heads[found] == tree.heads[noun]
    )
    return tree.joined(found) if aside and tree.words[noun + 1] in wanted else []


def _adjective(tree: Tree, word: int, wanted: frozenset[str]) -> tuple[list[int], list[int]]:
    targets = _with(tree, word, wanted)
    return tree.subjects(word), targets


def _preposition(tree: Tree, word: int, wanted: frozenset[str]) -> tuple[list[int], list[int]]:
    """Whoever is "against" something, and that: the noun that the preposition stands before."""
    noun = tree.heads[word]
    if noun < 0 or tree.relations[word] != "case":
        return [], []
    if tree.under(noun, "cop"):
        return tree.subjects(noun), tree.joined(noun)
    # The parser hangs "is against Ferrow" on the subject where that is a name.
    above = tree.heads[noun]
    aside = above >= 0 and any(above < c == word - 1 for c in tree.under(above, "cop"))
    return (tree.joined(above), tree.joined(noun)) if aside else ([], [])


_ARGUMENTS = {
    "verb": _verb,
    "noun": _noun,
    "person": _person,
    "adjective": _adjective,
    "preposition": _preposition,
}


def _has_none(tree: Tree, noun: int) -> bool:
    """Whether somebody has none of what the noun says: "has no confidence in"."""
    before = tree.words[max(noun - 3, 0) : noun]
    return "no" in before[1:] and not _HAVING.isdisjoint(before)


def negated(tree: Tree, token: int) -> str:
    """What turns the word at `token`: "", "not" (it is cancelled) or "refuse" (its contrary holds).

    Two negators undo each other: "did not refuse to back". Whoever "stopped backing", "no longer
    backs", "warned against backing" or "withdrew his support" says the contrary too, but not whoever
    "stopped short of" it.
    """
    particles = sum(tree.words[c] in NEGATORS for c in tree.children[token])
    cancelling, refusing, below = 0, int(_no_longer(tree, token)), token
    refusing += tree.tags[token] == "VBG" and "against" in tree.cases(token)
    for level, head in enumerate(tree.up(token)):
        relation = tree.relations[below]
        if level == 3 or relation not in _SCOPED:
            break
        if relation not in ("ccomp", "conj"):
            leaves = tree.words[head] in scope_words("desert") and tree.words[below] != "short"
            leaves = leaves and relation != "advcl"
            refusing += leaves
            cancelling += not leaves and tree.words[head] in scope_words("negate")
            refusing += tree.words[head] in scope_words("refuse")
        if relation in ("xcomp", "ccomp", "obj"):
            particles += sum(tree.words[c] in NEGATORS for c in tree.children[head])
        below = head
    if (particles + cancelling + refusing) % 2 == 0:
        return ""
    return "refuse" if refusing and not particles and not cancelling else "not"


def _no_longer(tree: Tree, token: int) -> bool:
    """Whether "no longer" stands before a verb."""
    return tree.words[max(token - 2, 0) : token] == ["no", "longer"]


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
