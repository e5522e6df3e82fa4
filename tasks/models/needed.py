"""The arrays and settings that the code asks of each model, so that one left out is missed at once.

A model's own card says nothing of them: it may lack what its weights lack.
"""

from collections.abc import Iterable
from typing import Any

_TREES = ("baseline", "depth", "feature", "left", "right", "starts", "threshold", "value")
_TERMS = ("idf", "intercept", "terms", "weight")
_NET = ("hidden", "hidden_bias", "out", "out_bias", "word", "word_bias")

ARRAYS: dict[str, tuple[str, ...]] = {
    "claims": (
        *(f"{text}_{part}" for text in ("article", "claim") for part in _TERMS),
        *(f"{trees}_{part}" for trees in ("related", "way") for part in _TREES),
        "usual",
    ),
    "names": (
        "class_coarse", "class_fine", "class_words", "name_bias", "name_moves", "name_start",
        "name_weights", "sure_tags", "sure_words", "tag_bias", "tag_weights",
    ),
    "quotes": ("begin", "cue", "end", "fact_weights", "facts", "signs", "signs_bias"),
    "roles": ("bias", "furniture", "own", "second", "second_bias", "vocabulary", "words"),
    "stance": ("axes", "carry", "centre", "mean", "projection", "spread"),
    "syntax": ("cluster_words", "clusters", "first", "known", "labels", "second", "steps"),
    "topics": ("dense", "idf", "intercept", "second", "words_bytes", "words_scale"),
    "vectors": ("bytes", "counts", "scale", "words"),
}  # fmt: skip

SETTINGS: dict[str, tuple[str, ...]] = {
    "claims": ("decided", "favour", "passing", "scale"),
    "names": ("name_scale", "tag_scale"),
    "quotes": ("begin_scale", "bias", "cue_scale", "end_scale", "least", "signs_scale"),
    "stance": ("calibration", "carry", "leaning", "nets", "relations", "sure", "vectors"),
    "syntax": ("relations", "tags"),
    "topics": ("also", "also_decided", "classes", "decided", "first", "most", "present", "second"),
}


def needed(task: str, settings: dict[str, Any]) -> set[str]:
    """The names of the arrays of `task`; stance has as many nets as its settings say.

    >>> sorted(needed("vectors", {}))
    ['bytes', 'counts', 'scale', 'words']
    """
    nets = range(settings.get("nets", 1)) if task == "stance" else ()
    return {*ARRAYS.get(task, ()), *(f"net{n}_{part}" for n in nets for part in _NET)}


def lacking(task: str, settings: dict[str, Any], names: Iterable[str]) -> list[str]:
    """Those that are not among `names`, in order."""
    return sorted(needed(task, settings) - set(names))


def unset(task: str, settings: dict[str, Any]) -> list[str]:
    """The settings of `task` that are not there, in order.

    >>> unset("names", {"tag_scale": 0.1})
    ['name_scale']
    """
    return sorted(set(SETTINGS.get(task, ())) - settings.keys())
