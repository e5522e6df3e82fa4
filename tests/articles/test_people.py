"""People: titles, and which full name a part of it stands for."""

import pytest

from tasks.articles.people import People, person_form, title_length


@pytest.mark.parametrize(
    ("printed", "form"),
    [
        ("Oda Lindqvist", "Oda Lindqvist"),
        ("Transport Minister Oda Lindqvist", "Oda Lindqvist"),
        ("Secretary of State Oda Lindqvist", "Oda Lindqvist"),
        ("Speaker of the House Oda Lindqvist", "Oda Lindqvist"),
        ("Mr. Lindqvist's", "Lindqvist"),
        ("Oda M. Lindqvist", "Oda Lindqvist"),
        ("George W. Bush", "George W. Bush"),
        ("King Harald", "King Harald"),
        ("King Harald V", "King Harald V"),
        ("King Harald Lindqvist", "Harald Lindqvist"),
        ("Duke of Varn", "Duke of Varn"),
        ("Khalid Sheikh Holm", "Khalid Sheikh Holm"),
        ("Minister", "Minister"),
    ],
)
def test_forms(printed: str, form: str) -> None:
    """Without title, possessive and middle initial; royal names keep what makes them names."""
    assert " ".join(person_form(printed)) == form
    assert title_length(printed.split()) < len(printed.split())


@pytest.mark.parametrize(
    ("mentions", "wholes"),
    [
        (["Oda Holm", "Holm"], ["Oda Holm", "Oda Holm"]),
        (["Holm", "Oda Holm"], ["Oda Holm", "Oda Holm"]),
        (["Oda Holm", "Oda"], ["Oda Holm", "Oda Holm"]),
        (["Oda Maria Holm", "Oda Holm"], ["Oda Maria Holm", "Oda Maria Holm"]),
        (["George Holm", "King George"], ["George Holm", "King George"]),
        (["Pope Francis", "Francis"], ["Pope Francis", "Pope Francis"]),
        (["David Holm", "Sarah Holm", "Mrs. Holm"], ["David Holm", "Sarah Holm", "Sarah Holm"]),
        (["David Holm", "David Holm", "Sarah Holm", "Holm"], ["David Holm"] * 2 + ["Sarah Holm", "David Holm"]),
        (["Donald Trump", "Ivanka Trump", "Trump"], ["Donald Trump", "Ivanka Trump", "Donald Trump"]),
        (["Donald Trump Jr.", "Trump"], ["Donald Trump Jr.", "Donald Trump"]),
        (["Trump"], ["Donald Trump"]),
        (["Holm"], ["Holm"]),
        (["Oda Holm", "Milo Holm", "Oda"], ["Oda Holm", "Milo Holm", "Oda Holm"]),
        (["Oda Holm", "Oda Brandt", "Oda"], ["Oda Holm", "Oda Brandt", "Oda"]),
    ],
)  # fmt: skip
def test_parts_of_names(mentions: list[str], wholes: list[str]) -> None:
    """A part joins a person seen in full, or one every reader knows; else it stays alone."""
    people = People([person_form(one) for one in mentions])
    assert [people.whole(person_form(one), one) for one in mentions] == wholes
