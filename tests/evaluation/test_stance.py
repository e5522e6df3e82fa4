"""The scores of EVALUATION.md from predictions whose scores are known, and the bars on dev."""

from pathlib import Path

import pandas as pd
import pytest

from tasks.evaluation.stance import predict, scores

KEYS = [
    "macro_f1", "accuracy", "f1_favour", "f1_against", "ap_favour", "ap_against", "ece",
    "precision_at_recall", "polarity_macro_f1", "decided_share", "decided_accuracy",
]  # fmt: skip
ROWS = pd.DataFrame(
    [
        ("favour", "favour", 0.8, 0.1, 0.1, True),
        ("against", "against", 0.1, 0.7, 0.2, True),
        ("neutral", "neutral", 0.1, 0.1, 0.8, True),
        ("against", "favour", 0.5, 0.3, 0.2, False),
    ],
    columns=["label", "predicted", "p_favour", "p_against", "p_neutral", "decided"],
)


def test_scores_have_their_keys_and_values() -> None:
    found = scores(ROWS)
    assert list(found) == KEYS
    assert found["accuracy"] == 0.75
    assert found["precision_at_recall"]["0.5"] == 1.0
    assert found["decided_share"] == 0.75
    assert found["decided_accuracy"] == 1.0


def test_holders_targets_and_propositions_may_lack_a_span() -> None:
    rows = pd.DataFrame(
        {
            "id": ["a", "b"],
            "text": ["Ambler praised the truce.", "What a disgrace."],
            "holder": [[0, 6], None],
            "target": [None, None],
            "target_text": ["the truce", "the mayor"],
        }
    )
    found = predict(rows)
    assert list(found["id"]) == ["a", "b"]
    assert found[["p_favour", "p_against", "p_neutral"]].sum(axis=1).tolist() == pytest.approx(
        [1, 1]
    )


def test_a_row_without_a_holder_asks_for_the_articles_own_stand_where_holders_are_named() -> None:
    rows = pd.DataFrame(
        {
            "id": ["a", "b"],
            "text": ["Ambler praised Ferrow.", "Ferrow was a disgrace to the whole harbour."],
            "holder": [[0, 6], None],
            "target": [[15, 21], [0, 6]],
        }
    )
    among, alone = predict(rows).iloc[1], predict(rows.iloc[1:]).iloc[0]
    assert among["p_neutral"] > alone["p_neutral"]


@pytest.mark.parametrize(("name", "macro", "precise"), [("newsmtsc", 0.62, 0.75), ("directed", 0.54, 0.45), ("holders", 0.50, 0.45)])  # fmt: skip
def test_scores_on_dev_do_not_fall(shared: Path, name: str, macro: float, precise: float) -> None:
    rows = pd.read_json(shared / "eval" / "stance" / f"{name}.dev.jsonl.gz", lines=True)
    found = scores(predict(rows))
    assert found["macro_f1"] >= macro
    assert found["precision_at_recall"]["0.3"] >= precise
    assert found["ece"] <= 0.05
