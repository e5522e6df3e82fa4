"""Bylines give their names; a line built to be slow comes back."""

import pytest

from tasks.text.bylines import foot_of, names_in


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By MARTA HOLM ( @mholm )", "MARTA HOLM"),
        ("Marta Holm, Ada Berg and Tom van Lund", "Marta Holm, Ada Berg and Tom van Lund"),
        ("(Reporting by Ada Berg; Editing by Tom Lund)", "Ada Berg"),
        ("By Ada Berg (Lindhaven)", "Ada Berg (Lindhaven"),
        ("by Ada Berg | Updated 10:15", "Ada Berg"),
        ("The dam broke on Monday", None),
    ],
)
def test_the_names_of_a_byline(line: str, names: str | None) -> None:
    assert names_in(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "A" * 110 + "!",
        "By A" + " " * 20_000 + "x",
        " " * 20_000 + "x",
        "Ada" + " " * 20_000 + "x",
        "reporting " * 20_000,
        "with files by " * 20_000,
        "additional reporting " * 20_000,
        "(with files of ours)" + " " * 20_000 + "x)",
    ],
)
def test_a_line_built_to_be_slow_comes_back(line: str) -> None:
    names_in(line)
    assert foot_of(line) == -1


@pytest.mark.parametrize(
    "line",
    [
        "With reporting by Reuters",
        "Additional reporting by AFP",
        "With files from The Canadian Press",
        "(With inputs from PTI)",
        "Further reporting in Osterna by Tom Lund",
        "Tom Lund contributed to this report.",
    ],
)
def test_who_helped_is_no_author(line: str) -> None:
    assert names_in(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Berg, with files from The Canadian Press",
        "By Ada Berg with reporting by Tom Lund",
        "(Reporting by Ada Berg; Additional reporting by Tom Lund; Editing by Jo Dunn)",
        "(Additional reporting by Tom Lund; Writing by Ada Berg)",
        "By Ada Berg (additional reporting by AFP)",
    ],
)
def test_who_wrote_is_named_without_who_helped(line: str) -> None:
    assert names_in(line) == "Ada Berg"
