"""Who is glad of somebody's fall is not for him: departures, defeats, arrests, calls to resign.

`stance_removals.csv` holds the words. kind: own (what somebody does or suffers: resignation,
defeat), others (what is done to him: firing, arrest), ousting (so too, but whoever is against it
need not be for him: impeachment), verb ("step down") and passive ("be fired") of calls to go,
calling (who calls), mourning (sorry for it), plain (says nothing: "accept").
"""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from tasks import lexicons
from tasks.models.stance_features import Row, linked
from tasks.models.stance_lexicon import entries, inflected
from tasks.models.stance_predicates import conditional, negated
from tasks.models.stance_tree import NEGATORS, SAYING, Tree

FAVOUR, AGAINST = 0, 1
# Of eleven labelled rows on which the rule speaks: as it says, the contrary, neutral.
RECORD = (9, 1, 1)
_EXACT = 3
_DUTY = frozenset({"should", "must", "ought"})
_LEADING = frozenset({"for", "on", "upon", "that", "to", "the", "of"})
_NOUNS = ("own", "others", "ousting")


@cache
def _kinds() -> dict[str, str]:
    """Word → kind, verbs that govern in every form; the first word alone of a phrase."""
    found: dict[str, str] = {}
    for row in lexicons.rows("stance_removals"):
        word, kind = row["word"].split()[0], row["kind"]
        forms = inflected(word) if kind in ("calling", "mourning", "plain") else {word}
        found |= dict.fromkeys(forms, kind)
    return found


@cache
def _words(*kinds: str) -> frozenset[str]:
    return frozenset(word for word, kind in _kinds().items() if kind in kinds)


@cache
def _seconds() -> dict[str, frozenset[str]]:
    """What must follow the first word of a phrase: "step" "down" or "aside"; "" for nothing."""
    phrases = [
        row["word"].split() for row in lexicons.rows("stance_removals") if row["kind"] == "verb"
    ]
    return {
        first[0]: frozenset(p[1] if len(p) > 1 else "" for p in phrases if p[0] == first[0])
        for first in phrases
    }


def direction(row: Row) -> int | None:
    """`FAVOUR` or `AGAINST` where a holder welcomes, regrets or calls for the target's removal."""
    tree = row.tree
    if row.holder is None or row.facts.marks[0]:
        return None
    if _words(*_NOUNS, "verb", "passive").isdisjoint(tree.words):
        return None
    said = {*_of_nouns(row), *_of_calls(row)}
    return said.pop() if len(said) == 1 else None


def is_told(row: Row) -> bool:
    """Whether a removal of the target is only accepted or announced: that takes no side."""
    tree, kinds = row.tree, _kinds()
    if _words(*_NOUNS).isdisjoint(tree.words):
        return False
    removals = (n for n, word in enumerate(tree.words) if kinds.get(word) in _NOUNS)
    return any(
        kinds.get(tree.words[tree.heads[n]]) == "plain"
        and _owns(row, n)
        and _next_to(row, tree.heads[n], n)
        and _does(row, tree.heads[n])
        for n in removals
        if tree.heads[n] >= 0
    )


def pointed(raw: np.ndarray, rows: Sequence[Row]) -> np.ndarray:
    """Scores (rows, 3) with the stronger of favour and against where the rule wants it.

    The nets hear the praise in "cheered Reed's departure"; the rule says whom it falls on, and its
    record on labelled rows, each count one larger, is what it knows beside them.
    """
    result = raw.copy()
    right, contrary, neutral = np.log((np.array(RECORD) + 1) / (sum(RECORD) + len(RECORD)))
    for number, row in enumerate(rows):
        wanted = direction(row)
        if wanted is not None:
            stronger, weaker = raw[number, :2].max(), raw[number, :2].min()
            result[number, [wanted, 1 - wanted]] = stronger + right, weaker + contrary
            result[number, 2] += neutral
    return result


def _of_nouns(row: Row) -> Iterator[int]:
    """From "cheered Reed's departure", "condemned the firing of Reed", "demanded his resignation"."""
    tree, kinds = row.tree, _kinds()
    for token, word in enumerate(tree.words):
        kind = kinds.get(word)
        if kind not in _NOUNS or not tree.tags[token].startswith("NN") or not _owns(row, token):
            continue
        verb = tree.heads[token]
        polarity = _polarity(tree, verb)
        if polarity == 0 or not _next_to(row, verb, token) or not _does(row, verb):
            continue
        if kinds.get(tree.words[verb]) == "mourning" or (polarity < 0 and kind == "others"):
            yield FAVOUR
        elif polarity > 0:
            yield AGAINST


