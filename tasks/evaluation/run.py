"""Scoring a file of gold rows: read, predicted as a night would, scored, told."""

import gzip
import importlib
import io
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from tasks.errors import UserError
from tasks.models.registry import live_version
from tasks.versions import stage_version

# Task → the model that decides it; the others are decided by rules, named by their version.
MODEL_OF = {
    "topics": "topics",
    "stance": "stance",
    "claims": "claims",
    "roles": "roles",
    "entities": "names",
    "quotes": "quotes",
}
RULES = ("sentences", "html", "duplicates")
TASKS = (*MODEL_OF, *RULES)
# What a row must have at the least.
COLUMNS = {
    "topics": ("title", "text", "labels"),
    "stance": ("text", "holder", "label"),
    "claims": ("claim", "body", "label"),
    "quotes": ("text", "attributions"),
    "entities": ("text", "entities"),
    "sentences": ("text",),
    "roles": ("lines", "roles"),
    "html": ("file", "body"),
    "duplicates": ("text", "cluster"),
}


def evaluate(
    task: str, file: Path, bodies: Path | None = None, predictions: Path | None = None
) -> dict[str, Any]:
    """The scores of `task` on the gold rows of `file`, in the form docs/evaluation.md gives.

    file: JSON Lines, plain or gzip. bodies: for claims, the texts by id. predictions: where to
    write each row's prediction. Raises UserError for what is not such a file.
    """
    if task not in TASKS:
        raise UserError(f"no task {task!r} to evaluate; choose from {', '.join(TASKS)}")
    module = importlib.import_module(f"tasks.evaluation.{task}")
    rows = read_rows(file)
    missing = [name for name in COLUMNS[task] if name not in rows]
    if missing:
        raise UserError(f"{file}: rows of {task} need {', '.join(missing)}; see docs/evaluation.md")
    began = time.monotonic()
    predicted = module.predict(rows, *_more(task, file, bodies))
    seconds = time.monotonic() - began
    if predictions:
        predicted.to_json(predictions, orient="records", lines=True, force_ascii=False)
    return {
        "task": task,
        "file": file.name,
        "rows": len(rows),
        "model": _model(task),
        "seconds": round(seconds, 3),
        "scores": module.scores(predicted),
    }


def read_rows(file: Path) -> pd.DataFrame:
    """The rows of a JSON Lines file, plain or gzip, as a frame."""
    if not file.is_file():
        raise UserError(f"{file}: no such file; check the path")
    try:
        rows = list(_lines(file))
    except (OSError, EOFError, ValueError) as error:
        raise UserError(f"{file}: not JSON Lines ({error}); see docs/evaluation.md") from error
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise UserError(f"{file}: holds no rows; each line is one JSON object")
    return pd.DataFrame(rows)


def told(result: dict[str, Any]) -> str:
    """The scores as lines for a person."""
    head = f"{result['task']} on {result['file']}: {result['rows']} rows, {result['model']}, {result['seconds']:.1f} s"
    return "\n".join([head, *_score_lines(result["scores"], "  ")])


def _score_lines(scores: dict[str, Any], indent: str) -> Iterator[str]:
    for name, value in scores.items():
        if isinstance(value, dict):
            yield f"{indent}{name}"
            yield from _score_lines(value, indent + "  ")
        else:
            shown = f"{value:.4f}" if isinstance(value, float) else value
            yield f"{indent}{name:<26} {shown}"


def _lines(file: Path) -> Iterator[Any]:
    with file.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        plain = gzip.GzipFile(fileobj=raw) if packed else raw
        for line in io.TextIOWrapper(plain, encoding="utf-8"):
            if line.strip():
                yield json.loads(line)


def _more(task: str, file: Path, bodies: Path | None) -> tuple[Any, ...]:
    if task == "html":
        return (file.parent,)
    if task != "claims":
        return ()
    if bodies is None:
        raise UserError("claims need the articles: add --bodies FILE with rows of id and text")
    found = read_rows(bodies)
    if not {"id", "text"} <= set(found):
        raise UserError(f"{bodies}: each row needs id and text; see docs/evaluation.md")
    return (found,)


def _model(task: str) -> str:
    if task in MODEL_OF:
        return f"{MODEL_OF[task]}/{live_version(MODEL_OF[task])}"
    return f"rules/{stage_version(f'tasks.evaluation.{task}')}"
