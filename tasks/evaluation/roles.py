"""How good the roles of lines are: the night's own reading, told back line by line."""

from typing import Any

import pandas as pd
from sklearn.metrics import f1_score

from tasks.articles.lines import Line, Page, read_lines
from tasks.schemas import ROLES


def predict(rows: pd.DataFrame) -> pd.DataFrame:
    """`rows` (`lines`) with `predicted`: a role for each line, None for an empty one."""
    pages = [Page("\n".join(line.replace("\n", " ") for line in lines)) for lines in rows["lines"]]
    found = [
        _by_line(list(lines), read)
        for lines, read in zip(rows["lines"], read_lines(pages), strict=True)
    ]
    return rows.assign(predicted=pd.Series(found, index=rows.index, dtype=object))


def _by_line(lines: list[str], read: list[Line]) -> list[str | None]:
    labels = iter([line_role(line) for line in read])
    return [next(labels) if line.strip() else None for line in lines]


def line_role(line: Line) -> str:
    """One role for a whole line, by the guideline: a dateline that opens body names its paragraph,
    a caption keeps its credit, what stands behind a stamp names the line.
    """
    first, *rest = [role for _, _, role in line.spans]
    if first == "dateline" and rest and rest[0] != "body":
        return rest[0]
    return first


def scores(predicted: pd.DataFrame) -> dict[str, Any]:
    """The keys of the `roles` task: macro F1 over the roles present, body F1, F1 of each role.

    A line whose gold role is null is not counted.
    """
    pairs = [
        (true, guess)
        for truth, found in zip(predicted["roles"], predicted["predicted"], strict=True)
        for true, guess in zip(truth, found, strict=True)
        if true is not None
    ]
    gold, guesses = [true for true, _ in pairs], [guess or "body" for _, guess in pairs]
    present = [role for role in ROLES if role in set(gold)]
    each = f1_score(gold, guesses, labels=present, average=None, zero_division=0)
    body = f1_score([g == "body" for g in gold], [g == "body" for g in guesses], zero_division=0)
    return {
        "macro_f1": float(each.mean()) if present else 0.0,
        "body_f1": float(body),
        "f1": {role: float(score) for role, score in zip(present, each, strict=True)},
    }
