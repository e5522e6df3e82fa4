"""Paragraphs of our own writing in which every name is marked: "[PER Oda Holm] left [LOC Varn]."."""

import csv
import re
from pathlib import Path

from tasks.models.names_read import Labelled, Spans

_MARK = re.compile(r"\[(PER|ORG|LOC) ([^\[\]]+)\]")


def pieces(file: Path) -> Labelled:
    """The paragraphs of the file (columns genre, text), each as a text."""
    with file.open(encoding="utf-8", newline="") as lines:
        return Labelled.of([unmarked(row["text"]) for row in csv.DictReader(lines)])


def unmarked(marked: str) -> tuple[str, Spans]:
    """The text without its marks, and the names they marked.

    >>> unmarked("[PER Oda Holm] left [LOC Varn].")
    ('Oda Holm left Varn.', [(0, 8, 'PER'), (14, 18, 'LOC')])
    """
    text, spans, place = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[place : mark.start()]
        spans.append((len(text), len(text) + len(mark[2]), mark[1]))
        text, place = text + mark[2], mark.end()
    return text + marked[place:], spans
