"""Sentences of the story, and headings between them, that the role model took for furniture.

A short first paragraph looks like a link to a model of typography. A tagger knows a finite verb.
"""

import re
from collections import Counter
from collections.abc import Sequence

from tasks.text import roles_cues
from tasks.text.bylines import is_person, names_in
from tasks.text.forms import batch
from tasks.text.roles_company import kind
from tasks.text.tags import TAGS, tag
from tasks.text.tokens import tokenize

_DOUBTED = ("boilerplate", "caption", "embed")  # what a sentence of the story is taken for
_STOP = re.compile(r"[^.…]\.[\"'”’)]*$")
_ENDED = re.compile(r"[.!?…:][\"'”’)\]]*$")
# What speaks of the page or to its reader, or points at a picture or another site.
_OUTSIDE = re.compile(
    r"[@#|©]|https?:|www\.|\.com\b|^\(?(?:this|the) (?:article|story|post|column|report)\b|^(?:for|to) more\b|"
    r"\b(?:above|below|pictured|photo|photograph|image|video|poll|newsletter|comments)\b",
    re.IGNORECASE,
)
_TO_READERS = re.compile(r"\b(?:you|your|we|us|our)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]|(?<!\w)[‘'].*?[’'](?!\w)")
# What only the story has, where sentences of the other role have finite verbs too.
_NEEDED = {
    "caption": re.compile(r"\b(?:said|told|added|warned|denied)\b"),
    "embed": re.compile(r"[a-z]: [\"“‘'].*[.!?][\"”’']$"),
}
_FINITE = frozenset(TAGS.index(name) for name in ("VBD", "VBZ", "AUX"))
_PLAIN = TAGS.index("VB")
_WORDS, _LONGEST = 5, 600  # words and characters of a sentence that is believed
_HEADING, _WIDTH = 8, 60  # words and characters of a heading
_CAPITALS = 5  # words of a heading in capitals; longer ones are links to other stories
_ASKS = 5  # words of a question that heads the first section
_BRIEFS = 3  # lines of a heading's build with a colon that make a text a column of briefs
# No heading ends so; a stop or mark before a closing quotation mark ends a sentence of the story.
_CLOSED = re.compile(r"[.,;…)\]]$|[.!?,…][\"'”’]$|[^A-Z]:$|[”\"!]$|[a-z]\. | via ")
_LISTED = re.compile(
    r"(?!['‘])[^,]*,|[A-Z ]+: (?=.*[a-z])"
)  # a name and its paper; one of a list of labels
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?$", re.IGNORECASE)
_BULLET = re.compile(r"[-–—•*·]\s*\S")
_BEFORE = ("body", "dateline", "caption", "credit", "embed", "correction")
_BELOW = ("body", "dateline")
_UNHEADED = ("body", "boilerplate", "caption", "pullquote")


def sentences_told(lines: Sequence[str], labels: Sequence[str]) -> list[str]:
    """`labels`, body where a line above some of the body is a full sentence with nothing of furniture.

    >>> lines = ["Bus fares in Osterna will rise in March.", "The mayor said so."]
    >>> sentences_told(lines, ["boilerplate", "body"])
    ['body', 'body']
    """
    found = list(labels)
    last = max((n for n, label in enumerate(labels) if label == "body"), default=0)
    doubted = [n for n in range(last) if labels[n] in _DOUBTED and _may_tell(lines[n])]
    for number in doubted:
        line = lines[number]
        needed = _NEEDED.get(labels[number])
        if (not needed or needed.search(line)) and _has_verb(line):
            found[number] = "body"
    return found


def _may_tell(line: str) -> bool:
    if len(line) > _LONGEST or len(line.split()) < _WORDS:
        return False
    told = _QUOTED.sub("", line)
    return (
        not line.isupper()
        and bool(_STOP.search(line))
        and not (_OUTSIDE.search(line) or _TO_READERS.search(told))
        and not roles_cues.flags([told.lower().replace("’", "'")]).any()
    )


def _has_verb(line: str) -> bool:
    """Whether a sentence has a finite verb and is no request."""
    tags = tag(batch([tokenize(line)], [[0]])).tolist()
    return tags[0] != _PLAIN and not _FINITE.isdisjoint(tags)


def headings(lines: Sequence[str], labels: Sequence[str]) -> list[str]:
    """`labels`, subhead where a short line without a full stop stands alone between paragraphs.

    lines: "" where a stamp is all of a line.

    >>> headings(["The dam broke.", "Dozens are missing", "Police said so."], ["body"] * 3)
    ['body', 'subhead', 'body']
    """
    found = list(labels)
    seen = Counter(lines)  # a line that returns is a speaker's name, or furniture
    built = [seen[line] == 1 and _may_head(line) for line in lines]
    people = [fits and is_person(line) for fits, line in zip(built, lines, strict=True)]
    if sum(people) == 1:  # one name alone is under a portrait; several head what is said of each
        built[people.index(True)] = False
    briefs = sum(fits and ": " in line for fits, line in zip(built, lines, strict=True)) >= _BRIEFS
    for number in range(1, len(lines) - 1):
        line = lines[number]
        first = number == 1 and (_opens(line, labels[0]) or (briefs and ": " in line))
        unseen = labels[number] in _UNHEADED or (first and labels[1] == "headline")
        alone = labels[number] == "embed" != labels[number - 1]  # no line of a post
        unsigned = labels[number] == "byline" and names_in(line) is None
        if not built[number] or not (unseen or alone or unsigned):
            continue
        follows = _ends(lines[number - 1], labels[number - 1]) or first
        if follows and labels[number + 1] in _BELOW and _is_prose(lines[number + 1]):
            found[number] = "subhead"
    return found


def _is_prose(line: str) -> bool:
    return bool(_ENDED.search(line) or _BULLET.match(line))


def _ends(above: str, label: str) -> bool:
    """Whether what stands above a heading closes a section: a paragraph, a picture, a time."""
    return not above or (label in _BEFORE and _is_prose(above)) or bool(_CLOCK.match(above))


def _opens(line: str, above: str) -> bool:
    """Whether a line below the headline is a question that heads the first section, not a deck."""
    return line.endswith("?") and len(line.split()) <= _ASKS and above == "headline"


def _may_head(line: str) -> bool:
    """Whether a line has the build of a heading, and no sign of furniture but what opens one."""
    if len(line) > _WIDTH:
        return False
    words = line.split()
    if not 1 <= len(words) <= _HEADING or _LISTED.match(line):
        return False
    if kind(line) or not any(map(str.isalpha, line)):
        return False
    if _CLOSED.search(line) or (line.isupper() and len(words) > _CAPITALS):
        return False
    if not (line[0].isupper() or line[0].isdigit() or line[0] in "'‘"):
        return False
    cues = roles_cues.flags([line.lower().replace("’", "'")])[0].nonzero()[0]
    return not _OUTSIDE.search(line) and all(
        roles_cues.COLUMNS[cue][0] == "subhead" for cue in cues
    )
