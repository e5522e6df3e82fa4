"""Personal names: their words without titles, and which full name a part of it stands for.

A surname alone joins a person seen in full in the same article; of several the one every reader
knows, else the one named most so far. Kings and popes keep their titles and stay apart.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import count
from typing import NamedTuple

from tasks import lexicons
from tasks.articles.genders import of_given, of_title

Form = tuple[str, ...]
# More words than this are two names run together, or a list.
_LONGEST = 5
# Bare surnames for one full name beyond which they mean the person every reader knows.
_SHARE = 4


def title_length(words: Sequence[str]) -> int:
    """How many words of a name are the title or office before it; never all of them.

    >>> title_length(["Secretary", "of", "State", "Oda", "Holm"]), title_length(["Oda", "Holm"])
    (3, 0)
    """
    titles = _titles()
    offices = [n for n, word in enumerate(words[:-1]) if word.rstrip(".") in titles]
    if not offices:
        return 0
    # "Sheikh" and "King" are as often a part of the name itself.
    if len(offices) == 1 and offices[0] and words[offices[0]] in _words_of("leading_title"):
        return 0
    end = offices[-1] + 1
    if words[end].lower() in ("of", "for"):
        place = end + 1
        while place < len(words) - 1 and (
            words[place] in _words_of("office_tail") or words[place].islower()
        ):
            place += 1
        # "Duke of Varn" has no other name.
        return place if place > end + 1 else 0
    return end


@lru_cache(maxsize=1 << 16)
def person_form(printed: str) -> Form:
    """A mention's words without title, "the", possessive and middle initials.

    >>> person_form("Transport Minister Oda M. Lindqvist’s"), person_form("King Harald")
    (('Oda', 'Lindqvist'), ('King', 'Harald'))
    """
    words = printed.replace("’", "'").removesuffix("'s").removesuffix("'").split()
    while len(words) > 1 and words[-1].rstrip(",") in actor_words("post_nominal"):
        words[-2:] = [words[-2].rstrip(",")]
    length = title_length(words)
    bare = words[length:]
    alone = len(bare) == 1 or (len(bare) == 2 and bare[1] in _words_of("numeral"))
    if alone and length and words[length - 1] in _words_of("royal"):
        bare = words[length - 1 :]
    if len(bare) > 1 and bare[0].lower() == "the":
        bare = bare[1:]
    if len(bare) > 2 and " ".join(bare) not in _kept():
        bare = [bare[0], *(word for word in bare[1:-1] if not _initial(word)), bare[-1]]
    return tuple(bare)


def _initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1 and word.isupper()


def _words_of(kind: str) -> frozenset[str]:
    return lexicons.of_kind("name_words", kind)


def actor_words(kind: str) -> frozenset[str]:
    """The words of one kind in `data/lexicons/actor_words.csv`."""
    return lexicons.of_kind("actor_words", kind)


@cache
def _titles() -> frozenset[str]:
    """Titles and offices as printed before a name, less those that are given names too."""
    words = (row["word"].rstrip(".") for row in lexicons.rows("person_roles"))
    found = frozenset(word.capitalize() for word in words)
    return (found | actor_words("title")) - lexicons.column("given_names", "name")


@cache
def _kept() -> frozenset[str]:
    """Full names whose initials part them from a namesake."""
    return frozenset(row["name"] for row in lexicons.rows("known_people"))


@lru_cache(maxsize=1 << 16)
def lowered(form: Form) -> Form:
    """The form as it is compared: without case and dots.

    >>> lowered(("J.", "Holm"))
    ('j', 'holm')
    """
    return tuple(word.casefold().replace(".", "") for word in form)


@cache
def known_people() -> dict[Form, str]:
    """Names that mean one person to every reader of the news, with the name in full."""
    return {
        lowered(tuple(row["alias"].split())): row["name"] for row in lexicons.rows("known_people")
    }


class Hint(NamedTuple):
    """What the text around a mention tells of the person: gender (`m`, `f`, ""), and the rest."""

    gender: str = ""
    speaks: bool = False
    died: bool = False


_NO_HINT = Hint()


@dataclass
class People:
    """The people of one article; `forms`, `hints`: of its mentions of people, in order."""

    forms: Sequence[Form]
    hints: Sequence[Hint] = ()
    _seen: Counter[Form] = field(default_factory=Counter)
    _last: dict[Form, int] = field(default_factory=dict)
    _turns: Iterator[int] = field(default_factory=lambda: count(1))
    _chosen: dict[tuple[Form, str, str], tuple[str, list[Form]]] = field(default_factory=dict)

    def whole(self, form: Form, printed: str, hint: Hint = _NO_HINT) -> str:
        """The full name of the next mention, as far as the article or common knowledge tells it."""
        said = _honorific(printed)
        known, options = self._choice(form, said, of_title(printed) or hint.gender)
        if known:
            return known
        if not options and len(form) == 1 and of_title(printed) and self._taken(form):
            return f"{said} {form[0]}"
        chosen = self._likeliest(options, hint) if options else lowered(form)
        # What the living say makes the dead of their name no less the article's subject.
        self._seen[chosen] += not (hint.speaks and self._dead.intersection(options))
        self._last[chosen] = next(self._turns)
        return known_people().get(chosen) or " ".join(self._printed.get(chosen, form))

    def _likeliest(self, options: Sequence[Form], hint: Hint) -> Form:
        """The one named most so far; the dead say nothing where a namesake lives."""
        seen, total = self._seen, self._total
        if hint.speaks:
            options = [one for one in options if one not in self._dead] or options
            return max(options, key=lambda one: (seen[one], total[one], self._last.get(one, 0)))
        return max(options, key=lambda one: (seen[one], total[one]))

    def _taken(self, form: Form) -> bool:
        """Whether the bare surname is another person's, so that "Mrs" must stay with it."""
        return lowered(form) in self._by_end or lowered(form) in known_people()

    def joins(self, form: Form, printed: str) -> bool:
        """Whether the form is part of a full name of the article, or known to every reader."""
        return any(self._choice(form, _honorific(printed), of_title(printed)))

    def _choice(self, form: Form, said: str, gender: str) -> tuple[str, list[Form]]:
        """The person every reader knows by the form ("" is none), and fuller forms of the text."""
        if (form, said, gender) not in self._chosen:
            key = lowered(form)
            options = self._options(key, said, gender)
            known = known_people().get(key, "")
            if known and not self._fits(lowered(tuple(known.split())), gender):
                known = ""
            if known and options and not self._means_known(key, known, options):
                known = ""
            self._chosen[form, said, gender] = known, options
        return self._chosen[form, said, gender]

    def _means_known(self, key: Form, known: str, options: Sequence[Form]) -> bool:
        person = lowered(tuple(known.split()))
        full = max(self._total[one] for one in options)
        return person in options or self._total[key] > _SHARE * full

    def _options(self, key: Form, said: str, gender: str) -> list[Form]:
        """The fuller forms that a part may stand for, in the order of the text."""
        ends = [one for one in self._by_end.get(key, ()) if self._fits(one, gender)]
        told = [one for one in ends if gender and self._gender(one) == gender]
        if said and gender and not told and len({one[-2:] for one in ends}) > 1:
            return []  # "Mr Holm" after two whose genders nothing tells may be either
        ends = told or ends
        elders = [one for one in ends if one[-1] not in _words_of("generation")]
        ends = elders or ([] if key in known_people() else ends)
        if ends or len(key) > 1 or (said and said not in actor_words("given_title")):
            return ends
        starts = self._by_start.get(key, [])
        return starts if len(starts) == 1 else []

    def _fits(self, form: Form, gender: str) -> bool:
        """Whether a title or pronoun of that gender may mean the person."""
        return not gender or self._gender(form) in (gender, "either", "")

    def _gender(self, form: Form) -> str:
        return self._told.get(form) or of_given(form[0])

    @cached_property
    def _told(self) -> Mapping[Form, str]:
        """The gender that the text tells of those it names in full."""
        pairs = zip(self.forms, self.hints, strict=False)
        return {lowered(form): hint.gender for form, hint in pairs if hint.gender and form[1:]}

    @cached_property
    def _dead(self) -> frozenset[Form]:
        pairs = zip(self.forms, self.hints, strict=False)
        return frozenset(lowered(form) for form, hint in pairs if hint.died and form[1:])

    @cached_property
    def _total(self) -> Counter[Form]:
        return Counter(map(lowered, self.forms))

    @cached_property
    def _printed(self) -> dict[Form, Form]:
        return {lowered(form): form for form in reversed(self.forms)}

    @cached_property
    def _full(self) -> list[Form]:
        """Forms that may be a person's full name, in the order of the text."""
        return [one for one in self._total if _is_full(one)]

    @cached_property
    def _by_end(self) -> dict[Form, list[Form]]:
        found: defaultdict[Form, list[Form]] = defaultdict(list)
        for one in self._full:
            for end in _ends(one):
                found[end].append(one)
        return found

    @cached_property
    def _by_start(self) -> dict[Form, list[Form]]:
        found: defaultdict[Form, list[Form]] = defaultdict(list)
        for one in self._full:
            # "George" is not King George.
            if one[0].title() not in _words_of("royal"):
                found[one[:1]].append(one)
        return found


def _is_full(form: Form) -> bool:
    return 2 <= len(form) <= _LONGEST and len(set(form)) == len(form)


def _ends(form: Form) -> Iterable[Form]:
    """What may stand for a full name later: its ends, and first and last name without the middle.

    >>> sorted(_ends(("oda", "maria", "holm", "jr")))
    [('holm',), ('maria', 'holm'), ('oda', 'holm')]
    """
    core = form[:-1] if form[-1] in _words_of("generation") else form
    found = {core[cut:] for cut in range(1, len(core))}
    if len(core) > 2:
        found.add((core[0], core[-1]))
    return found


def _honorific(printed: str) -> str:
    """The title a mention begins with, or "": what stands before a name is no given name."""
    first = printed.split(" ", 1)[0].rstrip(".")
    return first if first in _titles() else ""
