"""Views find the partitions there are, follow one snapshot, and travel in a database file."""

from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from tasks.schemas import TABLES
from tasks.warehouse import build_database, open_views
from tests.sql.night import build


def test_a_table_without_a_partition_is_empty_with_its_columns(tmp_path: Path) -> None:
    with open_views(tmp_path) as views:
        for table, schema in TABLES.items():
            found = views.sql(f"from {table}")
            assert found.columns[: len(schema)] == schema.names
            assert found.fetchall() == []


def test_an_empty_view_has_the_types_of_a_full_one(desk: Path, tmp_path: Path) -> None:
    with open_views(desk) as full, open_views(tmp_path) as empty:
        for table in ("ledger", "raw", "articles", "actors", "stances", "runs"):
            assert (
                full.sql(f"describe {table}").fetchall()
                == empty.sql(f"describe {table}").fetchall()
            )


def test_only_files_named_after_their_table_are_read(tmp_path: Path) -> None:
    build(tmp_path)
    night = tmp_path / "articles" / "day=2026-11-20"
    (night / "tmp_articles.parquet").write_bytes(b"half a file")
    with open_views(tmp_path) as views:
        assert views.sql("select count(*) from articles").fetchall() == [(6,)]


def test_one_connection_sees_one_snapshot_when_the_link_moves(tmp_path: Path) -> None:
    build(tmp_path / "one")
    (tmp_path / "two").mkdir()
    current = tmp_path / "current"
    current.symlink_to("one")
    with open_views(current) as views:
        current.unlink()
        current.symlink_to("two")
        assert views.sql("select count(*) from articles").fetchall() == [(6,)]
        with open_views(current) as later:
            assert later.sql("select count(*) from articles").fetchall() == [(0,)]


@pytest.mark.parametrize("name", ["the night's desk", "night [old]", "night *?", "night) (x"])
def test_a_folder_may_have_any_name(name: str, tmp_path: Path) -> None:
    root = build(tmp_path / name)
    with open_views(root, asked="articles") as views:
        assert views.sql("select count(*) from articles").fetchall() == [(6,)]


def test_a_database_file_holds_views_that_any_client_reads(desk: Path, tmp_path: Path) -> None:
    path = build_database(desk, tmp_path / "desk.duckdb")
    assert list(tmp_path.iterdir()) == [path]
    with duckdb.connect(str(path), read_only=True) as client:
        assert client.sql("select sum(articles) from nights").fetchall() == [(6,)]
        assert client.sql("select share(1, 2)").fetchall() == [(0.5,)]
        kinds = client.sql("select distinct table_type from information_schema.tables").fetchall()
    assert kinds == [("VIEW",)]
    with open_views(desk, path) as views:
        assert views.sql("select count(*) from articles").fetchall() == [(6,)]


def test_a_database_is_replaced_while_a_reader_holds_the_old_one(
    desk: Path, tmp_path: Path
) -> None:
    path = build_database(desk, tmp_path / "desk.duckdb")
    with duckdb.connect(str(path), read_only=True) as reader:
        build_database(desk, path)
        assert reader.sql("select count(*) from articles").fetchall() == [(6,)]


def test_a_database_opens_in_duckdb_1_5(desk: Path, tmp_path: Path) -> None:
    path = build_database(desk, tmp_path / "desk.duckdb")
    with duckdb.connect() as client:
        client.execute(f"attach '{path}' as desk (read_only)").fetchall()
        [(tags,)] = client.sql(
            "select tags from duckdb_databases() where database_name = 'desk'"
        ).fetchall()
    assert tags["storage_version"].startswith("v1.5.0")


def test_the_network_is_never_reached_for(desk: Path) -> None:
    with open_views(desk) as views, pytest.raises(duckdb.Error):
        views.sql("select * from read_parquet('https://example.org/x.parquet')").fetchall()


def test_nights_from_before_a_column_have_null_in_it(tmp_path: Path) -> None:
    root = build(tmp_path)
    for day, missing in (("2026-11-19", ["byline", "url"]), ("2026-11-20", ["byline"])):
        path = root / "articles" / f"day={day}" / "articles.parquet"
        pq.write_table(pq.ParquetFile(path).read().drop_columns(missing), path)
    with open_views(root) as views:
        found = views.sql("select count(*), count(byline), count(title) from articles")
        assert found.fetchall() == [(6, 0, 6)]
        assert found.types == [duckdb.type("bigint")] * 3


def test_only_the_views_a_query_names_are_made(desk: Path) -> None:
    with open_views(desk, asked="select * from Outlets where source = 'x'") as views:
        made = {name for (name,) in views.sql("show tables").fetchall()}
    assert made == {"outlets", "articles", "clusters"}
    with open_views(desk, asked="show tables") as views:
        assert len(views.sql("show tables").fetchall()) > 20
