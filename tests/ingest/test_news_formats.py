"""The formats of the trade: feeds, mail, captures, agency XML."""

import base64
import gzip

import pytest

from tasks.errors import RejectedError, UnreadableError
from tasks.ingest.parsers import read_fields
from tests.ingest.samples import (
    ATOM,
    BOMB,
    EML,
    HTML_EML,
    INFO,
    JSON_FEED,
    NEWSML,
    NINJS,
    NINJS_3,
    NITF,
    PAGE,
    RSS,
    SECOND,
    STORY,
    as_docx,
    captured,
    zipped,
)


@pytest.mark.parametrize(
    ("name", "content", "published"),
    [
        ("latest.xml", RSS, "Mon, 02 Mar 2026 10:00:00 +0100"),
        ("latest.rss", RSS, "Mon, 02 Mar 2026 10:00:00 +0100"),
        ("saved-feed", RSS, "Mon, 02 Mar 2026 10:00:00 +0100"),
        ("latest.atom", ATOM, "2026-03-02T09:00:00Z"),
        ("feed.json", JSON_FEED, "2026-03-02T09:00:00Z"),
    ],
)
def test_a_feed_gives_its_entries_with_the_dates_it_states(read, name, content, published):
    row = read(name, content)[0]
    fields = read_fields(row["media_type"], row["content"], name)
    assert (fields.title, fields.url) == ("Ferry aground", "https://post.example/ferry")
    assert (fields.published, fields.published_from) == (published, "feed")
    assert fields.text.split("\n\n")[0] == STORY
    assert fields.text.split("\n\n")[-1] == SECOND


def test_a_json_feed_names_the_outlet_of_its_entries(read):
    (row,) = read("feed.json", JSON_FEED)
    assert read_fields(row["media_type"], row["content"], "").source == "Harbour Post"


def test_a_caption_in_an_entry_keeps_its_role(read):
    row = read("latest.xml", RSS)[0]
    fields = read_fields(row["media_type"], row["content"], "")
    (span,) = fields.roles
    assert (fields.text[span.start : span.end], span.role) == ("The ferry at dusk.", "caption")


def test_a_body_that_looks_like_an_address_is_neither_fetched_nor_opened(read):
    row = read("latest.xml", RSS)[1]
    fields = read_fields(row["media_type"], row["content"], "")
    assert fields.text == "https://post.example/body-that-is-an-address"
    assert fields.title == "file:///etc/passwd"


def test_a_newsletter_gives_its_plain_part_subject_and_sender(read):
    (row,) = read("week.eml", EML)
    fields = read_fields(row["media_type"], row["content"], "")
    assert fields.text.strip() == STORY
    assert (fields.title, fields.source) == ("Ferry aground — the week", "The Harbour Letter")
    assert fields.published == "Mon, 02 Mar 2026 10:00:00 +0100"


def test_a_newsletter_of_html_alone_is_read_as_such(read):
    (row,) = read("week.eml", HTML_EML)
    text = read_fields(row["media_type"], row["content"], "").text
    assert STORY in text
    assert "Café news." in text


def test_a_mailbox_gives_its_messages(read):
    quoted = EML.replace(STORY, STORY + "\n\n>From the harbour, nothing new.")
    box = f"From a@b.example Mon Mar  2 10:00:00 2026\n{EML}\nFrom a@b.example Tue Mar  3 10:00:00 2026\n{quoted}\n"
    records = read("letters.mbox", box)
    texts = [read_fields(row["media_type"], row["content"], "").text for row in records]
    assert texts[0].strip() == STORY
    assert texts[1].strip().endswith("From the harbour, nothing new.")
    assert len(texts) == 2


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_warc_gives_its_captured_pages(read, pack):
    name = "crawl.warc.gz" if pack is gzip.compress else "crawl.warc"
    (row,) = read(name, pack(INFO) + pack(captured()))
    fields = read_fields(row["media_type"], row["content"], "")
    assert (fields.title, fields.source) == ("Ferry aground", "Harbour Post")
    assert fields.url == "https://post.example/ferry"
    assert STORY in fields.text


def test_a_captured_page_is_unpacked_as_its_server_meant(read):
    packed = gzip.compress(PAGE.encode())
    chunks = b"%x\r\n" % len(packed) + packed + b"\r\n0\r\n\r\n"
    extra = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
    (row,) = read("crawl.warc", captured(chunks, extra=extra))
    assert STORY in read_fields(row["media_type"], row["content"], "").text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (captured(kind="image/png"), "image/png, not of a page"),
        (captured(status="404 Not Found"), "the server answered 404"),
    ],
)
def test_a_capture_that_is_no_page_says_so(read, content, reason):
    (row,) = read("crawl.warc", content)
    with pytest.raises(UnreadableError, match=reason):
        read_fields(row["media_type"], row["content"], "")


REVISIT = b"WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Target-URI: https://post.example/ferry\r\nContent-Length: 0\r\n"


