"""What a night leaves in Prefect's own pages: its summary and its ledger."""

from datetime import date
from typing import Any

import pyarrow.parquet as pq
from prefect.artifacts import create_markdown_artifact, create_table_artifact

from tasks.desk import Desk
from tasks.night import partition


def write_artifacts(desk: Desk, day: date, summary: dict[str, Any]) -> None:
    """A markdown artifact with the night's counts, a table artifact with its ledger."""
    rows = "\n".join(f"| {t} | {f['rows']} |" for t, f in sorted(summary["files"].items()))
    create_markdown_artifact(
        key="night-summary",
        markdown=f"# Night of {day}\n\n| table | rows |\n|---|---|\n{rows}\n\n"
        f"Hash of the night: `{summary['night_sha256']}`\n\nBrief: `{desk.brief(day)}`\n",
        description=f"What the night of {day} published",
    )
    create_table_artifact(
        key="night-ledger",
        table=ledger_by_reason(desk, day),
        description=f"What became of every record of {day}",
    )


def ledger_by_reason(desk: Desk, day: date) -> list[dict[str, Any]]:
    """State, reason and number of records, in order of state and reason."""
    path = desk.current.resolve() / partition("ledger", day)
    ledger = pq.read_table(path, columns=["state", "reason"])
    counted = ledger.group_by(["state", "reason"]).aggregate([([], "count_all")])
    ordered = counted.rename_columns({"count_all": "records"}).sort_by(
        [("state", "ascending"), ("reason", "ascending")]
    )
    rows: list[dict[str, Any]] = ordered.to_pylist()
    return rows
