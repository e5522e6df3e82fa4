"""The cues of a text: words of the lexicons that the first look left, with what belongs to them."""

from functools import lru_cache
from typing import NamedTuple

from tasks.text.function_words import words
from tasks.text.quotes_words import ADJECTIVE, COLON, NOUN, Verb, cue_forms, nominal_forms
from tasks.text.reading import Reading

_LIGHT = words("light_verb")
_MODIFIES = frozenset(["DET", "ADJ", "NOUN", "NUM", "VBN", "VBG", "ADV", "PRON"])
_COMPLEMENT = words("nominal_preposition") | {"that", "to", ":", "whether", "from"}
_KIND_OF_TAG = {"NOUN": (NOUN, ADJECTIVE), "ADJ": (ADJECTIVE, NOUN)}


class Cue(NamedTuple):
    """A cue in a text: its head, and the tokens [first, last) it covers with its particle.

    score: what the first look made of the head (log-odds).
    """

    head: int
    first: int
    last: int
    verb: Verb
    score: float


def cues(reading: Reading) -> list[Cue]:
    """The cues of a text, in order."""
    fitting = (_fitting(reading, place, score) for place, score in reading.signs)
    found = [cue for cue in fitting if cue]
    pairs = zip(found, [*found[1:], None], strict=False)
    kept = [cue for cue, after in pairs if not (after and _carries(reading, cue, after))]
    # "Wanted to know" is one cue, not "know" once more.
    within = {place for cue in kept for place in range(cue.head + 1, cue.last)}
    return [cue for cue in kept if cue.head not in within]


def _carries(reading: Reading, cue: Cue, after: Cue) -> bool:
    """Whether a verb only carries the noun behind it: "raised new questions about"."""
    if cue.verb.lemma not in _LIGHT or after.verb.frames != "n" or cue.last != cue.head + 1:
        return False
    between = reading.tags[cue.last : after.head]
    last = reading.lower[after.last : after.last + 1]
    return _MODIFIES.issuperset(between) and bool(_COMPLEMENT.intersection(last))


def _fitting(reading: Reading, place: int, score: float) -> Cue | None:
    word = reading.lower[place]
    if word == ":":
        return Cue(place, place, place + 1, COLON, score)
    kinds = () if _finite(reading, place) else _KIND_OF_TAG.get(reading.tags[place], ())
    for kind in kinds:
        nominal = nominal_forms().get((word, kind))
        if nominal:
            return Cue(place, place, place + 1, nominal, score)
    cue = as_verb(reading, place, score)
    if cue:
        return cue
    for kind in (NOUN, ADJECTIVE):
        nominal = nominal_forms().get((word, kind))
        if nominal:
            return Cue(place, place, place + 1, nominal, score)
    return None


def _finite(reading: Reading, place: int) -> bool:
    """Whether a word that looks like a noun is a verb behind its subject: "Lee estimates"."""
    before = reading.tags[place - 1] if place else ""
    return reading.lower[place].endswith("s") and before in ("NAME", "PRON", "REL")


def as_verb(reading: Reading, place: int, score: float) -> Cue | None:
    """The cue that a word is as a verb, whatever its tag, with its particle and preposition."""
    following = reading.lower[place + 1 : place + 4]
    for verb in cue_forms().get(reading.lower[place], ()):
        last = place + 1
        if verb.particle:
            if following[:1] != [verb.particle]:
                continue
            last += 1
        if verb.prepositions:
            after = reading.lower[last] if last < len(reading.lower) else ""
            if after not in verb.prepositions:
                continue
            last += 1
        return Cue(place, place, _in_statement(reading, last), verb, score)
    return None


def _in_statement(reading: Reading, last: int) -> int:
    """ "said in a statement", "said in an emailed statement": the cue to its end."""
    following = reading.lower[last : last + 4]
    if following[:1] == ["in"] and following[1:2] in (["a"], ["an"]):
        for by in (2, 3):
            if following[by : by + 1] == ["statement"]:
                return last + by + 1
    return last


# A few hundred cues make nearly all quotations.
@lru_cache(maxsize=1 << 14)
def cue_class(cue: str) -> str:
    """The class of a cue as printed: of its first verb that says something, else of its noun.

    >>> cue_class("has denied"), cue_class("according to"), cue_class("made a promise")
    ('denied', 'said', 'promised')
    >>> cue_class("shrugged"), cue_class("shrugged off"), cue_class("wanted to know")
    ('said', 'denied', 'asked')
    """
    found = cue.lower().split()
    verbs = [verb for place in range(len(found)) if (verb := _verb(found, place))]
    plain = [verb.cue_class for verb in verbs if verb.lemma not in _LIGHT]
    kinds = ((word, kind) for word in found for kind in (NOUN, ADJECTIVE))
    nominals = [nominal_forms()[key].cue_class for key in kinds if key in nominal_forms()]
    return next(iter([*plain, *nominals, *(verb.cue_class for verb in verbs)]), "said")


def _verb(found: list[str], place: int) -> Verb | None:
    """The verb at a place of a printed cue: one with all its particles there, else one without."""
    verbs = cue_forms().get(found[place], ())
    rest = found[place + 1 : place + 3]
    for verb in verbs:
        behind = rest[1:] if verb.particle else rest
        if verb.particle in ("", *rest[:1]) and (
            not verb.prepositions or verb.prepositions.intersection(behind[:1])
        ):
            return verb
    # "Called, on the same day, for": the preposition may have been left out of the cue.
    return next((verb for verb in reversed(verbs) if not verb.particle), None)
