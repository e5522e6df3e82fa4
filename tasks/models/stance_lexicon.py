"""The directed lexicon: words that say who stands for or against whom.

`stance_predicates.csv` gives each word's kind, polarity and where its target stands;
`stance_scope.csv` the words that negate, condition or report what hangs below them;
`stance_attitudes.csv` those that tell an attitude whatever their target is called.
"""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from tasks import lexicons

KIND_TAGS = {"verb": "VB", "noun": "NN", "person": "NN", "adjective": "JJ", "preposition": "IN"}


class Entry(NamedTuple):
    """One reading of a word: polarity +1 or −1; targets: obj or prepositions.

    attitude: it tells one whatever the target is called: "dismiss", not "attack".
    """

    kind: str
    polarity: int
    targets: frozenset[str]
    attitude: bool


def inflected(word: str) -> set[str]:
    """A verb's or noun's forms by rule and by the table of irregular verbs.

    >>> sorted(inflected("deny"))
    ['denied', 'denies', 'deny', 'denying']
    >>> sorted(inflected("stab"))[:2]
    ['stab', 'stabbed']
    """
    forms = {word}
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        forms |= {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    elif word.endswith("e"):
        forms |= {word + "s", word + "d", word[:-1] + "ing"}
    else:
        forms |= {word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")}
        stem = word + word[-1] if doubles(word) else word
        forms |= {stem + "ed", stem + "ing"}
    for row in lexicons.rows("irregular_verbs"):
        if row["base"] == word:
            forms |= {row["past"], row["participle"]}
    return forms


def doubles(word: str) -> bool:
    """Whether a verb doubles its last letter before -ed and -ing."""
    short = len(word) <= 4 or word in ("rebut", "torpedo", "rebel", "expel", "repel", "quarrel")
    ends = word[-1] not in "aeiouwxyhg" or word in ("beg", "hug", "plug", "flog")
    return short and len(word) > 2 and ends and word[-2] in "aeiou" and word[-3] not in "aeiou"


@cache
def entries() -> dict[str, tuple[Entry, ...]]:
    """Word form → its readings."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for row in lexicons.rows("stance_predicates"):
        polarity = 1 if row["polarity"] == "favour" else -1
        attitude = not _attitudes().isdisjoint(
            (row["word"], row["kind"], target) for target in ("", row["target"])
        )
        entry = Entry(row["kind"], polarity, frozenset(row["target"].split("|")), attitude)
        fixed = row["kind"] in ("adjective", "preposition")
        forms = {row["word"]} if fixed else inflected(row["word"])
        # In order, so that what is learnt from the table does not change with the set's.
        for form in sorted(forms):
            found[form].append(entry)
    return {form: tuple(readings) for form, readings in found.items()}


@cache
def attitudes() -> frozenset[str]:
    """The forms of the words that tell an attitude whatever its target is called."""
    return frozenset(
        form for form, readings in entries().items() if any(e.attitude for e in readings)
    )


@cache
def _attitudes() -> frozenset[tuple[str, str, str]]:
    """Word, kind and target of the readings that tell an attitude; target "": of all of them."""
    rows = lexicons.rows("stance_attitudes")
    return frozenset((row["word"], row["kind"], row["target"]) for row in rows)


@cache
def scope_words(effect: str) -> frozenset[str]:
    """Every form of the words with that effect on what hangs below them."""
    rows = [row for row in lexicons.rows("stance_scope") if row["effect"] == effect]
    forms: set[str] = set()
    for row in rows:
        forms |= inflected(row["word"]) if row["kind"] in ("verb", "noun") else {row["word"]}
    return frozenset(forms)
