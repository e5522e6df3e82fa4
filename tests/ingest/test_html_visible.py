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
