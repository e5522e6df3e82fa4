"""The scores of quotations: overlap by half, each matched once, marks on one side no error."""

import pandas as pd
import pytest

from tasks.evaluation.quotes import scores


def row(
    text: str, gold: list[dict[str, list[list[int]]]], guess: list[dict[str, list[list[int]]]]
) -> pd.DataFrame:
    return pd.DataFrame({"text": [text], "attributions": [gold], "predicted": [guess]})


def attribution(
    content: tuple[int, int], cue: tuple[int, int], source: tuple[int, int]
) -> dict[str, list[list[int]]]:
    return {"content": [list(content)], "cue": [list(cue)], "source": [list(source)]}


TEXT = '"The dam is full," Holm said on Monday.'
GOLD = attribution((0, 18), (24, 28), (19, 23))


def test_the_same_is_all_right() -> None:
    """Every score of equal attributions is one."""
    found = scores(row(TEXT, [GOLD], [GOLD]))
    assert {key for key, value in found.items() if value != 1} == set()


@pytest.mark.parametrize(("end", "f1"), [(17, 1.0), (10, 1.0), (8, 0.0)])
def test_overlap_counts_from_a_half(end: int, f1: float) -> None:
    """A content that shares half of the characters is right, by overlap but not exactly."""
    found = scores(row(TEXT, [GOLD], [attribution((0, end), (24, 28), (19, 23))]))
    assert (found["content_f1"], found["exact_content_f1"]) == (f1, 0.0)


def test_one_guess_matches_one_truth() -> None:
    """Saying it twice costs precision."""
    found = scores(row(TEXT, [GOLD], [GOLD, GOLD]))
    assert (found["content_precision"], found["content_recall"]) == (0.5, 1.0)


def test_quoted_rows_are_those_with_marks() -> None:
    """Contents without a mark are not counted among the quoted ones."""
    bare = attribution((5, 16), (24, 28), (19, 23))
    found = scores(row(TEXT, [bare], [bare]))
    assert (found["content_f1"], found["quoted_content_f1"]) == (1.0, 0.0)
