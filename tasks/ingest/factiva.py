"""Factiva exports: one text, cut into documents.

Each document is closed by its accession number, "Document GRDN000020170105ed1500001", and a search
summary may end with "Results found 25". At its head stand the section, the headline and the byline,
then "345 words", the date, the outlet and its rights; or each field behind a code of two letters
("HD", "BY", "PD" …), parted by blanks, a tab or a table's cells, or on a line of its own.
"""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from tasks.errors import UnreadableError
from tasks.ingest.export_lines import (
    COPYRIGHT,
    DATE,
    FOOTER,
    MAX_DOCUMENTS,
    Export,
    Facts,
    Row,
    filled,
    found,
    put,
    row_of,
    without_footers,
)

# In German and Spanish too. After the code AN a number is one, however short.
END = re.compile(
    r"^[^\S\n]*(?:AN\b[\s|]*+Do[ck]umento? (?P<coded>[A-Za-z0-9]{8,40})|Do[ck]umento? (?P<plain>[A-Za-z0-9]{16,40}))[^\S\n]*\|?[^\S\n]*$",
    re.M,
)
COUNT = re.compile(r"^[^\S\n]*Results found[\s:|]+(\d+)[^\S\n|]*$", re.M | re.I)
SUMMARY = re.compile(r"^[^\S\n]*(?:Search Summary|Results found\b.*)[^\S\n|]*$", re.M | re.I)
LENGTH = re.compile(r"[\d,.]+ (?:words|Wörter|mots|palabras|parole|palavras|woorden)", re.I)
BYLINE = re.compile(r"(?:by|von|par|por|door) ", re.I)
CLOCK = re.compile(r"\d{1,2}:\d{2}(?: [A-Z]{2,4})?")
# What may stand between the outlet and the text where no copyright line ends the head: the
# outlet's code, a page, a language.
SHORT_FACT = re.compile(r"[A-Z0-9]{1,10}|English|German|Deutsch|French|Français|Spanish|Español")
HEAD_LINES = 12
NAME_WORDS = frozenset(("and", "in", "for", "of", "at", "with", "de", "von", "van", "der", "und", "et", "y"))  # fmt: skip

HEAD_CODES = {
    "SE": "section", "HD": "title", "BY": "byline", "CR": "credit", "WC": "words", "PD": "published",
    "ET": "time", "SN": "source", "SC": "source_code", "ED": "edition", "PG": "page", "VOL": "volume",
    "LA": "language", "CY": "copyright", "CX": "correction",
}  # fmt: skip
BODY_CODES = {"LP": "body", "TD": "body"}
TAIL_CODES = {
    "ART": "graphic", "CT": "contact", "RF": "reference", "CO": "companies", "IN": "industries",
    "NS": "subjects", "RE": "regions", "IPC": "codes", "IPD": "descriptors", "PUB": "owner",
    "AN": "id", "CLM": "column", "DJIC": "dow_jones_codes",
}  # fmt: skip
CODES = HEAD_CODES | BODY_CODES | TAIL_CODES
_TWO = "|".join(code for code in CODES if len(code) == 2)
_MORE = "|".join(code for code in CODES if len(code) > 2)
_ANY = f"({_TWO}|{_MORE})"
# A story's line may well begin with "IN": behind one blank a list of subjects has to look like one.
_SURE = "|".join(code for code in CODES if code not in ("CO", "IN", "NS", "RE", "CT", "RF"))
# How a code is parted from its field: a tab, a cell's border, nothing, blanks. One export has one way.
STYLES = [
    re.compile(rf"\s*{_ANY}[^\S\n]*\t(.*)"),
    re.compile(rf"\s*{_ANY}[^\S\n]*\|(.*)"),
    re.compile(rf"\s*{_ANY}\s*()"),
    re.compile(rf"\s*((?:{_TWO})(?=[ \xa0]{{2}})|{_MORE})[ \xa0]+(.*)"),
    re.compile(rf"\s*({_SURE}|(?:CO|IN|NS|RE)(?=[ \xa0]\S+ : ))[ \xa0](.*)"),
]
ALONE = STYLES[2]


