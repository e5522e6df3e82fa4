"""A night by the command line: whole or absent, the same at any number of workers, resumable."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from tasks.config import SQL, Settings
from tasks.warehouse import run_checks
from tasks.workers import pool
from tests.flows.calling import Done, call

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-20"
STAGES = ("clean", "segment", "link", "classify")

PIECES = {
    "dam.txt": (
        "Lake dam will go ahead, says minister\n\nSTONEFORD: The government of Velland approved the"
        " Lake Orrin dam on Friday after a night of debate.\n\n"
        '"We support the dam because the valley needs water," Energy Minister Carla Renz said.\n\n'
        "Opposition leader Tomas Vale condemned the project.\n"
    ),
    "match.txt": (
        "Rovers hold on for draw\n\nRivermouth Rovers drew 1-1 with Harbour City on Saturday after a"
        ' late goal.\n\n"The players gave everything," coach Ines Duarte said.\n'
    ),
    "copy.txt": "",
}  # fmt: skip


def said(done: Done):
    assert done.code == 0, done.err
    return json.loads(done.out)


def run(desk: Path, *args: object) -> Done:
    return call("run", *args, "--desk", desk, "--day", DAY, "--no-server", "--json")


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("paper")
    for name, text in PIECES.items():
        (folder / name).write_text(text or PIECES["dam.txt"], encoding="utf-8")
    (folder / "rubbish.txt").write_bytes(bytes(range(256)) * 40)
    return folder


@pytest.fixture(scope="module")
def night(source, tmp_path_factory) -> tuple[Path, dict]:
    desk = tmp_path_factory.mktemp("one") / "desk"
    return desk, said(run(desk, source, "--workers", 1))


def test_every_record_ends_in_one_state_and_the_sums_balance(night):
    desk, summary = night
    assert summary["ledger"] == {"accepted": 2, "duplicate": 1, "quarantined": 1}
    status = said(call("status", "--desk", desk, "--json"))
    assert [(n["day"], n["records"], n["balances"], n["stale"]) for n in status] == [
        (DAY, 4, True, [])
    ]


def test_neither_the_number_of_workers_nor_a_resume_shows(tmp_path, monkeypatch):
    monkeypatch.setattr("flows.runs.Settings", lambda: Settings(shard_records=3))
    (tmp_path / "paper").mkdir()
    lines = [
        json.dumps(
            {"title": f"Vote {n}", "text": f"The council of ward {n} backed the tram. {'x ' * n}"}
        )
        for n in range(10)
    ]
    (tmp_path / "paper" / "wire.jsonl").write_text("\n".join(lines))
    one, two = (
        said(run(tmp_path / f"desk{n}", tmp_path / "paper", "--workers", n)) for n in (1, 2)
    )
    assert len(list((tmp_path / "desk1" / "work" / f"day={DAY}" / "clean").iterdir())) == 4
    assert one["night_sha256"] == two["night_sha256"]
    shutil.rmtree(tmp_path / "desk1" / "work" / f"day={DAY}" / "segment" / "00002")
    again = said(run(tmp_path / "desk1", tmp_path / "paper", "--workers", 2))
    assert again["night_sha256"] == one["night_sha256"]


def test_a_changed_watchlist_makes_the_judging_again_and_nothing_before_it(source, tmp_path):
    desk = tmp_path / "desk"
    said(run(desk, source))
    work = desk / "work" / f"day={DAY}"
    before = {stage: (work / stage / "00000" / "done.json").stat().st_mtime_ns for stage in STAGES}
    (desk / "watchlist.toml").write_text('[[targets]]\nid = "d"\nname = "the Lake Orrin dam"\n')
    [status] = said(call("status", "--desk", desk, "--json"))
    assert status["stale"] == ["watchlist.toml has changed"]
    said(run(desk, source))
    after = {stage: (work / stage / "00000" / "done.json").stat().st_mtime_ns for stage in STAGES}
    assert {stage for stage in STAGES if before[stage] != after[stage]} == {"classify"}
    [status] = said(call("status", "--desk", desk, "--json"))
    assert status["stale"] == []


def test_two_nights_are_linked_and_a_backfill_makes_them_again(source, tmp_path):
    desk = tmp_path / "desk"
    first = said(run(desk, source))
    said(call("run", source, "--desk", desk, "--day", "2026-11-21", "--no-server", "--json"))
    status = said(call("status", "--desk", desk, "--json"))
    assert status[1]["ledger"] == {"duplicate": 3, "quarantined": 1}
    nights = call(
        "backfill", "--from", DAY, "--to", "2026-11-22", "--desk", desk, "--no-server", "--json"
    )
    assert [night["day"] for night in said(nights)] == [DAY, "2026-11-21"]
    assert said(nights)[0]["night_sha256"] == first["night_sha256"]


def test_a_night_that_fails_a_check_is_not_published(source, tmp_path, monkeypatch):
    desk = tmp_path / "desk"
    checks = tmp_path / "checks"
    shutil.copytree(SQL, checks)
    (checks / "checks" / "never.sql").write_text(
        "-- fail\n-- Nothing is ever right.\nselect 1 as wrong;\n"
    )
    done = call("run", source, "--desk", desk, "--day", DAY, "--no-server", "--json")
    assert done.code == 0
    before = (desk / "current").resolve()
    monkeypatch.setattr("tasks.publish.run_checks", lambda root, day: run_checks(root, day, checks))
    monkeypatch.setattr("flows.runs.pool", lambda workers: pool(0))
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "late.txt").write_text(PIECES["match.txt"] + "It rained.\n")
    done = run(desk, tmp_path / "more")
    assert (done.code, (desk / "current").resolve()) == (1, before)
    assert "never: 1 rows" in done.err


def test_the_same_files_again_change_nothing(night, source):
    desk, summary = night
    again = said(run(desk, source))
    assert again["night_sha256"] == summary["night_sha256"]


def test_a_night_is_the_same_when_only_its_tables_are_left(night, source):
    desk, summary = night
    for path in (desk / "work").glob("day=*"):
        subprocess.run(["rm", "-r", path], check=True)
    again = said(run(desk, source))
    assert again["night_sha256"] == summary["night_sha256"]


def test_any_client_reads_the_desk(night):
    desk, _ = night
    current = desk / "current"
    assert len(pd.read_parquet(current / "articles" / f"day={DAY}" / "articles.parquet")) == 2
    with duckdb.connect(str(desk / "nightdesk.duckdb"), read_only=True) as views:
        assert views.execute("select count(*) from articles").fetchall() == [(2,)]
    glob = f"select count(*) from read_parquet('{current}/ledger/day=*/*.parquet')"
    assert duckdb.execute(glob).fetchall() == [(4,)]


def test_what_was_published_verifies_until_it_is_touched(source, tmp_path):
    desk = tmp_path / "desk"
    said(run(desk, source))
    assert call("verify", "--desk", desk).code == 0
    file = next((desk / "current" / "quotes").rglob("*.parquet"))
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    done = call("verify", "--desk", desk)
    assert done.code == 1
    assert "quotes" in done.out


def test_a_damaged_published_file_is_made_again_from_its_shards(source, tmp_path):
    desk = tmp_path / "desk"
    first = said(run(desk, source))
    file = next((desk / "current" / "quotes").rglob("*.parquet"))
    with file.open("r+b") as published:
        published.seek(100)
        published.write(b"????")
    assert call("verify", "--desk", desk).code == 1
    again = said(run(desk, source))
    assert again["night_sha256"] == first["night_sha256"]
    assert call("verify", "--desk", desk).code == 0


def test_a_killed_night_leaves_the_one_before_and_resumes_to_the_same_bytes(
    night, source, tmp_path
):
    desk = tmp_path / "desk"
    command = [
        sys.executable,
        "-m",
        "flows.cli",
        "run",
        source,
        "--desk",
        desk,
        "--day",
        DAY,
        "--no-server",
    ]
    process = subprocess.Popen(
        list(map(str, command)),
        cwd=ROOT,
        start_new_session=True,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    while not list(desk.glob("work/day=*/clean/00000/done.json")) and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert not (desk / "current").exists()
    assert said(run(desk, source))["night_sha256"] == night[1]["night_sha256"]


def test_the_inbox_is_read_once_and_put_by(tmp_path):
    desk = tmp_path / "desk"
    done = call("run", "--desk", desk, "--day", DAY, "--no-server")
    assert done.code == 2
    assert "nothing to read" in done.err
    assert not desk.exists()
    piece = desk / "inbox" / "piece.txt"
    piece.parent.mkdir(parents=True)
    piece.write_text(PIECES["dam.txt"])
    os.utime(piece, (time.time() - 60, time.time() - 60))
    said(run(desk))
    assert not list((desk / "inbox").iterdir())
    assert (desk / "archive" / f"day={DAY}" / "piece.txt").exists()


def test_a_sources_file_written_after_the_first_night_reaches_what_the_day_holds(tmp_path):
    desk, paper = tmp_path / "desk", tmp_path / "paper"
    paper.mkdir()
    words = "Die Fähre lief am Montag vor der Insel auf Grund, sagte der Hafenmeister am Abend."
    paper.joinpath("a.csv").write_text(f'Zeile,Zwei\n"Fähre auf Grund","{words}"\n')
    first = said(run(desk, paper))
    paper.joinpath("sources.toml").write_text(
        '[[source]]\nsource = "Hafenpost"\ncolumns = { title = "Zeile", text = "Zwei" }\n'
    )
    second = said(run(desk, paper))
    fresh = said(run(tmp_path / "fresh", paper))
    assert first["ledger"] == {"quarantined": 1} or first["night_sha256"] != fresh["night_sha256"]
    assert second["night_sha256"] == fresh["night_sha256"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["run", "/no/such/folder"], "no such file or folder"),
        (["run", ".", "--day", "29.12.2016"], "write it as YYYY-MM-DD"),
        (["run", ".", "--day", "2016-13-01"], "write it as YYYY-MM-DD"),
        (["run", "README.md", "--desk", "tests"], "is not a desk and not empty"),
        (["run", "README.md", "--desk", "README.md"], "is a file"),
        (["run", ".", "--runner", "ray"], "--runner is processes or dask"),
        (["status", "--desk", "/no/desk"], "no desk at"),
        (["sql", "select 1", "--desk", "/no/desk"], "no desk at"),
        (["backfill", "--from", "2026-11-02", "--to", "2026-11-01"], "swap them"),
        (["run", "", "--no-server"], "'' is no path"),
        (["run", "README.md", "--desk", ""], "'' is no path"),
        (["backfill", "--from", "2026-11-01", "--to", "2026-11-01", ""], "'' is no path"),
        (["run", "README.md", "--workers", "9" * 20], "less than or equal to 4096"),
        (["sql", "-- a comment\nselect 1", "--desk", "/no/desk"], "no desk at"),
        (["sql", "--frmat", "json"], "No such option: --frmat"),
        (["explain"], "Missing argument 'row'; see"),
        (["models", "card", "topics", "../stance/v1"], "no model topics/../stance/v1"),
        (["models", "card", "bogus"], "no model for 'bogus'; there are claims, names"),
        (["evaluate", "sentiment", "x.jsonl"], "no task 'sentiment'"),
        (["train", "sentiment"], "no model for 'sentiment'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_call_gets_one_line_that_says_what_to_do(args, said):
    done = call(*args)
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_without_a_command_the_help_is_all():
    done = call()
    assert (done.code, done.err) == (2, "")
    assert "takedown" in done.out


def test_an_empty_folder_is_said_to_be_empty(tmp_path):
    (tmp_path / "empty").mkdir()
    done = run(tmp_path / "desk", tmp_path / "empty")
    assert done.code == 2
    assert "nothing to read" in done.err
    assert not (tmp_path / "desk").exists()
