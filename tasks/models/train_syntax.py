"""Training of the light parser on Universal Dependencies: tags, then steps, then relations."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.cluster import MiniBatchKMeans

from tasks.models import cards, vectors
from tasks.models.registry import Bundle
from tasks.models.softmax import fit
from tasks.models.stance_axes import unit
from tasks.models.syntax_examples import Gold, Sentence, padded, read
from tasks.models.syntax_learning import (
    LABEL_BITS,
    STEP_BITS,
    crosswise,
    fit_steps,
    fit_tags,
    tagged,
)
from tasks.text.syntax import FEATURES
from tasks.text.syntax_features import Words, code, word_codes
from tasks.text.syntax_steps import heads_of, label_rows, packed

VERSION = "2026-11-22"
PARTS = ("ewt", "gum")
LICENCES = {
    "ewt": "Universal Dependencies English EWT, CC BY-SA 4.0",
    "gum": "Universal Dependencies English GUM, its CC BY documents",
}
CLUSTERS, LONGEST = 400, 60
TAG_ROUNDS, STEP_ROUNDS, LABEL_ROUNDS = 5, 8, 4
# Weights are stored as whole numbers of these; coarser steps cost accuracy, finer ones space.
STEPS = {"first": 0.5, "second": 0.3, "steps": 0.12, "labels": 0.3}


def train(data: Path, extra_labels: Sequence[Path] = ()) -> Bundle:
    """The syntax bundle from the treebanks below `data`; some minutes on one core."""
    files = [data / "eval" / "syntax" / f"{part}.train.conllu.gz" for part in PARTS]
    sentences = [s for file in (*files, *extra_labels) for s in read(file)]
    tags = sorted({tag for s in sentences for tag in s.tags})
    relations = sorted({name for s in sentences for name in s.relations})
    clusters = clustered(vectors.load())
    counts = Counter(word_codes(word)[0] for s in sentences for word in s.words)
    known = sorted(word for word, count in counts.items() if count > 1)
    words = Words(clusters, known)
    gold = padded([s for s in sentences if len(s.words) <= LONGEST], words, tags, relations)
    seen = crosswise(gold, len(tags))
    first, second = fit_tags(gold, len(tags), TAG_ROUNDS)
    steps = fit_steps(gold, seen, STEP_ROUNDS)
    arcs = label_rows(gold.codes, seen, gold.heads, LABEL_BITS)[gold.inside.ravel()]
    labels = fit(
        arcs, gold.relations[gold.inside], 1 << LABEL_BITS, len(relations), LABEL_ROUNDS, 0.3
    )
    learnt = {"first": first, "second": second, "steps": steps, "labels": labels}
    arrays = {name: rounded(weights, STEPS[name]) for name, weights in learnt.items()}
    places: dict[str, np.ndarray] = {
        "known": np.array(known, dtype=np.int32),
        "cluster_words": np.array(sorted(clusters), dtype=np.int32),
        "clusters": np.array([clusters[word] for word in sorted(clusters)], dtype=np.int16),
    }
    settings = {"tags": tags, "relations": relations, "steps": STEPS}
    scores = {
        part: score(read(file.with_name(f"{part}.dev.conllu.gz")), words, settings, arrays)
        for part, file in zip(PARTS, files, strict=True)
    }
    return Bundle(
        "syntax",
        VERSION,
        FEATURES,
        arrays | places,
        settings,
        card([*files, *extra_labels], scores),
    )


def rounded(weights: np.ndarray, step: float) -> np.ndarray:
    """Weights as signed bytes, in multiples of `step`."""
    return np.clip(np.rint(weights / step), -127, 127).astype(np.int8)


def clustered(words: vectors.Vectors) -> dict[int, int]:
    """Word code → cluster number from 1, by the direction of the word's vector."""
    model = MiniBatchKMeans(CLUSTERS, random_state=0, batch_size=4096, n_init=2, max_iter=60)
    numbers = model.fit(unit(words.matrix)).labels_ + 1
    found = {code(word): int(number) for word, number in zip(words.index, numbers, strict=True)}
    return found | {code("n't"): found[code("not")]}


def score(
    sentences: list[Sentence], words: Words, settings: dict[str, Any], arrays: dict[str, np.ndarray]
) -> dict[str, float]:
    """Share of right tags, heads, and heads with relations, of all tokens, tags predicted."""
    gold: Gold = padded(sentences, words, settings["tags"], settings["relations"])
    inside = gold.inside
    tags = tagged(gold, arrays["first"].astype(np.int32), arrays["second"].astype(np.int32))
    heads = heads_of(gold.codes, tags, gold.lengths, packed(arrays["steps"]), STEP_BITS)
    heads[~inside] = -1
    arcs = label_rows(gold.codes, tags, heads, LABEL_BITS)[inside.ravel()]
    relations = arrays["labels"].astype(np.int32)[arcs].sum(axis=1).argmax(axis=1)
    right = heads[inside] == gold.heads[inside]
    return {
        "tags": float((tags == gold.tags)[inside].mean()),
        "heads": float(right.mean()),
        "heads_and_relations": float((right & (relations == gold.relations[inside])).mean()),
    }


def card(files: Sequence[Path], scores: dict[str, dict[str, float]]) -> dict[str, Any]:
    """What people should know of the parser."""
    learnt = [
        row for f in files for row in cards.sources([f], LICENCES.get(f.name[:3], "the user's own"))
    ]
    return {
        "data": learnt,
        "training_sha256": hashlib.sha256(
            "".join(row["sha256"] for row in learnt).encode()
        ).hexdigest(),
        "libraries": cards.libraries(),
        "scores": scores,
        "measured_with": "tasks.models.train_syntax.score: dev files, tags predicted, gold tokens",
        "intended_use": "Heads and relations as features for stance in English news.",
        "known_failures": [
            "Relative clauses after a name and a comma are often hung too high.",
            "Non-projective arcs are never found.",
            "Tokens beyond the 160th of a sentence have no head.",
        ],
    }
