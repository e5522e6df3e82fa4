"""The page served on this machine alone, by Streamlit, with every setting it runs by."""

import importlib.util
import socket
from pathlib import Path

from tasks.errors import UserError

ADDRESS = "127.0.0.1"
# Theme: the colours of tasks/brief/brief.css, light and dark, as the reader's system has it.
_THEME = {
    "light": {"backgroundColor": "#fbfaf7", "secondaryBackgroundColor": "#f1eee6",
              "textColor": "#1c1d1f", "primaryColor": "#33526e", "borderColor": "#e3e0d8"},
    "dark": {"backgroundColor": "#15171a", "secondaryBackgroundColor": "#23272c",
             "textColor": "#e9e7e1", "primaryColor": "#8fb3d1", "borderColor": "#30343a"},
}  # fmt: skip
# A page of another site that resolves its own name to this machine is not let in.
_HOSTS = (ADDRESS, "localhost")
_SETTINGS = {
    "server.address": ADDRESS,
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "server.enableCORS": "true",
    "server.enableXsrfProtection": "true",
    "browser.serverAddress": ADDRESS,
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "viewer",
    "client.showErrorLinks": "false",
    "logger.level": "error",
    "logger.hideWelcomeMessage": "true",
    "runner.magicEnabled": "false",
    "theme.font": "system-ui, sans-serif",
    "theme.paddingTop": "1rem",
}


def serve(desk: Path, port: int) -> None:
    """Serve the page over `desk` until Ctrl-C; UserError without Streamlit or a free port."""
    _check_installed()
    _check_free(port)
    # Streamlit takes a second to import.
    from streamlit.web import cli

    print(f"{desk} is at http://{ADDRESS}:{port} (Ctrl-C ends it)", flush=True)
    page = Path(__file__).resolve().parent / "page.py"
    cli.main(["run", str(page), *settings(port), "--", str(desk.resolve())], standalone_mode=False)


def settings(port: int) -> list[str]:
    """What Streamlit runs by, as its command line takes it: no file or variable of a user's wins over it.

    >>> "--browser.gatherUsageStats=false" in settings(8501)
    True
    """
    theme = {f"theme.{k}.{name}": v for k, each in _THEME.items() for name, v in each.items()}
    told = {**_SETTINGS, **theme, "server.port": str(port)}
    hosts = [f"--server.allowedHosts={host}" for host in _HOSTS]
    return [*hosts, *(f"--{name}={value}" for name, value in told.items())]


def _check_installed() -> None:
    if importlib.util.find_spec("streamlit") is None:
        # It imports pandas, which would double the time to start.
        from tasks.doctor import extra

        raise UserError(f"the dashboard needs more: pip install '{extra('dashboard')[0]}'")


def _check_free(port: int) -> None:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((ADDRESS, port))
        except OSError as error:
            raise UserError(
                f"port {port} cannot be had ({error.strerror}); name another with --port"
            ) from error
