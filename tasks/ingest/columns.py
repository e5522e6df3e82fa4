"""Which column of a row-shaped record means what: by usual names, else by what it holds."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from html import unescape
from typing import Any

from tasks import lexicons
from tasks.errors import RecalledError, UnreadableError
from tasks.ingest.fields import Fields
from tasks.text.stated import Stated, stated

# The longest cell is taken for the text only where it could be a story at all.
MIN_WORDS = 20
# What says the most of a person, an outlet or a headline that is written as an object.
PARTS = ("name", "title", "main", "value", "text", "rendered", "$", "#text", "original", "uri")
# Of those, what may say a text: its title is none.
PROSE = ("main", "value", "text", "rendered", "$", "#text", "original")
# Objects that hold a row's text, whatever else beside them does: a search's excerpts.
WRAPPERS = ("_source", "fields")
MAX_WRAPPERS = 4  # of objects inside one another
# What agencies call a piece that is not to be used, or no longer (IPTC's pubstatus; NITF's).
KILLED = ("canceled", "cancelled", "withheld", "killed")
# What pandas, R and databases write where there is nothing.
MISSING = frozenset(
    ("nan", "NaN", "NAN", "-nan", "None", "none", "NaT", "null", "Null", "NULL", "N/A", "n/a", "NA", "<NA>", "#N/A", r"\N")
)  # fmt: skip
# Lists and objects inside one another; a name stands in the second or third.
DEEPEST = 20
# What ninjs 2 and 3 give in several variants, each an object with a role and a value.
VARIED = frozenset(("text", "html", "title", "summary"))
TEXTS = frozenset(("text", "html"))
ABOUT = frozenset(("title", "url", "byline", "published"))
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
INLINE = re.compile(
    r"</?(?:a|b|br|cite|del|em|font|h[1-6]|i|ins|mark|p|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]{0,300})?/?>",
    re.I,
)
UNZONED = re.compile(r"(?!0000)\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?")  # 0000 is a draft's
TAGS = re.compile(r"</?(?:p|br|div|a|strong|em|h[1-6]|ul|img|figure)\b[^>]{0,300}>", re.I)
ADDRESS = re.compile(r"(?:https?:)?//[^\s/?#]+.*|(?:[\w-]+\.)+[^\W\d]{2,}(?::\d+)?/\S*", re.I)


@cache
def _wanted() -> dict[str, tuple[str, int]]:
    """Column name → the field it means and its rank among that field's names."""
    return {row["name"]: (row["field"], rank) for rank, row in enumerate(lexicons.rows("columns"))}


def plain(name: str) -> str:
    """A column's name for looking up.

    >>> plain("Article_Body")
    'articlebody'
    """
    return re.sub(r"[\W_]+", "", name).lower()


def told_apart(names: Sequence[str]) -> list[str]:
    """Column names, each once: a repeated one and one that is empty get their place as well.

    >>> told_apart(["title", "text", "text", ""])
    ['title', 'text', 'text (column 3)', 'column 4']
    """
    found: dict[str, None] = {}
    for place, name in enumerate(names, 1):
        unique = name or f"column {place}"
        while unique in found:
            unique = f"{unique} (column {place})"
        found[unique] = None
    return list(found)


def is_data(cells: Sequence[str]) -> bool:
    """Whether a first row is no header but a record: none of its names is known, one is a story.

    >>> is_data(["Artikel", "Titel"])
    False
    """
    return not guess(tuple(cells)) and any(len(cell.split()) >= MIN_WORDS for cell in cells)


@lru_cache(maxsize=1024)
def guess(columns: tuple[str, ...]) -> dict[str, str]:
    """Field → column, for the columns whose names are usual.

    >>> guess(("id", "Headline", "body", "pub_date"))
    {'title': 'Headline', 'text': 'body', 'published': 'pub_date'}
    """
    best: dict[str, tuple[int, str]] = {}
    for column in columns:
        field, rank = _wanted().get(plain(column), ("", 0))
        if field and (field not in best or rank < best[field][0]):
            best[field] = (rank, column)
    return {field: column for field, (_, column) in best.items()}


