"""Which reader a file gets: by its first bytes where they tell, else by its name."""

import re

from tasks.ingest.archives import Opener, gzip_member, tar_members, zip_members
from tasks.ingest.delimited import read_delimited
from tasks.ingest.documents import reader as document_reader
from tasks.ingest.documents import refuse_office
from tasks.ingest.feeds import read_feed
from tasks.ingest.json_files import read_json, read_json_lines
from tasks.ingest.mail import read_mail, read_mbox
from tasks.ingest.parquet_files import read_parquet
from tasks.ingest.records import Reader
from tasks.ingest.sniff import office_file, sniffed_in_text
from tasks.ingest.warc import read_warc
from tasks.ingest.xml_news import read_news_xml

ARCHIVES: dict[str, Opener] = {"gzip": gzip_member, "zip": zip_members, "tar": tar_members}
READERS: dict[str, Reader] = {
    "text": document_reader("text"),
    "html": document_reader("html"),
    "docx": document_reader("docx"),
    "rtf": document_reader("rtf"),
    "office": refuse_office,
    "jsonl": read_json_lines,
    "json": read_json,
    "delimited": read_delimited,
    "parquet": read_parquet,
    "feed": read_feed,
    "news_xml": read_news_xml,
    "warc": read_warc,
    "mail": read_mail,
    "mbox": read_mbox,
}
MAGICS = (
    (b"\x1f\x8b", "gzip"), (b"PAR1", "parquet"), (b"WARC/", "warc"), (b"{\\rtf", "rtf"),
)  # fmt: skip
ENDINGS = {
    "gzip": ("gz", "gzip", "tgz"), "zip": ("zip",), "tar": ("tar",), "warc": ("warc",),
    "html": ("html", "htm", "xhtml", "shtml"), "jsonl": ("jsonl", "ndjson", "jl"),
    "json": ("json", "geojson"), "delimited": ("csv", "tsv", "tab"), "parquet": ("parquet", "pq"),
    "text": ("txt", "text", "md", "asc"), "mail": ("eml",), "mbox": ("mbox", "mbx"),
    "xml": ("xml", "rss", "atom", "rdf", "nitf"), "docx": ("docx",), "rtf": ("rtf",),
}  # fmt: skip
# Formats whose files begin in a way of their own.
MAGICAL = frozenset(("gzip", "zip", "tar", "parquet", "docx", "rtf", "warc"))
BY_ENDING = {ending: kind for kind, endings in ENDINGS.items() for ending in endings}
# Possessive: what has been passed over is not tried in another way, or blanks would cost their square.
PROLOGUE = (
    rb"(?:<\?xml.{0,400}?\?>|<!--.{0,2000}?-->|<!doctype[^>\[]{0,400}(?:\[.{0,4000}?\])?>|\s)*+"
)
ROOT = re.compile(PROLOGUE + rb"<(?:\w+:)?([A-Za-z]\w*)", re.I | re.S)
HTML_ROOTS = frozenset((b"html", b"head", b"body", b"article", b"div"))
FEED_ROOTS = frozenset((b"rss", b"feed", b"rdf"))
MAIL_HEAD = re.compile(rb"(?:[A-Za-z-]+: [^\n]*\n(?:[ \t][^\n]*\n)*){3,}")


def kind_of(name: str, head: bytes, is_cut: bool = False) -> str:
    """The format of a file from its name and its first bytes.

    is_cut: the user named a line that parts its articles, so what is named a text is one.

    >>> kind_of("page.txt", b"<!DOCTYPE html><html>")
    'html'
    >>> kind_of("day.json.txt", b"Rain fell.")
    'text'
    >>> kind_of("latest.xml", b'<?xml version="1.0"?><rss version="2.0">')
    'feed'
    """
    for magic, kind in MAGICS:
        if head.startswith(magic):
            return kind
    if head.startswith(b"PK\x03\x04"):
        if office_file(head):
            return "office"
        return "docx" if name.lower().endswith(".docx") or b"word/" in head[:4000] else "zip"
    if head[257:262] == b"ustar":
        return "tar"
    kind = BY_ENDING.get(name.lower().rpartition(".")[2], "")
    # A text under the name of an archive or a Word file; what is binary is told by its name's reader.
    if kind in MAGICAL and head and b"\0" not in head:
        kind = ""
    if kind == "text" and is_cut and not ROOT.match(head):
        return kind
    return _sniffed(head, kind) if kind in ("", "text", "xml", "html") else kind


def _sniffed(head: bytes, named: str) -> str:
    """By the first characters, for names that promise little."""
    root = ROOT.match(head.removeprefix(b"\xef\xbb\xbf"))
    if root and root.group(1).lower() in HTML_ROOTS:
        return "html"
    if root and root.group(1).lower() in FEED_ROOTS:
        return "feed"
    if named == "xml" or head.startswith(b"<?xml"):
        return "news_xml"
    if named in ("", "text") and (found := sniffed_in_text(head)):
        return found
    if named:
        return named
    return _sniffed_text(head)


def _sniffed_text(head: bytes) -> str:
    """Of a file whose name says nothing at all."""
    first, _, second = head.lstrip().partition(b"\n")
    if first.startswith(b"{") and first.rstrip().endswith(b"}"):
        return "jsonl" if second.lstrip().startswith(b"{") else "json"
    if head.startswith(b"From ") and b"\nFrom: " in head:
        return "mbox"
    if MAIL_HEAD.match(head) and re.search(rb"^(?:From|Received|Return-Path): ", head, re.M):
        return "mail"
    return "text"
