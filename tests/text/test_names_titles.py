"""What stands before people's names: parties, firms, titles."""

import json
from pathlib import Path
from typing import Any

import pytest

from tasks.text.names_titles import titled
from tests.text.test_names_borders import spans

CASES = Path(__file__).parents[1] / "cases" / "names" / "titled.jsonl"
ROWS = list(map(json.loads, CASES.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("case", [pytest.param(row, id=row["rule"]) for row in ROWS])
def test_titled(case: dict[str, Any]) -> None:
    """Each rule changes what it is for, and twice is once."""
    text = case["text"]
    after = titled(text, spans(text, case["before"]))
    assert after == spans(text, case["after"])
    assert titled(text, after) == after
