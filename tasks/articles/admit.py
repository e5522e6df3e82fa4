"""Records whose very bytes were seen before, tonight or in an earlier night."""

from pathlib import Path

import pandas as pd

from tasks.articles.database import connect, files

COLUMNS = ["record_id", "state", "reason", "article_id"]


def admit(raw_paths: list[Path], ledger_history: list[Path]) -> pd.DataFrame:
    """Frame (record_id, state, reason, article_id): one row for each record that repeats another.

    raw_paths: tonight's shards of `raw`. ledger_history: the earlier nights' ledgers. The first
    record of the night stays, by order of the shards: what the day held before comes before what
    is delivered now. The article is named where an earlier night has it; whether tonight's first
    becomes one is known only after cleaning. Records that could not be read repeat nothing.
    """
    if not raw_paths:
        return pd.DataFrame(columns=COLUMNS, dtype="str")
    earlier = "select null as sha256, null as day, null as article_id where false"
    if ledger_history:
        earlier = f"select sha256, day, article_id from {files(ledger_history)} where state in ('accepted', 'revision')"
    with connect() as database:
        seen = database.execute(
            f"""
            with records as (
                select
                    record_id, sha256,
                    row_number() over same as place,
                    first_value(origin_file || coalesce(' ' || origin_member, '')) over same as first_origin
                from {_in_order(raw_paths)}
                where reason is null
                window same as (partition by sha256 order by shard, file_row_number)
            ),
            earlier as (
                select sha256, min(day) as day, arg_min(article_id, day) as article_id
                from ({earlier})
                group by sha256
            )
            select record_id, first_origin, earlier.day::varchar as day, article_id
            from records left join earlier using (sha256)
            where place > 1 or earlier.day is not null
            order by record_id
            """
        ).fetchall()
    rows = [
        (record, "duplicate", _reason(day, origin), known) for record, origin, day, known in seen
    ]
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str")


def _in_order(paths: list[Path]) -> str:
    """SQL that reads the shards with their place, `shard`, and each row's, `file_row_number`."""
    shards = (
        f"select record_id, origin_file, origin_member, sha256, reason, file_row_number, {place} as shard"
        f" from read_parquet({_quoted(path)}, file_row_number = true)"
        for place, path in enumerate(paths)
    )
    return "(" + " union all ".join(shards) + ")"


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _reason(day: str | None, origin: str) -> str:
    if day:
        return f"the same bytes came in the night of {day}"
    return f"the same bytes came tonight in {origin}"
