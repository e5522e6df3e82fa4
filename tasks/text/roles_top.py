"""The top of a page, above its story: notices, the headline where it is short, its deck, who signed.

The role model learnt from texts that begin with their first paragraph; what stands above one has a
build of its own, and the lines around tell which line is which.
"""

import re
from collections.abc import Iterator, Sequence

from tasks import lexicons
from tasks.text import bylines, headlines
from tasks.text.roles_company import kind

_TOP = 6  # lines in which a piece is signed at most
_ABOVE = 15  # lines above a story at most
_STORY = 60  # characters of a first paragraph
_ENDED = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_SHORT = 2  # words of a headline that other rules do not see; one more where the last is small
_DECK = (4, 40)  # words of a deck
_LEAST = 25  # characters of a deck
_NO_DECK = re.compile(
    r"[*★☆•|]|[.,:;…)\]]$|[.!?,…][\"'”’»]$|\b(?:listen|watch|shar(?:e|ing)|podcast|subscribe|sign (?:up|in))\b",
    re.IGNORECASE,
)
_BELOW_DECK = ("byline", "dateline", "boilerplate", "story")
_UNREAD = ("byline", "caption", "body", "subhead")  # what the model takes a short headline for
_HANDLE = re.compile(r"@\w{2,30}$")
_UNSIGNED = ("boilerplate", "subhead", "body", "caption", "headline")
_WORD = re.compile(r"[^\W\d_]+")


def is_notice(line: str, below: str) -> bool:
    """Whether a first line stands above the headline `below`: a kicker, or a section's name.

    >>> is_notice("OPINION", "The dam is old"), is_notice("Companies", "Steelmaker to shed 900 jobs")
    (True, True)
    >>> is_notice("Companies", "The firms met on Monday.")
    False
    """
    what = kind(line)
    return what == "kicker" or (what == "section" and headlines.may_be(below) and not _ends(below))


def is_short_headline(line: str, labels: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a first line of few words, which may look like a name, is the headline.

    A name is signed with capitals, and none of its words is one that the text prints small or that
    names a thing. labels: of the line and of those below.

    >>> is_short_headline("Toast row", ["byline", "body"], ["Its head quit."])
    True
    >>> is_short_headline("Ada Berg", ["byline", "body"], ["Its head quit."])
    False
    >>> is_short_headline("Storm Ada", ["byline", "byline"], ["Ada Berg"])
    True
    """
    words, label = line.split(), labels[0]
    if len(words) > _SHORT + words[-1].islower() or label not in _UNREAD or _ends(line):
        return False
    if not below or not all(word.isalpha() for word in words) or _is_outlet(line):
        return False
    by, person = below[0].lower().startswith("by "), bylines.is_person(below[0])
    if kind(line) or not (by or person or _is_story(below[0]) or labels[1] == "body"):
        return False
    if words[-1].lower() in bylines.posts():
        return False
    if by or (len(words) == 1 and not person) or (len(words) > 1 and words[-1].islower()):
        return True
    return not bylines.is_person(line) and (_printed_small(words, below) or _names_thing(words))


def _names_thing(words: Sequence[str]) -> bool:
    """Whether a line in capitals is no person's name by its words: "Storm Ada", "Trump Wins".

    A thing stands first, or a word that is no surname stands last; behind a given name neither tells.
    """
    first, last = words[0], words[-1]
    if bylines.is_given(first):
        return False
    things = lexicons.of_kind("no_holders", "thing", "word")
    common = last.lower() in things | lexicons.column("connotations", "word")
    return first.lower() in things or (common and not _may_be_surname(last))


def _may_be_surname(word: str) -> bool:
    word = word.title()
    return (
        bylines.is_given(word)
        or word in lexicons.column("surnames", "surname")
        or word in lexicons.of_kind("known_names", "surname", "name")
    )


def _is_outlet(line: str) -> bool:
    outlets = {name.casefold() for name in lexicons.column("organisations", "name")}
    return line.casefold() in outlets or bool(bylines.agency_in(line))


def _printed_small(words: Sequence[str], below: Sequence[str]) -> bool:
    """Whether one of the words is no name: it stands small in the text, or opens sentences."""
    low = {word.lower() for word in words}
    return bool(low & lexicons.column("sentence_starters", "word")) or any(
        not low.isdisjoint(_WORD.findall(line)) for line in below
    )


def below_headline(
    lines: Sequence[str], labels: Sequence[str], top: int
) -> Iterator[tuple[int, str]]:
    """The lines below the headline at `top` that are its deck or sign the piece, with their roles.

    top: -1 where the page has its title elsewhere.

    >>> lines = ["Dam closes", "Work begins in the summer, two years late", "Ada Berg in Osterna"]
    >>> lines.append("The council of Osterna voted on Monday to close the old dam at last.")
    >>> list(below_headline(lines, ["headline", "boilerplate", "boilerplate", "body"], 0))
    [(2, 'byline'), (1, 'headline')]
    """
    first = top + 1
    beyond = min(first + _ABOVE, len(lines))
    story = next((n for n in range(first, beyond) if _is_story(lines[n])), beyond)
    found = list(labels[:story])
    for number in range(first, min(story, first + _TOP)):
        line = lines[number]
        handle = _HANDLE.match(line) and number and found[number - 1] == "byline"
        if handle or (found[number] in _UNSIGNED and _signs(line, lines[story:])):
            found[number] = "byline"
            yield number, "byline"
        elif kind(line) == "section":
            found[number] = "boilerplate"
            yield number, "boilerplate"
    if top < 0:
        return
    if any(kind(line) in ("points", "list") for line in lines[first:story]):
        return
    rest = (n for n in range(first, story) if found[n] != "byline" and lines[n])
    deck = next((n for n in rest if not kind(lines[n])), story)
    if deck == story or lines[top] in lines[deck]:
        return
    if _is_deck(lines[deck], found[deck], _next(found, lines, deck)):
        yield deck, "headline"


def _next(found: Sequence[str], lines: Sequence[str], deck: int) -> str:
    """What stands below a deck: the role of a line that is not the story's, else `story`."""
    return found[deck + 1] if deck + 1 < len(found) else "story" if deck + 1 < len(lines) else ""


def _is_deck(line: str, label: str, below: str) -> bool:
    few, many = _DECK
    signed = below in ("byline", "dateline")
    if not (signed if label == "body" else label == "boilerplate" and below in _BELOW_DECK):
        return False
    if not few <= len(line.split()) <= many or len(line) < _LEAST or line.isupper():
        return False
    if (
        _NO_DECK.search(line)
        or (line[-1] == "?" and not signed)
        or line[0].islower()
        or line[0] in "@#([-–—"
    ):
        return False
    # A headline below the headline is another story's.
    if kind(line) or headlines.in_headline_case(line):
        return False
    return not (headlines.shows_picture(line) or headlines.has_cue(line))


def _signs(line: str, story: Sequence[str]) -> bool:
    """Whether a line near the top says who wrote the piece: by a post, a place or a desk."""
    people = bylines.signed_by(line)
    if not people:
        return False
    known = any(map(bylines.is_given, (name.split()[0] for name in people)))
    return known or len(people) > 1 or not _printed_small(" ".join(people).split(), story)


def _is_story(line: str) -> bool:
    return len(line) >= _STORY and _ends(line)


def _ends(line: str) -> bool:
    return bool(_ENDED.search(line))
