"""Where quotation marks open and close: double, single, low-high, guillemets, odd numbers of them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tasks.text.function_words import words
from tasks.text.quotes_words import cue_forms
from tasks.text.reading import Reading

_OPENS = {"“": "”", "«": "»", "„": "“”", "``": "''", "‘": "’", "‹": "›", "‚": "‘’"}
_CLOSES = frozenset("”»’›")
_EITHER = frozenset(['"', "''", "'"])
_SINGLE = frozenset("‘’'‚")
# Tokens: of speech whose closing mark may have been forgotten, of an office before a name.
_FORGOTTEN, _TITLE = 60, 8
_SPEAKER = frozenset(["DET", "ADJ", "NOUN", "NAME"])
# No more than a sign that a speaker may stand within marks, and cheap.
_SAYS = re.compile(r", (?:said|says|added|adds) [^,.]+\. ")
_MUST_NOT_OPEN = words("no_opening")


class Quoted(NamedTuple):
    """A stretch between marks, as tokens [first, last) with the marks; `closed` if it ends in one."""

    first: int
    last: int
    closed: bool


def quoted(reading: Reading) -> list[Quoted]:
    """Every quoted stretch, none across a paragraph's end.

    A stretch that is never closed runs to its paragraph's end, as a quotation of several
    paragraphs does; a closing mark that nothing opened is passed over.
    """
    found: list[Quoted] = []
    open_, paragraph = -1, -1
    for place in reading.marks:
        if reading.paragraph[place] != paragraph:
            found += _unclosed(reading, open_, place)
            open_, paragraph = -1, reading.paragraph[place]
        if open_ < 0:
            if _opens(reading, place):
                open_ = place
        elif _closes(reading, open_, place):
            if place > open_ + 1:
                found += _parted(reading, open_, place)
            open_ = -1
        elif _reopens(reading, open_, place):
            found.append(Quoted(open_, _left_open(reading, open_, place), False))
            open_ = place
    found += _unclosed(reading, open_)
    return found


def _parted(reading: Reading, open_: int, place: int) -> Iterator[Quoted]:
    """A closed stretch, in two where a speaker stands in it: “We are tired, said Ola Lund. We go.”"""
    said = -1
    if _SAYS.search(reading.text, reading.starts[open_], reading.ends[place]):
        said = _left_open(reading, open_, place)
    stop = said + 1
    while 0 < said < stop < place and reading.tags[stop] in _SPEAKER:
        stop += 1
    if 0 < said < stop < place - 1 and reading.words[stop] == ".":
        yield Quoted(open_, said, False)
        yield Quoted(stop + 1, place + 1, True)
    else:
        yield Quoted(open_, place + 1, True)


def _unclosed(reading: Reading, open_: int, following: int = -1) -> Iterator[Quoted]:
    # A single mark that never closes is an apostrophe, but if the next paragraph opens with one too.
    if open_ < 0 or (reading.words[open_] in _SINGLE and not _goes_on(reading, open_, following)):
        return
    last = open_ + 1
    while last < len(reading.words) and reading.paragraph[last] == reading.paragraph[open_]:
        last += 1
    if last > open_ + 1:
        yield Quoted(open_, _left_open(reading, open_, last), False)


def _goes_on(reading: Reading, open_: int, following: int) -> bool:
    """Whether speech from `open_` goes on at the mark that opens the paragraph behind."""
    leads = open_ == 0 or reading.words[open_ - 1] in (":", ",")
    leads = leads or reading.paragraph[open_ - 1] != reading.paragraph[open_]
    if following < 1 or not leads or reading.words[following] != reading.words[open_]:
        return False
    numbers = reading.paragraph[open_], reading.paragraph[following - 1]
    next_ = numbers[0] == numbers[1] == reading.paragraph[following] - 1
    return next_ and _opens(reading, following)


def _left_open(reading: Reading, open_: int, last: int) -> int:
    """Where speech ends whose closing mark was forgotten: “We are tired, said Ola Lund.

    Behind its comma if a verb of speech with a name stands there, else `last`.
    """
    for place in range(open_ + 2, min(last - 2, open_ + _FORGOTTEN)):
        if reading.words[place] == "," and _said_by_name(reading, place + 1, last):
            return place + 1
    return last


def _said_by_name(reading: Reading, verb: int, last: int) -> bool:
    """Whether a verb that takes nothing but speech has its subject, with a name, behind it."""
    takes = {form.frames for form in cue_forms().get(reading.lower[verb], ())}
    if "c" not in takes or reading.tags[verb] not in ("VBD", "VBZ"):
        return False
    for place in range(verb + 1, min(verb + _TITLE, last)):
        if reading.tags[place] == "NAME":
            return True
        if reading.tags[place] not in ("DET", "ADJ", "NOUN"):
            return False
    return False


def _opens(reading: Reading, place: int) -> bool:
    word = reading.words[place]
    after_space, before_space = _around(reading, place)
    if word in _SINGLE:
        following = reading.lower[place + 1 : place + 2]
        if before_space or not after_space or not following or following[0] in _MUST_NOT_OPEN:
            return False
        return following[0][0].isalpha() and word != "’"
    if word in _OPENS:
        return True
    return word in _EITHER and (after_space or not before_space)


def _closes(reading: Reading, open_: int, place: int) -> bool:
    opener, word = reading.words[open_], reading.words[place]
    after_space, before_space = _around(reading, place)
    if opener in _SINGLE:
        fits = word in ("’", "'") if opener != "‚" else word in "‘’"
        return fits and not after_space and (before_space or not _letter_after(reading, place))
    if word in _SINGLE:
        return False
    if opener in _OPENS:
        # "“Not so,“ he said": an opening mark that leans on a word closes.
        leans = word in _OPENS and not after_space and before_space
        return leans or word in _OPENS[opener] or word in _EITHER or word == "”"
    if word in _OPENS:
        return False
    return word in _CLOSES or before_space or not after_space


def _reopens(reading: Reading, open_: int, place: int) -> bool:
    """An opening mark inside an open stretch, where a sentence begins: the first was left open."""
    if reading.words[place] in _SINGLE or not _opens(reading, place):
        return False
    return reading.words[place - 1] in (".", "?", "!") and reading.words[open_] not in _SINGLE


def _around(reading: Reading, place: int) -> tuple[bool, bool]:
    """Whether white space or the text's edge stands before the token, and after it."""
    start, end, text = reading.starts[place], reading.ends[place], reading.text
    before = start == 0 or text[start - 1].isspace() or text[start - 1] in "([—–-/"
    after = end == len(text) or text[end].isspace()
    return before, after


def _letter_after(reading: Reading, place: int) -> bool:
    end = reading.ends[place]
    return end < len(reading.text) and reading.text[end].isalnum()
