"""Which files are read, in which order, under which names; and which wait."""

import os
import time

import pytest

from tasks.errors import UserError
from tasks.ingest.discover import discover, find_files
from tasks.ingest.plan import plan_units


def touch(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
        os.utime(path, (1, 1))


def test_files_are_named_by_their_source_so_that_desks_elsewhere_agree(tmp_path):
    found = []
    for place in ("here", "there"):
        touch(tmp_path / place / "inbox", "b/two.txt", "a.txt")
        found.append([file.origin_file for file in find_files([tmp_path / place / "inbox"])])
    assert found[0] == found[1] == ["inbox/a.txt", "inbox/b/two.txt"]


def test_a_single_file_goes_by_its_own_name_and_twice_named_is_read_once(tmp_path):
    touch(tmp_path, "a.txt")
    files = find_files([tmp_path / "a.txt", tmp_path / "a.txt"])
    assert [file.origin_file for file in files] == ["a.txt"]


def test_a_missing_source_is_told_in_one_line(tmp_path):
    with pytest.raises(UserError, match=r"no file or folder .*nowhere: check the path"):
        find_files([tmp_path / "nowhere"])


def test_hidden_and_growing_files_wait_and_are_reported(tmp_path):
    touch(tmp_path, "old.txt", ".hidden", ".git/config")
    (tmp_path / "new.txt").write_text("still com")
    future = time.time() + 60
    os.utime(tmp_path / "new.txt", (future, future))
    found = discover([tmp_path], settled_seconds=2)
    assert [file.path.name for file in found.files] == ["old.txt"]
    assert {left.path.name: left.reason for left in found.left} == {
        ".hidden": "a hidden file", "config": "a hidden file", "new.txt": "still growing",
    }  # fmt: skip


@pytest.mark.parametrize("target", ["file.txt", "folder", "gone"])
def test_links_out_of_a_source_are_rows_and_are_not_followed(tmp_path, target):
    touch(tmp_path / "outside", "file.txt", "folder/deep.txt")
    touch(tmp_path / "inbox", "a.txt")
    (tmp_path / "inbox" / "link").symlink_to(tmp_path / "outside" / target)
    files = find_files([tmp_path / "inbox"])
    assert [(file.origin_file, file.reason) for file in files] == [
        ("inbox/a.txt", None),
        ("inbox/link", "a symbolic link, which is not followed"),
    ]


def test_a_pipe_is_a_row_and_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (file,) = find_files([tmp_path])
    assert file.reason == "not a regular file"


def test_units_keep_order_and_hold_every_file(tmp_path):
    touch(tmp_path, *(f"{place:04}.txt" for place in range(2500)))
    files = find_files([tmp_path])
    units = plan_units(files)
    assert [file for unit in units for file in unit] == files
    assert max(map(len, units)) == 1000
