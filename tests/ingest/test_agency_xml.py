"""NITF and NewsML-G2: the text once and whole, and the fields that agencies state beside it."""

import pytest

from tasks.errors import RecalledError, RejectedError
from tasks.ingest.parsers import read_fields
from tests.ingest.samples import NEWSML, NINJS, NITF, OTHER, SECOND, STORY

XML = "application/x-news+xml"


def item(
    content, meta="", provider='<provider literal="Coastal Press"/>', status="usable", embargo=""
):
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1"><itemMeta>{provider}
{embargo}<pubStatus qcode="stat:{status}"/></itemMeta><contentMeta><headline>Ferry aground</headline>{meta}</contentMeta>
<contentSet>{content}</contentSet></newsItem>"""


def page(*paragraphs):
    inside = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f'<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{inside}</body></html></inlineXML>'


def nitf(head="", body=f"<p>{STORY}</p>", end="", docdata="", release=""):
    inside = f'<date.release norm="{release}"/>'
    return f"<nitf><head><docdata {docdata}>{inside}</docdata></head><body><body.head>{head}</body.head><body.content>{body}</body.content>{end}</body></nitf>"


def read(text):
    return read_fields(XML, text.encode(), "")


def marked(fields):
    return [(fields.text[span.start : span.end], span.role) for span in fields.roles]


INSIDE = "<inlineXML><nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'><body><body.content>{}</body.content></body></nitf></inlineXML>"


@pytest.mark.parametrize(
    "content",
    [
        INSIDE.format(f"<p>{STORY}</p><p>{SECOND}</p>"),
        INSIDE.format(f"<block><p>{STORY}</p></block><block><p>{SECOND}</p></block>"),
        page(STORY, SECOND),
        page(STORY, SECOND) + f"<inlineData>{STORY}</inlineData>",
        f"<inlineData>{STORY}\n\n{SECOND}</inlineData>",
        f"<inlineData><![CDATA[<p>{STORY}</p><p>{SECOND}</p>]]></inlineData>",
    ],
)
def test_a_text_in_whatever_rendition_is_read_once_by_its_paragraphs(content):
    fields = read(item(content))
    assert fields.text == f"{STORY}\n\n{SECOND}"
    assert fields.roles == ()


def test_text_outside_of_paragraphs_is_kept():
    body = f"{STORY}<p>It was <em>late</em>.<br/>Then it rained.</p><table><tr><td>12</td><td>knots</td></tr></table>"
    assert read(nitf(body=body)).text == f"{STORY}\n\nIt was late. Then it rained.\n\n12\n\nknots"


def test_preformatted_text_keeps_its_lines():
    assert (
        read(nitf(body="<pre>Low Island  2\n  Harbour  1</pre>")).text
        == "Low Island  2\nHarbour  1"
    )


def test_deck_abstract_and_tagline_of_nitf_are_read():
    head = f"<hedline><hl1>Ferry aground</hl1><hl2>All are safe</hl2></hedline><abstract><p>{SECOND}</p></abstract>"
    end = "<body.end><tagline>Ann Bell in Harbour City</tagline></body.end>"
    fields = read(nitf(head, end=end))
    assert fields.text == f"All are safe\n\n{SECOND}\n\n{STORY}\n\nAnn Bell in Harbour City"
    assert marked(fields) == [("All are safe", "subhead")]


def test_an_abstract_that_the_content_repeats_is_read_once():
    assert read(nitf(f"<abstract><p>{STORY}</p></abstract>")).text == STORY


def test_a_caption_of_paragraphs_is_one():
    body = f"<media><media-caption><p>At dusk.</p></media-caption><media-producer>A. Bell</media-producer></media><p>{STORY}</p>"
    assert marked(read(nitf(body=body))) == [("At dusk.", "caption"), ("A. Bell", "credit")]


@pytest.mark.parametrize(
    ("byline", "printed"),
    [
        ("By <person>Ann Bell</person><byttl>Coastal Press</byttl>", "By Ann Bell, Coastal Press"),
        ("By <person>Ann Bell</person> and <person>Jo Dunn</person>", "By Ann Bell and Jo Dunn"),
        ("<person>Ann Bell</person>\n<person>Jo Dunn</person>", "Ann Bell, Jo Dunn"),
        ("<person><name.given>Ann</name.given><name.family>Bell</name.family></person>", "Ann Bell"),
    ],
)  # fmt: skip
def test_names_that_only_markup_parts_are_parted(byline, printed):
    assert read(nitf(f"<byline>{byline}</byline>")).byline == printed


@pytest.mark.parametrize(
    ("dateline", "place", "agency"),
    [
        ("<location>OSTERVIK</location> <story.date>Nov 19</story.date>", "OSTERVIK", None),
        ("<location><city>Ostervik</city><country>Norway</country></location>", "Ostervik, Norway", None),
        ("OSTERVIK (AFP)", "OSTERVIK", "Agence France-Presse"),
        ("Ostervik, Norway, Nov 19, 2031 (Reuters) -", "Ostervik, Norway", "Reuters"),
        ("November 19 (Reuters)", None, "Reuters"),
        ("Reuters", None, "Reuters"),
    ],
)  # fmt: skip
def test_the_dateline_of_nitf_gives_place_and_agency(dateline, place, agency):
    fields = read(nitf(f"<dateline>{dateline}</dateline>"))
    assert (fields.place, fields.agency) == (place, agency)


@pytest.mark.parametrize(
    ("meta", "provider", "found"),
    [
        ("<dateline>Ostervik, 19 nov. 2031 (AFP)</dateline>", '<provider qcode="nprov:AFP"/>', ("AFP", "Ostervik", "Agence France-Presse")),
        ("<located><name>Ostervik</name></located>", "<provider><name>Reuters</name></provider>", ("Reuters", "Ostervik", None)),
        ("<creditline>AP</creditline>", '<provider literal="Harbour Post"/>', ("Harbour Post", None, "Associated Press")),
    ],
)  # fmt: skip
def test_a_news_item_gives_source_place_and_agency(meta, provider, found):
    fields = read(item(page(STORY), meta, provider))
    assert (fields.source, fields.place, fields.agency) == found


def test_ninjs_says_where_a_piece_was_written():
    row = NINJS.replace('"type"', '"located": "Ostervik", "type"').encode()
    assert read_fields("application/json", row, "").place == "Ostervik"


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        (XML, item(page(STORY), status="canceled")),
        (XML, item(page(STORY), status="withheld")),
        (XML, nitf(docdata='management-status="canceled"')),
        ("application/json", NINJS.replace('"type"', '"pubstatus": "canceled", "type"')),
        ("application/json", NINJS.replace('"type"', '"pubStatus": "withheld", "type"')),
    ],
)
def test_a_piece_its_sender_takes_back_is_refused(media_type, content):
    with pytest.raises(RecalledError, match="its sender took it back: its status is"):
        read_fields(media_type, content.encode(), "")


EMBARGO = "2026-03-05T06:00:00Z"


@pytest.mark.parametrize(
    ("media_type", "content", "found"),
    [
        (XML, nitf(release=EMBARGO), EMBARGO),
        (XML, item(page(STORY), embargo=f"<embargoed>{EMBARGO}</embargoed>"), EMBARGO),
        (XML, item(page(STORY)), None),
        ("application/json", NINJS.replace('"type"', f'"embargoed": "{EMBARGO}", "type"'), EMBARGO),
        ("application/json", NINJS.replace('"type"', '"embargoed": null, "type"'), None),
        ("application/json", NINJS, None),
        ("text/plain", f"Title: Ferry\nEmbargoed until: {EMBARGO}\n\n{STORY}", EMBARGO),
    ],
)  # fmt: skip
def test_an_embargo_is_read_as_its_sender_wrote_it(media_type, content, found):
    assert read_fields(media_type, content.encode(), "").embargoed == found


@pytest.mark.parametrize("embargo", ["<embargoed/>", "<embargoed> </embargoed>"])
def test_an_embargo_without_end_is_refused_until_its_sender_lifts_it(embargo):
    with pytest.raises(RejectedError, match="embargoed until its sender lifts it"):
        read(item(page(STORY), embargo=embargo))


def test_a_package_tells_the_encoding_it_came_in(read):
    text = NEWSML.replace('version="1.0"', 'version="1.0" encoding="iso-8859-1"')
    row = read("a.xml", text.replace("Low Island", "Île Basse").encode("iso-8859-1"))[0]
    fields = read_fields(row["media_type"], row["content"], "")
    assert "Île Basse" in fields.text
    assert (fields.encoding, fields.encoding_from) == ("iso-8859-1", "declared")


def test_xml_that_declares_no_encoding_is_utf_8():
    fields = read(NITF.replace(' encoding="UTF-8"', "").replace(STORY, OTHER))
    assert (fields.encoding, fields.encoding_from) == ("utf-8", "utf-8")


def test_an_abstract_that_holds_a_second_headline_is_read_once():
    head = f"<abstract><p>{OTHER}</p><hl2>Then it <hl2>rained</hl2></hl2></abstract>"
    assert read(nitf(head)).text == f"{OTHER}\n\nThen it\n\nrained\n\n{STORY}"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            "".join(f"<hl2>Deck {number}.</hl2>" for number in range(20_000)),
            "".join(f"<p>Line {number} of the log.</p>" for number in range(60_000)),
        ),
        ("", f"<p>{'<i>' * 200}{'x<b/>' * 100_000}{'</i>' * 200}</p>"),
        ("", f"{'<i>' * 200}{'<p>x</p>' * 50_000}{'</i>' * 200}"),
        (f"<byline>{'<i>' * 200}{'x<b/>' * 100_000}{'</i>' * 200}</byline>", f"<p>{STORY}</p>"),
    ],
    ids=["heads", "depth", "blocks", "byline"],
)
def test_hostile_news_items_come_back(head, body):
    assert read(nitf(head, body)).text
