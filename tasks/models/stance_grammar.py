"""Sentences of our own making that teach who stands where in plain grammar.

`data/labels/stance_grammar.csv` holds templates with their labels for a word of support (`plus`)
and a word of attack (`minus`); the words come from the directed lexicon, the names from nowhere.
"""

import re
from collections.abc import Hashable, Iterator, Mapping
from functools import cache

import numpy as np
import pandas as pd

from tasks import lexicons
from tasks.config import ASSETS
from tasks.models.stance_lexicon import doubles

NAMES = (
    "Halden", "Mr. Orrin", "Corvane", "the Merrow Party", "Senator Ibsley", "Talvania", "Ms. Quill",
    "the Harbour Union", "President Osk", "Governor Lind", "the Tidewater Council", "Brannoch",
    "the opposition", "the government", "lawmakers", "Judge Amaro", "the Aldport Times", "Norvia",
    "the Reform League", "Mayor Dunmore", "the treaty", "the bill", "the truce", "the ministry",
)  # fmt: skip
THINGS = frozenset({"the treaty", "the bill", "the truce"})  # nobody's stance, only a target
_SLOT = re.compile(r"\{(\w+)\}")
_KIND = {"noun": "noun", "person": "person", "adj": "adjective"}


def made(each: int, seed: int = 0) -> pd.DataFrame:
    """Rows text, holder, target, label: each template with `each` words of either polarity."""
    chance = np.random.default_rng(seed)
    path = ASSETS / "data" / "labels" / "stance_grammar.csv"
    rows = [
        _row(template, polarity, chance)
        for template in pd.read_csv(path).to_dict("records")
        for polarity in ("favour", "against")
        for _ in range(each)
    ]
    return pd.DataFrame(rows)


def _row(
    template: Mapping[Hashable, str], polarity: str, chance: np.random.Generator
) -> dict[str, object]:
    text = ""
    spans: dict[str, tuple[int, int]] = {}
    names = _names(chance)
    slots = set(_SLOT.findall(template["template"]))
    word, prep = _word(slots, polarity, chance)
    for part, slot in _parts(template["template"]):
        text += part
        if slot in names:
            name = names[slot]
            name = name[:1].upper() + name[1:] if not text else name
            spans.setdefault(slot, (len(text), len(text) + len(name)))
            text += name
        elif slot:
            text += prep if slot == "prep" else _form(word, slot)
    label = template["plus" if polarity == "favour" else "minus"]
    holder, target = (list(spans[template[who]]) for who in ("holder", "target"))
    return {"text": text, "holder": holder, "target": target, "label": label}


def _names(chance: np.random.Generator) -> dict[str, str]:
    order = [NAMES[i] for i in chance.permutation(len(NAMES))]
    people = [name for name in order if name not in THINGS]
    things = [name for name in order[:8] if name in THINGS]
    target = things[0] if things and chance.random() < 0.5 else people[2]
    return {"H": people[0], "O": people[1], "T": target}


def _parts(template: str) -> Iterator[tuple[str, str]]:
    """The template cut into plain text and the slot after it."""
    pieces = [*_SLOT.split(template), ""]
    return zip(pieces[::2], pieces[1::2], strict=True)


@cache
def _choices(
    kind: str, polarity: str, object_only: bool
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (row["word"], tuple(row["target"].split("|")))
        for row in lexicons.rows("stance_predicates")
        if row["kind"] == kind
        and row["polarity"] == polarity
        and (kind != "verb" or (row["target"] == "obj") == object_only)
    )


def _word(slots: set[str], polarity: str, chance: np.random.Generator) -> tuple[str, str]:
    """A word of the lexicon that fits the slots, and a preposition before its target."""
    kind = next((_KIND[slot] for slot in sorted(slots) if slot in _KIND), "verb")
    choices = _choices(kind, polarity, not slots & {"pastp", "partp", "basep"})
    word, targets = choices[int(chance.integers(len(choices)))]
    return word, targets[0]


def _form(word: str, slot: str) -> str:
    """The form of a verb that a slot asks for; other words stay as they are.

    >>> _form("deny", "past"), _form("back", "ger"), _form("fight", "part"), _form("snub", "past")
    ('denied', 'backing', 'fought', 'snubbed')
    """
    irregular = {row["base"]: row for row in lexicons.rows("irregular_verbs")}.get(word)
    slot = slot.removesuffix("p") if slot != "prep" else slot
    if slot in ("past", "part"):
        if irregular:
            return irregular["past" if slot == "past" else "participle"]
        if word.endswith("e"):
            return word + "d"
        if word.endswith("y") and word[-2] not in "aeiou":
            return word[:-1] + "ied"
        return word + (word[-1] if doubles(word) else "") + "ed"
    if slot == "ger":
        stem = word[:-1] if word.endswith("e") else word + (word[-1] if doubles(word) else "")
        return stem + "ing"
    return word
