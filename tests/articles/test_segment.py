"""Segment: the text comes back from the segments, and who said what stands in the tables."""

import pandas as pd
import pytest

from tasks.articles.segment import Segmented, segment
from tasks.schemas import BETWEEN, TABLES

TEXT = """TARN: The river council on Monday approved a plan to move the ferry.

Norwegian Transport Minister Oda Lindqvist praised the plan. "It will be ready by spring," Lindqvist said.

Aron Delacroix, a member of the boatmen's union, said the quay was too small.

A longer wait

He added that Moscow would not pay."""


def lines_of(text: str, article: str = "a1") -> pd.DataFrame:
    """A `lines` frame: every line body, but a short one without a full stop a subhead."""
    rows, place = [], 0
    for line in text.split("\n"):
        if line.strip():
            role = "body" if line.endswith((".", '"')) else "subhead"
            rows.append((article, place, place + len(line), role, len(rows), 0))
        place += len(line) + 1
    columns = ["article_id", "char_start", "char_end", "role", "paragraph", "section"]
    return pd.DataFrame(rows, columns=columns)


def articles_of(*texts: str, language: str = "en") -> pd.DataFrame:
    ids = [f"a{number}" for number in range(1, len(texts) + 1)]
    return pd.DataFrame({"article_id": ids, "text": list(texts), "language": language})


@pytest.fixture(scope="module")
def found() -> Segmented:
    return segment(articles_of(TEXT), lines_of(TEXT))


def test_segments_and_the_space_between_give_the_text_back(found: Segmented) -> None:
    """No letter is lost between two segments, and each says what it points at."""
    rebuilt = ""
    for row in found.segments.itertuples():
        assert TEXT[row.char_start : row.char_end] == row.text
        rebuilt += TEXT[len(rebuilt) : row.char_start] + row.text
    assert rebuilt == TEXT
    assert found.segments["role"].tolist().count("subhead") == 1


def test_spans_point_at_what_they_say(found: Segmented) -> None:
    """The offsets of quotations, cues, speakers and mentions hold."""
    for row in found.mentions.itertuples():
        assert TEXT[row.char_start : row.char_end] == row.text
    for row in found.quotes.itertuples():
        for part in ("content", "cue", "speaker"):
            start, end = getattr(row, f"{part}_start"), getattr(row, f"{part}_end")
            if not pd.isna(start):
                assert TEXT[start:end] == getattr(row, part)


def test_speakers_are_the_actors_named(found: Segmented) -> None:
    """The surname, the apposition and the pronoun lead to the full names."""
    names = found.actors.set_index("actor_id")["name"]
    said = {row.content: names.get(row.actor_id) for row in found.quotes.itertuples()}
    assert said['"It will be ready by spring,"'] == "Oda Lindqvist"
    assert said["the quay was too small"] == "Aron Delacroix"


def test_nothing_in_nothing_out() -> None:
    """Empty frames give empty frames with the tables' columns."""
    nothing = segment(articles_of(), lines_of(""))
    for name, frame in nothing._asdict().items():
        columns = [
            c for c in {**TABLES, **BETWEEN}[name].names if c not in ("day", "stage_version")
        ]
        assert frame.columns.tolist() == columns
        assert frame.empty


def test_other_languages_get_segments_only() -> None:
    """A text that is not English is cut, and nothing else is claimed of it."""
    found = segment(articles_of(TEXT, language="no"), lines_of(TEXT))
    assert len(found.segments) > 5
    assert found.quotes.empty
    assert found.mentions.empty
