"""What a desk holds and whether it is still true: totals, versions, and what is stale."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from tasks.desk import Desk
from tasks.errors import DataError
from tasks.night import STAGES, file_or_nothing, partition
from tasks.snapshot import Manifest, absent, damaged, manifests
from tasks.versions import library_versions, model_versions, stage_version
from tasks.warehouse import run_checks


def status(desk: Desk) -> list[dict[str, Any]]:
    """One dictionary a night, oldest first.

    Keys: day, records, ledger (state → records), balances (whether the states add up to the raw
    records), articles, finished_at, night_sha256, stale (reasons, empty where the night is what
    today's code and models would make).
    """
    snapshot = desk.published()
    if snapshot is None:
        return []
    nights = manifests(snapshot)
    for path, said in absent(snapshot):
        raise DataError(f"{path} {said}; see `nightdesk verify`")
    return [_one(desk, manifest, nights[:i], snapshot) for i, manifest in enumerate(nights)]


def _one(desk: Desk, manifest: Manifest, earlier: list[Manifest], snapshot: Path) -> dict[str, Any]:
    day, files = manifest["day"], manifest["files"]
    ledger = pq.read_table(snapshot / partition("ledger", day), columns=["state"])["state"]
    states = {row["values"]: row["counts"] for row in ledger.value_counts().to_pylist()}
    runs = pq.read_table(snapshot / partition("runs", day)).to_pylist()
    return {
        "day": day,
        "records": files["raw"]["rows"],
        "ledger": dict(sorted(states.items())),
        "balances": sum(states.values()) == files["raw"]["rows"],
        "articles": files["articles"]["rows"],
        "finished_at": runs[0]["finished_at"].isoformat(),
        "night_sha256": manifest["night_sha256"],
        "stale": list(_stale(desk, manifest, earlier)),
    }


def _stale(desk: Desk, manifest: Manifest, earlier: list[Manifest]) -> Iterator[str]:
    for stage, modules in STAGES.items():
        if manifest["stages"].get(stage) != f"{stage}-{stage_version(*modules)}":
            yield f"{stage}: its code or lexicons have changed"
    if manifest["libraries"] != library_versions():
        yield "all stages: the libraries have other versions now"
    for name, made_from in manifest["settings"].items():
        if file_or_nothing(desk.setting_file(name)) != made_from:
            yield f"{name} has changed"
    live = model_versions()
    for task, version in manifest["models"].items():
        if live.get(task) != version:
            yield f"model {task}: the night has {version}, live is {live.get(task, 'none')}"
    if manifest["history"] != [[m["day"], m["night_sha256"]] for m in earlier]:
        yield "link: an earlier night has changed since"


def verify(snapshot: Path) -> list[dict[str, Any]]:
    """One dictionary a night and kind of proof: what, ok, found (what is wrong, where it is)."""
    bad = {str(path): said for path, said in damaged(snapshot)}
    rows = []
    for manifest in manifests(snapshot):
        day = manifest["day"]
        hurt = [f"{path} {said}" for path, said in bad.items() if f"day={day}" in path]
        what = f"{day} files ({len(manifest['files'])})"
        rows.append({"what": what, "ok": not hurt, "found": "; ".join(hurt)})
        # A file that cannot be trusted cannot be checked either.
        failed = [] if hurt else run_checks(snapshot, date.fromisoformat(day))
        said = [f"{f.check}: {f.rows} rows" for f in failed if f.severity == "fail"]
        said += ["not run, files are damaged"] if hurt else []
        rows.append({"what": f"{day} checks", "ok": not said, "found": "; ".join(said)})
    return rows


def told(nights: list[dict[str, Any]]) -> str:
    """The nights as lines for a person."""
    lines = []
    for night in nights:
        states = ", ".join(f"{n} {state}" for state, n in night["ledger"].items())
        sign = "=" if night["balances"] else "≠"
        lines.append(f"{night['day']}  {night['records']} records {sign} {states or 'none'}")
        lines.append(f"            {night['articles']} articles, run {night['finished_at']}")
        lines += [f"            stale  {reason}" for reason in night["stale"]]
    return "\n".join(lines) or "no night yet; run one with `nightdesk run SOURCE`"
