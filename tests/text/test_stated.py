"""A field that is a dateline gives its place and agency; a field built to be slow comes back."""

import pytest

from tasks.text.stated import Stated, stated


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("LINDHAVEN, Nov 19 (Reuters) -", Stated("LINDHAVEN", "Reuters")),
        ("Osterna, , 12 March", Stated("Osterna")),
        ("Osterna - AFP", Stated("Osterna", "Agence France-Presse")),
    ],
)
def test_a_place_and_its_agency(field: str, found: Stated) -> None:
    assert stated(field) == found


@pytest.mark.parametrize("sign", [",", " ,", "a, ", "jan", "("])
def test_a_field_built_to_be_slow_comes_back(sign: str) -> None:
    assert stated(sign * 100_000).agency is None
