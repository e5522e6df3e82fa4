"""Ends of people's names that labels alone leave off: numerals, second given names, nicknames.

Each function takes a text's names, in order, and returns them with longer borders.
"""

import re
from collections.abc import Sequence

from tasks import lexicons
from tasks.text.names_borders import titles
from tasks.text.names_titles import leads
from tasks.text.spans import Name

_NUMERAL = re.compile(
    r" (?:I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII|XIII|XIV|XV|XVI|XXIII)\b(?!['’.])"
)
_GENERATION = re.compile(r",? [JS]r\b\.?")
_SECOND = re.compile(r"-([a-z]{2,6})\b")
# A nickname in quotation marks, or nothing.
_BETWEEN = re.compile(r' (?:["“][A-Z][\w.’\' -]{1,24}["”] )?')
_AFTER = frozenset((" ", ",", "-"))
_INITIALS = re.compile(r", (?:[A-Z]\. ?)*[A-Z]\.")


def joined(text: str, names: Sequence[Name]) -> list[Name]:
    """People with their numerals, the second half of a hyphenated name, nicknames, initials.

    >>> text = 'Pope Varn II met Lee Oda-min and Holm "Old" Brandt.'
    >>> names = [Name(0, 9, "PER"), Name(17, 24, "PER"), Name(33, 37, "PER"), Name(44, 50, "PER")]
    >>> [text[a:b] for a, b, _ in joined(text, names)]
    ['Pope Varn II', 'Lee Oda-min', 'Holm "Old" Brandt']
    """
    out: list[Name] = []
    # A corpus printed with spaces around its marks counts no title to a name.
    printed = " , " not in text and " . " not in text
    for place, name in enumerate(names):
        if out and name.start < out[-1].end:
            continue
        if name.type == "PER":
            following = names[place + 1].start if place + 1 < len(names) else len(text)
            start = _start(text, name, out[-1].end if out else 0) if printed else name.start
            end = _end(text, name, following) if text[name.end : name.end + 1] in _AFTER else 0
            if start < name.start or end > name.end:
                name = Name(start, max(end, name.end), "PER")
            if out and out[-1].type == "PER" and _BETWEEN.fullmatch(text, out[-1].end, name.start):
                name = name._replace(start=out.pop().start)
        out.append(name)
    return out


def _start(text: str, name: Name, earliest: int) -> int:
    """Where the person's name begins with the titles directly before it."""
    start = name.start
    while start > earliest and text[start - 1] == " ":
        before = _word_start(text, earliest, start - 1)
        word = text[before : start - 1]
        title = word.rstrip(".") in titles()
        if not title and not (leads(word) and _is_office(text[start : name.end].split(" ", 1)[0])):
            break
        start = before
    return start


def _is_office(word: str) -> bool:
    """Whether a title, or a part of one, has others before it: no prince's has, it is a part of the name."""
    return leads(word) or (word.rstrip(".") in titles() and word not in _words("leading_title"))


def _word_start(text: str, earliest: int, end: int) -> int:
    """Where the word that ends at `end` begins, on its line."""
    return max(text.rfind(" ", earliest, end), text.rfind("\n", earliest, end)) + 1 or earliest


def _end(text: str, name: Name, following: int) -> int:
    """Where the person's name ends, if not where its labels do."""
    numeral = _NUMERAL.match(text, name.end)
    words = text[name.start : name.end].split(" ")
    # "I" alone is a numeral behind a king's or a pope's name only.
    if numeral and (len(numeral[0]) > len(" I") or words[0] in _words("royal")):
        return numeral.end()
    generation = _GENERATION.match(text, name.end)
    if generation and len(words) > 1:
        return generation.end()
    second = _SECOND.match(text, name.end)
    if (
        second
        and len(words) > 1
        and words[-2] in _words("family_first")
        and second[1] not in _words("hyphen_tail")
    ):
        return second.end()
    initials = _INITIALS.match(text, name.end)
    if initials and len(words) == 1 and following >= initials.end():
        return initials.end()
    return name.end


def _words(kind: str) -> frozenset[str]:
    return lexicons.of_kind("name_words", kind)
