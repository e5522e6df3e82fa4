"""Bad files of every format, and the child that reads them under a bound of memory.

    python -m tests.ingest.bad_files

prints, as JSON, the name of each case with the reasons that reading gives, "" for a record that is
read. Its parent bounds its memory and its time (test_hostile.py).
"""

import gzip
import io
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.parsers import read_fields
from tasks.ingest.records import Source, held
from tasks.ingest.walk import records_of
from tests.ingest.bad_bytes import (
    broken_pax,
    corrupt,
    deep_docx,
    entities,
    greedy_tar,
    matryoshka,
    miscounted,
    nested_mail,
    stored,
    streamed,
    three,
    zip_of_zips,
)
from tests.ingest.export_samples import uni
from tests.ingest.samples import (
    ATOM,
    BOMB,
    CODED,
    EML,
    FACTIVA,
    HTML_EML,
    INFO,
    JSON_FEED,
    LEXIS,
    NEWSML,
    NEXIS,
    NINJS,
    NITF,
    ROWS,
    RSS,
    STORY,
    as_docx,
    as_html,
    as_rtf,
    captured,
    delimited,
    jsonl,
    parquet,
    tarred,
    zipped,
)

RECORD_BYTES = 4_000_000
GIGABYTE = 1_000_000_000


class Case(NamedTuple):
    """A bad file: its format, name and content, and what its one bad row must say.

    good: records that are read all the same. endless: a gigabyte of one letter follows the content.
    """

    format: str
    name: str
    content: Callable[[], bytes | str]
    reason: str
    good: int = 0
    endless: bool = False


