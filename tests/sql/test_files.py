"""Every SQL file runs, says what it is for, and keeps to the house's sizes."""

import re
from pathlib import Path

import duckdb
import pytest

from tasks.config import SQL
from tasks.schemas import TABLES
from tasks.warehouse import open_views
from tasks.warehouse.checks import heading, read_check

FILES = sorted(SQL.glob("*/*.sql"))
MARTS = sorted(path.stem for path in SQL.glob("marts/*.sql"))
GRAINS = {
    "claim_cases": ["day", "claim_id", "relation"],
    "corrected_counts": ["day", "task", "about", "label"],
    "funnel": ["day", "state", "reason"],
    "gold_labels": ["day", "task", "row"],
    "gold_rates": ["task", "model_id", "told", "decided", "truth"],
    "judged_rows": ["day", "task", "article_id", "row"],
    "label_kinds": ["task", "model_id", "label"],
    "nights": ["day"],
    "openings": ["day", "article_id"],
    "outlets": ["day", "source"],
    "quote_sentences": ["day", "quote_id"],
    "speakers": ["day", "speaker_id"],
    "stance_pairs": ["day", "is_own_voice", "holder_id", "target_id", "story"],
    "stance_sentences": ["day", "stance_id"],
    "stories": ["day", "cluster_id"],
    "topics_by_day": ["day", "code"],
}


def names(paths: list[Path]) -> list[str]:
    return [f"{path.parent.name}/{path.name}" for path in paths]


@pytest.fixture(scope="module")
def views(desk: Path) -> duckdb.DuckDBPyConnection:
    return open_views(desk)


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_a_file_opens_with_what_it_is_and_stays_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(heading(text.splitlines())) > 10
    assert text.endswith(";\n")
    assert text.count("\n") <= 120
    without_words = re.sub(r"--.*|'[^']*'", "", text)
    assert without_words == without_words.lower()


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_only_staging_names_parquet(path: Path) -> None:
    named = "parquet" in path.read_text(encoding="utf-8")
    expected = path.parent.name == "staging" and path.stem != "vocabulary"
    assert named == expected


MACROS = sorted(SQL.glob("macros/*.sql"))


@pytest.mark.parametrize("path", MACROS, ids=names(MACROS))
def test_a_macro_passes_its_own_tests(path: Path, views: duckdb.DuckDBPyConnection) -> None:
    _, tests = path.read_text(encoding="utf-8").split("-- Tests")
    statements = [text for text in tests.split(";\n") if text.strip()]
    assert statements
    for statement in statements:
        assert views.sql(statement).fetchall() == [(True,)], statement


def test_each_table_has_its_view_with_the_columns_of_its_schema(
    views: duckdb.DuckDBPyConnection,
) -> None:
    for table, schema in TABLES.items():
        columns = views.sql(f"from {table}").columns
        assert columns[: len(schema)] == schema.names


def test_a_mart_says_its_grain_and_keeps_it(views: duckdb.DuckDBPyConnection) -> None:
    assert sorted(GRAINS) == MARTS
    for mart, key in GRAINS.items():
        opening = (SQL / "marts" / f"{mart}.sql").read_text(encoding="utf-8")
        assert opening.startswith("-- One row per ")
        keys = ", ".join(key)
        rows, distinct = views.sql(
            f"select count(*), (select count(*) from (select distinct {keys} from {mart})) from {mart}"
        ).fetchall()[0]
        assert rows == distinct > 0, mart


CHECKS = sorted(SQL.glob("checks/*.sql"))


@pytest.mark.parametrize("path", CHECKS, ids=names(CHECKS))
def test_a_check_says_how_grave_it_is_and_looks_at_one_night(path: Path) -> None:
    severity, rule, text = read_check(path)
    assert severity in ("fail", "warn")
    assert rule.endswith((".", "?"))
    assert "getvariable('day')" in text


EXAMPLES = sorted(SQL.glob("examples/*.sql"))


@pytest.mark.parametrize("path", EXAMPLES, ids=names(EXAMPLES))
def test_an_example_asks_a_question_and_sorts_its_answer(
    path: Path, views: duckdb.DuckDBPyConnection
) -> None:
    text = path.read_text(encoding="utf-8")
    assert "?" in heading(text.splitlines())
    assert "order by" in text
    views.sql(text).fetchall()


@pytest.mark.parametrize("path", EXAMPLES, ids=names(EXAMPLES))
def test_an_example_answers_from_an_empty_desk(path: Path, tmp_path: Path) -> None:
    with open_views(tmp_path) as views:
        assert views.sql(path.read_text(encoding="utf-8")).fetchall() == []
