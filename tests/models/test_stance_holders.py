"""Whose words may be a holder's name, and what stays of them."""

import pytest

from tasks.models.stance_holders import name_of


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Their", None),
        ("she'd", None),
        ("them", None),
        ("another reason they’d", None),
        ("the thing that", None),
        ("newspaper adverts", None),
        ("Strong growth", None),
        ("Hubris", None),
        ("footage of the mayor", None),
        ("thanks to a barrage of ads", None),
        ("A poll of nurses", None),
        ("43 percent", None),
        ("43 percent of nurses", "43 percent of nurses"),
        ("Vesland, which arms the rebels", "Vesland"),
        ("Ana Lund, who served as premier", "Ana Lund"),
        ("The suit, filed by a startup", "The suit"),
        ("Liberals, no less loud in their praise", "Liberals"),
    ],
)
def test_fragments_are_dropped_or_cut(words: str, name: str | None) -> None:
    assert name_of(words) == name


@pytest.mark.parametrize(
    "words",
    [
        "Landlords",
        "Ana Lund",
        "The report",
        "The Hope Foundation",
        "Tens of millions of voters",
        "Two Harbour groups",
        "Labor unions, farmers and teachers",
        "a company, and a movement of reporters",
        "Vesland's prime minister, Lena Fisk",
        "its largest owner, the Lund family",
        "senators that wrote the bill",
        "many",
    ],
)
def test_names_and_groups_stay(words: str) -> None:
    assert name_of(words) == words
