"""Headlines of plain texts: whether a first line has the build of one, and a story stands below."""

import re
from collections.abc import Sequence

from tasks.text import roles_cues

_WORDS, _LONGEST = (3, 25), 160  # words; characters
_BELOW, _PARAGRAPH = 5, 60  # lines below looked at; characters that make one of them a paragraph
_LONG_WORD, _CAPITALS = 4, 0.8  # letters; share of such words in headline case
_ENDS = re.compile(r"[.!?…:。！？।؟][\"'”’»)\]]*$")
_STOPPED = ".,:;…)]"  # what a headline in sentence case does not end with
_TWO_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?][\"'”’]? +[\"'“‘]?[A-Z]")
# A quotation that opens a headline, or is all of it, may be two sentences.
_QUOTATION = re.compile(r"(?:'.*?[^\s(]'(?!\w)|‘.*?’(?!\w)|\"[^\"]*\"|“[^”]*”)(?=[\s:,]|$)")
_PICTURED = re.compile(
    r"photo|image|toggle caption|getty|reuters|\bAP\b|\bAFP\b|\bEPA\b|illustration|©|@|http|\||^[(\[]|\(\w+ [^()]*\)$",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(?:poll|urgent|exclusive|opinion|analysis|breaking|live): ")
# Cues that headlines show too: at the end "/Reuters" would, and what opens subheads and captions.
_HARMLESS = frozenset(
    column for column in roles_cues.COLUMNS
    if column[1] == "end" or column in (("subhead", "start"), ("caption", "start"))
)  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_][\w'’]*")


def is_headline(words: str, below: Sequence[str]) -> bool:
    """Whether `words`, a text's first line, is its headline by its build; `below` are the lines after.

    A line in headline case may end in a full stop, one in sentence case may not. What speaks of
    a picture is its caption.

    >>> story = ["The council voted late on Monday to close the old dam, as many had asked it to."]
    >>> is_headline("Osterna council votes to close its dam", story)
    True
    >>> is_headline("The dam was closed.", story)
    False
    """
    if not may_be(words) or not any(
        len(line) >= _PARAGRAPH and _ENDS.search(line[-6:]) for line in below[:_BELOW]
    ):
        return False
    if shows_picture(words) or words[0].islower() or has_cue(words):
        return False
    return in_headline_case(words) or not (
        words[-1] in _STOPPED or _TWO_SENTENCES.search(_unquoted(words))
    )


def _unquoted(words: str) -> str:
    """What stands behind a quotation at the head of a line, or all of the line."""
    quoted = _QUOTATION.match(words)
    return words[quoted.end() :] if quoted else words


def may_be(words: str) -> bool:
    """Whether a line has the length of a headline."""
    return len(words) <= _LONGEST and _WORDS[0] <= len(words.split()) <= _WORDS[1]


def shows_picture(words: str) -> bool:
    """Whether a line speaks of a picture or of another page."""
    return bool(_PICTURED.search(words))


def has_cue(words: str) -> bool:
    """Whether a phrase of page furniture, credits or bylines shows, where it tells them from a headline.

    Behind "Poll:" stands a headline as often as a link; "How the" opens many besides subheads.
    """
    low = _LABELLED.sub("", words.lower().replace("’", "'"))
    cues = roles_cues.flags([low])[0].nonzero()[0]
    return any(roles_cues.COLUMNS[cue] not in _HARMLESS for cue in cues)


def in_headline_case(words: str) -> bool:
    """Whether most words of a line begin large, as only headlines' do."""
    long = [word for word in _LETTERS.findall(words) if len(word) >= _LONG_WORD]
    return len(long) >= _LONG_WORD and sum(word[0].isupper() for word in long) >= _CAPITALS * len(
        long
    )
