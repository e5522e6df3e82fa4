"""Sentences parsed by hand, for the tests of the grammar."""

from tasks.models.stance_tree import Tree
from tasks.text.syntax import Parse


def tree(*tokens: tuple[str, str, int, str]) -> Tree:
    """A hand-made parse of (word, tag, head, relation); the tests of the grammar need no parser."""
    words, tags, heads, relations = (list(column) for column in zip(*tokens, strict=True))
    starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    return Tree(Parse(words, starts, ends, tags, heads, relations))
