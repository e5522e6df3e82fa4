"""The shipped models reach their bars on the dev files, through the code that a night runs."""

import pandas as pd
import pytest

from tasks.evaluation import claims, topics

TOPIC_KEYS = {
    "accuracy", "macro_f1", "any_label", "ece", "accuracy_at_coverage", "decided_share", "decided_accuracy",
}  # fmt: skip
CLAIM_KEYS = {
    "weighted", "macro_f1", "accuracy", "f1_agree", "f1_disagree", "f1_discuss", "f1_unrelated", "ece",
}  # fmt: skip


def rows(file):
    return pd.read_json(file, lines=True)


def test_topics(shared):
    found = topics.scores(topics.predict(rows(shared / "eval/topics/iptc.dev.jsonl.gz")))
    assert set(found) == TOPIC_KEYS
    assert found["accuracy"] >= 0.84
    assert found["accuracy_at_coverage"]["0.6"] >= 0.95
    assert found["decided_accuracy"] >= 0.90


@pytest.fixture(scope="module")
def claims_told(shared):
    folder = shared / "eval/claims"
    # Every other row: the bar holds with a margin, and the suite stays short.
    pairs = rows(folder / "fnc1.dev.pairs.jsonl.gz").iloc[::2]
    return claims.predict(pairs, rows(folder / "fnc1.bodies.jsonl.gz"))


def test_claims(claims_told):
    found = claims.scores(claims_told)
    assert set(found) == CLAIM_KEYS
    assert found["weighted"] >= 81
    assert found["macro_f1"] >= 0.60
    assert found["ece"] <= 0.03
