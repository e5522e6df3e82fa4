"""Connotations fall on those whom the syntax names."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tasks import lexicons
from tasks.models import stance_connotations, vectors
from tasks.models.stance_axes import AXES, of_words, unit
from tasks.models.stance_examples import own
from tasks.models.stance_features import Facts, Row
from tasks.models.stance_numbers import MEASURES, measures
from tasks.models.stance_reading import Sentence, joined
from tasks.models.stance_seen import Seen
from tasks.models.stance_tree import Tree
from tests.models.trees import tree

STANCE_FOR, LIGHT_ON_SECOND, LIGHT_SAID = 0, 2, 5
WORST = MEASURES // 2


ACTIVE = tree(
    ("Ann", "NNP", 1, "nsubj"), ("betrayed", "VBD", -1, "root"), ("Bob", "NNP", 1, "obj"),
)  # fmt: skip
PASSIVE = tree(
    ("Bob", "NNP", 2, "nsubj:pass"), ("was", "VBD", 2, "aux:pass"), ("praised", "VBN", -1, "root"),
    ("by", "IN", 4, "case"), ("Ann", "NNP", 2, "obl:agent"),
)  # fmt: skip
DENIED = tree(
    ("Ann", "NNP", 3, "nsubj"), ("never", "RB", 3, "advmod"), ("did", "VBD", 3, "aux"),
    ("praise", "VB", -1, "root"), ("Bob", "NNP", 3, "obj"),
)  # fmt: skip
CALLED = tree(
    ("Ann", "NNP", 1, "nsubj"), ("called", "VBD", -1, "root"), ("Bob", "NNP", 1, "obj"),
    ("a", "DT", 4, "det"), ("liar", "NN", 1, "xcomp"),
)  # fmt: skip


def measured(sentence: Tree, holder: str | None, target: str) -> list[float]:
    words = sentence.words
    spans = [
        (words.index(name), words.index(name) + 1) if name else None for name in (holder, target)
    ]
    assert spans[1] is not None
    facts = Facts(sentence)
    tokens, starts = joined([Sentence(facts)])
    seen = Seen([Row(facts, spans[0], spans[1])], starts[:1], tokens)
    return measures([facts], np.array([0]), seen)[0].tolist()


def test_first_party_stands_against_the_second() -> None:
    found = measured(ACTIVE, "ann", "bob")
    assert found[WORST + STANCE_FOR] < -0.5
    assert found[STANCE_FOR] == 0


def test_direction_is_kept() -> None:
    assert measured(ACTIVE, "bob", "ann")[WORST + STANCE_FOR] == 0


def test_passive_turns_the_parties() -> None:
    assert measured(PASSIVE, "ann", "bob")[STANCE_FOR] > 0.5


def test_what_is_denied_counts_less_and_the_other_way() -> None:
    plain, denied = measured(PASSIVE, "ann", "bob"), measured(DENIED, "ann", "bob")
    assert denied[STANCE_FOR] == 0
    assert -plain[STANCE_FOR] < denied[WORST + STANCE_FOR] < 0


def test_a_name_called_throws_its_light_on_the_object_and_its_stance_on_the_caller() -> None:
    found = measured(CALLED, "ann", "bob")
    assert found[WORST + STANCE_FOR] < 0
    assert found[WORST + LIGHT_ON_SECOND] < 0


def test_levels_rise_towards_the_mention() -> None:
    assert ACTIVE.levels((2, 3)) == {2: 3, 1: 1}


def test_every_row_has_numbers_from_minus_two_to_two() -> None:
    for row in lexicons.rows("connotations"):
        numbers = [int(row[name] or 0) for name in stance_connotations.COLUMNS]
        assert all(-2 <= number <= 2 for number in numbers), row
        assert any(numbers), row


def test_listed_words_keep_their_numbers_and_read_ones_without_a_row_are_neutral() -> None:
    words = vectors.load()
    coefficients = np.zeros((AXES, words.matrix.shape[1] + 1), dtype=np.float32)
    axes = of_words(coefficients, words)[:, -4:]
    listed = stance_connotations.listed()
    some = next(word for word in listed if word in words.index)
    assert axes[words.index[some]].tolist() == pytest.approx(listed[some])
    neutral = next(w for w in list(words.index)[: stance_connotations.READ] if w not in listed)
    assert not axes[words.index[neutral]].any()
    assert np.allclose(np.linalg.norm(unit(words.matrix[:50]), axis=1), 1, atol=1e-3)


def test_own_labels_are_sentences_of_the_corpus(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    text = "It rained. Ann praised Bob at dawn."
    pd.DataFrame({"id": ["x1"], "text": [text]}).to_parquet(folder / "allsides.parquet")
    labels = tmp_path / "labels.csv"
    labels.write_text(
        "article,start,end,holder_start,holder_end,target_start,target_end,label\n"
        "x1,11,35,0,3,12,15,favour\nx1,11,35,,,12,15,neutral\n"
    )
    rows = own(tmp_path, labels)
    assert rows["text"].tolist() == ["Ann praised Bob at dawn."] * 2
    assert rows["holder"].tolist() == [[0, 3], None]
    assert rows["set"].tolist() == ["held", "voice"]
