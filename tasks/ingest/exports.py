"""Nexis and Factiva exports: one text of many documents, cut apart and counted.

What is known of the layouts: LexisNexis headed each document "3 of 25 DOCUMENTS"; Nexis Uni opens
with a list "Documents (25)" and closes each with "End of Document"; Factiva closes each with its
accession number, "Document GRDN000020170105ed1500001", and may end with "Results found 25".
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tasks.errors import UnreadableError

Row = dict[str, str]

# The services give a few hundred at once.
MAX_DOCUMENTS = 20_000
# Blanks of a line, never of the lines below: over a page of empty lines that would cost its square.
LEXIS = re.compile(r"^[^\S\n]*(\d+) of (\d+) DOCUMENTS[^\S\n]*$", re.M)
NEXIS_END = re.compile(r"^[^\S\n]*End of Document[^\S\n]*$", re.M)
NEXIS_LIST = re.compile(r"^[^\S\n]*Documents \((\d+)\)[^\S\n]*$", re.M)
NEXIS_COVER = re.compile(
    r"^\s*+(?:User Name|Date and Time|Job Number|Client/Matter|Search\b[\w ]{0,20}) ?:"
)
FACTIVA_END = re.compile(r"^[^\S\n]*(?:AN\s+)?Document ([A-Za-z0-9]{16,40})[^\S\n]*$", re.M)
FACTIVA_COUNT = re.compile(r"^[^\S\n]*Results found[\s:]+(\d+)[^\S\n]*$", re.M | re.I)

FIELD = re.compile(r"^[^\S\n]*(byline|section|length|dateline|load-date|language|publication-type|graphic|headline|url|document-type|journal code|series|correction)\s*:\s*(.*)$", re.I)  # fmt: skip
DATE = re.compile(
    r"^\s*(?:\w+day,?\s+)?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s+\d{1,2}(?:,|\s)\s*\d{4}|"
    r"\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s+\d{4})\b.*$", re.I,
)  # fmt: skip
COPYRIGHT = re.compile(r"^[^\S\n]*(?:copyright\b|\(c\)|©)", re.I)
FACTIVA_CODES = {
    "HD": "title", "BY": "byline", "PD": "published", "ET": "time", "SN": "source", "LA": "language",
    "LP": "body", "TD": "body", "AN": "id", "WC": "words", "SE": "section", "CY": "copyright",
}  # fmt: skip


class Export(NamedTuple):
    """Documents found in an export, and how many it declares (None: it does not say)."""

    rows: list[Row]
    declared: int | None


def documents(text: str) -> list[Row] | None:
    """The documents of an export as rows; None where the text is no export.

    UnreadableError where the export declares another number of documents than it holds.
    """
    for found, split in ((LEXIS, _lexis), (NEXIS_END, _nexis), (FACTIVA_END, _factiva)):
        if found.search(text):
            if sum(1 for _ in found.finditer(text)) > MAX_DOCUMENTS:
                raise UnreadableError(f"the export holds more than {MAX_DOCUMENTS} documents")
            rows, declared = split(text)
            if declared not in (None, len(rows)):
                raise UnreadableError(
                    f"the export declares {declared} documents and holds {len(rows)}"
                )
            return rows
    if declared := _cover(text):
        raise UnreadableError(f"the export declares {declared} documents and holds 0")
    return None


def _cover(text: str) -> int | None:
    """How many documents a Nexis Uni cover page declares, where a text opens with one.

    >>> _cover("Job Number: 7\\nDocuments (3)\\n\\n1. Rain\\n")
    3
    >>> _cover("The inquiry published its papers.\\nDocuments (3)\\n1. A letter\\n")
    """
    declared = NEXIS_LIST.search(text)
    if not declared or not re.match(r"\s*+\d+\. \S", text[declared.end() : declared.end() + 1000]):
        return None
    before = [line for line in text[: declared.start()].split("\n") if line.strip()]
    is_cover = all(NEXIS_COVER.match(line) or DATE.match(line) for line in before)
    return int(declared.group(1)) if is_cover else None


def _lexis(text: str) -> Export:
    heads = list(LEXIS.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    rows = [_headed(text[head.end() : end]) for head, end in zip(heads, ends, strict=True)]
    return Export(rows, max(int(head.group(2)) for head in heads))


def _headed(text: str) -> Row:
    """An old LexisNexis document: outlet, date, headline, `NAME: value` lines, text, the same again."""
    lines = [line.strip() for line in text.strip().split("\n")]
    row: Row = {}
    body: list[str] = []
    heads: list[str] = []
    for line in lines:
        if field := FIELD.match(line):
            _set(row, field.group(1), field.group(2))
        elif COPYRIGHT.match(line):
            continue
        elif not row:
            heads.append(line)
        else:
            body.append(line)
    heads = [line for line in heads if line]
    dates = [line for line in heads if DATE.match(line)]
    titles = [line for line in heads[1:] if line not in dates]
    row |= {"source": heads[0] if heads else "", "published": dates[0] if dates else ""}
    return row | {"title": row.get("title") or " ".join(titles), "body": _unwrapped(body)}


def _nexis(text: str) -> Export:
    declared = NEXIS_LIST.search(text)
    parts = NEXIS_END.split(text)[:-1]
    if declared and parts:
        parts[0] = _after_list(parts[0], declared)
    return Export(
        [_with_body(part) for part in parts], int(declared.group(1)) if declared else None
    )


def _after_list(text: str, declared: re.Match[str]) -> str:
    """The first document: what follows the numbered list of titles."""
    listed = list(re.finditer(r"^[^\S\n]*\d+\. .*$|^[^\S\n]*(?:Client/Matter|Search Terms|Search Type|Narrowed by|Content Type|News).*$", text, re.M))  # fmt: skip
    return text[listed[-1].end() if listed else declared.end() :]


def _with_body(text: str) -> Row:
    """A Nexis Uni document: title, outlet, date, copyright, `Name: value` lines, Body, text."""
    head, _, body = (
        re.split(r"^[^\S\n]*(Body)[^\S\n]*$", text, maxsplit=1, flags=re.M)
        if _has_body(text)
        else (text, "", "")
    )
    lines = [line.strip() for line in head.split("\n") if line.strip()]
    row: Row = {}
    plain = [line for line in lines if not _taken(line, row) and not COPYRIGHT.match(line)]
    dates = [line for line in plain if DATE.match(line)]
    names = [line for line in plain if line not in dates]
    kept = [
        line
        for line in body.split("\n")
        if not _taken(line, row) and line.strip() not in ("Graphic", "Classification")
    ]
    source = names[1] if len(names) > 1 else ""
    return row | {
        "title": names[0] if names else "",
        "source": source,
        "published": dates[0] if dates else "",
        "body": "\n".join(kept).strip(),
    }


def _has_body(text: str) -> bool:
    return re.search(r"^[^\S\n]*Body[^\S\n]*$", text, re.M) is not None


def _taken(line: str, row: Row) -> bool:
    """Whether a line is `Name: value`; its value goes into the row."""
    field = FIELD.match(line)
    if field:
        _set(row, field.group(1), field.group(2))
    return field is not None


def _set(row: Row, name: str, value: str) -> None:
    names = {"headline": "title"}
    row.setdefault(names.get(name.lower(), name.lower().replace(" ", "_")), value.strip())


def _factiva(text: str) -> Export:
    ends = list(FACTIVA_END.finditer(text))
    starts = [0, *(end.end() for end in ends[:-1])]
    count = FACTIVA_COUNT.search(text)
    split: Callable[[str], Row] = _coded if re.search(r"^HD\s", text, re.M) else _plain
    rows = [
        {**split(text[start : end.start()]), "id": end.group(1)}
        for start, end in zip(starts, ends, strict=True)
    ]
    return Export(rows, int(count.group(1)) if count else None)


def _coded(text: str) -> Row:
    """A Factiva document with two-letter codes at the head of each field."""
    row: Row = {}
    name = ""
    for line in text.split("\n"):
        code, _, rest = line.partition(" ") if line[2:3] != "\t" else line.partition("\t")
        if code in FACTIVA_CODES or (len(code) == 2 and code.isupper() and rest[:1] in (" ", "\t")):
            name, line = FACTIVA_CODES.get(code, code), rest
        if name:
            row[name] = (row.get(name, "") + "\n" + line.strip()).strip()
    return row


def _plain(text: str) -> Row:
    """A Factiva document without codes: title, byline, words, date, outlet, code, language."""
    lines = [line.strip() for line in text.strip().split("\n")]
    at = next(
        (place for place, line in enumerate(lines) if re.fullmatch(r"[\d,]+ words", line)), None
    )
    if at is None:
        return {"title": lines[0] if lines else "", "body": "\n".join(lines[1:]).strip()}
    heads = [line for line in lines[:at] if line]
    facts = [line for line in lines[at + 1 : at + 9] if line]
    end = next((place for place in range(at, len(lines)) if COPYRIGHT.match(lines[place])), at + 3)
    date = next((place for place, line in enumerate(facts) if DATE.match(line)), 0)
    bylines = [line for line in heads[1:] if line.lower().startswith("by ")]
    times = [line for line in facts[date + 1 : date + 2] if re.fullmatch(r"\d{1,2}:\d{2}", line)]
    return {
        "title": heads[0] if heads else "",
        "byline": bylines[0] if bylines else "",
        "published": " ".join(facts[date : date + 1] + times),
        "source": next(iter(facts[date + 1 + len(times) :]), ""),
        "body": "\n".join(lines[end + 1 :]).strip(),
    }


def _unwrapped(lines: list[str]) -> str:
    """Paragraphs of lines that were wrapped at eighty columns: an empty line parts them."""
    return "\n\n".join(_paragraphs(lines))


def _paragraphs(lines: list[str]) -> Iterator[str]:
    kept: list[str] = []
    for line in [*lines, ""]:
        if line:
            kept.append(line)
        elif kept:
            yield " ".join(kept)
            kept = []
