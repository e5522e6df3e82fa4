"""Model cards: the JSON that a model carries, and the page made from it for people."""

import csv
import gzip
import hashlib
import io
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tasks import csv_files

LIBRARIES = ("numpy", "scipy", "scikit-learn")


def libraries() -> dict[str, str]:
    """Versions of the libraries a training leans on."""
    return {name: version(name) for name in LIBRARIES}


def sources(files: Sequence[Path], licence: str) -> list[dict[str, Any]]:
    """Name, rows, hash and licence of the files (JSON Lines or CSV) a model learnt from."""
    return [
        {
            "file": f"{path.parent.name}/{path.name}",
            "rows": _rows(path),
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "licence": licence,
        }
        for path in files
    ]


def _rows(path: Path) -> int:
    if path.suffix == ".csv":
        said = io.StringIO(csv_files.text(path), newline=None)
        with csv_files.cells_of_any_size():
            return sum(1 for _ in csv.DictReader(said))
    opening = gzip.open if path.suffix == ".gz" else open
    with opening(path, "rb") as lines:
        return sum(1 for _ in lines)


def markdown(card: dict[str, Any]) -> str:
    """The card as a page: each key a heading, lists as lists, tables of numbers as tables.

    >>> print(markdown({"task": "t", "version": "v", "use": "news", "data": [{"rows": 2}]}))
    # t/v
    <BLANKLINE>
    ## use
    <BLANKLINE>
    news
    <BLANKLINE>
    ## data
    <BLANKLINE>
    - rows: 2
    <BLANKLINE>
    """
    lines = [f"# {card['task']}/{card['version']}", ""]
    for key in sorted(card.keys() - {"task", "version", "settings"}, key=list(card).index):
        lines += [f"## {key.replace('_', ' ')}", "", *_said(card[key]), ""]
    return "\n".join(lines)


def _said(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [f"- {key}: {_short(item)}" for key, item in value.items()]
    if isinstance(value, list):
        return [f"- {_short(item)}" for item in value]
    return [_short(value)]


def _short(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_short(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(map(_short, value))
    return str(value)
