"""Who is who: the mentions of one text come together as actors, with one id for every night.

"Putin" joins "Vladimir Putin", "UN" joins "United Nations", a capital that acts joins its state;
a user's aliases win over all of it.
"""

import csv
import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from tasks import lexicons
from tasks.articles.bodies import Bodies, seat_of, settled
from tasks.articles.genders import of_title, titled, told
from tasks.articles.people import Form, Hint, People, actor_words, person_form
from tasks.errors import UserError
from tasks.schemas import ACTOR_TYPES
from tasks.text.spans import Name


class Alias(NamedTuple):
    """What a user calls an actor; `where`, if given, must stand in the article for it to hold."""

    name: str
    type: str
    where: str = ""


Aliases = Mapping[str, Sequence[Alias]]


class Actor(NamedTuple):
    """An actor by fullest or preferred name; `role` is how a capital or office came to be it.

    id: the same in every night, from `actor_id`.
    """

    name: str
    type: str
    role: str | None
    id: str


# A night names the same few thousand actors over and over.
@lru_cache(maxsize=1 << 16)
def actor_id(name: str, type_: str) -> str:
    """A letter for the type and twelve hexadecimal digits over the normalised name.

    >>> actor_id("Núria Oms", "PER") == actor_id("nuria  oms", "PER")
    True
    """
    digest = hashlib.sha256(f"{type_}\t{normal(name)}".encode("utf-8", "surrogatepass")).hexdigest()
    return type_[0].lower() + digest[:12]


def _actor(name: str, type_: str, role: str | None = None) -> Actor:
    return Actor(name, type_, role, actor_id(name, type_))


@lru_cache(maxsize=1 << 16)
def normal(name: str) -> str:
    """The name without accents, case, dots, "the" in front and "'s" behind.

    >>> normal("The U.N.'s"), normal("Núria  Oms")
    ('un', 'nuria oms')
    """
    plain = unicodedata.normalize("NFKD", name).casefold().replace("’", "'")
    words = "".join(c for c in plain if not unicodedata.combining(c) and c != ".").split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words).removesuffix("'s").strip()


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{path} cannot be read as CSV in UTF-8: {error}") from error


def read_aliases(path: Path) -> Aliases:
    """A user's actors.csv: alias, name, type and, if wanted, where (a word of the article).

    No file, no aliases. UserError where a column is missing or a type is not PER, ORG or LOC.
    """
    if not path.exists():
        return {}
    found: dict[str, list[Alias]] = {}
    rows = _rows(path)
    if rows and any(";" in column for column in rows[0] if column):
        raise UserError(f"{path}: its columns are parted by semicolons; part them by commas")
    for number, row in enumerate(rows, 2):
        alias, name, type_ = (row.get(key) or "" for key in ("alias", "name", "type"))
        if not alias or not name or type_ not in ACTOR_TYPES:
            raise UserError(f"{path}, line {number}: needs alias, name and type (PER, ORG or LOC)")
        found.setdefault(normal(alias), []).append(Alias(name, type_, row.get("where") or ""))
    return {
        alias: tuple(sorted(rows, key=lambda row: not row.where)) for alias, rows in found.items()
    }


@dataclass(frozen=True)
class Cast:
    """The actors of one text."""

    text: str
    aliases: Aliases

    def resolve(
        self, names: Sequence[Name], acts: Sequence[bool], speaks: Sequence[bool] = ()
    ) -> list[Actor]:
        """One actor for each mention.

        acts: which are the subject of a verb. speaks: which are the name of a speaker.
        """
        printed = [_printed(self.text, name) for name in names]
        forms = [_form(one, name.type) for one, name in zip(printed, names, strict=True)]
        persons = [at for at, name in enumerate(names) if name.type == "PER"]
        full = {at: titled(self.text, names[at].start, names[at].end) for at in persons}
        hints = {
            at: _hint(self.text, full[at], names[at], speaks[at : at + 1] == [True])
            for at in persons
        }
        people = People([forms[at] for at in persons], list(hints.values()))
        bodies = Bodies(
            [form for form, name in zip(forms, names, strict=True) if name.type == "ORG"],
            _short_forms(self.text, names),
        )
        # All but people mean the same wherever in the text they stand.
        known: dict[tuple[str, str, bool], Actor] = {}
        found = []
        for at, (one, form, name, act) in enumerate(zip(printed, forms, names, acts, strict=True)):
            if name.type == "PER" and one not in bodies.short:
                found.append(self._person(full[at], form, hints[at], people, bodies))
                continue
            key = one, name.type, act
            if key not in known:
                known[key] = self._thing(one, form, name.type, act, bodies)
            found.append(known[key])
        return found

    def _thing(self, printed: str, form: Form, type_: str, acts: bool, bodies: Bodies) -> Actor:
        bare = " ".join(form)
        said = self._alias(bare) or self._alias(printed)
        if said:
            return said
        if bare in bodies.short:
            return self._thing(
                bodies.short[bare], _form(bodies.short[bare], "ORG"), "ORG", acts, bodies
            )
        if type_ == "LOC" and bare.removesuffix(".") in _abbreviated():
            return _actor(_abbreviated()[bare.removesuffix(".")], "LOC")
        seat = seat_of(bare) if acts else None
        if seat and not any(word in self.text for word in _of_land(bare)):
            return _actor(seat, "ORG", f"institutions of the {seat}")
        state = _state(bare, acts)
        whole = (bodies.begun(form) if type_ == "ORG" else None) or bodies.whole(form)
        named = _actor(whole, settled(whole, settled(bare, type_)))
        return state or self._alias(whole) or named

    def _person(
        self, printed: str, form: Form, hint: Hint, people: People, bodies: Bodies
    ) -> Actor:
        said = self._alias(" ".join(form)) or self._alias(printed)
        if said:
            return said
        body = bodies.named_after(form)
        if body and " ".join(form) == printed and not people.joins(form, printed):
            return _actor(body, "ORG")
        whole = people.whole(form, printed, hint)
        return self._alias(whole) or _actor(whole, settled(whole, "PER"))

    def _alias(self, printed: str) -> Actor | None:
        # Most desks name no aliases, and most names are looked up here.
        for alias in self.aliases.get(normal(printed), ()) if self.aliases else ():
            if alias.where in self.text:
                return _actor(alias.name, alias.type)
        return None


