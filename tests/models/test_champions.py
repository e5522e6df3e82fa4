"""What is live changes by one command, is logged, and goes back one step at a time."""

import numpy as np
import pytest

from tasks.errors import UserError
from tasks.models.champions import before, crown, history, rollback
from tasks.models.registry import Bundle, live_version, make_live, save


@pytest.fixture
def root(tmp_path):
    for version in ("v1", "v2", "v3"):
        save(Bundle("probe", version, "probe-1", {"w": np.arange(3)}), tmp_path)
    crown("probe", "v1", "unproven", [], tmp_path)
    return tmp_path


def test_each_change_is_a_line_of_the_log(root):
    said = crown("probe", "v2", "promoted", [{"figure": "accuracy"}], root)
    assert said == "probe: v2 is live (promoted), before it v1"
    assert [(c["from"], c["to"], c["how"]) for c in history(root)] == [
        (None, "v1", "unproven"),
        ("v1", "v2", "promoted"),
    ]
    assert history(root)[-1]["figures"] == [{"figure": "accuracy"}]


def test_rolling_back_twice_goes_two_versions_back(root):
    crown("probe", "v2", "promoted", [], root)
    crown("probe", "v3", "promoted", [], root)
    for version in ("v2", "v1"):
        rollback("probe", root)
        assert live_version("probe", root) == version
    with pytest.raises(UserError, match="before the live one is known"):
        rollback("probe", root)
    assert len(history(root)) == 5


def test_after_a_rollback_the_next_promotion_can_be_taken_back_too(root):
    crown("probe", "v2", "promoted", [], root)
    rollback("probe", root)
    crown("probe", "v3", "promoted", [], root)
    assert before("probe", root) == "v1"


@pytest.mark.parametrize(
    ("task", "version", "said"),
    [
        ("prob", "v1", "no model for 'prob'; there are probe"),
        ("probe", "v9", "no model probe/v9; of probe there are v1, v2, v3"),
        ("probe", "v1", "is live already"),
    ],
)
def test_a_wrong_name_changes_nothing_and_says_what_there_is(root, task, version, said):
    with pytest.raises(UserError, match=said):
        crown(task, version, "promoted", [], root)
    assert len(history(root)) == 1


def test_spoilt_weights_do_not_become_live(root):
    with (root / "probe" / "v2" / "weights.npz").open("ab") as file:
        file.write(b" ")
    with pytest.raises(UserError, match="not the file its card describes"):
        crown("probe", "v2", "promoted", [], root)
    assert live_version("probe", root) == "v1"


def test_a_change_stopped_before_the_log_can_be_taken_back(root, monkeypatch):
    crown("probe", "v2", "promoted", [], root)
    with monkeypatch.context() as killed:
        killed.setattr("tasks.models.champions.replace_text", stop)
        with pytest.raises(InterruptedError):
            crown("probe", "v3", "promoted", [], root)
    assert (live_version("probe", root), len(history(root))) == ("v3", 2)
    for version in ("v2", "v1"):
        rollback("probe", root)
        assert live_version("probe", root) == version


def stop(*args):
    raise InterruptedError("killed here")


def test_a_version_that_was_logged_and_never_live_is_not_rolled_back_to(root):
    crown("probe", "v2", "promoted", [], root)
    make_live("probe", "v1", root)
    crown("probe", "v3", "promoted", [], root)
    assert before("probe", root) == "v1"
