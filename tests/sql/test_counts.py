"""Counts with error bars: the interval holds the truth about nineteen times in twenty, by simulation."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tasks.warehouse import open_views
from tests.sql.night import NIGHT, NIGHT_BEFORE, write

LABELS = ("favour", "against", "neutral")
# What the made-up model tells of each true label: shares of told favour, against and neutral.
TELLS = {"favour": (0.6, 0.1, 0.3), "against": (0.05, 0.75, 0.2), "neutral": (0.15, 0.15, 0.7)}
WORLDS, ROWS = 120, 400


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def is_gold(text_sha256: str) -> bool:
    return hashlib.md5(f"{text_sha256}:gold".encode()).hexdigest() < "8"


def simulate(root: Path, gold_rows: int, seed: int = 11) -> dict[str, dict[str, int]]:
    """A night of WORLDS targets, each judged by a model of its own; world → label → true count."""
    generator = np.random.default_rng(seed)
    truth: dict[str, dict[str, int]] = {}
    tables: dict[str, list[dict[str, Any]]] = {"articles": [], "stances": [], "labels": []}
    for world in range(WORLDS):
        shares = generator.dirichlet((2, 2, 4))
        true = generator.choice(LABELS, ROWS, p=shares)
        truth[f"w{world}"] = {label: int((true == label).sum()) for label in LABELS}
        rows = [_row(generator, world, number, label) for number, label in enumerate(true)]
        for article, stance, _ in rows:
            tables["articles"].append(article)
            tables["stances"].append(stance)
        read = [label for article, _, label in rows if is_gold(article["text_sha256"])]
        tables["labels"] += read[:gold_rows]
    for name, found in tables.items():
        write(root, NIGHT, name, found)
    return truth


def _row(generator: np.random.Generator, world: int, number: int, true: str) -> tuple[Any, ...]:
    article, model = f"{world}-{number}", f"stance/w{world}"
    told = str(generator.choice(LABELS, p=TELLS[true]))
    # What the model got right it is also surer of.
    decided = bool(generator.random() < (0.7 if told == true else 0.3))
    text = sha(article)
    stance = {
        "stance_id": article, "article_id": article, "label": told, "decided": decided,
        "target_id": f"w{world}", "model_id": model, "char_start": 0, "char_end": 9,
        "target_start": 2, "target_end": 5, "holder": None,
    }  # fmt: skip
    label = {
        "task": "stance", "row": f"{text}:0-9:author:2-5", "label": true, "annotator": "x",
        "model_id": model, "read_on": NIGHT,
    }  # fmt: skip
    return {"article_id": article, "text_sha256": text}, stance, label


def counts(root: Path) -> list[dict[str, Any]]:
    with open_views(root, asked="corrected_counts") as connection:
        asked = "from corrected_counts where task = 'stance'"
        found: list[dict[str, Any]] = connection.sql(asked).to_arrow_table().to_pylist()
    return found


@pytest.mark.parametrize("gold_rows", [40, 120])
def test_the_interval_holds_the_truth_nineteen_times_in_twenty(tmp_path, gold_rows):
    truth = simulate(tmp_path, gold_rows)
    found = counts(tmp_path)
    assert len(found) == WORLDS * 3
    held = [row["low"] <= truth[row["about"]][row["label"]] <= row["high"] for row in found]
    assert 0.92 <= np.mean(held) <= 0.995


def test_the_estimate_is_nearer_than_the_raw_count_and_leans_no_way(tmp_path):
    truth = simulate(tmp_path, 120)
    found = counts(tmp_path)
    off = np.array([row["estimate"] - truth[row["about"]][row["label"]] for row in found])
    raw = np.array([row["raw"] - truth[row["about"]][row["label"]] for row in found])
    assert np.abs(off).mean() < np.abs(raw).mean() / 3
    for label in LABELS:
        own = np.array([row["label"] == label for row in found])
        assert abs(off[own].mean()) < 0.03 * ROWS


def test_more_gold_means_a_narrower_interval(tmp_path):
    widths = []
    for number, gold_rows in enumerate((20, 150)):
        simulate(tmp_path / str(number), gold_rows)
        widths.append(np.mean([row["high"] - row["low"] for row in counts(tmp_path / str(number))]))
    assert widths[1] < widths[0] * 0.7


def test_with_no_gold_there_is_the_raw_count_alone(tmp_path):
    simulate(tmp_path, 0)
    for row in counts(tmp_path):
        assert (row["estimate"], row["low"], row["high"], row["gold"]) == (None, None, None, 0)
        assert row["basis"] == "no gold sample: raw only"


def small(root: Path, labels: list[tuple[str, str, str, str]]) -> list[dict[str, Any]]:
    """Ten rows told favour and decided, on texts kept for gold, with (text, label, who, model)."""
    golden = [text for text in map(str, range(60)) if is_gold(sha(text))][:10]
    articles = [{"article_id": text, "text_sha256": sha(text)} for text in golden]
    stances = [
        {
            "stance_id": text, "article_id": text, "label": "favour", "decided": True,
            "target_id": "t", "model_id": "stance/one", "char_start": 0, "char_end": 9,
            "target_start": 2, "target_end": 5, "holder": None,
        }
        for text in golden
    ]  # fmt: skip
    given = [
        {
            "task": "stance", "row": f"{sha(golden[int(place)])}:0-9:author:2-5", "label": label,
            "annotator": who, "model_id": f"stance/{model}", "read_on": NIGHT,
        }
        for place, label, who, model in labels
    ]  # fmt: skip
    for name, found in (("articles", articles), ("stances", stances), ("labels", given)):
        write(root, NIGHT, name, found)
    return sorted(counts(root), key=lambda row: row["label"])


def test_the_estimate_by_hand(tmp_path):
    """Of four gold rows three are favour: (3 + 1/3) / 5 of ten rows."""
    given = [(str(n), label, "x", "one") for n, label in enumerate(["favour"] * 3 + ["neutral"])]
    against, favour, neutral = small(tmp_path, given)
    assert [row["raw"] for row in (against, favour, neutral)] == [0, 10, 0]
    assert favour["estimate"] == pytest.approx(10 * (3 + 1 / 3) / 5)
    assert sum(row["estimate"] for row in (against, favour, neutral)) == pytest.approx(10)
    assert {row["gold"] for row in (against, favour, neutral)} == {4}


def test_ties_doubts_and_another_models_rows_are_no_gold(tmp_path):
    given = [("0", "favour", "x", "one"), ("0", "against", "y", "one")]
    given += [("1", "?", "x", "one"), ("2", "favour", "x", "other")]
    assert {row["gold"] for row in small(tmp_path, given)} == {0}


def test_two_readers_of_one_row_are_one_gold_row(tmp_path):
    given = [("0", "favour", "x", "one"), ("0", "favour", "y", "one")]
    assert {row["gold"] for row in small(tmp_path, given)} == {1}


def test_every_text_kept_for_gold_is_told_alike_in_sql_and_here():
    with open_views(Path("nowhere")) as connection:
        told = connection.sql(
            "select list(kept_for_gold(sha256(range::varchar)) order by range) from range(200)"
        ).fetchall()[0][0]
    assert told == [is_gold(sha(str(number))) for number in range(200)]


def test_a_night_counts_the_labels_of_its_own_taxonomy_alone(tmp_path):
    """One night is judged by Media Topics, the next by labels of a user's own; people read both."""
    golden = [text for text in map(str, range(60)) if is_gold(sha(text))][:6]
    taxonomies = {
        NIGHT_BEFORE: ("topics/media", ["medtop:1", "medtop:2"], "medtop:3"),
        NIGHT: ("topics/own", ["docks", "schools"], "docks"),
    }
    for day, (model, codes, read) in taxonomies.items():
        rows = [
            {
                "article_id": text, "code": codes[number % 2], "level": 1, "rank": 1,
                "decided": True, "model_id": model,
            }
            for number, text in enumerate(golden)
        ]  # fmt: skip
        label = {
            "task": "topics", "row": sha(golden[0]), "label": read, "annotator": "x",
            "model_id": model, "read_on": day,
        }  # fmt: skip
        # The desk keeps labels by text: both nights hold the text, and so both labels.
        other = {"row": sha(golden[1]), "label": "medtop:3", "model_id": "topics/gone"}
        articles = [{"article_id": text, "text_sha256": sha(text)} for text in golden]
        write(tmp_path, day, "articles", articles)
        write(tmp_path, day, "topics", rows)
        write(tmp_path, day, "labels", [label, label | other])
    with open_views(tmp_path, asked="corrected_counts") as connection:
        asked = "from corrected_counts where task = 'topics'"
        found = connection.sql(asked).to_arrow_table().to_pylist()
    labels = {
        day: {row["label"]: row["gold"] for row in found if row["day"] == day} for day in taxonomies
    }
    assert labels[NIGHT_BEFORE] == {"medtop:1": 2, "medtop:2": 2}
    assert labels[NIGHT] == {"docks": 1, "schools": 1}


def test_a_target_has_its_name_beside_its_id(tmp_path):
    article = {"article_id": "a", "text_sha256": sha("a")}
    stance = {
        "article_id": "a", "label": "favour", "decided": True, "target": "the senator",
        "model_id": "stance/one", "char_start": 0, "char_end": 9, "holder": None,
    }  # fmt: skip
    known = stance | {"stance_id": "1", "target_id": "actor:quill", "target_start": 2}
    plain = stance | {"stance_id": "2", "target_id": None, "target": "The Plan", "target_start": 4}
    write(tmp_path, NIGHT, "articles", [article])
    write(tmp_path, NIGHT, "stances", [known, plain])
    write(
        tmp_path,
        NIGHT,
        "actors",
        [{"actor_id": "actor:quill", "name": "Mara Quill", "aliases": []}],
    )
    named = {(row["about"], row["about_name"]) for row in counts(tmp_path)}
    assert named == {("actor:quill", "Mara Quill"), ("the plan", "The Plan")}
