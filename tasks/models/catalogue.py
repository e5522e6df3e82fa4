"""Which models are here, which are live, and their cards."""

from pathlib import Path
from typing import Any

from tasks import live
from tasks.config import MODELS
from tasks.errors import UserError
from tasks.models.registry import RESTORE, live_version, read_card


def models(root: Path = MODELS) -> list[dict[str, Any]]:
    """One dictionary a model: task, version, live, features, bytes (size of its weights), problem.

    Where a model cannot be read, or `live.toml` names one that is not here, problem says why, and
    features and bytes are null; else it is "".
    """
    versions = live.versions(root)
    there = {path.parts[-3:-1] for path in root.glob("*/*/card.json")} | set(versions.items())
    return [
        {"task": task, "version": version, "live": versions.get(task) == version}
        | _at_rest(task, version, root)
        for task, version in sorted(there)
    ]


def _at_rest(task: str, version: str, root: Path) -> dict[str, Any]:
    try:
        features = read_card(task, version, root)["features"]
        size = (root / task / version / "weights.npz").stat().st_size
    except UserError as error:
        return {"features": None, "bytes": None, "problem": str(error)}
    except OSError as error:
        why = f"weights.npz: {error.strerror}; {RESTORE}"
        return {"features": None, "bytes": None, "problem": why}
    return {"features": features, "bytes": size, "problem": ""}


def card(task: str, version: str | None = None, root: Path = MODELS) -> dict[str, Any]:
    """The card of a model, the live one where no version is named."""
    return read_card(task, version or live_version(task, root), root)


def told(found: list[dict[str, Any]]) -> str:
    """The models as lines for a person."""
    lines = [
        f"{'*' if m['live'] else ' '} {m['task']:<9} {m['version']:<14} "
        f"{m['problem'] or format(m['bytes'] / 1e6, '5.1f') + ' MB'}"
        for m in found
    ]
    return "\n".join([*lines, "* live"]) if lines else "no models: run `nightdesk train all`"
