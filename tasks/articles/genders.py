"""What tells whether a "he" or a "she" can mean a person: titles, kin and given names."""

import re
from functools import cache, lru_cache

from tasks import lexicons

# Read from the end, where the word is: ".*" is greedy.
_BEFORE = re.compile(r"(?:.*[^\w-])?([\w-]+),? $", re.DOTALL)
_TIES = re.compile(r" (?:of|at|for|in|from|to|who) ")


@lru_cache(maxsize=1 << 12)
def of_title(printed: str) -> str:
    """The gender, `m` or `f`, of the title a mention begins with; "" where it tells none.

    >>> of_title("Mrs. Lindqvist"), of_title("Dr Lindqvist")
    ('f', '')
    """
    first, _, rest = printed.partition(" ")
    return _words("title").get(first.rstrip("."), "") if rest else ""


def of_given(word: str) -> str:
    """The gender of a given name: `m`, `f`, `either`, or "" for one that is not listed."""
    return _given().get(word.title(), "")


def of_nouns(text: str) -> str:
    """The gender of the last word for a man or a woman before a role's "of" or "at".

    >>> of_nouns("the king's daughter"), of_nouns("wife of the chairman"), of_nouns("Queen's fellow")
    ('f', 'f', '')
    """
    head = _TIES.split(text, maxsplit=1)[0]
    found = [_words("noun")[word] for word in head.split() if word in _words("noun")]
    return found[-1] if found else ""


def told(text: str, start: int) -> str:
    """The gender that the word before a name tells: "his wife, Oda Holm"."""
    before = _BEFORE.match(text, max(start - 20, 0), start)
    return _words("noun").get(before[1].lower(), "") if before else ""


@cache
def _words(kind: str) -> dict[str, str]:
    rows = lexicons.rows("gendered_words")
    return {row["word"]: row["gender"] for row in rows if row["kind"] == kind}


@cache
def _given() -> dict[str, str]:
    return _words("given") | lexicons.mapping("given_names", "name", "gender")
