"""How long a night takes to link against what came before.

    python -m bench.linking CORPUS.parquet FOLDER [--tonight 10000] [--earlier 100000]

Lays out in FOLDER (kept for the next call) earlier nights of 10,000 articles and one tonight, made
of the corpus: an article used again has the words of each line in another order, so that it is
another text of the same words; three in ten of tonight's are earlier ones, cut and re-headed. Then
links tonight and prints seconds, peak memory and what was found.
"""

import argparse
import datetime as dt
import random
import resource
import time
from pathlib import Path

import pandas as pd

from tasks.articles.link import link
from tasks.articles.signatures import sign

NIGHT = 10_000
SHARD = 1000
FIRST = dt.date(2026, 1, 1)


def article(
    row: dict[str, str], number: int, chance: random.Random, copy: bool
) -> dict[str, object]:
    """One article; from the second use of a row on its lines are shuffled, unless it is a copy."""
    lines = row["text"].split("\n")
    if copy:
        lines = ["From our own desk", *lines[: max(3, len(lines) * 2 // 3)]]
    elif number:
        lines = [" ".join(chance.sample(line.split(), len(line.split()))) for line in lines]
    return {
        "article_id": f"a{chance.getrandbits(64):016x}",
        "text": "\n".join(lines),
        "source": row["source"],
        "title": f"{row['title']} {number}",
        "url": f"{row['url']}?number={number}-{copy}",
        "published_at": pd.Timestamp("2026-01-01", tz="UTC"),
    }


def write(
    rows: list[dict[str, object]], folder: Path, name: str, day: dt.date
) -> tuple[Path, Path]:
    """A table of articles and one of signatures, as a night leaves them."""
    frame = pd.DataFrame(rows).assign(
        byline=None, agency=None, dateline_place=None, words=500, day=day, version=1
    )
    frame = frame.assign(story_id=frame["article_id"])
    frame["body_spans"] = [[0, len(text)] for text in frame["text"]]
    frame = frame.astype(dict.fromkeys(["byline", "agency", "dateline_place"], "str"))
    signed = [sign(frame[at : at + SHARD]) for at in range(0, len(frame), SHARD)]
    paths = folder / f"articles-{name}.parquet", folder / f"signatures-{name}.parquet"
    frame.to_parquet(paths[0], compression="zstd")
    pd.concat(signed).to_parquet(paths[1], compression="zstd")
    return paths


def lay_out(corpus: Path, folder: Path, tonight: int, earlier: int) -> None:
    """The nights as files."""
    chance = random.Random(7)
    source = pd.read_parquet(corpus, columns=["text", "source", "title", "url"]).to_dict("records")
    chance.shuffle(source)
    for start in range(0, earlier, NIGHT):
        places = range(start, min(start + NIGHT, earlier))
        rows = [article(source[p % len(source)], p // len(source), chance, False) for p in places]
        write(rows, folder, f"{start:06}", FIRST + dt.timedelta(days=start // NIGHT))
    copies = [article(row, 0, chance, True) for row in source[: tonight * 3 // 10]]
    fresh = [article(row, 9, chance, False) for row in source[: tonight - len(copies)]]
    write(copies + fresh, folder, "tonight", FIRST)


def main() -> None:
    """Read the command line, lay out, link, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tonight", type=int, default=10_000)
    parser.add_argument("--earlier", type=int, default=100_000)
    given = parser.parse_args()
    if not given.folder.exists():
        given.folder.mkdir(parents=True)
        lay_out(given.corpus, given.folder, given.tonight, given.earlier)
    articles, signatures = (
        sorted(given.folder.glob(f"{name}-0*.parquet")) for name in ("articles", "signatures")
    )
    tonight = [[given.folder / f"{name}-tonight.parquet"] for name in ("articles", "signatures")]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    linked = link(*tonight, list(zip(articles, signatures, strict=True)), dt.date(2026, 3, 2))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{seconds:.1f} s, {peak / 1e6:.2f} GB peak ({before / 1e6:.2f} before linking)")
    print(linked.duplicates["kind"].value_counts().to_string())


if __name__ == "__main__":
    main()
