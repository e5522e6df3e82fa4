"""The rule speaks where grammar is plain, and is silent elsewhere."""

import pytest

from tasks.models.stance_features import row_of
from tasks.models.stance_reading import read
from tasks.models.stance_rules import AGAINST, CANCELLED, FAVOUR, TURNED, certain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ambler praised Ferrow.", FAVOUR),
        ("Ambler condemned Ferrow.", AGAINST),
        ("Ferrow was praised by Ambler.", FAVOUR),
        ("Ferrow condemned Ambler.", TURNED),
        ("Ambler refused to praise Ferrow.", AGAINST),
        ("Ambler refused to condemn Ferrow.", CANCELLED),
        ("Ambler did not condemn Ferrow.", CANCELLED),
        ("Ambler might support Ferrow.", CANCELLED),
        ("Ambler met Ferrow in the capital.", None),
    ],
)
def test_plain_grammar(text: str, expected: int | None) -> None:
    places = [(text.index(name), text.index(name) + 6) for name in ("Ambler", "Ferrow")]
    assert certain(row_of(read([text])[0].facts, *places)) == expected


def test_whoever_speaks_is_not_ruled_on() -> None:
    assert certain(row_of(read(["Ambler praised Ferrow."])[0].facts, None, (0, 6))) is None
