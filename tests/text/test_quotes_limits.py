"""Where cues and content end: the choices offered, and how one is taken."""

import numpy as np

from tasks.articles.segment import bare_segments, read_all
from tasks.text.linear import rows
from tasks.text.quotes_limits import Choices
from tasks.text.quotes_settle import chosen, passed


def test_the_shard_changes_nothing() -> None:
    """A text gives the same quotations alone and among others."""
    texts = ["Lee said the dam was full.", "", "“No,” said Oda. She hopes to sail in May, or June."]
    together = read_all(texts, bare_segments(texts))
    for text, read in zip(texts, together, strict=True):
        assert read_all([text], bare_segments([text]))[0].quotes == read.quotes


def test_the_best_choice_is_taken() -> None:
    """The first of the highest scores of each owner; others keep what they had."""
    weights = np.zeros(1 << 4, np.float32)
    choices = Choices(np.array([0, 0, 2]), np.array([5, 6, 9]), [np.zeros(3, np.uint32)])
    assert chosen(choices, weights, np.array([1, 2, 3])).tolist() == [5, 2, 9]


def test_a_share_of_the_chances_is_passed() -> None:
    """Three ends with chances .3, .3 and .4: the last is likeliest, the first third ends sooner."""
    columns = [np.arange(4, dtype=np.uint32)]
    weights = np.zeros(1 << 10, np.float32)
    weights[rows(columns, 10)[:, 0]] = np.log([0.3, 0.3, 0.4, 1.0])
    choices = Choices(np.array([0, 0, 0, 2]), np.array([5, 6, 9, 4]), columns)
    kept = np.array([1, 2, 3])
    assert [passed(choices, weights, kept, share).tolist() for share in (0.2, 0.5, 0.7)] == [
        [5, 2, 4],
        [6, 2, 4],
        [9, 2, 4],
    ]


def test_nothing_to_choose_from() -> None:
    """No choice leaves everything as it was."""
    none = Choices(np.zeros(0, np.intp), np.zeros(0, np.intp), [np.zeros(0, np.uint32)])
    assert chosen(none, np.zeros(16, np.float32), np.array([4])).tolist() == [4]
    assert passed(none, np.zeros(16, np.float32), np.array([4]), 0.5).tolist() == [4]
