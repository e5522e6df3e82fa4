"""The parts of a review: which rows, whose labels, how far people agree."""

import hashlib

import numpy as np
import pytest

from tasks.errors import UserError
from tasks.models.claim_examples import Pairs, with_own
from tasks.review import sheet, training
from tasks.review.agreement import agreement, cohen, krippendorff
from tasks.review.choose import choose
from tasks.review.labels import Label, add, agreed, read
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


def test_rows_that_are_known_give_way_to_others(tables):
    every = {row["row"] for row in choose(tables, "topics", 50)}
    some = sorted(every)[:2]
    assert {row["row"] for row in choose(tables, "topics", 50, None, some)} == every - set(some)


def test_a_formula_in_a_sentence_stays_text():
    row = {"row": "ab", "title": "=HYPERLINK(1)", "source": None, "text": "+1 point"}
    assert b"'=HYPERLINK(1),'+1 point" in sheet.written("topics", [row], ["sport"])


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
