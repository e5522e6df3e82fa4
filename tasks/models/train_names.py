"""Training of the bundle `names`: the part-of-speech tagger, word classes, and the name model.

Learnt from data marked *ship* alone: GUM's named entities as we corrected them, our own labels in
EWT and in the corpus, paragraphs of our own, Universal Dependencies, the corpus (word classes; sentences that the name
lists explain), and wire copy made up from templates.
"""

import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from scipy.sparse import vstack

from tasks import lexicons
from tasks.config import LABELS
from tasks.evaluation.entities import scores as entity_scores
from tasks.models import names_classes, names_distant, names_pieces, names_read, names_tagger
from tasks.models.cards import libraries, sources
from tasks.models.names_crf import Chain, Problem, fit
from tasks.models.names_labels import Sample, labels_of, sample
from tasks.models.names_renamed import renamed
from tasks.models.names_templates import Writer
from tasks.models.registry import Bundle
from tasks.text import names, names_features, tags
from tasks.text.forms import batch
from tasks.text.function_words import words as function_words
from tasks.text.linear import packed
from tasks.text.names_chain import runs
from tasks.text.names_view import Classes
from tasks.text.sentences import split_sentences
from tasks.text.tokens import tokenize

VERSION = "2026-11-23"
OURS = ("gum", "ewt", "allsides")
PIECES = LABELS / "name_pieces.csv"
BITS = 17
DOCUMENTS, ARTICLES, COUNTED = 800, 1200, 6000
# What an error costs in each sample: labels given by reading most, the lists' least. Chosen by
# cross-validation over documents; so are the prior and the number of steps.
IMPORTANCE = {
    "gum": 3.0, "ewt": 2.0, "news": 2.0, "pieces": 2.0, "gum_renamed": 0.5, "gum_spaced": 0.3,
    "templates": 0.3, "lists": 0.02, "lists_renamed": 0.15, "lists_spaced": 0.1,
}  # fmt: skip
PRIOR, STEPS = 1.5, 80


def train(data: Path, extra_labels: Sequence[Path] = ()) -> Bundle:
    """The bundle, from the data folder; `extra_labels`: more files of the entities format."""
    treebanks = [data / "eval" / "syntax" / f"{name}.train.conllu.gz" for name in ("ewt", "gum")]
    entities = [data / "eval" / "entities" / "gum.train.jsonl.gz", *extra_labels]
    labels = {name: LABELS / f"names_{name}.csv" for name in OURS}
    files = [*treebanks, *entities, *labels.values(), PIECES]
    corpus = data / "corpus" / "allsides.parquet"
    texts = pq.read_table(corpus, columns=["text"]).column(0).to_pylist()
    arrays, settings = _tagger(treebanks)
    classes = names_classes.learn(texts)
    arrays |= _classes(classes)
    tagger = tags.tagger_of(arrays, settings)
    theirs = pd.concat([pd.read_json(file, lines=True) for file in entities], ignore_index=True)
    read = {
        "gum": names_read.gum(theirs, labels["gum"]),
        "ewt": names_read.ewt(treebanks[0], labels["ewt"]),
        "news": names_read.corpus(corpus, labels["allsides"]),
        "pieces": names_pieces.pieces(PIECES),
    }
    samples = _samples(read, texts, tagger)
    chain = fit(_problem(samples, classes), PRIOR, STEPS)
    arrays |= _chain(chain, settings)
    bundle = Bundle("names", VERSION, tags.FEATURES, arrays, settings, _card(files, samples))
    bundle.card["scores"] = _scores(bundle, data / "eval" / "entities")
    return bundle


def _tagger(treebanks: Sequence[Path]) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    weights, bias = names_tagger.train(treebanks)
    sure = names_tagger.sure_words(treebanks)
    small, scale = packed(weights)
    arrays = {
        "tag_weights": small,
        "tag_bias": bias.astype(np.float32),
        "sure_words": np.array(list(sure)),
        "sure_tags": np.array(list(sure.values()), np.int8),
    }
    return arrays, {"tag_scale": scale}


def _classes(classes: dict[str, int]) -> dict[str, np.ndarray]:
    numbers = np.array(list(classes.values()), np.uint32)
    words = np.frombuffer("\n".join(classes).encode("utf-8", "replace"), np.uint8)
    return {
        "class_words": words,
        "class_coarse": (numbers >> 16).astype(np.uint16),
        "class_fine": (numbers & 0xFFFF).astype(np.uint16),
    }


def _samples(
    read: dict[str, names_read.Labelled], texts: list[str], tagger: tags.Tagger
) -> dict[str, Sample]:
    printed, gold = read["gum"].texts, list(map(_no_peoples, *read["gum"][:2]))
    ours = {name: one.sample(tagger) for name, one in read.items() if name != "gum"}
    gum = read["gum"]._replace(names=gold).sample(tagger)
    wire = list(map(_as_wire, printed, gold))
    writer = Writer()
    made = [writer.document() for _ in range(DOCUMENTS)]
    order = random.Random(0).sample(range(len(texts)), min(len(texts), ARTICLES + COUNTED))
    chosen = [texts[one] for one in order]
    lists, lists_spaced = names_distant.learn(chosen[:ARTICLES], chosen, tagger)
    return {
        "gum": gum,
        **ours,
        "gum_spaced": _spaced(gum, labels_of(gum.read, wire), tagger),
        "templates": sample([text for text, _ in made], [spans for _, spans in made], tagger),
        "lists": lists,
        "lists_spaced": lists_spaced,
        "gum_renamed": renamed(printed, gum, tagger),
        "lists_renamed": renamed(chosen[:ARTICLES], lists, tagger),
    }


