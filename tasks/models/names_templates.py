"""Wire copy made up from templates and name lists, to teach names where no labelled text does.

Sports tables, market reports and short items of our own writing (data/lexicons/name_templates.csv)
with slots: {P} person, {p} surname, {i} initial and surname, {L} city, {M} city in capitals, {l}
small place, {C} country, {N} nationality (no name), {T} team, {t} club or county, {u} {U} a city
that stands for its team, {O} {o} company in full and short, {A} acronym, {G} institution, {d} {y}
digits and dates. Half of all names are invented, so that company and shape must tell.
"""

import random
import re
from collections.abc import Callable

from tasks import lexicons
from tasks.articles.people import title_length
from tasks.models.names_pools import pools

Entities = list[tuple[int, int, str]]

_SLOT = re.compile(r"\{(\w)\}")
_LOOSE = re.compile(r" (?=[.,)%:;]|'s\b)|(?<=\() ")
_SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "bu",
    "da",
    "de",
    "di",
    "do",
    "du",
    "fa",
    "fe",
    "ga",
    "ge",
    "go",
    "gu",
    "ha",
    "he",
    "ho",
    "ja",
    "jo",
    "ka",
    "ke",
    "ki",
    "ko",
    "ku",
    "la",
    "le",
    "li",
    "lo",
    "lu",
    "ma",
    "me",
    "mi",
    "mo",
    "mu",
    "na",
    "ne",
    "ni",
    "no",
    "nu",
    "pa",
    "pe",
    "po",
    "ra",
    "re",
    "ri",
    "ro",
    "ru",
    "sa",
    "se",
    "si",
    "so",
    "su",
    "ta",
    "te",
    "ti",
    "to",
    "tu",
    "va",
    "ve",
    "vi",
    "vo",
    "za",
    "ze",
    "zo",
    "sha",
    "che",
    "tra",
    "bra",
    "kri",
    "gol",
    "ber",
    "man",
    "sen",
    "son",
    "dor",
    "lan",
    "wel",
    "har",
    "ver",
    "mar",
    "ton",
    "ran",
    "stein",
    "ov",
    "ic",
    "sky",
    "ez",
    "ini",
    "oto",
    "ura",
    "ngo",
]


