"""Texts → the spans of their lines, each with its role: rules where they are sure, else the model."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tasks.models import roles as role_model
from tasks.text import bylines, headlines, roles, roles_elsewhere
from tasks.text.roles import Opened
from tasks.text.spans import RoleSpan

_MISTAKEN = ("body", "boilerplate", "subhead", "pullquote")  # what a headline may look like
_UNDER = ("caption", "pullquote", "subhead")  # what there is only beside a story
_HEAD = 6  # lines at the top, the headline and those that show what it is
_BETWEEN_NAMES = re.compile(r",? and |, ")
_NAME = 4  # words, of which a line that the model calls a byline may be a name


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
    if roles_elsewhere.is_elsewhere(page.text):
        lines = [page.text[line.rest.start : line.rest.end] for line in opened]
        labels = roles_elsewhere.by_build(lines, labels, bool(page.title))
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
    if len(found) == 1 and not page.given and not opened[0].opening:
        found[0] = _alone(page.text.strip(), found[0])
    return found


def _alone(words: str, label: str) -> str:
    """The role of a text's only line: it is no byline or caption, for there is nothing to sign."""
    if roles.sure_role(words) or bylines.agency_in(words) or headlines.has_cue(words):
        return label
    return "body" if label == "byline" or (label in _UNDER and words[-1] in ".!?") else label


def _is_headline(page: Page, opened: list[Opened], found: list[str]) -> bool:
    """Whether the first line is the headline, though the model took it for something else."""
    words = page.text[opened[0].line.start : opened[0].line.end]
    if found[0] in _MISTAKEN and roles.headed(words, opened[1:], found[1:]):
        return True
    if not page.title and headlines.may_be(words) and _may_head(words, found[0]):
        below = [page.text[line.rest.start : line.rest.end] for line in opened[1:_HEAD]]
        if headlines.is_headline(words, below):
            return True
    # The model knows a byline or caption by its few words; of one word that says nothing.
    alone = words.isalpha() and found[0] in ("byline", "caption") and found[1:2] == ["body"]
    return alone and not page.title and not bylines.agency_in(words)


def _may_head(words: str, label: str) -> bool:
    """Whether the model's label of a first line may be wrong: not where it names who wrote the piece."""
    if bylines.names_in(words):
        people = [person.split() for person in _BETWEEN_NAMES.split(words)]
        signed = len(people) > 1 and all(len(person) in (2, 3) for person in people)
        if signed or (label == "byline" and len(words.split()) <= _NAME):
            return False
    return label in (*_MISTAKEN, "caption", "embed", "byline")


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold().strip(".")
