"""The labelled stance sets as sentences and rows."""

import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from tasks.config import LABELS
from tasks.models import stance_rows
from tasks.models.stance_features import Row, row_of
from tasks.models.stance_reading import Sentence, read

CORPUS_LABELS = LABELS / "stance_corpus.csv"
SETS = ("directed", "holders", "newsmtsc")
COLUMNS = ("id", "text", "holder", "target", "label")


class Labelled(NamedTuple):
    """A frame of labelled rows, their sentences (each text once), and rows pointing at them."""

    frame: pd.DataFrame
    sentences: list[Sentence]
    rows: list[Row]
    of: np.ndarray


def frame(data: Path, part: str, extra: Sequence[Path] = ()) -> pd.DataFrame:
    """All sets of `part` (train or dev) below `data`, with a column `set`; extra files at the end.

    Raises UserError where an extra file or a row of it is not what it should be.
    """
    # A user's files come first, so that a fault in them is told before anything is done.
    own = [stance_rows.read(path).assign(set=path.name) for path in extra]
    files = {name: data / "eval" / "stance" / f"{name}.{part}.jsonl.gz" for name in SETS}
    frames = [pd.read_json(path, lines=True).assign(set=name) for name, path in files.items()]
    return pd.concat([*frames, *own], ignore_index=True)


def own(data: Path, labels: Path = CORPUS_LABELS) -> pd.DataFrame:
    """Our own labels on sentences of the corpus below `data`, as rows of the same columns.

    Their set is `held` where a holder is named, `voice` where the sentence itself speaks.
    """
    rows = pd.read_csv(labels)
    corpus = pd.read_parquet(data / "corpus" / "allsides.parquet", columns=["id", "text"])
    texts = corpus.set_index("id")["text"]
    named = rows["holder_start"].notna()
    return pd.DataFrame(
        {
            "id": rows["article"],
            "text": [
                texts[article][start:end]
                for article, start, end in zip(
                    rows["article"], rows["start"], rows["end"], strict=True
                )
            ],
            "holder": pd.Series(
                rows[["holder_start", "holder_end"]].fillna(0).astype(int).to_numpy().tolist()
            ).where(named, None),
            "target": rows[["target_start", "target_end"]].to_numpy().tolist(),
            "label": rows["label"],
            "set": named.map({True: "held", False: "voice"}),
        }
    )


def labelled(rows: pd.DataFrame) -> Labelled:
    """Parse each text once and set the rows over it.

    `rows` has text, holder (span or null), target (span), or target_text where the target has
    no span: it is then looked for in the text, and stands for the whole sentence if not there.
    """
    texts = list(dict.fromkeys(rows["text"]))
    sentences = dict(zip(texts, read(texts), strict=True))
    number = {text: i for i, text in enumerate(texts)}
    spans, named = (
        rows[name] if name in rows else [None] * len(rows) for name in ("target", "target_text")
    )
    found = [
        row_of(
            sentences[text].facts,
            _span(holder),
            _span(target) or spoken(text, name),
        )
        for text, holder, target, name in zip(
            rows["text"], rows["holder"], spans, named, strict=True
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
