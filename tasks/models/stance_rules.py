"""Where plain grammar and a plain stance word leave little to weigh.

The rule's word is not final: rows it speaks of have calibrations of their own, so that its
record on labelled rows, and the net's doubts, set the probability.
"""

from tasks.models.stance_features import QUOTE_MARKS, Row, linked
from tasks.models.stance_lexicon import scope_words
from tasks.models.stance_predicates import Predication
from tasks.models.stance_removals import direction, is_told

FAVOUR, AGAINST, NEUTRAL = 0, 1, 2
RULINGS = ("favour", "against", "cancelled", "turned", "asked")
CANCELLED, TURNED, ASKED = 2, 3, 4
EXACT = 3
ASKING = frozenset(
    {"will", "would", "can", "could", "shall", "should", "may", "might", "do", "does", "did", "is",
     "are", "was", "were", "has", "have", "had"}
)  # fmt: skip


def certain(row: Row) -> int | None:
    """The number in `RULINGS` that the directed lexicon alone gives, or None.

    favour, against: the holder itself is the holding argument of a stance word, the target itself
    the receiving one; "refused to back" is against. cancelled: so too, but negated, under a
    condition or in a question, or an attack that it calls unfair, or a removal only told. turned:
    the word points from target to holder. asked: whatever a question to be answered by yes or no
    asks of a holder. A removal welcomed, regretted or called for says against or favour of whom it
    removes (`stance_removals`).
    """
    if row.holder is None:
        return None
    tree, asked = row.tree, row.facts.marks[0]
    if asked and next((w for w in tree.words if w not in QUOTE_MARKS), "") in ASKING:
        return ASKED
    removal = direction(row)
    if removal is not None:
        return removal
    if is_told(row) or any(_answered(row, p) for p in row.facts.found):
        return CANCELLED
    said, turned = set(), False
    for p in row.facts.found:
        receives = linked(tree, row.target, p.targets) == EXACT
        if receives and linked(tree, row.holder, p.holders) == EXACT:
            said.add(_ruling(p, asked))
        elif linked(tree, row.target, p.holders) == EXACT:
            turned = turned or linked(tree, row.holder, p.targets) == EXACT
    if said:
        return said.pop() if len(said) == 1 else None
    return TURNED if turned else None


def _answered(row: Row, found: Predication) -> bool:
    """Whether the holder calls an attack on the target unfair: it is told, not made.

    "Ambler said the criticism of Ferrow was unfair", "to blame Ferrow is absurd", Ambler said.
    """
    tree, token, holder = row.tree, found.token, row.holder or (0, 0)
    if found.polarity > 0 or linked(tree, row.target, found.targets) < EXACT:
        return False
    unfair = scope_words("unfounded")
    said = tree.heads[token] if tree.relations[token] in ("nsubj", "csubj") else -1
    if said >= 0 and tree.words[said] not in unfair:
        said = -1
    words = [said, *(c for c in tree.children[token] if tree.relations[c] == "amod")]
    if not any(w >= 0 and tree.words[w] in unfair for w in words):
        return False
    own = linked(tree, holder, found.holders) == EXACT
    return not own or tree.words[said] in unfair


def _ruling(found: Predication, asked: bool) -> int:
    if found.conditional or asked:
        return CANCELLED
    if found.negated == "refuse":
        return AGAINST if found.polarity > 0 else CANCELLED
    if found.negated:
        return CANCELLED
    return FAVOUR if found.polarity > 0 else AGAINST
