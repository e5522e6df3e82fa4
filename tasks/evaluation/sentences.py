"""How good the sentence splitter is: boundary F1 on gold spans, golden rules passed."""

from typing import Any

import pandas as pd

from tasks.text.sentences import split_sentences


def predict(rows: pd.DataFrame) -> pd.DataFrame:
    """`rows` (`text`) with `predicted`: a list of [start, end] for each sentence found."""
    found = [[list(span) for span in split_sentences(text)] for text in rows["text"]]
    return rows.assign(predicted=pd.Series(found, index=rows.index, dtype=object))


def scores(predicted: pd.DataFrame) -> dict[str, Any]:
    """The keys of the `sentences` task; a key whose gold column is absent is None.

    boundary_f1: over the ends of sentences, all documents together. documents_right: share of
    documents with no boundary wrong. rules_passed: how many of `rules` gave the expected list.
    """
    result: dict[str, Any] = dict.fromkeys(
        ("boundary_f1", "documents_right", "rules_passed", "rules")
    )
    if "sentences" in predicted:
        result.update(_boundaries(predicted[predicted["sentences"].notna()]))
    if "expected" in predicted:
        result.update(_rules(predicted[predicted["expected"].notna()]))
    return result


def _boundaries(rows: pd.DataFrame) -> dict[str, float]:
    right = found = gold = documents = 0
    for guess, truth in zip(rows["predicted"], rows["sentences"], strict=True):
        guessed, true = {end for _, end in guess}, {end for _, end in truth}
        right += len(guessed & true)
        found += len(guessed)
        gold += len(true)
        documents += guessed == true
    return {
        "boundary_f1": 2 * right / max(found + gold, 1),
        "documents_right": documents / max(len(rows), 1),
    }


def _rules(rows: pd.DataFrame) -> dict[str, int]:
    passed = 0
    for text, spans, expected in zip(
        rows["text"], rows["predicted"], rows["expected"], strict=True
    ):
        passed += [text[start:end] for start, end in spans] == list(expected)
    return {"rules_passed": passed, "rules": len(rows)}