class Endless(io.RawIOBase):
    """A file that is never on disk: its beginning, then a gigabyte of one letter."""

    def __init__(self, content: bytes) -> None:
        self._content, self._left = content, GIGABYTE

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The beginning, then the letter."""
        size = min(len(buffer), len(self._content) or self._left)
        buffer[:size] = self._content[:size] or b"a" * size
        if self._content:
            self._content = self._content[size:]
        else:
            self._left -= size
        return size


CASES = [
    Case("text", "noise.txt", lambda: bytes(range(256)) * 99, "binary, not text"),
    Case("text", "paper.txt", lambda: b"%PDF-1.7\n" + STORY.encode(), "a PDF"),
    Case("text", "long.txt", lambda: "", "larger than", endless=True),
    Case("html", "deep.html", lambda: "<div>" * 5000 + STORY, "nested deeper than 500"),
    Case("html", "attributes.html", lambda: "<p " + "a=1 " * 300_000 + ">x</p>", "attributes"),
    Case("html", "comments.html", lambda: "<p>" + "<!--" * 300_000, "no article text"),
    Case("html", "scripts.html", lambda: "<p>" + "<script>" * 300_000, "no article text"),
    Case("text", "blanks.txt", lambda: " " * 500_000, "no text"),
    Case("html", "long.html", lambda: "<html><p>", "larger than", endless=True),
    Case("jsonl", "cut.jsonl", lambda: jsonl()[:-30], "not JSON", good=1),
    Case("jsonl", "deep.jsonl", lambda: jsonl() + b'{"body":' * 100_000, "nested too deep", good=2),
    Case("jsonl", "long.jsonl", jsonl, "one line is longer", good=2, endless=True),
    Case("json", "deep.json", lambda: "[" * 100_000 + "]" * 100_000, "nested too deep"),
    Case("json", "deep-object.json", lambda: '{"articles":[' * 100_000, "nested too deep"),
    Case("json", "cut.json", lambda: json.dumps(ROWS, indent=1)[:-20], "not JSON", good=1),
    Case("json", "garbage.json", lambda: json.dumps(ROWS) + "\nthe end", "what follows the list", good=2),
    Case("json", "cut-behind.json", lambda: json.dumps(ROWS) + '\n[{"body": "cut', "not JSON", good=2),
    Case("json", "cut-behind.json.gz", lambda: gzip.compress(json.dumps(ROWS).encode(), 0)[:-4], "cut short", good=2),
    Case("jsonl", "wide.jsonl", lambda: jsonl().decode().encode("utf-16")[:-60], "not JSON", good=1),
    Case("json", "long.json", lambda: json.dumps(ROWS)[:-1] + ',{"body": "', "one item of the list is larger than", good=2, endless=True),
    Case("csv", "open.csv", lambda: delimited() + b'x,"never closed,Post\n', "never closes", good=2),
    Case("csv", "joined.csv", lambda: 'title,body\na,"open\nb,"It rained."\n', "never closes", good=1),
    Case("csv", "wide.csv", lambda: "title,body\nRain,It fell,and fell\n", "3 cells, the header 2"),
    Case("csv", "columns.csv", lambda: "a," * 1_000_000 + "\nx\n", "more than 10000 columns"),
    Case("csv", "long.csv", delimited, "one line is longer", good=2, endless=True),
    Case("tsv", "open.tsv", lambda: delimited(delimiter="\t") + b'x\t"never\tPost\n', "never closes", good=2),
    Case("tsv", "picture.tsv", lambda: b"\x89PNG\r\n\x1a\n" + bytes(900), "a PNG picture"),
    Case("parquet", "cut.parquet", lambda: parquet()[:-40], "damaged or cut short"),
    Case("parquet", "torn.parquet", lambda: corrupt(parquet(), 0.02), "damaged or cut short"),
    Case("parquet", "hollow.parquet", lambda: b"PAR1" + b"\xff" * 8 + b"PAR1", "damaged or cut short"),
    Case("warc", "cut.warc", lambda: INFO + captured() + captured(cut=9)[:-4], "cut short", good=1),
    Case("warc", "blank.warc", lambda: captured() + b"\r\n" * 2_000_000, "no record begins", good=1),
    Case("warc", "lost.warc", lambda: captured() + b"no record\r\n", "no record begins", good=1),
    Case("warc", "long.warc", lambda: captured() + captured().replace(b"Content-Length: ", b"Content-Length: 9999999999"), "cut short", good=1, endless=True),
    Case("warc", "length.warc", lambda: captured() + captured().replace(b"Content-Length: ", b"Content-Length: 9") + captured(), "cut short: a record declares", good=2),
    Case("warc", "swallowed.warc", lambda: captured() + miscounted(900) + captured() * 3, "a record's length is wrong", good=4),
    Case("warc", "negative.warc", lambda: captured().replace(b"Content-Length: ", b"Content-Length: -") + captured(), "how long it is", good=1),
    Case("warc", "lengthless.warc", lambda: captured() + captured().replace(b"Content-Length", b"Length") + captured(), "how long it is", good=2),
    Case("warc", "between.warc", lambda: captured() + b"no record\r\n" + captured(), "no record begins", good=2),
    Case("warc", "headers.warc", lambda: captured() + b"WARC/1.0\r\n" + b"X: y\r\n" * 300 + captured(), "headers do not end", good=2),
    Case("warc.gz", "cut.warc.gz", lambda: gzip.compress(captured()) + gzip.compress(captured())[:-50], "cut short", good=1),
    Case("warc.gz", "bomb.warc.gz", lambda: gzip.compress(captured(b"a" * 90_000_000), 9), "a bomb"),
    Case("rss", "bomb.rss", lambda: BOMB, "declares entities"),
    Case("rss", "cut.rss", lambda: RSS[: RSS.index("<item><title>file")], "feed is cut short", good=1),
    Case("rss", "cut-entry.rss", lambda: RSS[: RSS.index("body-that")], "feed is cut short", good=1),
    Case("rss", "cut-first.rss", lambda: RSS[: RSS.index("<p>")], "feed is cut short"),
    Case("rss", "long.rss", lambda: "<rss><channel><item><title>", "larger than", endless=True),
    Case("atom", "file.atom", lambda: entities(ATOM), "declares entities"),
    Case("atom", "hollow.atom", lambda: '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>', "no entries"),
    Case("json feed", "cut-feed.json", lambda: JSON_FEED[:-9], "not JSON"),
    Case("json feed", "odd-feed.json", lambda: '{"version": "https://jsonfeed.org/version/1.1", "items": [7]}', "no column holds a text"),
    Case("eml", "nested.eml", lambda: nested_mail(3000), "message"),
    Case("eml", "headless.eml", lambda: "\n" + STORY, "neither sender nor subject"),
    Case("eml", "hollow.eml", lambda: EML[: EML.index("--x")], "holds no text"),
    Case("mbox", "empty.mbox", lambda: "", "holds no message"),
    Case("mbox", "prose.mbox", lambda: STORY + "\n" * 3_000_000, "neither sender nor subject"),
    Case("mbox", "cut.mbox.gz", lambda: gzip.compress(("From a@b Mon Mar  2 10:00:00 2026\n" + HTML_EML + "\n" + "From a@b Mon Mar  2 11:00:00 2026\n" + EML).encode())[:-60], "cut short", good=1),
    Case("mbox", "long.mbox", lambda: "From a@b Mon Mar  2 10:00:00 2026\n" + EML + "\nFrom a@b Mon Mar  2 10:00:00 2026\n", "one message is larger", good=1, endless=True),
    Case("nitf", "file.nitf", lambda: entities(NITF.replace('<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">', "")), "declares entities"),
    Case("nitf", "cut.nitf", lambda: NITF[:-30], "XML is damaged"),
    Case("nitf", "deep.nitf", lambda: "<nitf>" + "<block>" * 100_000, "XML is damaged"),
    Case("nitf", "wide.nitf", lambda: "<nitf><body><body.content>" + "<p>a</p>" * 300_000, "500000 tags"),
    Case("newsml", "file.xml", lambda: entities(NEWSML), "declares entities"),
    Case("newsml", "cut.xml", lambda: NEWSML[:-30], "XML is damaged", good=1),
    Case("newsml", "torn.xml", lambda: NEWSML.replace("<headline>A pic", "<headline>A <"), "XML is damaged", good=1),
    Case("newsml", "cut-first.xml", lambda: NEWSML[: NEWSML.index("</newsItem>")], "XML is damaged"),
    Case("newsml", "unknown.xml", lambda: "<invoice><sum>9</sum></invoice>", "unknown kind"),
    Case("ninjs", "cut.ninjs.json", lambda: NINJS[:-40], "not JSON"),
    Case("ninjs", "picture.ninjs.json", lambda: '{"uri": "urn:1", "type": "picture", "width": 9}', "no column holds a text"),
    Case("lexis", "short.txt", lambda: LEXIS.replace("2 of 2", "3 of 3").replace("1 of 2", "1 of 3"), "declares 3 documents and holds 2"),
    Case("lexis", "cut.txt", lambda: LEXIS[: LEXIS.index("2 of 2")], "declares 2 documents and holds 1"),
    Case("nexis", "short.txt", lambda: NEXIS.replace("(2)", "(25)"), "declares 25 documents and holds 2"),
    Case("nexis", "cut.html", lambda: as_html(NEXIS[: NEXIS.rindex("End of Document")]), "declares 2 documents and holds 1 and a part of one more"),
    Case("nexis", "cover.txt", lambda: NEXIS[: NEXIS.index("End of Document")], "declares 2 documents and holds 0"),
    Case("nexis", "cover.rtf", lambda: as_rtf(NEXIS[: NEXIS.index("End of Document")]), "declares 2 documents and holds 0"),
    Case("factiva", "short.docx", lambda: as_docx(FACTIVA.replace("found 2", "found 9")), "declares 9 documents and holds 2"),
    Case("factiva", "short.rtf", lambda: as_rtf(CODED + "\nResults found 3\n"), "declares 3 documents and holds 2"),
    Case("nexis", "broken.rtf", lambda: as_rtf(uni("Ferry aground") + "Mail boat sails\nHarbour Post\n"), "breaks off", good=1),
    Case("factiva", "broken.txt", lambda: FACTIVA[: FACTIVA.rindex("Document")], "breaks off", good=1),
    Case("excel", "sheet.xlsx", lambda: zipped("[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<workbook/>"), "an Excel file: save its sheet as CSV"),
    Case("excel", "slides.zip", lambda: zipped("docProps/app.xml", "<x/>", "ppt/slides/slide1.xml", "<x/>"), "a PowerPoint file"),
    Case("excel", "paper.odt", lambda: stored("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", STORY), "an OpenDocument text"),
    Case("docx", "cut.docx", lambda: as_docx(STORY)[:-300], "Word file is damaged"),
    Case("docx", "bomb.docx", deep_docx, "a bomb"),
    Case("docx", "hollow.docx", lambda: as_docx(""), "holds no text"),
    Case("rtf", "hollow.rtf", lambda: "{\\rtf1 }", "holds no text"),
    Case("rtf", "numbers.rtf", lambda: "{\\rtf1 " + "\\u99999999999999999999 " * 9 + "}", "damaged"),
    Case("rtf", "long.rtf", lambda: "{\\rtf1 ", "larger than", endless=True),
    Case("zip", "cut.zip", lambda: zipped("a.txt", STORY)[:-30], "zip file is damaged", good=1),
    Case("zip", "cut-member.zip", lambda: zipped("a.txt", STORY, "b.txt", STORY * 9, "c.txt", STORY)[:230], "'b.txt' is cut", good=1),
    Case("zip", "streamed.zip", lambda: streamed(STORY)[:-30], "size of 'a.txt' is not in its header"),
    Case("zip", "climbing.zip", lambda: zipped("../../etc/cron.d/x", STORY, "b.txt", STORY), "climbs out", good=1),
    Case("zip", "bomb.zip", lambda: zipped("a.txt", bytes(90_000_000), "b.txt", STORY), "a bomb", good=1),
    Case("tar", "cut.tar", lambda: tarred("a.jsonl", jsonl(), "b.jsonl", jsonl() * 9)[:3000], "cut short", good=6),
    Case("tar", "climbing.tar", lambda: tarred("/etc/passwd", STORY.encode(), "b.txt", STORY.encode()), "climbs out", good=1),
    Case("tar", "greedy.tar", greedy_tar, "header larger than"),
    Case("tar", "checksum.tar", lambda: corrupt(three(), 1536 / len(three()), 9), "bad checksum", good=1),
    Case("tar", "pax.tar", lambda: three()[:1536] + broken_pax() + three()[1536:], "invalid header", good=1),
    Case("tar", "cut-header.tar", lambda: three()[: 1536 * 2 + 99], "truncated header", good=2),
    Case("tar", "endless.tar", lambda: three()[: 1536 * 2], "its last block is missing", good=2),
    Case("tar", "joined.tar", lambda: three() + three(), "goes on behind its end", good=3),
    Case("tar", "checksum.tar.gz", lambda: gzip.compress(corrupt(three(), 1536 / len(three()), 9)), "bad checksum", good=1),
    Case("gzip", "cut.jsonl.gz", lambda: gzip.compress(jsonl(ROWS * 9))[:-9], "cut short", good=18),
    Case("gzip", "dolls.gz", lambda: matryoshka(6), "nested deeper than 4"),
    Case("gzip", "bomb.jsonl.gz", lambda: gzip.compress(b"\n" * 90_000_000, 9), "a bomb"),
]  # fmt: skip


def read(case: Case) -> Iterator[str]:
    """For each record of a case the reason why it cannot be read, or "" where it can."""
    content = case.content()
    content = content.encode() if isinstance(content, str) else content
    source = held(case.name, content)
    if case.endless:
        source = Source(case.name, lambda: io.BufferedReader(Endless(content)), None)
    for record in records_of(source, Settings(record_bytes=RECORD_BYTES)):
        reason = record.reason or ""
        if not reason:
            try:
                read_fields(record.media_type, record.content, "inbox/" + case.name)
            except UnreadableError as error:
                reason = str(error)
        yield reason


if __name__ == "__main__":
    found = {f"{case.format} {case.name}": list(read(case)) for case in CASES}
    found["zip of zips"] = list(read(Case("zip", "zips.zip", zip_of_zips, "")))
    json.dump(found, sys.stdout)
