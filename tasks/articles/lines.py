"""Texts → the spans of their lines, each with its role: rules where they are sure, else the model."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tasks.models import roles as role_model
from tasks.text import bylines, headlines, roles, roles_company, roles_elsewhere, roles_prose, turns
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
    title the line repeats, else from a rule that is sure, else from the live role model, mended
    where the lines around or a finite verb leave no doubt.
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
    lines = [page.text[line.rest.start : line.rest.end] for line in opened]
    elsewhere = roles_elsewhere.is_elsewhere(page.text)
    if elsewhere:
        labels = roles_elsewhere.by_build(lines, labels, bool(page.title))
    known = _known(page, opened)
    roles_found = _kept(known, labels)
    if not elsewhere:
        roles_found = _kept(known, roles_company.in_company(lines, roles_found))
        roles_found = _kept(known, roles_prose.sentences_told(lines, roles_found))
    roles_found = _headed(page, opened, roles_found)
    if not elsewhere:
        roles_found = _kept(known, roles_prose.headings(lines, roles_found))
    parts = [roles.divided(page.text, *each) for each in zip(opened, roles_found, strict=True)]
    return [Line(*each) for each in zip(opened, parts, strict=True)]


def _known(page: Page, opened: list[Opened]) -> list[str | None]:
    """The role of each line that markup, the title or a sure rule gives; None for the others."""
    given, title = list(page.given), _plain(page.title)
    found: list[str | None] = []
    for line in opened:
        start, end = line.line
        while given and given[0].end <= start:
            given.pop(0)
        if given and given[0].start <= (start + end) // 2 < given[0].end:
            # The page's own heading is marked as those within the story are.
            repeats = given[0].role == "subhead" and _plain(page.text[start:end]) == title
            found.append("headline" if repeats else given[0].role)
        elif title and end - start < 2 * len(title) and _plain(page.text[start:end]) == title:
            found.append("headline")
        else:
            found.append(roles.sure_role(page.text[line.rest.start : line.rest.end]))
    return found


def _kept(known: list[str | None], labels: list[str]) -> list[str]:
    return [sure or label for sure, label in zip(known, labels, strict=True)]


def _headed(page: Page, opened: list[Opened], found: list[str]) -> list[str]:
    """`found` with the headline, where the text has one that the model did not see."""
    if not found or page.given or opened[0].opening:
        return found
    found = list(found)
    if len(found) == 1:
        return [_alone(page.text.strip(), found[0])]
    top = 0
    if not page.title and roles_company.kind(page.text[slice(*opened[0].line)]) == "kicker":
        found[0], top = "boilerplate", 1
    if not opened[top].opening and _is_headline(page, opened[top:], found[top:]):
        found[top] = "headline"
    return found


def _alone(words: str, label: str) -> str:
    """The role of a text's only line: it is no byline or caption, for there is nothing to sign."""
    if roles.sure_role(words) or bylines.agency_in(words) or headlines.has_cue(words):
        return label
    return "body" if label == "byline" or (label in _UNDER and words[-1] in ".!?") else label


def _is_headline(page: Page, opened: list[Opened], found: list[str]) -> bool:
    """Whether the first line is the headline, though the model took it for something else."""
    words = page.text[opened[0].line.start : opened[0].line.end]
    if turns.label_of(words) and 0 in turns.turns(
        [page.text[slice(*each.line)] for each in opened]
    ):
        return False
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
