"""Prefect made ready for a laptop: quiet, private, patient at its first start."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path


def prepare(server: bool) -> None:
    """Set what the user has not set, before Prefect is first imported.

    With a server of the user's own (PREFECT_API_URL) its home and log level are left alone.
    """
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")
    os.environ.setdefault("DASK_LOGGING__DISTRIBUTED", "error")
    if "PREFECT_API_URL" not in os.environ:
        os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
    if "PREFECT_API_URL" in os.environ or "PREFECT_HOME" in os.environ:
        return
    home = _cache() / "prefect"
    home.mkdir(parents=True, exist_ok=True)
    os.environ["PREFECT_HOME"] = str(home)
    if server and not (home / "prefect.db").exists():
        _make_database(home)


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "nightdesk"


def _make_database(home: Path) -> None:
    """First starts at once on an empty home race in Prefect's migrations: one at a time."""
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "prefect.db").exists():
            print("first start: preparing Prefect's database", file=sys.stderr, flush=True)
            command = [sys.executable, "-m", "prefect", "server", "database", "upgrade", "-y"]
            subprocess.run(command, check=True, capture_output=True)
