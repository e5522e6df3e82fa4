"""Which models are here, which are live, and their cards."""

import json
from pathlib import Path
from typing import Any

from tasks.config import MODELS
from tasks.errors import UserError
from tasks.models.registry import live_version
from tasks.versions import model_versions


def models(root: Path = MODELS) -> list[dict[str, Any]]:
    """One dictionary a model: task, version, live, features, bytes (size of its weights)."""
    live = model_versions()
    found = []
    for path in sorted(root.glob("*/*/card.json")):
        task, version = path.parts[-3:-1]
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        size = (path.parent / "weights.npz").stat().st_size
        row = {"task": task, "version": version, "live": live.get(task) == version}
        found.append({**row, "features": features, "bytes": size})
    return found


def card(task: str, version: str | None = None, root: Path = MODELS) -> dict[str, Any]:
    """The card of a model, the live one where no version is named."""
    path = root / task / (version or live_version(task, root)) / "card.json"
    if not path.exists():
        raise UserError(f"no model {task}/{version}; `nightdesk models list` shows those there are")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def told(found: list[dict[str, Any]]) -> str:
    """The models as lines for a person."""
    lines = [
        f"{'*' if m['live'] else ' '} {m['task']:<9} {m['version']:<14} {m['bytes'] / 1e6:5.1f} MB"
        for m in found
    ]
    return "\n".join([*lines, "* live"]) if lines else "no models: run `nightdesk train all`"
