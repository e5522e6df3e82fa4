"""The one way to the crown: a contest, its figures shown and logged; the way back is one command."""

import json
import shutil

import pytest

from tasks.config import MODELS
from tasks.models import champions, registry
from tasks.models.contest import Round
from tests.flows.calling import call

ROUND = Round("dev", "accuracy", 100, 0.7, 0.8, 0.05, 0.15, 0.99)
LOST = Round("dev", "accuracy", 100, 0.8, 0.7, -0.15, -0.05, 0.01)
EVEN = Round("dev", "accuracy", 100, 0.8, 0.81, -0.02, 0.03, 0.7)


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Topics, its live version and a challenger, in a folder of their own."""
    shutil.copytree(MODELS / "topics", tmp_path / "topics")
    version = registry.live_version("topics")
    shutil.copytree(tmp_path / "topics" / version, tmp_path / "topics" / "next")
    (tmp_path / "live.toml").write_text(f'topics = "{version}"\n')
    for function in (champions.crown, champions.rollback, champions.whole, champions.before):
        monkeypatch.setattr(function, "__defaults__", (tmp_path,))
    monkeypatch.setattr(registry.live_version, "__defaults__", (tmp_path,))
    monkeypatch.setattr("tasks.models.contest.opened", lambda task, version: None)
    return tmp_path


def held(monkeypatch, *rounds):
    monkeypatch.setattr("tasks.models.contest.contest", lambda task, version, data: list(rounds))


def test_a_winner_is_live_and_its_figures_are_logged(root, monkeypatch):
    held(monkeypatch, ROUND)
    done = call("models", "promote", "topics", "next")
    assert done.code == 0, done.err
    assert "+0.1000  [+0.0500, +0.1500]  99%" in done.out
    assert registry.live_version("topics") == "next"
    [change] = champions.history(root)
    assert (change["how"], change["figures"][0]["high"]) == ("promoted", 0.15)


@pytest.mark.parametrize(
    ("rounds", "why"), [((LOST, ROUND), "is worse"), ((EVEN,), "does not beat")]
)
def test_what_does_not_win_stays_a_challenger(root, monkeypatch, rounds, why):
    held(monkeypatch, *rounds)
    done = call("models", "promote", "topics", "next")
    assert (done.code, registry.live_version("topics") != "next") == (1, True)
    assert why in done.err
    assert "0.8000" in done.out


def test_not_worse_takes_an_even_contest_and_never_a_lost_one(root, monkeypatch):
    held(monkeypatch, LOST)
    assert call("models", "promote", "topics", "next", "--not-worse").code == 1
    held(monkeypatch, EVEN)
    done = call("models", "promote", "topics", "next", "--not-worse", "--json")
    assert json.loads(done.out)["live"]


def test_a_rollback_is_one_command(root):
    before = registry.live_version("topics")
    assert call("models", "promote", "topics", "next", "--unproven").code == 0
    done = call("models", "rollback", "topics")
    assert (done.code, registry.live_version("topics")) == (0, before)
    again = call("models", "rollback", "topics")
    assert again.code == 2
    assert "no version of topics before the live one is known" in again.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["promote", "topic", "next"], "no model for 'topic'; there are topics"),
        (["promote", "topics", "v9"], "of topics there are"),
        (["rollback", "topic"], "no live model for topic"),
    ],
    ids=str,
)
def test_a_wrong_name_gets_one_line(root, args, said):
    done = call("models", *args)
    assert done.code == 2
    assert said in done.err
    assert len(done.err.strip().splitlines()) == 1


@pytest.mark.parametrize("task", ["vectors", "roles", "names", "quotes", "syntax", "all"])
def test_training_refuses_to_make_live_what_no_contest_scores(root, tmp_path, task):
    done = call("train", task, "--promote", "--data", tmp_path)
    assert done.code == 2
    assert "add --unproven" in done.err
    assert len(done.err.strip().splitlines()) == 1
