"""Learning to tag and to parse: a dynamic oracle over batches, and tags in two looks."""

import numpy as np

from tasks.models.softmax import Learner, fit, softmax
from tasks.models.syntax_examples import Gold
from tasks.text.syntax_features import tag_rows
from tasks.text.syntax_steps import States, step_rows

TAG_BITS, STEP_BITS, LABEL_BITS = 16, 20, 16
_EXPLORED = 0.9  # how often, after the first round, the model walks its own way


def costs(state: States, heads: np.ndarray) -> np.ndarray:
    """How many gold arcs each step would lose: int (n, 3); Goldberg and Nivre 2013."""
    s0, s1, _, b0, _, _ = state.places()
    row, place = state.row, np.arange(state.width)[None, :]
    later = place >= state.front[:, None]
    head0, head_b = heads[row, s0], heads[row, b0]
    below = (heads == s0[:, None]) & later
    lost_below = below.sum(axis=1)
    stacked = np.zeros(later.shape, dtype=bool)
    for level in range(int(state.depth.max(initial=0))):
        high = state.depth > level
        stacked[row[high], state.stack[high, level + 3]] = True
    left = lost_below + ((head0 == s1) & (state.depth > 1)) + (head0 > state.front)
    right = lost_below + (head0 >= state.front)
    known = np.maximum(head_b, 0)
    shift = ((heads == b0[:, None]) & stacked).sum(axis=1)
    shift = shift + ((head_b >= 0) & stacked[row, known] & (known != s0))
    return np.stack([shift, left, right], axis=1)


def fit_steps(gold: Gold, tags: np.ndarray, rounds: int, size: int = 96) -> np.ndarray:
    """Weights (rows, 3) of the steps; from the second round on the model walks its own way."""
    learner = Learner(1 << STEP_BITS, 3, rate=0.1)
    chance = np.random.default_rng(7)
    by_length = np.argsort(gold.lengths, kind="stable")
    batches = [by_length[start : start + size] for start in range(0, len(by_length), size)]
    for number in range(rounds):
        for which in np.random.default_rng(number).permutation(len(batches)):
            rows = batches[which]
            part = gold.part(rows)
            _walk(part, tags[rows, : part.codes.shape[1]], learner, chance, number)
    return learner.averaged()


def _walk(
    part: Gold, tags: np.ndarray, learner: Learner, chance: np.random.Generator, number: int
) -> None:
    state = States(part.codes, tags, part.lengths)
    heads = part.heads
    while True:
        allowed = state.allowed()
        active = allowed.any(axis=1)
        if not active.all():
            heads = heads[active]
            state.keep(np.flatnonzero(active))
            allowed = allowed[active]
        if not state.count:
            return
        features = step_rows(state, STEP_BITS)
        scores = np.where(allowed, learner.scores(features), -1e9)
        price = np.where(allowed, costs(state, heads), 1_000)
        good = price == price.min(axis=1, keepdims=True)
        chances = softmax(scores)
        wanted = chances * good
        wanted /= np.maximum(wanted.sum(axis=1, keepdims=True), 1e-9)
        learner.push(features, chances - wanted)
        best = np.where(good, scores, -1e9).argmax(axis=1)
        own = chance.random(state.count) < (_EXPLORED if number > 0 else 0.0)
        state.take(np.where(own, scores.argmax(axis=1), best), np.ones(state.count, dtype=bool))


def fit_tags(gold: Gold, tags: int, rounds: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights of the first look at tags and of the second, which sees the first's tags."""
    inside = gold.inside.ravel()
    wanted = gold.tags.ravel()[inside]
    features = tag_rows(gold.codes, None, TAG_BITS)[inside]
    half = np.repeat(np.arange(len(gold.lengths)) % 2 == 0, gold.codes.shape[1])[inside]
    seen = gold.tags.copy()
    guess = np.zeros(len(wanted), dtype=np.int64)
    # The second look must learn from tags as wrong as a night's: each half is tagged by the other.
    for side in (half, ~half):
        other = fit(features[side], wanted[side], 1 << TAG_BITS, tags, 3, 0.3)
        guess[~side] = other[features[~side]].sum(axis=1).argmax(axis=1)
    seen[gold.inside] = guess
    first = fit(features, wanted, 1 << TAG_BITS, tags, rounds, 0.3)
    second_features = tag_rows(gold.codes, seen, TAG_BITS)[inside]
    second = fit(second_features, wanted, 1 << TAG_BITS, tags, rounds, 0.3)
    return first, second


def tagged(gold: Gold, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The tags (n, width) that the two looks give."""
    seen, flat = gold.tags.copy(), gold.inside.ravel()
    for weights, known in ((first, None), (second, seen)):
        features = tag_rows(gold.codes, known, TAG_BITS)[flat]
        seen[gold.inside] = weights[features].sum(axis=1).argmax(axis=1)
    return seen


def crosswise(gold: Gold, tags: int, folds: int = 3) -> np.ndarray:
    """Every sentence's tags by looks that did not learn from it."""
    seen, fold = gold.tags.copy(), np.arange(len(gold.lengths)) % folds
    for number in range(folds):
        inside, outside = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        looks = fit_tags(gold.part(inside), tags, rounds=3)
        part = gold.part(outside)
        seen[outside, : part.codes.shape[1]] = tagged(part, *looks)
    return seen
