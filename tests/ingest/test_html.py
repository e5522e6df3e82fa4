"""Pages: their metadata, their roles, and a child that is killed where a page takes too long."""

import subprocess
import sys

import pytest

from tasks.errors import UnreadableError
from tasks.ingest import html_page
from tasks.ingest.child import Child
from tasks.ingest.parsers import read_fields
from tests.ingest.samples import PAGE, STORY

LD = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle",
"headline": "Ferry aground &amp; safe", "datePublished": "2026-03-02T10:00:00+01:00",
"author": [{"name": "Ann Bell"}, {"name": "Jo Dunn"}], "publisher": {"name": "Harbour Post"}}]}</script>"""
META = """<meta property="og:title" content="Another head"><meta property="article:published_time" content="2026-01-01">
<meta property="og:site_name" content="The Post"><meta name="author" content="A. Bell">
<link rel="canonical" href="https://post.example/ferry">"""


def page(head="", body=""):
    paragraphs = "".join(f"<p>{STORY} This is paragraph {place}.</p>" for place in range(4))
    return f'<html lang="en"><head>{head}</head><body><article>{body}{paragraphs}</article></body></html>'


def read(text):
    return read_fields("text/html", text.encode(), "inbox/a.html")


@pytest.mark.parametrize(
    ("head", "title", "byline", "published", "source"),
    [
        (LD + META, "Ferry aground & safe", "Ann Bell, Jo Dunn", "2026-03-02T10:00:00+01:00", "The Post"),
        (LD, "Ferry aground & safe", "Ann Bell, Jo Dunn", "2026-03-02T10:00:00+01:00", "Harbour Post"),
        (META, "Another head", "A. Bell", "2026-01-01", "The Post"),
        ("<title>Plain</title>", "Plain", None, None, None),
        ("<script type='application/ld+json'>{broken</script><title>Plain</title>", "Plain", None, None, None),
    ],
)  # fmt: skip
def test_metadata_is_read_the_most_telling_first(head, title, byline, published, source):
    fields = read(page(head))
    assert (fields.title, fields.byline, fields.published, fields.source) == (
        title,
        byline,
        published,
        source,
    )
    assert fields.language == "en"
    assert fields.published_from == ("metadata" if published else "none")


@pytest.mark.parametrize(
    ("declaration", "encoding", "found"),
    [
        ('<?xml version="1.0" encoding="UTF-8"?>\n', "utf-8", "utf-8"),
        ("<?xml version='1.0' encoding='utf-8' standalone='no'?><!DOCTYPE html>", "utf-8", "utf-8"),
        ('\ufeff<?XML version="1.0" encoding="UTF-8"?>', "utf-8", "bom"),
        ('<?xml version="1.0" encoding="ISO-8859-2"?>\n', "iso-8859-2", "declared"),
        ('<?xml version="1.0" encoding="UTF-16"?>\n', "utf-8", "utf-8"),
    ],
)
def test_a_page_that_begins_as_xml_is_a_page(declaration, encoding, found):
    text = declaration + page("<title>Zażółć</title>")
    fields = read_fields("text/html", text.encode(encoding), "inbox/a.xhtml")
    assert (fields.title, fields.encoding_from) == ("Zażółć", found)
    assert fields.text.count(STORY) == 4


def test_a_relative_canonical_address_is_not_taken():
    assert read(page('<link rel="canonical" href="/ferry">')).url is None
    assert read(page(META)).url == "https://post.example/ferry"


def test_captions_subheads_and_posts_keep_the_roles_their_markup_gives():
    body = f"""<p>{STORY}</p><figure><img src="x.jpg"><figcaption>The ferry at dusk.</figcaption></figure>
    <h2>The rescue</h2><p>{STORY} It was late.</p>
    <blockquote class="twitter-tweet"><p>All safe on shore.</p>— Harbour (@harbour)</blockquote>"""
    fields = read(page(body=body))
    found = {fields.text[span.start : span.end]: span.role for span in fields.roles}
    assert found == {
        "The ferry at dusk.": "caption",
        "The rescue": "subhead",
        "All safe on shore. — Harbour (@harbour)": "embed",
    }


LETTER = "We ask the county to move the ferry to the north quay before the winter storms come."


@pytest.mark.parametrize(
    ("quote", "role"),
    [
        (LETTER, "body"),
        (f"<p>{LETTER}</p><p>Ann Bell</p>", "body"),
        (f"“{STORY.split('.')[0]}”", "pullquote"),
        ("Ann Bell, mayor", None),
    ],
)
def test_a_blockquote_is_body_or_repeats_what_the_story_says(quote, role):
    fields = read(page(body=f"<p>{STORY} It was late.</p><blockquote>{quote}</blockquote>"))
    assert [span.role for span in fields.roles] == ([role] if role else [])


def test_a_page_that_indents_with_blockquotes_says_nothing_by_them():
    assert read(f"<html><body><blockquote>{page()}</blockquote></body></html>").roles == ()


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16"])
def test_a_page_is_read_in_its_encoding(charset):
    text = page(f'<meta charset="{charset}"><title>Café “Port”</title>')
    fields = read_fields("text/html", text.encode(charset), "inbox/a.html")
    assert fields.title == "Café “Port”"


def test_scripts_are_never_text():
    assert "alert" not in read(page(body="<script>alert('x')</script>")).text


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read():
    child = Child(deadline=0.0)
    with pytest.raises(UnreadableError, match="takes over 0 s"):
        child.ask(b"P" + PAGE.encode())
    busy = Child(cpu_seconds=1.0)
    with pytest.raises(UnreadableError, match="the feed takes over 1 s"):
        busy.ask(b"R<rss><channel>" + b"<item><title>" * 200_000, "the feed")
    patient = Child()
    assert STORY in patient.ask(b"P" + PAGE.encode())["text"]
    patient.stop()


def test_a_child_that_dies_is_told_and_replaced():
    child = Child()
    child.ask(b"P" + PAGE.encode())
    with pytest.raises(UnreadableError, match="the parser died of it"):
        child.ask(b"P\xff not UTF-8, which the child does not expect")
    assert STORY in child.ask(b"P" + PAGE.encode())["text"]
    child.stop()


def test_an_answer_that_is_no_json_costs_its_record_and_not_the_night(monkeypatch):
    babble = "import sys, time; sys.stdout.write(chr(0) * 3 + chr(2) + 'no'); sys.stdout.flush(); time.sleep(600)"
    started = subprocess.Popen

    def babbling(command, **pipes):
        return started([command[0], "-c", babble], **pipes)

    child = Child()
    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "Popen", babbling)
        with pytest.raises(UnreadableError, match="the parser died of it"):
            child.ask(b"P" + PAGE.encode())
    assert STORY in child.ask(b"P" + PAGE.encode())["text"]
    child.stop()


def test_a_parser_that_prints_does_not_break_the_answers():
    loud = (
        "import runpy, sys\n"
        "from tasks.ingest import feeds\n"
        "feeds.entries_of = lambda content: print('loud') or 'found'\n"
        "sys.argv = ['child', '20']\n"
        "runpy.run_module('tasks.ingest.child_main', run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", loud], input=b"\0\0\0\1R" * 2, capture_output=True, check=True
    )
    answer = b'{"found": "found"}'
    assert done.stdout == (len(answer).to_bytes(4, "big") + answer) * 2
    assert b"loud" in done.stderr


def test_many_attributes_are_refused_before_any_parser_sees_them(monkeypatch):
    monkeypatch.setattr(html_page, "ask", lambda *asked: pytest.fail("a parser was asked"))
    with pytest.raises(UnreadableError, match="attributes"):
        read("<p " + " ".join(f'a{place}="x"' for place in range(200_000)) + ">x</p>")
