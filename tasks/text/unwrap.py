"""Hard-wrapped lines put back together: a wire's or a mail's column of text → a line a paragraph.

A program that wraps fills each line as far as the next word allows. So the breaks it made are known
by one width that fits them all; a paragraph's end, a heading and a list do not fit it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tasks.text.datelines import find_dateline, find_stamp
from tasks.text.widths import WIDE, columns

_LONGEST, _NARROWEST, _USUAL = 132, 30, 50  # columns: terminal, paste of a PDF, of two lines alone
_FITTING = 0.45  # of all breaks; paragraphs of two lines without a blank one between have a half
_GOING_ON = 0.3  # of the fitting breaks, before a small letter; prose has two thirds and more
_RAGGED = 3  # a break before a small letter may leave this part of the width empty (fmt, by hand)

_BROKEN = re.compile(r"\n(?<=[^\n]\n)[ \t]*[^\W\d_]")  # begins with its rarest sign: it is fast
_ENDED = re.compile(r"[.!?…:;。！？।؟][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[*•·▪>-]|--|\d{1,2}[.)])\s|>")
_DASHED = re.compile(r"[–—]\s")
_SIGNED = re.compile(
    r"(?:By|BY) (?:[A-Z][\w.'’-]*+(?:(?:, ?| )(?:and |of |the |de |van )?|$)){1,7}$"
)


class _Break(NamedTuple):
    """A line end between two lines that are not blank: `need` columns would hold the next word too."""

    before: str
    after: str
    columns: int
    need: int


def unwrap(text: str) -> str:
    """`text` with the breaks that a fixed width made turned to spaces; other texts as they are.

    Blank lines, list items, indented first lines, bylines and datelines keep beginning a line.

    >>> unwrap("The council of Osterna voted late on Monday to close the old\\ndam, and few wept.")
    'The council of Osterna voted late on Monday to close the old dam, and few wept.'
    >>> unwrap("Roses are red,\\nviolets are blue.")
    'Roses are red,\\nviolets are blue.'
    """
    if not _BROKEN.search(text):
        return text
    lines = text.split("\n")
    breaks = {
        number: _break(*pair)
        for number, pair in enumerate(pairwise(lines))
        if len(pair[0]) <= 2 * _LONGEST and pair[0].strip() and pair[1].strip()
    }
    width = _width(list(breaks.values()))
    return _joined(lines, breaks, width) if width else text


def _break(before: str, after: str) -> _Break:
    taken = columns(before.rstrip())
    first = after.split(maxsplit=1)[0][:_LONGEST]
    # A script without spaces may break anywhere, but for the marks that must not open a line.
    return _Break(before, after, taken, taken + (2 if _is_wide(first) else 1 + len(first)))


def _is_wide(words: str) -> bool:
    return bool(WIDE.match(words))


def _width(breaks: Sequence[_Break]) -> int:
    """The width that most breaks fit, or 0 where too few do or few of those go on a sentence."""
    fits = Counter(
        width
        for each in breaks
        for width in range(max(each.columns, _NARROWEST), min(each.need, _LONGEST + 1))
    )
    if not fits:
        return 0
    most = max(fits.values())
    width = max(width for width, count in fits.items() if count == most)
    going = sum(each.columns <= width < each.need and _goes_on(each) for each in breaks)
    if (
        most < _FITTING * len(breaks)
        or going < max(_GOING_ON * most, min(2, len(breaks) - 1))
        or not going
    ):
        return 0
    return width if len(breaks) > 2 or width >= _USUAL else 0


def _goes_on(each: _Break) -> bool:
    """Whether a break stands within a sentence, as far as its script can tell."""
    first = each.after.lstrip()[0]
    if unicodedata.category(first) == "Lo":
        return not _ENDED.search(each.before.rstrip())
    return first.islower() or each.before.rstrip().endswith("-")


def _joined(lines: list[str], breaks: dict[int, _Break], width: int) -> str:
    pieces = [lines[0]]
    listed = bool(_ITEM.match(lines[0].lstrip()))
    for number, line in enumerate(lines[1:]):
        found = breaks.get(number)
        if found and _is_soft(found, width, listed):
            pieces[-1] = pieces[-1].rstrip()
            pieces += [_between(found), line.lstrip()]
        else:
            listed = bool(_ITEM.match(line.lstrip()))
            pieces += ["\n", line]
    return "".join(pieces)


def _is_soft(each: _Break, width: int, listed: bool) -> bool:
    small = each.after.lstrip()[0].islower()
    ragged = small and each.columns * _RAGGED >= width * (_RAGGED - 1)
    if not (each.columns <= width < each.need or ragged):
        return False
    return not _opens(each, listed)


def _opens(each: _Break, listed: bool) -> bool:
    """Whether the line behind a full one begins something of its own."""
    line = each.after.lstrip()
    deeper = len(each.after) - len(line) > len(each.before) - len(each.before.lstrip())
    if (deeper and not listed) or _ITEM.match(line) or _SIGNED.match(line):
        return True
    if _DASHED.match(line):
        return bool(_ENDED.search(each.before.rstrip()))
    opening = find_stamp(line) or find_dateline(line)
    return bool(opening and (opening.place or opening.date))


def _between(each: _Break) -> str:
    """What stands where a line ended: nothing behind a hyphen or between two Chinese signs."""
    before, after = each.before.rstrip(), each.after.lstrip()
    hyphened = before[-1] in "-–—" and before[-2:-1].strip(" ") and after[0].isalnum()
    return "" if hyphened or (_is_wide(before[-1]) and _is_wide(after)) else " "
