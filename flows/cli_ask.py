"""`nightdesk sql`, `status`, `verify`, `explain` and `brief`: asking what a desk holds."""

import json
import re
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from flows.options import DEFAULT_DESK, DayOption, DeskOption, JsonOption, read_day
from tasks.desk import open_desk
from tasks.errors import DataError, UserError

# A blank behind the dashes, or more lines: no option has either.
_COMMENT = re.compile(r"--(?:\s|[^=\n]*\n)")
Format = Annotated[str, typer.Option("--format", help="table, csv, json or parquet")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.command("sql", cls=Asking)(sql)
    for command in (status, verify, explain, brief):
        app.command(command.__name__)(command)


class Asking(TyperCommand):
    """A command whose query may begin with an SQL comment: its two dashes make it no option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As Typer's, with a blank before such a query."""
        return super().parse_args(ctx, [f" {arg}" if _COMMENT.match(arg) else arg for arg in args])


def sql(
    query: Annotated[str | None, typer.Argument(help="One reading statement.")] = None,
    file: Annotated[Path | None, typer.Option("--file", help="A file that holds it.")] = None,
    example: Annotated[str | None, typer.Option("--example", help="A question that ships.")] = None,
    form: Format = "table",
    desk: DeskOption = DEFAULT_DESK,
    as_json: JsonOption = False,
) -> None:
    """Ask the tables; read-only. Without a query: the questions that ship with Nightdesk."""
    from tasks import warehouse

    if query is None and not (file or example):
        for name, (question, _) in warehouse.examples().items():
            typer.echo(f"{name:<28} {question}")
        return
    if as_json:
        form = "json"
    if form not in warehouse.FORMATS:
        raise UserError(f"--format is one of {', '.join(warehouse.FORMATS)}, not {form!r}")
    answer = warehouse.query(published(desk), _text(query, file, example))
    sys.stdout.buffer.write(warehouse.formatted(answer.table, form))
    sys.stdout.buffer.flush()


def status(
    day: DayOption = None, desk: DeskOption = DEFAULT_DESK, as_json: JsonOption = False
) -> None:
    """Ledger totals that balance, what is stale, what ran when."""
    from tasks.status import status as look
    from tasks.status import told

    nights = look(open_desk(desk))
    if day:
        nights = [night for night in nights if night["day"] == str(read_day(day))]
    if day and not nights:
        raise DataError(f"no night of {day} on this desk; run it with `nightdesk run --day {day}`")
    typer.echo(json.dumps(nights, sort_keys=True) if as_json else told(nights))
    if not all(night["balances"] for night in nights):
        raise typer.Exit(1)


def verify(desk: DeskOption = DEFAULT_DESK, as_json: JsonOption = False) -> None:
    """Re-hash every published file against its manifest, run the checks again."""
    from tasks.status import verify as look

    found = look(published(desk))
    typer.echo(json.dumps(found, sort_keys=True) if as_json else "\n".join(map(_verified, found)))
    if not all(row["ok"] for row in found):
        raise typer.Exit(1)


def explain(
    row: Annotated[str, typer.Argument(help="stance_id, or ARTICLE_ID/CODE or /CLAIM_ID.")],
    desk: DeskOption = DEFAULT_DESK,
    as_json: JsonOption = False,
) -> None:
    """A topic, stance or claim: its sentence, model, probabilities, and what decided."""
    from tasks.explain import explain as look
    from tasks.explain import told

    found = look(published(desk), row)
    typer.echo(json.dumps(found, sort_keys=True, default=str) if as_json else told(found))


def brief(day: DayOption = None, desk: DeskOption = DEFAULT_DESK) -> None:
    """Write the night's HTML brief again."""
    from tasks.handover import write_brief
    from tasks.snapshot import manifests

    nights = [manifest["day"] for manifest in manifests(published(desk))]
    night = read_day(day or nights[-1])
    if str(night) not in nights:
        raise DataError(f"no night of {night} on this desk; it has {', '.join(nights)}")
    typer.echo(write_brief(open_desk(desk), night))


def published(desk: Path) -> Path:
    """The last whole snapshot of a desk; DataError where it has none."""
    snapshot = open_desk(desk).published()
    if snapshot is None:
        raise DataError(f"{desk} has no published night yet; run one with `nightdesk run SOURCE`")
    return snapshot


def _text(query: str | None, file: Path | None, example: str | None) -> str:
    from tasks.warehouse import examples

    if sum(1 for given in (query, file, example) if given is not None) != 1:
        raise UserError("give one of QUERY, --file and --example")
    if query is not None:
        return query
    if file:
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(f"{file} cannot be read: {error}") from error
    known = examples()
    if example not in known:
        raise UserError(f"no example {example!r}; there are {', '.join(known)}")
    return known[str(example)][1]


def _verified(row: dict[str, object]) -> str:
    return f"{'ok  ' if row['ok'] else 'BAD '} {row['what']}{'' if row['ok'] else ': ' + str(row['found'])}"
