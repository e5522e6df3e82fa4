"""Tables and feeds as spreadsheets, databases and publishers write them."""

import json

import pytest

from tasks.errors import UnreadableError
from tasks.ingest.parsers import read_fields
from tests.ingest.samples import OTHER, STORY, parquet


def bodies(rows):
    return [json.loads(row["content"])["body"] for row in rows]


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (r'"a","The \"Aurora\" sank"', ['The "Aurora" sank']),
        (r'"a","\"No,\" she said, \"never.\""', ['"No," she said, "never."']),
        ('"a","It was \\"late\\",\nand it rained, \\"hard\\"."\n"b","x"', ['It was "late",\nand it rained, "hard".', "x"]),
        (r'"a","The end of \"it\""', ['The end of "it"']),
        (r'"a","It ends with a word in \"quotes\""' + '\n"b","x"', ['It ends with a word in "quotes"', "x"]),
        (r'"a","in C:\news\"', ["in C:\\news\\"]),
        (r'a,in C:\"news"', [r'in C:\"news"']),
        ('"a","He said ""yes"" \\ no"', ['He said "yes" \\ no']),
    ],
)  # fmt: skip
def test_quotes_behind_a_backslash_are_quotes(read, table, found):
    rows = read("a.csv", f"title,body\n{table}\n")
    assert [row["reason"] for row in rows] == [None] * len(found)
    assert bodies(rows) == found


def test_a_row_that_stays_wrong_costs_itself_alone(read):
    first, bad, last = read("a.csv", 'title,body\na,x\n"b,The \\"Aurora\\" sank\nc,z\n')
    assert bodies([first, last]) == ["x", "z"]
    assert bad["reason"] == "a quote opens in this row and never closes"


def test_empty_rows_of_a_spreadsheet_are_no_records(read):
    rows = read(
        "a.csv", f'title;body;source\nFerry;"{STORY}";\n;;\n ; ;\n;\nHail;It fell.;\n;;\n;;\n'
    )
    assert bodies(rows) == [STORY, "It fell."]
    assert [row["origin_number"] for row in rows] == [0, 4]


def rss(title, text):
    entry = f"<title>{title}</title><author>news@post.example (Ann Bell)</author><description>{text}</description>"
    return f'<rss version="2.0"><channel><title>Tide &amp;amp; Time</title><item>{entry}</item></channel></rss>'


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("The town&amp;#8217;s ferry", "The town’s ferry"),
        ("&lt;b&gt;Ferry&lt;/b&gt; aground", "Ferry aground"),
        ("<![CDATA[<em class='x'>Ferry</em> aground &amp; safe]]>", "Ferry aground & safe"),
        ("Tide &amp;amp;amp; time", "Tide & time"),
        ("<![CDATA[Knots < 4 and > 3]]>", "Knots < 4 and > 3"),
        ("AT&amp;T aground", "AT&T aground"),
    ],
)
def test_the_title_of_an_entry_is_plain(read, written, read_as):
    (row,) = read("a.rss", rss(written, STORY))
    fields = read_fields(row["media_type"], row["content"], "")
    assert (fields.title, fields.source, fields.byline) == (read_as, "Tide & Time", "Ann Bell")


@pytest.mark.parametrize(
    "written",
    [STORY, f"&lt;img src='a.png'/&gt;{STORY}", STORY.replace("its forty", "its&amp;nbsp;forty")],
)
def test_the_text_of_an_entry_is_html_be_it_one_sign(read, written):
    (row,) = read("a.rss", rss("Ferry", written))
    assert read_fields(row["media_type"], row["content"], "").text == STORY


def test_a_sign_in_plain_text_leaves_its_lines(read):
    (row,) = read("a.rss", rss("Ferry", f"Tide &amp;amp; time.\n\n{STORY}"))
    text = read_fields(row["media_type"], row["content"], "").text
    assert text == f"Tide & time.\n\n{STORY}"


@pytest.mark.parametrize(
    ("row", "field", "found", "said"),
    [
        ({"text": STORY, "headline": {"main": "Ferry", "kicker": None}}, "title", "Ferry", "title from headline"),
        ({"text": STORY, "headline": {"kicker": "Sea"}}, "title", None, ""),
        ({"text": STORY, "byline": {"original": "By Ann Bell", "person": []}}, "byline", "By Ann Bell", ""),
        ({"webUrl": "https://post.example/a", "fields": {"bodyText": STORY, "headline": "Ferry"}}, "title", "Ferry", "text from bodyText, title from headline, url from webUrl"),
        ({"title": {"rendered": "The town&#8217;s ferry"}, "content": {"rendered": f"<p>{STORY}</p><p></p>"}}, "title", "The town’s ferry", "text from content"),
        ({"title": "Tide &amp; <i>time</i>", "text": STORY}, "title", "Tide & time", ""),
        ({"_id": 7, "_source": {"title": "Ferry", "body": STORY}}, "text", STORY, "text from body"),
    ],
)  # fmt: skip
def test_objects_in_a_row_are_read_and_only_what_was_read_is_told(row, field, found, said):
    fields = read_fields("application/json", json.dumps(row).encode(), "")
    assert (getattr(fields, field), fields.columns) == (found, said)


