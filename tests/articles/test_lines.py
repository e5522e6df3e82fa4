"""Lines get the roles of labels/roles.md, and their spans cover the text."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.articles.lines import Page, read_lines
from tasks.evaluation.roles import line_role, predict, scores
from tasks.schemas import ROLES
from tasks.text.spans import RoleSpan
from tests.casebook import cases

LINES = st.sampled_from([
    "By Ada Berg", "ADVERTISEMENT", "(Reuters) - The dam broke.", "date 2031-03-02 Crowds.", "...",
    "He said so. (Reporting by Ada Berg)", "— Marta Holm (@m) March 2, 2031", "\x0c", "  \t", "",
])  # fmt: skip
TEXTS = st.lists(LINES | st.text(max_size=30), max_size=8).map("\n".join)


@pytest.mark.parametrize("case", cases("roles"))
def test_each_line_gets_its_role(case: dict[str, Any]) -> None:
    found = read_lines([Page("\n\n".join(case["lines"]))])[0]
    assert [line_role(line) for line in found] == case["roles"]


@given(st.lists(TEXTS, max_size=3))
def test_spans_cover_every_text_but_its_white_space_in_order(texts: list[str]) -> None:
    for text, lines in zip(texts, read_lines([Page(text) for text in texts]), strict=True):
        spans = [span for line in lines for span in line.spans]
        ends = [0, *(span.end for span in spans)]
        starts = [*(span.start for span in spans), len(text)]
        assert all(not text[end:start].strip() for end, start in zip(ends, starts, strict=True))
        assert all(span.start < span.end and span.role in ROLES for span in spans)


@given(TEXTS)
def test_a_text_reads_the_same_in_any_company(text: str) -> None:
    alone = read_lines([Page(text)])[0]
    assert read_lines([Page("Another one.\n\nBy Ada Berg"), Page(text)])[1] == alone


def test_a_stamp_and_a_dateline_are_cut_from_what_they_open() -> None:
    text = "date 2031-03-02 Crowds at the quay.\nBEIRUT: The talks ended on Monday."
    spans = [span for line in read_lines([Page(text)])[0] for span in line.spans]
    assert [(text[a:b], role) for a, b, role in spans if role == "dateline"] == [
        ("date 2031-03-02", "dateline"),
        ("BEIRUT:", "dateline"),
    ]
    assert spans[-1] == RoleSpan(44, len(text), "body")


def test_a_caption_and_its_credit_are_two_spans() -> None:
    text = "Residents watch the water rise in Osterna on Monday. (Photo: Ada Berg, AP)"
    given_by_markup = (RoleSpan(0, len(text), "caption"),)
    spans = read_lines([Page(text, given=given_by_markup)])[0][0].spans
    assert [(text[a:b], role) for a, b, role in spans] == [
        ("Residents watch the water rise in Osterna on Monday.", "caption"),
        ("(Photo: Ada Berg, AP)", "credit"),
    ]


def test_a_line_that_repeats_the_title_is_the_headline() -> None:
    lines = read_lines([Page("Dam closed at last\n\nThe council voted.", "Dam Closed at Last")])[0]
    assert lines[0].spans[0].role == "headline"


def test_an_endless_line_and_many_lines_take_bounded_time() -> None:
    assert len(read_lines([Page("word " * 200_000)])[0]) == 1
    assert len(read_lines([Page("A line.\n" * 20_000)])[0]) == 20_000


def test_evaluation_maps_spans_back_to_lines() -> None:
    lines = ["OSLO (Reuters) - The dam broke on Monday, and the water is rising.", "", " "]
    rows = pd.DataFrame({"id": ["a"], "lines": [lines], "roles": [["dateline", None, None]]})
    predicted = predict(rows)
    assert predicted["predicted"].tolist() == [["dateline", None, None]]
    assert scores(predicted) == {"macro_f1": 1.0, "body_f1": 0.0, "f1": {"dateline": 1.0}}


def test_a_heading_that_is_the_title_is_the_headline() -> None:
    text = "Dam closes\n\nThe vote\n\nThe council voted late on Monday to close the old dam."
    given_by_markup = (RoleSpan(0, 10, "subhead"), RoleSpan(12, 20, "subhead"))
    (lines,) = read_lines([Page(text, "Dam closes", given_by_markup)])
    assert [line.spans[0].role for line in lines] == ["headline", "subhead", "body"]


@pytest.mark.parametrize(
    ("first", "title"),
    [("Reuters", ""), ("Holm", "The old dam closes"), ("Ada Berg and Tom Lund", "")],
)
def test_a_first_line_is_no_headline_where_it_names_people_or_the_title_is_known(
    first, title
) -> None:
    body = "The council voted late on Monday to close the old dam, as residents had long asked."
    (lines,) = read_lines([Page(f"{first}\n\n{body}", title)])
    assert lines[0].spans[0].role != "headline"
