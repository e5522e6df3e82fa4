"""Single words have the type that their text shows."""

import json
from pathlib import Path
from typing import Any

import pytest

from tasks.text.names_types import by_longer_names
from tests.text.test_names_borders import spans

CASES = Path(__file__).parents[1] / "cases" / "names" / "types.jsonl"
ROWS = list(map(json.loads, CASES.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("case", [pytest.param(row, id=row["rule"]) for row in ROWS])
def test_types(case: dict[str, Any]) -> None:
    """Each rule changes what it is for, and twice is once."""
    names = by_longer_names(case["text"], spans(case["text"], case["before"]))
    assert [name.type for name in names] == case["types"]
    assert by_longer_names(case["text"], names) == names
