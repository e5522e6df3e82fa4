"""What the topics learn from: labelled articles, the vocabulary itself, a user's own examples."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from tasks import csv_files, lexicons
from tasks.config import LABELS
from tasks.errors import UserError

VOCABULARY_WEIGHT, PIECE_WEIGHT = 0.3, 0.1
Class = dict[str, str]


@dataclass(frozen=True)
class Example:
    """One text with its labels, the first the primary one, and how much it counts."""

    title: str | None
    text: str
    labels: tuple[str, ...]
    weight: float = 1.0


def tops() -> list[Class]:
    """code, name and short label of the vocabulary's 17 top concepts, by code."""
    rows = [row for row in lexicons.rows("media_topics") if row["level"] == "1"]
    return [
        {"code": row["code"], "name": row["name"], "short": row["short"]}
        for row in sorted(rows, key=lambda row: row["code"])
    ]


def reluctance() -> dict[str, float]:
    """By short label, what is taken off a topic's score: residual topics ask for more evidence."""
    rows = lexicons.rows("media_topics")
    return {row["short"]: float(row["reluctance"]) for row in rows if row["level"] == "1"}


def labelled(file: Path) -> list[Example]:
    """The rows of a topics file in EVALUATION.md's format."""
    frame = pd.read_json(file, lines=True)
    rows = zip(frame["title"], frame["text"], frame["labels"], strict=True)
    return [Example(title, text, tuple(labels)) for title, text, labels in rows]


def further(
    rewrites: Path, bodies: Path, labels: Path = LABELS / "topics_more.csv"
) -> list[Example]:
    """Our labels on the OneStopEnglish stories and FNC-1 articles, which stand in `data`.

    Of a story told three times the longest telling is read. Articles of one FNC-1 story share
    their labels and so count less each.
    """
    frame = pd.read_csv(labels, dtype=str)
    told = pd.read_json(rewrites, lines=True)
    told = told.iloc[np.argsort(told["text"].str.len().to_numpy(), kind="stable")]
    texts = {
        # The last of equal keys stays: the longest telling.
        "onestop_rewrites": dict(zip(told["cluster"], told["text"], strict=True)),
        "fnc1": _bodies(bodies),
    }
    weight = {"onestop_rewrites": 1.0, "fnc1": 0.35}
    return [
        Example(
            None, texts[row["set"]][row["id"]], tuple(row["labels"].split("/")), weight[row["set"]]
        )
        for row in frame.to_dict("records")
    ]


def _bodies(file: Path) -> dict[str, str]:
    frame = pd.read_json(file, lines=True)
    return dict(zip(frame["id"].astype(str), frame["text"], strict=True))


def vocabulary(file: Path) -> list[Example]:
    """Each concept in use, as a short text: its name the title, its definition the body."""
    short = {row["code"]: row["short"] for row in tops()}
    concepts = pd.read_csv(file, keep_default_na=False)
    kept = concepts[(concepts["retired"] == "") & concepts["top"].isin(list(short))]
    rows = zip(kept["name_en"], kept["definition_en"], kept["top"], strict=True)
    return [Example(name, text, (short[top],), VOCABULARY_WEIGHT) for name, text, top in rows]


def pieces(file: Path = LABELS / "topic_pieces.csv") -> list[Example]:
    """News pieces of our own writing, from trades and places that the labelled articles lack."""
    rows = pd.read_csv(file, dtype=str).to_dict("records")
    return [
        Example(row["title"], row["text"], tuple(row["labels"].split("/")), PIECE_WEIGHT)
        for row in rows
    ]


def own(files: Sequence[Path]) -> list[Example]:
    """A user's CSV files: columns label and text, perhaps title.

    A UserError, naming file and line, where one cannot be read whole, holds no example, or has a
    line with a label and no text or a text and no label.
    """
    return [example for file in files for example in _own(file)]


def _own(file: Path) -> list[Example]:
    lines = csv_files.read(file, ("label", "text")).lines
    if not lines:
        raise UserError(f"{file} holds no example; each line below the first is a label and a text")
    bare = [
        f"line {line.number} has no {name}"
        for line in lines
        for name in ("label", "text")
        if not line.cells.get(name, "").strip()
    ]
    if bare:
        raise UserError(
            f"{file}: {'; '.join(bare[:5])}{' …' if len(bare) > 5 else ''}; nothing was learnt: "
            "fill them in, or take these lines out"
        )
    return [
        Example(line.cells.get("title"), line.cells["text"], (line.cells["label"].strip(),))
        for line in lines
    ]


def taxonomy(examples: Sequence[Example], least: int) -> list[Class]:
    """The classes of a taxonomy of one's own, by label; code, name and short label are one word.

    A UserError where there is a single label, or fewer than `least` examples of one.
    """
    found = counted(examples)
    if len(found) == 1:
        raise UserError(
            f"all examples are labelled {next(iter(found))!r}, so there is nothing to tell apart: add "
            f"another label, say `other`, with {least} examples or more"
        )
    scarce = [f"{label} ({count})" for label, count in found.items() if count < least]
    if scarce:
        raise UserError(
            f"too few examples (fewer than {least}) of: {', '.join(scarce)}; add examples of them, 30 are "
            "better, or take these labels out. Labels that should join Nightdesk's own are its short "
            f"names: {', '.join(row['short'] for row in tops())}"
        )
    return [{"code": label, "name": label, "short": label} for label in found]


def counted(examples: Sequence[Example]) -> dict[str, int]:
    """How many examples have each label first."""
    return dict(sorted(Counter(example.labels[0] for example in examples).items()))
