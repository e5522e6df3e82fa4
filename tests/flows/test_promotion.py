"""The one way to the crown: a contest, its figures shown and logged; the way back is one command."""

import hashlib
import json
import shutil

import numpy as np
import pytest

from flows import train as training
from tasks import versions
from tasks.config import MODELS
from tasks.errors import UserError
from tasks.models import catalogue, champions, registry
from tasks.models.contest import Round
from tasks.models.feature_versions import feature_version
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
    for function in (registry.live_version, registry.read_card):
        monkeypatch.setattr(function, "__defaults__", (tmp_path,))
    monkeypatch.setattr(catalogue.models, "__defaults__", (tmp_path,))
    monkeypatch.setattr(catalogue.card, "__defaults__", (None, tmp_path))
    registry.load.cache_clear()
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


def carded(root, **changes):
    path = root / "topics" / "next" / "card.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes))


def test_a_model_that_lacks_an_array_is_refused_at_promotion(root):
    path = root / "topics" / "next" / "weights.npz"
    with np.load(path) as file:
        arrays = {name: file[name] for name in file.files if name != "dense"}
    np.savez(path, **arrays)
    carded(root, weights_sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    done = call("models", "promote", "topics", "next", "--unproven")
    assert done.code == 2
    assert "model topics/next: weights.npz lacks dense" in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert registry.live_version("topics") != "next"


def test_a_model_for_other_features_is_refused_at_promotion(root):
    carded(root, features="topics-0")
    done = call("models", "promote", "topics", "next", "--unproven")
    assert done.code == 2
    assert "was trained on features topics-0, this code makes topics-" in done.err
    assert registry.live_version("topics") != "next"


def test_all_libraries_that_differ_are_named_and_a_major_one_refuses(root):
    here = registry.read_card("topics", "next")["libraries"]
    major = f"{int(registry.major(here['numpy'])) + 1}.0"
    minor = f"{registry.major(here['scikit-learn'])}.999.1"
    carded(root, libraries=here | {"scikit-learn": minor})
    done = call("models", "promote", "topics", "next", "--unproven")
    assert done.code == 0, done.err
    assert (
        f"trained with scikit-learn {minor}, here is {here['scikit-learn']}: as plain" in done.out
    )
    registry.load.cache_clear()
    carded(root, libraries=here | {"numpy": major, "scikit-learn": minor, "nosuchlibrary": "1.0"})
    done = call("models", "promote", "topics", "next", "--unproven")
    for name, then in (("numpy", major), ("scikit-learn", minor), ("nosuchlibrary", "1.0")):
        assert f"{name} {then}, here is " in done.err


@pytest.mark.parametrize("content", ["{", "[]", "3", '{"task": "topics"}', "\0"])
def test_a_card_that_is_none_gets_one_line_and_hides_no_other_model(root, content):
    (root / "topics" / "next" / "card.json").write_text(content)
    for args in (("promote", "topics", "next", "--unproven"), ("card", "topics", "next")):
        done = call("models", *args)
        assert done.code == 2
        assert "card.json" in done.err
        assert "put the file back" in done.err
        assert len(done.err.strip().splitlines()) == 1
    done = call("models", "list")
    assert (done.code, "* topics" in done.out, "card.json" in done.out) == (0, True, True)


def test_missing_weights_are_told_and_hide_no_other_model(root):
    (root / "topics" / "next" / "weights.npz").unlink()
    done = call("models", "promote", "topics", "next", "--unproven")
    assert (done.code, "weights.npz; put the file back" in done.err) == (2, True)
    found = json.loads(call("models", "list", "--json").out)
    assert {m["version"]: bool(m["problem"]) for m in found}["next"]
    assert sum(not m["problem"] for m in found) == len(found) - 1


def test_a_live_version_that_is_not_here_is_told(root, monkeypatch):
    (root / "live.toml").write_text('topics = "v9"\n')
    done = call("models", "list")
    assert (done.code, "* topics    v9             no model topics/v9" in done.out) == (0, True)
    monkeypatch.setattr(versions, "MODELS", root)
    with pytest.raises(UserError, match="names topics/v9, whose card cannot be read"):
        versions.live_models()


def test_a_live_toml_that_is_none_gets_one_line_and_stays(root):
    (root / "live.toml").write_text("topics = \n")
    for args in (("list",), ("promote", "topics", "next", "--unproven"), ("rollback", "topics")):
        done = call("models", *args)
        assert done.code == 2
        assert "live.toml cannot be read" in done.err
        assert len(done.err.strip().splitlines()) == 1
    assert (root / "live.toml").read_text() == "topics = \n"


@pytest.mark.parametrize("task", training.TRAINERS)
def test_every_model_is_checked_against_the_features_of_this_code(task):
    assert feature_version(task) == catalogue.card(task)["features"]


@pytest.mark.parametrize("task", ["vectors", "roles", "names", "quotes", "syntax", "all"])
def test_training_refuses_to_make_live_what_no_contest_scores(root, tmp_path, task):
    done = call("train", task, "--promote", "--data", tmp_path)
    assert done.code == 2
    assert "add --unproven" in done.err
    assert len(done.err.strip().splitlines()) == 1