def fields_of(row: Mapping[str, Any], named: Mapping[str, str]) -> Fields:
    """A row's fields; UnreadableError where nothing in it could be a text.

    named: field → column, as the user named them; the others are guessed.

    The text may be HTML: that is the caller's to see (`is_markup`).
    """
    row = _unwrapped(row)
    names = {**guess(tuple(row)), **named}
    if status := names.pop("status", None):
        refuse_recalled(as_text(row.get(status)))
    cells = {field: _cell(field, row.get(column)) for field, column in names.items()}
    if "published" not in named and (universal := _universal(row)):
        names["published"], cells["published"] = universal
    longest = "" if cells.get("text") or cells.get("html") else _longest(row)
    text = cells.get("text") or cells.get("html") or row.get(longest) or cells.get("summary")
    if not text:
        raise UnreadableError(_no_text(row))
    published = cells.get("published") or None
    place, agency = stated(cells["place"]) if cells.get("place") else Stated()
    return Fields(
        text=text,
        title=plain_words(cells.get("title") or "") or None,
        url=cells.get("url") or None,
        source=cells.get("source") or None,
        byline=cells.get("byline") or None,
        published=published,
        published_from="metadata" if published else "none",
        language=cells.get("language") or None,
        place=place,
        agency=agency,
        embargoed=cells.get("embargoed") or None,
        columns=_said(row, names, cells, longest),
    )


def _universal(row: Mapping[str, Any]) -> tuple[str, str] | None:
    """The column and the time that WordPress writes beside its site's own, whose zone it leaves out.

    >>> _universal({"date": "2026-03-02T10:00:00", "date_gmt": "2026-03-02T09:00:00"})
    ('date_gmt', '2026-03-02T09:00:00Z')
    """
    found = ((name, as_text(row[name])) for name in ("date_gmt", "post_date_gmt") if name in row)
    return next(((name, f"{said}Z") for name, said in found if UNZONED.fullmatch(said)), None)


def refuse_recalled(status: str) -> None:
    """RecalledError where a sender's status of a piece takes it back.

    >>> refuse_recalled("stat:usable")
    """
    if status.rpartition(":")[2].strip().lower() in KILLED:
        raise RecalledError(f"its sender took it back: its status is {status.strip()}")


def _said(
    row: Mapping[str, Any], names: Mapping[str, str], cells: Mapping[str, str], longest: str
) -> str:
    """In words which columns were read under another name, and which of the same name were not."""
    twins = [
        f"{name} is not read"
        for column in names.values()
        for name in row
        if name.startswith(f"{column} (column ") and row[name]
    ]
    guessed = [f"text from {longest}, the longest"] if longest else []
    read = tuple((field, column) for field, column in names.items() if cells.get(field))
    return ", ".join(filter(None, [_told(read), *guessed, *twins]))


@cache
def _told(names: tuple[tuple[str, str], ...]) -> str:
    """The fields read from columns of another name, for the ledger."""
    return ", ".join(f"{field} from {column}" for field, column in names if field != column)


def is_markup(text: str) -> bool:
    """Whether a cell's text is HTML: it closes or opens several elements.

    >>> is_markup("<p>Rain fell.</p><p>It stopped.</p>")
    True
    >>> is_markup("Rain fell <on> us.")
    False
    """
    return "<" in text and len(TAGS.findall(text[:5000])) >= 2