Spans = list[tuple[int, int, str]]


def _no_peoples(text: str, spans: Spans) -> Spans:
    """Without "Americans" as a person, which news does not count as a name of one."""
    peoples = {name for row in lexicons.rows("countries") for name in row["demonyms"].split("|")}
    return [(a, b, kind) for a, b, kind in spans if not (kind == "PER" and text[a:b] in peoples)]


def _as_wire(text: str, spans: Spans) -> Spans:
    """As wire corpora mark names: no office before a person, no state behind a city."""
    out: Spans = []
    for start, end, kind in spans:
        words = text[start:end].split(" ")
        while (
            kind == "PER"
            and len(words) > 1
            and words[0] in function_words("office")
            and words[-1][:1].isupper()
        ):
            start += len(words.pop(0)) + 1
        comma = text.find(", ", start, end)
        if kind == "LOC" and comma > 0:
            out.append((comma + 2, end, kind))
            end = comma
        out.append((start, end, kind))
    return out


def _spaced(gum: Sample, labels: np.ndarray, tagger: tags.Tagger) -> Sample:
    read = gum.read
    words = [read.forms.words[one] for one in read.ids.tolist()]
    cuts = [0, *(np.flatnonzero(np.diff(read.sentence)) + 1).tolist(), len(words)]
    return names_distant.spaced(words, labels, list(pairwise(cuts)), tagger)


def _problem(samples: dict[str, Sample], classes: dict[str, int]) -> Problem:
    tables, labels, importance, groups, seen = [], [], [], [], 0
    known = Classes(classes)
    for name, one in samples.items():
        columns = names_features.features(one.read, one.tags, one.places, known)
        tables.append(names_tagger.matrix(columns, BITS))
        labels.append(one.labels[one.places])
        importance.append(np.full(len(one.places), IMPORTANCE[name]))
        groups += [group + seen for group in runs(one.places, one.read.sentence)]
        seen += len(one.places)
    return Problem(
        vstack(tables).tocsr(), np.concatenate(labels), groups, np.concatenate(importance)
    )


def _chain(chain: Chain, settings: dict[str, Any]) -> dict[str, np.ndarray]:
    small, settings["name_scale"] = packed(chain.weights)
    return {
        "name_weights": small,
        "name_bias": chain.bias.astype(np.float32),
        "name_moves": chain.moves.astype(np.float32),
        "name_start": chain.start.astype(np.float32),
    }


def _card(files: Sequence[Path], samples: dict[str, Sample]) -> dict[str, Any]:
    ours = len(OURS) + 1
    treebanks, entities, labels = files[:2], files[2:-ours], files[-ours:-1]
    return {
        "what": "people, organisations and places, and parts of speech, in English news",
        "method": "a linear-chain CRF over hashed features; a linear tagger; see train_names.py",
        "data": [
            *sources(treebanks, "CC BY-SA 4.0 (EWT), CC BY (GUM)"),
            *sources(entities, "CC BY and public domain documents of GUM"),
            *sources(labels, "our own labels, offsets only"),
            *sources(files[-1:], "our own text and labels"),
            {"file": "corpus/allsides.parquet", "licence": "Apache-2.0 compilation; no text kept"},
            {"file": "name_templates.csv and the name lists", "licence": "our own"},
            {"file": "cities.csv", "licence": "CC BY 4.0, GeoNames"},
        ],
        "tokens": {name: len(one.places) for name, one in samples.items()},
        "libraries": libraries(),
        "known_failures": [
            "Names in small letters, of works and events, and nested names are not found.",
            "Cities that stand for their teams outside tables are often taken for places.",
            'GUM counts peoples, gods and bare titles as persons, leaves possessives and "United" '
            'names unmarked and begins some names late ("York"); this model does not.',
        ],
    }


def _scores(bundle: Bundle, folder: Path) -> dict[str, dict[str, float]]:
    """Scores on the development sets, as `nightdesk evaluate entities` counts them."""
    model, tagger = names.model_of(bundle), tags.tagger_of(bundle.arrays, bundle.settings)
    found = {}
    for file in (folder / f"{name}.dev.jsonl.gz" for name in ("conllpp", "gum")):
        rows = pd.read_json(file, lines=True)
        texts = rows["text"].tolist()
        starts = [[span.start for span in split_sentences(text)] or [0] for text in texts]
        read = batch([tokenize(text) for text in texts], starts)
        predicted = names.find_names(texts, read, tags.tag(read, tagger), model)
        found[file.name] = entity_scores(rows.assign(predicted=pd.Series(predicted, dtype=object)))
    return found
