"""Copies are measured by the clusters a night would make."""

import pandas as pd
import pytest

from tasks.evaluation.duplicates import predict, scores

LEADS = ("The harbour council met", "A storm closed the valley road", "Nine orchards were sold")


def text(number):
    lead = LEADS[number]
    return " ".join(
        f"{lead}, said witness {place} of the {place * 7 + number}th ward." for place in range(40)
    )


def test_copies_come_together_and_strangers_stay_apart():
    texts = [text(0), text(1), text(0) + " Our own note.", text(2), text(1)]
    rows = pd.DataFrame({"id": list("abcde"), "text": texts, "cluster": list("vwvxw")})
    found = predict(rows)
    assert found["id"].tolist() == list("abcde")
    assert scores(found) == pytest.approx(
        {
            "pairwise_f1": 1.0,
            "pairwise_precision": 1.0,
            "pairwise_recall": 1.0,
            "adjusted_rand": 1.0,
        }
    )


def test_rewrites_in_simpler_words_are_mostly_found(shared):
    path = shared / "eval" / "duplicates" / "onestop_rewrites.dev.jsonl.gz"
    rows = pd.read_json(path, lines=True, dtype=False)
    found = scores(predict(rows))
    assert found["pairwise_precision"] >= 0.97
    assert found["pairwise_f1"] >= 0.85
