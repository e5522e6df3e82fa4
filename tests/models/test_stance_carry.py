"""The look before parsing: what a sentence adds must not hide the stance it shows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.models.stance_carry import Carry, cues, fit, words
from tasks.models.stance_model import live
from tasks.models.vectors import Vectors

TAILS = ["", "on Monday", "in Paris", "in Iowa", "in May", "at a rally",
         "at a news conference in Lindhaven", "in a speech in New York"]  # fmt: skip
VERBS = ["endorsed", "praised", "criticized", "condemned", "blasted", "accused", "supports",
         "rejected", "denounced", "defended", "attacked", "hailed", "thanked"]  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_a_plain_stance_is_read_whatever_follows(verb: str) -> None:
    texts = [f"Ana Lund {verb} Ivo Holm {tail}." for tail in TAILS]
    assert live().carry.passing(texts, lambda _: False) == list(range(len(TAILS)))


def test_a_sentence_without_a_word_of_stance_is_not_read() -> None:
    texts = ["It rained in Varn on Friday.", "The bridge is two miles away."]
    assert live().carry.passing(texts, lambda text: True) == []


@given(st.permutations(words(["Lund hailed the truce in Varn"])[0]), st.integers(1, 3))
def test_order_and_repetition_do_not_count(found: list[str], times: int) -> None:
    carry = live().carry
    assert carry.carries(found * times) == carry.carries(sorted(found))


def test_what_shows_a_stance_is_told_by_its_words() -> None:
    """Of two words the one that stands where a stance is shown weighs more."""
    index = {"praised": 0, "met": 1, "lund": 2}
    vectors = Vectors(index, np.eye(3, dtype=np.float32), np.ones(3), "test/1")
    texts = ["Lund praised", "Lund met"] * 10
    weights, line = fit(vectors, texts, np.array([True, False] * 10))
    carry = Carry(vectors, weights, line)
    assert carry.carries(["lund", "praised"])
    assert not carry.carries(["lund", "met"])
    assert {"praised"} <= cues()
