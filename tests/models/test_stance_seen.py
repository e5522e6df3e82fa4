"""What is seen of many rows at once is what the tree says of each."""

import numpy as np
import pytest

from tasks.models.stance_features import Facts, Row
from tasks.models.stance_places import PLACES, places
from tasks.models.stance_reading import Sentence, joined, relation_number
from tasks.models.stance_seen import FARTHEST, Seen
from tasks.models.stance_tree import CLAUSES, Tree
from tests.models.trees import tree

RELATIONS = (
    "nsubj",
    "nsubj:pass",
    "obj",
    "obl",
    "nmod",
    "appos",
    "conj",
    "ccomp",
    "acl:relcl",
    "punct",
)


def grown(chance: np.random.Generator) -> Tree:
    """A sentence of any shape; one in ten tokens has no head."""
    size = int(chance.integers(3, 25))
    order = chance.permutation(size).tolist()
    heads = [-1] * size
    for place, token in enumerate(order[1:], 1):
        heads[token] = order[int(chance.integers(0, place))] if chance.random() < 0.9 else -1
    relations = chance.choice(RELATIONS, size).tolist()
    return tree(*(("word", "NN", head, name) for head, name in zip(heads, relations, strict=True)))


def span(chance: np.random.Generator, size: int) -> tuple[int, int]:
    first = int(chance.integers(0, size))
    return first, min(first + int(chance.integers(1, 4)), size)


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    chance = np.random.default_rng(7)
    found = []
    for facts in [Facts(grown(chance)) for _ in range(60)]:
        for _ in range(3):
            size = len(facts.tree.words)
            holder = span(chance, size) if chance.random() < 0.7 else None
            found.append(Row(facts, holder, span(chance, size)))
    return found


@pytest.fixture(scope="module")
def seen(rows: list[Row]) -> Seen:
    tokens, starts = joined([Sentence(row.facts) for row in rows])
    return Seen(rows, starts[:-1], tokens)


def of_row(seen: Seen, number: int, values: np.ndarray) -> list[object]:
    """What holds of the places of one row."""
    return values[seen.row == number].tolist()


def test_tops_and_levels_are_those_of_the_tree(rows: list[Row], seen: Seen) -> None:
    for number, row in enumerate(rows):
        for mention, place in ((seen.target, row.target), (seen.holder, row.holder)):
            if place is None:
                assert mention.top[number] == -1
                assert not any(of_row(seen, number, mention.inside | (mention.level > 0)))
                continue
            assert mention.top[number] - seen.starts[number] == row.tree.top(*place)
            levels = row.tree.levels(place)
            wanted = [levels.get(token, 0) for token in range(len(row.tree.words))]
            assert of_row(seen, number, mention.level) == wanted


def test_the_way_from_holder_to_target_is_the_tree_s(rows: list[Row], seen: Seen) -> None:
    for number, row in enumerate(rows):
        if row.holder is None:
            assert seen.common[number] == -1
            continue
        ups, top, downs = row.tree.path(row.tree.top(*row.holder), row.tree.top(*row.target))
        start = seen.starts[number]
        assert np.flatnonzero(of_row(seen, number, seen.ups)).tolist() == sorted(ups)
        assert np.flatnonzero(of_row(seen, number, seen.downs)).tolist() == sorted(downs)
        assert seen.common[number] == (top + start if top >= 0 else -1)
        assert seen.last_up[number] == (ups[-1] + start if ups else -1)
        assert seen.first_down[number] == (downs[0] + start if downs else -1)


def test_arcs_are_counted_over_the_shortest_way(rows: list[Row], seen: Seen) -> None:
    for number, row in enumerate(rows):
        goal = row.tree.top(*row.target)
        for token, arcs in enumerate(of_row(seen, number, seen.target.arcs)):
            ups, top, downs = row.tree.path(goal, token)
            assert arcs == (min(len(ups) + len(downs), FARTHEST) if top >= 0 else FARTHEST)


def test_a_clause_is_named_by_its_nearest_head(rows: list[Row], seen: Seen) -> None:
    for number, row in enumerate(rows):
        for token in range(len(row.tree.words)):
            at = token
            while row.tree.relations[at] not in CLAUSES and row.tree.heads[at] >= 0:
                at = row.tree.heads[at]
            start = seen.starts[number]
            assert seen.clauses[start + token] == start + at


def test_mentions_weigh_nothing_and_all_else_something(rows: list[Row], seen: Seen) -> None:
    weights = places(seen)
    named = seen.target.inside | seen.holder.inside
    assert not weights[:, named].any()
    assert (weights[PLACES.index("all")] == ~named).all()
    alone = seen.each(seen.holder.top < 0)
    of_holder = [PLACES.index(name) for name in PLACES if "holder" in name or "between" in name]
    assert not weights[np.ix_(of_holder, alone)].any()


def test_a_relation_that_the_parser_never_gives_meets_none() -> None:
    assert relation_number("no such relation") < -1