def _polarity(tree: Tree, verb: int) -> int:
    """Of a verb that governs a removal, +1 or -1; 0 where it says nothing of it or is turned."""
    word = tree.words[verb] if verb >= 0 else ""
    if not tree.tags[verb].startswith("VB") or _kinds().get(word) == "plain":
        return 0
    readings = [
        e.polarity for e in entries().get(word, ()) if e.kind == "verb" and "obj" in e.targets
    ]
    calling = word in _words("calling") and (
        not word.startswith("call") or "for" in tree.words[verb + 1 : verb + 3]
    )
    if negated(tree, verb) or conditional(tree, verb):
        return 0
    return 1 if calling else next(iter(readings), 0)


def _next_to(row: Row, verb: int, token: int) -> bool:
    """Whether nothing else stands between: "condemned the violence after Reed's arrest" is another."""
    tree, (first, end) = row.tree, row.target
    between = [i for i in range(min(verb, token) + 1, max(verb, token)) if not first <= i < end]
    return tree.passive(verb) or all(
        tree.tags[i] in ("DT", "JJ", "PRP$", "POS", "RB", "NNP", "VBN") or tree.words[i] == "for"
        for i in between
    )


def _owns(row: Row, token: int) -> bool:
    """Whether the target is whose removal it is: behind "of", else before the apostrophe."""
    tree, end = row.tree, row.target[1]
    behind = [c for c in tree.children[token] if c > token and "of" in tree.cases(c)]
    after = tree.words[token + 1 : token + 2] == ["of"]
    if behind or after:
        near = range(token + 2, token + 7)
        first = next((i for i in near if tree.tags[i : i + 1][:1] == ["NNP"]), -1)
        return linked(tree, row.target, tuple(behind)) == _EXACT or (
            not behind and row.target[0] <= first < row.target[1]
        )
    owned = tree.words[end : end + 1] in (["'s"], ["'"])
    return owned and end < token <= end + 2


def _of_calls(row: Row) -> Iterator[int]:
    """From "called for Reed to resign", "said Reed should step down", "wants Reed to be fired"."""
    tree, end = row.tree, row.target[1]
    at = end
    denied = False
    while at < len(tree.words) and tree.words[at] in _DUTY | NEGATORS | {"to", "be"}:
        denied = denied or tree.words[at] in NEGATORS
        at += 1
    between = tree.words[end:at]
    if at == end or at == len(tree.words) or not _goes(tree, at, "be" in between):
        return
    governor = _governor(row, "to" not in between or "ought" in between)
    if governor >= 0 and not negated(tree, governor) and not conditional(tree, governor):
        yield FAVOUR if denied else AGAINST


def _goes(tree: Tree, at: int, passive: bool) -> bool:
    """Whether a verb of going, or after "be" a participle of sending away, stands at `at`."""
    word = tree.words[at]
    if passive:
        return word in _words("passive")
    if word not in _seconds():
        return False
    second = tree.words[at + 1] if at + 1 < len(tree.words) else ""
    return not {"", second}.isdisjoint(_seconds()[word])


def _governor(row: Row, duty: bool) -> int:
    """The verb of calling before the target, or that of saying above a duty, −1 for none."""
    tree, at = row.tree, row.target[0] - 1
    while at >= 0 and (tree.words[at] in _LEADING or tree.tags[at] in ("JJ", "NN", "NNP")):
        at -= 1
    if at >= 0 and tree.words[at] in _words("calling") and _does(row, at):
        return at
    if not duty:
        return -1
    says = [v for v, word in enumerate(tree.words) if word in SAYING]
    return says[0] if len(says) == 1 and _does(row, says[0]) else -1


def _does(row: Row, verb: int) -> bool:
    """Whether the holder itself does what the verb says."""
    tree, holder = row.tree, row.holder or (0, 0)
    who = tree.agents(verb) if tree.passive(verb) else tree.subjects(verb)
    # "Council member Jo Ambler": the name hangs on what its bearer is.
    borne = tree.relations[tree.top(*holder)] in ("flat", "appos")
    return linked(tree, holder, tuple(who)) >= (_EXACT - 1 if borne else _EXACT)
