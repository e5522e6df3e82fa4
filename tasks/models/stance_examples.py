"""The labelled stance sets as sentences and rows."""

import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from tasks.models.stance_features import Row, row_of
from tasks.models.stance_reading import Sentence, read

SETS = ("directed", "holders", "newsmtsc")
COLUMNS = ("id", "text", "holder", "target", "label")


class Labelled(NamedTuple):
    """A frame of labelled rows, their sentences (each text once), and rows pointing at them."""

    frame: pd.DataFrame
    sentences: list[Sentence]
    rows: list[Row]
    of: np.ndarray


def frame(data: Path, part: str, extra: Sequence[Path] = ()) -> pd.DataFrame:
    """All sets of `part` (train or dev) below `data`, with a column `set`; extra files at the end."""
    files = {name: data / "eval" / "stance" / f"{name}.{part}.jsonl.gz" for name in SETS}
    files |= {path.name: path for path in extra}
    frames = [pd.read_json(path, lines=True).assign(set=name) for name, path in files.items()]
    return pd.concat(frames, ignore_index=True)


def labelled(rows: pd.DataFrame) -> Labelled:
    """Parse each text once and set the rows over it.

    `rows` has text, holder (span or null), target (span), or target_text where the target has
    no span: it is then looked for in the text, and stands for the whole sentence if not there.
    """
    texts = list(dict.fromkeys(rows["text"]))
    sentences = dict(zip(texts, read(texts), strict=True))
    number = {text: i for i, text in enumerate(texts)}
    named = rows["target_text"] if "target_text" in rows else [None] * len(rows)
    found = [
        row_of(
            sentences[text].facts,
            _span(holder),
            _span(target) or spoken(text, name),
        )
        for text, holder, target, name in zip(
            rows["text"], rows["holder"], rows["target"], named, strict=True
        )
    ]
    of = np.array([number[text] for text in rows["text"]], dtype=np.int64)
    return Labelled(rows, list(sentences.values()), found, of)


def _span(value: object) -> tuple[int, int] | None:
    return (int(value[0]), int(value[1])) if isinstance(value, list | tuple) else None


def spoken(text: str, name: object) -> tuple[int, int]:
    """Where a named proposition stands in `text`; its end where it does not.

    >>> spoken("They back the deal.", "The deal")
    (10, 18)
    """
    words = str(name or "").lower()
    start = text.lower().find(words) if words else -1
    return (start, start + len(words)) if start >= 0 else (len(text), len(text))


def folds(texts: Sequence[str], count: int) -> np.ndarray:
    """A fold for each text, the same for the same text in every set."""
    return np.array([zlib.crc32(text.encode("utf-8", "surrogatepass")) % count for text in texts])
