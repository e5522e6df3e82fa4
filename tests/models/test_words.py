"""One tokenisation for vectors, topics and claims."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.models.words import cased, stem, words

CASES = [
    ("U.S. troops", ["u.s.", "troops"]),
    ("It didn’t work", ["it", "didn't", "work"]),
    ("Mara's deal", ["mara", "s", "deal"]),
    ("anti-war 2016", ["anti", "war", "2016"]),
    ("", []),
    ("— … “”", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words_are_cut_like_this(text, expected):
    assert words(text) == expected


@given(st.text())
def test_any_text_passes_and_words_are_not_empty(text):
    assert all(words(text))
    assert all(cased(text))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCDEFGH '.’,", max_size=80))
def test_case_does_not_move_the_cuts(text):
    assert [word.lower() for word in cased(text)] == words(text)


@pytest.mark.parametrize("forms", [("deny", "denies", "denied"), ("claim", "claims", "claimed")])
def test_inflections_meet(forms):
    assert len({stem(form) for form in forms}) == 1
