"""Models as data: weights that load without running code, a card, and a file naming the live one.

    data/models/live.toml                     task = "version"
    data/models/<task>/<version>/weights.npz  arrays, loaded with pickling refused
    data/models/<task>/<version>/card.json    what it is, what it learnt from, how good it is
    data/models/<task>/<version>/card.md      the same for people

`load` refuses, with a sentence, weights whose hash is not the card's, whose feature version is not
the code's, or which were trained with another major version of a library.
"""

import hashlib
import io
import itertools
import json
import os
import shutil
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.metadata import version as library_version
from pathlib import Path
from typing import Any

import numpy as np

from tasks.config import MODELS
from tasks.errors import UserError
from tasks.models.cards import markdown
from tasks.store import replace_text


@dataclass(frozen=True)
class Bundle:
    """A model at rest.

    features: the feature version the weights were made for.
    arrays: name → array of numbers or fixed-width strings; never objects.
    settings: JSON values the code needs beside them (thresholds, class names, vocabulary).
    card: JSON values for people: data and licences, sizes, scores, known failures.
    """

    task: str
    version: str
    features: str
    arrays: dict[str, np.ndarray]
    settings: dict[str, Any] = field(default_factory=dict)
    card: dict[str, Any] = field(default_factory=dict)

    @property
    def model_id(self) -> str:
        """What rows carry: the task, a slash, the version."""
        return f"{self.task}/{self.version}"


def save(bundle: Bundle, root: Path = MODELS) -> Path:
    """Write the bundle below `root`; equal bundles give equal bytes. Returns its folder.

    The folder is whole or absent. A version that is there is never written over: UserError.
    """
    folder = root / bundle.task / bundle.version
    if folder.exists():
        raise UserError(f"{folder} is there already; a model is never written over")
    aside = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    weights = _packed(bundle.arrays)
    (aside / "weights.npz").write_bytes(weights)
    card = {
        "task": bundle.task,
        "version": bundle.version,
        "features": bundle.features,
        "weights_sha256": hashlib.sha256(weights).hexdigest(),
        "settings": bundle.settings,
        **bundle.card,
    }
    text = json.dumps(card, indent=1, sort_keys=True, ensure_ascii=False)
    (aside / "card.json").write_text(text + "\n", encoding="utf-8")
    (aside / "card.md").write_text(markdown(card), encoding="utf-8")
    aside.rename(folder)
    return folder


def free_version(task: str, root: Path = MODELS) -> str:
    """A version that no model of the task has: today's date, then with -2, -3 …"""
    today = date.today().isoformat()
    taken = {path.name for path in (root / task).glob("*")}
    names = (today if n == 1 else f"{today}-{n}" for n in itertools.count(1))
    return next(name for name in names if name not in taken)


def live_version(task: str, root: Path = MODELS) -> str:
    """The champion's version as `live.toml` names it; a UserError where there is none."""
    live = root / "live.toml"
    versions = tomllib.loads(live.read_text(encoding="utf-8")) if live.exists() else {}
    if task not in versions:
        raise UserError(
            f"no live model for {task}: run `nightdesk train {task}` or name one in {live}"
        )
    return str(versions[task])


@cache
def load(task: str, features: str, version: str | None = None, root: Path = MODELS) -> Bundle:
    """The live (or named) bundle of `task`, checked against its card and the code's features."""
    version = version or live_version(task, root)
    folder = root / task / version
    try:
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        weights = (folder / "weights.npz").read_bytes()
    except (OSError, ValueError) as error:
        raise UserError(f"model {task}/{version} cannot be read: {error}") from error
    if hashlib.sha256(weights).hexdigest() != card["weights_sha256"]:
        raise UserError(f"model {task}/{version}: weights.npz is not the file its card describes")
    if card["features"] != features:
        raise UserError(
            f"model {task}/{version} was trained on features {card['features']}, this code makes "
            f"{features}: run `nightdesk train {task}` or go back to the version it came with"
        )
    for name, then in card.get("libraries", {}).items():
        if (now := library_version(name)).partition(".")[0] != then.partition(".")[0]:
            raise UserError(
                f"model {task}/{version} was trained with {name} {then}, here is {now}: run "
                f"`nightdesk train {task}` or install {name} {then}"
            )
    return Bundle(task, version, features, _unpacked(weights), card["settings"], card)


def _packed(arrays: dict[str, np.ndarray]) -> bytes:
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **{name: arrays[name] for name in sorted(arrays)})  # type: ignore[arg-type]
    return buffer.getvalue()


def _unpacked(weights: bytes) -> dict[str, np.ndarray]:
    with np.load(io.BytesIO(weights), allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def make_live(task: str, version: str, root: Path = MODELS) -> None:
    """Name `version` the champion of `task`; the other lines of `live.toml` stay."""
    live = root / "live.toml"
    versions = tomllib.loads(live.read_text(encoding="utf-8")) if live.exists() else {}
    versions[task] = version
    lines = [f'{name} = "{versions[name]}"\n' for name in sorted(versions)]
    replace_text(live, "# The champion of each task; a rollback is one line.\n" + "".join(lines))
