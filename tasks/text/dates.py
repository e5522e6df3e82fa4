"""Dates as inputs write them → a moment in UTC and how exact it is.

Tried in this order: ISO 8601, RFC 5322 (mail and feeds), digits alone, English "Dec 29, 2016" by
a pattern of our own, and only then dateparser, on at most 100 characters (long junk costs it
seconds). What cannot be believed is said by `believable`, not hidden here.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tasks import lexicons
from tasks.text.date_figures import in_either_order, in_order, sheet_moment

_LONGEST = 100  # characters; dateparser takes 4 to 7 s on long junk
_EARLIEST = datetime(1800, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=2)  # past the night: later dates are not believed

_MONTHS = {
    name: month
    for words in ("months_short", "months")
    for name, month in lexicons.mapping(words, "name", "month").items()
}
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_MAILED = re.compile(
    r"(?:[A-Za-z]{3},?\s+)?\d{1,2}[ -][A-Za-z]{3}[ -]\d{2,4}\s+\d{1,2}:\d{2}(?::\d{2})?"
    r"(?:\s+(?:[+-]\d{4}|[A-Z]{1,4}))?(?:\s*\(.*\))?$"
)
_SECONDS = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?$")
_DIGITS = re.compile(r"(?:19|20)\d{12}$")  # GDELT's 20310302101500
_POSTED = re.compile(r"[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2} \d\d:\d\d:\d\d [+-]\d{4} \d{4}$")
_SHEET = re.compile(r"(\d{1,2})([ -])([A-Za-z]{3,9})\2(\d{2})(?=$|[ ,])(.*)$")
_CLOCK_FIRST = re.compile(
    r"(?P<clock>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4}\b)?),?\s+(?:on\s+)?"
    r"(?P<date>\D.*\d{4}|\d{1,2}\D.*\d{4})$",
    re.IGNORECASE,
)
_BROADCAST = re.compile(r"(\d{2})(\d{2}) (GMT|UTC)(?: \(\d{4} [A-Z]{2,4}\))?,? (.*)$")  # CNN's
_WRITTEN = re.compile(
    r"(?:[^\W\d_]{2,9}\.?,?\s+)?"
    r"(?:(?P<month>[^\W\d_]{3,10})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?|"
    r"(?P<day2>\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(?P<month2>[^\W\d_]{3,10})\.?)"
    r"(?:,?\s+(?:de\s+)?(?P<year>\d{4}))?"
    r"(?:,?\s+(?:at\s+|[|/–-]\s*)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2}(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>[A-Za-z]{2,4})?)?\s*$",
    re.IGNORECASE,
)
# In a path: /2026/11/18/, /2026-11-18, /2026/nov/18/, /20261118/, -2026-11-18, else /2026/11/.
_YEAR, _NUMBER, _DATE = r"((?:19|20)\d{2})", r"(0?[1-9]|1[0-2])", r"(0?[1-9]|[12]\d|3[01])"
_ADDRESSED = [
    re.compile(rf"/{_YEAR}[/-]{_NUMBER}[/-]{_DATE}(?!\d)"),
    re.compile(rf"/{_YEAR}[/-]([^\W\d_]{{3,10}})[/-]{_DATE}(?!\d)"),
    re.compile(r"/((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[/_-]"),
    re.compile(r"[_-]((?:19|20)\d{2})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"/((?:19|20)\d{2})/(0[1-9]|1[0-2])/"),
]
_HAS_YEAR = re.compile(r"\d{4}|\d[/.-]\d{2}\b")
# Offsets in hours of the abbreviations that English-language papers print.
_ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "BST": 1, "CET": 1, "CEST": 2, "MSK": 3, "IST": 5.5, "JST": 9,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_PLACED = {"ET": "America/New_York", "CT": "America/Chicago", "PT": "America/Los_Angeles"}


class Moment(NamedTuple):
    """A point in time, UTC, and its precision: minute, day or month."""

    at: datetime
    precision: str


@lru_cache(maxsize=4096)
def parse_date(
    raw: str, zone: str = "UTC", near: date | None = None, day_first: bool | None = None
) -> Moment | None:
    """The moment that `raw` names, or None where it names none.

    zone: IANA name for times printed without one. near: the night's day, which gives a date
    without a year the year that puts it last before that day. day_first: of a date in figures that
    can be read in either order, where `date_figures.puts_day_first` knows it.

    >>> parse_date("2016-12-29")
    Moment(at=datetime.datetime(2016, 12, 29, 0, 0, tzinfo=datetime.timezone.utc), precision='day')
    >>> parse_date("Dec. 29, 2016 2:05 p.m. ET").at.isoformat()
    '2016-12-29T19:05:00+00:00'
    >>> parse_date("Dec 29", near=date(2017, 1, 2)).at.date().isoformat()
    '2016-12-29'
    >>> parse_date("05/11/2026"), parse_date("05/11/2026", day_first=True).at.date().isoformat()
    (None, '2026-11-05')
    >>> parse_date("no date at all") is None
    True
    """
    raw = in_order(_usual(" ".join(raw.split())[:_LONGEST], near), day_first)
    local = _zone(zone)
    for reader in (_iso, _mail, _digits, _written, _any):
        moment = reader(raw, local, near)
        if moment is not None:
            return moment
    return None


def in_address(url: str) -> str | None:
    """The day, or else the month, that the path of a web address holds, as ISO 8601, or None.

    >>> in_address("https://post.example/2026/nov/8/ferry"), in_address("https://post.example/2026/11/ferry")
    ('2026-11-08', '2026-11')
    >>> in_address("https://post.example/ferry-20261118?from=2026-11-18") is None
    True
    """
    path = url.partition("?")[0].partition("#")[0]
    for form in _ADDRESSED:
        for found in form.finditer(path):
            year, month, *day = found.groups()
            month = month if month.isdigit() else _MONTHS.get(month.lower())
            if month:
                return "-".join([year, *(part.zfill(2) for part in (month, *day))])
    return None


def _usual(raw: str, near: date | None) -> str:
    """Clocks behind the day, and years in full where a month's name shows which figure is the year.

    >>> _usual("19-Nov-26", None), _usual("8:15 PM ET, Thu November 19, 2026", None)
    ('19 Nov 2026', 'Thu November 19, 2026 8:15 PM ET')
    """
    found = _SHEET.match(raw)
    if found and found[3].lower() in _MONTHS:
        return f"{found[1]} {found[3]} {_century(int(found[4]), near)}{found[5]}"
    found = _BROADCAST.match(raw)
    if found:
        return f"{found[4]} {found[1]}:{found[2]} {found[3]}"
    found = _CLOCK_FIRST.match(raw)
    return f"{found['date']} {found['clock']}" if found else raw


def _century(year: int, near: date | None) -> int:
    """The last year with these two figures that is not after `near`, or as POSIX reads them."""
    if near is None:
        return year + (2000 if year < 69 else 1900)
    latest = near.year + (near.month == 12)  # the night may be two days behind the paper
    return latest - (latest - year) % 100


def believable(at: datetime, day: date | None) -> bool:
    """Whether a story may have been published then: from 1800 to two days past the night.

    >>> believable(datetime(2031, 1, 5, tzinfo=UTC), date(2031, 1, 1))
    False
    """
    if at < _EARLIEST:
        return False
    return day is None or at < datetime(day.year, day.month, day.day, tzinfo=UTC) + (
        _AHEAD + timedelta(days=1)
    )


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def _moment(at: datetime, precision: str, local: tzinfo) -> Moment | None:
    try:
        at = at if at.tzinfo else at.replace(tzinfo=UTC if precision != "minute" else local)
        return Moment(at.astimezone(UTC).replace(microsecond=0), precision)
    except OverflowError:
        return None


def _iso(raw: str, local: tzinfo, _near: date | None) -> Moment | None:
    month = _ISO_MONTH.match(raw)
    try:
        if month:
            return _moment(datetime(int(month[1]), int(month[2]), 1), "month", local)
        at = datetime.fromisoformat(raw)
        return _moment(at, _exactness(at, raw) if len(raw) > 10 else "day", local)
    except ValueError:
        return None


def _exactness(at: datetime, raw: str) -> str:
    """Midnight written to the second, in UTC or nowhere, is a day that a program gave a clock."""
    written = "00:00:00" in raw or raw.endswith("000000")
    return "day" if written and at.time() == time() and not at.utcoffset() else "minute"


def _mail(raw: str, local: tzinfo, _near: date | None) -> Moment | None:
    if not _MAILED.match(raw):
        return None  # the reader itself would take "2:05 PM" for five past two at night
    try:
        at = parsedate_to_datetime(raw)
        return _moment(at, _exactness(at, raw), local)
    except (ValueError, TypeError, OverflowError):
        return None


def _digits(raw: str, local: tzinfo, _near: date | None) -> Moment | None:
    """Unix seconds, a spreadsheet's days, a moment as fourteen figures, and the date of a post from Twitter."""
    if at := sheet_moment(raw):
        return _moment(at, "minute" if at.time() != time() else "day", local)
    seconds = _SECONDS.match(raw)
    if seconds:
        return _moment(datetime.fromtimestamp(int(seconds[1]), UTC), "minute", local)
    form = "%Y%m%d%H%M%S" if _DIGITS.match(raw) else "%a %b %d %H:%M:%S %z %Y"
    if not (_DIGITS.match(raw) or _POSTED.match(raw)):
        return None
    try:
        at = datetime.strptime(raw, form)
    except ValueError:
        return None
    return _moment(at if at.tzinfo else at.replace(tzinfo=UTC), _exactness(at, raw), local)


