"""Training a model: a challenger with its card, made live only when asked."""

import importlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from prefect import flow

from tasks.errors import UserError
from tasks.models import registry

# In the order they build on each other: a later one may use the weights of an earlier.
TRAINERS = ("vectors", "roles", "names", "syntax", "topics", "stance", "claims")


@flow(name="train", flow_run_name="train {task}")
def train(
    task: str = "all",
    data: str = "../shared/data",
    labels: Sequence[str] = (),
    promote: bool = False,
) -> list[str]:
    """Train one model, or all in order, on Prefect; returns what was written."""
    return list(run_training(task, Path(data), [Path(path) for path in labels], promote))


def run_training(task: str, data: Path, labels: Sequence[Path], promote: bool) -> Iterator[str]:
    """Train one model, or all in order; yields a line for each as it is written."""
    if task != "all" and task not in TRAINERS:
        raise UserError(f"no model for {task!r}; choose from all, {', '.join(TRAINERS)}")
    for path in (data, *labels):
        if not path.exists():
            raise UserError(f"{path}: no such file or folder; name the training sets with --data")
    for name in TRAINERS if task == "all" else (task,):
        trainer = importlib.import_module(f"tasks.models.train_{name}")
        try:
            made = trainer.train(data, labels)
        except FileNotFoundError as error:
            raise UserError(
                f"{error.filename or error}: not in {data}; see docs/models.md"
            ) from error
        bundle = replace(made, version=registry.free_version(made.task))
        folder = registry.save(bundle)
        if promote:
            registry.make_live(bundle.task, bundle.version)
        yield f"{bundle.model_id} in {folder}{', live' if promote else ''}"
