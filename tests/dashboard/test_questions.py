"""What the dashboard asks can be asked by anyone, and each figure opens to as many rows as it says."""

import re
from datetime import date
from pathlib import Path

import pytest

from dashboard.questions import Nights, filled, literal
from tasks import warehouse
from tasks.config import SQL
from tests.sql.night import NIGHT, TOPICS, write

FILES = sorted(SQL.glob("dashboard/*.sql"))
PAGE = {"size": 500, "skip": 0}
ANY = {
    **PAGE,
    "sought": "",
    "state": "accepted",
    "code": TOPICS["politics"],
    "target": "wall",
    "side": "favour",
    "speaker": "actor:marl",
    "story": "b01",
    "claim": "wall-2030",
    "relation": "discuss",
    "task": "topics",
    "about": None,
    "model": "topics/test",
    "tenth": 8,
}


def asked(nights: Nights, name: str, **values):
    text = (SQL / "dashboard" / f"{name}.sql").read_text(encoding="utf-8")
    used = set(re.findall(r"getvariable\('(\w+)'\)", text)) - {"first", "last"}
    return nights.ask(name, **{key: {**ANY, **values}[key] for key in used})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_question_asks_sorts_and_is_asked_of_the_chosen_nights(path: Path, both: Nights):
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0].startswith("-- ")
    assert "?" in text.splitlines()[0]
    assert "order by" in text
    assert "between getvariable('first') and getvariable('last')" in text
    asked(both, path.stem)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_question_answers_from_tables_without_a_row(path: Path, tmp_path: Path):
    answer = asked(Nights(tmp_path, [{"day": "2026-11-20"}]), path.stem)
    assert answer == ([{"unnamed": 0}] if path.stem == "unnamed_count" else [])


def test_records_of_one_file_stand_in_its_order(tmp_path: Path):
    rows = [
        {"record_id": f"r{n}", "origin_file": "a.csv", "origin_number": n, "state": "accepted"}
        for n in (10, 2, 1)
    ]
    write(tmp_path, NIGHT, "ledger", rows)
    answer = asked(Nights(tmp_path, [{"day": str(NIGHT)}]), "records")
    assert [row["origin"] for row in answer] == ["a.csv#1", "a.csv#2", "a.csv#10"]


def test_what_was_asked_can_be_asked_again_as_it_stands(both: Nights):
    nights = Nights(both.root, both.manifests)
    rows = asked(nights, "records", sought="O'Neil's")
    [(question, sql)] = nights.asked.items()
    assert question.startswith("Which records ended in this state")
    assert "getvariable" not in sql
    assert "lower('O''Neil''s')" in sql
    assert warehouse.query(both.root, sql).rows == len(rows)


def test_one_night_is_asked_about_that_night_alone(both: Nights):
    nights = Nights(both.root, [m for m in both.manifests if m["day"] == str(NIGHT)])
    assert nights.is_one
    assert not both.is_one
    assert {row["day"] for row in asked(nights, "said")} == {NIGHT}
    assert [row["day"] for row in asked(both, "nights")] == [both.first, both.last]


LITERALS = [
    ("it's", "'it''s'"),
    ("a\0b", "'ab'"),
    (date(2026, 11, 20), "date '2026-11-20'"),
    (7, "7"),
    (None, "null"),
]


@pytest.mark.parametrize(("value", "sql"), LITERALS)
def test_a_value_becomes_sql_that_means_it(value, sql: str):
    assert literal(value) == sql


def test_a_value_is_never_read_as_sql_or_as_a_variable():
    hostile = "'); drop table articles; -- getvariable('n')"
    assert filled("select getvariable('who')", {"who": hostile, "n": 1}) == (
        "select '''); drop table articles; -- getvariable(''n'')'"
    )


# Each figure, and the rows it opens to.


def total(rows) -> int:
    assert {row["total"] for row in rows} <= {len(rows)}
    return len(rows)


def test_the_ledger_balances_with_the_records_that_are_kept(both: Nights):
    assert sum(row["records"] for row in asked(both, "states")) == both.records
    assert sum(row["records"] for row in asked(both, "reasons")) == both.records
    assert sum(row["records"] for row in asked(both, "nights")) == both.records


def test_a_state_opens_to_its_records(both: Nights):
    states = asked(both, "states")
    assert len(states) > 2
    for row in states:
        assert total(asked(both, "records", state=row["state"])) == row["records"]


