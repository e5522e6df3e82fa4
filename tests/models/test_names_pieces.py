"""Our own paragraphs: marks become spans and leave the text."""

from pathlib import Path

from tasks.models.names_pieces import pieces, unmarked
from tasks.models.train_names import PIECES


def test_marks_become_spans(tmp_path: Path) -> None:
    """Each paragraph is a text, in the order of the file."""
    file = tmp_path / "pieces.csv"
    file.write_text(
        'genre,text\nnews,"In [LOC Varn, Ohio], [PER Oda Holm]\'s firm won."\nbio,No.\n'
    )
    found = pieces(file)
    assert found.texts == ["In Varn, Ohio, Oda Holm's firm won.", "No."]
    assert found.names == [[(3, 13, "LOC"), (15, 23, "PER")], []]


def test_the_paragraphs_have_no_broken_marks() -> None:
    """Every bracket of ours is a whole mark, and no mark begins or ends with a space."""
    read = pieces(PIECES)
    assert len(read.texts) > 900
    for text, names in zip(read.texts, read.names, strict=True):
        assert not set("[]") & set(text)
        assert all(text[start:end].strip() == text[start:end] for start, end, _ in names)
    assert unmarked("no marks") == ("no marks", [])
