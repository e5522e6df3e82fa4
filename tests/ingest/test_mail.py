"""Mail: which of a message's parts is its text, and what is attached to it."""

import base64

import pytest

from tasks.errors import UnreadableError
from tasks.ingest import allowance, mail
from tasks.ingest.parsers import read_fields
from tests.ingest.samples import OTHER, SECOND, STORY, as_docx, zipped

HEAD = "From: The Harbour Letter <letter@post.example>\nSubject: Ferry aground\nMIME-Version: 1.0\n"
PAGE = f"<html><head><title>Letter</title></head><body><p>{STORY}</p><p>{SECOND}</p></body></html>"
PLAIN, HTML = "text/plain; charset=utf-8", "text/html; charset=utf-8"


def part(kind, content, *headers):
    return "\n".join([f"Content-Type: {kind}", *headers, "", content])


def joined(kind, *parts, mark="x"):
    body = "".join(f"--{mark}\n{content}\n" for content in parts)
    return f'Content-Type: multipart/{kind}; boundary="{mark}"\n\n{body}--{mark}--\n'


def attached(name, content, kind="application/octet-stream"):
    content = content if isinstance(content, bytes) else content.encode()
    packed = base64.encodebytes(content).decode()
    said = f'Content-Disposition: attachment; filename="{name}"'
    return part(kind, packed, said, "Content-Transfer-Encoding: base64")


def texts(rows):
    return [read_fields(row["media_type"], row["content"], "").text.strip() for row in rows]


@pytest.mark.parametrize(
    "plain",
    [
        "View this email in your browser: https://post.example/a/very/long/address/of/a/page",
        "Your mail program does not show HTML.",
        STORY,
        "",
    ],
)
def test_of_alternatives_the_html_is_read_where_the_plain_part_is_a_stub_or_teaser(read, plain):
    (row,) = read("a.eml", HEAD + joined("alternative", part(PLAIN, plain), part(HTML, PAGE)))
    assert texts([row]) == [f"{STORY}\n\n{SECOND}"]


def test_of_alternatives_that_say_the_same_the_plain_part_is_read(read):
    plain = f"{STORY}\n\n{SECOND}\n\nhttps://post.example/unsubscribe"
    html = part(HTML, PAGE.replace("</body>", "<p>Leave the list</p></body>"))
    for kind in ("alternative", "mixed"):
        (row,) = read("a.eml", HEAD + joined(kind, part(PLAIN, plain), html))
        assert texts([row]) == [plain]


def test_a_text_in_several_parts_is_read_whole(read):
    inner = joined("alternative", part(PLAIN, STORY), part(HTML, f"<p>{STORY}</p>"), mark="y")
    content = HEAD + joined("mixed", inner, part(PLAIN, "To leave the list, write to us."))
    (row,) = read("a.eml", content)
    assert texts([row]) == [f"{STORY}\n\nTo leave the list, write to us."]


def test_captions_of_a_part_keep_their_place_behind_another(read):
    figure = "<figure><figcaption>The ferry at dusk.</figcaption></figure>"
    (row,) = read("a.eml", HEAD + joined("mixed", part(PLAIN, STORY), part(HTML, figure)))
    fields = read_fields(row["media_type"], row["content"], "")
    (span,) = fields.roles
    assert (fields.text[span.start : span.end], span.role) == ("The ferry at dusk.", "caption")


def test_a_letter_laid_out_in_a_table_keeps_its_paragraphs(read):
    html = f"<table><tr><td>View in browser</td></tr><tr><td><h1>Aground</h1><p>{STORY}</p><p>{SECOND}</p></td></tr></table>"
    (row,) = read("a.eml", HEAD + part(HTML, html))
    assert texts([row]) == [f"View in browser\n\nAground\n\n{STORY}\n\n{SECOND}"]


def test_soft_line_breaks_of_flowed_text_are_undone(read):
    flowed = f"{STORY[:80]} \n{STORY[80:]}\n\n{SECOND}\n-- \nThe Harbour Letter"
    (row,) = read("a.eml", HEAD + part("text/plain; format=flowed", flowed))
    whole = f"{STORY[:80]} {STORY[80:]}"
    assert texts([row]) == [f"{whole}\n\n{SECOND}\n-- \nThe Harbour Letter"]


FORWARDED = part("message/rfc822", HEAD + part(PLAIN, OTHER))


