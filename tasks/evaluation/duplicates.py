"""Copies, measured over pairs: `id, text, cluster` in, the clusters linking finds beside them."""

import datetime as dt
import hashlib
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_rand_score

from tasks.articles.clean import clean
from tasks.articles.ids import article_id
from tasks.articles.link import link
from tasks.articles.signatures import sign
from tasks.ingest.records import TEXT

# Linking reads shards from files, as it does at night.
SHARD = 1000
DAY = dt.date(2000, 1, 1)


def predict(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `predicted`, the cluster_id that a night of these texts alone would give.

    rows: id, text. Every text counts as a record of its own, the same bytes or not; one that a
    night would reject is a cluster by itself.
    """
    # A record's bytes name its article; here its place does, so that equal texts stay two.
    hashes = [hashlib.sha256(str(place).encode()).hexdigest() for place in range(len(rows))]
    raw = pd.DataFrame(
        {
            "record_id": hashes,
            "origin_file": "evaluation",
            "media_type": TEXT,
            "content": [text.encode("utf-8", "replace") for text in rows["text"]],
            "sha256": hashes,
            "reason": None,
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        shards = [
            _written(raw.iloc[start : start + SHARD], Path(folder), start)
            for start in range(0, len(raw), SHARD)
        ]
        linked = link([shard[0] for shard in shards], [shard[1] for shard in shards], [], DAY)
    by_article = dict(
        zip(linked.clusters["article_id"], linked.clusters["cluster_id"], strict=True)
    )
    names = [article_id(sha256) for sha256 in hashes]
    return rows.assign(predicted=[by_article.get(name, name) for name in names])


def _written(raw: pd.DataFrame, folder: Path, start: int) -> tuple[Path, Path]:
    """One shard's articles and signatures, as files."""
    cleaned = clean(raw)
    paths = folder / f"articles-{start}.parquet", folder / f"signatures-{start}.parquet"
    cleaned.articles.to_parquet(paths[0])
    sign(cleaned.articles).to_parquet(paths[1])
    return paths


def scores(predicted: pd.DataFrame) -> dict[str, float]:
    """Pairwise precision, recall and F1 and the adjusted Rand index of cluster and predicted.

    >>> found = scores(pd.DataFrame({"cluster": ["a", "a", "b"], "predicted": [1, 1, 1]}))
    >>> found["pairwise_recall"], round(found["pairwise_precision"], 2)
    (1.0, 0.33)
    """
    right = _pairs(predicted, ["cluster", "predicted"])
    precision = _share(right, _pairs(predicted, ["predicted"]))
    recall = _share(right, _pairs(predicted, ["cluster"]))
    # Numbered, as scikit-learn cannot sort clusters named by words and numbers together.
    clusters = pd.factorize(predicted["cluster"])[0]
    return {
        "pairwise_f1": _share(2 * precision * recall, precision + recall),
        "pairwise_precision": precision,
        "pairwise_recall": recall,
        "adjusted_rand": float(adjusted_rand_score(clusters, predicted["predicted"])),
    }


def _pairs(frame: pd.DataFrame, by: list[str]) -> int:
    """How many pairs of rows agree in these columns."""
    sizes = frame.groupby(by).size().to_numpy()
    return int(np.sum(sizes * (sizes - 1) // 2))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