class Writer:
    """Makes documents; the same seed makes the same ones."""

    def __init__(self, seed: int = 0) -> None:
        self.chance = random.Random(seed)
        self.templates = [row["template"] for row in lexicons.rows("name_templates")]

    def document(self) -> tuple[str, Entities]:
        """Six to eighteen lines, some repeated as in a table, with the spans of their names."""
        text, entities = "", []
        left, tight = self.chance.randint(6, 18), self.chance.random() < 0.4
        while left > 0:
            template = self.chance.choice(self.templates)
            tabular = template.count("{d}") >= 2 or (template[0] == "{" and len(template) < 40)
            for _ in range(self.chance.randint(1, 6) if tabular else 1):
                line, found = self._line(template)
                line, found = closed_up(line, found) if tight else (line, found)
                entities += [(len(text) + a, len(text) + b, kind) for a, b, kind in found]
                text += line + "\n"
                left -= 1
        return text, entities

    def instead(self, name: str, kind: str) -> str:
        """Another name of the same kind and make, for one that stands in a sentence."""
        words = name.split()
        if kind == "PER":
            title = words[: title_length(words)]
            alone = len(words) == len(title) + 1
            return " ".join([*title, self._surname() if alone else self._person()])
        if self.chance.random() < 0.5 or name.isupper() or "," in name:
            return name
        if kind == "LOC":
            return self._listed("city", 0.7)
        return self._institution() if len(words) > 1 else self._short_company()

    def _line(self, template: str) -> tuple[str, Entities]:
        plain = _SLOT.sub("", template)
        shouted = " - " in plain and plain == plain.upper() and any(map(str.isalpha, plain))
        out, entities, end = "", [], 0
        for slot in _SLOT.finditer(template):
            out += template[end : slot.start()]
            filling, kind = self._fill(slot[1])
            filling = filling.upper() if shouted else filling
            if kind:
                entities.append((len(out), len(out) + len(filling), kind))
            out, end = out + filling, slot.end()
        return out + template[end:], entities

    def _fill(self, slot: str) -> tuple[str, str]:
        maker, kind = _FILLINGS[slot]
        return maker(self), kind

    def _of(self, pool: str) -> str:
        return self.chance.choice(pools()[pool])

    def _invented(self, least: int = 2, most: int = 3) -> str:
        size = self.chance.randint(least, most)
        return "".join(self.chance.choice(_SYLLABLES) for _ in range(size)).capitalize()

    def _surname(self) -> str:
        name = self._of("surname") if self.chance.random() < 0.6 else self._invented()
        draw = self.chance.random()
        if draw < 0.04:
            return f"{self._of('surname_prefix')} {name}".replace("- ", "-")
        if draw < 0.07:
            return f"{name}-{self._of('surname')}"
        return f"O'{name}" if draw < 0.09 else name

    def _person(self) -> str:
        first = self._of("given") if self.chance.random() < 0.75 else self._invented(1, 3)
        draw = self.chance.random()
        if draw < 0.06:
            first += f" {self.chance.choice('ABCDEFGHJKLMPRSTW')}."
        elif draw < 0.09:
            first += f"-{self._of('given')}"
        return f"{first} {self._surname()}"

    def _initialled(self) -> str:
        return f"{self.chance.choice('ABCDEFGHIJKLMNPRSTW')}. {self._surname()}"

    def _listed(self, pool: str, invented: float = 0.25) -> str:
        return self._invented() if self.chance.random() < invented else self._of(pool)

    def _team(self, pool: str) -> str:
        if self.chance.random() >= 0.25:
            return self._of(pool)
        ending = self.chance.choice([" United", " City", " FC", " Rovers", "", "", ""])
        return self._invented() + ending

    def _acronym(self) -> str:
        if self.chance.random() < 0.5:
            return self._of("acronym")
        size = self.chance.randint(2, 5)
        return "".join(self.chance.choice("ABCDEFGHIKLMNOPRSTU") for _ in range(size))

    def _company(self) -> str:
        pair = f"{self._of('surname')} & {self._of('surname')}"
        name = self.chance.choice([self._invented(), self._invented(), self._surname(), pair])
        if self.chance.random() < 0.3:
            name += f" {self._of('company_trade')}"
        return f"{name} {self._of('company_form')}"

    def _short_company(self) -> str:
        draw = self.chance.random()
        if draw < 0.3:
            return self._of("organisation")
        return self._invented() if draw < 0.72 else self._surname()

    def _institution(self) -> str:
        head = self._of("organisation_head")
        named = [
            self._invented(),
            self._surname(),
            *(self._of(p) for p in ("country", "people", "city")),
        ]
        modifier = self.chance.choice([*pools()["organisation_modifier"], *named])
        draw = self.chance.random()
        if draw < 0.25:
            subject = self.chance.choice([*pools()["organisation_subject"], self._of("country")])
            return f"{head} of {subject}"
        if draw < 0.4:
            return f"{modifier} {head} of {self._of('country')}"
        ending = f" for {self._of('organisation_subject')}" if draw < 0.5 else ""
        return f"{modifier} {head}{ending}"

    def _date(self) -> str:
        draw = self.chance.randint
        return f"19{draw(90, 99)}-0{draw(1, 9)}-{draw(10, 28)}"


_FILLINGS: dict[str, tuple[Callable[[Writer], str], str]] = {
    "P": (Writer._person, "PER"),
    "p": (Writer._surname, "PER"),
    "i": (Writer._initialled, "PER"),
    "L": (lambda w: w._listed("city"), "LOC"),
    "M": (lambda w: w._listed("dateline", 0.1).upper(), "LOC"),
    "l": (lambda w: w._listed("city", 0.8), "LOC"),
    "C": (lambda w: w._listed("country", 0.1), "LOC"),
    "T": (lambda w: w._team("team"), "ORG"),
    "t": (lambda w: w._team("club"), "ORG"),
    "u": (lambda w: w._listed("team_city", 0), "ORG"),
    "U": (lambda w: w._listed("team_city", 0).upper(), "ORG"),
    "O": (Writer._company, "ORG"),
    "o": (Writer._short_company, "ORG"),
    "A": (Writer._acronym, "ORG"),
    "G": (Writer._institution, "ORG"),
    "N": (lambda w: w._listed("people", 0), ""),
    "d": (lambda w: str(w.chance.randint(0, 9)), ""),
    "y": (Writer._date, ""),
}


def closed_up(text: str, entities: Entities) -> tuple[str, Entities]:
    """The line without the spaces that set its marks apart, its spans moved along.

    >>> closed_up("Ann Lee ( Oslo ) .", [(0, 7, "PER"), (10, 14, "LOC")])
    ('Ann Lee (Oslo).', [(0, 7, 'PER'), (9, 13, 'LOC')])
    """
    dropped = [match.start() for match in _LOOSE.finditer(text)]
    before = [sum(one < place for one in dropped) for place in range(len(text) + 1)]
    moved = [(a - before[a], b - before[b], kind) for a, b, kind in entities]
    return _LOOSE.sub("", text), moved
