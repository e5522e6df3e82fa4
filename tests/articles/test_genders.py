"""Genders: what a title, kin or a given name tells of a person."""

import pytest

from tasks.articles.genders import of_given, of_nouns, of_title, told


@pytest.mark.parametrize(
    ("printed", "gender"),
    [("Mrs Holm", "f"), ("Sir David", "m"), ("Lady Holm", "f"), ("Dr Holm", ""), ("Miss", "")],
)
def test_titles(printed: str, gender: str) -> None:
    """A courtesy title before a name tells the gender; alone it is a name itself."""
    assert of_title(printed) == gender


@pytest.mark.parametrize(
    ("role", "gender"),
    [("his wife", "f"), ("son of the queen", "m"), ("king's daughter", "f"), ("lawyer", "")],
)
def test_kin(role: str, gender: str) -> None:
    """The head of a role tells, not whose kin or servant somebody is."""
    assert of_nouns(role) == gender


def test_names_and_words_before_them() -> None:
    """Listed given names, and kin right before a name; nothing of strangers."""
    text = "His wife, Oda Holm, met Tuva Brandt."
    assert [told(text, text.index(name)) for name in ("Oda", "Tuva")] == ["f", ""]
    assert (of_given("David"), of_given("Tuva")) == ("m", "")
