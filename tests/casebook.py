"""Text cases kept as data: tests/cases/<subject>/<origin>.jsonl, one case a line.

Origins: in_the_wild (seen in real text, rewritten in our own words), synthetic, must_not_change,
known_failures (what we get wrong today; strict, so that an improvement announces itself).
"""

import json
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"


def cases(subject: str) -> list[Any]:
    """The cases of `subject` as pytest parameters, each named by its origin and rule."""
    found = []
    for path in sorted((CASES / subject).glob("*.jsonl")):
        marks = [pytest.mark.xfail(strict=True)] if path.stem == "known_failures" else []
        for line in path.read_text(encoding="utf-8").strip("\n").split("\n"):
            case = json.loads(line)
            found.append(pytest.param(case, id=f"{path.stem}: {case['rule']}", marks=marks))
    return found
