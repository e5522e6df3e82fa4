"""Files of every format, written by us, that the tests of intake share."""

import csv
import io
import json
import tarfile
import zipfile

import docx
import pyarrow as pa
import pyarrow.parquet as pq

STORY = (
    "HARBOUR CITY: The ferry to Low Island ran aground on Monday, and its forty passengers were "
    "brought ashore by fishing boats before the tide rose, the harbour master said."
)
OTHER = STORY.replace("ferry", "mail boat").replace("forty", "twelve")
ROWS = [
    {"title": "Ferry aground", "body": STORY, "source": "Harbour Post"},
    {"title": "Mail boat aground", "body": OTHER, "source": "Harbour Post"},
]


def jsonl(rows=ROWS):
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def delimited(rows=ROWS, delimiter=","):
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def parquet(rows=ROWS):
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), file)
    return file.getvalue()


def zipped(*pairs):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in zip(pairs[::2], pairs[1::2], strict=True):
            archive.writestr(name, content)
    return file.getvalue()


def tarred(*pairs, mode="w"):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:
        for name, content in zip(pairs[::2], pairs[1::2], strict=True):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


SECOND = "The mail boat will carry the island's children to school until the ferry is afloat again, the council said on Tuesday evening."


RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Post</title><link>https://post.example/</link><language>en</language>
<item><title>Ferry aground</title><link>https://post.example/ferry</link>
<pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate><description>In short.</description>
<content:encoded><![CDATA[<p>{STORY}</p><figure><figcaption>The ferry at dusk.</figcaption></figure><p>{SECOND}</p>]]></content:encoded></item>
<item><title>file:///etc/passwd</title><description>https://post.example/body-that-is-an-address</description></item>
</channel></rss>"""


ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour Post</title>
<entry><title>Ferry aground</title><link href="https://post.example/ferry"/><author><name>Ann Bell</name></author>
<updated>2026-03-02T09:00:00Z</updated><content type="html">&lt;p&gt;{STORY}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</content></entry></feed>"""


JSON_FEED = f"""{{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "items": [
{{"id": "1", "title": "Ferry aground", "url": "https://post.example/ferry", "date_published": "2026-03-02T09:00:00Z", "content_html": "<p>{STORY}</p><p>{SECOND}</p>"}}]}}"""


EML = f"""From: The Harbour Letter <letter@post.example>
To: readers@post.example
Subject: =?utf-8?q?Ferry_aground_=E2=80=94_the_week?=
Date: Mon, 02 Mar 2026 10:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="x"

--x
Content-Type: text/plain; charset=utf-8

{STORY}
--x
Content-Type: text/html; charset=utf-8

<p>{STORY}</p>
--x--
"""


HTML_EML = f"""From: letter@post.example
Subject: Ferry aground
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<table><tr><td><h2>The week</h2><p>{STORY}</p><p>Caf=E9 news.</p></td></tr></table>
"""


PAGE = f"""<html lang="en"><head><meta property="og:title" content="Ferry aground">
<meta property="og:site_name" content="Harbour Post"></head><body><article><h1>Ferry aground</h1>
<p>{STORY}</p><p>{SECOND}</p><p>{STORY.replace("forty", "the forty")}</p></article></body></html>"""


def captured(body=PAGE, kind="text/html; charset=utf-8", status="200 OK", cut=0, extra=""):
    content = body.encode() if isinstance(body, str) else body
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + content
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/ferry\r\n"
        f"WARC-Date: 2026-03-02T10:00:00Z\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http[: len(http) - cut] + b"\r\n\r\n"


INFO = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nnote\r\n\r\n"


NITF = f"""<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd"><nitf><head><title>t</title><docdata><date.issue norm="20260302T100000Z"/>
<doc.copyright holder="Coastal Press"/></docdata></head><body><body.head><hedline><hl1>Ferry aground</hl1></hedline><byline>By <person>Ann Bell</person></byline></body.head>
<body.content><media><media-caption>The ferry at dusk.</media-caption></media><p>{STORY}</p><hl2>Next steps</hl2><p>{SECOND}</p></body.content></body></nitf>"""


NEWSML = f"""<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:1"><itemMeta><versionCreated>2026-03-02T10:00:00Z</versionCreated><provider literal="Coastal Press"/></itemMeta><contentMeta><headline>Ferry aground</headline>
<by>By Ann Bell</by><language tag="en"/></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{STORY}</p><p>{SECOND}</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:2"><contentMeta><headline>A picture</headline></contentMeta></newsItem></itemSet></newsMessage>"""


NINJS = f"""{{"uri": "urn:1", "headline": "Ferry aground", "byline": "By Ann Bell", "versioncreated": "2026-03-02T10:00:00Z", "type": "text", "language": "en", "body_html": "<p>{STORY}</p><p>{SECOND}</p>", "copyrightholder": "Coastal Press"}}"""


NINJS_3 = f"""{{"uri": "urn:1", "type": "text", "language": "en", "versionCreated": "2026-03-02T10:00:00Z", "by": "By Ann Bell",
"infoSources": [{{"name": "Coastal Press", "role": "provider"}}], "headlines": [{{"role": "short", "value": "Aground"}}, {{"role": "main", "value": "Ferry aground"}}],
"bodies": [{{"role": "main", "contentType": "text/html", "value": "<p>{STORY}</p><p>{SECOND}</p>"}}, {{"role": "teaser", "value": "In short."}}]}}"""


LEXIS = f"""
                               1 of 2 DOCUMENTS

                                 Harbour Post

                              March 2, 2026 Monday

Ferry aground

BYLINE: Ann Bell

LENGTH: 44 words

{STORY[:85]}
{STORY[86:]}

{SECOND}

LOAD-DATE: March 3, 2026

                               2 of 2 DOCUMENTS

                                 Harbour Post

                              March 3, 2026 Tuesday

Mail boat sails

LENGTH: 22 words

{SECOND}
"""


NEXIS = f"""User Name: A Reader
Documents (2)
1. Ferry aground
Client/Matter: -None-
2. Mail boat sails
Client/Matter: -None-

Ferry aground
Harbour Post
March 2, 2026 Monday
Copyright 2026 Harbour Post All Rights Reserved
Section: NEWS
Length: 44 words
Byline: Ann Bell
Body

{STORY}

{SECOND}

Load-Date: March 3, 2026
End of Document

Mail boat sails
Harbour Post
March 3, 2026 Tuesday
Length: 22 words
Body
{SECOND}
End of Document
"""


FACTIVA = f"""Ferry aground
By Ann Bell
44 words
2 March 2026
Harbour Post
HARPO
English
(c) 2026 Harbour Post.

{STORY}

{SECOND}

Document HARPO00020260302ea320001p

Mail boat sails
22 words
3 March 2026
Harbour Post
HARPO
English
Copyright 2026.
{SECOND}
Document HARPO00020260303ea330002q

Search Summary
Results found 2
"""


CODED = f"""HD  Ferry aground
BY  Ann Bell
WC  44 words
PD  2 March 2026
SN  Harbour Post
LA  English
LP  {STORY}
TD  {SECOND}
AN  Document HARPO00020260302ea320001p

HD  Mail boat sails
PD  3 March 2026
SN  Harbour Post
TD  {SECOND}
AN  Document HARPO00020260303ea330002q
"""


def as_docx(text):
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_rtf(text):
    escaped = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text).replace("\n", "\\par\n")
    return ("{\\rtf1\\ansi " + escaped + "}").encode()


def as_html(text):
    return (
        "<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n")) + "</body></html>"
    ).encode()


BOMB = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel><item><title>&b;</title></item></channel></rss>'
