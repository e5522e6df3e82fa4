"""Snapshots: untouched nights are the same files, readers see one whole state, damage is found."""

from datetime import date

import pandas as pd
import pytest

from tasks import store
from tasks.desk import open_desk
from tasks.night import partition
from tasks.schemas import TABLES
from tasks.snapshot import (
    damaged,
    let_go,
    manifests,
    point_to,
    stage_changed,
    stage_snapshot,
    swap_in,
)

FIRST, SECOND = date(2026, 11, 19), date(2026, 11, 20)


@pytest.fixture
def desk(tmp_path):
    return open_desk(tmp_path / "desk", create=True)


def run_row(day: date):
    row = {
        "day": day, "run_id": "r", "started_at": pd.Timestamp("2026-11-20", tz="UTC"),
        "finished_at": pd.Timestamp("2026-11-20", tz="UTC"), "records": 0, "articles": 0,
        "counts": "{}", "versions": "{}", "models": "{}", "files": "{}", "night_sha256": "n",
    }  # fmt: skip
    return store.to_arrow(pd.DataFrame([row]), TABLES["runs"])


def publish(desk, day: date, text: str, keep: int = 3):
    source = desk.root / "work" / f"{day}.parquet"
    topic = {
        "day": day, "article_id": text, "code": "c", "name": "n", "level": 1, "probability": 1.0,
        "rank": 1, "decided": True, "model_id": "m", "stage_version": "v",
    }  # fmt: skip
    table = store.to_arrow(pd.DataFrame([topic]), TABLES["topics"])
    digest, rows = store.write_parquet(source, table.schema, [table])
    manifest = {
        "day": str(day),
        "history": [],
        "files": {"topics": {"sha256": digest, "rows": rows}},
    }
    root = stage_snapshot(desk, day, {"topics": source}, {"runs": [run_row(day)]}, manifest)
    return swap_in(desk, root, keep)


def test_an_untouched_night_is_the_same_file(desk):
    first = publish(desk, FIRST, "a")
    second = publish(desk, SECOND, "b")
    path = partition("topics", FIRST)
    assert (first / path).samefile(second / path)
    assert [m["day"] for m in manifests(second)] == [str(FIRST), str(SECOND)]


def test_publishing_a_day_again_replaces_that_day_alone(desk):
    publish(desk, FIRST, "a")
    old = publish(desk, SECOND, "b")
    new = publish(desk, SECOND, "c")
    assert (old / partition("topics", FIRST)).samefile(new / partition("topics", FIRST))
    assert not (old / partition("topics", SECOND)).samefile(new / partition("topics", SECOND))
    assert len(manifests(new)) == 2


def test_a_reader_that_resolved_the_link_keeps_its_snapshot(desk):
    seen = publish(desk, FIRST, "a")
    publish(desk, FIRST, "b")
    assert (seen / partition("topics", FIRST)).exists()
    assert desk.published() != seen


def test_the_oldest_snapshots_are_let_go(desk):
    for text in "abcde":
        publish(desk, FIRST, text, keep=2)
    assert sorted(path.name for path in desk.snapshots.iterdir()) == ["000004", "000005"]


@pytest.mark.parametrize("keep", [1, 2])
def test_the_current_snapshot_is_never_let_go(desk, keep):
    for name in ("000006", "000007", "000008"):
        (desk.snapshots / name).mkdir()
    point_to(desk, desk.snapshots / "000007")
    let_go(desk, keep)
    assert desk.published().is_dir()
    assert len(list(desk.snapshots.iterdir())) == keep


def test_staging_leaves_the_published_night_as_it_was(desk):
    publish(desk, FIRST, "a")
    before = desk.published()
    stage_snapshot(desk, SECOND, {}, {"runs": [run_row(SECOND)]}, {"files": {}})
    assert desk.published() == before


def test_damage_is_found_and_named(desk):
    snapshot = publish(desk, FIRST, "a")
    assert list(damaged(snapshot)) == []
    path = partition("topics", FIRST)
    (snapshot / path).unlink()
    assert list(damaged(snapshot)) == [(path, "is missing")]
    (snapshot / path).write_bytes(b"not what it was")
    assert list(damaged(snapshot)) == [(path, "is not the file that was published")]


def test_a_changed_partition_leaves_all_others_the_same_files(desk):
    publish(desk, FIRST, "a")
    old = publish(desk, SECOND, "b")
    runs = run_row(SECOND)
    new = swap_in(desk, stage_changed(desk, {("runs", SECOND): [runs]}), 3)
    assert (old / partition("topics", SECOND)).samefile(new / partition("topics", SECOND))
    assert not (old / partition("runs", SECOND)).samefile(new / partition("runs", SECOND))
    assert list(damaged(new)) == []
    assert list(damaged(old)) == []
