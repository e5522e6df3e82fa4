"""The model of attributions: what a teacher notes, and that training learns it, always alike."""

from typing import Any

import numpy as np
import pytest

from tasks.models import train_quotes
from tasks.models.quotes_examples import Examples, Labelled, examples
from tasks.text.quotes_judge import judge_of, live
from tasks.text.quotes_signs import signs_of

SAID = "The mayor said the dam was full and the road was closed. She made a second ferry in Tarn."


def spans(text: str, *parts: str) -> list[list[int]]:
    """Where each part stands in the text."""
    return [[text.index(part), text.index(part) + len(part)] for part in parts]


def labelled(text: str, source: str, cue: str, content: str) -> Labelled:
    one = {
        "source": spans(text, source),
        "cue": spans(text, cue),
        "content": spans(text, content),
    }
    return Labelled(text, 0, len(text), [one])


@pytest.fixture(scope="module")
def learnt() -> Examples:
    """Sixteen texts in which saying attributes and making does not."""
    content = "the dam was full and the road was closed"
    texts = [SAID.replace("Tarn", place) for place in ("Tarn", "Oslo", "Varga", "Holm") * 4]
    return examples([labelled(text, "The mayor", "said", content) for text in texts])


def test_the_teacher_knows_the_labels(learnt: Examples) -> None:
    """The labelled cue is right; other candidates are wrong."""
    right = [one for one in learnt.cues if one.right]
    assert len(right) == 16
    assert all("opening the" in one.facts for one in right)


def test_nothing_is_asked_outside_the_labelled_stretch() -> None:
    """What was not labelled teaches nothing."""
    assert examples([Labelled(SAID, SAID.index("ferry"), len(SAID), [])]).cues == []


def test_training_twice_is_training_once(learnt: Examples) -> None:
    """Equal examples give equal weights."""
    once, again = train_quotes.fit(learnt), train_quotes.fit(learnt)
    assert all(np.array_equal(once[0][name], again[0][name]) for name in once[0])
    assert once[1] == again[1]


def test_what_was_learnt_can_be_read_back(learnt: Examples) -> None:
    """The arrays give a first look and a judge."""
    arrays, settings = train_quotes.fit(learnt)
    assert signs_of(arrays, settings).weights.shape[1] == 2
    assert judge_of(arrays, settings).facts.keys() == set(arrays["facts"].tolist())


def test_spans_are_moved_into_the_article() -> None:
    """Labels count from their paragraph, the reader from the article."""
    one: dict[str, Any] = {"source": [[0, 3]], "cue": [[4, 8]], "content": []}
    moved = train_quotes._moved([one], {"start": 100})
    assert moved == [{"source": [[100, 103]], "cue": [[104, 108]], "content": []}]


def test_the_live_judge_knows_its_facts() -> None:
    """The shipped weights are there and finite."""
    judge = live()
    assert judge.facts
    assert np.isfinite(list(judge.facts.values())).all()
