"""The fields of one article: what its record says of itself, else what its lines say."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from tasks.articles.lines import Line
from tasks.ingest.fields import Fields
from tasks.text import agencies, bylines
from tasks.text.datelines import Dateline
from tasks.text.dates import believable, in_address, parse_date
from tasks.text.language import find_language
from tasks.text.repair import repair
from tasks.text.spans import RoleSpan
from tasks.text.unwrap import unwrap

_OPENED = 6  # lines of body above a dateline at most: a summary in points
_TOP = 8  # spans at the top; below them "Analysis by …" signs a box within the piece
_BOXED = re.compile(r"(?:analysis|comment|opinion|review|report) by\b", re.IGNORECASE)
_ONE_EACH = re.compile(r"[^\s,]+, [^\s,]+")
_HEAD = 4  # lines in which a headline may be the piece's own


class Reading(NamedTuple):
    """One accepted record on its way: its fields, the text repaired."""

    record_id: str
    article_id: str
    fields: Fields


def repaired(text: str, given: Sequence[RoleSpan]) -> tuple[str, tuple[RoleSpan, ...]]:
    """`text` repaired, and the same roles over it: each marked stretch is repaired by itself.

    Lines that a fixed width broke are put together, but not where markup gave roles: it gives
    paragraphs too.

    >>> repaired("One\\r\\n\\x00Two", [RoleSpan(5, 9, "caption")])
    ('One\\nTwo', (RoleSpan(start=4, end=7, role='caption'),))
    """
    if not given:
        return unwrap(repair(text)), ()
    pieces: list[str] = []
    spans = []
    size = done = 0
    for start, end, role in sorted(given):
        if start < done:
            continue  # a role inside a role: the outer one stands
        for piece, kept in ((text[done:start], None), (text[start:end], role)):
            pieces.append(repair(piece))
            if kept:
                spans.append(RoleSpan(size, size + len(pieces[-1]), kept))
            size += len(pieces[-1])
        done = end
    pieces.append(repair(text[done:]))
    return "".join(pieces), tuple(spans)


def article_row(reading: Reading, lines: list[Line], day: date | None) -> dict[str, Any]:
    """The row of `articles`, without story_id and version."""
    fields, text = reading.fields, reading.fields.text
    spans = [span for line in lines for span in line.spans]
    openings = _openings(lines)
    body = list(_with_role(text, spans, "body"))
    language = find_language("\n".join(body) or text)
    return {
        "article_id": reading.article_id,
        "record_id": reading.record_id,
        "source": _tidy(fields.source),
        "url": _tidy(fields.url),
        "title": _tidy(fields.title) or _headline(text, lines),
        "byline": _tidy(fields.byline) or _byline(text, spans),
        **_published(fields, openings, day),
        "dateline_place": _tidy(fields.place)
        or next((opening.place for opening in openings if opening.place), None),
        "agency": fields.agency or _agency(fields, openings, text, spans),
        "language": language.code,
        "language_probability": language.probability,
        "text": text,
        "words": sum(len(part.split()) for part in body),
        "body_spans": body_spans(text, spans) or None,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
    }


def body_spans(text: str, spans: Sequence[RoleSpan]) -> list[int]:
    """Start and end of each stretch of body, in turn: lines with only space between are one.

    >>> body_spans("One.\\nTwo.\\nPhoto", [RoleSpan(0, 4, "body"), RoleSpan(5, 9, "body")])
    [0, 9]
    """
    found: list[int] = []
    for start, end, role in spans:
        if role != "body":
            continue
        if found and not text[found[-1] : start].strip():
            found[-1] = end
        else:
            found += [start, end]
    return found


def _tidy(value: str | None) -> str | None:
    return " ".join(repair(value).split()) or None if value else None


def _headline(text: str, lines: list[Line]) -> str | None:
    """The first headline near the top; a piece without one stays without a title."""
    spans = [span for line in lines[:_HEAD] for span in line.spans]
    head = next(_with_role(text, spans, "headline"), None)
    return " ".join(head.split()) if head else None


def _with_role(text: str, spans: Sequence[RoleSpan], role: str) -> Iterator[str]:
    return (text[start:end] for start, end, found in spans if found == role)


def _byline(text: str, spans: Sequence[RoleSpan]) -> str | None:
    """The first byline that names who wrote the piece, not only who helped or who they are.

    A theatre and its town look like two names: a line that begins with a known one goes before it.
    """
    top = spans[_TOP].start if len(spans) > _TOP else len(text)
    lines = [
        text[start:end]
        for start, end, role in spans
        if role == "byline" and (start < top or not _BOXED.match(text[start:end]))
    ]
    named = [names for line in lines if (names := bylines.names_in(line))]
    if len(named) > 1 and _ONE_EACH.fullmatch(named[0]):
        named.sort(key=lambda names: not bylines.is_given(names.split()[0]))
    return named[0] if named else None


def _openings(lines: list[Line]) -> list[Dateline]:
    """Every stamp, and the datelines that open the piece: deep in it they open items of a round-up."""
    found, bodies = [], 0
    for line in lines:
        opening = line.opened.opening
        if opening and (bodies < _OPENED or not (opening.place or opening.agency)):
            found.append(opening)
        bodies += line.spans[-1].role == "body"
    return found


def _agency(
    fields: Fields, openings: list[Dateline], text: str, spans: Sequence[RoleSpan]
) -> str | None:
    """The agency of the dateline, else of a byline, a credit, or the source where that is one."""
    named = next((opening.agency for opening in openings if opening.agency), None)
    if named:
        return named
    printed = [fields.byline or "", *_with_role(text, spans, "byline")]
    last = spans[-agencies.BELOW :]
    return (
        next(filter(None, map(bylines.agency_in, printed)), None)
        or agencies.credited_below([(text[start:end], role) for start, end, role in last])
        or agencies.outlet_agency(fields.source or "")
    )


def _published(fields: Fields, openings: list[Dateline], day: date | None) -> dict[str, Any]:
    """The first date that can be believed, and where it stood; else the first one found, as found.

    A more trusted date that is not believed stands beside the one that is.
    """
    first: tuple[str, str | None] = ("none", None)
    for origin, raw in _dates(fields, openings):
        # Its file tells of the column's dates, not of those that the text prints.
        day_first = fields.day_first if raw == fields.published else None
        moment = parse_date(raw, fields.zone or "UTC", day, day_first)
        if moment and believable(moment.at, day):
            beside = f" (not believed: {first[0]} {first[1]})" if first[1] else ""
            return _date_row(moment.at, moment.precision, origin, raw + beside)
        first = first if first[1] else (origin, raw)
    return _date_row(None, "unknown", *first)


def _date_row(at: Any, precision: str, origin: str, raw: str | None) -> dict[str, Any]:
    return {
        "published_at": at,
        "published_precision": precision,
        "published_from": origin,
        "published_raw": raw,
    }


def _dates(fields: Fields, openings: list[Dateline]) -> Iterator[tuple[str, str]]:
    """Every date the piece shows, the most trusted first, with where it stands."""
    if fields.published and fields.published.strip():
        yield fields.published_from, fields.published
    stamps = [opening for opening in openings if not opening.place and not opening.agency]
    for origin, group in (("stamp", stamps), ("dateline", openings)):
        for opening in group:
            if opening.date:
                yield origin, opening.date
    found = in_address(fields.url or "")
    if found:
        yield "url", found