def _unwrapped(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A row whose text stands in an object inside it (`article`, `_source`), that object's names beside its own.

    >>> sorted(_unwrapped({"webUrl": "https://post.example/a", "fields": {"bodyText": "Rain."}}))
    ['bodyText', 'webUrl']
    """
    for _ in range(MAX_WRAPPERS):
        names = wrapped(row)
        if not names:
            return row
        if len(names) > 1:
            told = ", ".join(names[:12])[:200]
            raise UnreadableError(f"one object holds {len(names)} articles: {told}")
        inner = row[names[0]]
        row = {**inner, **{own: cell for own, cell in row.items() if own != names[0]}}
    return row


def wrapped(row: Mapping[str, Any]) -> list[str]:
    """The names under which an object without a text of its own holds objects with one.

    >>> wrapped({"101": {"title": "Rain", "text": "It fell."}, "102": {"text": "It stopped."}})
    ['101', '102']
    >>> wrapped({"text": "It fell.", "related": {"title": "Hail", "text": "It broke."}})
    []
    """
    names = {name for name, value in row.items() if isinstance(value, dict) and _tells(name, value)}
    if not names or TEXTS & guess(tuple(name for name in row if name not in names)).keys():
        return []
    wrapper = next((name for name in WRAPPERS if name in names), None)
    return [name for name in row if name in names] if wrapper is None else [wrapper]


def _tells(name: str, inner: Mapping[str, Any]) -> bool:
    """Whether an object under this name is an article, and not a headline, a person or a text's parts."""
    known = guess(tuple(inner)).keys()
    field = "text" if name in WRAPPERS else _wanted().get(plain(name), ("text", 0))[0]
    if not TEXTS & known or field not in TEXTS:
        return False
    return plain(name) not in _wanted() or "summary" not in known or bool(ABOUT & known)


def plain_words(text: str) -> str:
    """A title that was written as HTML as its reader sees it; other signs stay.

    >>> plain_words("The town&amp;#8217;s <b>ferry</b> &lt; others, 3 < 4")
    'The town’s ferry < others, 3 < 4'
    """
    for _ in range(2):
        text = unescape(text) if ENTITY.search(text) else text
    return INLINE.sub("", text) if "<" in text else text


def _cell(field: str, value: Any) -> str:
    """What a field's cell says."""
    value = _main(value) if field in VARIED else value
    return as_text(value, PROSE if field in TEXTS else PARTS)


def as_text(value: Any, parts: Sequence[str] = PARTS, deep: int = 0) -> str:
    """A cell as text: lists joined (a text's are paragraphs), a person or outlet by its name; none deeper than DEEPEST.

    >>> as_text([{"name": "Ann Bell"}, {"name": "Jo Dunn"}])
    'Ann Bell, Jo Dunn'
    """
    if isinstance(value, str):
        value = value.strip("\ufeff")
        return "" if len(value) < 9 and value.strip() in MISSING else value
    if deep > DEEPEST:
        return ""
    if isinstance(value, list):
        between = "\n\n" if parts is PROSE else ", "
        return between.join(filter(None, (as_text(each, parts, deep + 1) for each in value)))
    if isinstance(value, dict):
        said = (as_text(value[name], parts, deep + 1) for name in parts if name in value)
        return next(filter(None, said), "")
    # A number that is none differs from itself.
    return "" if value is None or isinstance(value, bool) or value != value else str(value)


def _main(value: Any) -> Any:
    """Of a list of variants the main one, else the first that is not empty; all else as it is.

    >>> _main([{"role": "short", "value": "Aground"}, {"role": "main", "value": "Ferry aground"}])
    'Ferry aground'
    """
    parts = value if isinstance(value, list) else []
    if not parts or not all(isinstance(part, dict) and "value" in part for part in parts):
        return value
    parts = [part for part in parts if as_text(part["value"]).strip()] or parts
    return min(parts, key=lambda part: part.get("role") != "main")["value"]


def is_address(text: str) -> bool:
    """Whether it is a web address, whole or from the host on; a number, a key or a script is none.

    >>> [is_address(text) for text in ("https://post.example/a", "post.example/a", "1", "javascript:x()")]
    [True, True, False, False]
    """
    return bool(ADDRESS.fullmatch(text.strip()))


def _longest(row: Mapping[str, Any]) -> str:
    """The column of a row's longest cell, of those that have names of their own; "" for none."""
    known = guess(tuple(row)).values()
    cells = {
        name: value for name, value in row.items() if isinstance(value, str) and name not in known
    }
    longest = max(cells, key=lambda name: len(cells[name]), default="")
    return longest if len(cells.get(longest, "").split()) >= MIN_WORDS else ""


def _no_text(row: Mapping[str, Any]) -> str:
    names = ", ".join(list(row)[:12])[:200]
    return f"no column holds a text; the columns are: {names}"
