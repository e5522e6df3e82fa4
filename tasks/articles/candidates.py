"""Which pairs of articles may be copies: joins in DuckDB, over Parquet paths.

Of earlier nights only the articles that share a fingerprint, an address or a headline with one of
tonight's are numbered, and only those of a pair are ever handed to Python. Articles are numbered by
time, else as they came (by file, member and place in it), earlier nights first. A pair is (later, earlier); its later article is always tonight's.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas as pd
import pyarrow as pa

from tasks import lexicons
from tasks.articles.database import files
from tasks.articles.signatures import EXACT_BAND, body_of

# A fingerprint that more articles share is boilerplate or a story gone round the world: each of
# them is then paired with the group's first alone, which keeps the group whole in linear time.
CROWD = 40
# A share of fingerprints far below what a copy keeps; quotations of a line or two fall out here.
MIN_SHARE = 0.15
REVISION_DAYS = 7
# What may differ between two addresses of one page, and heads too general to tell a story.
PLAIN_URL = r"^https?://(www\.)?|#.*$|[?&](utm_|fbclid|ref=)[^#]*$|/+$"
SHORT_HEAD = 10
FACTS = "article_id, source, title, agency, published_at, words"
# Of an address all that may differ between two of one page is left out, and one without a path says
# nothing; a headline is its words.
KEYS = rf"""
    case when contains(url, '/') then regexp_replace(lower(url), '{PLAIN_URL}', '', 'g') end as address,
    case when source is not null and length(title) > {SHORT_HEAD}
        then trim(regexp_replace(lower(title), '[^\p{{L}}\p{{N}}]+', ' ', 'g')) end as headline
"""


class Inputs(NamedTuple):
    """Parquet paths: articles and signatures of tonight's shards and of the earlier nights.

    records: tonight's shards of `raw`, which say in what order the articles came.
    """

    articles: Sequence[Path]
    signatures: Sequence[Path]
    earlier_articles: Sequence[Path]
    earlier_signatures: Sequence[Path]
    records: Sequence[Path] = ()


class Known(NamedTuple):
    """What an earlier night said of an article's cluster: its id, origin and first night."""

    cluster_id: str
    origin: str | None
    since: dt.date


def number_articles(database: duckdb.DuckDBPyConnection, inputs: Inputs) -> None:
    """Tables `numbered`, `marks` and `sizes`: tonight's articles and the earlier ones they may repeat.

    numbered: number, facts, `file` and two keys that versions of a story share, `address` and
    `headline`. Of two pieces of one time the one that calls itself a correction or update is the
    later: `mended` says so. marks: the fingerprints tonight's articles hold. sizes: how many each has.
    """
    earlier = bool(inputs.earlier_articles)
    database.execute(f"create table tonight as {_tonight(inputs)}")
    signed = [files(inputs.signatures), *([files(inputs.earlier_signatures)] if earlier else [])]
    rows = " union all ".join(f"select article_id, band, hash from {source}" for source in signed)
    database.execute(
        f"create table shared as select distinct article_id, hash, band = {EXACT_BAND} as whole from ({rows})"
        f" where hash in (select hash from {files(inputs.signatures)})"
    )
    found = "from tonight" + (f" union all by name ({_met(inputs)})" if earlier else "")
    database.execute(
        f"""
        create table numbered as
        select row_number() over (
            order by day nulls last, published_at nulls last, mended,
                origin_file, origin_member nulls first, origin_number, article_id
        )::int - 1 as number, * exclude (origin_file, origin_member, origin_number)
        from (select *, coalesce(regexp_matches(lower(title), '{_marks()}'), false) as mended from ({found}));
        create table marks as
        select number, hash, whole from shared join numbered using (article_id);
        create table sizes as
        select number, max(band) as size
        from ({rows}) join numbered using (article_id)
        group by number;
        """
    )


def _tonight(inputs: Inputs) -> str:
    """SQL of tonight's articles, each with where its record stood."""
    places = "select null as record_id, null as origin_file, null as origin_member, 0 as origin_number where false"
    record = "null::varchar as record_id"
    if inputs.records:
        record = "record_id"
        places = f"select record_id, origin_file, origin_member, origin_number from {files(inputs.records)}"
    return f"""
        select articles.* exclude (record_id), places.* exclude (record_id)
        from (
            select {FACTS}, {KEYS}, {record}, null::date as day, null as story_id, null as version,
                filename as file
            from {files(inputs.articles)}
        ) as articles
        left join ({places}) as places using (record_id)
    """


def _met(inputs: Inputs) -> str:
    """SQL of the earlier articles that have something in common with one of tonight's.

    A day filled in later may hold an article that a later day held already: its first day counts.
    """
    return f"""
        select distinct on (article_id) *
        from (
            select {FACTS}, {KEYS}, day, story_id, version, filename as file
            from {files(inputs.earlier_articles)}
        )
        where article_id in (select article_id from shared)
            or address in (select address from tonight)
            or (source, headline) in (select (source, headline) from tonight)
        order by article_id, day
    """


def _marks() -> str:
    """The pattern of heads that say of themselves that they replace an earlier version."""
    return "^(" + "|".join(row["pattern"] for row in lexicons.rows("version_marks")) + r")\b"


