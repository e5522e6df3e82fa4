"""Tokens: exact offsets over any text, and the cuts that names and quotations lean on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.tokens import tokenize


@given(st.text(alphabet=st.characters(codec=None)))
def test_each_token_is_the_text_at_its_offsets(text: str) -> None:
    """Offsets point at the words, in order; only white space lies between them."""
    words, starts, ends = tokenize(text)
    assert [text[a:b] for a, b in zip(starts, ends, strict=True)] == words
    gaps = [text[a:b] for a, b in zip([0, *ends], [*starts, len(text)], strict=True)]
    assert all(not gap.strip() for gap in gaps)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("Oda's dog", ["Oda", "'s", "dog"]),
        ("the Odas’ dog", ["the", "Odas", "’", "dog"]),
        ("won't O’Hara", ["won't", "O’Hara"]),
        ("US-led al-Sham", ["US", "-", "led", "al", "-", "Sham"]),
        ("U.S. and J.P. Orme", ["U.S.", "and", "J.P.", "Orme"]),
        ("1,204.5 at 10:30", ["1,204.5", "at", "10:30"]),
        ("a--b ... ''c``", ["a", "--", "b", "...", "''", "c", "``"]),
        ("'s\u00a0x\u2028y", ["'s", "x", "y"]),
        ("Mr. Orme or Mr.", ["Mr.", "Orme", "or", "Mr", "."]),
        ("Mr.\n", ["Mr."]),
        ("\ud800\x00z", ["\ud800", "\x00", "z"]),
    ],
)
def test_cuts(text: str, words: list[str]) -> None:
    """Each text is cut into these tokens."""
    assert tokenize(text).words == words
