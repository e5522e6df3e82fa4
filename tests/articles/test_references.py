"""Whom pronouns mean wherever they stand, where that is safe to tell; else nobody."""

import pytest

from tasks.articles.casting import cast
from tasks.articles.segment import bare_segments, read_all, segment
from tests.articles.test_segment import articles_of, lines_of


def meant(text: str) -> list[tuple[str, str]]:
    """Each pronoun that is told, with the name of whom it means."""
    found = cast(*read_all([text], bare_segments([text]))[0], {}).references
    return [(text[slice(*one.span)], one.actor.name) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sarah Holm came on Monday. She thanked the crew.", [("She", "Sarah Holm")]),
        ("Sarah Holm said she would leave.", [("she", "Sarah Holm")]),
        ("David Holm met Sarah Brandt. He thanked the crew.", [("He", "David Holm")]),
        ("David Holm came on Monday. The council praised him.", [("him", "David Holm")]),
        ("David Holm said the council had fired him.", [("him", "David Holm")]),
        ("Sarah Holm came on Monday. Two ministers called on her to resign.", [("her", "Sarah Holm")]),
        ("David Holm came on Monday. As a citizen he may vote.", [("he", "David Holm")]),
        (
            "David Holm came on Monday. The chairman, Sir Neville Aubrey, defended him.",
            [("him", "David Holm")],
        ),
        ("David Holm came on Monday. She accused him of lies.", [("him", "David Holm")]),
        (
            "David Holm met Sarah Brandt. “He is no crook,” Sarah Brandt said.",
            [("He", "David Holm")],
        ),
        (
            "Sarah Holm came on Monday. “She is a crook,” David Brandt said.",
            [("She", "Sarah Holm")],
        ),
    ],
)  # fmt: skip
def test_a_pronoun_means_the_one_person_it_can(text: str, expected: list[tuple[str, str]]) -> None:
    assert meant(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She thanked the crew.",
        "The council praised him.",
        # Of two in its own sentence either may be meant.
        "David Holm met Peter Brandt before he left.",
        # Nobody in particular.
        "David Holm came on Monday. If a defendant lies he must pay.",
        "David Holm came on Monday. Anyone may say what he likes.",
        # Whose something is.
        "Sarah Holm came on Monday. The council praised her plan.",
        # An object is not its own subject, and there is nobody else.
        "David Holm praised him.",
        # Somebody else is told of without a name.
        "David Holm was killed on Monday. The man who killed him said he was sorry.",
        "David Holm was killed on Monday. Officers arrested the driver and charged him.",
        "David Holm was killed on Monday. A 22-year-old man said he saw it.",
        "David Holm resigned. Protesters jeered the governor and condemned him.",
        "Peter Brandt came. Peter Brandt's killer said he was sorry.",
        "David Holm met voters. “My husband lost his job and they left him,” Anna Reed said.",
        # Of two in the sentence before either may be meant by an object.
        "Sarah Holm and Anna Reed met. The council condemned her.",
        # Whose something is, behind another word.
        "Sarah Holm came on Monday. The council condemned her increasingly bold critics.",
        "Sarah Holm came on Monday. The council praised her “bold” plan.",
        # Nobody is said to speak.
        "David Holm arrived late. “They fired him,” the governor said.",
        "her",
        # Of two before a quotation either may be meant.
        "David Holm met Peter Brandt on Monday. “He is a crook,” Sarah Lund said.",
    ],
)
def test_what_is_not_safe_is_not_told(text: str) -> None:
    assert meant(text) == []


def test_rows_say_where_pronouns_stand() -> None:
    text = "Sarah Holm came on Monday. She thanked the crew."
    rows = segment(articles_of(text), lines_of(text)).pronouns
    assert [text[row.char_start : row.char_end] for row in rows.itertuples()] == ["She"]
    assert rows["segment_id"].str.endswith(":1").all()
