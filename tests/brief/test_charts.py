"""Bars are as long as their numbers say, and never longer than the scale."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.brief.charts import bar, columns, diverging, stacked

Box = dict[str, float | str]


def boxes(svg: str) -> list[Box]:
    found = []
    for tag in re.findall(r"<rect [^>]*>", svg):
        pairs = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        found.append(
            {name: text if name == "class" else float(text) for name, text in pairs.items()}
        )
    return found


def test_a_bar_is_a_share_of_the_longest() -> None:
    [box] = boxes(bar(1, 4))
    assert (box["x"], box["width"], box["class"]) == (0, 250, "solid")


def test_the_solid_part_lies_over_the_whole() -> None:
    whole, solid = boxes(bar(4, 4, 3))
    assert (whole["width"], whole["class"]) == (1000, "whole")
    assert (solid["width"], solid["class"]) == (750, "solid")


def test_against_goes_left_of_the_middle_and_favour_right() -> None:
    against, favour = boxes(diverging(against=1, favour=2, most=2))
    assert (against["x"], against["width"]) == (250, 250)
    assert (favour["x"], favour["width"]) == (500, 500)


def test_stacked_parts_touch_and_fill_the_bar() -> None:
    parts = boxes(stacked([("accepted", 3), ("rejected", 0), ("quarantined", 1)]))
    assert [(part["x"], part["width"]) for part in parts] == [(0, 750), (750, 0), (750, 250)]


def test_only_the_last_column_of_a_history_is_solid() -> None:
    assert [box["class"] for box in boxes(columns([1, 2, 3]))] == ["whole", "whole", "solid"]
    assert {box["class"] for box in boxes(columns([1, 2, 3], last=False))} == {"solid"}


def test_nothing_is_drawn_as_nothing() -> None:
    assert [box["width"] for box in boxes(bar(0, 0))] == [0]
    assert {box["width"] for box in boxes(stacked([("accepted", 0), ("rejected", 0)]))} == {0}
    assert boxes(columns([])) == []


counts = st.integers(0, 10**9)


@given(counts, counts, counts)
def test_no_box_leaves_the_drawing(one: int, other: int, most: int) -> None:
    drawings = [
        bar(one, most, min(one, other)), diverging(one, other, most),
        stacked([("accepted", one), ("rejected", other)]), columns([one, other, most]),
    ]  # fmt: skip
    for box in (box for svg in drawings for box in boxes(svg)):
        assert float(box["x"]) >= 0
        assert float(box["x"]) + float(box["width"]) <= 1000 + 0.2
        assert 0 <= float(box["height"]) <= 20


@pytest.mark.parametrize("svg", [bar(1, 2), diverging(1, 2, 2), stacked([("a", 1)]), columns([1])])
def test_a_drawing_is_hidden_from_screen_readers(svg: str) -> None:
    assert 'aria-hidden="true"' in svg
