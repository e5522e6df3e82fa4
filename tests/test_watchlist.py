"""A watchlist is read as written, or refused with a sentence."""

import pytest

from tasks.errors import UserError
from tasks.watchlist import Claim, Target, Watchlist, read


def test_no_file_is_an_empty_watchlist(tmp_path):
    assert read(tmp_path / "none.toml") == Watchlist()


def test_targets_and_claims_are_read(tmp_path):
    (tmp_path / "w.toml").write_text(
        '[[targets]]\nid = "t"\nname = "the dam"\naliases = ["dam project"]\n'
        '[[claims]]\nid = "c"\ntext = "The dam leaks"\n'
    )
    assert read(tmp_path / "w.toml") == Watchlist(
        (Target("t", "the dam", ("dam project",)),), (Claim("c", "The dam leaks"),)
    )


@pytest.mark.parametrize(
    "text",
    [
        "[[targets]]\nid = 1",
        "not toml at all [",
        "targets = 3",
        "claims = ['x']",
        '[[target]]\nid = "t"\nname = "the dam"',
        '[[targets]]\nid = "t"\nname = "the dam"\nalias = ["it"]',
        '[[claims]]\nid = "c"\ntext = 5',
        '[[claims]]\nid = "c"\ntext = "It leaks"\nname = "leak"',
    ],
)
def test_what_is_not_a_watchlist_is_refused_with_a_sentence(tmp_path, text):
    (tmp_path / "w.toml").write_text(text)
    with pytest.raises(UserError, match="not a watchlist"):
        read(tmp_path / "w.toml")


@pytest.mark.parametrize("text", ['[targets]\nid = "t"\nname = "the dam"', "targets = 3"])
def test_single_brackets_are_told(tmp_path, text):
    (tmp_path / "w.toml").write_text(text)
    with pytest.raises(UserError, match=r"write \[\[targets\]\] above each entry"):
        read(tmp_path / "w.toml")
