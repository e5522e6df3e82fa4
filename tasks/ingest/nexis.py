"""LexisNexis and Nexis Uni exports: one text, cut into documents.

LexisNexis headed each document "3 of 25 DOCUMENTS" ("1 of 1 DOCUMENT" where it is alone), then the
outlet and the date, an edition at times, the headline, and `NAME: value` fields before and after
the text. Nexis Uni opens with a list "Documents (25)" and closes each with "End of Document".
"""

import re
from collections.abc import Iterator
from itertools import islice

from tasks.ingest.export_lines import (
    COPYRIGHT,
    DATE,
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

# Blanks of a line, never of the lines below: over a page of empty lines that would cost its square.
LEXIS = re.compile(r"^[^\S\n]*(\d+) of (\d+) DOCUMENTS?[^\S\n]*$", re.M)
LEXIS_OTHER = re.compile(r"^[^\S\n]*Document (\d+) of (\d+)[^\S\n]*$", re.M)
LEXIS_LENGTH = re.compile(r"^[^\S\n]*LENGTH: *\d+ words", re.M)
END = re.compile(r"^[^\S\n]*End of Document[^\S\n]*$", re.M)
LIST = re.compile(r"^[^\S\n]*Documents \((\d+)\)[^\S\n]*$", re.M)
LISTED = re.compile(
    r"^[^\S\n]*\d+\. .*$|^[^\S\n]*(?:Client/Matter|Search Terms|Search Type|Narrowed by|Content Type|News(?:  |\t|$)).*$",
    re.M,
)
COVER = re.compile(
    r"^\s*+(?:User Name|Date and Time|Job Number|Client/Matter|Search\b[\w ]{0,20}) ?:"
)
BODY = re.compile(r"^[^\S\n]*Body[^\S\n]*$", re.M)
CLASSIFICATION = re.compile(r"^[^\S\n]*Classification[^\S\n]*$", re.M)
BODY_OR_LOADED = re.compile(r"^[^\S\n]*(Body[^\S\n]*$|Load-Date:.*$)", re.M)
LOADED = re.compile(r"^[^\S\n]*(Load-Date):(.*)$", re.M)
_NAMES = "byline|section|length|dateline|load-date|language|publication-type|graphic|headline|url|document-type|journal code|series|correction|highlight|edition"
_CLASSES = "subject|organization|geographic|person|company|ticker|industry|city|state|country|correction-date|category|distribution|acc-no|pub-type"
FIELD = re.compile(rf"^[^\S\n]*({_NAMES})[^\S\n]*:[^\S\n]*(.*)$", re.I | re.M)
CLASS = re.compile(rf"^[^\S\n]*({_NAMES}|{_CLASSES})\s*:\s*(.*)$", re.I)
# As LexisNexis writes its fields: no line of a story looks like this.
LABEL = re.compile(rf"^[^\S\n]*({(_NAMES + '|' + _CLASSES).upper()}):\s*(.*)$", re.M)
# Characters of a line that goes on in the next: no wider than a page, and nearly full.
FULL, WIDTH = 50, 100
WRAPPED = 40  # lines of a field
HEAD = 12  # lines of a document among which its date stands
# A web or mail address at a line's end.
ADDRESSED = re.compile(r"\S@[\w-]++\.\w[\w.-]*+$|://\S++$")
# Of these LexisNexis writes one or more below the text.
CLOSING = frozenset(("load-date", "language", "publication-type"))


def cover(text: str) -> int | None:
    """How many documents a Nexis Uni cover page declares, where a text opens with one.

    >>> cover("Job Number: 7\\nDocuments (3)\\n\\n1. Rain\\n")
    3
    >>> cover("The inquiry published its papers.\\nDocuments (3)\\n1. A letter\\n")
    """
    declared = LIST.search(text)
    if not declared or not re.match(r"\s*+\d+\. \S", text[declared.end() : declared.end() + 1000]):
        return None
    before = filled(text[: declared.start()].split("\n"))
    is_cover = all(COVER.match(line) or DATE.match(line) for line in before)
    return int(declared.group(1)) if is_cover else None


def lexis(text: str) -> Export | None:
    """The documents of a LexisNexis export; None where the text is none: no document has a field."""
    heads = found(LEXIS, text)
    if not heads and LEXIS_LENGTH.search(text):
        heads = found(LEXIS_OTHER, text)
    if not heads:
        return None
    stops = [head.start() for head in heads[1:]] + [len(text)]
    pieces = [text[head.end() : stop] for head, stop in zip(heads, stops, strict=True)]
    if not any(LABEL.search(piece) or FIELD.search(piece) for piece in pieces):
        return None
    rows = [_headed(piece) for piece in pieces]
    rows[0]["before"] = text[: heads[0].start()].strip()
    declared = max(int(head.group(2)) for head in heads)
    if _is_cut(rows):
        if len(rows) != declared or not _is_ended(text):
            return Export(rows[:-1], declared - 1, text[heads[-1].start() :])
        rows[-1]["doubt"] = "nothing closes it, the last of the export: it may break off"
    return Export(rows, declared)


def _is_cut(rows: list[Row]) -> bool:
    """Whether the last document breaks off: amid a sentence, and without the fields of the others."""
    *others, last = rows
    closed = bool(others) and all(CLOSING & row.keys() for row in others)
    return closed and not CLOSING & last.keys() and last["body"][-1:] not in tuple(".!?…)]\"”’'»")


def _is_ended(text: str) -> bool:
    """Whether a text may be whole though no sentence ends it: a short line closed, or an address.

    >>> [_is_ended(end) for end in ("Photos: A. Bell\\n", "Write to ada@post.example", "The mail boat")]
    [True, True, False]
    """
    line = text.rstrip().rpartition("\n")[2].strip()
    closed = "\n" in text[len(text.rstrip()) :]
    return (closed and len(line) < FULL) or bool(ADDRESSED.search(line[-WIDTH:]))


def _headed(text: str) -> Row:
    """A LexisNexis document: outlet, date, headline, `NAME: value` lines, text, the same again."""
    lines = [line.strip() for line in text.strip().split("\n")]
    facts: Facts = {}
    heads: list[str] = []
    body: list[str] = []
    fields = LABEL if LABEL.search(text) else FIELD
    values: list[str] = []
    room, closed, above = 0, False, ""
    for line in lines:
        # A list that is not at its end goes on, however short its line: "BYLINE: Ann Bell;".
        goes_on = FULL <= len(above) <= WIDTH or above.endswith((";", ","))
        room = room - 1 if goes_on else 0
        above = line
        if field := fields.match(line):
            name = _take(field, facts)
            values, closed = facts[name], bool(body)
            room = WRAPPED + 1
        elif COPYRIGHT.match(line) and (closed or not body):
            put(facts, "copyright", line)
        elif room > 0 and line:
            values[-1:] = [" ".join([*values[-1:], line])]
        else:
            room = 0
            if facts.keys() - {"copyright"}:
                body += [line] if body or line not in ("", "BODY:") else []
            else:
                heads.append(line)
    if not facts.keys() - {"copyright"}:
        heads, body = _unlabelled(heads)
    return _titled(heads, facts) | {"body": "\n\n".join(paragraphs(body))}


def _unlabelled(lines: list[str]) -> tuple[list[str], list[str]]:
    """Head and text of a document without a field: what follows the date and the headline is the text.

    >>> _unlabelled(["Harbour Post", "March 2, 2026", "", "Ferry aground", "", "Rain fell."])[1]
    ['', 'Rain fell.']
    """
    dates = (place for place, line in enumerate(lines[:HEAD]) if DATE.match(line))
    dated = next(dates, None)
    if dated is None:
        return [], lines
    apart, end = _gap(lines, dated), dated + 2
    if max(map(len, lines[dated:apart])) <= WIDTH:
        title = next((place for place in range(apart, len(lines)) if lines[place]), apart)
        end = _gap(lines, title)
    # What ends as a sentence does, or has nothing below it, is the text and no headline.
    if not filled(lines[end:]) or lines[end - 1].endswith("."):
        end = dated + 1
    return lines[:end], lines[end:]


def _gap(lines: list[str], start: int) -> int:
    """The first empty line from `start` on, else their number."""
    return next((place for place in range(start, len(lines)) if not lines[place]), len(lines))


def _titled(heads: list[str], facts: Facts) -> Row:
    """The row with the outlet, the date, the edition and the headline of its head."""
    blocks = [part.split("\n") for part in "\n".join(heads).split("\n\n") if part.strip()]
    outlet, *names = filled(heads) or [""]
    dates = {line: None for line in names if DATE.match(line)}
    names = [line for line in names if line not in dates]
    # The headline stands apart from the date; an edition stands below it.
    last = filled(blocks[-1]) if len(blocks) > 1 else []
    apart = last if last and not set(last) & {outlet, *dates} else names
    titles = facts.pop("title", [])
    if not titles:
        others = set(apart)
        titles, names = apart, [line for line in names if line not in others]
    put(facts, "edition", "\n".join(names))
    published = next(iter(dates), "")
    return row_of(facts) | {"source": outlet, "published": published, "title": " ".join(titles)}


def nexis(text: str) -> Export | None:
    """The documents of a Nexis Uni export; None where the text is none."""
    ends = found(END, text)
    # A story may hold that line as well.
    if not ends or not (BODY.search(text) or LIST.search(text)):
        return None
    starts = [0, *(end.end() for end in ends[:-1])]
    parts = [text[start : end.start()] for start, end in zip(starts, ends, strict=True)]
    declared = LIST.search(parts[0])
    if declared:
        parts[0] = _after_list(parts[0], declared)
    pieces = (piece for part in parts for piece in _unclosed(part))
    rows = [_with_body(piece) for piece in islice(pieces, MAX_DOCUMENTS + 1)]
    return Export(
        rows, int(declared.group(1)) if declared else None, without_footers(text[ends[-1].end() :])
    )


def _after_list(text: str, declared: re.Match[str]) -> str:
    """The first document: what follows the numbered list of titles."""
    head = BODY.search(text)
    listed = list(LISTED.finditer(text, declared.end(), head.start() if head else len(text)))
    return text[listed[-1].end() if listed else declared.end() :]


def _unclosed(text: str) -> Iterator[str]:
    """The documents up to one "End of Document": more than one where that line is missing."""
    start = end = 0
    for line in BODY_OR_LOADED.finditer(text):
        if not line.group(1).startswith("Body"):
            end = line.end()
        elif end > start:
            yield text[start:end]
            start = end
    yield text[start:]


def _with_body(document: str) -> Row:
    """A Nexis Uni document: title, outlet, date, copyright, `Name: value` lines, Body, text."""
    at = BODY.search(document)
    head, body = (document[: at.start()], document[at.end() :]) if at else (document, "")
    facts: Facts = {}
    names = []
    for line in filled(head.split("\n")):
        if COPYRIGHT.match(line):
            put(facts, "copyright", line)
        elif not _taken(line, facts, CLASS):
            names.append(line)
    dated = next((place for place, line in enumerate(names) if DATE.match(line)), len(names))
    # The outlet stands above the date and the title above the outlet, whatever comes before them.
    first = max(dated - 2, 0) if dated < len(names) else 0
    above = names[first:dated]
    put(facts, "before", "\n".join(names[:first]))
    put(facts, "edition", "\n".join(above[2:] + names[dated + 1 :]))
    title, source, *_ = [*above, "", ""]
    published = names[dated] if dated < len(names) else ""
    text = _text_of(body, facts)
    return (
        {"title": title} | row_of(facts) | {"source": source, "published": published, "body": text}
    )


def _text_of(body: str, facts: Facts) -> str:
    """What follows "Body" less the fields at its end, which go into the row."""
    classified = CLASSIFICATION.search(body)
    lines = body[: classified.start() if classified else None].split("\n")
    classes = body[classified.end() :] if classified else ""
    while lines and (not lines[-1].strip() or _taken(lines[-1], facts, FIELD)):
        lines.pop()
    loose = [line for line in filled(classes.split("\n")) if not _taken(line, facts, CLASS)]
    put(facts, "classification", "\n".join(loose))
    kept = [
        line for line in lines if not (line.strip() == "Graphic" or _taken(line, facts, LOADED))
    ]
    return "\n".join(kept).strip()


def _taken(line: str, facts: Facts, names: re.Pattern[str]) -> bool:
    """Whether a line is `Name: value`; its value goes into the row."""
    field = names.match(line)
    if field:
        _take(field, facts)
    return field is not None


def _take(field: re.Match[str], facts: Facts) -> str:
    """Put the field's value under its name, which is returned."""
    name = field.group(1).lower().replace(" ", "_")
    name = "title" if name == "headline" else name
    put(facts, name, field.group(2))
    return name


def paragraphs(lines: list[str]) -> Iterator[str]:
    """Paragraphs of lines that were wrapped at eighty columns: an empty line parts them.

    A line that is wider than a page is a paragraph, and so is each beside it.
    """
    kept: list[str] = []
    for line in [*lines, ""]:
        if line:
            kept.append(line)
        elif kept:
            yield from [" ".join(kept)] if max(map(len, kept)) <= WIDTH else kept
            kept = []
