"""Review by the command line: a sheet goes out, comes back filled in, and its labels stay."""

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest

from tasks.models import topic_examples
from tasks.models.stance_examples import COLUMNS
from tasks.review import work
from tasks.review.labels import Label, add, read
from tasks.review.sheet import Filled
from tests.flows.calling import call


def rows_of(sheet: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))


def drawn(desk: Path, task: str, sheet: Path, *args: object) -> list[dict[str, str]]:
    done = call("review", task, "--desk", desk, "--out", sheet, *args)
    assert done.code == 0, done.err
    return rows_of(sheet)


def filled(sheet: Path, label: str) -> Path:
    rows = rows_of(sheet)
    with sheet.open("w", encoding="cp1252", errors="replace", newline="") as file:
        writer = csv.DictWriter(
            file, ["label", "row", "note"], delimiter=";", extrasaction="ignore"
        )
        writer.writeheader()
        writer.writerows(row | {"label": label} for row in rows)
    return sheet


def test_the_sheet_shows_the_rows_and_not_what_the_model_thought(desk, tmp_path):
    rows = drawn(desk, "stance", tmp_path / "s.csv", "--rows", 6)
    assert 1 <= len(rows) <= 6
    assert all("[target: " in row["sentence"] for row in rows)
    assert not {"p_favour", "probability", "decided", "model_id", "chosen"} & set(rows[0])
    assert [row["label"] for row in rows] == [""] * len(rows)


def test_labels_come_back_from_a_spreadsheet_and_are_kept(desk, tmp_path):
    rows = drawn(desk, "topics", tmp_path / "t.csv", "--rows", 8)
    sheet = filled(tmp_path / "t.csv", "Politics")
    done = call(
        "review", "topics", "--read", sheet, "--annotator", "anna", "--desk", desk, "--json"
    )
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert (found["new"], found["known"], found["lost"]) == (len(rows), 0, [])
    told = call(
        "sql", "select distinct label from labels where task = 'topics'", "--desk", desk, "--json"
    )
    assert json.loads(told.out) == [{"label": "medtop:11000000"}]
    assert call("verify", "--desk", desk).code == 0
    examples = topic_examples.own([Path(found["training"])])
    assert {example.labels for example in examples} == {("politics",)}
    assert len(examples) == found["taught"] < len(rows)


def test_what_is_labelled_is_not_drawn_again(desk, tmp_path):
    first = drawn(desk, "stance", tmp_path / "one.csv", "--rows", 4)
    sheet = filled(tmp_path / "one.csv", "favour")
    assert call("review", "stance", "--read", sheet, "--annotator", "ben", "--desk", desk).code == 0
    done = call("review", "stance", "--desk", desk, "--out", tmp_path / "two.csv", "--rows", 99)
    second = rows_of(tmp_path / "two.csv") if done.code == 0 else []
    assert not {row["row"] for row in first} & {row["row"] for row in second}


def test_stance_labels_are_rows_to_train_on(desk, tmp_path):
    drawn(desk, "stance", tmp_path / "s.csv", "--again", "--annotator", "cara", "--rows", 99)
    sheet = filled(tmp_path / "s.csv", "against")
    found = json.loads(
        call(
            "review", "stance", "--read", sheet, "--annotator", "cara", "--desk", desk, "--json"
        ).out
    )
    assert found["agreement"]["pairs"][0]["annotators"] == ["ben", "cara"]
    lines = pd.read_json(found["training"], lines=True)
    # Ben said favour and Cara against: nobody knows, so nothing is taught.
    assert found["taught"] == len(lines) == 0
    done = call(
        "review", "stance", "--read", sheet, "--annotator", "dora", "--desk", desk, "--json"
    )
    lines = pd.read_json(json.loads(done.out)["training"], lines=True)
    if len(lines):
        assert set(COLUMNS) <= set(lines)
        assert set(lines["label"]) == {"against"}