@pytest.mark.parametrize(
    ("content", "member", "text"),
    [
        (attached("story.txt", OTHER, "text/plain"), "story.txt", OTHER),
        (attached("story.docx", as_docx(OTHER)), "story.docx", OTHER),
        (attached("stories.zip", zipped("a.txt", OTHER)), "stories.zip/a.txt", OTHER),
        (attached("../../climbs.txt", OTHER), "climbs.txt", OTHER),
        (part(PLAIN, OTHER, 'Content-Disposition: inline; filename="b.txt"'), "b.txt", OTHER),
        (FORWARDED, "message.eml", OTHER),
        (part("application/octet-stream", OTHER), "attachment.octet-stream", OTHER),
    ],
)
def test_what_is_attached_is_a_record_and_the_message_names_it(read, content, member, text):
    message, inner = read("a.eml", HEAD + joined("mixed", part(PLAIN, SECOND), content))
    assert texts([message, inner]) == [SECOND, text]
    assert (inner["origin_member"], inner["reason"]) == (member, None)
    said = read_fields(message["media_type"], message["content"], "").columns
    assert said == f"attachments are records of their own: {member.split('/')[0]}"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_attached_stands_in_its_own_record_alone(read, end):
    forwarded = part("message/rfc822", HEAD + joined("alternative", part(PLAIN, OTHER), part(HTML, PAGE), mark="y"))  # fmt: skip
    letter = part(PLAIN, f"Île Basse: {OTHER}", 'Content-Disposition: attachment; filename="c.txt"')
    named = part(PLAIN, OTHER, 'Content-Disposition: attachment; filename="b.txt"')
    whole = HEAD + joined(
        "mixed", part(PLAIN, OTHER), attached("a.txt", OTHER), letter, named, forwarded
    )
    message, *inner = read("a.eml", whole.replace("\n", end))
    assert [row["origin_member"] for row in inner] == ["a.txt", "c.txt", "b.txt", "message.eml"]
    assert texts([message, *inner[:3]]) == [OTHER, OTHER, f"Île Basse: {OTHER}", OTHER]
    assert message["content"].count(OTHER.encode()) == 1
    assert PAGE.encode() not in message["content"]
    assert base64.encodebytes(OTHER.encode())[:60] not in message["content"]


def test_the_attachments_of_a_mailbox_name_their_message(read):
    second = HEAD + joined("mixed", part(PLAIN, SECOND), attached("story.txt", OTHER))
    box = "".join(
        f"From a@b.example Mon Mar  2 10:00:00 2026\n{message}\n\n"
        for message in (HEAD + part(PLAIN, STORY), second)
    )
    rows = read("box.mbox", box)
    assert texts(rows) == [STORY, SECOND, OTHER]
    assert [row["origin_member"] for row in rows] == [None, None, "1/story.txt"]


def test_pictures_are_named_and_make_no_record(read):
    picture = attached("logo.png", b"\x89PNG", "image/png")
    (row,) = read("a.eml", HEAD + joined("mixed", part(PLAIN, STORY), picture))
    said = read_fields(row["media_type"], row["content"], "").columns
    assert said == "attachments that hold no text are not read: logo.png"


def test_a_message_that_is_a_file_and_no_more_gives_the_file(read):
    message, inner = read("a.eml", HEAD + attached("story.docx", as_docx(OTHER)))
    assert texts([inner]) == [OTHER]
    with pytest.raises(UnreadableError, match=r"no text; attachments .* own: story\.docx"):
        read_fields(message["media_type"], message["content"], "")


def test_a_text_that_calls_itself_attached_is_the_message_where_it_is_alone(read):
    content = part(PLAIN, STORY, 'Content-Disposition: attachment; filename="a.txt"')
    (row,) = read("a.eml", HEAD + content)
    assert texts([row]) == [STORY]


def test_what_is_attached_and_cannot_be_read_is_a_row_with_its_bytes(read):
    report = attached("report.pdf", b"%PDF-1.4 nothing", "application/pdf")
    _, row = read("a.eml", HEAD + joined("mixed", part(PLAIN, STORY), report))
    assert row["content"].startswith(b"%PDF")


def test_messages_inside_messages_are_read_four_deep(read):
    content = HEAD + part(PLAIN, STORY)
    for depth in range(6):
        inner = part("message/rfc822", content)
        content = HEAD + joined("mixed", part(PLAIN, f"Forwarded by {depth}."), inner, mark=f"m{depth}")  # fmt: skip
    rows = read("a.eml", content)
    assert [row["reason"] for row in rows[:-1]] == [None] * 5
    assert rows[-1]["reason"] == "messages and archives nested deeper than 4"


def test_attachments_count_against_the_allowance_of_archives(read, monkeypatch):
    monkeypatch.setattr(allowance, "MAX_MEMBERS", 2)
    files = [attached(f"{number}.txt", OTHER) for number in range(4)]
    rows = read("a.eml", HEAD + joined("mixed", part(PLAIN, STORY), *files))
    assert [row["origin_member"] for row in rows[:-1]] == [None, "0.txt", "1.txt"]
    assert "more than 2 members" in rows[-1]["reason"]


