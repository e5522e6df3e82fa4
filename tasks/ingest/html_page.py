"""HTML pages to fields: decoded and bounded here, parsed in a child that can be killed."""

import re

from tasks.errors import UnreadableError
from tasks.ingest.child import ask
from tasks.ingest.decode import decode
from tasks.ingest.fields import Fields
from tasks.ingest.html_bounds import refuse_unbounded
from tasks.text.spans import RoleSpan

CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,30})", re.I)


def read_page(content: bytes, charset: str | None = None) -> Fields:
    """A page's main text, metadata and the roles its markup gives; UnreadableError if none.

    charset: what the server said, where it is known; it comes before what the page says.
    """
    return _read_html(content, b"P", charset)


def read_fragment(text: str) -> Fields:
    """Text and roles of a piece of HTML that is all article, as a feed's entry is."""
    return _read_html(text.encode("utf-8", "replace"), b"F")


def _read_html(content: bytes, kind: bytes, charset: str | None = None) -> Fields:
    declared = CHARSET.search(content[:4096])
    decoded = decode(content, charset or (declared.group(1).decode() if declared else None))
    page = decoded.text.encode("utf-8", "replace")
    refuse_unbounded(page)
    answer = ask(kind, page, "its HTML")
    if not answer["text"]:
        raise UnreadableError("no article text is found in the page")
    roles = tuple(RoleSpan(*role) for role in answer.pop("roles"))
    return Fields(**answer, roles=roles, encoding=decoded.encoding, encoding_from=decoded.found)
