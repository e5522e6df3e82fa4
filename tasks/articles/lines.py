"""Texts → the spans of their lines, each with its role: rules where they are sure, else the model."""

from collections.abc import Sequence
from typing import NamedTuple

from tasks.models import roles as role_model
from tasks.text import bylines, roles
from tasks.text.roles import Opened
from tasks.text.spans import RoleSpan

_MISTAKEN = ("body", "boilerplate", "subhead", "pullquote")  # what a headline may look like


class Page(NamedTuple):
    """A text with what its record says of it: its title, and roles that markup gave to spans."""

    text: str
    title: str = ""
    given: tuple[RoleSpan, ...] = ()


class Line(NamedTuple):
    """One line that is not blank: how it opens, and its spans, which cover it."""

    opened: Opened
    spans: list[RoleSpan]


def read_lines(pages: Sequence[Page]) -> list[list[Line]]:
    """The lines of every page, in order; white space apart, their spans cover the text.

    A role comes from the markup, in which a heading that is the title is the headline, else from the
    title the line repeats, else from a rule that is sure, else from the live role model.
    """
    opened = [roles.openings(page.text) for page in pages]
    labels = role_model.label([_seen(*pair) for pair in zip(pages, opened, strict=True)])
    return [_divided(*each) for each in zip(pages, opened, labels, strict=True)]


def _seen(page: Page, opened: list[Opened]) -> list[str]:
    """What the model reads of each line: all of it, but for a stamp with something behind it."""
    lines = []
    for line, opening, rest in opened:
        stamped = opening and not opening.place and not opening.agency and rest.start < rest.end
        start, end = rest if stamped else line
        lines.append(page.text[start:end])
    return lines


def _divided(page: Page, opened: list[Opened], labels: list[str]) -> list[Line]:
    roles_found = _roles(page, opened, labels)
    parts = [roles.divided(page.text, *each) for each in zip(opened, roles_found, strict=True)]
    return [Line(*each) for each in zip(opened, parts, strict=True)]


def _roles(page: Page, opened: list[Opened], labels: list[str]) -> list[str]:
    given, title = list(page.given), _plain(page.title)
    found = []
    for line, label in zip(opened, labels, strict=True):
        start, end = line.line
        while given and given[0].end <= start:
            given.pop(0)
        if given and given[0].start <= (start + end) // 2 < given[0].end:
            # The page's own heading is marked as those within the story are.
            repeats = given[0].role == "subhead" and _plain(page.text[start:end]) == title
            label = "headline" if repeats else given[0].role
        elif title and end - start < 2 * len(title) and _plain(page.text[start:end]) == title:
            label = "headline"
        else:
            label = roles.sure_role(page.text[line.rest.start : line.rest.end]) or label
        found.append(label)
    if found and not page.given and not opened[0].opening and _is_headline(page, opened, found):
        found[0] = "headline"
    return found


def _is_headline(page: Page, opened: list[Opened], found: list[str]) -> bool:
    """Whether the first line is the headline, though the model took it for something else."""
    words = page.text[opened[0].line.start : opened[0].line.end]
    if found[0] in _MISTAKEN:
        return roles.headed(words, opened[1:], found[1:])
    # The model knows a byline or caption by its few words; of one word that says nothing.
    alone = words.isalpha() and found[0] in ("byline", "caption") and found[1:2] == ["body"]
    return alone and not page.title and not bylines.agency_in(words)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold().strip(".")
