"""What is installed, what is missing, and what to do about it."""

import shutil
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from tasks.config import ASSETS
from tasks.desk import open_desk
from tasks.errors import UserError
from tasks.models.champions import whole
from tasks.models.registry import live_version

MODELS = ("vectors", "roles", "names", "quotes", "syntax", "topics", "stance", "claims")
FREE_BYTES = 2_000_000_000


def examine(desk: Path) -> list[dict[str, Any]]:
    """One dictionary a thing looked at: what, ok, found, and what to do where it is not ok."""
    rows = [_python(), *(_library(each.name, str(each.specifier)) for each in needed())]
    rows += [_optional(each, "nightdesk dashboard") for each in extra("dashboard")]
    return [*rows, *(_model(task) for task in MODELS), _disk(desk), _desk(desk)]


def needed() -> list[Requirement]:
    """What Nightdesk itself asks for: of a checkout its pyproject.toml, else what was installed."""
    return _asked("")


def extra(name: str) -> list[Requirement]:
    """What one of its extras asks for beside that."""
    return _asked(name)


def _asked(extra: str) -> list[Requirement]:
    project = ASSETS / "pyproject.toml"
    if project.is_file():
        said = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
        asked = said["optional-dependencies"][extra] if extra else said["dependencies"]
        found = map(Requirement, asked)
        return [each for each in found if each.marker is None or each.marker.evaluate()]
    found = map(Requirement, requires("nightdesk") or [])
    return [each for each in found if _is_of(each, extra)]


def _is_of(asked: Requirement, extra: str) -> bool:
    """Whether a requirement of an installed package is asked for by the extra, or with none by all."""
    if asked.marker is None:
        return not extra
    plain = asked.marker.evaluate({"extra": ""})
    return asked.marker.evaluate({"extra": extra}) and (not extra or not plain)


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


def _optional(asked: Requirement, command: str) -> dict[str, Any]:
    """A library that one command needs: its absence is told, and is no fault."""
    row = _library(asked.name, str(asked.specifier))
    if row["found"] != "missing":
        return row
    return _row(asked.name, True, f"not here; {command} needs it: {row['do']}", "")


def _model(task: str) -> dict[str, Any]:
    """A live model loaded as a night would load it."""
    found = "missing"
    try:
        found = live_version(task)
        whole(task, found)
    except UserError as error:
        return _row(f"model {task}", False, found, str(error))
    return _row(f"model {task}", True, found, "")


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
