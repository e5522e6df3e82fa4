"""The parts of a review: which rows, whose labels, how far people agree."""

import hashlib

import numpy as np
import pytest

from tasks import csv_files
from tasks.errors import DataError, UserError
from tasks.models.claim_examples import Pairs, with_own
from tasks.review import sheet, training
from tasks.review.agreement import agreement, cohen, krippendorff
from tasks.review.choose import candidates, choose
from tasks.review.labels import Label, add, agreed, read
from tasks.review.words import _topics, words
from tasks.schemas import RELATIONS
from tests.sql.night import NIGHT, build


def label(row: str, said: str, who: str) -> Label:
    return Label(row, said, who, "2026-11-22", "m", "")


def gold(text_sha256: str) -> bool:
    return hashlib.md5(f"{text_sha256}:gold".encode()).hexdigest() < "8"


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return build(tmp_path_factory.mktemp("tables"))


@pytest.mark.parametrize("task", ["topics", "stance", "claims"])
def test_gold_texts_are_drawn_from_at_random_only(tables, task):
    found = choose(tables, task, 50)
    assert found
    for row in found:
        assert (row["chosen"] == "random") == gold(row["text_sha256"]) == row["gold"]


def test_the_same_desk_gives_the_same_sheet_and_a_day_narrows_it(tables):
    assert choose(tables, "topics", 3) == choose(tables, "topics", 3)
    assert {row["day"] for row in choose(tables, "topics", 50, NIGHT)} == {NIGHT}


@pytest.mark.parametrize("task", ["topics", "stance", "claims"])
def test_a_sheet_has_as_many_rows_as_are_asked_while_there_are_some(tables, task):
    with candidates(tables, task) as connection:
        [[there]] = connection.sql("select count(*) from candidates").fetchall()
    for asked in (1, there, there + 5):
        assert len(choose(tables, task, asked)) == min(asked, there)


def test_where_nothing_is_left_it_says_how_many_have_labels(tables):
    every = {row["row"] for row in choose(tables, "topics", 50)}
    with pytest.raises(DataError, match=rf"left to read \({len(every)} have labels already\)"):
        choose(tables, "topics", 50, None, every)


def test_rows_that_are_known_give_way_to_others(tables):
    every = {row["row"] for row in choose(tables, "topics", 50)}
    some = sorted(every)[:2]
    assert {row["row"] for row in choose(tables, "topics", 50, None, some)} == every - set(some)


def test_a_formula_in_a_sentence_stays_text():
    row = {"row": "ab", "title": "=HYPERLINK(1)", "source": None, "text": "+1 point"}
    row["model_id"] = "topics/one"
    assert b"'=HYPERLINK(1),'+1 point" in sheet.written("topics", [row], lambda model: ["sport"])


def test_each_row_is_offered_the_labels_of_the_model_that_judged_it(tmp_path):
    taxonomies = {"topics/own": ["docks", "schools"], "topics/media": ["sport"]}
    rows = [{"row": name, "model_id": f"topics/{name}", "text": ""} for name in ("own", "media")]
    out = tmp_path / "sheet.csv"
    out.write_bytes(sheet.written("topics", rows, taxonomies.__getitem__))
    assert [line.cells["labels"] for line in csv_files.read(out, ()).lines] == [
        "docks / schools / ?",
        "sport / ?",
    ]
    out.write_text("row,label\nown,docks\nmedia,docks\n")
    with pytest.raises(
        UserError, match="line 3 has 'docks': nothing was read; a label is one of s"
    ):
        sheet.read(out, lambda row: taxonomies[f"topics/{row}"])


def test_labels_are_those_of_a_models_card_or_where_it_is_gone_of_what_it_told(monkeypatch):
    cards = {None: {"short": "sport", "code": "medtop:15000000"}}
    cards["own"] = {"short": "docks", "code": "docks"}

    def card(task, version=None):
        if version not in cards:
            raise UserError("no such model")
        return {"settings": {"classes": [cards[version]]}}

    monkeypatch.setattr("tasks.models.catalogue.card", card)
    _topics.cache_clear()
    assert words("topics", "topics/own") == {"docks": "docks"}
    assert words("topics") == {"sport": "medtop:15000000"}
    gone = {told: words("topics", "topics/gone", [told]) for told in ("rail", "medtop:15000000")}
    assert gone["rail"] == {"rail": "rail"}
    assert {"sport", "politics", "weather"} < set(gone["medtop:15000000"])
    _topics.cache_clear()


