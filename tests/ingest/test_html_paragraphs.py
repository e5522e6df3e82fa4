"""Pages that say their paragraphs by line breaks, tables or blank lines, as old ones do."""

import time

import pytest

from tasks.ingest.parsers import read_fields

LEAD = "The ferry ran aground on a sandbank off the north quay early on Monday, the harbour office said."
PARTS = [
    LEAD,
    "All of its forty passengers were brought ashore in two fishing boats before the tide came in.",
    "“We heard a long scrape and then nothing,” said Ann Bell, who was on her way to the market.",
    "What comes next?",
    "Divers will look at the hull on Wednesday, and the crossing stays closed until they have done so.",
]
BROKEN = "<br>\n<br>".join(PARTS)
OPENED = "<p>".join(PARTS)


def lines(body, name="a.html"):
    page = f"<html><head><title>Ferry aground</title></head><body>{body}</body></html>"
    return read_fields("text/html", page.encode(), name).text.split("\n\n")


@pytest.mark.parametrize(
    "body",
    [
        BROKEN,
        f"<font face=Arial>{BROKEN}</font>",
        f"<font face=Arial><font size=2>{BROKEN}</font></font>",
        f'<h1>Ferry aground</h1><div><span class="txt">{BROKEN}</span></div>',
        f"<center>{BROKEN}</center>",
        f"<table><tr><td>{BROKEN}</td></tr></table>",
        f'<table><tr><td><a href="/">Home</a></td><td>{BROKEN}</td></tr></table>',
        f"<table><tr><td><table><tr><td>{BROKEN}</td></tr></table></td></tr></table>",
        f"<div>{BROKEN}</div>",
        "<pre>" + "\n\n".join(part.replace(" the ", "\nthe ") for part in PARTS) + "</pre>",
        f'<font face="Verdana">{OPENED}</font>',
        f"<h1>Ferry aground</h1><td>{OPENED}",
        f"<table><tr><td>{OPENED}</table>",
        f"<center><h2>Ferry aground</h2></center><font size=2>{OPENED}</font>",
        f"<div>{OPENED}</div>",
    ],
)
def test_each_paragraph_is_one(body):
    assert [line for line in lines(body) if line not in ("Ferry aground", "Home")] == PARTS


def test_inline_markup_stays_in_its_paragraph():
    marked = ("sandbank", "<b>sand<i>bank</i></b><!-- ad -->")
    assert lines(BROKEN.replace(*marked)) == lines(f"<p>{OPENED.replace(*marked)}") == PARTS


def test_a_table_of_figures_stays_a_table():
    rows = "<tr><td>North quay</td><td>14</td></tr><tr><td>South quay</td><td>31</td></tr>"
    found = lines("<article>" + "".join(f"<p>{part}</p>" for part in PARTS) + f"<table>{rows}</table></article>")  # fmt: skip
    assert found == [*PARTS, "North quay | 14", "South quay | 31"]


def test_links_between_breaks_are_no_paragraphs():
    menu = "<br><br>".join(f'<a href="/{day}">All that was written here on day {day}</a>' for day in range(4))  # fmt: skip
    assert lines(f"{menu}<hr>{BROKEN}") == PARTS


@pytest.mark.parametrize(
    "body",
    [
        f"{LEAD}<br><br>" * 15_000,
        "<br>" * 60_000 + BROKEN,
        "<table><tr><td>" * 30 + f"<table><tr><td><p>{LEAD}<p>{LEAD}</table>" * 2000,
    ],
)
def test_many_breaks_and_tables_do_not_hold_a_night_up(body):
    start = time.monotonic()
    assert lines(body)
    assert time.monotonic() - start < 20
