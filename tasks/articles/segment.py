"""Segment: articles and their lines → sentences, quotations, mentions, pronouns, and the actors they name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from tasks.articles.actors import Aliases, actor_id
from tasks.articles.casting import Casting, cast
from tasks.articles.lines import Page, read_lines
from tasks.schemas import BETWEEN, TABLES
from tasks.text.forms import batch
from tasks.text.names import find_names
from tasks.text.quotes import find_quotes
from tasks.text.quotes_cues import cue_class
from tasks.text.reading import Reading, readings
from tasks.text.sentences import split_sentences
from tasks.text.spans import Name, Quote, RoleSpan, Span
from tasks.text.tags import tag
from tasks.text.tokens import tokenize
from tasks.text.turns_spoken import may_speak, spoken

# The roles whose lines are prose, cut into sentences; the other lines are one segment each.
PROSE = frozenset(["body", "dateline", "correction"])
# The roles in which nobody of the story speaks.
SILENT = frozenset(["byline", "credit", "boilerplate", "pullquote"])
_LEAST = 3  # letters of a word that is no initial
_MAC = re.compile(r"(?<=\bMc)[a-z]")
_INITIALS = 4  # letters of an acronym
# The roles that name those who made the page, whom no pronoun of the story means.
BESIDE = frozenset(["byline", "credit"])
PORTION = 512  # articles whose tokens are held at a time


class Segmented(NamedTuple):
    """Frames with the columns of `segments`, `quotes`, `mentions`, `actors`, `pronouns`, less the store's."""

    segments: pd.DataFrame
    quotes: pd.DataFrame
    mentions: pd.DataFrame
    actors: pd.DataFrame
    pronouns: pd.DataFrame


class Segment(NamedTuple):
    """A sentence, or a line that is not one."""

    span: Span
    role: str
    section: int
    paragraph: int


Row = tuple[Any, ...]


def segment(
    articles: pd.DataFrame, lines: pd.DataFrame, aliases: Aliases | None = None
) -> Segmented:
    """Sentences of every article; quotations, mentions, actors and pronouns of the English ones.

    articles: `article_id, text, language`. lines: `BETWEEN["lines"]`. aliases: a user's names
    for actors, from `actors.read_aliases`. Rows come by article, in the order of the text.
    """
    ids, texts = articles["article_id"].tolist(), articles["text"].tolist()
    cut = list(_cut(ids, texts, lines))
    english = [n for n, language in enumerate(articles["language"]) if language == "en"]
    casts: dict[int, Casting] = {}
    for start in range(0, len(english), PORTION):
        some = english[start : start + PORTION]
        read = read_all([texts[n] for n in some], [cut[n] for n in some])
        casts |= {n: cast(*item, aliases or {}) for n, item in zip(some, read, strict=True)}
    return Segmented(
        _frame("segments", _segment_rows(ids, texts, cut)),
        _frame("quotes", (row for n in english for row in _quote_rows(ids[n], texts[n], casts[n]))),
        _frame(
            "mentions",
            (row for n in english for row in _mention_rows(ids[n], texts[n], cut[n], casts[n])),
        ),
        _frame("actors", _actor_rows([(texts[n], casts[n]) for n in english])),
        _frame(
            "pronouns",
            (row for n in english for row in _pronoun_rows(ids[n], texts[n], cut[n], casts[n])),
        ),
    )


class Read(NamedTuple):
    """What reading finds in one text; `beside`: the lines that name who made the page."""

    reading: Reading
    names: list[Name]
    quotes: list[Quote]
    beside: list[Span]


def read_all(texts: Sequence[str], segments: Sequence[Sequence[Segment]]) -> list[Read]:
    """Names and quotations of English texts, each with its segments."""
    tokens = [tokenize(text) for text in texts]
    batched = batch(tokens, [[item.span.start for item in some] for some in segments])
    tags = tag(batched)
    told = [
        spoken(text, _lines(some) if may_speak(text) else [], names)
        for text, some, names in zip(texts, segments, find_names(texts, batched, tags), strict=True)
    ]
    names = [one.names for one in told]
    numbered = [paragraphs(some) for some in segments]
    read = list(readings(texts, tokens, batched, tags, numbered, names))
    quoted = find_quotes(read, batched, tags, [one.turns for one in told])
    out = []
    for reading, found, quotes, some in zip(read, names, quoted, segments, strict=True):
        silent = [item.span for item in some if item.role in SILENT]
        heard = [q for q in quotes if not any(s.start <= q.content.start < s.end for s in silent)]
        beside = [item.span for item in some if item.role in BESIDE]
        out.append(Read(reading, found, heard, beside))
    return out


def paragraphs(segments: Sequence[Segment]) -> tuple[list[int], list[int]]:
    """Where each segment begins, and its paragraph."""
    return [item.span.start for item in segments], [item.paragraph for item in segments]


def _lines(segments: Sequence[Segment]) -> list[RoleSpan]:
    """Each paragraph with the role of what it ends with: its opening may be a dateline."""
    found: list[RoleSpan] = []
    number = -1
    for span, role, _, paragraph in segments:
        if paragraph == number:
            found[-1] = RoleSpan(found[-1].start, span.end, role)
        else:
            found.append(RoleSpan(*span, role))
        number = paragraph
    return found


