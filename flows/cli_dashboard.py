"""`nightdesk dashboard`: the tables as a page in the browser."""

from typing import Annotated

import typer

from flows.cli_ask import published
from flows.options import DEFAULT_DESK, DeskOption

Port = Annotated[int, typer.Option("--port", help="The port on 127.0.0.1.", min=1, max=65535)]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.command("dashboard")(dashboard)


def dashboard(port: Port = 8501, desk: DeskOption = DEFAULT_DESK) -> None:
    """The tables as a page in the browser, on this machine alone, until Ctrl-C."""
    from dashboard.serve import serve

    published(desk)
    serve(desk, port)
