"""Organisations of an article: acronyms, firms known by their first word, names listed as bodies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from tasks import lexicons
from tasks.articles.people import Form, actor_words

# Two letters stand for too many things.
_LETTERS = 3


class Bodies:
    """The organisations of one article by their initials and by their first words.

    short: names of them by the short forms that the article gives in brackets.
    """

    def __init__(self, forms: Iterable[Form], short: Mapping[str, str] | None = None) -> None:
        self.short = {key: name for key, name in (short or {}).items() if key not in _bodies()}
        self._initials: dict[str, str] = {}
        self._first: defaultdict[str, list[str]] = defaultdict(list)
        for printed in dict.fromkeys(forms):
            form, large = _bare(printed), [word for word in printed if word[:1].isupper()]
            name = " ".join(form)
            if len(large) > 1 and name not in self._first[form[0]]:
                self._initials.setdefault("".join(word[0] for word in large), name)
                self._first[form[0]].append(name)

    def whole(self, form: Form) -> str:
        """The name in full: what an acronym stands for, one name of two, no company's suffix.

        >>> bodies = Bodies([("Tarn", "Port", "Authority")])
        >>> bodies.whole(("T.P.A.",)), bodies.whole(("UN",)), bodies.whole(("Holm", "Oil", "plc"))
        ('Tarn Port Authority', 'United Nations', 'Holm Oil')
        """
        form = _bare(form)
        name = " ".join(form)
        letters = name.replace(".", "")
        inside = self._initials.get(letters) if letters.isupper() else None
        if inside and len(letters) >= _LETTERS and name not in _bodies():
            return inside
        return _names().get(name, name)

    def begun(self, form: Form) -> str | None:
        """The one body of the article that a word is the beginning of, no place and no kind."""
        begun = self._first.get(form[0], []) if len(form) == 1 else []
        known = form[0] in _bodies() or form[0] in _common()
        return begun[0] if len(begun) == 1 and not known else None

    def named_after(self, form: Form) -> str | None:
        """The organisation that a single word of the article is the beginning of."""
        begun = self._first.get(form[0], []) if len(form) == 1 else []
        return begun[0] if begun else None


def settled(name: str, type_: str) -> str:
    """ORG for a listed organisation, so that it is one actor wherever it is read."""
    return "ORG" if name in _bodies() else type_


def seat_of(city: str) -> str | None:
    """The body that a city stands for where it acts.

    >>> seat_of("Brussels"), seat_of("Tarnwick")
    ('European Union', None)
    """
    return lexicons.mapping("body_names", "seat", "name").get(city) if city else None


def _bare(form: Form) -> Form:
    """The name without "plc" or "Inc." behind it."""
    while len(form) > 1 and form[-1] in actor_words("company_suffix"):
        form = (*form[:-2], form[-2].rstrip(","))
    return form


@cache
def _names() -> dict[str, str]:
    """Other names of bodies, with the one they are known by here."""
    rows = lexicons.rows("body_names")
    return {other: row["name"] for row in rows for other in row["also"].split("|") if other}


@cache
def _bodies() -> frozenset[str]:
    """Organisations that are nothing else."""
    rows = lexicons.rows("organisations")
    places = {row["place"] for row in lexicons.rows("places")}
    people = lexicons.column("surnames", "surname") | lexicons.column("given_names", "name")
    return frozenset(row["name"] for row in rows if row["kind"] != "head") - places - people


@cache
def _common() -> frozenset[str]:
    """Words that begin the names of many bodies: places, peoples, "national", heads of names."""
    heads = {row["name"] for row in lexicons.rows("organisations") if row["kind"] == "head"}
    places = {row["place"] for row in lexicons.rows("places")}
    countries = lexicons.rows("countries")
    peoples = {word for row in countries for word in row["demonyms"].split("|")}
    lands = {row[key] for row in countries for key in ("country", "capital")}
    return actor_words("no_body") | heads | places | peoples | lands
