"""Roles that a line has by the lines around it: pasted posts, lists of links, turns of an interview.

The role model sees its neighbours as probabilities; what a heading, a time line or a first question
says of the lines beside it is certain. `in_company` mends the model's labels where it is.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from tasks import lexicons
from tasks.text.bylines import agency_in, is_person, names_in
from tasks.text.turns import answers
from tasks.text.turns import turns as transcript

_POST = 6  # lines of a pasted post at most, its time line included
_LIST, _LINK = 12, 20  # links below a heading at most; words of a link
_HEAD, _WIDTH = 6, 60  # words and characters of a heading over a list
_TOP = 4  # lines at the top in which a bare name signs the piece
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
# "9:14 PM · 3 May 2031 · Web client": what closes a pasted post, or opens one of an older page.
_TIME = re.compile(
    rf"\d{{1,2}}[:.]\d\d ?(?:[AaPp]\.?[Mm]\.?)? [·•-] (?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}},?) \d{{4}}(?: [·•-] [^.]{{1,40}})?$"
)
_AUTHOR = re.compile(r"(?:[^\s@.:][^@.:\n]{0,40} )?\(?@\w{2,30}\)?$")
_COUNTS = re.compile(
    r"(?=\d)(?:(?:[\d.,]+[KkMm]?|Retweets?|Reposts?|Quotes?|Tweets?|Likes?|Views?|Replies|Bookmarks?)(?: |$))+$"
)
_TURN = re.compile(r"([QA])(?:[:.]|\s)\s*[A-Z\"“‘']")
_BULLET = re.compile(r"[-–—•*·]\s*\S")
_OPENING = tuple("'‘\"“")
_DOUBTED = ("subhead", "boilerplate", "caption", "pullquote")
_STOP = re.compile(r"\.[\"'”’)\]]*$|[!?…][\"”]$")


def in_company(lines: Sequence[str], labels: Sequence[str]) -> list[str]:
    """`labels` of the `lines` of one text, mended where the lines around leave no doubt.

    lines: as the model read them, "" where a stamp is all of a line.

    >>> lines = ["Q: Is the dam safe?", "A: It is not.", "Share", "Email"]
    >>> in_company(lines, ["boilerplate", "body", "caption", "credit"])
    ['body', 'body', 'boilerplate', 'boilerplate']
    """
    found = list(labels)
    for rule in (_turns, _speech, _points, _lists, _shares, _posts, _signed):
        for number, role in rule(lines, found):
            found[number] = role
    return found


def kind(line: str) -> str | None:
    """What a line heads by its words alone: `list`, `points`, a `kicker`, `share`; else None.

    >>> kind("Also on the Gazette:"), kind("STORY HIGHLIGHTS"), kind("Read the label")
    ('list', 'points', None)
    """
    if len(line) > _WIDTH:
        return None
    low = line.lower().replace("’", "'").strip(" :*-_")
    whole, starts = _heads("whole"), _heads("start")
    if low in whole or low in starts:
        return whole.get(low) or starts[low]
    if len(low.split()) > _HEAD or line[-1:] in ".!?":
        return None
    opened = next((head for head in starts if low.startswith(head + " ")), "")
    return starts[opened] if opened and (line[-1] == ":" or line.isupper()) else None


@cache
def _heads(where: str) -> dict[str, str]:
    rows = lexicons.rows("role_heads")
    return {row["line"]: row["kind"] for row in rows if row["where"] == where}


def _turns(lines: Sequence[str], labels: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Questions and answers are the story where both are marked; so are turns of a transcript."""
    yield from ((number, "body") for number in transcript(lines))
    asks, told = answers(lines)
    yield from ((n, "subhead") for n in asks if labels[n] == "boilerplate")
    yield from ((n, "body") for n in told if labels[n] == "boilerplate")
    turns = [found[1] if (found := _TURN.match(line)) else "" for line in lines]
    if not {"Q", "A"} <= set(turns):
        return
    first = turns.index("Q")
    for number, turn in enumerate(turns):
        if turn and number >= first:
            yield number, "body"


