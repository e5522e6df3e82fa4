"""Which models are here, which are live, and their cards."""

from pathlib import Path
from typing import Any

from tasks import live
from tasks.config import MODELS
from tasks.errors import UserError
from tasks.models.registry import at_rest, check_parts, live_version, read_card


def models(root: Path = MODELS) -> list[dict[str, Any]]:
    """One dictionary a model: task, version, live, features, bytes (size of its weights), problem.

    Where a model cannot be read, its weights are not its card's or lack what a night asks of them,
    its folder has no card, or `live.toml` names one that is not here, problem says why, and features
    and bytes are null; else it is "".
    """
    versions = live.versions(root)
    # A name that opens with a dot is a model being written.
    folders = {path.parts[-2:] for path in root.glob("*/[!.]*/")}
    return [
        {"task": task, "version": version, "live": versions.get(task) == version}
        | _looked_at(task, version, root, versions.get(task) == version)
        for task, version in sorted(folders | set(versions.items()))
    ]


def check_live() -> None:
    """Raise a UserError for the first live model whose files are not whole: before a night begins."""
    for task, version in sorted(live.versions(MODELS).items()):
        check_parts(task, version, *at_rest(task, version, MODELS))


def _looked_at(task: str, version: str, root: Path, is_live: bool) -> dict[str, Any]:
    try:
        card, arrays = at_rest(task, version, root)
        # What an earlier version of the code asked for is no longer known here.
        if is_live:
            check_parts(task, version, card, arrays)
    except UserError as error:
        return {"features": None, "bytes": None, "problem": str(error)}
    size = (root / task / version / "weights.npz").stat().st_size
    return {"features": card["features"], "bytes": size, "problem": ""}


def card(task: str, version: str | None = None, root: Path = MODELS) -> dict[str, Any]:
    """The card of a model, the live one where no version is named."""
    there = sorted({path.parts[-3] for path in root.glob("*/*/card.json")})
    if task not in there:
        raise UserError(f"no model for {task!r}; there are {', '.join(there)}")
    return read_card(task, version or live_version(task, root), root)


def told(found: list[dict[str, Any]]) -> str:
    """The models as lines for a person."""
    lines = [
        f"{'*' if m['live'] else ' '} {m['task']:<9} {m['version']:<14} "
        f"{m['problem'] or format(m['bytes'] / 1e6, '5.1f') + ' MB'}"
        for m in found
    ]
    return "\n".join([*lines, "* live"]) if lines else "no models: run `nightdesk train all`"
