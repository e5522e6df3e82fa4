"""Minimal pairs: one word or one turn of grammar apart, another stance."""

from pathlib import Path

import pandas as pd
import pytest

from tasks.evaluation.stance import predict

CASES = Path(__file__).parents[1] / "cases" / "stance"


def read(name: str) -> pd.DataFrame:
    """A file of cases with spans: the first place where holder and target stand in the text."""
    rows = pd.read_csv(CASES / name)
    for who in ("holder", "target"):
        rows[who] = [span(text, words) for text, words in zip(rows["text"], rows[who], strict=True)]
    return rows


def span(text: str, words: str) -> list[int]:
    start = text.lower().index(words.lower())
    return [start, start + len(words)]


PAIRS, FAILURES = read("minimal_pairs.csv"), read("known_failures.csv")


@pytest.fixture(scope="module")
def labels() -> dict[tuple[str, tuple[int, ...], tuple[int, ...]], str]:
    judged = predict(pd.concat([PAIRS, FAILURES], ignore_index=True))
    keys = zip(
        judged["text"], judged["holder"].map(tuple), judged["target"].map(tuple), strict=True
    )
    return dict(zip(keys, judged["predicted"], strict=True))


@pytest.mark.parametrize("row", list(PAIRS.itertuples()), ids=lambda row: f"{row.Index}-{row.pair}")
def test_each_of_a_pair_has_its_own_stance(row, labels) -> None:
    assert labels[row.text, tuple(row.holder), tuple(row.target)] == row.label


@pytest.mark.parametrize(
    "row", list(FAILURES.itertuples()), ids=lambda row: f"{row.Index}-{row.pair}"
)
@pytest.mark.xfail(strict=True, reason="known failure: see its line in the file")
def test_what_is_not_read_yet(row, labels) -> None:
    assert labels[row.text, tuple(row.holder), tuple(row.target)] == row.label


def test_there_are_enough_pairs() -> None:
    assert len(PAIRS) >= 150
