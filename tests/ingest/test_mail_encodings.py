"""Mail that an editor saved: with a mark, or in UTF-16."""

import pytest

from tasks.errors import UnreadableError
from tasks.ingest.parsers import read_fields
from tests.ingest.samples import OTHER, STORY
from tests.ingest.test_mail import HEAD, PLAIN, attached, joined, part, texts

CAFE = f"{STORY} The café — “Port” — stayed open."
LETTER = HEAD.replace("aground", "aground — café") + joined(
    "mixed", part(PLAIN, CAFE), attached("story.txt", OTHER)
)
MAILBOX = f"From a@b.example Mon Mar  2 10:00:00 2026\n{LETTER}\n"


@pytest.mark.parametrize("name", ["{}", "{}.txt"])
@pytest.mark.parametrize(("content", "kind"), [(LETTER, "a.eml"), (MAILBOX, "a.mbox")])
@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8-sig", ("utf-8", "utf-8")),
        ("utf-16", ("utf-16", "bom")),
        ("utf-16-be", ("utf-16-be", "guessed")),
        ("utf-32", ("utf-32", "bom")),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_mail_saved_by_an_editor_is_read_in_its_encoding(read, name, content, kind, encoding, told, end):  # fmt: skip
    rows = read(name.format(kind), content.replace("\n", end).encode(encoding))
    assert texts(rows) == [CAFE, OTHER]
    fields = read_fields(rows[0]["media_type"], rows[0]["content"], "")
    assert (fields.title, fields.encoding, fields.encoding_from) == ("Ferry aground — café", *told)


def test_a_message_with_a_wide_attachment_is_not_wide_itself(read):
    wide = part(PLAIN, "@@", 'Content-Disposition: attachment; filename="wide.txt"')
    whole = (HEAD + joined("mixed", part(PLAIN, STORY), wide)).encode()
    rows = read("a.eml", whole.replace(b"@@", (OTHER * 300).encode("utf-16")))
    assert texts(rows) == [STORY, OTHER * 300]


def test_wide_mail_that_is_cut_or_no_mail_is_told(read):
    whole = LETTER.encode("utf-16")
    cut, *_ = read("a.eml", whole[:-151])
    assert texts([cut]) == [CAFE]
    (row,) = read("a.eml", STORY.encode("utf-16"))
    with pytest.raises(UnreadableError, match="no mail message"):
        read_fields(row["media_type"], row["content"], "")
