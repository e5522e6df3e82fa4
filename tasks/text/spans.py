"""The spans that reading finds, all `[start, end)` in code points of one text."""

from typing import NamedTuple, TypeVar


class Span(NamedTuple):
    """A stretch of the text."""

    start: int
    end: int


class RoleSpan(NamedTuple):
    """A stretch of the text with a role of `tasks.schemas.ROLES`."""

    start: int
    end: int
    role: str


class Name(NamedTuple):
    """A named mention; `type` is PER, ORG or LOC."""

    start: int
    end: int
    type: str


class Quote(NamedTuple):
    """An attributed quotation; cue and speaker are None where the text has none.

    kind: direct, indirect or mixed. resolution: name, role, pronoun, group, carried (from
    the paragraph before) or none.
    """

    content: Span
    cue: Span | None
    speaker: Span | None
    kind: str
    resolution: str


T = TypeVar("T", Span, RoleSpan, Name)


def shifted(item: T, by: int) -> T:
    """The same span `by` code points later.

    >>> shifted(Name(0, 5, "PER"), 10)
    Name(start=10, end=15, type='PER')
    """
    return item._replace(start=item.start + by, end=item.end + by)
