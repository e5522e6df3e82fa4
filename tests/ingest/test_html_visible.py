"""Byline and date that a page shows below its headline and says in no metadata."""

import pytest

from tasks.ingest.parsers import read_fields
from tests.ingest.samples import SECOND, STORY

HEAD = "<h1>Ferry aground</h1>"
BODY = f"<p>{STORY}</p><p>{SECOND}</p><p>{STORY} It was late.</p>"
DATE = '<div class="article__date">March 2, 2026 5:30 pm ET</div>'
READ = "March 2, 2026 5:30 pm ET"


def read(inside, head="<title>Ferry aground</title>"):
    page = f"<html><head>{head}</head><body>{inside}</body></html>"
    fields = read_fields("text/html", page.encode(), "")
    return fields.byline, fields.published


@pytest.mark.parametrize(
    ("shown", "byline", "published"),
    [
        ('<p class="byline">By Ann Bell</p>', "By Ann Bell", None),
        (f'<div class="article__byline">By <span class="author-name">Ann Bell</span>, Harbour Reporter</div>{DATE}', "By Ann Bell, Harbour Reporter", READ),
        ('<div class="byline">By Ann Bell | <span class="date">2 March 2026</span></div>', "By Ann Bell", "2 March 2026"),
        ('<div class="byline">By Ann Bell May 2, 2026</div>', "By Ann Bell", None),
        ('<span itemprop="author" itemscope><span itemprop="name">Ann Bell</span></span>', "Ann Bell", None),
        ('<span itemprop="author">Ann Bell</span>', "Ann Bell", None),
        ('<p class="date">Published: March 2, 2026 at 3:45 PM EST</p>', None, "March 2, 2026 at 3:45 PM EST"),
        ('<p class="date">Updated: March 9, 2026</p>', None, None),
        ('<p class="date">All dates of the ferry</p>', None, None),
        ('<p class="author">Harbour desk</p>', None, None),
        (f'<aside><p class="byline">By Jo Dunn</p>{DATE}</aside>', None, None),
        (f'<div class="related"><p class="byline">By Jo Dunn</p>{DATE}</div>', None, None),
        (f'<div class="masthead">{DATE}</div>', None, None),
    ],
)  # fmt: skip
def test_what_stands_below_the_headline_is_read(shown, byline, published):
    assert read(HEAD + shown + BODY) == (byline, published)


def test_what_stands_above_the_headline_or_behind_the_story_is_not():
    shown = f'<p class="byline">By Jo Dunn</p>{DATE}'
    assert read(f"<h1>Harbour Post</h1>{shown}{HEAD}{BODY}{shown}") == (None, None)
    assert read(shown + BODY) == (None, None)


def test_metadata_comes_first():
    head = '<meta name="author" content="Jo Dunn"><meta name="date" content="2026-03-01">'
    assert read(f'{HEAD}<p class="byline">By Ann Bell</p>{DATE}{BODY}', head) == ("Jo Dunn", "2026-03-01")  # fmt: skip


OWN = '<p class="byline">By Ann Bell</p>' + DATE
OTHERS = '<p class="byline">By Jo Dunn</p>'


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("<h2>Ferry aground</h2>", "Ferry aground"),
        ("<h2><a href='/ferry'>Ferry  Aground</a></h2>", "Ferry aground"),
        ('<div class="headline">Ferry aground</div>', "Ferry aground"),
        ("<p><font size=5><b>Ferry aground</b></font></p>", "Ferry aground"),
        ("<h3>Ferry runs aground: all safe</h3>", "Ferry runs aground: all safe | Harbour Post"),
        ("<h3>Ferry runs aground</h3>", "Ferry runs aground – Harbour Post"),
    ],
)
def test_without_an_h1_the_headline_is_what_says_the_title(headline, title):
    found = ("By Ann Bell", READ)
    assert read(headline + OWN + BODY, f"<title>{title}</title>") == found
    linked = (
        f'<script type="application/ld+json">{{"@type": "Article", "headline": "{title}"}}</script>'
    )
    assert read(f"{OTHERS}{headline}{OWN}{BODY}{OTHERS}", linked) == found
    assert read(headline + OWN + BODY, f'<meta property="og:title" content="{title}">') == found


@pytest.mark.parametrize(
    "above",
    [
        "<h2>Ferry</h2>",
        "<h2>Another story</h2>",
        "<h2>Ferry runs aground on a bank</h2>",
        "<nav><b>Ferry runs aground – Harbour Post</b></nav>",
        '<a href="/ferry">Ferry runs aground</a>',
        "",
    ],
)
def test_what_says_less_or_other_than_the_title_is_no_headline(above):
    title = "<title>Ferry runs aground – Harbour Post</title>"
    assert read(above + OWN + BODY, title) == (None, None)


def test_an_h1_is_the_headline_whatever_else_says_the_title():
    page = f"{HEAD}{OWN}<h2>Ferry aground</h2>{BODY}"
    assert read(page) == ("By Ann Bell", READ)


def test_a_page_of_many_elements_that_begin_the_title_is_read():
    head = f"<title>{'ab ' * 90}</title>"
    many = "<b>ab</b><i>ab ab</i>" * 40_000
    assert read(f"{many}{OWN}{BODY}", head) == (None, None)
