"""A user's query reads the tables and does nothing else."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tasks.config import ASSETS
from tasks.errors import UserError
from tasks.warehouse import examples, query

READS = [
    "select count(*) from articles",
    "from nights",
    "with one as (select 1 as a) select * from one",
    "describe articles",
    "show tables",
    "summarize topics",
    "explain select * from articles",
    "explain analyze select * from articles",
    "from (pivot nights on day in ('2026-11-20') using sum(records))",
]
REFUSED = [
    "drop view articles",
    "create table t as select 1",
    "copy (select 1) to '{root}/out.csv'",
    "explain analyze copy (select 1) to '{root}/out.csv'",
    "-- first\nexplain /* second */ analyze copy (select 1) to '{root}/out.csv'",
    "explain (analyze, format json) copy (select 1) to '{root}/out.csv'",
    "set memory_limit = '64GB'",
    "attach '{root}/x.duckdb'",
    "install httpfs",
    "pragma database_list",
    "call pragma_version()",
    "select 1; select 2",
    "",
    "selec",
    "select * from nowhere",
    "select * from read_csv('/etc/hostname')",
    "select * from read_text('{root}/../secret.txt')",
    "select * from glob('/*')",
    "select * from read_parquet('https://example.org/x.parquet')",
]


@pytest.mark.parametrize("sql", READS)
def test_reading_statements_are_answered(desk: Path, sql: str) -> None:
    assert query(desk, sql).rows > 0


@pytest.mark.parametrize("sql", REFUSED)
def test_everything_else_is_refused_with_a_sentence(desk: Path, sql: str) -> None:
    (desk.parent / "secret.txt").write_text("secret", encoding="utf-8")
    before = sorted(desk.rglob("*"))
    with pytest.raises(UserError) as refused:
        query(desk, sql.format(root=desk))
    assert str(refused.value)
    assert sorted(desk.rglob("*")) == before


def test_a_query_without_end_is_stopped(desk: Path) -> None:
    endless = "select count(*) from range(1000000000) a, range(1000000000) b"
    with pytest.raises(UserError, match=r"no answer within 0\.2 seconds"):
        query(desk, endless, seconds=0.2)


def test_a_query_that_eats_memory_is_stopped(desk: Path) -> None:
    with pytest.raises(UserError, match="Out of Memory"):
        query(desk, "select list(a.range || 'x') from range(20000000) a", memory="64MB")


def test_an_example_goes_by_its_name() -> None:
    question, sql = examples()["front_page"]
    assert question.startswith("What was the last night about?")
    assert "from topics_by_day" in sql
    assert len(examples()) >= 8


def test_every_example_that_a_page_or_command_names_ships() -> None:
    texts = [ASSETS / "README.md", ASSETS / "Makefile", *ASSETS.glob("docs/*.md")]
    texts += [*ASSETS.glob("flows/*.py"), *ASSETS.glob("tasks/brief/*.j2")]
    named = {
        name
        for path in texts
        for name in re.findall(r"sql .*?--example ([a-z_]+)", path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= set(examples())


def test_no_progress_bar_is_drawn_into_an_answer(desk: Path) -> None:
    # Only programs without a file of their own are given one.
    asked = "select current_setting('enable_progress_bar') as drawn"
    code = "import sys; from pathlib import Path; from tasks.warehouse import query; "
    code += "print(query(Path(sys.argv[1]), sys.argv[2]).table.to_pylist())"
    call = [sys.executable, "-c", code, str(desk), asked]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert done.stdout == "[{'drawn': False}]\n"
