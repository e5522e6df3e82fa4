"""Milliseconds an article that topics and claims take on one core, over articles of the corpus.

python bench/topics_claims.py CORPUS.parquet [ARTICLES]
"""

import sys
import time

import pandas as pd
import pyarrow.parquet as pq

from tasks.models import claims, topics
from tasks.watchlist import Claim, Watchlist

WATCHED = Watchlist(
    claims=tuple(
        Claim(f"c{number}", text)
        for number, text in enumerate(
            [
                "Vaccines cause more illness than they prevent",
                "The border wall will be paid for by Mexico",
                "Voter fraud decided the election",
                "The minimum wage destroys jobs",
                "Russia interfered in the presidential election",
            ]
        )
    )
)


def shard(file: str, size: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Articles and one segment a paragraph of the first `size` articles of the corpus."""
    rows = next(
        pq.ParquetFile(file).iter_batches(size, columns=["id", "title", "text"])
    ).to_pandas()
    articles = pd.DataFrame(
        {"article_id": rows["id"].astype(str), "title": rows["title"], "language": "en"}
    )
    parts = []
    for article, text in zip(articles["article_id"], rows["text"], strict=True):
        start = 0
        for line in text.split("\n"):
            parts.append((article, "body", line, start, start + len(line)))
            start += len(line) + 1
    columns = ["article_id", "role", "text", "char_start", "char_end"]
    return articles, pd.DataFrame(parts, columns=columns)


def main() -> None:
    """Print the time of each judge after a first, warming shard."""
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    articles, segments = shard(sys.argv[1], size)
    small = articles.head(20)
    few = segments[segments["article_id"].isin(small["article_id"])]
    topics.judge(small, few)
    claims.judge(small, few, WATCHED)
    for name, judge in (
        ("topics", lambda: topics.judge(articles, segments)),
        (
            f"claims, {len(WATCHED.claims)} watched",
            lambda: claims.judge(articles, segments, WATCHED),
        ),
    ):
        began = time.process_time()
        rows = len(judge())
        spent = time.process_time() - began
        print(f"{name}: {1000 * spent / len(articles):.2f} ms an article, {rows} rows")


if __name__ == "__main__":
    main()
