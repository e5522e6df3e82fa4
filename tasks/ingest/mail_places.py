"""Where the parts of a mail message stand in its bytes, which Python's parser does not say.

By their boundaries and headers, never by their words: a text and an attachment may say the same.
RFC 2046, section 5.1, as `email.feedparser` reads it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Headers and the empty line behind them; a line that is no header begins the content, and so does
# a line "From " that no header follows, unless it is the first.
FROM = rb"From [^\r\n]*+(?:\r\n|\r|\n|\Z)"
BEGINS = rb"(?:[!-9;-~]*+:|[\t ])"
HEAD = re.compile(
    rb"(?:%(from)b)?+"
    rb"(?:%(begins)b[^\r\n]*+(?:\r\n|\r|\n|\Z)|%(from)b(?=From |%(begins)b))*+"
    rb"(?:\r\n|\r|\n)?+" % {b"from": FROM, b"begins": BEGINS}
)


class Place(NamedTuple):
    """A stretch of a message's bytes, from `start` up to `end`."""

    start: int
    end: int


def body_place(content: bytes, part: Place) -> Place:
    r"""A part's place less its headers.

    >>> body_place(b"Subject: a\n\nRain.", Place(0, 17))
    Place(start=12, end=17)
    """
    head = HEAD.match(content, part.start, part.end)
    return Place(head.end() if head else part.start, part.end)


def places_between(content: bytes, boundary: str, body: Place) -> Iterator[Place]:
    r"""The parts between the boundaries, up to the closing one or the end; headers and all.

    >>> list(places_between(b"--x\n\none\n--x\n\ntwo\n--x--\n", "x", Place(0, 24)))
    [Place(start=4, end=8), Place(start=13, end=17)]
    """
    mark = re.escape(boundary.encode("ascii", "surrogateescape"))
    lines = re.compile(rb"(?<![^\r\n])--" + mark + rb"(--)?+[ \t]*+(?:\r\n|\r|\n|\Z)")
    start = None
    for found in lines.finditer(content, body.start, body.end):
        # Boundaries one behind the other are one, also where the last of them closes.
        if start != found.start():
            if start is not None:
                yield Place(start, _less_line_end(content, start, found.start()))
            if found[1]:
                return
        start = found.end()
    if start is not None:
        yield Place(start, body.end)


def _less_line_end(content: bytes, start: int, end: int) -> int:
    """Where a part ends before a boundary, to which the line end before it belongs."""
    for line_end in (b"\r\n", b"\n", b"\r"):
        if content.endswith(line_end, start, end):
            return end - len(line_end)
    return end