def _written(raw: str, local: tzinfo, near: date | None) -> Moment | None:
    found = _WRITTEN.match(raw)
    name = (found["month"] or found["month2"]).lower() if found else ""
    if not found or name not in _MONTHS or not (found["year"] or near):
        return None
    try:
        at = datetime(
            int(found["year"] or near.year if near else found["year"]),
            int(_MONTHS[name]),
            int(found["day"] or found["day2"]),
        )
    except ValueError:
        return None
    if not found["year"] and not believable(at.replace(tzinfo=UTC), near):
        at = at.replace(year=at.year - 1, day=min(at.day, 28) if at.month == 2 else at.day)
    if not found["hour"]:
        return _moment(at, "day", local)
    return _clock(at, found, local)


def _clock(at: datetime, found: re.Match[str], local: tzinfo) -> Moment | None:
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    name = (found["zone"] or "").upper()
    if hour > 23 or int(found["minute"]) > 59:
        return _moment(at, "day", local)
    at = at.replace(hour=hour, minute=int(found["minute"]))
    if name in _ZONES:
        return _moment((at - timedelta(hours=_ZONES[name])).replace(tzinfo=UTC), "minute", local)
    return _moment(
        at.replace(tzinfo=_zone(_PLACED[name]) if name in _PLACED else local), "minute", local
    )


def _any(raw: str, local: tzinfo, near: date | None) -> Moment | None:
    if not _HAS_YEAR.search(raw) or in_either_order(raw):
        return None
    from dateparser.date import DateDataParser  # 0.4 s to import, and few nights need it

    settings = {
        "REQUIRE_PARTS": ["month", "year"],
        "PREFER_DAY_OF_MONTH": "first",
        "RETURN_TIME_AS_PERIOD": True,
        "RELATIVE_BASE": datetime(near.year, near.month, near.day)
        if near
        else datetime(2000, 1, 1),
        "PARSERS": ["absolute-time", "custom-formats"],
    }
    parser = DateDataParser(languages=["en", "fr", "de", "es", "it", "pt", "nl"], settings=settings)
    data = parser.get_date_data(raw)
    if data.date_obj is None or str(data.date_obj.year % 100).zfill(2) not in raw:
        return None  # a year that is not written was guessed
    precision = {"time": "minute", "day": "day", "month": "month"}.get(data.period or "", "")
    return _moment(data.date_obj, precision, local) if precision else None
