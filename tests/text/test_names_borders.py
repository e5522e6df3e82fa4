"""Borders of names: what is cut off, parted, joined and left alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.names_borders import mended
from tasks.text.spans import Name

CASES = Path(__file__).parents[1] / "cases" / "names" / "borders.jsonl"
ROWS = list(map(json.loads, CASES.read_text(encoding="utf-8").splitlines()))


def spans(text: str, printed: list[list[str]]) -> list[Name]:
    """The names as printed, looked for one behind the other."""
    found, place = [], 0
    for name, kind in printed:
        place = text.index(name, place)
        found.append(Name(place, place + len(name), kind))
        place += len(name)
    return found


@pytest.mark.parametrize("case", [pytest.param(row, id=row["rule"]) for row in ROWS])
def test_borders(case: dict[str, Any]) -> None:
    """Each rule changes what it is for, and twice is once."""
    text = case["text"]
    after = mended(text, spans(text, case["before"]))
    assert after == spans(text, case["after"])
    assert mended(text, after) == after


@given(
    st.text(alphabet="Ab Z,-.\nand&Ohio", max_size=60),
    st.lists(st.integers(0, 60), max_size=8, unique=True),
    st.sampled_from(["PER", "ORG", "LOC"]),
)
def test_names_stay_in_the_text_and_apart(text: str, cuts: list[int], kind: str) -> None:
    """Any spans of any text: the mended ones are in order, not empty, and do not overlap."""
    places = sorted(cut for cut in cuts if cut <= len(text))
    names = [Name(a, b, kind) for a, b in zip(places[::2], places[1::2], strict=False)]
    end = 0
    for name in mended(text, names):
        assert end <= name.start < name.end <= len(text)
        end = name.end
