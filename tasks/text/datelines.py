"""Datelines: the place, agency and date that open a story, and date stamps standing alone.

`BEIRUT: …`, `FERGUSON, Mo. — …`, `LONDON, Dec 29 (Reuters) - …`, `(CNN) …`, `Madrid | …`;
`date 2016-12-29 …`, `Updated at 2:45 a.m. ET`.
"""

import re
from typing import NamedTuple

from tasks import lexicons
from tasks.text.spans import Span

_CAPS = r"(?:St\. |Mc|Mac)?[A-ZÀ-Þ](?:[A-ZÀ-Þ'’.]|-(?!-))+(?:(?:[ /]|, and | and )(?:de |es |el-|al-)?[A-ZÀ-Þ](?:[A-ZÀ-Þ'’.]|-(?!-))*){0,4}"
_TITLE = r"[A-ZÀ-Þ][\w'’-]+(?:[ /](?:de |of |es )?[A-ZÀ-Þ][\w'’.-]+){0,3}"
_REGION = r",\s(?:[A-Z](?:[\w.'’]|-(?!-))+\.?(?:\s[A-Z][\w.'’-]+){0,2})"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
# Spanish and French desks write months small: "19 nov", "19 de noviembre", "19 déc. 2026".
_NAMES = lexicons.column("months", "name") | lexicons.column("months_short", "name")
_MOIS = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_DAY = rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s(?:{_MONTH}|(?:de )?(?i:{_MOIS})\b\.?))(?:,?\s(?:de )?\d{{4}})?"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_DASH = r"\s*(?:—|–|--+)\s*|\s+[-_]\s+|\s*-\s+(?=[A-Z“\"])"
_FORMS = lexicons.mapping("agencies", "form", "name")
_NAMED = "|".join(sorted(map(re.escape, _FORMS), key=len, reverse=True))

# What a desk changed since it last sent the story: "(Adds comment, background) LIMA, Nov 18 …".
_CHANGED = (
    r"\((?i:adds|updates|recasts|repeats|corrects|refiles|rewrites|clarifies|removes|deletes|"
    r"fixes|changes|new throughout|writes through)\b[^()]{0,200}\)\s"
)

_OPENING = re.compile(
    rf"\s*(?:{_CHANGED})?(?P<place>(?P<city>{_CAPS}|{_TITLE})(?:{_REGION},?)?(?:(?:/|\s(?:&|and)\s)(?:{_CAPS})(?:{_REGION})?)?)?"
    rf"(?:(?:,?\s|(?<!\S))(?P<date>{_DAY}))?"
    # "November 19. /TASS/." and "Nov 19 (Interfax) -"; the German agency writes itself small.
    rf"(?:(?:\.?(?:\s?|--)\(|\.?\s/)(?P<agency>(?:dpa|[A-Z])[\w .'’&/-]{{1,40}}?|dpa)(?:,\s{_DAY})?[)/]"
    rf"|,\s(?P<named>{_NAMED})(?=\s*[—–-]))?"
    # EFE: "MADRID, 19 nov (EFE).- ".
    rf"(?P<mark>(?(agency)\.[-–—]+\s+|(?!))|{_DASH}|\s*:\s+|\s*\|\s+|(?(agency)\.?\s*|(?!))"
    # "ROTTERDAM, 17 November. Pilots …"
    r"|(?(date)\.\s+(?=[A-Z“\"'‘`«])|(?!)))(?=\S)"
)
# A place and its day that are all of a line: "OSTERNA CROWN COURT, Thursday".
_PLACE_LINE = re.compile(
    rf"\s*(?P<place>(?P<city>{_CAPS})(?:{_REGION})?),\s(?P<date>{_DAY}|(?:{_DAYS})(?:,?\s{_DAY})?)\.?\s*$"
)
_MARK_ALONE = re.compile(r"\s*[—–-]+\s*$")
_BEHIND = re.compile(rf"(?P<named>{_NAMED})\.\s+(?=\S)")  # "MOSCOW, November 19 - RIA Novosti. …"
_GETTY = re.compile(rf"(?:{_DAY}|{_MONTH.upper()}\s\d{{1,2}}(?:,?\s\d{{4}})?)\s*:", re.IGNORECASE)
_LABEL = (
    r"(?:date|dated|published|posted|updated|last (?:updated|modified)|first published|created|"
    r"modified|filed|issued|publi[ée]\s+le|mis à jour le)"
)
_WEEKDAY = r"(?:(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?(?:\s|$))"
_CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d{2}){0,2}\s?(?:[aApP]\.?[mM]\.?)?(?:\s?(?:[A-Z]{2,4}|Uhr|[+-]\d{2}:?\d{2})\b)?"
    r"|\d{4}\s(?:GMT|UTC)(?:\s\(\d{4}\s[A-Z]{2,4}\))?)"
)
_FULL_DATE = (
    r"(?:\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?(?:Z|[+-]\d{2}:?\d{2}))?)?"
    rf"|{_WEEKDAY}?(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s\d{{4}})"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2}/\d{1,2}/\d{2}(?=,?\s\d{1,2}:\d))"
)
_WHEN = rf"(?:{_FULL_DATE}(?:,?\s(?:at\s|[|/•·–-]\s)?{_CLOCK}(?![\w:]))?|{_CLOCK},?\s(?:on\s)?{_FULL_DATE})"
_LABELLED = rf"{_LABEL}\b\s*+(?:on|at)?\s*+[:\-–|]?\s*+"
_STAMP = re.compile(
    # "Osterna | Updated: March 2, 2031 08:14 IST", as Indian papers print it.
    rf"\s*+(?:(?P<place>{_TITLE}) [|/•] )?{_LABELLED}(?P<when>{_WHEN})(?:\s*+[|/•·–—-]?\s*+{_LABELLED}{_WHEN})?\s*+[.|:–—-]?\s*+",
    re.I,
)
_WEEKDAY_OR_MONTH = re.compile(rf"{_WEEKDAY}|{_MONTH}\b", re.I)
# Behind it, at most its desk or paper: "March 2, 2031 / 8:15 PM / Harbour News", "…, 12.01am, The Post".
_BARE_STAMP = re.compile(
    rf"\s*(?P<when>{_WHEN})(?:(?:\s[/|]|(?<=[apAP][mM]),)\s[A-Z][\w.]*(?:\s[A-Z][\w.]*){{0,3}})?\s*$"
)
_CLOCK_LINE = re.compile(
    rf"\s*[—–-]?\s*(?:{_LABEL}:?\s+(?:at\s+)?(?=\d)\d{{1,2}}[:.]\d{{2}}|\d{{1,2}}[:.]\d{{2}}(?=\s?[ap]\.?m|\s[A-Z]))"
    rf"\s?(?:[ap]\.?m\.?)?(?:\s?[A-Z]{{2,4}})?(?:,?\s(?:{_WEEKDAY})?(?:{_FULL_DATE}|{_DAY})?)?\s*[:.]?\s*$",
    re.IGNORECASE,
)

