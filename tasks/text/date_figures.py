"""Dates in figures alone: which of two stands for the day, and a spreadsheet's count of days."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)(.*)$")
# 3/4/2016 is March in one country and April in the next: neither is believed by itself.
_EITHER_ORDER = re.compile(
    r"(?!0?(\d{1,2})[/.-]0?\1[/.-])(?:0?\d|1[0-2])[/.-](?:0?\d|1[0-2])[/.-]\d"
)
# Days since 30 December 1899, with the hours as a fraction: 1954 to 2064.
_SHEET = re.compile(r"[2-5]\d{4}(?:\.\d{1,17})?$")
_SHEETS_BEGIN = datetime(1899, 12, 30)


def in_either_order(raw: str) -> bool:
    """Whether a date in figures may put its day or its month first.

    >>> in_either_order("05/11/2026"), in_either_order("13/11/2026"), in_either_order("5.5.2026")
    (True, False, False)
    """
    return bool(_EITHER_ORDER.match(raw.strip()))


def puts_day_first(written: Iterable[str]) -> bool | None:
    """Whether dates of one hand put the day first, as those show that can be read in one order only.

    None where none shows it, or where two differ. Years of two figures show nothing.

    >>> puts_day_first(["05/11/2026", "13/11/2026"]), puts_day_first(["11/13/2026 8:15 PM"])
    (True, False)
    >>> puts_day_first(["05/11/2026"]) is puts_day_first(["13/11/2026", "11/13/2026"]) is None
    True
    """
    found = filter(None, (_FIGURES.match(raw.strip()) for raw in written))
    figures = [(int(each[1]), int(each[3])) for each in found]
    shown = {one > 12 for one, other in figures if min(one, other) <= 12 < max(one, other) <= 31}
    return shown.pop() if len(shown) == 1 else None


def in_order(raw: str, day_first: bool | None) -> str:
    """A date in figures that can be read in either order as ISO 8601, where the order is known; else as it is.

    >>> in_order("05/11/2026 8:15 PM", True), in_order("5.11.2026", False), in_order("5/11/26", True)
    ('2026-11-05 8:15 PM', '2026-05-11', '5/11/26')
    """
    found = _FIGURES.match(raw)
    if day_first is None or not found or not in_either_order(raw):
        return raw
    day, month = (found[1], found[3]) if day_first else (found[3], found[1])
    return f"{found[4]}-{month:0>2}-{day:0>2}{found[5]}"


def sheet_moment(raw: str) -> datetime | None:
    """The moment that a spreadsheet keeps as a number of days, to the minute; None for other text.

    >>> sheet_moment("46331.6041666667")
    datetime.datetime(2026, 11, 5, 14, 30)
    """
    if not _SHEET.match(raw):
        return None
    return _SHEETS_BEGIN + timedelta(minutes=round(float(raw) * 24 * 60))
