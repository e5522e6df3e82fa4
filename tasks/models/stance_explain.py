"""Why the model said so: the sentence with its marks, the probabilities, and what decided.

A word's weight is how far the label's log-odds fall when the model may not see the word; a
predication's or a phrase's, when the lexicon's reading of it is taken away (occlusion).
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from tasks.models.stance_features import Facts, Row, row_of
from tasks.models.stance_model import LABELS, Model, live
from tasks.models.stance_reading import Sentence, read


class Explanation(NamedTuple):
    """marked: the sentence with [H holder], [T target] and the cue in asterisks.

    chances: probability of each label. features: (what, weight), the weightiest first; a
    positive weight speaks for the label.
    """

    marked: str
    label: str
    chances: dict[str, float]
    features: list[tuple[str, float]]
    model_id: str


def explain(row: Mapping[str, Any], top: int = 12, model: Model | None = None) -> Explanation:
    """Explain a row of the table `stances` by what it holds itself.

    Needs evidence, char_start, holder_start, holder_end (null: not in the sentence),
    target_start, target_end, cue and label.
    """
    model, text, start = model or live(), row["evidence"], row["char_start"]
    [sentence] = read([text])
    holder = _span(row["holder_start"], row["holder_end"], start)
    target = _span(row["target_start"], row["target_end"], start) or (0, 0)
    asked = row_of(sentence.facts, holder, target)
    names, sentences, rows = _without(sentence, asked)
    chances = model.judge(sentences, rows, np.arange(len(rows))).chances
    odds = np.log(chances / (1 - chances))[:, LABELS.index(row["label"])]
    features = [(name, float(odds[0] - odd)) for name, odd in zip(names, odds[1:], strict=True)]
    return Explanation(
        marked(text, holder, target, row["cue"]),
        row["label"],
        {name: float(chances[0, i]) for i, name in enumerate(LABELS)},
        sorted(features, key=lambda feature: -abs(feature[1]))[:top],
        model.model_id,
    )


def _span(first: Any, last: Any, start: int) -> tuple[int, int] | None:
    if first is None or first != first:  # a null that became NaN in a frame
        return None
    return int(first) - start, int(last) - start


def _without(sentence: Sentence, row: Row) -> tuple[list[str], list[Sentence], list[Row]]:
    """The sentence whole, then without each word, each predication, each phrase."""
    names, sentences, rows = [], [sentence], [row]
    spans = [span for span in (row.holder, row.target) if span]
    for token, word in enumerate(sentence.facts.tree.parse.words):
        known = sentence.ids[token] >= 0 or sentence.flags[token].any()
        if known and not any(first <= token < end for first, end in spans):
            ids, flags = sentence.ids.copy(), sentence.flags.copy()
            ids[token], flags[token] = -1, 0
            names.append(f"word: {word}")
            changed = Sentence(sentence.facts)
            changed.ids, changed.flags = ids, flags
            sentences.append(changed)
            rows.append(row)
    for number, predication in enumerate(sentence.facts.found):
        facts = Facts(sentence.facts.tree)
        facts.found = [p for i, p in enumerate(sentence.facts.found) if i != number]
        words = sentence.facts.tree.parse.words
        side = "support" if predication.polarity > 0 else "attack"
        names.append(f"lexicon: {words[predication.token]} ({side})")
        sentences.append(Sentence(facts))
        rows.append(row._replace(facts=facts))
    for number, phrase in enumerate(sentence.facts.phrases):
        facts = Facts(sentence.facts.tree)
        facts.phrases = [p for i, p in enumerate(sentence.facts.phrases) if i != number]
        names.append(f"phrase: {' '.join(phrase.phrase.words)}")
        sentences.append(Sentence(facts))
        rows.append(row._replace(facts=facts))
    return names, sentences, rows


def marked(
    text: str, holder: tuple[int, int] | None, target: tuple[int, int], cue: str | None
) -> str:
    """The sentence with holder, target and cue marked.

    >>> marked("Ann praised Bob.", (0, 3), (12, 15), "praised")
    '[H Ann] *praised* [T Bob].'
    """
    cuts = [(target, "[T ", "]")] + ([(holder, "[H ", "]")] if holder else [])
    place = text.find(cue) if cue else -1
    if cue and place >= 0 and not any(s[0] < place + len(cue) and place < s[1] for s, _, _ in cuts):
        cuts.append(((place, place + len(cue)), "*", "*"))
    for (first, end), before, after in sorted(cuts, reverse=True):
        text = text[:first] + before + text[first:end] + after + text[end:]
    return text
