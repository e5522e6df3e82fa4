"""Names: people, organisations and places in sentences and tables."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.articles.segment import bare_segments, read_all
from tasks.evaluation.entities import predict, scores

CASES = Path(__file__).parents[1] / "cases" / "names"


def cases(origin: str) -> list[Any]:
    rows = (CASES / f"{origin}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(row, id=row["rule"]) for row in map(json.loads, rows)]


def named(text: str) -> list[list[str]]:
    names = read_all([text], bare_segments([text]))[0].names
    return [[text[start:end], kind] for start, end, kind in names]


@pytest.mark.parametrize(
    "case", [*cases("synthetic"), *cases("in_the_wild"), *cases("must_not_change")]
)
def test_what_is_named(case: dict[str, Any]) -> None:
    """Each text names these, with their types."""
    assert named(case["text"]) == case["names"]


@pytest.mark.xfail(strict=True, reason="known failures announce it when they mend")
@pytest.mark.parametrize("case", cases("known_failures"))
def test_known_failures(case: dict[str, Any]) -> None:
    """What the model cannot do yet."""
    assert named(case["text"]) == case["names"]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_any_text_passes(text: str) -> None:
    """Names lie in the text, in order, and do not overlap."""
    end = 0
    for name in read_all([text], bare_segments([text]))[0].names:
        assert end <= name.start < name.end <= len(text)
        end = name.end


def test_a_text_is_read_the_same_in_any_company() -> None:
    """Batching changes nothing: alone or beside others, the names are the same."""
    texts = ["Oda Lindqvist met Milo Brandt in Oslo.", "The Bank of Norway fell.", ""]
    together = [read.names for read in read_all(texts, bare_segments(texts))]
    assert together == [read_all([text], bare_segments([text]))[0].names for text in texts]


@pytest.mark.parametrize(("file", "floor"), [("conllpp.dev", 0.87), ("gum.dev", 0.67)])
def test_bars(shared: Path, file: str, floor: float) -> None:
    """What the model reaches on the development sets does not fall."""
    rows = pd.read_json(shared / "eval" / "entities" / f"{file}.jsonl.gz", lines=True)
    assert scores(predict(rows))["f1"] >= floor
