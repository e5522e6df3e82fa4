"""`nightdesk train`, `models`, `evaluate` and `doctor`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from flows.options import DEFAULT_DESK, DeskOption, JsonOption
from tasks.errors import DataError

DataOption = Annotated[
    Path | None, typer.Option("--data", help="The folder of training sets.", show_default=False)
]
models_app = typer.Typer(no_args_is_help=True, help="The models that judge, and their cards.")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.command("train")(train)
    app.command("evaluate")(evaluate)
    app.command("doctor")(doctor)
    app.add_typer(models_app, name="models")


def train(
    task: Annotated[str, typer.Argument(help="The model to train, or all.")],
    labels: Annotated[list[Path] | None, typer.Option(help="Files of more labels.")] = None,
    data: DataOption = None,
    promote: Annotated[bool, typer.Option("--promote", help="Live, if it wins.")] = False,
    unproven: Annotated[
        bool, typer.Option("--unproven", help="Also live where no contest can be held.")
    ] = False,
) -> None:
    """Train a challenger and write its weights and card."""
    from flows.train import run_training

    for line in run_training(task, data, labels or [], promote, unproven):
        typer.echo(line)


def evaluate(
    task: Annotated[str, typer.Argument(help="What to score.")],
    file: Annotated[Path, typer.Argument(help="Gold rows, JSON Lines, plain or gzip.")],
    bodies: Annotated[Path | None, typer.Option(help="For claims: the bodies' texts.")] = None,
    predictions: Annotated[Path | None, typer.Option(help="Write each row's prediction.")] = None,
    as_json: JsonOption = False,
) -> None:
    """The scores of a task on a file of gold rows, by the live model, as a night would run it."""
    from tasks.evaluation.run import evaluate as run_evaluation
    from tasks.evaluation.run import told

    result = run_evaluation(task, file, bodies, predictions)
    typer.echo(json.dumps(result, sort_keys=True) if as_json else told(result))


@models_app.command("list")
def list_models(as_json: JsonOption = False) -> None:
    """Every model here, the live ones marked."""
    from tasks.models.catalogue import models, told

    found = models()
    typer.echo(json.dumps(found, sort_keys=True) if as_json else told(found))


@models_app.command("card")
def show_card(
    task: Annotated[str, typer.Argument(help="The model's task.")],
    version: Annotated[str | None, typer.Argument(help="A version; else the live one.")] = None,
    measure: Annotated[bool, typer.Option("--measure", help="On the dev files, anew.")] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """A model's card: what it learnt from, how good it is, where it fails."""
    from tasks.models.cards import markdown
    from tasks.models.catalogue import card

    found = card(task, version)
    if measure:
        from tasks.models.measured import measure_again

        found["measured"] = measure_again(task, found["version"], data)
    typer.echo(json.dumps(found, sort_keys=True) if as_json else markdown(found))


@models_app.command("promote")
def promote_model(
    task: Annotated[str, typer.Argument(help="The model's task.")],
    version: Annotated[str, typer.Argument(help="The challenger's version.")],
    data: DataOption = None,
    not_worse: Annotated[bool, typer.Option("--not-worse", help="Even is enough.")] = False,
    unproven: Annotated[bool, typer.Option("--unproven", help="Without a contest.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Make a challenger live if it beats the live model on the dev rows beyond chance."""
    from flows.promotion import promote

    outcome = promote(task, version, data, not_worse, unproven)
    typer.echo(json.dumps(outcome, sort_keys=True) if as_json else outcome["told"])
    if not outcome["live"]:
        raise DataError(outcome["refused"])


@models_app.command("rollback")
def rollback_model(task: Annotated[str, typer.Argument(help="The model's task.")]) -> None:
    """Make the version before the live one live again."""
    from tasks.models.champions import rollback

    typer.echo(rollback(task))


def doctor(desk: DeskOption = DEFAULT_DESK, as_json: JsonOption = False) -> None:
    """What is installed, what is missing, what to do."""
    from tasks.doctor import examine, told

    found = examine(desk)
    typer.echo(json.dumps(found, sort_keys=True) if as_json else told(found))
    if any(not row["ok"] for row in found):
        raise typer.Exit(1)
