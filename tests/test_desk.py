"""A desk is a desk or is refused with a sentence; it has one writer."""

import pytest

from tasks.desk import locked, open_desk
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
