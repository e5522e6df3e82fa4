"""The stance network: each word in its syntax, pooled by place, then two layers to three classes.

A word's hidden units see its vector, tag, relation and flags, and those of its governor, its
neighbours and its dependents (one graph convolution over the parse). They are computed once for a
sentence whatever its rows, and as sums of tables that hold every vocabulary word's share.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from tasks.models.stance_reading import FLAGS, TAGS, Tokens

CONTEXTS = 5  # the word, its governor, the word before, the word after, its dependents
GAIN = np.float32(3)  # pooled means are small beside the standardised numbers


class Net(NamedTuple):
    """Weights; `word` (CONTEXTS × inputs, units), `hidden` (POOLS × units + numbers, hidden)."""

    word: np.ndarray
    word_bias: np.ndarray
    hidden: np.ndarray
    hidden_bias: np.ndarray
    out: np.ndarray
    out_bias: np.ndarray


def inputs(tokens: Tokens, table: np.ndarray, relations: int) -> np.ndarray:
    """Every token's inputs (n, width): vector and axes, then `marks`."""
    return np.hstack([table[tokens.ids], marks(tokens, relations)])


def marks(tokens: Tokens, relations: int) -> np.ndarray:
    """What a token is beside its word: tag, relation, flags, unknown."""
    n = len(tokens.ids)
    x = np.zeros((n, width(0, relations)), dtype=np.float32)
    rows = np.arange(n)
    x[rows, tokens.kinds[:, 0]] = 1
    x[rows, len(TAGS) + tokens.kinds[:, 1]] = 1
    x[:, -FLAGS - 1 : -1] = tokens.flags
    x[:, -1] = tokens.ids < 0
    return x


def width(depth: int, relations: int) -> int:
    """How many inputs a token has."""
    return depth + len(TAGS) + relations + FLAGS + 1


class Shares(NamedTuple):
    """What words give to sums wherever they stand: ids (w,) sorted; one (w, CONTEXTS × units) a net."""

    ids: np.ndarray
    given: list[np.ndarray]


def shares_of(ids: np.ndarray, table: np.ndarray, nets: Sequence[Net]) -> Shares:
    """The shares of all words that stand among `ids`."""
    distinct = np.unique(ids)
    words, depth = table[distinct], table.shape[1]
    return Shares(distinct, [words @ _beside(net)[:depth] for net in nets])


def _beside(net: Net) -> np.ndarray:
    """The weights of a word's inputs, its contexts beside one another (inputs, CONTEXTS × units)."""
    return np.hstack(np.split(net.word, CONTEXTS))


def units(
    tokens: Tokens, words: Shares, relations: int, nets: Sequence[Net]
) -> Iterator[np.ndarray]:
    """Each net's hidden units of the words (n, units), before the rectifier.

    Marks are few and repeat, so their shares are computed once for all tokens that have the same;
    net by net, so that the arrays at hand stay in the cache.
    """
    n, place = len(tokens.ids), np.searchsorted(words.ids, tokens.ids)
    seen, kind = _distinct(marks(tokens, relations))
    for net, given in zip(nets, words.given, strict=True):
        shares = np.zeros((n + 1, given.shape[1]), dtype=np.float32)
        np.take(given, place, axis=0, out=shares[:n], mode="clip")
        shares[:n] += (seen @ _beside(net)[-seen.shape[1] :])[kind]
        yield around(tokens, shares, net.word_bias)


def _distinct(marked: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different rows of an array of zeros and ones, and which of them each row is."""
    packed = np.packbits(marked.astype(bool), axis=1)
    names = packed.view(f"V{packed.shape[1]}").ravel()
    _, first, which = np.unique(names, return_index=True, return_inverse=True)
    return marked[first], which


def around(tokens: Tokens, shares: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """The sum of what a word, its governor, neighbours and dependents give it; the last row is 0."""
    own, head, before, after, below = np.split(shares, CONTEXTS, axis=1)
    total = own[:-1] + head[tokens.head] + before[tokens.before] + after[tokens.after]
    result: np.ndarray = total + tokens.children @ below[:-1] + bias
    return result


def scores(active: np.ndarray, pool: csr_matrix, numbers: np.ndarray, net: Net) -> np.ndarray:
    """Class scores (rows, 3) from rectified units, pools and standardised numbers."""
    pooled = (pool @ active).reshape(len(numbers), -1) * GAIN
    hidden = np.maximum(np.hstack([pooled, numbers]) @ net.hidden + net.hidden_bias, 0)
    result: np.ndarray = hidden @ net.out + net.out_bias
    return result
