"""Articles taken out of a desk for good: out of every table of every night, raw bytes included.

What stays is one ledger line a record, which says that it was taken down and when, and the hash of
its bytes and its place in its file, by which it is known and refused if it is delivered again, cut
in another way too. Older snapshots, finished shards and briefs that still held the text go too.
"""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from tasks import store
from tasks.desk import Desk, locked
from tasks.errors import DataError, UserError
from tasks.handover import show, write_brief
from tasks.night import partition
from tasks.snapshot import Changed, let_go, stage_changed, swap_in
from tasks.withdrawal import KEYS, Found, hits, published_files, replaced, row_groups, sought


def takedown(desk: Desk, by: str, value: str, why: str, today: date) -> dict[str, Any]:
    """Remove all articles whose article id, source or url is `value`; what was done, as JSON values.

    by: one of KEYS. Keys of the result: articles, records, rows (table → rows gone), nights,
    proof (what was looked for afterwards, and how often it was found: always 0), origins (the
    delivered files that held them, which are the user's own). Asked again, it clears what a takedown that
    was stopped midway may have left. Raises DataError where there is no such article.
    """
    if by not in KEYS:
        raise UserError(f"name what to take down by one of {', '.join(KEYS)}, not {by!r}")
    with locked(desk):
        snapshot = desk.published()
        found = sought(snapshot, by, value) if snapshot else Found()
        if snapshot is None or not (found.articles or _asked_before(desk, by, value)):
            raise DataError(f"no article with {by} {value!r} on this desk; nothing was changed")
        reason = f"taken down on {today}{': ' + why if why else ''}"
        # First the list: should we be stopped, what is on it is refused all the same.
        _remember(desk, found, reason, [by, value])
        changed = dict(replaced(snapshot, found, reason)) if found.articles else {}
        rows = _rows_gone(snapshot, changed, found)
        # Asked again after it was stopped midway: nobody knows what is left of which night.
        nights = {day for _, day, _ in published_files(snapshot)}
        days = sorted({day for _, day in changed} or nights)
        # A night that was read and not published may hold it in its shards too.
        for work in desk.root.glob("work/day=*"):
            shutil.rmtree(work)
        if changed:
            swap_in(desk, stage_changed(desk, changed), keep=1)
        let_go(desk, keep=1)
        _forget(desk, days)
        proof = prove(desk, found)
    said = {"articles": sorted(found.articles), "records": rows.get("ledger", 0), "rows": rows}
    told_of = {"nights": list(map(str, days)), "origins": sorted(found.origins)}
    return {**said, **told_of, "proof": proof, "reason": reason}


def told(done: dict[str, Any]) -> str:
    """What was taken down, as lines for a person."""
    rows = ", ".join(f"{count} {table}" for table, count in done["rows"].items())
    lines = [
        f"{len(done['articles'])} articles taken down from the nights {', '.join(done['nights'])}",
        f"  rows gone  {rows}",
        f"  ledger     {done['records']} records say: {done['reason']}",
        f"  proof      {done['proof']['files']} published files read again, {done['proof']['found']} rows found",
    ]
    lines += [f"  still holds it, and is yours to clear: {origin}" for origin in done["origins"]]
    return "\n".join(lines)


def prove(desk: Desk, found: Found) -> dict[str, int]:
    """Read every published file again and count what should be gone. Raises RuntimeError if any is there."""
    snapshot = desk.current.resolve()
    files, seen = 0, 0
    for table, _, path in published_files(snapshot):
        files += 1
        seen += sum(hits(table, part, found, leaving=True) for part in row_groups(path))
    if seen:
        raise RuntimeError(f"{seen} rows of what was taken down are still published")
    return {"files": files, "found": seen}


def _rows_gone(snapshot: Path, changed: Changed, found: Found) -> dict[str, int]:
    rows: dict[str, int] = {}
    for table, day in changed:
        parts = row_groups(snapshot / partition(table, day))
        rows[table] = rows.get(table, 0) + sum(hits(table, part, found) for part in parts)
    return {table: count for table, count in sorted(rows.items()) if count}


def _asked_before(desk: Desk, by: str, value: str) -> bool:
    lines = (
        desk.takedowns.read_text(encoding="utf-8").splitlines() if desk.takedowns.exists() else []
    )
    return any(json.loads(line)["asked"] == [by, value] for line in lines)


def _remember(desk: Desk, found: Found, reason: str, asked: list[str]) -> None:
    if not found.articles:
        return
    line: dict[str, Any] = {
        "reason": reason,
        "sha256": sorted(found.shas),
        "articles": sorted(found.articles),
    }
    # A member may be None, which has no order.
    line["origins"] = sorted(map(list, found.places), key=str)
    line["asked"] = asked
    before = desk.takedowns.read_text(encoding="utf-8") if desk.takedowns.exists() else ""
    store.replace_text(desk.takedowns, before + json.dumps(line, sort_keys=True) + "\n")


def _forget(desk: Desk, days: list[date]) -> None:
    """What was made from the text and lies outside the tables: training files, views, briefs."""
    for path in desk.labels.glob("*.train.*"):
        path.unlink()
    show(desk)
    for day in days:
        write_brief(desk, day)
