"""Models are data: what does not match its card or its code is refused with a sentence."""

import numpy as np
import pytest

from tasks.errors import UserError
from tasks.models.registry import Bundle, free_version, live_version, load, make_live, save


@pytest.fixture
def bundle():
    arrays = {
        "weights": np.arange(6, dtype=np.float32).reshape(2, 3),
        "words": np.array(["a", "bb"]),
    }
    return Bundle("probe", "v1", "probe-1", arrays, {"threshold": 0.5}, {"scores": {"f1": 0.7}})


def test_what_is_saved_is_what_is_loaded(tmp_path, bundle):
    save(bundle, tmp_path)
    found = load("probe", "probe-1", "v1", tmp_path)
    assert found.settings == {"threshold": 0.5}
    assert found.card["scores"] == {"f1": 0.7}
    assert all((found.arrays[name] == bundle.arrays[name]).all() for name in bundle.arrays)


def test_equal_models_have_equal_bytes(tmp_path, bundle):
    folders = [save(bundle, tmp_path / name) for name in ("one", "two")]
    assert len({(folder / "weights.npz").read_bytes() for folder in folders}) == 1
    assert len({(folder / "card.json").read_bytes() for folder in folders}) == 1


def test_a_version_is_never_written_over(tmp_path, bundle):
    save(bundle, tmp_path)
    with pytest.raises(UserError, match="never written over"):
        save(bundle, tmp_path)
    assert free_version("probe", tmp_path) != "v1"


def test_the_live_version_is_one_line(tmp_path, bundle):
    save(bundle, tmp_path)
    make_live("probe", "v1", tmp_path)
    make_live("other", "v9", tmp_path)
    assert live_version("probe", tmp_path) == "v1"
    with pytest.raises(UserError, match="nightdesk train absent"):
        live_version("absent", tmp_path)


def test_weights_that_are_not_the_cards_are_refused(tmp_path, bundle):
    folder = save(bundle, tmp_path)
    (folder / "weights.npz").write_bytes((folder / "weights.npz").read_bytes() + b" ")
    with pytest.raises(UserError, match="not the file its card describes"):
        load("probe", "probe-1", "v1", tmp_path)


def test_weights_for_other_features_are_refused(tmp_path, bundle):
    save(bundle, tmp_path)
    with pytest.raises(UserError, match="trained on features probe-1, this code makes probe-2"):
        load("probe", "probe-2", "v1", tmp_path)


def test_weights_of_another_major_version_of_a_library_are_refused(tmp_path, bundle):
    for version, numpy in (("old", "1.26.4"), ("near", f"{np.__version__.partition('.')[0]}.0.1")):
        card = {"libraries": {"numpy": numpy}}
        save(Bundle("probe", version, "probe-1", bundle.arrays, {}, card), tmp_path)
    assert load("probe", "probe-1", "near", tmp_path).version == "near"
    with pytest.raises(UserError, match=f"trained with numpy 1.26.4, here is {np.__version__}"):
        load("probe", "probe-1", "old", tmp_path)


def test_objects_are_never_loaded(tmp_path, bundle):
    arrays = {"bomb": np.array([{"a": 1}], dtype=object)}
    save(Bundle("probe", "v2", "probe-1", arrays), tmp_path)
    with pytest.raises(ValueError, match="allow_pickle=False"):
        load("probe", "probe-1", "v2", tmp_path)
