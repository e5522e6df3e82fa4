"""The SQL side of a large night, timed: views opened, marts, checks, brief.

    python -m bench.tables ROOT --day 2026-11-20 --times 470 --nights 365

ROOT is a folder of tables that holds the night (`current` of a desk). For the size of a night
its rows are repeated `times` times under new ids; for the number of nights its files are
linked into `nights` earlier days, so that those figures are of opening files, not of reading rows.
"""

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import duckdb

from tasks.brief import render
from tasks.config import SQL
from tasks.schemas import TABLES
from tasks.warehouse import open_views, query, run_checks

IDS = ("article_id", "other_id", "record_id", "story_id", "cluster_id", "segment_id", "quote_id",
       "stance_id")  # fmt: skip


def main() -> None:
    """Print one JSON object: rows by table, seconds by what was asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", type=Path)
    parser.add_argument("--day", type=date.fromisoformat, required=True)
    parser.add_argument("--times", type=int, default=470)
    parser.add_argument("--nights", type=int, default=365)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-tables-") as folder:
        large, long = Path(folder) / "large", Path(folder) / "long"
        rows = repeat(asked.root.resolve(), large, asked.day, asked.times)
        link(asked.root.resolve(), long, asked.day, asked.nights)
        figures = {"rows": rows, "large": of_rows(large, asked.day), "long": of_nights(long)}
        print(json.dumps(figures, indent=1))


def of_rows(root: Path, day: date) -> dict[str, float]:
    """Seconds for each mart, all checks and the brief of one large night."""
    marts = sorted(path.stem for path in SQL.glob("marts/*.sql"))
    seconds = {mart: timed(lambda mart=mart: query(root, f"from {mart}")) for mart in marts}
    seconds["all checks"] = timed(lambda: run_checks(root, day))
    seconds["brief"] = timed(lambda: render(root, day))
    return seconds


def of_nights(root: Path) -> dict[str, float]:
    """Seconds to open all views of many nights, and for one question to one table."""
    return {
        "open all views": timed(lambda: open_views(root).close()),
        "one count": timed(lambda: query(root, "select count(*) from articles")),
    }


def timed(work: Callable[[], object]) -> float:
    """Seconds of one call, to the hundredth."""
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 2)


def repeat(root: Path, out: Path, day: date, times: int) -> dict[str, int]:
    """Write the night `times` times over, each copy under ids of its own; rows by table."""
    rows = {}
    for table, schema in TABLES.items():
        source = root / table / f"day={day}" / f"{table}.parquet"
        target = out / table / f"day={day}" / f"{table}.parquet"
        target.parent.mkdir(parents=True)
        copies = 1 if table in ("actors", "runs") else times
        fresh = ", ".join(f"{name} || '-' || i as {name}" for name in schema.names if name in IDS)
        columns = f"* exclude (i) replace ({fresh})" if fresh else "* exclude (i)"
        [(rows[table],)] = duckdb.execute(
            f"copy (select {columns} from '{source}' cross join range({copies}) as r (i)) "
            f"to '{target}' (compression zstd)"
        ).fetchall()
    return rows


def link(root: Path, out: Path, day: date, nights: int) -> None:
    """The night's files as those of `nights` days."""
    for table in TABLES:
        first = out / table / f"day={day}" / f"{table}.parquet"
        first.parent.mkdir(parents=True)
        shutil.copy(root / table / f"day={day}" / first.name, first)
        for back in range(1, nights):
            folder = out / table / f"day={day - timedelta(days=back)}"
            folder.mkdir()
            (folder / first.name).hardlink_to(first)


if __name__ == "__main__":
    main()
