"""A model's scores on the dev files with their intervals, and the curves to look at.

They stand beside the card, `measured.json` and `curves.svg`, not in it: measuring again changes
neither the card's hash nor the nights that were made with the model.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tasks.config import MODELS
from tasks.evaluation import claims, stance, topics
from tasks.evaluation import scores as measure
from tasks.models import calibrate, contest
from tasks.models.cards import markdown
from tasks.models.drawing import pictures
from tasks.store import replace_text, write_json

_SCORES = {"topics": topics.scores, "stance": stance.scores, "claims": claims.scores}
_STEPS = [round(0.05 * n, 2) for n in range(1, 21)]


def measure_again(
    task: str, version: str, data: Path | None, root: Path = MODELS
) -> dict[str, Any]:
    """Judge the dev files below `data` by a model and leave figures, curves and page by its card.

    Returns file → rows, scores, intervals (95 %, by resampling rows), reliability and coverage.
    Raises UserError for a task that no dev file scores alone.
    """
    model = contest.opened(task, version, root)
    data, found = contest.folder_of(data), {}
    for file in contest.DEV[task]:
        predicted = contest.predicted(task, data / "eval" / file, model, data)
        found[Path(file).name.removesuffix(".jsonl.gz")] = figures(task, predicted)
    folder = root / task / version
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    write_json(folder / "measured.json", {"weights_sha256": card["weights_sha256"], "files": found})
    draw(folder)
    return found


def figures(task: str, predicted: pd.DataFrame) -> dict[str, Any]:
    """The figures of one file from its rows with predictions and `truth` beside them."""
    scored = _SCORES[task]
    confidence, right = certainty(task, predicted)
    return {
        "rows": len(predicted),
        "scores": scored(predicted),
        "intervals": measure.spread(predicted, scored),
        "ece_by_chance": list(calibrate.error_by_chance(confidence)),
        "reliability": [list(row) for row in calibrate.reliability(confidence, right)],
        "coverage": [[share, calibrate.accuracy_at(share, confidence, right)] for share in _STEPS],
    }


def certainty(task: str, predicted: pd.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """(n,) how sure the model is of the label it told, and whether that is the true one."""
    right = predicted["predicted"].to_numpy(dtype=str) == predicted["truth"].to_numpy(dtype=str)
    if task != "stance":
        return predicted["probability"].to_numpy(dtype=np.float64), right
    columns = zip(predicted["predicted"], predicted.to_dict("records"), strict=True)
    return np.array([row[f"p_{label}"] for label, row in columns]), right


def draw(folder: Path) -> None:
    """Write `curves.svg` and the page `card.md` from a model's stored figures."""
    stored = json.loads((folder / "measured.json").read_text(encoding="utf-8"))["files"]
    rows = [(name, file["reliability"], file["coverage"]) for name, file in stored.items()]
    replace_text(folder / "curves.svg", pictures(rows))
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    replace_text(folder / "card.md", markdown(card) + "\n".join(_page(stored)))


def _page(stored: dict[str, Any]) -> list[str]:
    lines = ["", "## measured", "", "![reliability and coverage](curves.svg)", ""]
    lines += ["| file | rows | figure | value | 95 % interval |", "|---|---|---|---|---|"]
    for name, file in stored.items():
        for figure, (low, high) in file["intervals"].items():
            value = file["scores"][figure]
            lines.append(
                f"| {name} | {file['rows']} | {figure} | {value:.3f} | {low:.3f} to {high:.3f} |"
            )
        mean, low, high = file["ece_by_chance"]
        perfect = "ece if perfectly calibrated"
        lines.append(
            f"| {name} | {file['rows']} | {perfect} | {mean:.3f} | {low:.3f} to {high:.3f} |"
        )
    return [*lines, ""]
