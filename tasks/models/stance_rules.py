"""Where plain grammar and a plain stance word leave little to weigh.

The rule's word is not final: rows it speaks of have calibrations of their own, so that its
record on labelled rows, and the net's doubts, set the probability.
"""

from tasks.models.stance_features import QUOTE_MARKS, Row, linked
from tasks.models.stance_predicates import Predication

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
    condition or in a question. turned: the word points from target to holder. asked: whatever
    a question to be answered by yes or no asks of a holder.
    """
    if row.holder is None:
        return None
    tree, asked = row.tree, row.facts.marks[0]
    if asked and next((w for w in tree.words if w not in QUOTE_MARKS), "") in ASKING:
        return ASKED
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


def _ruling(found: Predication, asked: bool) -> int:
    if found.conditional or asked:
        return CANCELLED
    if found.negated == "refuse":
        return AGAINST if found.polarity > 0 else CANCELLED
    if found.negated:
        return CANCELLED
    return FAVOUR if found.polarity > 0 else AGAINST
