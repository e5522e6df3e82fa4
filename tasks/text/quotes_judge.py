"""Whether a cue with what the rules made of it is an attribution: the first look's score and more.

The facts below are added to that score, each with a weight learnt from labelled paragraphs
(tasks/models/train_quotes.py); a sum above nought is an attribution.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import numpy as np

from tasks.models.registry import load
from tasks.text.function_words import words
from tasks.text.quotes_clause import FINITE, Attribution, Clause
from tasks.text.quotes_scene import Phrase
from tasks.text.quotes_signs import FEATURES
from tasks.text.reading import Reading

# "Was praised by the boatmen" is too rare in the labels to be learnt, and hardly ever wrong.
_JUDGING = frozenset(["praised", "condemned", "denied", "opposed"])
_PRONOUNS = words("personal_pronoun")


def facts(clause: Clause, found: Attribution) -> list[str]:
    """What is known of an attribution beyond the words next to its cue."""
    reading, cue = clause.reading, clause.cue
    head, lemma, frames = cue.head, cue.verb.lemma, cue.verb.frames
    source = _source(reading, found.source)
    opening = _opening(clause, found.content[-1][0])
    before = reading.lower[clause.cue_phrase[0] : head]
    tense = reading.tags[head] + ("+" + before[0] if before else "")
    return [
        f"rule {found.rule}",
        f"rule {found.rule} {lemma}",
        f"rule {found.rule} {frames}",
        f"class {cue.verb.cue_class}",
        f"frames {frames} {opening}",
        f"source {source}",
        f"source {source} {frames}",
        f"head {reading.lower[found.source[1] - 1]}" if found.source else "head -",
        f"opening {opening}",
        f"opening {lemma} {opening}",
        f"tense {tense}",
        f"leads {_led(clause)}",
        f"place {_place(clause, found)}",
        f"particle {cue.verb.particle} {len(cue.verb.prepositions) > 0}",
        f"earlier {clause.earlier is not None}",
        f"begun {_begun(clause)}",
    ]


def _source(reading: Reading, source: Phrase | None) -> str:
    if source is None:
        return "none"
    first, last = source
    if last - first == 1 and reading.lower[first] in _PRONOUNS:
        return "pronoun"
    if "NAME" in reading.tags[first:last]:
        return "name"
    return reading.tags[last - 1]


def _opening(clause: Clause, start: int) -> str:
    """How the content begins: in marks, with a small word, or with what tag."""
    reading = clause.reading
    if clause.scene.inside[start] >= 0:
        return "marks"
    tag = reading.tags[start]
    return reading.lower[start] if tag in ("SUB", "REL", "TO", "DET", "PRON", "PREP") else tag


def _led(clause: Clause) -> str:
    """The word before speaker and cue, if it is a small one."""
    before = clause.start - 1
    if before < clause.first:
        return "^"
    reading = clause.reading
    small = reading.tags[before] in ("SUB", "REL", "PREP", "AND", "MARK", "TO", "ADV")
    return reading.lower[before] if small else reading.tags[before]


def _place(clause: Clause, found: Attribution) -> str:
    """Whether content stands before the cue, behind it, or on both sides; speaker too."""
    head = clause.cue.head
    sides = "".join("<" if a < head else ">" for a, _ in found.content[:2])
    return sides + ("" if found.source is None else "s" if found.source[0] < head else "t")


def _begun(clause: Clause) -> str:
    """How the sentence ends, and whether it has a finite verb before speaker and cue."""
    reading = clause.reading
    end = reading.words[clause.stop] if clause.stop < len(reading.words) else ""
    begun = not FINITE.isdisjoint(reading.tags[clause.first : clause.start])
    return f"{end if end in ('.', '?', '!') else '-'} {begun}"


class Judging(Protocol):
    """Who decides what is an attribution."""

    def accepts(self, clause: Clause, found: Attribution) -> bool:
        """Whether an attribution is one."""
        ...


@dataclass(frozen=True)
class Judge:
    """The weights of facts, and the log-odds added to them."""

    facts: Mapping[str, float]
    bias: float

    def accepts(self, clause: Clause, found: Attribution) -> bool:
        """Whether an attribution is one."""
        weights = self.facts
        if found.rule == "by_whom" and clause.cue.verb.cue_class in _JUDGING:
            return True
        told = sum([weights.get(fact, 0.0) for fact in facts(clause, found)])
        return clause.cue.score + told + self.bias > 0


@cache
def live() -> Judge:
    """The judge of the live model."""
    bundle = load("quotes", FEATURES)
    return judge_of(bundle.arrays, bundle.settings)


def judge_of(arrays: Mapping[str, np.ndarray], settings: Mapping[str, Any]) -> Judge:
    """The judge in the arrays and settings of the bundle `quotes`."""
    names, values = arrays["facts"].tolist(), arrays["fact_weights"].tolist()
    return Judge(dict(zip(names, values, strict=True)), settings["bias"])
