"""A file from a spreadsheet is read whole or refused with its line, never in part."""

import pytest

from tasks import csv_files
from tasks.errors import UserError

ROWS = [{"label": "docks", "text": "Cranes\nidle, again"}, {"label": "écoles", "text": 'A "head"'}]
COMMAS = 'label,text\r\ndocks,"Cranes\nidle, again"\r\nécoles,"A ""head"""\r\n'
OTHERS = {
    separator: COMMAS.replace(",", separator).replace("idle" + separator, "idle,")
    for separator in ";\t"
}


def written(tmp_path, content, encoding="utf-8"):
    path = tmp_path / "file.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (COMMAS, "utf-8"),
        (COMMAS, "utf-8-sig"),
        (COMMAS, "cp1252"),
        (OTHERS[";"], "cp1252"),
        (OTHERS["\t"], "utf-16"),
        (OTHERS["\t"], "utf-16-le"),
        (OTHERS["\t"], "utf-16-be"),
        (COMMAS.replace("\r\n", "\n"), "utf-8"),
        (COMMAS.replace("\r\n", "\r"), "utf-8"),
        ("sep=;\r\n" + OTHERS[";"], "utf-8"),
        ('"sep=;"\r\n' + OTHERS[";"], "utf-8"),
        ("\r\n;;\r\n" + OTHERS[";"] + ";\r\n", "utf-8"),
        (COMMAS.replace("label,text", " Label ,TEXT"), "utf-8"),
    ],
)
def test_what_spreadsheets_write_is_read_whole(tmp_path, content, encoding):
    found = csv_files.read(written(tmp_path, content, encoding), ("label", "text"))
    assert found.columns == ["label", "text"]
    assert [line.cells for line in found.lines] == ROWS


def test_a_cell_may_hold_a_whole_article(tmp_path):
    article = "word " * 60_000
    [line] = csv_files.read(written(tmp_path, f"label,text\na,{article}\n"), ("text",)).lines
    assert line.cells["text"] == article


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('label,text\na,b\n"said so,c\nd,e\n', "from line 3 on the quotation marks do not pair up"),
        ('label,text\na,b\n"said so,c\nd,"e"\n', "from line 3 on the quotation marks do not pair"),
        ('sep=,\nlabel,text\n"a,b\n', "from line 3 on the quotation marks do not pair up"),
        ("label,text\na,b\na,yes, but\n", "line 3 has more cells than the first line"),
        (
            "label;title,text\na;b,c\n",
            "no column label in its first line, which is 'label;title,te",
        ),
        ("label,text,label\na,b,c\n", "column label stands twice in its first line"),
        ("label,text,note, NOTE\na,b,c,d\n", "column note stands twice in its first line"),
        ("", "no column label, text in its first line; needs label, text"),
        (b"PK\x03\x04rest", "is a workbook, not text: open it in the spreadsheet, save it as CSV"),
        (b"\xd0\xcf\x11\xe0rest", "save it as CSV"),
        (b"label,text\na,b\na,\0b\n", "line 3 holds bytes that are no text"),
        (bytes(range(1, 256)), "holds bytes that are no text"),
    ],
)
def test_what_cannot_be_read_whole_is_refused_with_what_to_do(tmp_path, content, said):
    with pytest.raises(UserError, match=r"file\.csv") as error:
        csv_files.read(written(tmp_path, content), ("label", "text"))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UserError, match="cannot be read: No such file"):
        csv_files.read(tmp_path / "none.csv", ())


def test_lines_are_numbered_as_a_spreadsheet_shows_them(tmp_path):
    content = 'sep=,\nlabel,text\n,\na,"b\nc"\nd,e\n'
    found = csv_files.read(written(tmp_path, content), ("label",))
    assert [line.number for line in found.lines] == [3, 4]
