"""People: titles, and which full name a part of it stands for."""

import pytest

from tasks.articles.people import Hint, People, person_form, title_length


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
        ("Cllr Oda Lindqvist", "Oda Lindqvist"),
        ("Secretary-General Oda Lindqvist", "Oda Lindqvist"),
        ("Green MEP Oda Lindqvist", "Oda Lindqvist"),
        ("Oda Lindqvist KC", "Oda Lindqvist"),
        ("Oda Lindqvist, MP", "Oda Lindqvist"),
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
        (["Sir David Holm", "Sir David"], ["David Holm", "David Holm"]),
        (["David Holm", "Mr David"], ["David Holm", "David"]),
        (["David Holm", "Mrs Holm", "Holm"], ["David Holm", "Mrs Holm", "David Holm"]),
        (["David Holm", "Lady Holm"], ["David Holm", "Lady Holm"]),
        (["Mrs Trump", "Trump"], ["Mrs Trump", "Donald Trump"]),
        (["Barack Obama", "Michelle Obama", "Mrs Obama"], ["Barack Obama", "Michelle Obama", "Michelle Obama"]),
        (["Mrs Holm", "Holm"], ["Holm", "Holm"]),
        (["Tuva Holm", "Runa Holm", "Mr Holm"], ["Tuva Holm", "Runa Holm", "Mr Holm"]),
        (["Democrat Tuva Holm", "Tuva Holm", "Mr Holm"], ["Democrat Tuva Holm"] * 3),
    ],
)  # fmt: skip
def test_parts_of_names(mentions: list[str], wholes: list[str]) -> None:
    """A part joins a person seen in full, or one every reader knows; else it stays alone."""
    people = People([person_form(one) for one in mentions])
    assert [people.whole(person_form(one), one) for one in mentions] == wholes


@pytest.mark.parametrize(
    ("mentions", "wholes"),
    [
        ([("Tuva Holm", Hint()), ("Oda Holm", Hint("f")), ("Mrs Holm", Hint())], ["Tuva Holm", "Oda Holm", "Oda Holm"]),
        ([("David Holm", Hint(died=True)), ("Milo Holm", Hint()), ("Holm", Hint(speaks=True)), ("Holm", Hint())], ["David Holm", "Milo Holm", "Milo Holm", "David Holm"]),
        ([("David Holm", Hint(died=True)), ("Holm", Hint(speaks=True))], ["David Holm", "David Holm"]),
        ([("David Holm", Hint()), ("Milo Holm", Hint()), ("Holm", Hint(speaks=True))], ["David Holm", "Milo Holm", "Milo Holm"]),
        ([("David Holm", Hint()), ("Sarah Holm", Hint()), ("Holm", Hint("m", speaks=True))], ["David Holm", "Sarah Holm", "David Holm"]),
    ],
)  # fmt: skip
def test_families(mentions: list[tuple[str, Hint]], wholes: list[str]) -> None:
    """Gender that the text tells decides, the dead do not speak, and of equals the last named does."""
    people = People([person_form(one) for one, _ in mentions], [hint for _, hint in mentions])
    assert [people.whole(person_form(one), one, hint) for one, hint in mentions] == wholes
