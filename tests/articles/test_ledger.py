"""Every record ends in exactly one state, with a reason."""

import pandas as pd
import pytest

from tasks.articles.ids import article_id
from tasks.articles.ledger import settle


def raw(*reasons):
    return pd.DataFrame(
        [
            {"record_id": f"r{i}", "origin_file": "f", "origin_member": None, "origin_number": i,
             "sha256": str(i), "bytes": 1, "reason": reason}
            for i, reason in enumerate(reasons)
        ]
    )  # fmt: skip


def repeated(*ids):
    rows = [
        {"record_id": i, "state": "duplicate", "reason": "seen", "article_id": "a0"} for i in ids
    ]
    return pd.DataFrame(rows, columns=["record_id", "state", "reason", "article_id"])


def test_a_repeated_record_names_tonights_article_only_where_there_is_one():
    first, again = raw(None, None), repeated("r0", "r1").assign(article_id=None)
    article = article_id("0")
    rows = pd.DataFrame([[article, article, 1]], columns=["article_id", "story_id", "version"])
    named = settle(first, again, verdicts(), rows)["article_id"]
    assert named.fillna("none").tolist() == [article, "none"]


def verdicts(**states):
    rows = [
        {
            "record_id": i,
            "state": state,
            "reason": "why",
            "article_id": f"a{i[1:]}",
            "encoding": "utf-8",
            "encoding_from": "utf-8",
        }
        for i, state in states.items()
    ]
    return pd.DataFrame(
        rows, columns=["record_id", "state", "reason", "article_id", "encoding", "encoding_from"]
    )


def stories(**versions):
    rows = [{"article_id": a, "story_id": "a0", "version": v} for a, v in versions.items()]
    return pd.DataFrame(rows, columns=["article_id", "story_id", "version"])


def test_each_way_a_record_can_go_has_its_state():
    ledger = settle(
        raw(None, "unreadable: not text", None, None, None),
        repeated("r2"),
        verdicts(r0="accepted", r3="rejected", r4="accepted"),
        stories(a0=1, a4=2),
    )
    assert ledger["state"].tolist() == [
        "accepted",
        "quarantined",
        "duplicate",
        "rejected",
        "revision",
    ]
    assert ledger.loc[4, "reason"] == "version 2 of story a0"
    assert ledger.loc[1, "reason"] == "unreadable: not text"
    assert ledger["record_id"].tolist() == [f"r{i}" for i in range(5)]


@pytest.mark.parametrize(
    ("again", "judged"),
    [((), {}), (("r0",), {"r0": "accepted"})],
    ids=["no outcome", "two outcomes"],
)
def test_a_record_without_one_outcome_stops_the_night(again, judged):
    with pytest.raises(ValueError, match="no ledger state, or more than one"):
        settle(raw(None), repeated(*again), verdicts(**judged), stories())
