"""The name lists: what a word and a phrase are known as, and that the files are in order."""

import pytest

from tasks import lexicons
from tasks.text import names_bits as bits
from tasks.text.forms import batch
from tasks.text.names_gazetteers import listed
from tasks.text.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "word", "bit"),
    [
        ("Kraków woke", "Kraków", bits.METROPOLIS),
        ("Krakow woke", "Krakow", bits.METROPOLIS),
        ("KRAKOW woke", "KRAKOW", bits.METROPOLIS),
        ("Ngaio wrote", "Ngaio", bits.GIVEN_KNOWN),
        ("Okonkwo wrote", "Okonkwo", bits.SURNAME_KNOWN),
        ("Vercingetorix fell", "Vercingetorix", bits.SINGLE_KNOWN),
        ("Foxconn pays", "Foxconn", bits.BODY_KNOWN),
        ("on eBay today", "eBay", bits.INNER_CAPITAL),
    ],
)
def test_words_are_known_by_their_lists(text: str, word: str, bit: int) -> None:
    """With their accents, without them, and in capitals."""
    read = batch([tokenize(text)], [[0]])
    assert listed(read).bits[read.forms.words.index(word)] & bit


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("at Lake Titicaca now", [0, 2, 2, 0]),
        ("AT LAKE TITICACA NOW", [0, 2, 2, 0]),
        ("in Sri Jayewardenepura", [0, 0, 0]),
        ("at the University of California, Berkeley", [0, 0, 1, 1, 1, 1, 1]),
    ],
)
def test_the_longest_phrase_counts(text: str, kinds: list[int]) -> None:
    """Of phrases that begin alike the longest is taken; none is taken in part."""
    assert listed(batch([tokenize(text)], [[0]])).known.kinds.tolist() == kinds


@pytest.mark.parametrize("name", ["cities", "known_names"])
def test_lists_are_sorted_and_hold_nothing_twice(name: str) -> None:
    """So that changes to them can be read."""
    rows = [tuple(row.values()) for row in lexicons.rows(name)]
    assert rows == sorted(set(rows))
    assert all(cell and cell == cell.strip() for row in rows for cell in row)
