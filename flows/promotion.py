"""Making a challenger live: only by a contest it wins, unless a person says otherwise."""

from pathlib import Path
from typing import Any

from tasks.errors import UserError
from tasks.models import champions, contest, registry

WHY = {
    "loss": "it is worse than the live model beyond chance",
    "even": "it does not beat the live model beyond chance; `--not-worse` would take it",
}


def promote(
    task: str, version: str, data: Path | None, not_worse: bool = False, unproven: bool = False
) -> dict[str, Any]:
    """Hold the contest and make the challenger live if it wins; what was found, as JSON values.

    not_worse: an even contest is enough. unproven: none is held. Where no champion can be loaded
    there is nothing to beat. Keys: live (whether it is now), told (lines for a person), rounds
    (the contest's figures), refused (why it is not live, or "").
    """
    champions.whole(task, version)
    rounds = [] if unproven or _unopposed(task, version) else contest.contest(task, version, data)
    figures, lines = contest.as_figures(rounds), [contest.told(rounds)] if rounds else []
    found = contest.verdict(rounds) if rounds else "win"
    if found == "loss" or (found == "even" and not not_worse):
        refused = f"{task}/{version} stays a challenger: {WHY[found]}"
        return {"live": False, "told": "\n".join(lines), "rounds": figures, "refused": refused}
    if other := registry.apart(registry.read_card(task, version)):
        lines.append(f"trained with {other}: as plain arrays its weights are read all the same")
    lines.append(champions.crown(task, version, "promoted" if rounds else "unproven", figures))
    return {"live": True, "told": "\n".join(lines), "rounds": figures, "refused": ""}


def _unopposed(task: str, version: str) -> bool:
    """Whether the challenger can judge and the live model cannot, or there is none."""
    contest.opened(task, version)
    try:
        contest.opened(task, registry.live_version(task))
    except UserError:
        return True
    return False
