"""Scoring a file of gold rows: read, predicted as a night would, scored, told."""

import importlib
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from tasks.errors import UserError
from tasks.evaluation import rows
from tasks.models import topic_examples, topics
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
    if predictions:
        _writable(predictions, [file, *([bodies] if bodies else [])])
    articles = _articles(bodies) if task == "claims" else None
    gold = rows.read(task, file, _known(task, articles), file.parent)
    began = time.monotonic()
    predicted = module.predict(gold, *_more(task, file, articles))
    seconds = time.monotonic() - began
    if predictions:
        _write(predicted, predictions)
    return {
        "task": task,
        "file": file.name,
        "rows": len(gold),
        "model": _model(task),
        "seconds": round(seconds, 3),
        "scores": module.scores(predicted),
    }


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


def _articles(bodies: Path | None) -> pd.DataFrame:
    if bodies is None:
        raise UserError("claims need the articles: add --bodies FILE with rows of id and text")
    found = rows.read("bodies", bodies)
    twice = found["id"][found["id"].duplicated()]
    if len(twice):
        raise UserError(f"{bodies}: more than one row has the id {twice.iloc[0]!r}; keep one")
    return found


def _known(task: str, articles: pd.DataFrame | None) -> Collection[Any]:
    """What the rows of a task may name: the ids of articles, the topics there are."""
    if articles is not None:
        return set(articles["id"])
    if task == "topics":
        classes = [*topic_examples.tops(), *topics.live().classes]
        return sorted({row["short"] for row in classes})
    return ()


def _more(task: str, file: Path, articles: pd.DataFrame | None) -> tuple[Any, ...]:
    if task == "html":
        return (file.parent,)
    return () if articles is None else (articles,)


def _writable(predictions: Path, read: list[Path]) -> None:
    """Refuses, before any row is judged, a place where predictions cannot or must not be written."""
    if not predictions.parent.is_dir():
        raise UserError(f"{predictions.parent} is no folder; make it, or name another place")
    if predictions.is_dir():
        raise UserError(f"{predictions} is a folder; name a file in it")
    if predictions.exists() and any(file.exists() and predictions.samefile(file) for file in read):
        raise UserError(f"{predictions} holds the gold rows; name another file for the predictions")


def _write(predicted: pd.DataFrame, path: Path) -> None:
    try:
        predicted.to_json(path, orient="records", lines=True, force_ascii=False)
    except OSError as error:
        raise UserError(f"{path}: {error.strerror}; name another place") from error


def _model(task: str) -> str:
    if task in MODEL_OF:
        return f"{MODEL_OF[task]}/{live_version(MODEL_OF[task])}"
    return f"rules/{stage_version(f'tasks.evaluation.{task}')}"
