"""Makes the syndication set: copies of real stories by documented edits, and hard negatives.

    python -m bench.syndication CORPUS.parquet OUT.jsonl.gz [--seed 7] [--stories 400]

Writes rows `id, text, cluster, how` (gzip JSON Lines, read by `nightdesk evaluate duplicates`).
The texts are third-party: the output stays outside the repository. Same corpus, same seed, same
bytes.

Copies: each story with 1 to 5, each by one to three of `edits.EDITS`. Hard negatives: corpus
reports of a story's topic and day (`same_event`); different pieces in one frame (`column`); one
template with other numbers (`market`); stories with many numbers, all changed (`renumbered`).
Drawn stories that share over a fifth of their shingles with another are left out, by comparing
all pairs: the corpus holds copies that nobody has labelled.
"""

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

from bench.edits import Paragraphs, column, copies, market, renumbered

TOO_ALIKE = 0.2
COLUMNS, MARKETS = 60, 60
# Changed numbers make another story only of a text that is about numbers.
MIN_NUMBERS = 12


def paragraphs(text: str) -> Paragraphs:
    """The non-empty lines of a text."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def shingle_set(text: str) -> frozenset[tuple[str, ...]]:
    """Shingles of five words, by the plainest means: nothing of the code that is measured."""
    tokens = re.findall(r"\w+", text.lower())
    return frozenset(zip(*(tokens[place:] for place in range(5)), strict=False))


def unlike(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows less the later of every two that share over a fifth of the smaller's shingles."""
    sets = {row.Index: shingle_set(row.text) for row in frame.itertuples()}
    dropped = set()
    for one, other in combinations(sets, 2):
        smaller = min(len(sets[one]), len(sets[other]))
        if len(sets[one] & sets[other]) > TOO_ALIKE * smaller:
            dropped.add(other)
    return frame.drop(index=list(dropped))


def draw(corpus: pd.DataFrame, stories: int, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The stories to copy, and others of their topics and days."""
    sound = corpus[corpus["text"].str.len().between(1500, 15_000)]
    sound = sound[sound["text"].str.count("\n") >= 8]
    base = sound.sample(stories, random_state=seed)
    near = sound.drop(index=base.index).merge(base[["topic", "published"]].drop_duplicates())
    near = near.sample(min(len(near), 2 * stories), random_state=seed)
    kept = unlike(pd.concat([base, near], ignore_index=True))
    is_base = kept["id"].isin(base["id"])
    return kept[is_base], kept[~is_base]


def made(corpus: pd.DataFrame, stories: int, seed: int) -> Iterator[tuple[str, str, Paragraphs]]:
    """Cluster, how it was made, paragraphs."""
    chance = random.Random(seed)
    base, near = draw(corpus, stories, seed)
    # What stands in the set only as an outlet's own words or a column's piece.
    rest = corpus[~corpus["id"].isin([*base["id"], *near["id"]])].sample(
        2 * COLUMNS, random_state=seed
    )
    others = [paragraphs(text) for text in rest["text"]]
    for row in base.itertuples():
        text = paragraphs(row.text)
        yield row.id, "story", text
        for how, copy in copies(text, chance, others[COLUMNS:]):
            yield row.id, how, copy
        if len(re.findall(r"\d+", row.text)) >= MIN_NUMBERS and chance.random() < 0.3:
            yield f"renumbered {row.id}", "renumbered", renumbered(text, chance)
    for row in near.itertuples():
        yield row.id, "same_event", paragraphs(row.text)
    for place, body in enumerate(others[:COLUMNS]):
        yield f"column {place}", "column", column(body, chance)
    for place in range(MARKETS):
        yield f"market {place}", "market", market(chance)


def rows(corpus: pd.DataFrame, stories: int, seed: int) -> list[dict[str, Any]]:
    """The whole set, in an order that tells nothing."""
    found = list(made(corpus, stories, seed))
    random.Random(seed).shuffle(found)
    return [
        {"id": f"s{place:05}", "text": "\n\n".join(text), "cluster": cluster, "how": how}
        for place, (cluster, how, text) in enumerate(found)
    ]


def main() -> None:
    """Read the command line, write the set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--stories", type=int, default=400)
    given = parser.parse_args()
    corpus = pd.read_parquet(given.corpus, columns=["id", "published", "topic", "text"])
    with gzip.GzipFile(given.out, "wb", mtime=0) as file:
        for row in rows(corpus, given.stories, given.seed):
            file.write((json.dumps(row, ensure_ascii=False) + "\n").encode())


if __name__ == "__main__":
    main()
