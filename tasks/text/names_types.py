"""Types that single words have from the longer names of their text: "Varn" after "Oda Varn"."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tasks import lexicons
from tasks.text.function_words import words
from tasks.text.spans import Name

_WORD_BEFORE = re.compile(r"(\w+) $")
_FAR_ENOUGH = 20
_HEAD = 40  # code points of an office before a body's name
_EMPLOYS = re.compile(
    r" (?:spokes(?:man|woman|person)|(?:co-)?founder|shareholders|shares|employees|customers|(?:goal)?keeper|"
    r"striker|midfielder|defender)\b"
)
_HEADED_BY = re.compile(
    r"(?:[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|(?:co-)?founder|CEO|chairman|chairwoman) of $|\bnewspaper $"
)
_OFTEN = 2
_HEADED = 2


class _Longer(NamedTuple):
    """Words that end a person's name; that end a full one; that begin a place's, and a school's.

    towns: the cities, in small letters, that the text names with their states.
    """

    ends: frozenset[str]
    people: frozenset[str]
    places: frozenset[str]
    schools: frozenset[str]
    towns: frozenset[str]


def by_longer_names(text: str, names: Sequence[Name]) -> list[Name]:
    """Names, of which single words have the type that longer names of the text show.

    A "place" that ends a person's name is that person, but not behind a preposition of place, nor,
    where every reader knows such a place, behind any. An unknown "person" that gives an island its
    name, or in which things happen, is a place; a "place" that gives a school its name is that school.

    >>> text = "Oda Varn left. Varn wept, and in Varn"
    >>> [name.type for name in by_longer_names(text, [Name(0, 8, "PER"), Name(15, 19, "LOC"),
    ...     Name(33, 37, "LOC")])]
    ['PER', 'PER', 'LOC']
    >>> [name.type for name in by_longer_names("Orre Island and Orre", [Name(0, 11, "LOC"),
    ...     Name(16, 20, "PER")])]
    ['LOC', 'LOC']
    """
    longer = _longer([(name.type, text[name.start : name.end].split(" ")) for name in names])
    inside: Counter[str] | None = None
    employers = _employers(text, names)
    out = []
    for name in names:
        form = text[name.start : name.end]
        if name.type == "LOC" and form in longer.ends and _acts(text, name):
            name = name._replace(type="PER")
        elif name.type == "LOC" and form in longer.schools and _before(text, name) != "in":
            name = name._replace(type="ORG")
        elif name.type != "LOC" and form not in longer.ends and _is_town(form, longer, name.type):
            name = name._replace(type="LOC")
        elif form in employers and form not in longer.people and _may_employ(form, name.type):
            name = name._replace(type="ORG")
        elif name.type == "PER" and form not in longer.people and _nobodys(form):
            inside = _inside(text, names) if inside is None else inside
            if form in longer.places or inside[form] >= _OFTEN:
                name = name._replace(type="LOC")
        out.append(name)
    return out


def _is_town(form: str, longer: _Longer, kind: str) -> bool:
    """Whether a body or person is the town of a "City, State" of the text, or a person a capital."""
    return (kind == "PER" and form in _capitals()) or (
        bool(longer.towns) and form.casefold() in longer.towns
    )


def _may_employ(form: str, kind: str) -> bool:
    """Whether a person or place that no list knows may be a body."""
    return kind != "ORG" and (_nobodys(form) if kind == "PER" else not _is_place(form))


def _employers(text: str, names: Sequence[Name]) -> frozenset[str]:
    """What is said to have a spokesman, a founder, a goalkeeper, or to be a newspaper."""
    return frozenset(text[name.start : name.end] for name in names if _is_employer(text, name))


def _is_employer(text: str, name: Name) -> bool:
    headed = text.endswith((" of ", "newspaper "), 0, name.start)
    return bool(_EMPLOYS.match(text, name.end)) or (
        headed and bool(_HEADED_BY.search(text, max(0, name.start - _HEAD), name.start))
    )


def _inside(text: str, names: Sequence[Name]) -> Counter[str]:
    """How often something is said to be in or near what each name names."""
    behind = (name for name in names if text.endswith((" in ", " near "), 0, name.start))
    return Counter(text[name.start : name.end] for name in behind)


def _longer(named: list[tuple[str, list[str]]]) -> _Longer:
    several = [(kind, found) for kind, found in named if len(found) > 1]
    people = [found for kind, found in several if kind == "PER"]
    heads, schools = lexicons.column("place_heads", "word"), _words_of("school")
    return _Longer(
        frozenset(found[-1] for found in people),
        frozenset(found[-1] for found in people if found[0] in _first_words()),
        frozenset(
            found[0]
            for kind, found in several
            if kind == "LOC" and len(found) == _HEADED and found[1] in heads
        ),
        frozenset(
            found[0]
            for kind, found in several
            if kind == "ORG" and len(found) == _HEADED and found[1] in schools
        )
        - _well_known(),
        frozenset(
            found[0].rstrip(",").casefold()
            for kind, found in several
            if kind == "LOC" and found[0].endswith(",")
        ),
    )


def _before(text: str, name: Name) -> str:
    """The word before a name, if nothing but a space parts them."""
    found = _WORD_BEFORE.search(text, max(0, name.start - _FAR_ENOUGH), name.start)
    return found[1] if found else ""


def _acts(text: str, name: Name) -> bool:
    """Whether what stands before a name leaves it a person."""
    before = _before(text, name)
    if text[name.start : name.end] not in _well_known():
        return before not in words("locative")
    return before != "" and before not in words("locative") and before not in _words_of("toward")


@cache
def _well_known() -> frozenset[str]:
    """Countries and places of the careful lists."""
    countries = lexicons.column("countries", "country") | lexicons.column("countries", "capital")
    return countries | lexicons.column("places", "place")


@cache
def _capitals() -> frozenset[str]:
    """Capitals and countries after which nobody is called."""
    rows = lexicons.rows("countries")
    found = {row[key] for row in rows for key in ("country", "capital")}
    known = {row["name"] for row in lexicons.rows("known_names") if row["kind"] == "given"}
    return frozenset(found - lexicons.column("given_names", "name") - known)


@cache
def _first_words() -> frozenset[str]:
    """Given names, and titles as printed."""
    titles = {row["word"] for row in lexicons.rows("person_roles") if row["kind"] == "title"}
    known = {row["name"] for row in lexicons.rows("known_names") if row["kind"] == "given"}
    return lexicons.column("given_names", "name") | titles | known


def _nobodys(form: str) -> bool:
    """Whether no careful list knows a person by a word of the name."""
    return not any(map(_known_of, form.split(" ")))


def _known_of(word: str) -> bool:
    """Whether a careful list knows a person of the name."""
    return word in _first_words() or word in lexicons.column("surnames", "surname")


@cache
def _towns() -> frozenset[str]:
    rows = lexicons.rows("countries")
    also = frozenset(name for row in rows for name in row["also"].split("|"))
    return _well_known() | also | lexicons.column("cities", "city")


def _is_place(form: str) -> bool:
    """Whether a list knows the place, or its last word is one for places."""
    headed = form.split(" ")[-1] in lexicons.column("place_heads", "word")
    return headed or not _towns().isdisjoint((form, form.split(",")[0], form.title()))


def _words_of(kind: str) -> frozenset[str]:
    return lexicons.of_kind("name_words", kind)
