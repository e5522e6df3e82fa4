"""What is installed, what is missing, and what to do about it."""

import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from packaging.specifiers import SpecifierSet

from tasks.desk import open_desk
from tasks.errors import UserError
from tasks.models.registry import live_version

# The pins without which Prefect breaks in ways that are hard to see: docs/decisions.
NEEDED = {
    "prefect": "==3.8.8",
    "fastapi": ">=0.139,<0.151",
    "sqlalchemy": ">=2.0,<2.1",
    "pandas": ">=3.1,<4",
    "pyarrow": ">=26,<27",
    "duckdb": ">=2.0,<3",
    "scikit-learn": ">=1.9,<1.10",
}
MODELS = ("vectors", "roles", "names", "syntax", "topics", "stance", "claims")
FREE_BYTES = 2_000_000_000


def examine(desk: Path) -> list[dict[str, Any]]:
    """One dictionary a thing looked at: what, ok, found, and what to do where it is not ok."""
    rows = [_python(), *(_library(name, wanted) for name, wanted in NEEDED.items())]
    return [*rows, *(_model(task) for task in MODELS), _disk(desk), _desk(desk)]


def told(rows: list[dict[str, Any]]) -> str:
    """The findings as lines for a person."""
    lines = []
    for row in rows:
        mark = "ok  " if row["ok"] else "MEND"
        todo = "" if row["ok"] else f" — {row['do']}"
        lines.append(f"{mark} {row['what']:<16} {row['found']}{todo}")
    return "\n".join(lines)


def _row(what: str, ok: bool, found: str, do: str) -> dict[str, Any]:
    return {"what": what, "ok": ok, "found": found, "do": do}


def _python() -> dict[str, Any]:
    found = ".".join(map(str, sys.version_info[:3]))
    return _row("python", sys.version_info >= (3, 11), found, "install Python 3.11 or later")


def _library(name: str, wanted: str) -> dict[str, Any]:
    try:
        found = version(name)
    except PackageNotFoundError:
        return _row(name, False, "missing", f"pip install '{name}{wanted}'")
    ok = SpecifierSet(wanted).contains(found)
    return _row(name, ok, found, f"pip install '{name}{wanted}'")


def _model(task: str) -> dict[str, Any]:
    try:
        return _row(f"model {task}", True, live_version(task), "")
    except UserError as error:
        return _row(f"model {task}", False, "missing", str(error))


def _disk(desk: Path) -> dict[str, Any]:
    there = next(path for path in (desk, *desk.resolve().parents) if path.exists())
    free = shutil.disk_usage(there).free
    return _row("disk", free > FREE_BYTES, f"{free / 1e9:.0f} GB free", "free some space")


def _desk(desk: Path) -> dict[str, Any]:
    if not desk.exists():
        return _row("desk", True, f"none yet at {desk}", "")
    try:
        opened = open_desk(desk)
    except UserError as error:
        return _row("desk", False, str(desk), str(error))
    snapshot = opened.published()
    return _row("desk", True, f"{desk}, {snapshot.name if snapshot else 'no night yet'}", "")
