"""Sentences of the story are body, and short lines alone between paragraphs head them."""

import pytest

from tasks.text.roles_prose import headings, sentences_told

STORY = "The council of Varnholt voted on Monday night to reopen the swimming bath."


@pytest.mark.parametrize(
    ("line", "label", "expected"),
    [
        ("Bus fares in Varnholt will rise in May.", "boilerplate", "body"),
        ("The 6.14 from Varnholt ran into a goods train, police said.", "boilerplate", "body"),
        ("Subscribe to our letter for more of this every day.", "boilerplate", "boilerplate"),
        ("Send a tip to the news desk at Varnholt.", "boilerplate", "boilerplate"),
        ("Your letters will be printed on Monday.", "boilerplate", "boilerplate"),
        ("Forecaster Ida Nair said gusts of 60mph were possible.", "caption", "body"),
        ("A diver waits on the tower as rain falls.", "caption", "caption"),
        ("I love this town and its cold water.", "embed", "embed"),
        ("“ ' " * 5_000 + "was.", "boilerplate", "boilerplate"),
    ],
)
def test_a_sentence_above_the_story_is_body_unless_it_speaks_of_the_page(
    line: str, label: str, expected: str
) -> None:
    assert sentences_told([line, STORY], [label, "body"])[0] == expected


def test_a_sentence_below_the_story_is_left_to_the_model() -> None:
    line = "The Cold Bath is published by Strand and Daughter."
    assert sentences_told([STORY, line], ["body", "boilerplate"])[1] == "boilerplate"


@pytest.mark.parametrize(
    ("line", "label", "expected"),
    [
        ("What officials say", "body", "subhead"),
        ("'Stay indoors', says mayor", "body", "subhead"),
        ("Ida Strand, The Echo", "body", "body"),
        ("He called it an “act of faith.”", "body", "body"),
        ("Sign up for the newsletter", "boilerplate", "boilerplate"),
        ("A DIVER MADE NINE MILLION LAST YEAR", "boilerplate", "boilerplate"),
        ("A picture of the tiles", "credit", "credit"),
    ],
)
def test_a_short_line_between_paragraphs_heads_what_follows(
    line: str, label: str, expected: str
) -> None:
    labels = ["body", label, "body"]
    assert headings([STORY, line, "The mayor said so."], labels)[1] == expected


def test_a_line_seen_twice_is_no_heading() -> None:
    lines = [STORY, "The Echo", STORY, "The Echo", STORY]
    assert headings(lines, ["body"] * 5) == ["body"] * 5


def test_one_name_alone_is_no_heading_and_several_are() -> None:
    assert headings([STORY, "Anna Holm", STORY], ["body"] * 3)[1] == "body"
    lines = [STORY, "Anna Holm", STORY, "Peter Lund", STORY]
    assert headings(lines, ["body"] * 5)[1::2] == ["subhead", "subhead"]
