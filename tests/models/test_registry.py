"""Models are data: what does not match its card or its code is refused with a sentence."""

import hashlib
import io
import json
import zipfile

import numpy as np
import pytest

from tasks.errors import UserError
from tasks.models.catalogue import check_live, models
from tasks.models.needed import ARRAYS, SETTINGS, needed
from tasks.models.registry import (
    Bundle,
    at_rest,
    free_version,
    live_version,
    load,
    make_live,
    read_card,
    save,
)


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
    with pytest.raises(UserError, match="allow_pickle=False"):
        load("probe", "probe-1", "v2", tmp_path)


def bytes_of(write, *args, **kwargs):
    out = io.BytesIO()
    write(out, *args, **kwargs)
    return out.getvalue()


def zipped(out):
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("weights", "no array")


@pytest.mark.parametrize(
    "weights",
    [
        b"",
        b"no archive",
        bytes_of(np.save, np.arange(3)),
        bytes_of(zipped),
        bytes_of(np.savez, w=np.arange(99))[:300],
        bytes_of(np.savez, w=np.array([{}], dtype=object)),
    ],
    ids=["nothing", "text", "one array", "no array", "cut short", "pickled"],
)
def test_weights_that_match_their_card_and_are_no_arrays_are_refused_in_a_line(
    tmp_path, bundle, weights
):
    folder = save(bundle, tmp_path)
    spoil(folder, weights)
    with pytest.raises(UserError, match=r"probe/v1: weights\.npz holds more or less") as refused:
        load("probe", "probe-1", "v1", tmp_path)
    assert "\n" not in str(refused.value)


def spoil(folder, weights):
    (folder / "weights.npz").write_bytes(weights)
    card = json.loads((folder / "card.json").read_text())
    card["weights_sha256"] = hashlib.sha256(weights).hexdigest()
    (folder / "card.json").write_text(json.dumps(card))


def test_weights_that_lack_an_array_are_refused_before_a_night(tmp_path, monkeypatch):
    monkeypatch.setattr("tasks.models.catalogue.MODELS", tmp_path)
    arrays = {name: np.arange(3) for name in ARRAYS["vectors"] if name != "scale"}
    save(Bundle("vectors", "v1", "vectors-1", arrays), tmp_path)
    with pytest.raises(UserError, match=r"vectors/v1: weights\.npz lacks scale; put the file back"):
        load("vectors", "vectors-1", "v1", tmp_path)
    check_live()
    make_live("vectors", "v1", tmp_path)
    with pytest.raises(UserError, match="lacks scale"):
        check_live()


@pytest.mark.parametrize("task", ARRAYS)
def test_the_arrays_that_are_asked_for_are_those_of_the_live_model(task):
    card, arrays = at_rest(task, live_version(task))
    assert needed(task, card["settings"]) == set(arrays)


def test_a_card_that_lacks_a_setting_is_refused_before_a_night(tmp_path, monkeypatch):
    monkeypatch.setattr("tasks.models.catalogue.MODELS", tmp_path)
    arrays = {name: np.arange(3) for name in ARRAYS["names"]}
    save(Bundle("names", "v1", "names-1", arrays, {"name_scale": 0.1}), tmp_path)
    make_live("names", "v1", tmp_path)
    with pytest.raises(UserError, match=r"names/v1: card\.json lacks the settings tag_scale; put"):
        check_live()


@pytest.mark.parametrize("task", SETTINGS)
def test_the_settings_that_are_asked_for_are_in_the_live_card(task):
    assert set(SETTINGS[task]) <= set(read_card(task, live_version(task))["settings"])


def test_the_list_names_what_is_damaged_or_gone(tmp_path, bundle):
    for version in ("v1", "v2", "v3"):
        folder = save(Bundle("probe", version, "probe-1", bundle.arrays), tmp_path)
    with (folder / "weights.npz").open("r+b") as file:
        file.seek(40)
        file.write(b"x")
    (tmp_path / "probe" / "v2" / "card.json").unlink()
    (tmp_path / "probe" / ".v4.123").mkdir()
    make_live("probe", "v9", tmp_path)
    found = {each["version"]: each["problem"] for each in models(tmp_path)}
    assert sorted(found) == ["v1", "v2", "v3", "v9"]
    assert found["v1"] == ""
    assert "no model probe/v2" in found["v2"]
    assert "not the file its card describes" in found["v3"]


@pytest.mark.parametrize("version", ["../other/v1", "../v1", "..", ".", "", "v1/", "/v1"])
def test_no_name_of_a_version_climbs_out_of_its_folder(tmp_path, bundle, version):
    save(bundle, tmp_path)
    save(Bundle("other", "v1", "probe-1", bundle.arrays), tmp_path)
    with pytest.raises(UserError, match="no model probe/"):
        read_card("probe", version, tmp_path)