_STOPPED = re.compile(r"[A-ZÀ-Þ]{4}\.$")
_LONGEST = 70  # characters that a dateline takes at most
_MARKS = ("(", "|", "—", "–", "--", " - ")
_PLACES = frozenset(place.upper() for place in lexicons.column("dateline_places", "place"))
_NOT_PLACES = lexicons.column("not_places", "word")


class Dateline(NamedTuple):
    """An opening: its span with the mark behind it, and what it says, where it does."""

    span: Span
    place: str | None = None
    agency: str | None = None
    date: str | None = None


def find_dateline(line: str, early: bool = True, alone: bool = False) -> Dateline | None:
    """The dateline that opens `line`, or None.

    early: the line stands among the first of its text, so that a place nobody has heard of may
    be believed where capitals and a dash set it off. alone: no other line of the text opens with
    capitals and a colon, as the turns of a transcript would, so that a colon will do.

    >>> find_dateline("OSTERVIK, Norway (Reuters) - Two ferries met.")
    Dateline(span=Span(start=0, end=28), place='OSTERVIK, Norway', agency='Reuters', date=None)
    >>> find_dateline("OSTERVIK (Coastwire) - Two ferries met.").agency
    'Coastwire'
    >>> find_dateline("UPDATE - Two ferries met.")
    """
    head = line[:_LONGEST]
    # Most lines show none of the marks that a dateline needs: they cost no pattern.
    if not (head[:2].isupper() or any(mark in head for mark in _MARKS)):
        return None
    if early and len(line) < _LONGEST and (day := _PLACE_LINE.match(line)):
        return _with_day(line, day)
    found = _OPENING.match(line)
    if not found or not found.end():
        return None
    place, mark = found["place"], found["mark"].strip()
    agency, end = found["agency"] or found["named"], found.end()
    if agency is None and found["date"] and (behind := _BEHIND.match(line, end)):
        agency, end = behind["named"], behind.end()
    # "OSTERNA, March 2." may end a heading.
    if mark == "." and not agency and not found["date"][0].isdigit():
        return None
    if hanging := _MARK_ALONE.match(line, end):  # the story begins on the next line
        end = hanging.end()
    if agency and agency not in _FORMS and agency.split("/")[0] in _FORMS:
        agency = agency.split("/")[0]
    if agency is not None and agency not in _FORMS and not _may_sign(agency, found["city"], mark):
        return None
    rest = line[end:]
    if agency not in _FORMS and not _place_alone(found["city"], mark, rest, early, alone):
        return None
    name = _FORMS.get(agency, agency) if agency else None
    span = Span(len(line) - len(line.lstrip()), len(line[:end].rstrip()))
    return Dateline(span, _bare(place), name, found["date"])