def test_an_item_larger_than_a_record_is_told_as_one(read):
    (row,) = read("a.json", '["' + "word " * 400_000 + '"]')
    assert row["reason"].startswith("one item of the list is larger than 1000000 bytes")


def test_a_long_list_that_is_wrong_is_told_as_wrong(read):
    row = read("a.json", '[{"a": 1}, oops, "' + "word " * 400_000 + '"]')[-1]
    assert row["reason"].startswith("it is not JSON: Expecting value")


def test_tables_with_cells_that_stand_for_nothing(read):
    made = parquet([{"text": STORY, "title": float("nan")}])
    first, gone, last = read("a.csv", f'title,text\nnan,"{STORY}"\nFerry,nan\n', "b.parquet", made)
    for row in (first, last):
        fields = read_fields(row["media_type"], row["content"], "")
        assert (fields.title, fields.text) == (None, STORY)
    with pytest.raises(UnreadableError, match="no column holds a text"):
        read_fields(gone["media_type"], gone["content"], "")


def test_a_table_written_without_quotes_keeps_its_quotations(read):
    texts = [
        '"We go," she said.',
        '"No," he said. "Never."',
        '"A quotation that is not closed.',
        'So she went."',
        '"Whole."',
    ]
    table = "".join(f"{text}\tFerry\n" for text in texts)
    assert bodies(read("a.tsv", f"body\ttitle\n{table}")) == texts


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ('"a"\t"The ""Aurora"" sank"\n"b"\t"x"\n', ['The "Aurora" sank', "x"]),
        ('a\t"It sank,\nsaid Ann."\nb\tx\n', ["It sank,\nsaid Ann.", "x"]),
        ('a\t"It sank."\nb\tx\n', ["It sank.", "x"]),
    ],
)
def test_a_quoted_table_with_tabs_stays_one(read, table, found):
    assert bodies(read("a.tsv", f"title\tbody\n{table}")) == found


@pytest.mark.parametrize(
    ("row", "sound"),
    [
        (f'Ferry,"{STORY}"\n', True),
        (f'Ferry,"{STORY}",Ann Bell\n', True),
        (f'Ferry,"{STORY}"', False),
        ("Ferry,The ferry sank\n", False),
        ("Ferry\n", False),
        (f'Ferry,"{STORY}",Ann Bell,2026-03-02,more\n', False),
    ],
)
def test_a_row_may_lack_its_last_cells_where_its_text_is_whole(read, row, sound):
    first, second = read("a.csv", f'title,text,byline,date\na,"{OTHER}",b,c\n{row}')
    assert first["reason"] is None
    assert (second["reason"] is None) == sound
    if sound:
        fields = read_fields(second["media_type"], second["content"], "")
        assert (fields.title, fields.text, fields.published) == ("Ferry", STORY, None)


@pytest.mark.parametrize(
    ("own", "byline"),
    [
        ("", "Ann Bell"),
        ("<author><name>Jo Dunn</name></author>", "Jo Dunn"),
        (
            "<author><name>Jo Dunn</name></author><author><name>Al Marsh</name></author>",
            "Jo Dunn, Al Marsh",
        ),
    ],
)
def test_an_atom_entry_has_its_authors_else_its_feeds(read, own, byline):
    entry = f"<entry><title>Ferry</title>{own}<content>{STORY}</content></entry>"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><author><name>Ann Bell</name></author>{entry}</feed>'
    (row,) = read("a.atom", feed)
    assert read_fields(row["media_type"], row["content"], "").byline == byline


def test_the_editor_of_an_rss_feed_did_not_write_its_entries(read):
    editor = "<managingEditor>ed@post.example (Jo Dunn)</managingEditor>"
    feed = rss("Ferry", STORY).replace("<item>", f"{editor}<item>")
    rows = read(
        "a.rss", feed, "b.rss", feed.replace("<author>news@post.example (Ann Bell)</author>", "")
    )
    found = [read_fields(row["media_type"], row["content"], "").byline for row in rows]
    assert found == ["Ann Bell", None]
