"""HTML pages to fields: decoded and bounded here, parsed in a child that can be killed."""

import re

from tasks import lexicons
from tasks.errors import UnreadableError
from tasks.ingest.child import ask
from tasks.ingest.decode import decode
from tasks.ingest.fields import Fields
from tasks.ingest.html_bounds import refuse_unbounded
from tasks.text.spans import RoleSpan

# A notice is a line or two; a story that mentions one is longer.
MAX_NOTICE = 300
XML_ENCODING = re.compile(
    rb"^\s{0,100}<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,30})", re.I
)
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,30})", re.I)


def read_page(content: bytes, charset: str | None = None) -> Fields:
    """A page's main text, metadata and the roles its markup gives; UnreadableError if none.

    charset: what the server said, where it is known; it comes before what the page says.
    """
    return _read_html(content, b"P", charset)


def read_fragment(text: str) -> Fields:
    """Text and roles of a piece of HTML that is all article, as a feed's entry is."""
    return _read_html(text.encode("utf-8", "replace"), b"F")


def _refuse_notice(text: str) -> None:
    """UnreadableError for a page that is a notice to its visitor instead of a story.

    >>> _refuse_notice("Please enable JavaScript to view this page.")
    Traceback (most recent call last):
    tasks.errors.UnreadableError: the page holds no story: it asks for JavaScript
    """
    if len(text) > MAX_NOTICE:
        return
    words = " ".join(text.lower().replace("’", "'").split())
    for row in lexicons.rows("page_notices"):
        if row["phrase"] in words:
            raise UnreadableError(f"the page holds no story: {row['says']}")


def _read_html(content: bytes, kind: bytes, charset: str | None = None) -> Fields:
    decoded = decode(content, charset or charset_of(content))
    page = decoded.text.encode("utf-8", "replace")
    refuse_unbounded(page)
    answer = ask(kind, page, "its HTML")
    if not answer["text"]:
        raise UnreadableError("no article text is found in the page")
    _refuse_notice(answer["text"])
    roles = tuple(RoleSpan(*role) for role in answer.pop("roles"))
    return Fields(**answer, roles=roles, encoding=decoded.encoding, encoding_from=decoded.found)


def charset_of(content: bytes) -> str | None:
    """The encoding that a page says it is in, None where it is silent.

    >>> charset_of(b'<html><head><meta charset="koi8-r">')
    'koi8-r'
    >>> charset_of(b'<?xml version="1.0" encoding="windows-1251"?><html>')
    'windows-1251'
    """
    head = content[:4096]
    declared = CHARSET.search(head) or XML_ENCODING.search(head)
    return declared.group(1).decode() if declared else None
