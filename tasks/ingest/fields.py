"""What a record says of itself once its bytes are read: the hand-over from ingest to clean."""

from dataclasses import dataclass

from tasks.text.spans import RoleSpan


@dataclass(frozen=True)
class Fields:
    """One record as read, before any repair of its text.

    published: the date as the input wrote it; published_from: metadata, feed, url or none.
    place, agency: of the dateline, where a field of their own states them.
    embargoed: the date before which its sender forbids to publish it, as the input wrote it.
    encoding_from: bom, utf-8, declared or guessed.
    day_first: of a date in figures, where other dates of its file tell (`tasks/articles/date_orders.py`).
    zone: IANA name of the time zone of dates that state none, where the user gave it.
    columns: in words, what had to be guessed: the columns of a row, the outlet from a folder.
    roles: spans over `text` whose role the markup gives (figcaption → caption …), if any.
    """

    text: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    byline: str | None = None
    published: str | None = None
    published_from: str = "none"
    language: str | None = None
    place: str | None = None
    agency: str | None = None
    embargoed: str | None = None
    encoding: str | None = None
    encoding_from: str | None = None
    roles: tuple[RoleSpan, ...] = ()
    day_first: bool | None = None
    zone: str | None = None
    columns: str = ""
