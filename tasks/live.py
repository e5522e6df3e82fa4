"""Which models are live: `data/models/live.toml`, a line `task = "version"` for each."""

import tomllib
from pathlib import Path

from tasks.config import MODELS
from tasks.errors import UserError


def versions(root: Path = MODELS) -> dict[str, str]:
    """Task → version; empty where no model is live, a UserError where the file is no TOML."""
    live = root / "live.toml"
    if not live.exists():
        return {}
    try:
        found = tomllib.loads(live.read_text(encoding="utf-8"))
    except ValueError as error:
        raise UserError(
            f'{live} cannot be read: {error}; each line is task = "version", and '
            f"history.jsonl beside it tells which were live"
        ) from error
    return {task: str(version) for task, version in found.items()}
