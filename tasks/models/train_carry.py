"""Training of the look before parsing, from a night of the model over articles of the corpus."""

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from tasks.articles.plain import read_plain
from tasks.models import stance, stance_carry, vectors
from tasks.models.stance_model import Model
from tasks.watchlist import Watchlist

CARRYING, SHARD = 1700, 300  # articles that the look before parsing learns from, and at a time


def carrying(data: Path, words: vectors.Vectors, model: Model) -> tuple[np.ndarray, float]:
    """The look before parsing, from a night of the model over articles of the corpus, all parsed.

    model: one whose own look lets everything pass.
    """
    file = data / "corpus" / "allsides.parquet"
    corpus = pq.read_table(file, columns=["text"])["text"].to_pylist()
    corpus = corpus[:: max(1, len(corpus) // CARRYING)]
    texts: list[str] = []
    shown: list[bool] = []
    for start in range(0, len(corpus), SHARD):
        articles, read = read_plain(corpus[start : start + SHARD])
        rows = stance.judge(articles, *read, Watchlist(), model)
        with_row = set(rows.loc[rows["holder_kind"] != "author", "segment_id"])
        body = read.segments[read.segments["role"] == "body"]
        texts += body["text"].tolist()
        shown += body["segment_id"].isin(with_row).tolist()
    asked = [
        n
        for n, found in enumerate(stance_carry.words(texts))
        if not stance_carry.cues().isdisjoint(found)
    ]
    return stance_carry.fit(words, [texts[n] for n in asked], np.array(shown)[asked])
