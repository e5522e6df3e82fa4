"""Text from outside, made fit for a page: cleaned, cut, its spans marked. It is never trusted.

Everything returned as `Markup` was escaped here; everything else is escaped by the template.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

_QUOTES = "\"'“”„‟«»‹›‘’ ,"


def clean(text: object) -> str:
    """One line without control characters or direction overrides, which could disguise a page.

    >>> clean("Varne\\u202e\\n\\x00 Courier")
    'Varne Courier'
    """
    kept = (char for char in str(text) if char.isspace() or unicodedata.category(char)[0] != "C")
    return " ".join("".join(kept).split())


def excerpt(text: object, size: int) -> str:
    """At most `size` characters, cut between words, with an ellipsis where something is left out.

    >>> excerpt("The sea does not read our minutes", 20)
    'The sea does not…'
    """
    line = clean(text)
    if len(line) <= size:
        return line
    head = line[: size - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:–—-") + "…"


def unquoted(text: object) -> str:
    """What was said without the quote marks around it; the page sets its own.

    >>> unquoted('"Tonight we stop."')
    'Tonight we stop.'
    """
    return clean(text).strip(_QUOTES)


def web_address(url: object) -> str | None:
    """The address if it is a plain web one; anything else is no link.

    >>> web_address("https://courier.example/a"), web_address("javascript:alert(1)")
    ('https://courier.example/a', None)
    """
    text = clean(url) if url else ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.netloc else None


def marked(row: Mapping[str, Any]) -> Markup:
    """The evidence sentence of a stance with holder, target and cue marked.

    row: evidence and char_start; holder_start/_end and target_start/_end in code points of the
    article, either null; cue. Spans outside the sentence or over one marked before are left out.
    """
    sentence = str(row["evidence"])
    spans = []
    for kind in ("target", "holder"):
        if row[f"{kind}_start"] is not None and row[f"{kind}_end"] is not None:
            start = row[f"{kind}_start"] - row["char_start"]
            spans.append((start, start + row[f"{kind}_end"] - row[f"{kind}_start"], kind))
    if row["cue"] and (at := sentence.casefold().find(str(row["cue"]).casefold())) >= 0:
        spans.append((at, at + len(str(row["cue"])), "cue"))
    return _with_marks(sentence, _apart(spans, len(sentence)))


def _apart(spans: list[tuple[int, int, str]], length: int) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in spans:
        inside = 0 <= start < end <= length
        if inside and all(end <= other or start >= after for other, after, _ in kept):
            kept.append((start, end, kind))
    return sorted(kept)


def _with_marks(sentence: str, spans: list[tuple[int, int, str]]) -> Markup:
    parts, at = [], 0
    for start, end, kind in spans:
        parts.append(escape(_shown(sentence[at:start])))
        tag = Markup('<mark class="{}">{}</mark>')
        parts.append(tag.format(kind, _shown(sentence[start:end])))
        at = end
    parts.append(escape(_shown(sentence[at:])))
    return Markup("").join(parts)


def _shown(text: str) -> str:
    """As `clean`, but the blanks at the ends stay: they part a mark from its neighbours."""
    ends = (text[:1].isspace(), text[-1:].isspace())
    line = clean(text)
    if not line:
        return " " if any(ends) else ""
    return (" " if ends[0] else "") + line + (" " if ends[1] else "")
