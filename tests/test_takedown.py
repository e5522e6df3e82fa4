"""What is taken down is nowhere, says so in the ledger, and does not come in again."""

import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.night import partition
from tasks.store import file_sha256
from tasks.withdrawal import hits, sought
from tasks.workers import pool
from tests.flows.calling import call

DAYS = ("2026-11-20", "2026-11-21")
GONE = "Velland's glass bridge"
PIECES = {
    "bridge.txt": f"{GONE} opens\n\nWarden Ottilie Krahn praised {GONE} on Friday. It cost nine crowns.\n",
    "mill.txt": "Mill to close\n\nThe miller Hob Sarn condemned the flour tax on Friday. Bread is dear.\n",
    "ferry.jsonl": json.dumps(
        {"title": "Ferry sails", "url": "https://post.example/ferry", "source": "Quay Post",
         "text": "The ferry sailed on Friday with Captain Mira Dole. She praised the crew."}
    ),
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def here():
    """Nights without worker processes, which take longer to start than these nights to run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.runs.pool", lambda workers: pool(0))
        yield


@pytest.fixture(scope="module")
def two_nights(tmp_path_factory):
    folder = tmp_path_factory.mktemp("paper")
    for name, text in PIECES.items():
        (folder / name).write_text(text)
    desk = tmp_path_factory.mktemp("one") / "desk"
    for day in DAYS:
        night(folder, desk, day)
    return folder, desk


@pytest.fixture
def desk(two_nights, tmp_path):
    shutil.copytree(two_nights[1], tmp_path / "desk", symlinks=True)
    return tmp_path / "desk"


def night(folder, desk, day):
    done = call("run", folder, "--desk", desk, "--day", day, "--no-server", "--workers", 1)
    assert done.code == 0, done.err


def asked(desk, query):
    return json.loads(call("sql", query, "--desk", desk, "--json").out)


def article(desk):
    return asked(desk, "select article_id from articles where text like '%glass bridge%'")[0][
        "article_id"
    ]


def everywhere(desk):
    """The bytes of every published cell and of every other file of the desk but the lists of names."""
    for path in desk.rglob("*"):
        if path.suffix == ".parquet":
            yield str(pq.read_table(path).to_pylist())
        elif path.is_file() and path.suffix != ".duckdb":
            yield path.read_text(encoding="utf-8", errors="replace")


def test_no_file_of_the_desk_holds_it_any_more(desk):
    assert any("glass bridge" in said for said in everywhere(desk))
    done = call(
        "takedown", "--article", article(desk), "--why", "asked to", "--desk", desk, "--json"
    )
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert found["proof"]["found"] == 0
    assert (found["nights"], found["records"]) == (list(DAYS), 2)
    assert found["rows"]["articles"] == 1
    assert not any("glass bridge" in said or "Krahn" in said for said in everywhere(desk))


def test_the_ledger_says_so_and_still_balances(desk):
    call("takedown", "--article", article(desk), "--why", "asked to", "--desk", desk)
    said = asked(
        desk, "select state, reason, article_id from ledger where reason like 'taken down%'"
    )
    assert len(said) == 2
    assert {(row["state"], row["article_id"]) for row in said} == {("quarantined", None)}
    assert all(row["reason"].endswith("asked to") for row in said)
    status = json.loads(call("status", "--desk", desk, "--json").out)
    assert [(night["records"], night["balances"], night["stale"]) for night in status] == [
        (3, True, [])
    ] * 2
    assert call("verify", "--desk", desk).code == 0


def test_the_runs_say_the_hashes_of_the_files_as_they_are(desk):
    call("takedown", "--article", article(desk), "--desk", desk)
    status = json.loads(call("status", "--desk", desk, "--json").out)
    rows = asked(desk, "select night_sha256, files from runs order by day")
    assert sorted(row["night_sha256"] for row in rows) == sorted(
        night["night_sha256"] for night in status
    )
    for day, row in zip(DAYS, rows, strict=True):
        for table, sha in json.loads(row["files"]).items():
            path = desk / "current" / table / f"day={day}" / f"{table}.parquet"
            assert file_sha256(path) == sha
    assert call("verify", "--desk", desk).code == 0


def test_no_night_keeps_finished_shards(desk):
    (desk / "work" / "day=2026-11-22" / "clean").mkdir(parents=True)
    call("takedown", "--article", article(desk), "--desk", desk)
    assert not list(desk.glob("work/day=*"))


def test_a_text_that_another_outlet_has_too_keeps_its_labels(tmp_path):
    tables = {
            "articles": {
                "article_id": ["a", "b", "c"], "text_sha256": ["same", "same", "own"],
                "source": ["Post", "Quay", "Post"], "story_id": ["s", "t", "u"], "version": [1, 1, 1],
            },
            "ledger": {
                "article_id": ["a", "b", "c"], "record_id": ["1", "2", "3"],
                "sha256": ["x", "y", "z"], "origin_file": ["f", "f", "f"],
            },
    }  # fmt: skip
    for table, columns in tables.items():
        path = tmp_path / partition(table, DAYS[0])
        path.parent.mkdir(parents=True)
        pq.write_table(pa.table(columns), path)
    manifest = {"day": DAYS[0], "files": {"articles": {}, "ledger": {}}}
    (tmp_path / "manifest").mkdir()
    (tmp_path / "manifest" / f"day={DAYS[0]}.json").write_text(json.dumps(manifest))
    found = sought(tmp_path, "source", "Post")
    assert (found.articles, found.texts) == ({"a", "c"}, {"own"})
    labels = pa.table({"row": ["same:1", "own:1"]})
    assert hits("labels", labels, found) == 1


def test_asked_again_it_clears_what_was_left_of_the_first_time(desk, monkeypatch):
    gone = article(desk)
    with monkeypatch.context() as killed:
        killed.setattr("tasks.takedown.let_go", stop)
        killed.setattr("tasks.snapshot.let_go", stop)
        with pytest.raises(InterruptedError):
            call("takedown", "--article", gone, "--desk", desk)
    assert any("glass bridge" in said for said in everywhere(desk))
    assert call("takedown", "--article", gone, "--desk", desk).code == 0
    assert not any("glass bridge" in said for said in everywhere(desk))


def stop(*args, **kwargs):
    raise InterruptedError("killed here")


def test_the_same_bytes_do_not_come_in_again(desk, two_nights):
    call("takedown", "--article", article(desk), "--desk", desk)
    for day in (*DAYS, "2026-11-22"):
        night(two_nights[0], desk, day)
    assert asked(desk, "select count(*) as n from articles where text like '%glass bridge%'") == [
        {"n": 0}
    ]
    published = [
        said for path in (desk / "snapshots").rglob("*.parquet") for said in everywhere(path.parent)
    ]
    assert not any("glass bridge" in said for said in published)
    assert call("verify", "--desk", desk).code == 0


@pytest.mark.parametrize(
    "named", [("--url", "https://post.example/ferry"), ("--source", "Quay Post")]
)
def test_an_address_or_an_outlet_names_its_articles(desk, named):
    assert call("takedown", *named, "--desk", desk).code == 0
    assert asked(desk, "select count(*) as n from articles where source = 'Quay Post'") == [
        {"n": 0}
    ]
    assert asked(desk, "select count(*) as n from articles") == [{"n": 2}]
    assert call("verify", "--desk", desk).code == 0


def test_versions_that_are_left_count_from_one(tmp_path):
    body = " ".join(
        f"The council of ward {n} gave lane {n * 7} the name of weaver {n * 3}." for n in range(60)
    )
    known = {
        "title": "Council names lanes",
        "url": "https://post.example/lanes",
        "source": "Quay Post",
    }
    lines = [
        json.dumps({**known, "text": f"{body} {more}", "published": f"2026-11-20T1{n}:00:00Z"})
        for n, more in enumerate(("Rain fell.", "Snow fell later.", "Hail fell last of all."))
    ]
    (tmp_path / "paper").mkdir()
    (tmp_path / "paper" / "lanes.jsonl").write_text("\n".join(lines))
    night(tmp_path / "paper", tmp_path / "desk", DAYS[0])
    versions = asked(tmp_path / "desk", "select version, article_id from articles order by version")
    assert [row["version"] for row in versions] == [1, 2, 3]
    call("takedown", "--article", versions[0]["article_id"], "--desk", tmp_path / "desk")
    left = asked(tmp_path / "desk", "select version from articles order by version")
    assert left == [{"version": 1}, {"version": 2}]
    assert call("verify", "--desk", tmp_path / "desk").code == 0


LANES, MILLS = (
    f"{title}\n\n{body}\n"
    for title, body in (
        (
            "Lanes get names",
            "Warden Ottilie Krahn named nine lanes of Velland on Friday. Rain fell.",
        ),
        ("Mill to close", "The miller Hob Sarn condemned the flour tax on Friday. Bread is dear."),
    )
)
CUT = '[[source]]\nfiles = "*.txt"\nseparator = "^={5,}$"\n'


@pytest.fixture
def wire(tmp_path):
    """A folder with a file of two articles, and where its desk is to be."""
    (tmp_path / "paper").mkdir()
    (tmp_path / "paper" / "wire.txt").write_text(f"{LANES}=====\n{MILLS}")
    return tmp_path / "paper", tmp_path / "desk"


def taken_down(desk, words):
    found = asked(desk, f"select distinct article_id from articles where text like '%{words}%'")
    for row in found:
        assert call("takedown", "--article", row["article_id"], "--desk", desk).code == 0
    assert found


def texts(desk):
    return [row["text"] for row in asked(desk, "select text from articles order by day, text")]


def outcomes(desk, day):
    query = f"select state, reason from ledger where day = '{day}' order by origin_number, state"
    return [(row["state"], row["reason"][:10]) for row in asked(desk, query)]


def test_a_separator_named_later_does_not_bring_it_back(wire):
    folder, desk = wire
    night(folder, desk, DAYS[0])
    taken_down(desk, "nine lanes")
    (folder / "sources.toml").write_text(CUT)
    for day in DAYS:
        night(folder, desk, day)
    assert texts(desk) == []
    assert outcomes(desk, DAYS[0]) == [("quarantined", "taken down")] * 3
    assert outcomes(desk, DAYS[1]) == [("quarantined", "taken down")] * 2
    assert not any("nine lanes" in said for said in everywhere(desk))
    assert call("verify", "--desk", desk).code == 0


def test_a_separator_taken_away_does_not_bring_it_back(wire):
    folder, desk = wire
    (folder / "sources.toml").write_text(CUT)
    night(folder, desk, DAYS[0])
    taken_down(desk, "nine lanes")
    (folder / "sources.toml").unlink()
    night(folder, desk, DAYS[1])
    assert not any("nine lanes" in text for text in texts(desk))
    assert outcomes(desk, DAYS[1]) == [("quarantined", "taken down")]


def test_what_was_held_whole_is_not_cut_to_what_was_taken_down(wire):
    folder, desk = wire
    night(folder, desk, DAYS[0])
    (folder / "sources.toml").write_text(CUT)
    night(folder, desk, DAYS[1])
    found = asked(
        desk,
        f"select article_id from articles where day = '{DAYS[1]}' and text like '%nine lanes%'",
    )
    call("takedown", "--article", found[0]["article_id"], "--desk", desk)
    (folder / "wire.txt").unlink()
    (folder / "other.txt").write_text(PIECES["bridge.txt"])
    night(folder, desk, DAYS[0])
    assert not any("nine lanes" in text for text in texts(desk))
    assert any("Hob Sarn" in text for text in texts(desk))


def test_later_articles_of_a_file_of_the_same_name_and_cut_come_in(wire):
    folder, desk = wire
    (folder / "sources.toml").write_text(CUT)
    night(folder, desk, DAYS[0])
    taken_down(desk, "nine lanes")
    later = PIECES["bridge.txt"]
    (folder / "wire.txt").write_text(f"{LANES}=====\n{later}")
    night(folder, desk, DAYS[1])
    assert [state for state, _ in outcomes(desk, DAYS[1])].count("accepted") == 1
    assert any("glass bridge" in text for text in texts(desk))
    assert not any("nine lanes" in text for text in texts(desk))


def test_rows_of_a_table_are_not_refused_for_a_separator_of_texts(wire):
    folder, desk = wire
    (folder / "wire.txt").unlink()
    (folder / "ferry.jsonl").write_text(PIECES["ferry.jsonl"] + "\n" + json.dumps({"text": MILLS}))
    night(folder, desk, DAYS[0])
    taken_down(desk, "Mira Dole")
    (folder / "sources.toml").write_text(CUT.replace("*.txt", "*"))
    night(folder, desk, DAYS[0])
    assert ["Hob Sarn" in text for text in texts(desk)] == [True]


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--article", "nothing"], 1, "nothing was changed"),
        ([], 2, "one of --article, --source and --url"),
        (["--article", "a", "--url", "b"], 2, "one of --article, --source and --url"),
    ],
    ids=str,
)
def test_a_wrong_call_changes_nothing(desk, args, code, said):
    before = (desk / "current").resolve()
    done = call("takedown", *args, "--desk", desk)
    assert (done.code, said in done.err) == (code, True)
    assert (desk / "current").resolve() == before
    assert not (desk / "takedowns.jsonl").exists()


def test_an_export_holds_the_findings_and_no_sentence(desk, tmp_path):
    done = call("export", tmp_path / "out", "--no-text", "--desk", desk, "--json")
    assert done.code == 0, done.err
    cells = "".join(everywhere(tmp_path / "out"))
    for words in ("glass bridge on Friday", "bridge opens", "Bread is dear", "flour tax on"):
        assert words not in cells
    assert "Ottilie Krahn" in cells
    kept = pq.read_table(tmp_path / "out" / "articles" / f"day={DAYS[0]}" / "articles.parquet")
    assert {"text", "title"}.isdisjoint(kept.column_names)
    assert {"article_id", "text_sha256", "source", "words"} <= set(kept.column_names)
    assert not (tmp_path / "out" / "raw").exists()


def test_an_export_where_no_folder_can_be_gets_one_line(desk, tmp_path):
    (tmp_path / "file").write_text("")
    for place in (Path("/proc/none"), tmp_path / "file" / "out", tmp_path / ("x" * 300)):
        done = call("export", place, "--no-text", "--desk", desk)
        assert (done.code, done.out) == (2, "")
        assert f"cannot make {place}: " in done.err
        assert len(done.err.strip().splitlines()) == 1
    assert "'' is no path" in call("export", "", "--no-text", "--desk", desk).err


def test_an_export_is_said_to_be_without_text_and_goes_to_a_new_folder(desk, tmp_path):
    assert "say --no-text" in call("export", tmp_path / "out", "--desk", desk).err
    done = call("export", desk / "inbox" / "..", "--no-text", "--desk", desk)
    assert (done.code, "not empty" in done.err) == (2, True)


@pytest.mark.parametrize("inside", ["current/x", "snapshots/x", "work/x/y", "inbox/x"])
def test_an_export_writes_nothing_where_nights_are_kept(desk, inside):
    done = call("export", desk / inside, "--no-text", "--desk", desk)
    assert (done.code, "is inside a desk" in done.err) == (2, True)
    assert not (desk / inside).exists()


def test_what_is_no_address_takes_nothing_down(desk):
    done = call("takedown", "--url", "1", "--desk", desk)
    assert (done.code, "1 is no web address" in done.err) == (2, True)
