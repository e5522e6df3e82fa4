"""Cues of roles: which of the phrases in `data/lexicons/role_cues.csv` a line shows, and where.

A phrase may stand at the line's start or end, be the whole of it, or stand anywhere in it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np

from tasks import lexicons

SEEN = 140  # characters looked at from either end of a line
COLUMNS = tuple(sorted({(row["role"], row["where"]) for row in lexicons.rows("role_cues")}))
_NUMBER = {column: number for number, column in enumerate(COLUMNS)}
# ASCII marks, and the bytes that curly quotes and dashes are made of in UTF-8.
_SEPARATORS = b"()[]{}/.,:;!?\"'-|" + "“”‘—–".encode()
_TO_SPACES = bytes.maketrans(_SEPARATORS, b" " * len(_SEPARATORS))


def flags(low: Sequence[str]) -> np.ndarray:
    """Lines × COLUMNS, 1 where a cue of that role stands at that place; `low` is lower case.

    >>> row = flags(["follow us on the web"])[0]
    >>> [COLUMNS[i] for i in row.nonzero()[0]]
    [('boilerplate', 'any'), ('boilerplate', 'start')]
    """
    found = np.zeros((len(low), len(COLUMNS)), np.float32)
    starts, anywhere, whole = _pattern("start"), _pattern("any"), _roles("whole")
    endings = tuple(_roles("end"))
    telling = _telling_words()
    for number, line in enumerate(low):
        bare = line.strip(" (*[•-")
        match = starts.match(bare)
        if match and not (match[0][-1].isalnum() and bare[match.end() : match.end() + 1].isalnum()):
            found[number, _roles("start")[match[0]]] = 1
        if line in whole:
            found[number, whole[line]] = 1
        if line.endswith(endings):
            for cue in endings:
                if line.endswith(cue):
                    found[number, _roles("end")[cue]] = 1
        seen = line if len(line) < 2 * SEEN else f"{line[:SEEN]}  {line[-SEEN:]}"
        if not telling.isdisjoint(_tokens(seen)) or "@" in seen or "©" in seen:
            for cue in anywhere.findall(seen):
                found[number, _roles("any")[cue]] = 1
    return found


@cache
def _roles(where: str) -> dict[str, list[int]]:
    """Cue → the columns it raises."""
    columns: dict[str, list[int]] = {}
    for row in lexicons.rows("role_cues"):
        if row["where"] == where:
            columns.setdefault(row["cue"], []).append(_NUMBER[row["role"], where])
    return columns


@cache
def _telling_words() -> frozenset[bytes]:
    """The longest word of each cue that may stand anywhere: a line with none of them has no cue."""
    return frozenset(max(_tokens(cue), key=len) for cue in _roles("any") if _tokens(cue))


def _tokens(text: str) -> list[bytes]:
    return text.encode("utf-8", "replace").translate(_TO_SPACES).split()


@cache
def _pattern(where: str) -> re.Pattern[str]:
    """One pattern for all cues of a place, the longest first, as a tree of shared beginnings."""
    word = "".join(sorted({cue[0] for cue in _roles(where) if cue[0].isalnum()}))
    other = "".join(sorted({re.escape(cue[0]) for cue in _roles(where) if not cue[0].isalnum()}))
    tree = f"(?:{_tree(_roles(where))})"
    # A tree walked only where a cue's first letter opens a word: ten times the speed of a list.
    return re.compile(rf"(?:(?<!\w)(?=[{word}])|(?=[{other}])){tree}" if where == "any" else tree)


def _tree(cues: Iterable[str]) -> str:
    """A pattern for `cues` in which each letter is tried once.

    >>> _tree(["ad", "add", "at"])
    'a(?:d(?:d)?|t)'
    """
    branches: dict[str, list[str]] = {}
    ends = False
    for cue in cues:
        if cue:
            branches.setdefault(cue[0], []).append(cue[1:])
        else:
            ends = True
    parts = [re.escape(letter) + _tree(rest) for letter, rest in sorted(branches.items())]
    if not parts:
        return ""
    joined = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})"
    return joined + "?" * ends