def factiva(text: str, bold: frozenset[str] = frozenset()) -> Export | None:
    """The documents of a Factiva export; None where the text is none.

    bold: lines that the markup sets as a headline.
    """
    ends = found(END, text)
    if not ends:
        return None
    style = _style(text)
    starts = [0, *(end.end() for end in ends[:-1])]
    rows = []
    for start, end in zip(starts, ends, strict=True):
        rows += _documents(text[start : end.start()], style, bold)
        rows[-1]["id"] = end["coded"] or end["plain"]
    tail = text[ends[-1].end() :]
    summary = SUMMARY.search(tail)
    rest = without_footers(tail[: summary.start()] if summary else tail)
    if summary and rest and any(_lengths(rest.split("\n"))):
        # Whole, or no summary would follow; only its last line is missing.
        rows += _documents(rest, style, bold)
        rest = ""
    count = COUNT.search(tail)
    return Export(rows, int(count.group(1)) if count else None, rest)


def _style(text: str) -> re.Pattern[str] | None:
    """How the first headline's code is parted from it; None where the export has no codes."""
    line = re.search(r"^[^\S\n]*HD(?![^\W_]).*$", text, re.M)
    return next((style for style in STYLES if line and style.fullmatch(line.group())), None)


def _documents(text: str, style: re.Pattern[str] | None, bold: frozenset[str]) -> list[Row]:
    """The documents up to one accession number: more than one where such a line is missing."""
    lines = text.split("\n")
    starts = list(
        islice(_headlines(lines, style) if style else _openings(lines, bold), MAX_DOCUMENTS + 1)
    )
    bounds = [0, *starts[1:], len(lines)]
    pieces = [lines[start:end] for start, end in pairwise(bounds)]
    return [_coded(piece, style) if style else _plain(piece, bold) for piece in pieces]


def _headlines(lines: list[str], style: re.Pattern[str]) -> Iterator[int]:
    """Where each document with codes begins: at its section, else at its headline."""
    section, met = None, 0
    for at, line in enumerate(lines):
        code, _ = _field(line, style)
        if code == "SE":
            section = at
        met += code == "HD"
        if met > MAX_DOCUMENTS:
            raise UnreadableError(f"the export holds more than {MAX_DOCUMENTS} documents")
        near = lines[at + 1 : at + 1 + HEAD_LINES] if code == "HD" else []
        if any(_field(other, style)[0] in ("WC", "PD") for other in near):
            yield at if section is None else section
            section = None


def _field(line: str, style: re.Pattern[str]) -> tuple[str, str]:
    """The code that a line begins with, and what follows it; a text may begin below its code."""
    if field := style.fullmatch(line):
        return field[1], field[2]
    alone = ALONE.fullmatch(line)
    return (alone[1], "") if alone and alone[1] in BODY_CODES else ("", line)


def _coded(lines: list[str], style: re.Pattern[str]) -> Row:
    """A document with a code at the head of each field."""
    fields: dict[str, list[str]] = {}
    name, told = "before", HEAD_CODES | BODY_CODES
    for line in lines:
        code, value = _field(line, style)
        if code in told:
            name, line = CODES[code], value.strip()
            # Behind the text only the codes that Factiva sets there are any.
            told = told if code in HEAD_CODES else BODY_CODES | TAIL_CODES
            if not line:
                continue
        fields.setdefault(name, []).append(line.strip().removesuffix("|").strip())
    body = "\n".join(fields.pop("body", [])).strip()
    row = {name: " ".join(filled(values)) for name, values in fields.items()}
    published = f"{row.get('published', '')} {row.pop('time', '')}".strip()
    return row | {"published": published, "body": body}


def _lengths(lines: list[str]) -> Iterator[int]:
    """The places of the lines that say how long a document is, each above its date."""
    for at, line in enumerate(lines):
        if LENGTH.fullmatch(line.strip()):
            below = filled(lines[at + 1 : at + 4])
            if below and DATE.match(below[0]):
                yield at


def _openings(lines: list[str], bold: frozenset[str]) -> Iterator[int]:
    """Where each document without codes begins: at its headline."""
    for at in _lengths(lines):
        # Upwards; a blank line may stand between any two.
        above = [place for place in range(at - 1, max(at - 7, -1), -1) if lines[place].strip()][:3]
        marked = [place for place in above if lines[place].strip() in bold]
        signed = above[1:] if above and BYLINE.match(lines[above[0]].strip()) else []
        yield [*marked, *signed, *above, at][0]


