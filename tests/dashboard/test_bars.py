"""Bars are as long as what they say, and never longer than their scale."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dashboard.bars import bar, columns, diverging, stacked

COUNTS = st.integers(0, 10**6)


def sizes(drawing: str) -> list[float]:
    return [float(size) for size in re.findall(r":([\d.]+)%", drawing)]


@given(COUNTS, COUNTS, COUNTS)
def test_a_bar_with_its_part_stays_inside_its_scale(part: int, rest: int, more: int):
    value = part + rest
    assert sum(sizes(str(bar(value, value + more, part)))) <= 100.1


@given(st.lists(st.tuples(st.sampled_from(["accepted", "rejected"]), COUNTS), max_size=6))
def test_a_stacked_bar_fills_its_room_or_none(parts):
    drawn = sum(sizes(str(stacked(parts))))
    assert abs(drawn - (100 if any(count for _, count in parts) else 0)) < 0.5


def test_against_is_left_of_favour():
    drawing = str(diverging(1, 2, 4))
    assert sizes(drawing) == [25, 50]
    assert drawing.index("against") < drawing.index("favour")


def test_of_a_history_the_last_column_is_solid():
    kinds = re.findall(r'class="(solid|whole)"', str(columns([3, 0, 1])))
    assert kinds == ["whole", "whole", "solid"]
    assert re.findall(r'class="(solid|whole)"', str(columns([3, 1], last=False))) == ["solid"] * 2


def test_the_drawing_is_hidden_from_readers_of_the_text():
    assert 'aria-hidden="true"' in str(bar(1, 2))
