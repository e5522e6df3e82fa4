"""What a person is told when a night is done."""

from pathlib import Path
from typing import Any

SHOWN = ("articles", "segments", "quotes", "mentions", "topics", "stances", "claims", "duplicates")


def told(summary: dict[str, Any], desk: Path) -> str:
    """The night in a few lines: what came in, what was made, where it is, what to ask next."""
    day = summary["day"]
    rows = {table: file["rows"] for table, file in summary["files"].items()}
    states = ", ".join(f"{n} {state}" for state, n in summary["ledger"].items())
    made = ", ".join(f"{rows[table]} {table}" for table in SHOWN if rows.get(table))
    lines = [
        f"Night of {day} published in {summary['seconds']:.0f} s",
        f"  records  {rows['ledger']}: {states or 'none'}",
        f"  tables   {made or 'all empty'}",
        f"  hash     {summary['night_sha256'][:16]}",
        f"  open     {desk / 'current'}  (Parquet), {desk / 'nightdesk.duckdb'}  (DuckDB views)",
        f"  brief    {desk / 'briefs' / f'day={day}.html'}",
        f"  ask      nightdesk sql --example who_was_quoted --desk {desk}",
    ]
    lines += [f"  note     {note}" for note in summary.get("notes", [])]
    lines += [f"  warning  {w['check']}: {w['rows']} rows" for w in summary["warnings"]]
    return "\n".join(lines)


def told_in_short(summary: dict[str, Any]) -> str:
    """One line for a night among many."""
    rows = {table: file["rows"] for table, file in summary["files"].items()}
    return (
        f"{summary['day']}  {rows['ledger']} records  {rows['articles']} articles"
        f"  {summary['night_sha256'][:16]}"
    )
