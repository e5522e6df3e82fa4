"""What stands below a story: notes to editors, a life of its writer in one line."""

import re
from collections.abc import Iterator, Sequence

from tasks.text.bylines import names_in

_NOTES = re.compile(r"notes? to (?:the )?editors?:?$", re.IGNORECASE)
# Lines at the top in which a piece is signed; at the end that tell of its writer.
_TOP, _LAST = 6, 4
_LIFE = re.compile(r" (?:is|was|writes|covers|teaches|works|reports)\b|['’]s (?:\w+ ){0,3}book\b")


def below_story(lines: Sequence[str], labels: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines below the story that are no part of it, with their roles.

    >>> lines = ["Ada Berg", "The dam is old.", "Ada Berg is a former editor."]
    >>> list(below_story(lines, ["byline", "body", "body"]))
    [(2, 'byline')]
    >>> list(below_story(["The dam is old.", "Notes to editors", "1. It is."], ["body"] * 3))
    [(1, 'boilerplate'), (2, 'boilerplate')]
    """
    notes = next((n for n, line in enumerate(lines) if n and _NOTES.match(line)), len(lines))
    yield from ((number, "boilerplate") for number in range(notes, len(lines)))
    signed = [line for line, label in zip(lines[:_TOP], labels, strict=False) if label == "byline"]
    writers = [name for line in signed if (name := names_in(line)) and " " in name]
    for number in range(max(len(lines) - _LAST, len(signed)), notes) if writers else ():
        if any(_tells_of(name, lines[number]) for name in writers):
            yield number, "byline"


def _tells_of(name: str, line: str) -> bool:
    """Whether a line begins with a writer's name and says what else they do."""
    begins = line[: len(name)].casefold() == name.casefold()
    return begins and bool(_LIFE.match(line, len(name)))