def _with_day(line: str, found: re.Match[str]) -> Dateline | None:
    """The dateline of a line that is a place and a day, unless it is a label's."""
    if any(map(is_label, found["city"].split())):
        return None
    span = Span(len(line) - len(line.lstrip()), len(line.rstrip()))
    dated = any(map(str.isdigit, found["date"]))  # a weekday alone is no date
    return Dateline(span, found["place"], date=found["date"] if dated else None)


def _bare(place: str | None) -> str | None:
    """A place without the marks before its date: Interfax writes "MOSCOW. Nov 19", others a comma."""
    place = place.rstrip(",") if place else place
    return place[:-1] if place and _STOPPED.search(place) else place


def _may_sign(name: str, city: str | None, mark: str) -> bool:
    """Whether a name in brackets may be an agency that no list has: `LINDHAVEN (Northwire) -`."""
    timed = _WEEKDAY_OR_MONTH.match(name)
    return bool(
        city and city.isupper() and mark and mark != ":" and len(name.split()) <= 3 and not timed
    )


def _place_alone(city: str | None, mark: str, rest: str, early: bool, alone: bool) -> bool:
    """Whether a place and its mark, with no agency, are a dateline."""
    if (
        not city
        or not mark
        or _GETTY.match(rest)
        or not (rest[0].isupper() or rest[0] in "“\"‘'`«(")
    ):
        return False
    known = any(part.strip().upper() in _PLACES for part in city.split("/"))
    words = city.replace("/", " ").split()
    unlabelled = len(city) > 3 and not any(map(is_label, words))
    if mark == ":":
        prose = len(words) <= 3 and len(rest) > _LONGEST and not rest.isupper()
        return early and city.isupper() and (known or (alone and unlabelled and prose))
    if not city.isupper() or mark == "|":
        return known and early
    return known or (early and unlabelled)


def is_label(word: str) -> bool:
    """Whether a word in capitals opens lines as a label, not as a place or a speaker.

    >>> is_label("UPDATE:")
    True
    """
    return word.strip(".,:'’") in _NOT_PLACES


def find_stamp(line: str) -> Dateline | None:
    """The date stamp that opens `line` or is the whole of it, or None; `date` is as printed.

    >>> find_stamp(" date 2031-03-02 Crowds at the quay.").date
    '2031-03-02'
    >>> find_stamp("Monday, March 3, 2031 10:15 am GMT").date
    'Monday, March 3, 2031 10:15 am GMT'
    """
    found = _STAMP.match(line) or _BARE_STAMP.match(line)
    if found:
        start = len(line) - len(line.lstrip())
        place = found.groupdict().get("place") or ""
        known = place in lexicons.column("places", "place") or place.upper() in _PLACES
        end = len(line[: found.end()].rstrip())
        return Dateline(Span(start, end), place if known else None, date=found["when"])
    if len(line) < 60 and _CLOCK_LINE.match(line):
        return Dateline(Span(len(line) - len(line.lstrip()), len(line.rstrip())))
    return None
