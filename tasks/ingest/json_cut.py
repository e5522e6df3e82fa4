"""What can be read of a JSON object that breaks off: its values, and those of the list it breaks off in."""

import json
import re
from typing import Any

DECODER = json.JSONDecoder()
SPACES = re.compile(r"[ \t\r\n,]*+")
NAME = re.compile(r'[ \t\r\n,]*+"([^"\\]{0,200})"[ \t\r\n]*+:[ \t\r\n]*+')
OPENING = re.compile(r"\s*+\{")


def up_to_fault(text: str) -> tuple[dict[str, Any], int]:
    """An object's values up to its fault, where this stands in a list of its own, and where that begins.

    Nothing, and 0, where the fault stands elsewhere.

    >>> up_to_fault('{"title": "Post", "items": [{"text": "Rain."}, {"te')
    ({'title': 'Post', 'items': [{'text': 'Rain.'}]}, 47)
    >>> up_to_fault('{"title": "Po')
    ({}, 0)
    """
    opening = OPENING.match(text)
    at = opening.end() if opening else len(text)
    said: dict[str, Any] = {}
    while found := NAME.match(text, at):
        name, at = found[1], found.end()
        try:
            said[name], at = DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            if text[at : at + 1] != "[":
                return {}, 0
            said[name], at = _values(text, at + 1)
            return said, at
    return {}, 0


def _values(text: str, at: int) -> tuple[list[Any], int]:
    """A list's values up to the first that cannot be read, and where that begins."""
    values: list[Any] = []
    while True:
        spaces = SPACES.match(text, at)
        at = spaces.end() if spaces else at
        try:
            value, at = DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return values, at
        values.append(value)
