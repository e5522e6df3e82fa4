"""A user's own taxonomy: a CSV is enough, and no training set is needed beside it."""

import csv

import pandas as pd
import pytest

from flows import train as training
from tasks.errors import UserError
from tasks.evaluation.topics import as_night
from tasks.models import registry
from tasks.models.features import FEATURES
from tasks.models.topics import judge, opened

WORDS = {
    "docks": ("crane", "quay", "tugboat", "pilot", "container"),
    "Rail": ("train", "signal", "platform", "timetable", "carriage"),
}


@pytest.fixture
def labels(tmp_path):
    path = tmp_path / "mine.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("label", "title", "text"))
        for label, words in WORDS.items():
            for number in range(10):
                one, other = words[number % 5], words[(number + 2) % 5]
                text = f"On day {number} the {one} was late. The {other} cost more than planned."
                writer.writerow((label, f"The {one} again", text))
    return path


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Models saved here in place of the checkout's."""
    monkeypatch.setattr(registry.save, "__defaults__", (tmp_path,))
    return tmp_path


def test_a_csv_alone_teaches_a_model_that_files_by_its_labels(labels, kept, tmp_path):
    [said] = training.run_training("topics", tmp_path / "no-data", [labels], promote=False)
    version = said.split()[0].removeprefix("topics/")
    model = opened(registry.load("topics", FEATURES, version, kept))
    night = as_night(
        _frame("The tugboat waited at the quay for a crane.", "A signal stopped the train.")
    )
    found = judge(*night, model)
    assert found["code"].tolist() == found["name"].tolist() == ["docks", "Rail"]
    assert set(found["level"]) == {1}


def test_a_label_with_too_few_examples_is_named(labels, kept, tmp_path):
    with labels.open("a", encoding="utf-8") as file:
        file.write("fairs,The fair,A fair was held.\n")
    with pytest.raises(UserError, match=r"too few examples .* of: fairs"):
        list(training.run_training("topics", tmp_path, [labels], promote=False))


@pytest.mark.parametrize(
    ("name", "said"),
    [("absent.csv", "no such file"), ("mine.csv", "name the folder of training sets with --data")],
)
def test_what_is_missing_is_named(tmp_path, kept, name, said):
    (tmp_path / "mine.csv").write_text("label,text\npolitics,The vote was held.\n")
    with pytest.raises(UserError, match=said):
        list(
            training.run_training("topics", tmp_path / "no-data", [tmp_path / name], promote=False)
        )


def _frame(*texts):
    return pd.DataFrame({"id": range(len(texts)), "title": None, "text": texts})