NOTICE = part(HTML, "<p>Please enable JavaScript to view this page.</p>")


def test_a_part_without_a_story_is_left_out_and_told(read):
    (row,) = read("a.eml", HEAD + joined("mixed", part(PLAIN, STORY), NOTICE))
    fields = read_fields(row["media_type"], row["content"], "")
    assert fields.text.strip() == STORY
    assert fields.columns == "a part is left out: the page holds no story: it asks for JavaScript"


def test_a_message_whose_parts_are_all_notices_is_none(read):
    (row,) = read("a.eml", HEAD + joined("mixed", NOTICE, NOTICE))
    with pytest.raises(UnreadableError, match="JavaScript"):
        read_fields(row["media_type"], row["content"], "")


def test_what_cannot_be_parted_is_a_row_that_says_so(read, monkeypatch):
    def refuse(kind, content, what):
        raise UnreadableError("the message is damaged: it fell apart")

    monkeypatch.setattr(mail, "ask", refuse)
    message, row = read("a.eml", HEAD + joined("mixed", part(PLAIN, STORY), FORWARDED))
    assert message["reason"] is None
    assert OTHER.encode() in message["content"]
    assert (row["origin_member"], row["reason"]) == (
        "attachments",
        "what is attached could not be parted from the message: "
        "the message is damaged: it fell apart",
    )


def test_a_message_that_cannot_be_parted_does_not_call_its_attachments_records(read, monkeypatch):
    def refuse(*asked):
        raise UnreadableError("its boundaries do not tell its parts apart")

    letter = attached("letter.txt", OTHER, "text/plain")
    logo = attached("logo.png", b"\x89PNG", "image/png")
    content = HEAD + joined("mixed", part(PLAIN, STORY), FORWARDED, letter, logo)
    with monkeypatch.context() as patch:
        patch.setattr(mail, "ask", refuse)
        message, row = read("a.eml", content)
    assert "could not be parted" in row["reason"]
    assert read_fields(message["media_type"], message["content"], "").columns == (
        "attachments that could not be parted from the message are not read: message.eml, letter.txt, "
        "attachments that hold no text are not read: logo.png"
    )


def test_a_message_inside_is_attached_as_it_came_however_broken(read):
    broken = HEAD + "Content-Type: multipart/mixed\n\nCafé closed.\n"
    forwarded = part("message/rfc822", broken)
    message, inner = read("a.eml", HEAD + joined("mixed", part(PLAIN, STORY), forwarded))
    assert texts([message]) == [STORY]
    assert inner["origin_member"] == "message.eml"
    assert inner["content"].decode() == broken
    assert "Café".encode() not in message["content"]


@pytest.mark.parametrize("encoding", ["7bit", "base64", "BASE64 "])
def test_a_message_inside_may_be_packed(read, encoding):
    said = f"Content-Transfer-Encoding: {encoding}"
    whole = HEAD + part(PLAIN, OTHER)
    packed = base64.encodebytes(whole.encode()).decode() if "64" in encoding.lower() else whole
    forwarded = part("message/rfc822", packed, said)
    rows = read("a.eml", HEAD + joined("mixed", part(PLAIN, STORY), forwarded))
    assert texts(rows) == [STORY, OTHER]
    assert packed.encode()[:200] not in rows[0]["content"]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_an_attachment_with_a_raw_byte_is_cut_out_whole(read, encoding):
    content = base64.encodebytes(OTHER.encode()) if encoding == "base64" else OTHER.encode()
    said = [f"Content-Transfer-Encoding: {encoding}", "Content-Disposition: attachment"]
    letter = part("text/plain; charset=latin-1", "@@", *said)
    whole = (HEAD + joined("mixed", part(PLAIN, STORY), letter)).encode()
    message, inner = read("a.eml", whole.replace(b"@@", content + b"\xe9"))
    assert texts([message]) == [STORY]
    assert message["content"] == whole.replace(b"@@", b"")
    assert texts([inner])[0].startswith(OTHER)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("words", ["a", "x", "--", "The dam broke.", "text/plain", HEAD])
def test_an_attachment_is_cut_out_where_it_stands_whatever_it_says(read, words, end):
    def whole(attachment):
        letter = part(PLAIN, attachment, 'Content-Disposition: attachment; filename="b.txt"')
        inner = joined("mixed", part(PLAIN, words), letter, part(PLAIN, SECOND), mark="x-y")
        head = HEAD.replace("Ferry aground", "The dam broke.")
        return (head + joined("mixed", inner, letter)).replace("\n", end).encode()

    message, first, second = read("a.eml", whole(words))
    assert message["content"] == whole("")
    assert first["content"] == second["content"] == words.replace("\n", end).encode()
