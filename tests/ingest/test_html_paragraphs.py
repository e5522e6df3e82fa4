"""Pages that say their paragraphs by line breaks, tables or blank lines, as old ones do."""

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
        "<p>Rain fell.</p><p>It <b>stopped</b>.</p><p>The ferry sailed.</p>",
        "Rain fell.<br><br>It <b>stopped</b>.<br><br>The ferry sailed.",
        "<div>Rain fell.</div><div>It <b>stopped</b>.</div><div>The ferry sailed.</div>",
    ],
)
def test_the_paragraphs_of_a_short_page_stay_apart(body):
    assert lines(body) == ["Rain fell.", "It stopped.", "The ferry sailed."]


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{LEAD}</p><p>{LEAD}</p>{{}}",
        f"<p>{LEAD}</p><p>{LEAD[:40]}<i>{LEAD[40:]}</i></p>{{}}",
        f"<div><p>{LEAD}</p></div><div><p>{LEAD}</p></div>{{}}",
        f"{LEAD}<br><br>{LEAD}<br><br>{{}}",
        f"{LEAD}<br>{LEAD}<br>{{}}",
        f"<blockquote><p>{LEAD}</p><p>{LEAD}</p></blockquote>{{}}",
    ],
)
@pytest.mark.parametrize("rest", [[], PARTS[1:]])
def test_a_paragraph_that_stands_twice_is_read_twice(body, rest):
    assert lines(body.format("".join(f"<p>{part}</p>" for part in rest))) == [LEAD, LEAD, *rest]


# Read at all, these are read within the bound on a child's time (tests/ingest/test_html.py).
@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"{LEAD}<br><br>" * 15_000, [LEAD] * 15_000),
        ("<br>" * 60_000 + BROKEN, PARTS),
        (
            "<table><tr><td>" * 30 + f"<table><tr><td><p>{LEAD}<p>{LEAD}</table>" * 2000,
            [LEAD] * 4000,
        ),
    ],
)
def test_of_many_breaks_and_tables_every_paragraph_is_read(body, found):
    assert lines(body) == found
