"""A user's JSON Lines, read whole or refused with the lines that are wrong."""

import gzip
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tasks.errors import UserError

Row = dict[str, Any]
SHOWN = 3


def read(file: Path, fault: Callable[[Row], str], wanted: str) -> list[Row]:
    """The rows of a file in UTF-8, plain or gzip.

    fault: what is wrong with a row ("has no text"); nothing where it is sound. wanted: what each
    line should be, the end of every complaint. Raises UserError, naming file and lines, where the
    file holds no row or a row is not sound.
    """
    rows: list[Row] = []
    wrong: list[str] = []
    # Only a line feed ends a line: JSON may hold the other breaks that str.splitlines knows.
    for number, line in enumerate(_text(file, wanted).split("\n"), 1):
        if not line.strip():
            continue
        row = _parsed(line)
        said = "is not a JSON object" if row is None else fault(row)
        if said:
            wrong.append(f"line {number} {said}")
        elif row is not None:
            rows.append(row)
    if wrong:
        more = f" and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
        raise UserError(f"{file}: {'; '.join(wrong[:SHOWN])}{more}; {wanted}")
    if not rows:
        raise UserError(f"{file} holds no row; {wanted}")
    return rows


def is_span(value: object, text: str) -> bool:
    """Whether this is [start, end) of at least one character of `text`.

    >>> is_span([0, 3], "rain"), is_span([0, 5], "rain"), is_span([3, 3], "rain")
    (True, False, False)
    """
    if not isinstance(value, list) or len(value) != 2 or any(type(end) is not int for end in value):
        return False
    return bool(0 <= value[0] < value[1] <= len(text))


def _text(file: Path, wanted: str) -> str:
    try:
        content = file.read_bytes()
        if content.startswith(b"\x1f\x8b"):
            content = gzip.decompress(content)
        return content.decode("utf-8-sig")
    except (OSError, EOFError, zlib.error) as error:
        raise UserError(f"{file} cannot be read: {error}") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{file} is not JSON Lines in UTF-8; {wanted}") from error


def _parsed(line: str) -> Row | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
