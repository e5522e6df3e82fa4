"""The page runs whole at each pick, says what cannot be shown, and shows hostile text as text."""

import json
import re
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import page
from dashboard.views import VIEWS
from tests.dashboard.conftest import publish

SCRIPT = str(Path(page.__file__).resolve())


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch):
    """The page over a desk as a reader first sees it."""

    def run(desk: Path) -> AppTest:
        monkeypatch.setattr(sys, "argv", ["page.py", str(desk)])
        shown = AppTest.from_file(SCRIPT, default_timeout=60).run()
        assert not shown.exception
        return shown

    return run


def html(shown: AppTest) -> str:
    return "\n".join(each.proto.body for each in shown.get("html"))


def text(shown: AppTest) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html(shown)))


def turned(shown: AppTest, **picks: str) -> AppTest:
    """The page after each pick in turn, by the key of what is picked from."""
    for key, value in picks.items():
        found = [*shown.segmented_control, *shown.selectbox, *shown.text_input]
        [widget] = [each for each in found if each.key == key]
        shown = widget.set_value(value).run()
        assert not shown.exception
    return shown


def test_the_last_night_is_shown_first_and_its_ledger_balances(opened, desk: Path):
    said = text(opened(desk))
    assert "Friday night, 5 articles" in said
    assert "8 records came in, the ledger tells of 8: nothing is lost." in said


def test_all_nights_are_shown_as_one(opened, desk: Path):
    said = text(turned(opened(desk), night="All nights"))
    assert "2 nights, 6 articles" in said
    assert "19 November 2026 to 20 November 2026" in said


VIEWED = {
    "The night": ["Where every record went", "Outlets"],
    "Topics": ["Politics", "corrected", "(0–4)", "without a topic that the model would decide"],
    "Stories": ["Parliament passes tide wall", "Nine votes carry the tide wall", "a copy"],
    "Who said what": ["Ines Marl", "The wall buys us forty quiet winters"],
    "Who stands where": ["the tide wall", "condemned", "as"],
    "Claims": ["The tide wall will be finished by 2030", "1 discuss"],
    "How sure": ["undecided", "What made the nights"],
    "Questions": ["They are asked of all nights"],
}


@pytest.mark.parametrize("night", ["2026-11-19", "2026-11-20", "All nights"])
def test_each_view_runs_for_any_choice_of_nights(opened, desk: Path, night: str):
    shown = turned(opened(desk), night=night)
    for view in VIEWS:
        shown = turned(shown, view=view)
        if night != "2026-11-19":  # a night of a single article, without a stance or a claim
            assert [words for words in VIEWED[view] if words not in text(shown)] == []


OPENED = [
    ("The night", {"state": "quarantined"}, "records"),
    ("The night", {"record": "no such file"}, "No row is so."),
    ("Topics", {"topic": "undecided"}, "no topic"),
    ("Who said what", {"speaker": "tov"}, "Its leader Bren Tov"),
    ("Who said what", {"speaker": "no such name"}, "Nobody of that name was quoted."),
    ("Who stands where", {"stand": "dockers"}, "The Dockers' League"),
    ("Stories", {"headline": "no such story"}, "No story is so."),
    ("Questions", {"question": "front_page"}, "politics"),
]


@pytest.mark.parametrize(("view", "picks", "words"), OPENED)
def test_a_pick_opens_what_it_names(opened, desk: Path, view: str, picks, words: str):
    said = text(turned(opened(desk), view=view, **picks)).replace("&#39;", "'")
    assert words in said


def test_hostile_text_is_shown_as_text(opened, desk: Path):
    shown = opened(desk)
    for view in VIEWS:
        shown = turned(shown, view=view)
        made = html(shown)
        tags = set(
            re.findall(r"<\s*([a-z0-9]+)", re.sub(r"<style>.*?</style>", "", made, flags=re.S))
        )
        assert not tags & {"script", "img", "iframe", "object", "embed", "form", "base", "svg"}
        assert not re.search(r"<[^>]+\son\w+=", made)
        assert all(link.startswith("http") for link in re.findall(r'href="([^"]*)"', made))


def test_what_was_asked_is_shown_as_sql(opened, desk: Path):
    [code] = opened(desk).code
    assert "date '2026-11-20'" in code.value
    assert "getvariable" not in code.value


def test_a_ledger_that_does_not_balance_says_so(opened, tmp_path: Path):
    root = publish(tmp_path / "desk")
    path = root / "current" / "manifest" / "day=2026-11-20.json"
    said = json.loads(path.read_text())
    said["files"]["raw"]["rows"] += 1
    path.write_text(json.dumps(said))
    assert "9 records came in, the ledger tells of 8: it does NOT balance." in text(opened(root))


def damaged_table(root: Path) -> None:
    (root / "current" / "ledger" / "day=2026-11-20" / "ledger.parquet").write_bytes(b"no table")


def no_night(root: Path) -> None:
    (root / "current").unlink()


def night_gone(root: Path) -> None:
    (root / "current").unlink()
    (root / "current").symlink_to("snapshots/000002")


def damaged_manifest(root: Path) -> None:
    (root / "current" / "manifest" / "day=2026-11-20.json").write_text("{")


def no_desk(root: Path) -> None:
    (root / "nightdesk.json").unlink()


TROUBLE = {
    damaged_table: "nightdesk verify",
    damaged_manifest: "is damaged",
    no_night: "no published night yet",
    night_gone: "holds no night",
    no_desk: "is not a desk",
}


@pytest.mark.parametrize("harm", list(TROUBLE), ids=lambda harm: harm.__name__)
def test_what_cannot_be_shown_is_told_in_a_sentence(opened, tmp_path: Path, harm):
    root = publish(tmp_path / "desk")
    harm(root)
    assert TROUBLE[harm] in text(opened(root))
