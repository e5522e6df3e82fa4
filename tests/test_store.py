"""Shards are whole or absent, and equal frames make equal bytes."""

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks import store
from tasks.schemas import TABLES

CLAIM = {
    "article_id": "a1", "claim_id": "c1", "claim": "It rained.", "relation": "agree",
    "probability": 0.5, "decided": True, "evidence": None, "char_start": None, "char_end": None,
    "model_id": "claims/1",
}  # fmt: skip


def claims(*relations: str) -> pd.DataFrame:
    return pd.DataFrame([CLAIM | {"relation": relation} for relation in relations])


def test_a_finished_shard_is_found_only_for_what_it_was_made_from(tmp_path):
    store.finish(tmp_path / "s", "input 1", [store.framed("claims", claims("agree"))])
    assert store.finished(tmp_path / "s", "input 1")["rows"] == {"claims": 1}
    assert store.finished(tmp_path / "s", "input 2") is None


def test_a_shard_that_lost_a_file_is_not_finished(tmp_path):
    store.finish(tmp_path / "s", "input", [store.framed("claims", claims("agree"))])
    (tmp_path / "s" / "claims.parquet").unlink()
    assert store.finished(tmp_path / "s", "input") is None


def test_a_shard_that_fails_halfway_leaves_the_one_before(tmp_path):
    def broken():
        yield store.framed("claims", claims("agree", "agree"))
        raise RuntimeError("the power went")

    store.finish(tmp_path / "s", "old", [store.framed("claims", claims("discuss"))])
    with pytest.raises(RuntimeError):
        store.finish(tmp_path / "s", "new", broken())
    assert store.finished(tmp_path / "s", "old")
    assert store.read_frame(tmp_path / "s", "claims")["relation"].tolist() == ["discuss"]


@given(st.lists(st.sampled_from(["agree", "disagree", "discuss"]), min_size=1, max_size=20))
def test_equal_frames_make_equal_bytes(tmp_path_factory, relations):
    folder = tmp_path_factory.mktemp("bytes")
    made = [
        store.finish(folder / name, "x", [store.framed("claims", claims(*relations))])
        for name in ("one", "two")
    ]
    assert made[0]["files"] == made[1]["files"]


def test_each_part_is_one_row_group(tmp_path):
    schema = store.work_schema("claims")
    parts = [store.to_arrow(claims(*["agree"] * n), schema) for n in (3, 1, 2)]
    store.finish(tmp_path / "s", "x", [("claims", schema, parts)])
    groups = pa.parquet.ParquetFile(tmp_path / "s" / "claims.parquet").metadata
    assert [groups.row_group(i).num_rows for i in range(groups.num_row_groups)] == [3, 1, 2]


def test_a_missing_column_becomes_null_only_where_the_schema_allows():
    frame = claims("agree").drop(columns=["evidence"])
    assert store.to_arrow(frame, store.work_schema("claims"))["evidence"].null_count == 1
    with pytest.raises(ValueError, match=r"non-nullable|null"):
        store.to_arrow(frame.drop(columns=["claim_id"]), store.work_schema("claims"))


def test_no_file_is_left_beside_what_was_written(tmp_path):
    store.write_json(tmp_path / "x.json", {"a": 1})
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_a_meaning(table):
    schema = TABLES[table]
    assert schema.metadata[b"grain"].startswith(b"One row per")
    assert all(
        field.metadata[b"description"].endswith(b".") or b"," in field.metadata[b"description"]
        for field in schema
    )
