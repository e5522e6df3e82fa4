"""Training a model: a challenger with its card, made live only when asked."""

import importlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from prefect import flow

from flows import promotion
from tasks.errors import UserError
from tasks.models import contest, measured, registry

# In the order they build on each other: a later one may use the weights of an earlier.
TRAINERS = ("vectors", "roles", "names", "quotes", "syntax", "topics", "stance", "claims")


@flow(name="train", flow_run_name="train {task}")
def train(
    task: str = "all",
    data: str | None = None,
    labels: Sequence[str] = (),
    promote: bool = False,
    unproven: bool = False,
) -> list[str]:
    """Train one model, or all in order, on Prefect; returns what was written."""
    folder = Path(data) if data else None
    return list(run_training(task, folder, [Path(path) for path in labels], promote, unproven))


def run_training(
    task: str, data: Path | None, labels: Sequence[Path], promote: bool, unproven: bool = False
) -> Iterator[str]:
    """Train one model, or all in order; yields a line for each as it is written.

    promote: make each live if it wins its contest. unproven: make live without one those that no
    dev rows score. A UserError, before any is trained, where one of them is asked for without it.
    """
    if task != "all" and task not in TRAINERS:
        raise UserError(f"no model for {task!r}; choose from all, {', '.join(TRAINERS)}")
    names = TRAINERS if task == "all" else (task,)
    if promote and not unproven:
        _refuse_unscored(names)
    for path in labels:
        if not path.exists():
            raise UserError(f"{path}: no such file; check the path")
    for name in names:
        trainer = importlib.import_module(f"tasks.models.train_{name}")
        try:
            made = trainer.train(data or Path(), labels)
        except FileNotFoundError as error:
            raise UserError(
                f"{error.filename or error}: not there; name the folder of training sets with --data"
            ) from error
        bundle = replace(made, version=registry.free_version(made.task))
        yield f"{bundle.model_id} in {registry.save(bundle)}"
        if contest.scored(bundle):
            measured.measure_again(bundle.task, bundle.version, data)
        if promote:
            yield _promoted(bundle, data, unproven)


def _refuse_unscored(names: Sequence[str]) -> None:
    unscored = ", ".join(name for name in names if name not in contest.DEV)
    if unscored:
        raise UserError(
            f"no contest is held for {unscored}: no dev rows score it alone; train without --promote and "
            "evaluate what leans on it, or add --unproven to have it live without a contest"
        )


def _promoted(bundle: registry.Bundle, data: Path | None, unproven: bool) -> str:
    """Have the challenger tried against the champion wherever dev rows score it."""
    without = unproven and not contest.scored(bundle)
    done = promotion.promote(bundle.task, bundle.version, data, unproven=without)
    return "\n".join(filter(None, (done["told"], done["refused"])))
