"""Whom praise, regret and calls fall on where they are for somebody's removal."""

import numpy as np
import pytest

from tasks.models.stance_features import Row, row_of
from tasks.models.stance_reading import read
from tasks.models.stance_removals import AGAINST, FAVOUR, direction, pointed


def row(text: str) -> Row:
    places = [(text.index(name), text.index(name) + 6) for name in ("Ambler", "Ferrow")]
    return row_of(read([text])[0].facts, *places)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ambler cheered Ferrow's departure.", AGAINST),
        ("Ambler praised the firing of Ferrow.", AGAINST),
        ("Ambler condemned the firing of Ferrow.", FAVOUR),
        ("Ambler lamented Ferrow's resignation.", FAVOUR),
        ("Ambler called for Ferrow to step down.", AGAINST),
        ("Ambler has called on Ferrow to resign.", AGAINST),
        ("Ambler urged Ferrow not to resign.", FAVOUR),
        ("Ambler said Ferrow should be fired.", AGAINST),
        ("Ambler demanded Ferrow's resignation.", AGAINST),
        ("Council member Ambler said Ferrow should step down.", AGAINST),
    ],
)
def test_a_removal_turns_what_is_said_of_it(text: str, expected: int) -> None:
    assert direction(row(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ambler cheered Ferrow's arrival.",
        "Ambler cheered Ferrow's defeat of Lykke.",
        "Ambler accepted Ferrow's resignation.",
        "Ambler condemned Ferrow's impeachment.",
        "Ambler criticized Ferrow's resignation.",
        "Ambler did not call on Ferrow to resign.",
        "Ambler called Ferrow's arrest unlawful.",
        "Ambler called on Ferrow to speak.",
        "Ambler condemned the violence after Ferrow's arrest.",
        "Should Ferrow resign, as Ambler asks?",
        "Ferrow called on Ambler to resign.",
        "Ambler's lawyer said Ferrow should resign.",
    ],
)
def test_elsewhere_it_is_silent(text: str) -> None:
    assert direction(row(text)) is None


def test_the_stronger_score_is_pointed_where_the_rule_says() -> None:
    raw = np.log(np.array([[0.8, 0.1, 0.1], [0.8, 0.1, 0.1]]))
    rows = [row("Ambler cheered Ferrow's departure."), row("Ambler cheered Ferrow's arrival.")]
    turned = pointed(raw, rows)
    assert turned[0].argmax() == 1
    assert (turned[1] == raw[1]).all()
