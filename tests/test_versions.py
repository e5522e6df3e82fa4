"""A stage's version changes with what its results depend on, and with nothing else."""

import pytest

from tasks import versions
from tasks.versions import stage_version


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A little `tasks_probe` package with a lexicon and a model beside it."""
    for name, source in {
        "tasks/probe_a.py": "from tasks import probe_b\nWORDS = 'probe_words'\n",
        "tasks/probe_b.py": "x = 1\n",
        "tasks/probe_c.py": "y = 1\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(source)
    import tasks

    monkeypatch.setattr(tasks, "__path__", [*tasks.__path__, str(tmp_path / "tasks")])
    monkeypatch.setattr(versions, "LEXICONS", tmp_path)
    (tmp_path / "probe_words.csv").write_text("word\nbacked\n")
    (tmp_path / "other_words.csv").write_text("word\nopposed\n")
    return tmp_path


def version() -> str:
    stage_version.cache_clear()
    versions._is_module.cache_clear()
    return stage_version("tasks.probe_a")


@pytest.mark.parametrize(
    ("file", "changes"),
    [
        ("tasks/probe_a.py", True),
        ("tasks/probe_b.py", True),
        ("tasks/probe_c.py", False),
        ("probe_words.csv", True),
        ("other_words.csv", False),
    ],
)
def test_only_what_a_stage_uses_changes_its_version(house, file, changes):
    before = version()
    assert version() == before
    with (house / file).open("a") as more:
        more.write("# more\n" if file.endswith(".py") else "condemned\n")
    assert (version() != before) == changes