def _speech(lines: Sequence[str], labels: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Speech goes on behind a paragraph that leaves it open and ends in a stop."""
    for number in range(1, len(lines)):
        line, above = lines[number], lines[number - 1]
        doubted = line[:1] in _OPENING and labels[number] in _DOUBTED
        if doubted and labels[number - 1] == "body" and _leaves_open(above, line[0]):
            yield number, "body"


def _leaves_open(line: str, mark: str) -> bool:
    """Whether a line opens speech with a mark, at its head or behind a colon, and ends within it."""
    opened = line[:1] == mark or f": {mark}" in line
    return opened and line[-1] in ".!?…" and (mark in "'‘" or _open(line, mark))


def _open(line: str, mark: str) -> bool:
    return line.count(mark) > line.count("”") if mark == "“" else line.count(mark) % 2 == 1


def _points(lines: Sequence[str], labels: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Points below each other are the story where most of them are."""
    marks = [line[0] if _BULLET.match(line) else "" for line in lines]
    for mark, run in groupby(range(len(lines)), marks.__getitem__):
        points = list(run) if mark else []
        if 2 * sum(labels[number] == "body" for number in points) > len(points):
            yield from ((number, "body") for number in points)


def _lists(lines: Sequence[str], labels: Sequence[str]) -> Iterator[tuple[int, str]]:
    """A heading over links, or over points that tell the story before it is told, and what it heads."""
    for number, line in enumerate(lines):
        heads = kind(line)
        if heads not in ("list", "points"):
            continue
        yield number, "boilerplate"
        for below in range(number + 1, min(number + 1 + _LIST, len(lines))):
            bullet = heads == "points" and _BULLET.match(lines[below])
            if not bullet and not _is_link(lines[below], labels[below]):
                break
            yield below, "boilerplate"


def _is_link(line: str, label: str) -> bool:
    plain = label in ("body", "boilerplate", "headline", "pullquote", "byline")
    return plain and 0 < len(line.split()) <= _LINK and not (_STOP.search(line) or line[-1] == ":")


def _shares(lines: Sequence[str], labels: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Names of networks, one below the other, are buttons."""
    buttons = [False, *(kind(line) == "share" for line in lines), False]
    for number in range(len(lines)):
        if buttons[number + 1] and (buttons[number] or buttons[number + 2]):
            yield number, "boilerplate"


def _posts(lines: Sequence[str], labels: Sequence[str]) -> Iterator[tuple[int, str]]:
    """A pasted post: its author's line, its text, its time and its counts."""
    for number, line in enumerate(lines):
        if _TIME.match(line):
            yield number, "embed"
            above = range(number - 1, max(number - _POST, 0) - 1, -1)
            head = next((n for n in above if _AUTHOR.match(lines[n])), number)
            yield from ((n, "embed") for n in range(_named(lines, head), number))
            if _COUNTS.match("".join(lines[number + 1 : number + 2])):
                yield number + 1, "embed"
        elif line[:1] == "@" and _AUTHOR.match(line) and _named(lines, number) < number:
            yield number - 1, "embed"
            yield from ((n, "embed") for n in range(number, min(number + 2, len(lines))))


def _named(lines: Sequence[str], head: int) -> int:
    """Where a post begins whose line with the handle is `head`: the name may stand alone above."""
    above = lines[head - 1] if head and lines[head][:1] == "@" else ""
    short = 0 < len(above.split()) <= 5 and above[-1] not in ".:!?,;" and above[0].isupper()
    return head - 1 if short else head


def _signed(lines: Sequence[str], labels: Sequence[str]) -> Iterator[tuple[int, str]]:
    """A person's bare name below the headline signs the piece, and the post below it belongs to it."""
    if labels and labels[0] == "byline" and lines[0].isupper() and not _is_signature(lines[0]):
        yield 0, "boilerplate"
    for number, line in enumerate(lines[1:_TOP], 1):
        if _STOP.search(line):
            return
        post = _is_post("".join(lines[number + 1 : number + 2]))
        if labels[number] not in ("embed", "dateline") and (
            is_person(line) or (post and _is_name(line))
        ):
            yield number, "byline"
            if post:
                yield number + 1, "byline"
            return


def _is_name(line: str) -> bool:
    """Whether a line may be a name, of whatever given name: the post below it says so."""
    return len(line.split()) in (2, 3) and line.istitle() and names_in(line) == line


def _is_signature(line: str) -> bool:
    outlet = line in lexicons.column("organisations", "name") or agency_in(line)
    plain = " " in line and "," not in line and not line.startswith("BY ")
    return not plain or is_person(line) or bool(outlet)


def _is_post(line: str) -> bool:
    words = line.lower().split()
    return 0 < len(words) <= _HEAD and _heads("end").get(words[-1]) == "post"