def test_two_stray_quotation_marks_swallow_no_line(tmp_path):
    """Read strictly they pair up: the note of line 2 would run on into line 3."""
    rows = [f"{hashlib.sha256(name.encode()).hexdigest()}:1-2:author:1-2" for name in "abc"]
    out = tmp_path / "sheet.csv"
    out.write_text(f'note,label,row\n",favour,{rows[0]}\n",against,{rows[1]}\n,favour,{rows[2]}\n')
    with pytest.raises(UserError, match="a cell of line 2 holds other lines of the sheet"):
        sheet.read(out, lambda row: ["favour", "against"])
    out.write_text(f'note,label,row\n"one\ntwo",favour,{rows[0]}\n')
    assert [each.note for each in sheet.read(out, lambda row: ["favour"])] == ["one\ntwo"]


def test_the_label_most_gave_counts_and_a_tie_does_not():
    given = [label("a", "favour", "x"), label("a", "favour", "y"), label("a", "against", "z")]
    given += [label("b", "favour", "x"), label("b", "against", "y"), label("c", "?", "x")]
    assert agreed(given) == {"a": "favour"}


def test_labels_of_claims_are_pairs_to_train_on(tmp_path):
    row = {"claim": "The dam fell", "text": "It fell.\nAll saw it.", "gold": False}
    rows = {name: row | {"row": name, "gold": name == "c"} for name in "abc"}
    given = [label("a", "agree", "x"), label("b", "?", "x"), label("c", "agree", "x")]
    path, taught = training.write(tmp_path / "labels", "claims", given, rows)
    assert (path.name, taught) == ("claims.train.jsonl", 1)
    pairs = Pairs([], [], *(np.array([], dtype=np.int64),) * 3)
    pairs = with_own(pairs, [path])
    assert (pairs.claims, pairs.bodies) == (["The dam fell"], ["It fell.\nAll saw it."])
    assert RELATIONS[pairs.label[0]] == "agree"


def test_a_sheet_that_contradicts_itself_is_refused(tmp_path):
    lines = [sheet.Filled(2, "a", "favour", ""), sheet.Filled(3, "a", "against", "")]
    with pytest.raises(UserError, match="line 3 says against, before it was favour"):
        add(tmp_path, "stance", lines, "x", "2026-11-22", {"a": "m"})
    assert read(tmp_path, "stance") == []


def test_rows_the_desk_does_not_hold_are_named_and_not_kept(tmp_path):
    lines = [sheet.Filled(2, "a", "favour", ""), sheet.Filled(3, "gone", "against", "")]
    added = add(tmp_path, "stance", lines, "x", "2026-11-22", {"a": "m"})
    assert (len(added.new), added.lost) == (1, ["gone"])
    assert [each.row for each in read(tmp_path, "stance")] == ["a"]


def test_a_labels_file_that_was_cut_short_is_named(tmp_path):
    add(
        tmp_path,
        "stance",
        [sheet.Filled(2, "a", "favour", "n" * 200_000)],
        "x",
        "2026-11-22",
        {"a": "m"},
    )
    path = tmp_path / "stance.csv"
    assert len(read(tmp_path, "stance")[0].note) == 200_000
    path.write_text(path.read_text()[:-200_002])
    with pytest.raises(UserError, match="line 2 has been cut short"):
        read(tmp_path, "stance")


def test_agreement_by_chance_is_nought_and_full_agreement_one():
    assert cohen("abab", "abab") == 1
    assert cohen("aabb", "abab") == 0
    assert cohen("aa", "aa") == 1
    assert krippendorff([("a", "a"), ("b", "b", "b")]) == 1
    assert krippendorff([("a",), ("b",)]) is None


def test_krippendorffs_alpha_takes_gaps_and_many_annotators():
    """The twelve units of Krippendorff (2011), section C: four observers, nominal, alpha .743."""
    observers = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
    units = [[each for each in unit if each != "."] for unit in zip(*observers, strict=True)]
    assert krippendorff(units) == pytest.approx(0.743, abs=0.0005)


def test_each_pair_is_compared_on_the_rows_it_shares():
    given = [label("a", "favour", "x"), label("a", "favour", "y"), label("b", "against", "x")]
    found = agreement(given)
    assert found["annotators"] == {"x": 2, "y": 1}
    assert found["pairs"] == [{"annotators": ["x", "y"], "rows": 1, "kappa": 1.0}]
