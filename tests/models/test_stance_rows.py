"""A user's labelled stances: what cannot be learnt from is refused before any training, by its line."""

import gzip
import json

import pandas as pd
import pytest

from tasks.errors import UserError
from tasks.models import stance_rows
from tasks.models.stance_examples import frame, labelled

TEXT = "Dana Ruiz backs the ferry."
ROW = {"text": TEXT, "holder": [0, 9], "target": [16, 25], "label": "favour"}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "mine.jsonl"


def lines(*rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"a": 1}', "line 1 has no text"),
        ("row,label\n", "line 1 is not a JSON object"),
        ("[1, 2]\n", "line 1 is not a JSON object"),
        ("", "holds no row"),
        ("\n \n", "holds no row"),
        (lines(ROW, ROW | {"label": "pro"}), "line 2 has label 'pro'"),
        (lines(ROW | {"label": ["favour"]}), "line 1 has label ['favour']"),
        (lines(ROW | {"text": 7}), "line 1 has no text"),
        (lines(ROW | {"holder": [0, 99]}), "line 1 has holder [0, 99], which is no span"),
        (lines(ROW | {"holder": "Dana"}), "line 1 has holder 'Dana', which is no span"),
        (lines(ROW | {"target": [9, 9]}), "line 1 has target [9, 9], which is no span"),
        (lines(ROW | {"target": [1.0, 2.0]}), "line 1 has target [1.0, 2.0], which is no span"),
        (lines(ROW | {"target": None}), "line 1 has neither target nor target_text"),
        (lines(*[ROW | {"label": 1}] * 9), "line 3 has label 1 and 6 more; each line is one JSON"),
        ("[" * 100_000, "line 1 is not a JSON object"),
    ],
)
def test_what_cannot_be_learnt_from_is_refused(file, tmp_path, content, said):
    file.write_text(content)
    with pytest.raises(UserError) as error:
        # The folder of training sets is not looked at before.
        frame(tmp_path / "nowhere", "train", [file])
    assert str(error.value).startswith(str(file))
    assert said in str(error.value)
    assert "one of favour, against, neutral" in str(error.value)


@pytest.mark.parametrize("content", [b"\xff\xfea\0", b"\x1f\x8bspoilt", bytes(range(256))])
def test_bytes_that_are_no_json_are_refused(file, content):
    file.write_bytes(content)
    with pytest.raises(UserError, match=r"mine\.jsonl"):
        stance_rows.read(file)


def test_a_line_ends_where_json_lines_says(file):
    text = TEXT + "\u2028Ferries\x85run."
    file.write_text(json.dumps(ROW | {"text": text}, ensure_ascii=False), encoding="utf-8")
    assert stance_rows.read(file)["text"].tolist() == [text]


def test_every_row_that_is_right_is_taken_plain_or_packed(file):
    own = {"text": TEXT, "holder": None, "target_text": "the ferry", "label": "neutral"}
    for content in (lines(ROW, own).encode(), gzip.compress(lines(ROW, own).encode())):
        file.write_bytes(content)
        rows = stance_rows.read(file)
        assert rows["label"].tolist() == ["favour", "neutral"]
        found = labelled(pd.concat([rows, rows], ignore_index=True)).rows
        assert [row.holder is None for row in found] == [False, True, False, True]
