"""Words that attribute: said, according to, called for …, from data/lexicons/cue_verbs.csv."""

from functools import cache
from typing import NamedTuple

from tasks import lexicons
from tasks.text.reading import Reading

_VERBS = frozenset(["VBD", "VBZ", "VBG", "VBN", "VB"])


class Verb(NamedTuple):
    """A cue verb: what may follow it (c clause, o object, i infinitive, q only a quotation)."""

    lemma: str
    particle: str
    prepositions: frozenset[str]
    cue_class: str
    frames: str


class Cue(NamedTuple):
    """A cue in a text: its head verb, and the tokens [first, last) it covers with its particle."""

    head: int
    first: int
    last: int
    verb: Verb


@cache
def cue_forms() -> dict[str, tuple[Verb, ...]]:
    """Each inflected form → the verbs it may be, those with a particle first."""
    forms: dict[str, list[Verb]] = {}
    for row in lexicons.rows("cue_verbs"):
        prepositions = frozenset(row["preposition"].split("|")) - {""}
        verb = Verb(row["verb"], row["particle"], prepositions, row["cue_class"], row["frames"])
        for form in inflected(row["verb"], row["past"], row["participle"]):
            forms.setdefault(form, []).append(verb)
    rank = {form: sorted(verbs, key=_specific) for form, verbs in forms.items()}
    return {form: tuple(verbs) for form, verbs in rank.items()}


def _specific(verb: Verb) -> tuple[bool, bool]:
    return not verb.particle, not verb.prepositions


def inflected(verb: str, past: str = "", participle: str = "") -> frozenset[str]:
    """The forms of an English verb; irregular past forms are given.

    >>> sorted(inflected("deny"))
    ['denied', 'denies', 'deny', 'denying']
    >>> sorted(inflected("say", "said", "said"))
    ['said', 'say', 'saying', 'says']
    """
    if verb.endswith("y") and verb[-2] not in "aeiou":
        third, regular = verb[:-1] + "ies", verb[:-1] + "ied"
    else:
        third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
        regular = verb + ("d" if verb.endswith("e") else "ed")
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb
    doubled = verb in lexicons.column("doubling_verbs", "verb")
    if doubled:
        stem, regular = verb + verb[-1], verb + verb[-1] + "ed"
    return frozenset((verb, third, stem + "ing", past or regular, participle or past or regular))


def cues(reading: Reading) -> list[Cue]:
    """The cue verbs of a text, in order."""
    forms, lower, tags = cue_forms(), reading.lower, reading.tags
    places = [place for place, word in enumerate(lower) if word in forms]
    verbs = (place for place in places if tags[place] in _VERBS)
    fitting = (_fitting(reading, place, forms[lower[place]]) for place in verbs)
    return [cue for cue in fitting if cue]


def _fitting(reading: Reading, place: int, verbs: tuple[Verb, ...]) -> Cue | None:
    following = reading.lower[place + 1 : place + 4]
    for verb in verbs:
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
        return Cue(place, place, last, verb)
    return None


def cue_class(cue: str) -> str:
    """The class of a cue as printed, by the first cue verb in it.

    >>> cue_class("has denied"), cue_class("according to")
    ('denied', 'said')
    """
    for word in cue.lower().split():
        if word in cue_forms():
            return cue_forms()[word][-1].cue_class
    return "said"
