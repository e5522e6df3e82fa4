"""Borders of names that the labels alone leave wrong: joined people, lists of places, shouted leads.

Each function takes a text's names and returns them mended; a name they do not know stays as it is.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from tasks import lexicons
from tasks.text.spans import Name

# What makes a name worth a second look.
_ODD = re.compile(r"(?:\S+ ){3}|\n| (?:and|with|or|&) |^[RDI]-[A-Z]|, |[A-Z]{4}|^\W|[a-z]{4}[A-Z]")
_PARTY = re.compile(r"[RDI]-(?=[A-Z])")
_JOINT = re.compile(r" (?:and|with|or|&) (?=[A-Z])")
_LISTED = re.compile(r", (?:and )?| and (?=[A-Z])")
_LINE = re.compile(r"\s*\n\s*")
_NEXT = re.compile(r" ([A-Za-z]+)")
# "Oda HolmHarbour to open": a headline that lost its space.
_RUN_ON = re.compile(r"(?<=[a-z]{4})[A-Z][a-zA-Z]+(?: .*)?$")
_NICK = re.compile(r" \(([A-Z][a-z]+)\)")
_TITLED = re.compile(r" ([A-Z][a-z]+\.?) ([A-Z][a-z]+) [A-Z][\w'’-]+$")
_FULL = 2
_SHOUTED = re.compile(r"(?:[A-Z]{4,} )+(?=[A-Z][a-z])")


def mended(text: str, names: Sequence[Name]) -> list[Name]:
    """Names without the words that are no part of them, two people apart, "City, State" as one.

    >>> text = "WATCHED Oda Holm with Milo Brandt"
    >>> [text[a:b] for a, b, _ in mended(text, [Name(0, 33, "PER")])]
    ['Oda Holm', 'Milo Brandt']
    """
    found: list[Name] = []
    for name in names:
        if _is_odd(text[name.start : name.end]):
            found += _parted(text, name)
        else:
            found.append(name)
    never, alone, peoples = _words_of("never"), _words_of("never_alone"), _peoples()
    places = _words_of("place_of")
    kept = []
    for name in found:
        printed = text[name.start : name.end]
        none = printed in alone or (name.type == "PER" and printed in peoples)
        if name.type == "ORG" and " of " in printed and printed.split(" of ", 1)[0] in places:
            name = name._replace(type="LOC")
        # "US$ 10" is money.
        none = none or text[name.end : name.end + 1] == "$"
        if not none and printed.split(" ", 1)[0] not in never:
            kept.append(_headed(text, name) if name.type == "PER" else name)
    return with_states(text, list(_apart(kept)))


# Most names of a night are seen again and again.
@lru_cache(maxsize=1 << 14)
def _is_odd(printed: str) -> bool:
    return bool(_ODD.search(printed))


def _apart(names: Sequence[Name]) -> Iterator[Name]:
    """Names that do not reach into one another: the later of two that do is left out."""
    end = 0
    for name in names:
        if name.start >= end:
            yield name
            end = name.end


def _parted(text: str, name: Name) -> Iterator[Name]:
    """The names within one that has a line's end, a conjunction or a shouted lead in it."""
    pieces = _pieces(text, name, _LINE)
    line = max(pieces, key=lambda one: one.end - one.start, default=name)
    party = _PARTY.match(text, line.start, line.end)
    if party:
        yield Name(party.end(), line.end, "LOC")
    elif line.type == "ORG":
        yield from _bodies_of(text, line)
    elif line.type == "PER":
        for one in _pieces(text, line, _JOINT):
            yield _trimmed(text, one)
    elif line.type == "LOC" and text[line.start : line.end] not in _places():
        yield from _places_of(text, line)
    else:
        yield line


def _bodies_of(text: str, name: Name) -> list[Name]:
    """Two bodies joined, if each ends in a word that a body's name ends in; else the one.

    A body before a person's title and given name is one, and the person another.
    """
    title = _TITLED.search(text, name.start, name.end)
    if title and title[1].rstrip(".") in titles() and title[2] in _given():
        return [name._replace(end=title.start()), Name(title.start() + 1, name.end, "PER")]
    pieces = list(_pieces(text, name, _JOINT))
    words = [text[one.start : one.end].split() for one in pieces]
    both = all(len(one) > 1 and _heads().get(one[-1]) == "ORG" for one in words)
    return pieces if both else [name]


def _trimmed(text: str, name: Name) -> Name:
    """A person without a shouted lead, a mark in front, or a headline run on behind."""
    lead = _SHOUTED.match(text, name.start, name.end)
    start = lead.end() if lead else name.start
    while start < name.end - 1 and not text[start].isalnum():
        start += 1
    run_on = _RUN_ON.search(text[start : name.end])
    return name._replace(start=start, end=start + run_on.start() if run_on else name.end)


def _places_of(text: str, name: Name) -> list[Name]:
    """The places of a list; "City, State" is one place and no list."""
    pieces = list(_pieces(text, name, _LISTED))
    wider = text[pieces[-1].start : pieces[-1].end] in _wider()
    city = len(pieces) == 2 and ", " in text[name.start : name.end]
    if city and wider and text[pieces[0].start : pieces[0].end] not in _wider():
        return [name]
    return pieces


def _pieces(text: str, name: Name, between: re.Pattern[str]) -> Iterator[Name]:
    start = name.start
    for cut in between.finditer(text, name.start, name.end):
        if start < cut.start():
            yield name._replace(start=start, end=cut.start())
        start = cut.end()
    if start < name.end:
        yield name._replace(start=start)