def _cut(ids: list[str], texts: list[str], lines: pd.DataFrame) -> Iterator[list[Segment]]:
    by_article: dict[str, list[tuple[int, int, str, int, int]]] = {one: [] for one in ids}
    columns = ("article_id", "char_start", "char_end", "role", "section", "paragraph")
    for article, *line in zip(*(lines[name].tolist() for name in columns), strict=True):
        if article in by_article:
            by_article[article].append(tuple(line))
    for one, text in zip(ids, texts, strict=True):
        yield cut(text, sorted(by_article[one]))


def cut(text: str, lines: Sequence[tuple[int, int, str, int, int]]) -> list[Segment]:
    """The segments of one text from its lines (start, end, role, section, paragraph)."""
    found = []
    for start, end, role, section, paragraph in lines:
        prose = role in PROSE
        spans = split_sentences(text[start:end], start) if prose else [Span(start, end)]
        found += [Segment(span, role, section, paragraph) for span in spans]
    return found


def bare_segments(texts: Sequence[str]) -> list[list[Segment]]:
    """The segments of texts without records, their lines' roles as a night would read them."""
    out = []
    for text, lines in zip(texts, read_lines([Page(text) for text in texts]), strict=True):
        spans = [(*span, 0, number) for number, line in enumerate(lines) for span in line.spans]
        out.append(cut(text, spans))
    return out


def _segment_rows(ids: list[str], texts: list[str], cut_: list[list[Segment]]) -> Iterator[Row]:
    for one, text, segments in zip(ids, texts, cut_, strict=True):
        for place, ((start, end), role, section, paragraph) in enumerate(segments):
            yield f"{one}:{place}", one, role, section, paragraph, start, end, text[start:end]


def _quote_rows(one: str, text: str, casting: Casting) -> Iterator[Row]:
    for place, (quote, actor) in enumerate(casting.quotes):
        content, cue, speaker = quote.content, quote.cue, quote.speaker
        yield (
            f"{one}:q{place}", one, *content, text[slice(*content)],
            text[slice(*cue)] if cue else None, *(cue or (None, None)),
            cue_class(text[slice(*cue)]) if cue else None,
            text[slice(*speaker)] if speaker else None, *(speaker or (None, None)),
            actor.id if actor else None, quote.kind, quote.resolution,
        )  # fmt: skip


def _mention_rows(one: str, text: str, segments: list[Segment], casting: Casting) -> Iterator[Row]:
    places = _places([name.start for name, _, _ in casting.mentions], segments)
    for place, (name, actor, role) in zip(places, casting.mentions, strict=True):
        start, end, type_ = name
        yield one, f"{one}:{place}", start, end, text[start:end], type_, actor.id, role


def _pronoun_rows(one: str, text: str, segments: list[Segment], casting: Casting) -> Iterator[Row]:
    places = _places([span.start for span, _ in casting.references], segments)
    for place, (span, actor) in zip(places, casting.references, strict=True):
        yield one, f"{one}:{place}", *span, text[slice(*span)], actor.id


def _places(starts: list[int], segments: list[Segment]) -> list[int]:
    """The number of the segment that each code point stands in."""
    begins = np.array([item.span.start for item in segments], np.int64)
    found: list[int] = (np.searchsorted(begins, np.array(starts, np.int64), "right") - 1).tolist()
    return found


def _actor_rows(casts: Sequence[tuple[str, Casting]]) -> Iterator[Row]:
    """One row for each actor, named as it is most often; the other forms are aliases."""
    printed = Counter(
        (actor.name, actor.type, text[start:end])
        for text, casting in casts
        for (start, end, _), actor, _ in casting.mentions
    )
    names: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (name, type_, form), times in printed.items():
        one = actor_id(name, type_)
        names[one][name, type_] += times
        forms[one][" ".join(form.split())] += times
    for one in sorted(names):
        name, type_ = min(names[one], key=lambda key: (_is_shouted(*key), -names[one][key], key))
        name = _spelt(name) if _is_shouted(name, type_) else name
        yield one, name, type_, sorted(forms[one].keys() - {name}), forms[one].total()


def _is_shouted(name: str, type_: str) -> bool:
    """Whether a person or place stands in capitals, as datelines and bylines print them."""
    return type_ != "ORG" and name.isupper() and len(name) > _INITIALS


def _spelt(name: str) -> str:
    """A name in capitals as it is written elsewhere; one with initials stays.

    >>> _spelt("ADA O'BERG-MCHOLM"), _spelt("LT ADA")
    ("Ada O'Berg-McHolm", 'LT ADA')
    """
    if any(len(word) < _LEAST for word in name.split()):
        return name
    return _MAC.sub(lambda found: found[0].upper(), name.title())


def _frame(table: str, rows: Iterator[Row]) -> pd.DataFrame:
    """Rows as a frame of the table's own columns and types."""
    fields = [f for f in {**TABLES, **BETWEEN}[table] if f.name not in ("day", "stage_version")]
    columns = list(zip(*rows, strict=True)) or [()] * len(fields)
    return pd.DataFrame(
        {field.name: _typed(field, column) for field, column in zip(fields, columns, strict=True)}
    )


def _typed(field: pa.Field, column: Sequence[Any]) -> Any:
    """A column in the type it has in a frame: Arrow reads a list in half of pandas' time."""
    if pa.types.is_list(field.type):
        return pd.Series(column, dtype=object)
    values = pa.array(column, field.type)
    whole = pa.types.is_integer(field.type) and not field.nullable
    return values.to_numpy() if whole else values.to_pandas(types_mapper=_IN_FRAMES.get)


_IN_FRAMES = {pa.string(): pd.StringDtype(na_value=np.nan), pa.int32(): pd.Int32Dtype()}
