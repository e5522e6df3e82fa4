"""Nights of an older version, and days filled in later, stand beside tonight's."""

from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.articles.candidates import bodies_of, known_clusters


def written(path: Path, **columns: list[object]) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return written(
        tmp_path / "old.parquet", article_id=["a", "b"], cluster_id=["c1", "c2"], origin=["a", "b"],
        day=[date(2020, 1, 1)] * 2,
    )  # fmt: skip


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return written(
        tmp_path / "new.parquet", article_id=["a"], cluster_id=["c9"], origin=["x"],
        day=[date(2020, 1, 3)], since=[date(2020, 1, 2)],
    )  # fmt: skip


def test_a_cluster_without_its_first_night_dates_from_its_own(old):
    found = known_clusters(duckdb.connect(), [old], ["a"])
    assert found["a"].since == date(2020, 1, 1)


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_nights_with_one_article_the_first_counts(old, new, turned):
    found = known_clusters(duckdb.connect(), [new, old] if turned else [old, new], ["a", "b"])
    assert [found[name].cluster_id for name in ("a", "b")] == ["c1", "c2"]


def test_an_article_without_body_spans_is_its_whole_text(tmp_path):
    path = written(tmp_path / "articles.parquet", article_id=["a"], text=["Rain.\nPhoto: Bell"])
    facts = pa.table({"number": [0], "article_id": ["a"], "file": [str(path)]}).to_pandas()
    assert bodies_of(duckdb.connect(), facts, facts["number"]) == {0: "Rain.\nPhoto: Bell"}