def _plain(lines: list[str], bold: frozenset[str]) -> Row:
    """A document without codes: section, title, byline, words, date, outlet, code, language."""
    at = next((at for at, line in enumerate(lines) if LENGTH.fullmatch(line.strip())), None)
    if at is None:
        title, _, body = "\n".join(lines).strip().partition("\n")
        return {"title": title.strip(), "body": body.strip()}
    heads = [line for line in filled(lines[:at]) if not FOOTER.match(line)]
    below = [place for place in range(at + 1, len(lines)) if lines[place].strip()][:HEAD_LINES]
    facts = [lines[place].strip() for place in below]
    first = next((place for place, line in enumerate(facts[:3]) if DATE.match(line)), 0)
    times = [line for line in facts[first + 1 : first + 2] if CLOCK.fullmatch(line)]
    outlet = first + 1 + len(times)
    last = _last_fact(facts, outlet)
    named = _named(heads, bold)
    put(named, "facts", "\n".join(facts[:first] + facts[outlet + 1 : last + 1]))
    return row_of(named) | {
        "published": " ".join(facts[first : first + 1] + times),
        "source": "".join(facts[outlet : outlet + 1]),
        "words": lines[at].strip(),
        "body": "\n".join(lines[below[last] + 1 :] if below else []).strip(),
    }


def _last_fact(facts: list[str], outlet: int) -> int:
    """Which line is the last before the text: the copyright, else a code, a page or a language."""
    # A story may end with rights of its own, and be short.
    facts = facts[: next((at for at, line in enumerate(facts) if _is_prose(line)), len(facts))]
    rights = (place for place, line in enumerate(facts) if COPYRIGHT.match(line))
    if (found := next(rights, None)) is not None:
        more = facts[found + 1 : found + 2]
        return found + bool(more and COPYRIGHT.match(more[0]))
    last = max(min(outlet, len(facts) - 1), 0)
    while last + 1 < len(facts) and SHORT_FACT.fullmatch(facts[last + 1]):
        last += 1
    return last


def _is_prose(line: str) -> bool:
    return len(line.split()) > 8 and not COPYRIGHT.match(line)


def _named(heads: list[str], bold: frozenset[str]) -> Facts:
    """Which of the lines above the length is the headline; every other one is kept under a name.

    >>> _named(["U.S. News", "Ferry runs aground", "By Ann Bell"], frozenset())
    {'title': ['Ferry runs aground'], 'section': ['U.S. News'], 'byline': ['By Ann Bell']}
    """
    signed = [at for at, line in enumerate(heads) if BYLINE.match(line)][-1:]
    marked = [at for at, line in enumerate(heads) if line in bold and at not in signed][-1:]
    title = len(heads) - 1
    if marked:
        title = marked[0]
    elif signed and len(heads) > 1:
        title = signed[0] - 1 if signed[0] else 1
    elif len(heads) > 1 and _is_name(heads[-1], heads[-2]):
        title, signed = title - 1, [title]
    facts: Facts = {"title": heads[title:][:1]}
    for at, line in enumerate(heads):
        if at in signed and at != title:
            put(facts, "byline", line)
        elif at != title:
            short = at == title - 1 and len(line.split()) <= 6 and line[-1] not in ".!?"
            put(facts, "section" if short else "before" if at < title else "credit", line)
    return facts


def _is_name(line: str, above: str) -> bool:
    """Whether a line below what may be a headline is its author: a few names, and shorter.

    >>> [_is_name("Ann Bell in Paris", "Ferry runs aground off Low Island"), _is_name("Ferry runs aground", "U.S. News")]
    [True, False]
    """
    words, others = line.split(), above.split()
    less = len(words) < len(others) or (len(others) > 3 and not _are_names(others))
    return _are_names(words) and 2 <= len(words) <= 8 and less


def _are_names(words: list[str]) -> bool:
    return all(word[:1].isupper() or word in NAME_WORDS for word in words)
