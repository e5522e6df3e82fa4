"""A challenger against the champion on the frozen dev rows: is the difference more than chance?

Both judge the same rows; the rows are then drawn again with replacement, a thousand times, and
the difference of the two figures is taken on each draw (paired bootstrap: Efron and Tibshirani,
"An Introduction to the Bootstrap", 1993, chapter 16; for classifiers Koehn, EMNLP 2004).
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from tasks.config import MODELS
from tasks.errors import UserError
from tasks.evaluation import claims as claims_evaluation
from tasks.evaluation import rows as gold
from tasks.evaluation import scores as measure
from tasks.evaluation import stance as stance_evaluation
from tasks.evaluation import topics as topics_evaluation
from tasks.models import (
    claim_features,
    claims,
    features,
    registry,
    stance_model,
    topic_examples,
    topics,
)

Figure = Callable[[Sequence[str], Sequence[str]], float]
# The frozen dev files of each task, below the folder of training sets.
DEV = {
    "topics": ("topics/iptc.dev.jsonl.gz",),
    "stance": tuple(f"stance/{n}.dev.jsonl.gz" for n in ("newsmtsc", "directed", "holders")),
    "claims": ("claims/fnc1.dev.pairs.jsonl.gz",),
}
BODIES = "claims/fnc1.bodies.jsonl.gz"
FIGURES: dict[str, dict[str, Figure]] = {
    "topics": {"accuracy": measure.accuracy, "macro_f1": measure.macro_f1},
    "stance": {"macro_f1": measure.macro_f1},
    "claims": {"weighted": measure.contest, "macro_f1": measure.macro_f1},
}
DRAWS = 1000


@dataclass(frozen=True)
class Round:
    """One figure on one file. low, high: the interval of challenger less champion; wins: the share
    of draws in which the challenger is ahead."""

    file: str
    figure: str
    rows: int
    champion: float
    challenger: float
    low: float
    high: float
    wins: float


def contest(task: str, version: str, data: Path | None, root: Path = MODELS) -> list[Round]:
    """A round for each dev file and figure of `task`, the live model against `version`.

    data: the folder of training sets. The intervals are of 95 % together, each so much wider
    that with more rounds a win by chance is no likelier (Bonferroni). Raises UserError where the
    task has no dev rows, the files are missing, or one of the two cannot judge them.
    """
    champion, challenger = (
        opened(task, v, root) for v in (registry.live_version(task, root), version)
    )
    _same_labels(task, champion, challenger)
    data = folder_of(data)
    chance = 0.05 / (len(DEV[task]) * len(FIGURES[task]))
    return [
        each
        for file in DEV[task]
        for each in _rounds(task, data / "eval" / file, (champion, challenger), chance, data)
    ]


def folder_of(data: Path | None) -> Path:
    """The folder of training sets; UserError where none was named."""
    if data is None:
        raise UserError("name the folder of training sets with --data; see docs/models.md")
    return data


def verdict(rounds: Sequence[Round]) -> str:
    """win: ahead beyond chance somewhere and behind nowhere; loss: behind somewhere; else even."""
    if any(each.high < 0 for each in rounds):
        return "loss"
    return "win" if any(each.low > 0 for each in rounds) else "even"


def told(rounds: Sequence[Round]) -> str:
    """The rounds as lines for a person."""
    head = f"{'file':<28} {'figure':<9} {'champion':>9} {'challenger':>10}  {'difference, interval':<26} ahead"
    lines = [
        f"{r.file:<28} {r.figure:<9} {r.champion:9.4f} {r.challenger:10.4f}  "
        f"{r.challenger - r.champion:+.4f}  [{r.low:+.4f}, {r.high:+.4f}]  {r.wins:.0%}"
        for r in rounds
    ]
    return "\n".join([head, *lines])


def as_figures(rounds: Sequence[Round]) -> list[dict[str, Any]]:
    """The rounds as JSON values."""
    return [asdict(each) for each in rounds]


def scored(bundle: registry.Bundle) -> bool:
    """Whether the dev files can score it: a judging model, with the labels the files have."""
    if bundle.task != "topics":
        return bundle.task in DEV
    shorts = {row["short"] for row in bundle.settings["classes"]}
    return shorts == {row["short"] for row in topic_examples.tops()}


def opened(task: str, version: str, root: Path = MODELS) -> Any:
    """A version of one of the judging models, ready; refused as a night would refuse it."""
    if task not in DEV:
        raise UserError(
            f"no contest is held for {task}: no dev rows score it alone; `nightdesk evaluate` what "
            f"leans on it, then `nightdesk models promote {task} VERSION --unproven`"
        )
    if task == "topics":
        return topics.opened(registry.load(task, features.FEATURES, version, root))
    if task == "claims":
        return claims.opened(registry.load(task, claim_features.FEATURES, version, root))
    return stance_model.unpacked(registry.load(task, stance_model.FEATURES, version, root))


def predicted(task: str, file: Path, model: Any, data: Path) -> pd.DataFrame:
    """The dev rows of `file` with a model's predictions and `truth` beside them."""
    if task == "topics":
        rows = gold.read(task, file, {row["short"] for row in model.classes})
        told_rows = topics_evaluation.predict(rows, model)
        return told_rows.assign(truth=[labels[0] for labels in rows["labels"]])
    if task == "claims":
        bodies = gold.read("bodies", data / "eval" / BODIES)
        rows = gold.read(task, file, set(bodies["id"]))
        return claims_evaluation.predict(rows, bodies, model).assign(truth=rows["label"])
    rows = gold.read(task, file)
    return stance_evaluation.predict(rows, model).assign(truth=rows["label"])


def _same_labels(task: str, champion: Any, challenger: Any) -> None:
    if task != "topics":
        return
    known, other = ({row["short"] for row in model.classes} for model in (champion, challenger))
    if known != other:
        raise UserError(
            f"{challenger.bundle.model_id} has another taxonomy than the live model, so no dev rows "
            f"can compare them; `nightdesk models promote {task} {challenger.bundle.version} --unproven` "
            "makes it live without a contest"
        )


def _rounds(
    task: str, file: Path, models: tuple[Any, Any], chance: float, data: Path
) -> list[Round]:
    one, other = (predicted(task, file, model, data) for model in models)
    truth = one["truth"].to_numpy(dtype=str)
    labels = one["predicted"].to_numpy(dtype=str), other["predicted"].to_numpy(dtype=str)
    return [
        paired(truth, *labels, figure=score, name=name, file=file.name, chance=chance)
        for name, score in FIGURES[task].items()
    ]


def paired(
    truth: np.ndarray,
    champion: np.ndarray,
    challenger: np.ndarray,
    figure: Figure,
    name: str,
    file: str,
    chance: float = 0.05,
) -> Round:
    """One figure of two models' labels for the same rows, with the interval of their difference.

    truth, champion, challenger (n,): labels. chance: how often the interval may miss.
    """
    generator = np.random.default_rng(0)
    gains = np.empty(DRAWS)
    for draw in range(DRAWS):
        rows = generator.integers(0, len(truth), len(truth))
        gains[draw] = figure(truth[rows], challenger[rows]) - figure(truth[rows], champion[rows])  # type: ignore[arg-type]
    low, high = np.quantile(gains, (chance / 2, 1 - chance / 2))
    return Round(
        file,
        name,
        len(truth),
        figure(truth, champion),  # type: ignore[arg-type]
        figure(truth, challenger),  # type: ignore[arg-type]
        float(low),
        float(high),
        float((gains > 0).mean()),
    )