def test_a_topic_opens_to_its_articles_and_those_that_touch_it(both: Nights):
    topics = asked(both, "topics")
    assert topics
    for row in topics:
        opened = asked(both, "topic_articles", code=row["code"])
        assert total(opened) == row["touched"]
        assert [each["rank"] for each in opened].count(1) == row["articles"]


def test_each_article_has_a_first_topic_or_stands_with_the_undecided(both: Nights):
    first = sum(row["articles"] for row in asked(both, "topics"))
    assert first + total(asked(both, "undecided_topics")) == both.articles


def test_the_nights_of_a_topic_add_up_to_it(both: Nights):
    for row in asked(both, "topics"):
        counted = asked(both, "topic_nights", code=row["code"])
        assert [each["day"] for each in counted] == [both.first, both.last]
        assert sum(each["articles"] for each in counted) == row["articles"]


@pytest.mark.parametrize("sought", ["", "marl", "DOCKERS"])
def test_a_target_opens_to_its_sentences_on_each_side(both: Nights, sought: str):
    targets = asked(both, "targets", sought=sought)
    assert targets
    for row in targets:
        for side in ("favour", "against", "neutral", "undecided"):
            values = {"target": row["target_key"], "side": side, "sought": sought}
            opened = asked(both, "target_sentences", **values)
            assert total(opened) == row[f"{side}_rows"]
            assert {each["decided"] for each in opened} <= {side != "undecided"}


def test_a_speaker_opens_to_what_they_said(both: Nights):
    speakers = asked(both, "speakers")
    for row in speakers:
        assert total(asked(both, "said", speaker=row["speaker_id"])) == row["quotes"]
    named = sum(row["quotes"] for row in speakers)
    whole = sum(row["quotes"] for row in asked(both, "nights"))
    [count] = asked(both, "unnamed_count")
    assert named + count["unnamed"] == whole
    assert count["unnamed"] == total(asked(both, "said", speaker=None))


def test_a_quotation_is_shown_in_its_sentence_with_whoever_speaks(both: Nights):
    [row] = asked(both, "said", speaker="actor:tov")
    assert row["evidence"] == "Its leader Bren Tov said he would not sue."
    at = row["content_start"] - row["char_start"]
    assert row["evidence"][at:].startswith("he would not sue")


@pytest.mark.parametrize(
    ("words", "found"), [("marl", ["Ines Marl"]), ("LEAGUE", ["Dockers' League"]), ("nobody", [])]
)
def test_a_speaker_is_found_by_a_part_of_the_name(both: Nights, words: str, found: list[str]):
    assert [row["speaker"] for row in asked(both, "speakers", sought=words)] == found


def test_a_story_opens_to_its_copies(both: Nights):
    stories = asked(both, "stories")
    assert max(row["articles"] for row in stories) > 1
    for row in stories:
        copies = asked(both, "copies", story=row["cluster_id"])
        assert total(copies) == row["articles"]
        assert len({each["source"] for each in copies} - {None}) == row["outlets"]


def test_a_claim_opens_to_its_articles(both: Nights):
    claims = asked(both, "claims")
    assert claims
    for row in claims:
        opened = asked(both, "claim_articles", claim=row["claim_id"], relation=row["relation"])
        assert total(opened) == row["articles"]


def test_a_model_opens_to_the_rows_of_each_tenth(both: Nights):
    sure = asked(both, "sure")
    assert {row["task"] for row in sure} == {"topics", "stance", "claims"}
    for row in sure:
        opened = asked(both, "judged", model=row["model_id"], tenth=row["tenth"])
        assert total(opened) == row["decided"] + row["undecided"]
        assert all(row["tenth"] <= 10 * each["probability"] + 1e-6 for each in opened)


def test_pages_are_parts_of_the_whole_in_its_order(both: Nights):
    whole = asked(both, "records")
    parts = [
        row for skip in range(0, len(whole), 2) for row in asked(both, "records", size=2, skip=skip)
    ]
    assert len(whole) > 2
    assert [row["origin"] for row in parts] == [row["origin"] for row in whole]


def test_counts_are_corrected_only_where_people_have_read_rows(both: Nights):
    [politics] = [
        row
        for row in both.corrected("topics", None)
        if row["label"] == TOPICS["politics"] and row["day"] == NIGHT
    ]
    assert politics["low"] <= politics["estimate"] <= politics["high"]
    assert Nights(both.root, both.manifests, labelled=False).corrected("topics", None) == []