def _headed(text: str, name: Name) -> Name:
    """No person is what ends in, or stands before, a word for a place or a body.

    >>> text = "outside Holm Tower and Brandt mosque"
    >>> _headed(text, Name(8, 12, "PER")), _headed(text, Name(23, 29, "PER"))
    (Name(start=8, end=18, type='LOC'), Name(start=23, end=29, type='LOC'))
    """
    words = text[name.start : name.end].split()
    nick = _NICK.match(text, name.end) if text.startswith(" (", name.end) else None
    # "Oda Holm Odalie (Oda)": a full name let into the story by its own page.
    if nick and len(words) > _FULL and nick[1] in words[:-1]:
        return name._replace(end=name.end - len(words[-1]) - 1)
    behind = _NEXT.match(text, name.end)
    if behind and _heads().get(behind[1]) == "LOC":
        return Name(name.start, behind.end(), "LOC")
    if behind and behind[1] in _small_heads():
        return name._replace(type="LOC")
    kind = _heads().get(words[-1]) if len(words) > 1 else None
    # "Frank Church" is as likely a person.
    if kind == "ORG" and len(words) == 2 and words[0] in _given():
        return name
    return name._replace(type=kind) if kind else name


def with_states(text: str, names: Sequence[Name]) -> list[Name]:
    """A city and the state or country behind its comma as one place, outside of lists of places.

    >>> text = "in Varn, Ohio, and from Ohio, Utah"
    >>> [text[a:b] for a, b, _ in with_states(text, [Name(3, 7, "LOC"), Name(9, 13, "LOC"),
    ...     Name(24, 28, "LOC"), Name(30, 34, "LOC")])]
    ['Varn, Ohio', 'Ohio', 'Utah']
    >>> text = "in Varn, Ohio, Canada"
    >>> with_states(text, [Name(3, 7, "LOC"), Name(9, 13, "LOC"), Name(15, 21, "LOC")])
    [Name(start=3, end=21, type='LOC')]
    """
    out: list[Name] = []
    for place, name in enumerate(names):
        last = out[-1] if out else None
        if (
            last
            and last.type == name.type == "LOC"
            and text[last.end : name.start] == ", "
            and text[name.start : name.end] in _wider()
            and not _in_list(text, names, place)
            and (
                text[last.start : last.end] not in _wider()
                or text[name.start : name.end].startswith("D.C")
            )
        ):
            out[-1] = last._replace(end=name.end)
        else:
            out.append(name)
    return out


def _in_list(text: str, names: Sequence[Name], place: int) -> bool:
    """Whether places stand before the city or behind the state too, with nothing but commas.

    A country behind a state makes no list: "Varn, Ohio, USA".
    """
    before = place > 1 and _comma(text, names[place - 2], names[place - 1])
    if place + 1 == len(names):
        return before and not _nested(text, *names[place - 2 : place + 1])
    behind = _comma(text, names[place], names[place + 1])
    if behind and _nested(text, *names[place - 1 : place + 2]):
        behind = place + 2 < len(names) and _comma(text, names[place + 1], names[place + 2])
    return (before and not _nested(text, *names[place - 2 : place + 1])) or behind


def _comma(text: str, first: Name, second: Name) -> bool:
    return text[first.end : second.start] in (", ", ", and ")


def _nested(text: str, *three: Name) -> bool:
    """Whether three names are a city, a state or region, and a country."""
    city, state, country = (text[one.start : one.end] for one in three)
    known = _countries()
    return country in known and state in _wider() and state not in known and city not in _wider()


@cache
def _countries() -> frozenset[str]:
    rows = lexicons.rows("countries")
    also = {name for row in rows for name in row["also"].split("|") if name}
    return lexicons.column("countries", "country") | also


@cache
def _wider() -> frozenset[str]:
    """States, regions and countries: what may stand behind a city's comma."""
    regions = (row["place"] for row in lexicons.rows("places") if row["kind"] != "city")
    names = {*regions, *_countries(), "D.C.", "DC"}
    return frozenset(names | {name.removesuffix(".") for name in names})


@cache
def _places() -> frozenset[str]:
    """Places whose own name has a conjunction in it."""
    countries = lexicons.rows("countries")
    names = {name for row in countries for name in (row["country"], *row["also"].split("|"))}
    return frozenset(names | {row["place"] for row in lexicons.rows("places")})


@cache
def _heads() -> dict[str, str]:
    """Words that end names of places and bodies, less those that are surnames too."""
    bodies = (row["name"] for row in lexicons.rows("organisations") if row["kind"] == "head")
    heads = dict.fromkeys(bodies, "ORG") | dict.fromkeys(
        (row["word"] for row in lexicons.rows("place_heads")), "LOC"
    )
    people = lexicons.column("surnames", "surname") | _given()
    return {word: kind for word, kind in heads.items() if word not in people}


@cache
def _small_heads() -> frozenset[str]:
    """Words for places that make a place of the person before them in small letters too."""
    rows = lexicons.rows("place_heads")
    return frozenset(row["word"].lower() for row in rows if row["small"] == "yes")


def _words_of(kind: str) -> frozenset[str]:
    return lexicons.of_kind("name_words", kind)


@cache
def _peoples() -> frozenset[str]:
    """Demonyms that are nobody's name."""
    rows = lexicons.rows("countries")
    names = {name for row in rows for name in row["demonyms"].split("|")}
    return frozenset(names) - lexicons.column("surnames", "surname") - _given()


@cache
def titles() -> frozenset[str]:
    """Titles before people's names, without their dots."""
    return frozenset(word.rstrip(".") for word in lexicons.of_kind("person_roles", "title"))


@cache
def _given() -> frozenset[str]:
    return lexicons.column("given_names", "name")
