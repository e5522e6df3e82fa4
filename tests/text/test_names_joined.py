"""Ends of people's names: what is joined to them and what is not."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.names_joined import joined
from tasks.text.spans import Name
from tests.text.test_names_borders import spans

CASES = Path(__file__).parents[1] / "cases" / "names" / "joined.jsonl"
ROWS = list(map(json.loads, CASES.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("case", [pytest.param(row, id=row["rule"]) for row in ROWS])
def test_joined(case: dict[str, Any]) -> None:
    """Each rule changes what it is for, and twice is once."""
    text = case["text"]
    after = joined(text, spans(text, case["before"]))
    assert after == spans(text, case["after"])
    assert joined(text, after) == after


@given(
    st.text(alphabet='Lee I-in, "Dr.Vm', max_size=60),
    st.lists(st.integers(0, 60), max_size=8, unique=True),
)
def test_names_stay_in_the_text_and_apart(text: str, cuts: list[int]) -> None:
    """Any spans of any text: the joined ones are in order, not empty, and do not overlap."""
    places = sorted(cut for cut in cuts if cut <= len(text))
    names = [Name(a, b, "PER") for a, b in zip(places[::2], places[1::2], strict=False)]
    end = 0
    for name in joined(text, names):
        assert end <= name.start < name.end <= len(text)
        end = name.end
