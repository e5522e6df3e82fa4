"""The words of the cue lexicons: verbs in all their forms, nouns, adjectives."""

from functools import cache
from typing import NamedTuple
from zlib import crc32

from tasks import lexicons

VERB, NOUN, ADJECTIVE, MARK = 1, 2, 4, 8


class Verb(NamedTuple):
    """A cue word: what may follow it (c clause, o object, i infinitive, q only a quotation).

    A noun has the frames "n", an adjective "a".
    """

    lemma: str
    particle: str
    prepositions: frozenset[str]
    cue_class: str
    frames: str


# Frames of cues that are no verbs: nouns, adjectives, the colon.
NOMINAL = frozenset(["n", "a", "m"])
# "Lee: the dam is full".
COLON = Verb(":", "", frozenset(), "said", "m")


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


@cache
def participles() -> frozenset[str]:
    """Forms that are a participle and no past: "shown", "written"."""
    verbs = lexicons.rows("cue_verbs")
    past = {row["past"] for row in verbs}
    return frozenset(row["participle"] for row in verbs) - past - {row["verb"] for row in verbs}


@cache
def nominal_forms() -> dict[tuple[str, int], Verb]:
    """Each noun (and its plural) and adjective, with its kind → the cue it is."""
    forms: dict[tuple[str, int], Verb] = {}
    for row in lexicons.rows("cue_nominals"):
        word, noun = row["word"], row["kind"] == "noun"
        cue = Verb(word, "", frozenset(), row["cue_class"], "n" if noun else "a")
        for form in (word, _plural(word)) if noun else (word,):
            forms[form, NOUN if noun else ADJECTIVE] = cue
    return forms


@cache
def kind_codes() -> dict[str, int]:
    """Each form → the sum of the kinds of cue it may be.

    >>> kind_codes()["claims"] == VERB + NOUN, kind_codes()["wary"] == ADJECTIVE
    (True, True)
    """
    codes = dict.fromkeys(cue_forms(), VERB)
    codes[":"] = MARK
    for form, kind in nominal_forms():
        codes[form] = codes.get(form, 0) | kind
    return codes


@cache
def sorts() -> dict[str, int]:
    """Each form → a hash of what it may be: its frames and classes."""
    named: dict[str, list[str]] = {}
    for form, verbs in cue_forms().items():
        named.setdefault(form, []).append(f"{verbs[-1].frames} {verbs[-1].cue_class}")
    for (form, _), cue in nominal_forms().items():
        named.setdefault(form, []).append(f"{cue.frames} {cue.cue_class}")
    return {form: crc32("|".join(names).encode()) for form, names in named.items()}


def _specific(verb: Verb) -> tuple[bool, bool]:
    return not verb.particle, not verb.prepositions


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


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
    if verb in lexicons.column("doubling_verbs", "verb"):
        stem, regular = verb + verb[-1], verb + verb[-1] + "ed"
    return frozenset((verb, third, stem + "ing", past or regular, participle or past or regular))
