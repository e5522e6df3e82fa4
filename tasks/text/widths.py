"""Columns that a text takes where all signs are set at one width: those of East Asia take two."""

import re

WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]"
)


def columns(line: str) -> int:
    """How many columns a line takes.

    >>> columns("Osterna"), columns("東京")
    (7, 4)
    """
    return len(line) if line.isascii() else len(line) + len(WIDE.findall(line))
