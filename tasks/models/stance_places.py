"""Places of a sentence as seen from holder and target: weights over its tokens, one row a place.

A place's vector is its weighted mean of the tokens' word vectors, so all places of a row are one
small matrix product. Near in the tree counts more than near in the line.
"""

import math

import numpy as np

from tasks.models.stance_tree import SUBJECTS, Tree

PLACES = (
    "all", "left", "right", "near_left", "near_right", "tree_near", "clause", "above", "above_2",
    "below", "beside", "as_subject", "as_object", "between_ht", "between_th", "after_holder",
    "before_holder", "tree_near_holder", "predicate_ht", "predicate_th", "predicate_other",
    "path_target", "path_holder", "above_holder",
)  # fmt: skip
_PLACE = {name: number for number, name in enumerate(PLACES)}
_DECAY = tuple(math.exp(-arcs / 1.5) for arcs in range(1, 7))
_SUBJECT_LIKE = frozenset({*SUBJECTS, "obl:agent"})

Span = tuple[int, int]


def places(tree: Tree, holder: Span | None, target: Span) -> np.ndarray:
    """Weights float32 (places, tokens), rows not yet normalised; mentions themselves weigh 0."""
    n = len(tree.words)
    weights = np.zeros((len(PLACES), n), dtype=np.float32)
    first, end = target
    weights[_PLACE["all"]] = 1
    weights[_PLACE["left"], :first] = 1
    weights[_PLACE["right"], end:] = 1
    weights[_PLACE["near_left"], max(first - 4, 0) : first] = 1
    weights[_PLACE["near_right"], end : end + 4] = 1
    _around_target(tree, tree.top(first, end), weights)
    if holder is not None:
        _around_holder(tree, holder, target, weights)
        weights[:, holder[0] : holder[1]] = 0
    weights[:, first:end] = 0
    return weights


def _around_target(tree: Tree, goal: int, weights: np.ndarray) -> None:
    weights[_PLACE["tree_near"]] = decay(tree, goal)
    clauses = tree.clauses
    weights[_PLACE["clause"]] = [clause == clauses[goal] for clause in clauses]
    ups = list(tree.up(goal))[:2]
    for name, token in zip(("above", "above_2"), ups, strict=False):
        weights[_PLACE[name], token] = 1
    weights[_PLACE["below"], tree.children[goal]] = 1
    if ups:
        weights[_PLACE["beside"], tree.children[ups[0]]] = 1
        subject = tree.relations[goal] == "nsubj"
        chain = predicate(tree, ups[0])
        if subject:
            weights[_PLACE["as_subject"], chain] = 1
        elif tree.relations[goal] in ("obj", "obl", "nsubj:pass", "nmod", "iobj"):
            weights[_PLACE["as_object"], ups] = 1


def _around_holder(tree: Tree, holder: Span, target: Span, weights: np.ndarray) -> None:
    order = "between_ht" if holder[0] < target[0] else "between_th"
    low, high = min(holder[1], target[1]), max(holder[0], target[0])
    weights[_PLACE[order], low:high] = 1
    weights[_PLACE["after_holder"], holder[1] : holder[1] + 4] = 1
    weights[_PLACE["before_holder"], max(holder[0] - 3, 0) : holder[0]] = 1
    start, goal = tree.top(*holder), tree.top(*target)
    weights[_PLACE["tree_near_holder"]] = decay(tree, start)
    weights[_PLACE["above_holder"], list(tree.up(start))[:1]] = 1
    ups, top, downs = tree.path(start, goal)
    weights[_PLACE["path_holder"], ups[1:]] = 1
    weights[_PLACE["path_target"], downs[:-1]] = 1
    if top >= 0:
        weights[_PLACE[_direction(tree, ups, downs)], predicate(tree, top)] = 1


def _direction(tree: Tree, ups: list[int], downs: list[int]) -> str:
    """Whose predicate the common ancestor is: the holder's, the target's or nobody's."""
    if ups and tree.relations[ups[-1]] in _SUBJECT_LIKE:
        passive = tree.relations[ups[-1]] == "nsubj:pass"
        return "predicate_th" if passive else "predicate_ht"
    if downs and tree.relations[downs[0]] in _SUBJECT_LIKE:
        passive = tree.relations[downs[0]] == "nsubj:pass"
        return "predicate_ht" if passive else "predicate_th"
    return "predicate_other"


def predicate(tree: Tree, head: int) -> list[int]:
    """A predicate with the words that complete it: what it governs as complement or object."""
    return [head, *tree.under(head, "xcomp", "compound:prt", "advmod")]


def decay(tree: Tree, token: int) -> np.ndarray:
    """exp(−arcs / 1.5) from `token` to every token, 0 beyond six arcs."""
    near = [0.0] * len(tree.words)
    near[token] = 1.0
    edge = [token]
    for value in _DECAY:
        wider = []
        for at in edge:
            for other in (*tree.children[at], tree.heads[at]):
                if other >= 0 and not near[other]:
                    near[other] = value
                    wider.append(other)
        edge = wider
    return np.array(near, dtype=np.float32)