@pytest.mark.parametrize(
    ("head", "error", "reason"),
    [
        (REVISIT, RejectedError, "a revisit: the page has not changed since an earlier capture"),
        (REVISIT + b"WARC-Refers-To-Date: 2026-03-01T10:00:00Z\r\n", RejectedError, "since it was captured 2026-03-01T10:00:00Z"),
        (REVISIT.replace(b"revisit", b"Revisit"), RejectedError, "a revisit"),
        (REVISIT.replace(b"revisit", b"continuation"), UnreadableError, "a further part of a long capture"),
        (REVISIT.replace(b"revisit", b"x-screenshot"), UnreadableError, "of type x-screenshot"),
        (REVISIT.replace(b"WARC-Type: revisit\r\n", b""), UnreadableError, "of type unknown"),
    ],
)  # fmt: skip
def test_a_record_that_is_no_capture_is_a_row_that_says_so(read, head, error, reason):
    before, row, after = read("crawl.warc", captured() + head + b"\r\n\r\n\r\n" + captured())
    assert before["content"] == after["content"]
    with pytest.raises(error, match=reason):
        read_fields(row["media_type"], row["content"], "")


def test_requests_and_notes_of_a_crawl_are_no_records(read):
    notes = [INFO.replace(b"warcinfo", kind) for kind in (b"request", b"metadata", b"warcinfo")]
    assert len(read("crawl.warc", captured() + b"".join(notes) + captured())) == 2


@pytest.mark.parametrize(
    ("name", "content", "published"),
    [
        ("a.xml", NITF, "20260302T100000Z"),
        ("b.xml", NEWSML, "2026-03-02T10:00:00Z"),
        ("c.json", NINJS, "2026-03-02T10:00:00Z"),
        ("c3.json", NINJS_3, "2026-03-02T10:00:00Z"),
    ],
)
def test_agency_formats_give_headline_byline_date_and_text(read, name, content, published):
    row = read(name, content)[0]
    fields = read_fields(row["media_type"], row["content"], "")
    assert (fields.title, fields.byline, fields.published) == (
        "Ferry aground",
        "By Ann Bell",
        published,
    )
    assert STORY in fields.text.split("\n\n")
    assert fields.source == "Coastal Press"


def test_subheads_and_captions_of_nitf_keep_their_roles():
    fields = read_fields("application/x-news+xml", NITF.encode(), "")
    assert [(fields.text[s.start : s.end], s.role) for s in fields.roles] == [
        ("The ferry at dusk.", "caption"),
        ("Next steps", "subhead"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("bomb.rss", BOMB, "declares entities"),
        ("wide-bomb.rss", BOMB.encode("utf-16"), "declares entities"),
        ("empty.rss", "<rss version='2.0'><channel></channel></rss>", "no entries"),
        ("cut.xml", NITF[:-40], "its XML is damaged"),
        (
            "bomb.xml",
            NITF.replace('SYSTEM "nitf-3-4.dtd"', '[<!ENTITY a SYSTEM "file:///etc/passwd">]'),
            "declares entities",
        ),
        (
            "other.xml",
            "<?xml version='1.0'?><invoice><sum>3</sum></invoice>",
            "XML of an unknown kind: its root is invoice",
        ),
        ("cut.warc", captured(cut=200)[:-4], "cut short: a record declares"),
        ("broken.warc", captured() + b"garbage\r\n\r\n", "no record begins where one should"),
        ("endless.warc", b"WARC/1.0\r\nContent-Length: many\r\n\r\n", "does not say how long"),
        ("cut.docx", as_docx(STORY)[:-300], "Word file is damaged"),
        ("hollow.docx", zipped("word/x.txt", STORY), "Word file is damaged"),
        ("bomb.docx", zipped("word/document.xml", bytes(70_000_000)), "bomb"),
        ("empty.mbox", "nothing like mail\n" * 0, "holds no message"),
    ],
)
def test_a_bad_file_of_the_trade_is_one_row_with_its_reason(read, name, content, reason):
    assert any(reason in (row["reason"] or "") for row in read(name, content))


@pytest.mark.parametrize(
    ("media_type", "content", "reason"),
    [
        ("message/rfc822", b"\n\nno headers at all", "no mail message"),
        ("message/rfc822", b"Subject: x\nContent-Type: image/png\n\nabc", "holds no text"),
        ("message/rfc822", b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\nContent-Type: image/png\n\nx\n" * 500, "more than 200 parts"),
        ("application/rtf", b"{\\rtf1 }", "holds no text"),
        ("application/x-news+xml", NITF.replace(STORY, "").replace(SECOND, "").replace("Next steps", "").replace("The ferry at dusk.", "").encode(), "no text"),
    ],
)  # fmt: skip
def test_a_record_of_the_trade_that_cannot_be_read_says_why(media_type, content, reason):
    with pytest.raises(UnreadableError, match=reason):
        read_fields(media_type, content, "")


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (f"{STORY}\n\n{SECOND}\n".encode(), [STORY, SECOND]),
        (base64.encodebytes(f"{STORY}\n{SECOND}\n".encode()), [STORY, SECOND]),
    ],
)
def test_a_body_that_is_no_base64_though_called_so_keeps_its_lines(body, lines):
    head = b"Subject: Ferry\nFrom: a@post.example\nContent-Type: text/plain; charset=utf-8\n"
    mail = head + b"Content-Transfer-Encoding: base64\n\n" + body
    text = read_fields("message/rfc822", mail, "inbox/a.eml").text
    assert list(filter(None, text.splitlines())) == lines


def test_a_flowed_mail_gives_its_paragraphs():
    head = b"From: Ada <a@post.example>\nSubject: Dam\nContent-Type: text/plain; format=flowed\n\n"
    assert read_fields(
        "message/rfc822", head + b"The old \ndam broke.\nNobody wept.\n", ""
    ).text == ("The old dam broke.\nNobody wept.")
