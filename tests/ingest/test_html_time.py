"""A page's date where only `<time>` shows it, and what else a page says of itself."""

import pytest

from tasks.errors import UnreadableError
from tasks.ingest.parsers import host_of, read_fields
from tests.ingest.samples import SECOND, STORY, captured

OWN, OTHERS = "2026-03-02", "2019-01-02"
HEAD = "<h1>Ferry aground</h1>"
BODY = f"<p>{STORY}</p><p>{SECOND}</p><p>{STORY} It was late.</p>"


def time(day=OTHERS, extra=""):
    return f'<time datetime="{day}" {extra}>then</time>'


def read(inside, head="<title>Ferry aground</title>"):
    page = f'<html lang="en"><head>{head}</head><body>{inside}</body></html>'
    return read_fields("text/html", page.encode(), "")


@pytest.mark.parametrize(
    ("inside", "published"),
    [
        (f"<article>{HEAD}{time(OWN)}{BODY}</article>", OWN),
        (f'<article>{HEAD}<p><a href="/author/ann">Ann Bell, our harbour reporter</a> {time(OWN)}</p>{BODY}</article>', OWN),
        (f"<article><header>{HEAD}<ul><li>{time(OWN)}</li></ul></header>{BODY}</article>", OWN),
        (f"<article>{HEAD}{BODY}<p>Published on {time(OWN)}</p></article>", OWN),
        (f"<aside>{time()}</aside><article>{HEAD}{time(OWN)}{BODY}</article>", OWN),
        (f"<article>{HEAD}{time()}{time(OWN, 'pubdate')}{BODY}</article>", OWN),
        (f'<article>{HEAD}{BODY}<section class="related">{time()}<a href="/x">Cats</a></section></article>', None),
        (f'<article>{HEAD}{BODY}<div>{time()}<a href="/x">An old story about cats</a></div></article>', None),
        (f'<div class="card"><a href="/x">{time()} An old story</a></div><article>{HEAD}{BODY}</article>', None),
        (f"<article>{HEAD}{BODY}</article><article><h2>Cats</h2>{time()}</article>", None),
        (f'<nav>{time()}</nav><article>{HEAD}{BODY}</article><footer>{time()}</footer>', None),
        (f'<article>{HEAD}{BODY}<ol class="comments"><li>{time(extra="pubdate")} I saw it.</li></ol></article>', None),
    ],
)  # fmt: skip
def test_only_the_time_of_the_page_itself_is_its_date(inside, published):
    assert read(inside).published == published


LD = '{"@type": "NewsArticle", "headline": "Ferry aground", "author": {"@id": "#ann"}, "publisher": {"@id": "/#post"}}'
PEOPLE = '[{"@id": "#ann", "@type": "Person", "name": "Ann Bell"}, {"@id": "/#post", "name": "Harbour Post"}]'


@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("//<![CDATA[\n", "\n//]]>"), ("/* <![CDATA[ */", "/* ]]> */"), ("<!--\n", "\n-->"), ("", ";")],
)  # fmt: skip
def test_linked_data_is_read_in_its_wrappings_and_across_scripts(before, after):
    kind = "application/ld+json; charset=utf-8"
    scripts = [f'<script type="{kind}">{before}{value}{after}</script>' for value in (LD, PEOPLE)]
    fields = read(f"<article>{BODY}</article>", "".join(scripts))
    assert (fields.title, fields.byline, fields.source) == ("Ferry aground", "Ann Bell", "Harbour Post")  # fmt: skip


def test_one_who_is_described_nowhere_is_no_byline():
    script = f'<script type="application/ld+json">{LD}</script>'
    fields = read(f"<article>{BODY}</article>", script)
    assert (fields.title, fields.byline) == ("Ferry aground", None)


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("<div id='root'></div><noscript>Enable JavaScript to run this app.</noscript>", "JavaScript"),
        ("<p>Please verify you are human before you go on.</p>", "human"),
        ("<p>The page you are looking for has moved or was never there.</p>", "not there"),
        ("<p>Cookies help us run this site. Accept all or reject all.</p><button>Accept</button>", "consent"),
    ],
)  # fmt: skip
def test_a_notice_to_the_visitor_is_no_story(inside, reason):
    with pytest.raises(UnreadableError, match=f"holds no story.*{reason}"):
        read(inside)


def test_a_story_that_mentions_a_notice_is_one():
    text = "Please enable JavaScript, the harbour office told its visitors."
    assert text in read(f"<article>{HEAD}{BODY}<p>{text}</p></article>").text


def test_the_outlet_of_a_capture_is_its_own_word_else_its_host():
    page = f"<html><body><article>{HEAD}{BODY}</article></body></html>"
    fields = read_fields("application/warc", captured(page), "crawl/CC-NEWS/a.warc")
    assert (fields.source, fields.columns) == ("post.example", "outlet from the address post.example")  # fmt: skip
    assert read_fields("application/warc", captured(), "crawl/CC-NEWS/a.warc").source == "Harbour Post"  # fmt: skip
    said = "application/warc; source=Coastal%20Press"
    assert read_fields(said, captured(page), "").source == "Coastal Press"


@pytest.mark.parametrize(
    ("url", "host"),
    [("http://user@WWW.Post.example/a", "post.example"), ("//post.example", "post.example"), ("a.html", None), (None, None)],
)  # fmt: skip
def test_the_host_of_an_address(url, host):
    assert host_of(url) == host