_DIED = re.compile(
    r",? (?:who|has|had)(?: has| had| was)? (?:just |since )?(?:died|been killed|killed)\b"
)
_LETTERS = 2  # that make a short form
_BRACKET = re.compile(r" ?\((?:the )?[\"“]?([A-Z][A-Za-z&.-]{1,9})[\"”]?\)")
_OWN = re.compile(r" [a-z]+ (?:in|during|from|at|after|before) (his|her) ")


def _printed(text: str, name: Name) -> str:
    return " ".join(text[name.start : name.end].split())


def _hint(text: str, printed: str, name: Name, speaks: bool) -> Hint:
    """What the words beside a mention tell of the person."""
    gender = of_title(printed) or told(text, name.start)
    own = _OWN.match(text, name.end) if speaks and not gender else None
    if own:
        gender = {"his": "m", "her": "f"}[own[1]]
    died = bool(_DIED.match(text, name.end)) or text.endswith("the late ", 0, name.start)
    return Hint(gender, speaks, died)


def _short_forms(text: str, names: Sequence[Name]) -> dict[str, str]:
    """What bodies say they are called by for short: "the Tarn Port Front (FPT)"."""
    found = {}
    for name in names:
        if name.type != "ORG" or "(" not in text[name.end : name.end + 2]:
            continue
        told = _BRACKET.match(text, name.end)
        full = " ".join(_form(_printed(text, name), "ORG"))
        if told and " " in full and not _of_a_part(told[1], full):
            found[told[1]] = full
    return found


def _of_a_part(short: str, full: str) -> bool:
    """Whether a short form is no acronym, or that of more or of less than the name.

    >>> _of_a_part("FPT", "Tarn Port Front"), _of_a_part("TPF", "Port Front")
    (False, True)
    """
    letters = "".join(filter(str.isupper, short))
    initials = "".join(word[0] for word in full.split() if word[0].isupper())
    part = letters.endswith(initials) or initials.endswith(letters)
    return len(letters) < _LETTERS or (part and letters != initials)


@cache
def _abbreviated() -> dict[str, str]:
    return lexicons.mapping("state_abbreviations", "abbreviation", "state")


def _form(printed: str, type_: str) -> Form:
    """The words a mention is known by: a person's without titles, a place's without its state."""
    if type_ == "PER":
        return person_form(printed)
    if type_ == "LOC":
        printed = printed.split(",")[0]
    words = printed.replace("’", "'").removesuffix("'s").split()
    return tuple(words[1:] if len(words) > 1 and words[0].lower() == "the" else words)


def _state(printed: str, acts: bool) -> Actor | None:
    """The state that a country's other name, its government's seat or an acting capital means."""
    countries, seats, capitals = _states()
    key = normal(printed)
    if key in countries:
        return _actor(countries[key], "LOC")
    if key in seats:
        return _actor(seats[key], "LOC", f"government of {seats[key]}")
    if acts and key in capitals:
        return _actor(capitals[key], "LOC", f"government of {capitals[key]}")
    return None


@cache
def _states() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Countries by their names; by the seats of their governments; by cities that may act."""
    countries: dict[str, str] = {}
    seats: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for row in lexicons.rows("countries"):
        for other in filter(None, (row["country"], *row["also"].split("|"))):
            countries[normal(other)] = row["country"]
    for row in lexicons.rows("countries"):
        # A country may be listed by two names, each with its own peoples.
        country = countries[normal(row["country"])]
        for seat in filter(None, row["government"].split("|")):
            cities = capitals if seat in actor_words("city_seat") else seats
            cities.setdefault(normal(seat), country)
        if row["capital"]:
            capitals.setdefault(normal(row["capital"]), country)
    return countries, seats, capitals


@cache
def _of_land(capital: str) -> tuple[str, ...]:
    """The names of a capital's country and people."""
    rows = [row for row in lexicons.rows("countries") if row["capital"] == capital]
    return tuple(word for row in rows for word in (row["country"], *row["demonyms"].split("|")))
