"""Casting: roles beside names, and the actor behind a speaker's words."""

import pytest

from tasks.articles.casting import Casting, cast
from tasks.articles.segment import bare_segments, read_all


def casting(text: str) -> Casting:
    return cast(*read_all([text], bare_segments([text]))[0], {})


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Norwegian Foreign Minister Sergei Holm left.", "Norwegian Foreign Minister"),
        ("David Holm, a member of the river council, left.", "a member of the river council"),
        ("The singer David Holm left.", "singer"),
        ("David Holm left.", None),
    ],
)
def test_roles(text: str, role: str | None) -> None:
    """The title before a name or the apposition behind it is kept."""
    assert [mention.role for mention in casting(text).mentions if mention.actor.type == "PER"] == [
        role
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Sarah Holm came. Holm said the dam was full.", "Sarah Holm"),
        ("Sarah Holm came. She said the dam was full.", "Sarah Holm"),
        ("David Holm met Sarah Brandt. He said the dam was full.", "David Holm"),
        ("Mayor David Holm came. The mayor said the dam was full.", "David Holm"),
        ("Syria's army said the dam was full.", None),
        ("The mayor said the dam was full.", None),
        ("They said the dam was full.", None),
        ("Sen. Sarah Holm (D-Ohio), who said the dam was full, left.", "Sarah Holm"),
        ("Sen. Sarah Holm, R-Texas, who said the dam was full, left.", "Sarah Holm"),
        ("They met members of Congress who said the dam was full.", None),
        ("They met objections from Democrats who said the dam was full.", "Democrats"),
        ("Voters across Ohio who said the dam was full left.", None),
    ],
)
def test_who_speaks(text: str, speaker: str | None) -> None:
    """By name, pronoun or office, where the text allows; a possessor does not speak."""
    actors = [actor for _, actor in casting(text).quotes]
    assert [actor.name if actor else None for actor in actors] == [speaker]
