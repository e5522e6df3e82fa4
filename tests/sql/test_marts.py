"""The marts over the small desk: what each figure means."""

from pathlib import Path
from typing import Any

import pytest

from tasks.warehouse import query
from tests.sql import night as small_desk


def rows(desk: Path, sql: str) -> list[dict[str, Any]]:
    return query(desk, sql).table.to_pylist()


def test_articles_are_counted_beside_their_independent_origins(desk: Path) -> None:
    found = rows(desk, "select * from topics_by_day where day = '2026-11-20' and name = 'politics'")
    # Northwire's story, its copy in the Post, and the Post's own corrected piece.
    assert [(row["articles"], row["origins"], row["touched"]) for row in found] == [(3, 2, 3)]
    assert found[0]["share_of_night"] == pytest.approx(3 / 5)


def test_an_undecided_topic_is_not_counted(desk: Path) -> None:
    assert rows(desk, "select * from topics_by_day where name = 'labour'") == []


def test_a_speaker_goes_by_the_actors_name(desk: Path) -> None:
    [marl] = rows(desk, "select * from speakers where speaker_id = 'actor:marl'")
    assert (marl["speaker"], marl["quotes"], marl["articles"], marl["origins"]) == (
        "Ines Marl",
        2,
        2,
        1,
    )
    assert marl["direct_quotes"] == 2


@pytest.mark.parametrize(
    ("resolution", "speakers"),
    [("name", 1), ("role", 2), ("group", 2), ("pronoun", 0)],
)
def test_the_company_of_two_pieces_is_two_speakers(
    tmp_path: Path, resolution: str, speakers: int
) -> None:
    """A name is one speaker wherever it stands, an office one for each piece, a pronoun nobody."""
    desk = small_desk.build(tmp_path)
    quotes = [
        {"quote_id": f"{one}:q0", "article_id": one, "speaker": "The company", "kind": "direct"}
        for one in ("x", "y")
    ]
    rows_ = [{**quote, "content": "No", "resolution": resolution} for quote in quotes]
    small_desk.write(desk, small_desk.NIGHT, "quotes", rows_)
    found = rows(desk, "select * from speakers where day = '2026-11-20'")
    assert len(found) == speakers
    assert sum(row["quotes"] for row in found) == (2 if speakers else 0)


def test_a_stance_copied_in_two_papers_is_one_origin(desk: Path) -> None:
    [marl] = rows(desk, "select * from stance_pairs where holder_id = 'actor:marl'")
    assert (marl["favour"], marl["favour_origins"], marl["against"]) == (2, 1, 0)


def test_undecided_stances_are_left_out(desk: Path) -> None:
    assert rows(desk, "select * from stance_pairs where holder_id = 'actor:tov'") == []


def test_an_outlet_is_credited_with_its_own_work_only(desk: Path) -> None:
    [post] = rows(desk, "from outlets where source = 'Harbour Post' and day = '2026-11-20'")
    assert (post["articles"], post["copies"], post["agency_articles"]) == (2, 2, 1)
    assert post["copied_share"] == 1


def test_a_story_stands_under_the_head_of_its_origin(desk: Path) -> None:
    [story] = rows(desk, "from stories where articles > 1")
    assert story["title"] == "Parliament passes tide wall"
    assert story["sources"] == ["Harbour Post", "Northwire"]


def test_the_funnel_holds_every_record_of_the_night(desk: Path) -> None:
    found = rows(desk, "from funnel where day = '2026-11-20'")
    assert sum(row["records"] for row in found) == 8
    assert sum(row["share_of_night"] for row in found) == pytest.approx(1)
    assert {row["state"] for row in found} == {
        "accepted", "revision", "duplicate", "rejected", "quarantined",
    }  # fmt: skip


def test_nights_balance(desk: Path) -> None:
    for night in rows(desk, "from nights"):
        assert night["records"] == night["kept"] + night["repeated"] + night["refused"]
        assert night["articles"] == night["kept"]


def test_a_claim_keeps_its_best_sentence(desk: Path) -> None:
    [case] = rows(desk, "from claim_cases")
    assert (case["relation"], case["articles"]) == ("discuss", 1)
    assert "tide wall" in case["best_evidence"]
