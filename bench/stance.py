"""How long stance takes: python bench/stance.py CORPUS.parquet [ARTICLES].

Cleans and segments a sample first; only `tasks.models.stance.judge` is timed, in processor time of
one core, after a first small shard has loaded the models.
"""

import sys
import time
from pathlib import Path

import pyarrow.parquet as pq

from tasks.articles.plain import read_plain
from tasks.models import stance
from tasks.watchlist import Watchlist


def main(corpus: Path, count: int) -> None:
    """Print processor milliseconds an article, and rows written."""
    texts = pq.read_table(corpus, columns=["text"]).column("text").to_pylist()
    texts = texts[:: max(1, len(texts) // count)][:count]
    for some in (texts[:20], texts):
        articles, read = read_plain(some)
        start = time.process_time()
        rows = stance.judge(articles, *read, Watchlist())
        spent = time.process_time() - start
    print(
        f"{len(articles)} articles, {len(rows)} rows, {1000 * spent / len(articles):.2f} ms an article"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 500)