def test_a_label_is_never_written_over(desk, tmp_path):
    drawn(desk, "stance", tmp_path / "s.csv", "--again", "--annotator", "emil", "--rows", 2)
    sheet = filled(tmp_path / "s.csv", "favour")
    assert (
        call("review", "stance", "--read", sheet, "--annotator", "emil", "--desk", desk).code == 0
    )
    before = (desk / "labels" / "stance.csv").read_bytes()
    other = tmp_path / "other.csv"
    other.write_text(sheet.read_text(encoding="cp1252").replace("favour", "against"))
    done = call("review", "stance", "--read", other, "--annotator", "emil", "--desk", desk)
    assert done.code == 2
    assert "says against, before it was favour" in done.err
    again = call(
        "review", "stance", "--read", sheet, "--annotator", "emil", "--desk", desk, "--json"
    )
    assert json.loads(again.out)["new"] == 0
    assert (desk / "labels" / "stance.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("row;label\nab:1-2:author:1-2;in favour\n", "line 2 has 'in favour': nothing was read"),
        ("row;label\n;favour\n", "line 2 names no row"),
        ("id,answer\n1,favour\n", "no column label, row"),
        ("", "no column label, row"),
        ("row,label\nab:1-2:author:1-2,favour\n", "none of the sheet's rows is on this desk"),
        (
            'row,label,note\nab:1-2,favour,"he said\ncd:1-2,against,\n',
            "from line 2 on the quotation",
        ),
        ("row,label,label\nab:1-2:author:1-2,favour,neutral\n", "column label stands twice"),
        ("row,label\nab:1-2:author:1-2,\n", "no line has a label: fill in the column `label`"),
    ],
    ids=[
        "a word",
        "no row",
        "no columns",
        "empty",
        "another desk's",
        "a stray mark",
        "two columns",
        "not filled",
    ],
)
def test_a_wrong_sheet_adds_nothing_and_says_why(desk, tmp_path, text, said):
    before = sorted((path.name, path.read_bytes()) for path in (desk / "labels").glob("*.csv"))
    (tmp_path / "wrong.csv").write_text(text)
    done = call(
        "review", "stance", "--read", tmp_path / "wrong.csv", "--annotator", "x", "--desk", desk
    )
    assert done.code in (1, 2)
    assert said in done.err
    assert (
        sorted((path.name, path.read_bytes()) for path in (desk / "labels").glob("*.csv")) == before
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["names"], "choose from topics, stance, claims"),
        (["stance", "--read", "nowhere.csv", "--annotator", "x"], "cannot be read"),
        (["stance", "--read", "README.md"], "--annotator NAME"),
        (["stance", "--read", "README.md", "--annotator", "a\nb"], "is no name for an annotator"),
        (["stance", "--read", "README.md", "--annotator", " =1+1"], "is no name for an annotator"),
        (["stance", "--out", "README.md"], "is there already"),
        (
            ["stance", "--out", "no/such/sheet.csv"],
            "no/such is no folder; make it, or name another",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_call_says_what_to_do(desk, args, said):
    done = call("review", *args, "--desk", desk)
    assert done.code == 2
    assert said in done.err


def test_a_sheet_that_nobody_placed_says_where_it_went(desk, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = call("review", "stance", "--desk", desk, "--rows", 3)
    assert done.code == 0, done.err
    assert f"{tmp_path / 'review-stance.csv'}: " in done.out
    assert (tmp_path / "review-stance.csv").exists()


def test_a_sheet_with_fewer_rows_than_asked_says_why(desk, tmp_path):
    done = call("review", "topics", "--desk", desk, "--out", tmp_path / "t.csv", "--rows", 500)
    assert done.code == 0, done.err
    assert " of 500 asked, all that are left (a text counts once)" in done.out


def test_where_nobody_has_labelled_there_is_nothing_to_read_again(desk, tmp_path):
    done = call("review", "claims", "--desk", desk, "--out", tmp_path / "c.csv", "--again")
    assert done.code == 1
    assert "no row of claims that others have labelled is left to read" in done.err
    assert not (tmp_path / "c.csv").exists()


def test_the_call_to_train_names_the_training_sets_where_they_are_wanted(tmp_path):
    def given(said):
        return [Label("ab", said, "x", "2026-11-22", "m", "")]

    file = tmp_path / "my labels" / "topics.train.csv"
    assert work._command("topics", file, given("docks")).endswith("topics.train.csv'")
    assert work._command("topics", file, given("sport")).endswith(" --data DIR")
    assert work._command("stance", file, given("favour")).endswith(" --data DIR")


def test_labels_outlive_the_night_being_made_again(desk, tmp_path):
    asked = "select count(*) as n from labels"
    before = call("sql", asked, "--desk", desk, "--json").out
    done = call(
        "backfill", "--from", "2026-11-20", "--to", "2026-11-20", "--desk", desk, "--no-server"
    )
    assert done.code == 0, done.err
    assert call("sql", asked, "--desk", desk, "--json").out == before


def test_a_reading_stopped_midway_is_made_good_by_reading_the_sheet_again(
    desk, tmp_path, monkeypatch
):
    rows = drawn(desk, "topics", tmp_path / "t.csv", "--rows", 2)
    sheet = filled(tmp_path / "t.csv", "Politics")
    read = ("review", "topics", "--read", sheet, "--annotator", "fred", "--desk", desk)
    with monkeypatch.context() as killed:
        killed.setattr("tasks.review.work.stage_changed", stop)
        with pytest.raises(InterruptedError):
            call(*read)
    assert call(*read).code == 0
    asked = "select count(*) as n from labels where annotator = 'fred'"
    assert json.loads(call("sql", asked, "--desk", desk, "--json").out) == [{"n": len(rows)}]


def test_a_kill_while_labels_are_added_tears_no_line(tmp_path, monkeypatch):
    line = Filled(2, "ab:1", "favour", "one\r\ntwo")
    add(tmp_path, "stance", [line], "gina", "2026-11-22", {"ab:1": "m"})
    before = (tmp_path / "stance.csv").read_bytes()
    with monkeypatch.context() as killed:
        killed.setattr("os.fsync", stop)
        with pytest.raises(InterruptedError):
            add(tmp_path, "stance", [line], "hugo", "2026-11-22", {"ab:1": "m"})
    assert (tmp_path / "stance.csv").read_bytes() == before
    add(tmp_path, "stance", [line], "hugo", "2026-11-22", {"ab:1": "m"})
    assert [each.note for each in read(tmp_path, "stance")] == ["one\r\ntwo"] * 2


def stop(*args, **kwargs):
    raise InterruptedError("killed here")
