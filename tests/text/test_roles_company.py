"""Lines get the roles that the lines around them give: posts, lists, turns, signatures."""

import pytest

from tasks.text.roles_company import in_company, kind

STORY = "The council of Varnholt voted on Monday night to reopen the swimming bath."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("RELATED ARTICLES", "list"),
        ("Most read:", "list"),
        ("ALSO ON THE ECHO", "list"),
        ("Most read the letter twice", None),
        ("Story highlights", "points"),
        ("Opinion", "kicker"),
        ("Share", "share"),
        ("Share and share alike", None),
        ("related " * 10_000, None),
        ("", None),
    ],
)
def test_what_a_line_heads(line: str, expected: str | None) -> None:
    assert kind(line) == expected


def test_a_list_of_links_ends_where_the_story_goes_on() -> None:
    lines = ["Related", "Bath to close", STORY, "Bath to open"]
    assert in_company(lines, ["body"] * 4) == ["boilerplate", "boilerplate", "body", "body"]


def test_a_question_without_an_answer_is_left_to_the_model() -> None:
    assert in_company(["Q: Is it cold?", STORY], ["boilerplate", "body"]) == ["boilerplate", "body"]


def test_one_button_alone_is_left_to_the_model() -> None:
    assert in_company([STORY, "Email"], ["body", "subhead"]) == ["body", "subhead"]


@pytest.mark.parametrize(
    ("line", "role"),
    [("WORLD BRIEFS", "boilerplate"), ("ANNA HOLM", "byline"), ("USA TODAY", "byline")],
)
def test_capitals_sign_only_with_a_given_name_or_an_outlet(line: str, role: str) -> None:
    assert in_company([line, STORY], ["byline", "body"])[0] == role


def test_a_name_below_the_first_paragraph_signs_nothing() -> None:
    assert in_company(["Bath opens", STORY, "Anna Holm", STORY], ["body"] * 4)[2] == "body"


@pytest.mark.parametrize(
    "line", ["1 " * 20_000 + "x", "1:00 - " * 20_000, "@" * 20_000, "Q " * 20_000]
)
def test_a_line_built_to_be_slow_comes_back(line: str) -> None:
    assert len(in_company([line] * 3, ["body"] * 3)) == 3
