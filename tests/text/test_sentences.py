"""Sentences break where a reader would break them, and give the text back."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.evaluation import sentences as evaluation
from tasks.text.sentences import split_sentences
from tests.casebook import cases

TEXTS = st.text(st.sampled_from('aB .!?…\n"”’()[]0 \t。•-/@Mr.'), max_size=80) | st.text(
    max_size=60
)


@pytest.mark.parametrize("case", cases("sentences"))
def test_each_rule_breaks_where_a_reader_would(case: dict[str, Any]) -> None:
    assert [case["text"][a:b] for a, b in split_sentences(case["text"])] == case["expected"]


@given(TEXTS)
def test_sentences_cover_all_but_white_space_in_order(text: str) -> None:
    spans = split_sentences(text)
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    assert all(not text[end:start].strip() for end, start in zip(ends, starts, strict=True))
    assert all(start < end for start, end in spans)
    assert all(text[a:b] == text[a:b].strip() and "\n" not in text[a:b] for a, b in spans)


@given(TEXTS)
def test_lines_split_alone_split_the_same(text: str) -> None:
    whole = [text[a:b] for a, b in split_sentences(text)]
    parts = [line[a:b] for line in text.split("\n") for a, b in split_sentences(line)]
    assert whole == parts


def test_one_endless_line_takes_bounded_time() -> None:
    text = "No end in sight. " * 60_000
    assert len(split_sentences(text)) == 60_000
    assert len(split_sentences("." * 1_000_000)) == 1
    assert len(split_sentences(". " * 300_000)) >= 1
    assert len(split_sentences("a" * 1_000_000)) == 1


def test_no_words_no_sentences() -> None:
    assert split_sentences("") == split_sentences(" \n\t\n") == []


@pytest.mark.parametrize(("file", "bar"), [("gum.dev", 0.985), ("ewt.dev", 0.95)])
def test_boundaries_keep_their_bar(shared: Path, file: str, bar: float) -> None:
    rows = pd.read_json(shared / f"eval/sentences/{file}.jsonl.gz", lines=True)
    assert evaluation.scores(evaluation.predict(rows))["boundary_f1"] >= bar


def test_all_golden_rules_pass(shared: Path) -> None:
    rows = pd.read_json(shared / "eval/sentences/golden_rules.jsonl.gz", lines=True)
    scores = evaluation.scores(evaluation.predict(rows))
    assert scores["rules_passed"] == scores["rules"] == 48
