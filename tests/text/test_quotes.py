"""Quotations: each rule has its sentences, by where they come from."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.articles.segment import bare_segments, read_all
from tasks.evaluation.quotes import predict, scores
from tasks.text.quotes_marks import quoted

CASES = Path(__file__).parents[1] / "cases" / "quotes"


def cases(origin: str) -> list[Any]:
    rows = (CASES / f"{origin}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(row, id=row["rule"]) for row in map(json.loads, rows)]


def told(text: str) -> list[list[str]]:
    """Speaker, cue and content of each quotation of a text, in order."""
    quotes = read_all([text], bare_segments([text]))[0].quotes
    parts = [(quote.speaker, quote.cue, quote.content) for quote in quotes]
    return [[text[slice(*span)] if span else "" for span in part] for part in parts]


@pytest.mark.parametrize("case", [*cases("synthetic"), *cases("in_the_wild")])
def test_who_said_what(case: dict[str, Any]) -> None:
    """Speaker, cue and content are these."""
    assert told(case["text"]) == case["quotes"]


def test_both_between_auxiliary_and_verb_is_not_the_speaker() -> None:
    text = "Norway and Tarn have both said that the talks will go on."
    assert [speaker for speaker, _, _ in told(text)] == ["Norway and Tarn"]


@pytest.mark.parametrize("case", cases("must_not_change"))
def test_nobody_speaks(case: dict[str, Any]) -> None:
    """Marks and capitals alone are no quotation."""
    assert told(case["text"]) == []


@pytest.mark.xfail(strict=True, reason="known failures announce it when they mend")
@pytest.mark.parametrize("case", cases("known_failures"))
def test_known_failures(case: dict[str, Any]) -> None:
    """What the rules cannot do yet."""
    assert told(case["text"]) == case["quotes"]


MARKED = st.text(alphabet="ab “”‘’«»„\"'`.,?!\n said he Al\x00é", max_size=120)


@given(MARKED)
def test_any_marks_pass(text: str) -> None:
    """Whatever the marks, spans lie in the text and stretches neither overlap nor cross lines."""
    read = read_all([text], bare_segments([text]))[0]
    for quote in read.quotes:
        for span in (quote.content, quote.cue, quote.speaker):
            assert span is None or 0 <= span.start < span.end <= len(text)
    stretches = quoted(read.reading)
    for left, right in pairwise(stretches):
        assert left.last <= right.first
    for stretch in stretches:
        assert len(set(read.reading.paragraph[stretch.first : stretch.last])) == 1


@pytest.mark.parametrize(
    ("speaker", "kind", "resolution"),
    [
        ("Oda Lindqvist", "indirect", "name"),
        ("The minister", "indirect", "role"),
        ("She", "indirect", "pronoun"),
        ("Two officials", "indirect", "group"),
    ],
)
def test_how_a_speaker_is_known(speaker: str, kind: str, resolution: str) -> None:
    """By name, office, pronoun or as a group."""
    text = f"{speaker} said the dam was full."
    (quote,) = read_all([text], bare_segments([text]))[0].quotes
    assert (quote.kind, quote.resolution) == (kind, resolution)


def test_bars_on_polnear(shared: Path) -> None:
    """What rules and model reach on the development articles does not fall."""
    rows = pd.read_json(shared / "eval" / "quotes" / "polnear.dev.jsonl.gz", lines=True)
    found = scores(predict(rows))
    floors = {"content_f1": 0.705, "cue_f1": 0.73, "source_f1": 0.73, "quoted_content_f1": 0.87}
    assert {key: found[key] for key in floors if found[key] < floors[key]} == {}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The dam is full,” said Oda Lindqvist.", "direct"),
        ("“The dam is full”, said Oda Lindqvist.", "direct"),
        ("“The dam is full”, Lindqvist wrote.", "direct"),
        ("The dam is “full”, said Oda Lindqvist.", "mixed"),
        ("The dam is full, said Oda Lindqvist.", "indirect"),
    ],
)
def test_speech_in_marks_is_direct_wherever_the_comma_stands(text: str, kind: str) -> None:
    """All in marks, some of it, nothing of it."""
    assert [quote.kind for quote in read_all([text], bare_segments([text]))[0].quotes] == [kind]
