"""The brief stands alone, tells what the tables say, and runs nothing."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tasks.brief import render
from tasks.brief.facts import gather
from tests.sql.night import NIGHT, NIGHT_BEFORE, nights, write

VOID = {"meta", "br", "img", "link", "rect", "line"}


class Page(HTMLParser):
    """A page's elements, its text, and whether every tag is closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data


@pytest.fixture(scope="module")
def page(desk: Path) -> Page:
    return Page(render(desk, NIGHT))


def test_every_tag_is_closed_in_order(page: Page) -> None:
    assert page.open == []


def test_the_page_needs_no_other_file_and_no_script(page: Page) -> None:
    fetching = {"script", "link", "img", "iframe", "object", "embed", "base", "form", "video"}
    assert not fetching & {tag for tag, _ in page.elements}
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "src"]
        assert (attributes.get("href") or "http").startswith(("http", "#"))


def test_hostile_text_is_shown_as_text(page: Page) -> None:
    assert "<script>alert('outlet')</script>" in page.text
    assert "<img src=x onerror=alert(1)>" in page.text
    assert "</script><script>alert(2)</script>" in re.sub(r"\s+", " ", page.text)


def test_the_policy_forbids_scripts_and_fetching(page: Page) -> None:
    [policy] = [
        attributes["content"]
        for tag, attributes in page.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert (policy or "").startswith("default-src 'none'; style-src 'unsafe-inline'")


TOLD = [
    "Friday night, 5 articles",
    "8 records came in from 4 outlets",
    "4 pieces are independent",
    "Parliament passes tide wall",
    "2 articles, one origin: Northwire",
    "Ines Marl",
    "“The wall buys us forty quiet winters”",
    "The Dockers' League condemned the plan, saying it would close the old basin.",
    "The tide wall will be finished by 2030",
    "CORRECTED: Tide wall vote is put off again",
    "Correction: an earlier version said it was the third time.",
    "neither text nor a format that is known",
    "8 records in, 8 records accounted for.",
    "French 1",
    "stance stance/test",
]


@pytest.mark.parametrize("words", TOLD)
def test_the_brief_tells(words: str, page: Page) -> None:
    assert words in re.sub(r"\s+", " ", page.text)


def test_undecided_stances_are_not_told(page: Page) -> None:
    assert "he would not sue" not in page.text.split("Who stands where")[1]


def test_holder_target_and_cue_are_marked(page: Page) -> None:
    marks = {attributes["class"] for tag, attributes in page.elements if tag == "mark"}
    assert marks == {"holder", "target", "cue"}


def test_headings_name_their_sections(page: Page) -> None:
    ids = {attributes["id"] for tag, attributes in page.elements if tag == "h2"}
    named = {a["aria-labelledby"] for tag, a in page.elements if tag == "section"}
    assert ids == named
    assert len([tag for tag, _ in page.elements if tag == "h1"]) == 1


def test_the_same_tables_give_the_same_page(desk: Path) -> None:
    assert render(desk, NIGHT) == render(desk, NIGHT)


def test_a_night_of_one_article_reads_well(desk: Path) -> None:
    text = re.sub(r"\s+", " ", Page(render(desk, NIGHT_BEFORE)).text)
    assert "Thursday night, 1 article" in text
    assert "1 record came in from 1 outlet, and 1 article came of it." in text
    assert "Nobody was quoted by name tonight." in text
    assert "No sentence of the night shows plainly where somebody stands." in text


def told(desk: Path, table: str, rows: list[dict[str, Any]]) -> str:
    """The text of NIGHT's brief with other rows in one table."""
    for day, tables in nights().items():
        for name, kept in tables.items():
            write(desk, day, name, rows if (name, day) == (table, NIGHT) else kept)
    return re.sub(r"\s+", " ", Page(render(desk, NIGHT)).text)


@pytest.mark.parametrize(
    ("decided", "unjudged", "words"),
    [
        (3, 0, "Most were about politics (3 articles)."),
        (2, 1, "As far as their topics are decided, the most were about politics (2 articles)."),
        (1, 2, "2 articles without a topic that the model would decide."),
        (1, 2, "2 articles that no model judged: in another language, or without a text to judge."),
    ],
)
def test_what_most_were_about_is_said_where_it_was_most(
    tmp_path: Path, decided: int, unjudged: int, words: str
) -> None:
    articles = [row["article_id"] for row in nights()[NIGHT]["articles"]]
    first = next(row for row in nights()[NIGHT]["topics"] if row["name"] == "politics")
    judged = articles[: len(articles) - unjudged]
    rows = [
        {**first, "article_id": article, "rank": 1, "decided": number < decided}
        for number, article in enumerate(judged)
    ]
    assert words in told(tmp_path, "topics", rows)


def test_undecided_claims_are_told_as_such(tmp_path: Path) -> None:
    rows = [{**row, "decided": False} for row in nights()[NIGHT]["claims"]]
    found = told(tmp_path, "claims", rows)
    assert "1 article may bear on a claim, and is undecided: not drawn." in found
    assert "bears on a claim" not in found


def test_no_claim_is_told_of_what_was_judged_alone(tmp_path: Path) -> None:
    assert "No article that a model judged bears on a claim" in told(tmp_path, "claims", [])


def test_a_night_without_articles_says_so(tmp_path: Path) -> None:
    refused = [row for row in nights()[NIGHT]["ledger"] if row["state"] == "quarantined"]
    write(tmp_path, NIGHT, "ledger", refused)
    text = re.sub(r"\s+", " ", Page(render(tmp_path, NIGHT)).text)
    assert "No article came of the 1 record of this night." in text
    assert "neither text nor a format that is known" in text


def test_a_desk_without_tables_gives_a_page(tmp_path: Path) -> None:
    assert "No article came of the 0 records" in render(tmp_path, NIGHT)


def test_facts_count_what_the_tables_hold(desk: Path) -> None:
    facts = gather(desk, NIGHT)
    assert facts.states == {
        "accepted": 4, "revision": 1, "duplicate": 1, "rejected": 1, "quarantined": 1,
    }  # fmt: skip
    [wall] = facts.contested
    assert (wall.favour, wall.against, wall.holders) == (2, 1, 3)
    assert [row["holder_name"] for row in wall.shown()] == [
        "Dockers' League", "Ines Marl", "Critics",
    ]  # fmt: skip