def paired(relation: str, key: str) -> str:
    """SQL of the pairs of rows of `relation` (number, …) with the same key: later, earlier, crowd.

    Of a key that more than CROWD rows share, each row is paired with the first alone.
    """
    return f"""
        with earlier_ones as (
            select count(*) as size from numbered where day is not null
        ),
        groups as (
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
        where earlier.number < later.number and later.number >= (from earlier_ones)
        union all
        select numbered.number as later, groups.first as earlier, {key}, true as crowd
        from {relation} as numbered
        join groups using ({key})
        where members > {CROWD}
            and numbered.number > groups.first and numbered.number >= (from earlier_ones)
    """


def pairs_of(database: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """All candidate pairs, sorted: later, earlier, shared, whole, crowd, same_url."""
    pairs = copies(database).merge(namesakes(database), on=["later", "earlier"], how="outer")
    for name in ("same_url", "whole", "crowd"):
        pairs[name] = pairs[name].eq(True)
    return pairs.sort_values(["later", "earlier"], ignore_index=True)


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
        where pairs.whole
            or shared >= greatest(least(2, a.size, b.size), {MIN_SHARE} * least(a.size, b.size))
        order by later, earlier
        """
    )
    return _frame(found)


def namesakes(database: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Pairs that may be versions of one story: later, earlier, same_url.

    Either the address is the same but for scheme, www, tracking and fragment (and has a path), or
    the outlet and the headline's words are, within REVISION_DAYS.
    """
    addresses = "(select number, address from numbered where contains(address, '/'))"
    heads = "(select number, source, headline from numbered where headline is not null)"
    found = database.sql(
        f"""
        with pairs as (
            select later, earlier, true as same_url from ({paired(addresses, "address")})
            union all
            select later, earlier, false as same_url from ({paired(heads, "source, headline")})
        )
        select later, earlier, bool_or(same_url) as same_url
        from pairs
        join numbered as a on a.number = later
        join numbered as b on b.number = earlier
        where same_url or abs(date_diff('day', a.published_at, b.published_at)) <= {REVISION_DAYS}
        group by later, earlier
        order by later, earlier
        """
    )
    return _frame(found)


def _frame(relation: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    frame: pd.DataFrame = relation.to_arrow_table().to_pandas()
    return frame


def facts_of(database: duckdb.DuckDBPyConnection, numbers: pd.Series) -> pd.DataFrame:
    """The rows of `numbered` that are tonight's or among these numbers, in order of number."""
    wanted = pa.table({"number": pa.array(numbers.unique(), pa.int32())})
    database.register("wanted", wanted)
    found = database.sql(
        "from numbered where day is null or number in (select number from wanted) order by number"
    )
    frame = _frame(found)
    database.unregister("wanted")
    return frame


def known_clusters(
    database: duckdb.DuckDBPyConnection, clusters: Sequence[Path], articles: Iterable[str]
) -> dict[str, Known]:
    """Article of an earlier night → its cluster."""
    if not clusters:
        return {}
    # Nights of an older version have no `since`; of two nights with one article the first counts.
    rows = f"""
        select distinct on (article_id) article_id, cluster_id, origin, coalesce(since, day)
        from ({_with("since", "date", clusters)}) order by article_id, day
    """
    found = _chosen(database, rows, "article_id", articles)
    return {article: Known(*known) for article, *known in found}


def _with(column: str, type_: str, paths: Sequence[Path]) -> str:
    """SQL for the rows of the files; `column` is null where they are of a version without it."""
    names = files(paths).replace("filename = true", "filename = true, union_by_name = true")
    return f"select null::{type_} as {column} where false union all by name from {names}"


def highest_versions(
    database: duckdb.DuckDBPyConnection, earlier: Sequence[Path], stories: Iterable[str]
) -> dict[str, int]:
    """Story → its highest version in all earlier nights."""
    if not earlier:
        return {}
    rows = f"select story_id, max(version) from {files(earlier)} group by story_id"
    return dict(_chosen(database, rows, "story_id", stories))


def bodies_of(
    database: duckdb.DuckDBPyConnection, facts: pd.DataFrame, numbers: pd.Series
) -> dict[int, str]:
    """The body lines of these articles by number, as one text; the whole text where none is body.

    facts: rows with `article_id` and `file`, in order of number.
    """
    wanted = facts.iloc[numbers.unique()]
    paths = [Path(path) for path in sorted(wanted["file"].unique())]
    source = _with("body_spans", "integer[]", paths)
    rows = f"select article_id, filename, text, body_spans from ({source})"
    found = _chosen(database, rows, "article_id", wanted["article_id"])
    bodies = {(article, file): body_of(text, spans) for article, file, text, spans in found}
    keys = zip(wanted["number"], wanted["article_id"], wanted["file"], strict=True)
    return {int(number): bodies[article, file] for number, article, file in keys}


def _chosen(
    database: duckdb.DuckDBPyConnection, rows: str, key: str, values: Iterable[str]
) -> list[Any]:
    """The rows of a query whose `key` is among the values."""
    database.register("chosen", pa.table({key: pa.array(list(values), pa.string())}))
    found = database.execute(f"from ({rows}) where {key} in (select {key} from chosen)").fetchall()
    database.unregister("chosen")
    return found
