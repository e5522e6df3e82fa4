"""Gold rows: what cannot be scored is refused on reading, by its line; what can be is scored."""

import gzip
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tasks.errors import UserError
from tasks.evaluation import rows
from tasks.evaluation.run import TASKS, evaluate

TEXT = '"The quay is shut," Ann Lee said.'
KNOWN: dict[str, Any] = {"topics": {"politics", "weather"}, "claims": {7, "a"}}
PARTS: dict[str, Any] = {"source": [[19, 26]], "cue": [[27, 31]], "content": [[0, 18]]}
# Task → a sound row.
SOUND: dict[str, dict[str, Any]] = {
    "topics": {"title": "Rain", "text": TEXT, "labels": ["weather", "politics"]},
    "stance": {"text": TEXT, "holder": [19, 26], "target": [1, 9], "label": "against"},
    "claims": {"claim": "The quay is shut.", "body": 7, "label": "agree"},
    "quotes": {"text": TEXT, "attributions": [PARTS]},
    "entities": {"text": TEXT, "entities": [[19, 26, "PER"]]},
    "sentences": {"text": TEXT, "sentences": [[0, 33]]},
    "roles": {"lines": ["The quay", "", "Rain fell."], "roles": ["headline", None, "body"]},
    "html": {"file": "page.html", "body": "Rain fell."},
    "duplicates": {"text": TEXT, "cluster": "a"},
    "bodies": {"id": 7, "text": TEXT},
}
WRONG = [
    ("topics", {"text": None}, "has no text"),
    ("topics", {"title": 5}, "has title 5, not a string"),
    ("topics", {"labels": []}, "has no labels"),
    ("topics", {"labels": "weather"}, "has labels 'weather', not a list"),
    ("topics", {"labels": ["wether"]}, "has labels[0] 'wether', not one of "),
    ("topics", {"labels": ["weather", ["x"]]}, "has labels[1] ['x'], not one of "),
    ("stance", {"target": None}, "has neither target nor target_text"),
    ("stance", {"text": None}, "has no text"),
    ("stance", {"holder": [0]}, "has holder [0], which is no span of its text"),
    ("stance", {"target": [0, 700]}, "has target [0, 700], which is no span"),
    ("stance", {"target": [7, 0]}, "has target [7, 0], which is no span"),
    ("stance", {"holder": "Ann Lee"}, "has holder 'Ann Lee', which is no span"),
    ("stance", {"label": "favor"}, "has label 'favor'; each line is one JSON object with"),
    ("stance", {"label": None}, "has label None"),
    ("claims", {"body": "7"}, "has body '7', not an id of --bodies"),
    ("claims", {"body": [7]}, "has body [7], not a string or a whole number"),
    ("claims", {"label": "yes"}, "has label 'yes', not one of agree, disagree, discuss, unrelated"),
    ("claims", {"claim": None}, "has no claim"),
    ("quotes", {"attributions": [1]}, "has attributions[0] 1, not an object of source, cue"),
    ("quotes", {"attributions": [PARTS, {"cue": []}]}, "has no attributions[1].source"),
    ("quotes", {"attributions": [PARTS | {"cue": [[0, 99]]}]}, "attributions[0].cue[0] [0, 99]"),
    ("entities", {"entities": None}, "has no entities"),
    ("entities", {"entities": [[0, 7]]}, "has entities[0] [0, 7], not [start, end, type]"),
    ("entities", {"entities": [[0, 7, "PERSON"]]}, "type 'PERSON', not one of PER, ORG, LOC, MISC"),
    ("entities", {"entities": [[0, True, "PER"]]}, "not [start, end] in its text"),
    ("sentences", {"sentences": None}, "has neither sentences nor expected"),
    ("sentences", {"sentences": [[0, 4], [5]]}, "has sentences[1] [5], not [start, end] in its"),
    ("sentences", {"expected": "Rain."}, "has expected 'Rain.', not a list"),
    ("roles", {"lines": None}, "has no lines"),
    ("roles", {"roles": ["body"]}, "has 1 roles for 3 lines"),
    ("roles", {"roles": ["boddy", None, None]}, "has roles[0] 'boddy', not one of "),
    ("html", {"file": "nope.html"}, "has file 'nope.html', not a file in "),
    ("html", {"file": "."}, "has file '.', not a file in "),
    ("duplicates", {"text": None}, "has no text"),
    ("duplicates", {"cluster": None}, "has no cluster"),
    ("bodies", {"id": None}, "has no id"),
]  # fmt: skip


def written(path: Path, *told: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in told), encoding="utf-8")
    return path


def read(task: str, file: Path) -> pd.DataFrame:
    return rows.read(task, file, KNOWN.get(task, ()), file.parent)


def refused(task: str, file: Path) -> str:
    with pytest.raises(UserError) as error:
        read(task, file)
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text("<p>Rain fell.</p>")
    return tmp_path / "gold.jsonl"


def test_every_task_has_its_row() -> None:
    assert set(SOUND) == set(rows.faults((), Path())) == {*TASKS, "bodies"}


