"""The words that models see: lower-case, one tokenisation for vectors, topics and claims.

>>> words("The U.S. didn't back Obama’s plan (2016).")
['the', 'u.s.', "didn't", 'back', 'obama', 's', 'plan', '2016']
"""

import re
from functools import lru_cache

# Dotted initials stay whole; "n't", "'ll" … stay with their word since they change it; the
# possessive does not, so that a name has one form.
# What most words are comes first: letters of English with neither dot nor apostrophe behind them.
WORD = re.compile(
    r"[a-zA-Z]{2,}+(?![^\W\d_]|')"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W\d_]++(?:'(?:[tT]|[rR][eE]|[vV][eE]|[lL][lL]|[dD]|[mM])\b)?"
    r"|\d++"
)
ENDINGS = ("ies", "ing", "ied", "ed", "es", "s", "e")


def words(text: str) -> list[str]:
    """The words of `text` in order, lower-case, typographic apostrophes made plain."""
    return WORD.findall(text.lower().replace("’", "'"))


def cased(text: str) -> list[str]:
    """The words of `text` in order, as they are written.

    >>> cased("Nigeria’s army DIDN’T say")
    ['Nigeria', 's', 'army', "DIDN'T", 'say']
    """
    return WORD.findall(text.replace("’", "'"))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A lower-case word without its commonest endings, so that inflections meet.

    Rougher than Porter's and many times faster: both sides of a comparison are cut alike.

    >>> [stem(word) for word in ("kills", "killed", "killing", "stories", "story", "news")]
    ['kill', 'kill', 'kill', 'stori', 'stori', 'new']
    """
    if word.endswith("y") and len(word) > 3:
        return word[:-1] + "i"
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            root = word[: -len(ending)]
            return root + "i" if ending in ("ies", "ied") else root
    return word
