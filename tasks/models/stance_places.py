"""Places of a sentence as seen from holder and target: weights over its tokens, one row a place.

A place's vector is its weighted mean of the tokens' word vectors, so all places of a row are one
small matrix product. Near in the tree counts more than near in the line.
"""

import math

import numpy as np

from tasks.models.stance_reading import relation_number
from tasks.models.stance_seen import FARTHEST, Seen
from tasks.models.stance_tree import SUBJECTS

PLACES = (
    "all", "left", "right", "near_left", "near_right", "tree_near", "clause", "above", "above_2",
    "below", "beside", "as_subject", "as_object", "between_ht", "between_th", "after_holder",
    "before_holder", "tree_near_holder", "predicate_ht", "predicate_th", "predicate_other",
    "path_target", "path_holder", "above_holder",
)  # fmt: skip
_PLACE = {name: number for number, name in enumerate(PLACES)}
_DECAY = np.array([math.exp(-arcs / 1.5) for arcs in range(FARTHEST)] + [0], dtype=np.float32)
_SUBJECT_LIKE = (*SUBJECTS, "obl:agent")
_COMPLETING = ("xcomp", "compound:prt", "advmod")
_OBJECT_LIKE = ("obj", "obl", "nsubj:pass", "nmod", "iobj")


def places(seen: Seen) -> np.ndarray:
    """Weights float32 (places, m), not yet normalised; mentions themselves weigh 0."""
    weights = np.zeros((len(PLACES), len(seen.row)), dtype=np.float32)
    first, end = (seen.each(edge) for edge in (seen.target.first, seen.target.end))
    weights[_PLACE["all"]] = 1
    weights[_PLACE["left"]] = seen.token < first
    weights[_PLACE["right"]] = seen.token >= end
    weights[_PLACE["near_left"]] = (seen.token >= first - 4) & (seen.token < first)
    weights[_PLACE["near_right"]] = (seen.token >= end) & (seen.token < end + 4)
    _around_target(seen, weights)
    _around_holder(seen, weights)
    weights[:, seen.target.inside | seen.holder.inside] = 0
    return weights


def _around_target(seen: Seen, weights: np.ndarray) -> None:
    goal = seen.target.top
    above = seen.governor(goal)
    higher = seen.governor(above)
    clauses, relation = seen.clauses, seen.relation_of(goal)
    weights[_PLACE["tree_near"]] = _DECAY[seen.target.arcs]
    weights[_PLACE["clause"]] = clauses[seen.token] == seen.each(clauses[goal])
    weights[_PLACE["above"]] = seen.is_(above)
    weights[_PLACE["above_2"]] = seen.is_(higher)
    weights[_PLACE["below"]] = seen.below(goal)
    weights[_PLACE["beside"]] = seen.below(above)
    subject = seen.each(relation == relation_number("nsubj"))
    weights[_PLACE["as_subject"]] = subject & _predicate(seen, above)
    taken = seen.each(_among(relation, _OBJECT_LIKE))
    weights[_PLACE["as_object"]] = taken & (seen.is_(above) | seen.is_(higher))


def _around_holder(seen: Seen, weights: np.ndarray) -> None:
    holder, target = seen.holder, seen.target
    held = seen.each(holder.top >= 0)
    between = (seen.token >= seen.each(np.minimum(holder.end, target.end))) & (
        seen.token < seen.each(np.maximum(holder.first, target.first))
    )
    leads = seen.each(holder.first < target.first)
    behind = seen.token - seen.each(holder.end)
    before = seen.each(holder.first) - seen.token
    weights[_PLACE["between_ht"]] = held & between & leads
    weights[_PLACE["between_th"]] = held & between & ~leads
    weights[_PLACE["after_holder"]] = held & (behind >= 0) & (behind < 4)
    weights[_PLACE["before_holder"]] = held & (before > 0) & (before <= 3)
    weights[_PLACE["tree_near_holder"]] = _DECAY[holder.arcs]
    weights[_PLACE["above_holder"]] = seen.is_(seen.governor(holder.top))
    weights[_PLACE["path_holder"]] = seen.ups & ~seen.is_(holder.top)
    weights[_PLACE["path_target"]] = held & seen.downs & ~seen.is_(target.top)
    predicate = _predicate(seen, seen.common)
    for name, rows in _directions(seen).items():
        weights[_PLACE[name]] = predicate & seen.each(rows)


def _directions(seen: Seen) -> dict[str, np.ndarray]:
    """Whose predicate the common ancestor is: the holder's, the target's or nobody's (rows,)."""
    ups, downs = seen.relation_of(seen.last_up), seen.relation_of(seen.first_down)
    passive = relation_number("nsubj:pass")
    led = _among(ups, _SUBJECT_LIKE)
    follows = ~led & _among(downs, _SUBJECT_LIKE)
    forward = (led & (ups != passive)) | (follows & (downs == passive))
    return {
        "predicate_ht": forward,
        "predicate_th": (led | follows) & ~forward,
        "predicate_other": ~led & ~follows,
    }


def _predicate(seen: Seen, head: np.ndarray) -> np.ndarray:
    """A predicate with the words that complete it: what it governs as complement or object."""
    completing = seen.below(head) & _among(seen.relation, _COMPLETING)
    result: np.ndarray = seen.is_(head) | completing
    return result


def _among(relation: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
    return np.isin(relation, [relation_number(name) for name in names])
