"""Which pairs of articles may be copies: joins in DuckDB, over Parquet paths.

Articles are numbered: those of earlier nights first, then tonight's, by time and id. A pair is (later,
earlier); its later article is always tonight's.
"""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd

from tasks import lexicons

# A fingerprint that more articles share is boilerplate or a story gone round the world: each of
# them is then paired with the group's first alone, which keeps the group whole in linear time.
CROWD = 40
# A share of fingerprints far below what a copy keeps; quotations of a line or two fall out here.
MIN_SHARE = 0.15
REVISION_DAYS = 7
# What may differ between two addresses of one page, and heads too general to tell a story.
PLAIN_URL = r"^https?://(www\.)?|#.*$|[?&](utm_|fbclid|ref=)[^#]*$|/+$"
SHORT_HEAD = 10
FACTS = "article_id, source, url, title, byline, agency, dateline_place, published_at, words"


class Inputs(NamedTuple):
    """Parquet paths: articles and signatures of tonight's shards and of the earlier nights."""

    articles: Sequence[Path]
    signatures: Sequence[Path]
    earlier_articles: Sequence[Path]
    earlier_signatures: Sequence[Path]


def connect() -> duckdb.DuckDBPyConnection:
    """A database in memory that fetches no extensions and spills to the temporary folder."""
    spill = str(Path(tempfile.gettempdir()) / f"nightdesk-{os.getpid()}")
    bounds = {"memory_limit": "2GB", "temp_directory": spill}
    off = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    database = duckdb.connect(config={**off, **bounds, "preserve_insertion_order": False})
    database.execute("set TimeZone = 'UTC'")
    return database


def files(paths: Sequence[Path]) -> str:
    """SQL that reads the files as one table.

    >>> files([Path("a.parquet"), Path("it's.parquet")])
    "read_parquet(['a.parquet', 'it''s.parquet'], hive_partitioning = false)"
    """
    names = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
    return f"read_parquet([{names}], hive_partitioning = false)"


def number_articles(database: duckdb.DuckDBPyConnection, inputs: Inputs) -> pd.DataFrame:
    """Table `numbered`: every article's number and facts; its frame in order of number.

    Of two pieces of one time the one that calls itself a correction or update is the later:
    `mended` says so.
    """
    tonight = f"select {FACTS}, null::date as day, null as story_id, null as version from {files(inputs.articles)}"
    if inputs.earlier_articles:
        tonight += f" union all select {FACTS}, day, story_id, version from {files(inputs.earlier_articles)}"
    database.execute(
        f"""
        create table numbered as
        select row_number() over (
            order by day nulls last, published_at nulls last, mended, article_id
        )::int - 1 as number, *
        from (select *, coalesce(regexp_matches(lower(title), '{_marks()}'), false) as mended from ({tonight}))
        """
    )
    return _frame(database.table("numbered").order("number"))


def _marks() -> str:
    """The pattern of heads that say of themselves that they replace an earlier version."""
    return "^(" + "|".join(row["pattern"] for row in lexicons.rows("version_marks")) + r")\b"


def number_marks(database: duckdb.DuckDBPyConnection, inputs: Inputs) -> None:
    """Tables `marks`, the fingerprints tonight's articles hold, and `sizes`, how many each has."""
    signed = [files(inputs.signatures)]
    if inputs.earlier_signatures:
        signed.append(files(inputs.earlier_signatures))
    rows = " union all ".join(f"select article_id, band, hash from {source}" for source in signed)
    database.execute(
        f"""
        create table marks as
        select number, hash, band = 0 as whole
        from ({rows}) join numbered using (article_id)
        where hash in (select hash from {files(inputs.signatures)});
        create table sizes as
        select number, max(band) as size
        from ({rows}) join numbered using (article_id)
        group by number;
        """
    )


def paired(relation: str, key: str) -> str:
    """SQL of the pairs of rows of `relation` (number, …) with the same key: later, earlier, crowd.

    Of a key that more than CROWD rows share, each row is paired with the first alone.
    """
    return f"""
        with groups as (
            select {key}, count(*) as members, min(number) as first
            from {relation}
            group by {key}
            having count(*) > 1
        ),
        small as (
            from {relation} semi join (from groups where members <= {CROWD}) using ({key})
        )
        select later.number as later, earlier.number as earlier, {key}, false as crowd
        from small as later
        join small as earlier using ({key})
        where earlier.number < later.number
        union all
        select numbered.number as later, groups.first as earlier, {key}, true as crowd
        from {relation} as numbered
        join groups using ({key})
        where members > {CROWD} and numbered.number > groups.first
    """


def copies(database: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Pairs that share fingerprints: later, earlier, shared, whole (the same body), crowd."""
    found = database.sql(
        f"""
        with pairs as (
            select
                later, earlier, count(*) filter (not whole) as shared, bool_or(whole) as whole,
                bool_or(crowd) as crowd
            from ({paired("marks", "hash, whole")})
            group by later, earlier
        )
        select later, earlier, shared, pairs.whole, crowd
        from pairs
        join sizes as a on a.number = later
        join sizes as b on b.number = earlier
        where later in (select number from numbered where day is null)
            and (
                pairs.whole
                or shared >= greatest(least(2, a.size, b.size), {MIN_SHARE} * least(a.size, b.size))
            )
        order by later, earlier
        """
    )
    return _frame(found)


def namesakes(database: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Pairs that may be versions of one story: later, earlier, same_url.

    Either the address is the same but for scheme, www, tracking and fragment (and has a path), or
    the outlet and the headline's words are, within REVISION_DAYS.
    """
    database.execute(
        rf"""
        create table addresses as
        select number, regexp_replace(lower(url), '{PLAIN_URL}', '', 'g') as address
        from numbered
        where contains(address, '/');
        create table heads as
        select number, source, trim(regexp_replace(lower(title), '[^\p{{L}}\p{{N}}]+', ' ', 'g')) as headline
        from numbered
        where source is not null and length(headline) > {SHORT_HEAD};
        """
    )
    found = database.sql(
        f"""
        with pairs as (
            select later, earlier, true as same_url from ({paired("addresses", "address")})
            union all
            select later, earlier, false as same_url from ({paired("heads", "source, headline")})
        )
        select later, earlier, bool_or(same_url) as same_url
        from pairs
        join numbered as a on a.number = later
        join numbered as b on b.number = earlier
        where a.day is null
            and (same_url or abs(date_diff('day', a.published_at, b.published_at)) <= {REVISION_DAYS})
        group by later, earlier
        order by later, earlier
        """
    )
    return _frame(found)


def _frame(relation: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    frame: pd.DataFrame = relation.to_arrow_table().to_pandas()
    return frame


def texts_of(
    database: duckdb.DuckDBPyConnection, inputs: Inputs, numbers: pd.Series
) -> dict[int, str]:
    """The texts of these articles by number."""
    wanted = pd.DataFrame({"number": numbers.unique()})
    database.register("wanted", wanted)
    paths = [*inputs.articles, *inputs.earlier_articles]
    found = database.execute(
        f"""
        select number, text
        from {files(paths)}
        join (select number, article_id from numbered semi join wanted using (number)) using (article_id)
        """
    ).fetchall()
    database.unregister("wanted")
    return dict(found)
