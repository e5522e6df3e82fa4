"""A desk is a desk or is refused with a sentence; it has one writer."""

import os
import subprocess
import sys

import pytest

from tasks.desk import locked, open_desk, sweep
from tasks.errors import UserError


def test_an_absent_folder_becomes_a_desk_only_when_asked(tmp_path):
    with pytest.raises(UserError, match="no desk at"):
        open_desk(tmp_path / "desk")
    open_desk(tmp_path / "desk", create=True)
    assert open_desk(tmp_path / "desk").published() is None


def test_a_folder_of_somebodys_files_is_never_made_a_desk(tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(UserError, match="not a desk and not empty"):
        open_desk(tmp_path, create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_settings_may_be_laid_out_before_the_first_night(tmp_path):
    (tmp_path / "watchlist.toml").touch()
    (tmp_path / "inbox").mkdir()
    assert open_desk(tmp_path, create=True).inbox.is_dir()


def test_a_file_is_not_a_desk(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="is a file"):
        open_desk(tmp_path / "file", create=True)


@pytest.mark.parametrize(
    ("marker", "said"),
    [("{", "is damaged"), ("[]", "is damaged"), ('{"format": 99}', "has desk format 99")],
)
def test_a_desk_we_cannot_read_is_refused_with_a_sentence(tmp_path, marker, said):
    (tmp_path / "nightdesk.json").write_text(marker)
    with pytest.raises(UserError, match=said):
        open_desk(tmp_path)


def test_a_second_writer_is_told_who_holds_the_desk(tmp_path):
    desk = open_desk(tmp_path / "desk", create=True)
    with locked(desk), pytest.raises(UserError, match="in use by process"), locked(desk):
        pass
    with locked(desk):
        pass


HOLDS = """
import sys, time
from pathlib import Path
from tasks.desk import locked, open_desk
with locked(open_desk(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_writer_that_waits_gets_its_turn_and_says_that_it_waits(tmp_path, capfd):
    desk = open_desk(tmp_path / "desk", create=True)
    command = [sys.executable, "-c", HOLDS, str(desk.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(UserError, match=f"in use by process {holder.pid}"), locked(desk):
            pass
        # The holder lets go when its input ends, which it may do while we wait or before.
        holder.stdin.close()
        with locked(desk, wait=True):
            assert (desk.root / "lock").read_text() != str(holder.pid)


def test_a_reader_of_a_folder_that_is_no_desk_is_told_so(tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(UserError, match="give --desk the folder a night was run on"):
        open_desk(tmp_path)


@pytest.fixture
def dead():
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    return ended.pid


def test_what_a_killed_writer_left_is_swept_and_nothing_else(tmp_path, dead):
    desk = open_desk(tmp_path / "desk", create=True)
    shard = desk.root / "work" / "day=2026-11-20" / "clean"
    for folder in (
        shard / f".00003.{dead}",
        shard / "00002",
        desk.root / ".views-ab3x",
        desk.root / ".git",
    ):
        folder.mkdir(parents=True)
        (folder / "part").touch()
    for file in (
        f"work/{shard.parent.name}/.plan.json.{dead}",
        f"briefs/.day=2026-11-20.html.{dead}",
    ):
        (desk.root / file).touch()
    (desk.root / f".current.{dead}").symlink_to("snapshots/000001")
    (desk.root / ".notes").write_text("mine")
    assert len(sweep(desk)) == 5
    left = {path.name for path in desk.root.rglob("*")}
    assert {"00002", ".git", ".notes", "part"} <= left
    assert not {name for name in left if name.endswith(f".{dead}") or "views" in name}
    assert sweep(desk) == []


def test_what_another_process_is_making_is_not_swept(tmp_path):
    desk = open_desk(tmp_path / "desk", create=True)
    aside = desk.root / f".feeds.json.{os.getppid()}"
    own = desk.root / f".feeds.json.{os.getpid()}"
    aside.touch()
    own.touch()
    assert sweep(desk) == [own]
    assert aside.exists()


def test_a_snapshot_that_never_became_current_is_swept(tmp_path):
    desk = open_desk(tmp_path / "desk", create=True)
    for name in ("000006", "000007", "000008"):
        (desk.snapshots / name).mkdir()
    assert sweep(desk) == []
    desk.current.symlink_to("snapshots/000007")
    assert [path.name for path in sweep(desk)] == ["000008"]
    assert desk.published().is_dir()
