"""The doctor asks for what the project asks for, and says what to do."""

import shutil
import tomllib

from packaging.requirements import Requirement

from tasks import doctor
from tasks.config import ASSETS, MODELS
from tasks.models import champions, registry


def test_what_is_needed_is_what_the_project_says():
    asked = tomllib.loads((ASSETS / "pyproject.toml").read_text())["project"]["dependencies"]
    assert [str(each) for each in doctor.needed()] == [str(Requirement(each)) for each in asked]
    pins = {each.name: str(each.specifier) for each in doctor.needed()}
    assert pins["prefect"] == "==3.8.8"
    assert set(pins["fastapi"].split(",")) == {">=0.139", "<0.151"}


def test_this_installation_is_sound(tmp_path):
    found = {row["what"]: row for row in doctor.examine(tmp_path / "desk")}
    assert {
        name: row["found"] for name, row in found.items() if not row["ok"] and name != "disk"
    } == {}
    assert "ok   fastapi" in doctor.told(list(found.values()))


def test_a_missing_or_old_library_is_told_with_its_remedy(monkeypatch, tmp_path):
    wanted = [Requirement("no-such-library>=2"), Requirement("pytest>=9999")]
    monkeypatch.setattr(doctor, "needed", lambda: wanted)
    told = doctor.told(doctor.examine(tmp_path))
    assert "MEND no-such-library  missing — pip install 'no-such-library>=2'" in told
    assert "pip install 'pytest>=9999'" in told


def test_what_only_one_command_needs_is_named_and_its_absence_is_no_fault(monkeypatch, tmp_path):
    monkeypatch.setattr(doctor, "extra", lambda name: [Requirement("no-such-library>=2")])
    [row] = [row for row in doctor.examine(tmp_path) if row["what"] == "no-such-library"]
    assert row["ok"]
    assert row["found"] == (
        "not here; nightdesk dashboard needs it: pip install 'no-such-library>=2'"
    )


def test_an_installed_package_tells_its_own_needs_from_those_of_its_extras(monkeypatch, tmp_path):
    asked = ["duckdb>=2", 'streamlit>=1; extra == "dashboard"', 'old; python_version < "3"']
    monkeypatch.setattr(doctor, "ASSETS", tmp_path)
    monkeypatch.setattr(doctor, "requires", lambda name: asked)
    assert [each.name for each in doctor.needed()] == ["duckdb"]
    assert [each.name for each in doctor.extra("dashboard")] == ["streamlit"]


def test_weights_that_a_night_would_refuse_are_told_before_it(monkeypatch, tmp_path):
    version = registry.live_version("topics")
    folder = shutil.copytree(MODELS / "topics" / version, tmp_path / "topics" / version)
    with (folder / "weights.npz").open("r+b") as file:
        file.seek(5000)
        file.write(b"x")
    monkeypatch.setattr(doctor, "MODELS", ["topics"])
    monkeypatch.setattr(champions.whole, "__defaults__", (tmp_path,))
    [row] = [row for row in doctor.examine(tmp_path) if row["what"] == "model topics"]
    assert (row["ok"], row["found"]) == (False, version)
    assert "not the file its card describes" in row["do"]
