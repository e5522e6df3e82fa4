"""Reading, timed on one core: sentences in MB/s beside sentencex, clean in ms an article.

    python -m bench.reading data.parquet [--articles 1000]

The file needs a column `text`. Processor seconds, so that a busy machine disturbs less.
"""

import argparse
import json
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow.parquet as pq
import sentencex

from tasks.articles.clean import clean
from tasks.articles.plain import records
from tasks.text.sentences import split_sentences


def main() -> None:
    """Print one JSON object of figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--articles", type=int, default=1000)
    asked = parser.parse_args()
    texts = pq.read_table(asked.file, columns=["text"])["text"].to_pylist()[: asked.articles]
    print(json.dumps(figures(texts), indent=1))


def figures(texts: list[str]) -> dict[str, float]:
    """Speeds of the parts over `texts`."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    raw = records(texts)
    clean(raw.head(2))  # loads the models
    ours = seconds(lambda: [split_sentences(text) for text in texts])
    theirs = seconds(lambda: [sentencex.get_sentence_boundaries("en", text) for text in texts])
    cleaned = seconds(lambda: clean(raw, date(2031, 1, 1)))
    return {
        "megabytes": round(size, 2),
        "sentences_mb_per_s": round(size / ours, 1),
        "sentencex_mb_per_s": round(size / theirs, 1),
        "clean_ms_per_article": round(1000 * cleaned / len(texts), 2),
    }


def seconds(work: Callable[[], Any]) -> float:
    """Processor seconds that `work` takes, the best of three."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


if __name__ == "__main__":
    main()