@pytest.mark.parametrize(("task", "change", "said"), WRONG)
def test_a_wrong_row_is_named_by_its_line(
    file: Path, task: str, change: dict[str, Any], said: str
) -> None:
    message = refused(task, written(file, SOUND[task], SOUND[task] | change))
    assert message.startswith(f"{file}: line 2 has ")
    assert said in message


@pytest.mark.parametrize("task", SOUND)
def test_a_sound_row_is_read_plain_or_packed(file: Path, task: str) -> None:
    found = read(task, written(file, SOUND[task])).iloc[0].to_dict()
    assert found == SOUND[task]
    file.write_bytes(gzip.compress(file.read_bytes()))
    assert read(task, file).iloc[0].to_dict() == SOUND[task]


@pytest.mark.parametrize(("task", "column"), [("topics", "title"), ("stance", "holder")])
def test_what_may_be_null_may_be_left_out(file: Path, task: str, column: str) -> None:
    bare = {name: value for name, value in SOUND[task].items() if name != column}
    assert read(task, written(file, bare, SOUND[task]))[column].tolist() == [
        None,
        SOUND[task][column],
    ]


def test_topics_are_scored_with_and_without_a_title(file: Path) -> None:
    sound = SOUND["topics"]
    assert evaluate("topics", written(file, sound | {"title": None}, sound))["rows"] == 2


def test_a_damaged_line_is_named_by_its_number_in_the_file(file: Path) -> None:
    sound = json.dumps(SOUND["duplicates"])
    file.write_text(f"{sound}\n\n{{oh\n{sound}\n[1]\n")
    message = refused("duplicates", file)
    assert "line 3 is not a JSON object; line 5 is not a JSON object" in message


def test_many_wrong_lines_are_counted(file: Path) -> None:
    assert "line 3 has no text and 6 more; see" in refused("duplicates", written(file, *[{}] * 9))


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfea\0", b"\x1f\x8bspoilt", gzip.compress(b"{}" * 99)[:-9]])  # fmt: skip
def test_what_holds_no_rows_is_said_to(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert refused("duplicates", file).startswith(str(file))


def test_a_file_that_is_not_there_is_named(file: Path) -> None:
    assert "gold.jsonl cannot be read" in refused("duplicates", file)


@pytest.mark.parametrize("holder", [[19, 26], None])
def test_a_file_of_propositions_alone_is_scored(file: Path, holder: object) -> None:
    row = {"text": TEXT, "holder": holder, "target_text": "the quay", "label": "neutral"}
    found = evaluate("stance", written(file, row))["scores"]
    # No row takes a side; the score of sides is 0 then, for JSON has no NaN.
    assert found["polarity_macro_f1"] == 0


def test_claims_need_articles_with_ids_of_their_own(file: Path) -> None:
    written(file, SOUND["claims"])
    with pytest.raises(UserError, match="add --bodies FILE"):
        evaluate("claims", file)
    bodies = written(file.parent / "bodies.jsonl", SOUND["bodies"], SOUND["bodies"])
    with pytest.raises(UserError, match="more than one row has the id 7"):
        evaluate("claims", file, bodies)


def test_clusters_may_be_named_by_words_and_numbers(file: Path) -> None:
    one, other = SOUND["duplicates"], SOUND["duplicates"] | {"cluster": 1}
    assert evaluate("duplicates", written(file, one, other))["scores"]["pairwise_recall"] == 0


def test_a_page_whose_packing_is_broken_is_named(file: Path) -> None:
    (file.parent / "page.html.gz").write_bytes(b"<p>Rain fell.</p>")
    row = SOUND["html"] | {"file": "page.html.gz"}
    with pytest.raises(UserError, match=r"page\.html\.gz cannot be read"):
        evaluate("html", written(file, row))


def test_predictions_never_replace_what_was_read(file: Path) -> None:
    before = written(file, SOUND["sentences"]).read_bytes()
    (file.parent / "link.jsonl").symlink_to(file)
    for place in (file, file.parent / "link.jsonl"):
        with pytest.raises(UserError, match="name another file"):
            evaluate("sentences", file, predictions=place)
    assert file.read_bytes() == before


def test_predictions_are_refused_a_place_before_any_row_is_judged(file: Path) -> None:
    """The rows are wrong too; the place is told first."""
    written(file, {})
    with pytest.raises(UserError, match="none is no folder"):
        evaluate("sentences", file, predictions=file.parent / "none" / "out.jsonl")
    with pytest.raises(UserError, match="is a folder"):
        evaluate("sentences", file, predictions=file.parent)


def test_predictions_are_written_beside_each_row(file: Path) -> None:
    out = file.parent / "out.jsonl"
    for _ in range(2):
        evaluate("sentences", written(file, SOUND["sentences"]), predictions=out)
    assert json.loads(out.read_text())["predicted"] == [[0, 33]]


def test_the_measuring_files_are_read_whole(shared: Path) -> None:
    for task in ("stance", "quotes", "entities", "sentences", "roles", "html", "duplicates"):
        for file in sorted((shared / "eval" / task).glob("*.jsonl.gz")):
            assert len(rows.read(task, file, folder=file.parent))
