"""Who is live, who was before, and why it changed: `live.toml` and the log beside it.

    data/models/live.toml      task = "version": what a night loads
    data/models/history.jsonl  one line a change: day, task, from, to, how, and the figures it went by

The log is only ever added to. A rollback is a line of its own, so rolling back twice goes two
versions back and not to and fro.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from tasks.config import MODELS
from tasks.errors import UserError
from tasks.models.feature_versions import feature_version
from tasks.models.registry import live_version, load, make_live, read_card
from tasks.store import replace_text

HOWS = ("promoted", "unproven", "rolled back")
Change = dict[str, Any]


def history(root: Path = MODELS) -> list[Change]:
    """The changes of `live.toml`, oldest first: day, task, from (null for the first), to, how, figures."""
    path = root / "history.jsonl"
    if not path.exists():
        return []
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    except ValueError as error:
        raise UserError(f"{path} cannot be read: {error}; mend or remove that line") from error


def before(task: str, root: Path = MODELS) -> str | None:
    """The version that was live before the one that is, as the log has it; None where it has none.

    A change that was stopped midway stands in `live.toml` and not in the log: what is live, and
    what a change came from, is believed before what an earlier line says it went to.
    """
    line: list[str] = []
    for change in history(root):
        if change["task"] == task:
            _went(line, change["from"], back=True)
            _went(line, change["to"], back=change["how"] == "rolled back")
    _went(line, _live(task, root), back=True)
    return line[-2] if len(line) > 1 else None


def _went(line: list[str], version: str | None, back: bool) -> None:
    """Have the line of live versions end in `version`: cut back to it, or longer by it."""
    if version is None or line[-1:] == [version]:
        return
    if back and version in line:
        del line[len(line) - line[::-1].index(version) :]
    else:
        line.append(version)


def crown(
    task: str, version: str, how: str, figures: list[dict[str, Any]], root: Path = MODELS
) -> str:
    """Make `version` the champion of `task` and log it; returns a line that says so.

    how: one of HOWS. figures: the rounds of the contest it went by, empty where there was none.
    Raises UserError, with nothing changed, where the version is absent, spoilt or live already.
    """
    whole(task, version, root)
    was = _live(task, root)
    if was == version:
        raise UserError(f"{task}/{version} is live already")
    change = {
        "day": date.today().isoformat(),
        "task": task,
        "from": was,
        "to": version,
        "how": how,
        "figures": figures,
    }
    log = root / "history.jsonl"
    told = log.read_text(encoding="utf-8") if log.exists() else ""
    # The log comes second, so that it never names a version that was not live.
    make_live(task, version, root)
    replace_text(log, told + json.dumps(change, sort_keys=True) + "\n")
    return f"{task}: {version} is live ({how}), before it {was or 'none'}"


def rollback(task: str, root: Path = MODELS) -> str:
    """Make the version before the live one live again; returns a line that says so."""
    live_version(task, root)
    earlier = before(task, root)
    if earlier is None:
        raise UserError(
            f"no version of {task} before the live one is known; `nightdesk models list` shows what "
            f"there is, `nightdesk models promote {task} VERSION` makes one of them live"
        )
    return crown(task, earlier, "rolled back", [], root)


def whole(task: str, version: str, root: Path = MODELS) -> None:
    """Raise a UserError where there is no such model, or a night would refuse to load it."""
    versions = sorted(path.parent.name for path in (root / task).glob("*/card.json"))
    if not versions:
        tasks = sorted({path.parts[-3] for path in root.glob("*/*/card.json")})
        raise UserError(f"no model for {task!r}; there are {', '.join(tasks)}")
    if version not in versions:
        raise UserError(f"no model {task}/{version}; of {task} there are {', '.join(versions)}")
    features = feature_version(task) or read_card(task, version, root)["features"]
    load(task, features, version, root)


def _live(task: str, root: Path) -> str | None:
    try:
        return live_version(task, root)
    except UserError:
        return None
