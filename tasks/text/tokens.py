"""One tokenisation for everything that reads words: a regular expression with exact offsets.

Possessive endings, hyphens and quote marks are tokens of their own; contractions ("don't"),
dotted abbreviations ("U.S."), titles ("Mr."), initials ("J.") and numbers stay whole. White space always parts
tokens.
"""

import re
from itertools import compress
from typing import NamedTuple

import numpy as np

Offsets = np.ndarray[tuple[int], np.dtype[np.int32]]

# In this order: the first that matches wins, so the commonest come first. White space is
# matched too, so that the pieces cover the text and offsets are a running sum: a third faster
# than asking each match where it is.
_PIECE = re.compile(
    r" +"
    r"|(?:M(?:rs?|s)|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Rev|Hon|St|Jr|Sr|Inc|Corp|Co|Ltd)\.(?=\s)"
    r"|[a-z]{2,}(?![^\W_]|['’])"
    r"|[^\W\d_]{2,}(?![^\W_]|['’])"
    r"|\s+"
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[A-Z]\."  # J. Smith
    r"|\d+(?:[.,:]\d+)+"  # 1,204.5
    r"|[^\W_]+(?:['’](?![sS]\b)[^\W_]+)*"  # don't, O'Neill, 2016, 4th
    r"|['’][sS]\b"
    r"|'(?=''(?!'))|``|''|\.{2,}|-{2,}"
    r"|\S"
)


class Tokens(NamedTuple):
    """The tokens of one text: `words[i]` is `text[starts[i]:ends[i]]`."""

    words: list[str]
    starts: Offsets
    ends: Offsets


def tokenize(text: str) -> Tokens:
    """The words and marks of `text`, without its white space.

    >>> tokenize("The U.S.'s J. Doe said: “Don't!”").words
    ['The', 'U.S.', "'s", 'J.', 'Doe', 'said', ':', '“', "Don't", '!', '”']
    >>> tokenize("Ann ran.").starts.tolist()
    [0, 4, 7]
    """
    pieces = _PIECE.findall(text)
    count = len(pieces)
    ends = np.cumsum(np.fromiter(map(len, pieces), np.int32, count), dtype=np.int32)
    kept = ~np.fromiter(map(str.isspace, pieces), np.bool_, count)
    starts = np.concatenate(([0], ends[:-1]), dtype=np.int32)[: len(ends)]
    return Tokens(list(compress(pieces, kept.tolist())), starts[kept], ends[kept])
