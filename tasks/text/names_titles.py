"""Titles, posts and parties before people's names: what of them belongs to the name, and what parts it.

Each function takes a text's names, in order, and returns them mended; what they do not know stays.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from tasks import lexicons
from tasks.text.bylines import is_given
from tasks.text.names_borders import heads, is_people, titles
from tasks.text.spans import Name

_FULL = 2  # words of a full name
_LONGEST = 6  # words of a name with a post in it


def titled(text: str, names: Sequence[Name]) -> list[Name]:
    """People without the party and the employer before them; councillors are no bodies.

    >>> text = "Democrat Ada Holm and Varnair CEO Milo Brandt"
    >>> [text[a:b] for a, b, _ in titled(text, [Name(0, 17, "PER"), Name(22, 45, "PER")])]
    ['Ada Holm', 'Varnair', 'Milo Brandt']
    """
    found: list[Name] = []
    for name in names:
        if not _FULL <= text.count(" ", name.start, name.end) < _LONGEST:
            found.append(name)
            continue
        words = text[name.start : name.end].split(" ")
        if name.type == "PER":
            found += _parted(name, words)
        else:
            found.append(_person(name, words))
    return found


def _parted(name: Name, words: Sequence[str]) -> Iterator[Name]:
    """A person, and the body or place that a post before the given name parts from them."""
    if words[0] in _words("party_member") and is_given(words[1]):
        yield name._replace(start=name.start + len(words[0]) + 1)
        return
    post = next((n for n in range(1, len(words) - _FULL) if words[n] in _words("post")), 0)
    if not post or not is_given(words[post + 1]) or any(map(is_given, words[:post])):
        yield name
        return
    before = " ".join(words[:post])
    if not is_people(before):
        yield Name(name.start, name.start + len(before), "LOC" if before in _places() else "ORG")
    yield name._replace(start=name.end - len(" ".join(words[post + 1 :])))


def _person(name: Name, words: Sequence[str]) -> Name:
    """A person where a body or place begins with a person's title and goes on with a given name."""
    sure = words[0].rstrip(".") in _words("sure_title")
    office = words[-1] not in heads() and words[0].rstrip(".") in titles() and is_given(words[1])
    person = len(words) == _FULL + 1 and words[-1].istitle() and (sure or office)
    return name._replace(type="PER") if person else name


def leads(word: str) -> bool:
    """Whether a word may stand before a title as a part of it: "Prime Minister".

    >>> leads("Prime"), leads("Egyptian")
    (True, False)
    """
    return word in _words("title_lead")


@cache
def _places() -> frozenset[str]:
    return lexicons.column("places", "place") | lexicons.column("countries", "country")


def _words(kind: str) -> frozenset[str]:
    return lexicons.of_kind("name_words", kind)
