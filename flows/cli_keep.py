"""`nightdesk export` and `takedown`: what may leave a desk, and what must."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from flows.cli_ask import published
from flows.options import DEFAULT_DESK, DeskOption, JsonOption, path
from tasks.desk import open_desk
from tasks.errors import UserError


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.command("export")(export)
    app.command("takedown")(takedown)


def export(
    folder: Annotated[Path, typer.Argument(parser=path, help="A new folder.")],
    no_text: Annotated[bool, typer.Option("--no-text", help="Without texts; needed.")] = False,
    desk: DeskOption = DEFAULT_DESK,
    as_json: JsonOption = False,
) -> None:
    """Every night's tables without text, to hand on."""
    from tasks.export import export as write

    if not no_text:
        raise UserError(
            f"say --no-text; with its texts, the desk is its own export: {desk}/current"
        )
    done = write(published(desk), folder)
    rows = ", ".join(f"{count} {table}" for table, count in done["rows"].items())
    said = f"{done['nights']} nights, {done['files']} files in {folder}\n  {rows}"
    typer.echo(json.dumps(done, sort_keys=True) if as_json else said)


def takedown(
    article: Annotated[str | None, typer.Option(help="An article_id.")] = None,
    source: Annotated[str | None, typer.Option(help="All articles of an outlet.")] = None,
    url: Annotated[str | None, typer.Option(help="All articles of an address.")] = None,
    why: Annotated[str, typer.Option(help="What the ledger will say.")] = "",
    desk: DeskOption = DEFAULT_DESK,
    as_json: JsonOption = False,
) -> None:
    """Take articles out of every table of every night, raw bytes included, with proof."""
    from tasks.ingest.columns import is_address
    from tasks.takedown import takedown as remove
    from tasks.takedown import told

    given = {"article": article, "source": source, "url": url}
    named = [(by, value) for by, value in given.items() if value]
    if len(named) != 1:
        raise UserError("name what to take down by one of --article, --source and --url")
    if url and not is_address(url):
        raise UserError(
            f"{url} is no web address, and unrelated articles may share it; name each by --article"
        )
    done = remove(open_desk(desk), *named[0], why, date.today())
    typer.echo(json.dumps(done, sort_keys=True) if as_json else told(done))
