"""A record whose very bytes were seen before is a duplicate, and says of what."""

import datetime as dt

import pandas as pd
import pytest

from tasks.articles.admit import admit

ONE, TWO = "11" * 32, "22" * 32


def raw(path, *rows):
    columns = ["record_id", "origin_file", "origin_member", "origin_number", "sha256", "reason"]
    frame = pd.DataFrame(rows, columns=columns)
    frame.astype(dict.fromkeys(["origin_member", "reason"], "str")).to_parquet(path)
    return path


def test_the_first_of_the_night_stays_and_the_rest_name_it(tmp_path):
    shards = [
        raw(
            tmp_path / "1", ("r2", "b.zip", "x", 0, ONE, None), ("r9", "c.txt", None, 0, TWO, None)
        ),
        raw(tmp_path / "2", ("r3", "a.txt", None, 0, ONE, None)),
    ]
    (row,) = admit(shards, []).to_dict("records")
    assert (row["record_id"], row["state"]) == ("r3", "duplicate")
    assert row["reason"] == "the same bytes came tonight in b.zip x"
    assert pd.isna(row["article_id"])  # known once tonight's first is cleaned


def test_an_earlier_night_is_remembered_with_its_article(tmp_path):
    ledger = pd.DataFrame(
        {
            "day": [dt.date(2026, 1, 5)] * 2,
            "sha256": [ONE, TWO],
            "article_id": ["a7", None],
            "state": ["accepted", "rejected"],
        }
    )
    ledger.to_parquet(tmp_path / "ledger")
    shard = raw(tmp_path / "1", ("r1", "a", None, 0, ONE, None), ("r2", "b", None, 0, TWO, None))
    (row,) = admit([shard], [tmp_path / "ledger"]).to_dict("records")
    assert (row["record_id"], row["article_id"]) == ("r1", "a7")
    assert row["reason"] == "the same bytes came in the night of 2026-01-05"


@pytest.mark.parametrize("reason", ["the gzip stream is damaged"])
def test_what_could_not_be_read_repeats_nothing(tmp_path, reason):
    shard = raw(
        tmp_path / "1", ("r1", "a", None, 0, ONE, reason), ("r2", "b", None, 0, ONE, reason)
    )
    assert admit([shard], []).empty
    assert list(admit([], []).columns) == ["record_id", "state", "reason", "article_id"]
