"""Each check finds the fault it is for, and nothing on a sound night."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tasks.config import SQL
from tasks.warehouse import run_checks
from tests.sql.night import NIGHT, NIGHT_BEFORE, nights, write

Row = dict[str, Any]
Fault = Callable[[list[Row]], list[Row]]


def each(**changes: Any) -> Fault:
    return lambda rows: [{**row, **changes} for row in rows]


def first(**changes: Any) -> Fault:
    return lambda rows: [{**rows[0], **changes}, *rows[1:]]


def without_first(rows: list[Row]) -> list[Row]:
    return rows[1:]


def first_twice(rows: list[Row]) -> list[Row]:
    return [rows[0], *rows]


def moved(field: str) -> Fault:
    return lambda rows: [{**row, field: row[field] + 1} for row in rows]


def only_quarantined(rows: list[Row]) -> list[Row]:
    return [{**row, "state": "quarantined", "article_id": None} for row in rows]


# check · table spoilt · how
FAULTS: list[tuple[str, str, Fault]] = [
    ("actors_resolve", "actors", without_first),
    ("articles_are_clustered", "clusters", without_first),
    ("articles_are_clustered", "clusters", each(is_origin=True)),
    ("articles_without_body", "segments", each(role="caption")),
    ("claims_stand_in_the_text", "claims", moved("char_start")),
    ("dates_lie_ahead", "articles", each(published_at="2026-12-24T10:00:00+00:00")),
    ("duplicates_resolve", "duplicates", first(other_id="nobody")),
    ("duplicates_resolve", "duplicates", first(similarity=1.5)),
    ("labels_follow_probability", "stances", first(label="against")),
    ("ledger_balances_raw", "ledger", without_first),
    ("ledger_balances_raw", "raw", without_first),
    ("ledger_balances_raw", "raw", first_twice),
    ("ledger_states_meet_articles", "articles", without_first),
    ("ledger_states_meet_articles", "ledger", only_quarantined),
    ("ledger_states_meet_articles", "ledger", each(article_id="elsewhere")),
    ("many_records_refused", "ledger", only_quarantined),
    ("mentions_stand_in_the_text", "mentions", moved("char_start")),
    ("one_model_a_task", "topics", first(model_id="topics/another")),
    ("one_row_per_key", "segments", first_twice),
    ("one_row_per_key", "stances", first_twice),
    ("one_version_a_table", "quotes", first(stage_version="yesterday")),
    ("only_body_is_judged", "segments", each(role="caption")),
    ("other_languages_are_unjudged", "articles", each(language="fr")),
    ("probabilities_are_probabilities", "stances", first(p_favour=0.1)),
    ("probabilities_are_probabilities", "topics", first(probability=1.2)),
    ("probabilities_are_probabilities", "topics", first(probability=float("nan"))),
    ("quotes_stand_in_the_text", "quotes", moved("content_start")),
    ("quotes_stand_in_the_text", "quotes", moved("speaker_end")),
    ("one_topic_a_rank", "topics", each(rank=1)),
    ("one_topic_a_rank", "topics", each(rank=2)),
    ("ranks_follow_probability", "topics", first(rank=9)),
    ("reasons_are_given", "ledger", first(reason=" ")),
    ("rows_have_their_article", "topics", first(article_id="gone")),
    ("segments_overlap", "segments", first(char_end=60)),
    ("segments_resolve", "mentions", first(segment_id="b01:99")),
    ("segments_stand_in_the_text", "segments", moved("char_start")),
    ("segments_stand_in_the_text", "segments", first(char_end=10_000)),
    ("stances_stand_in_the_text", "stances", moved("char_end")),
    ("versions_count_up", "articles", each(story_id="one", version=2)),
    ("words_are_known", "segments", first(role="advert")),
    ("words_are_known", "ledger", first(state="lost")),
]


@pytest.mark.parametrize(
    ("check", "table", "fault"), FAULTS, ids=[f"{case[0]}-{case[1]}" for case in FAULTS]
)
def test_a_check_finds_its_fault(check: str, table: str, fault: Fault, own_desk: Path) -> None:
    rows = fault(nights()[NIGHT][table])
    if table == "articles":
        rows = [{**row, "published_at": _time(row.get("published_at"))} for row in rows]
    write(own_desk, NIGHT, table, rows)
    alone = own_desk.parent / "alone" / "checks"
    alone.mkdir(parents=True)
    shutil.copy(SQL / "checks" / f"{check}.sql", alone)
    [found] = run_checks(own_desk, NIGHT, sql=alone.parent)
    assert found.check == check
    assert 0 < len(found.sample) <= min(5, found.rows)


def _time(value: Any) -> Any:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def test_a_sound_night_has_no_finding(own_desk: Path) -> None:
    assert run_checks(own_desk, NIGHT_BEFORE) == []
    # Two of its eight records are refused, and that is a warning, not a failure.
    assert [finding.check for finding in run_checks(own_desk, NIGHT)] == ["many_records_refused"]


def test_a_fault_in_one_night_is_not_found_in_another(own_desk: Path) -> None:
    write(own_desk, NIGHT_BEFORE, "segments", first_twice(nights()[NIGHT_BEFORE]["segments"]))
    assert [finding.check for finding in run_checks(own_desk, NIGHT)] == ["many_records_refused"]
    assert "one_row_per_key" in {finding.check for finding in run_checks(own_desk, NIGHT_BEFORE)}


def test_failures_come_before_warnings(own_desk: Path) -> None:
    write(own_desk, NIGHT, "ledger", without_first(nights()[NIGHT]["ledger"]))
    severities = [finding.severity for finding in run_checks(own_desk, NIGHT)]
    assert severities == sorted(severities)
    assert severities[0] == "fail"


def test_an_empty_night_breaks_no_rule(tmp_path: Path) -> None:
    assert run_checks(tmp_path, NIGHT) == []


def test_every_check_has_a_fault_it_finds() -> None:
    # The two that compare with a week of nights have tests of their own below.
    of_a_week = {"night_is_unusually_small", "outlet_went_silent"}
    checks = {path.stem for path in SQL.glob("checks/*.sql")}
    assert checks - of_a_week == {check for check, _, _ in FAULTS}


def test_a_week_of_nights_tells_when_one_is_small_or_an_outlet_silent(own_desk: Path) -> None:
    articles = nights()[NIGHT]["articles"]
    for number in range(10, 18):
        day = NIGHT.replace(day=number)
        write(own_desk, day, "articles", [{**row, "source": "Every Night"} for row in articles] * 3)
    found = {finding.check: finding for finding in run_checks(own_desk, NIGHT)}
    assert "night_is_unusually_small" in found
    # The night of the 19th lacks the outlet too, so that nobody expects it on the 20th.
    assert "outlet_went_silent" not in found
    found = {finding.check: finding for finding in run_checks(own_desk, NIGHT_BEFORE)}
    assert found["outlet_went_silent"].sample == ({"source": "Every Night"},)
