"""One tokenisation for everything that reads words: a regular expression with exact offsets.

Possessive endings, hyphens and quote marks are tokens of their own; contractions ("don't"),
dotted abbreviations ("U.S."), titles ("Mr."), initials ("J.") and numbers stay whole. White space always parts
tokens.
"""

import re
from itertools import chain
from typing import NamedTuple

import numpy as np

Offsets = np.ndarray[tuple[int], np.dtype[np.int32]]

# In this order: the first that matches wins.
_PIECE = re.compile(
    r"(?:M(?:rs?|s)|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Rev|Hon|St|Jr|Sr|Inc|Corp|Co|Ltd)\.(?=\s)"
    r"|[a-z]{2,}(?![^\W_]|['’])"
    r"|[^\W\d_]{2,}(?![^\W_]|['’])"
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


class _Parted(dict[str, tuple[str, ...]]):
    """Tokens by what stands between white space; what is asked for is remembered.

    No token reaches across white space, and texts repeat most of what stands in between.
    """

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        found = tuple(_PIECE.findall(f"{chunk} "))
        if len(self) < _REMEMBERED and len(chunk) < _LONG:
            self[chunk] = found
        return found


_REMEMBERED, _LONG = 1 << 16, 32
_parted = _Parted()
_SPACES = np.array([chr(code).isspace() for code in range(0x3002)])  # none is beyond


def tokenize(text: str) -> Tokens:
    """The words and marks of `text`, without its white space.

    >>> tokenize("The U.S.'s J. Doe said: “Don't!”").words
    ['The', 'U.S.', "'s", 'J.', 'Doe', 'said', ':', '“', "Don't", '!', '”']
    >>> tokenize("Ann ran.").starts.tolist()
    [0, 4, 7]
    """
    chunks = text.split()
    # "Mr." is one token before white space only, so not where the text ends.
    last = chunks.pop() if chunks and not text[-1].isspace() else ""
    words = [*chain.from_iterable(map(_parted.__getitem__, chunks)), *_PIECE.findall(last)]
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    # The tokens cover all but the white space: a token's end among those letters is a running sum.
    letters = np.flatnonzero(~_SPACES.take(codes, mode="clip")).astype(np.int32)
    sizes = np.fromiter(map(len, words), np.int32, len(words))
    ends = np.cumsum(sizes, dtype=np.int32)
    return Tokens(words, letters[ends - sizes], letters[ends - 1] + np.int32(1))
