"""Models as data: weights that load without running code, a card, and a file naming the live one.

    data/models/live.toml                     task = "version"
    data/models/<task>/<version>/weights.npz  arrays, loaded with pickling refused
    data/models/<task>/<version>/card.json    what it is, what it learnt from, how good it is
    data/models/<task>/<version>/card.md      the same for people

`load` refuses, with a sentence, weights whose hash is not the card's, that hold anything but plain
arrays or lack one the code asks for, whose feature version is not the code's, or which were trained
with another major version of a library. A minor one is no matter:
weights are plain arrays that this code alone reads, so no library's own format is in them.
"""

import hashlib
import io
import itertools
import json
import os
import shutil
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as library_version
from pathlib import Path
from typing import Any

import numpy as np

from tasks import live
from tasks.config import MODELS
from tasks.errors import UserError
from tasks.models.cards import markdown
from tasks.models.needed import lacking, unset
from tasks.store import replace_text

NEEDED = ("task", "version", "features", "weights_sha256", "settings")
RESTORE = "put the file back from where the model came, or train it again"


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
    versions = live.versions(root)
    if task not in versions:
        raise UserError(
            f"no live model for {task}: run `nightdesk train {task}` or name one in {root / 'live.toml'}"
        )
    return versions[task]


def read_card(task: str, version: str, root: Path = MODELS) -> dict[str, Any]:
    """The card of a model; a UserError where it is not there or no card."""
    path = root / task / version / "card.json"
    # A name with a slash or dots in it would climb to another model's folder.
    if path.parts[-3:-1] != (task, version) or ".." in (task, version) or not path.exists():
        raise UserError(
            f"no model {task}/{version} in {root}; `nightdesk models list` shows those there are, "
            f"`nightdesk models promote {task} VERSION` makes one of them live"
        )
    try:
        card: Any = json.loads(path.read_text(encoding="utf-8"))
        missing = [name for name in NEEDED if name not in card]
    except (OSError, ValueError, TypeError) as error:
        raise UserError(f"{path} cannot be read: {error}; {RESTORE}") from error
    if missing or not isinstance(card, dict):
        raise UserError(f"{path} is no card, it lacks {', '.join(missing or NEEDED)}; {RESTORE}")
    return card


@cache
def load(task: str, features: str, version: str | None = None, root: Path = MODELS) -> Bundle:
    """The live (or named) bundle of `task`, checked against its card and the code's features."""
    version = version or live_version(task, root)
    card, arrays = at_rest(task, version, root)
    if card["features"] != features:
        raise UserError(
            f"model {task}/{version} was trained on features {card['features']}, this code makes "
            f"{features}: run `nightdesk train {task}` or go back to the version it came with"
        )
    if any(major(then) != major(now) for _, then, now in libraries_apart(card)):
        raise UserError(
            f"model {task}/{version} was trained with {apart(card)}: run `nightdesk train {task}`, or "
            "install the libraries it was trained with"
        )
    check_parts(task, version, card, arrays)
    return Bundle(task, version, features, arrays, card["settings"], card)


def at_rest(
    task: str, version: str, root: Path = MODELS
) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """A model's card and arrays; a UserError where the weights are not the card's or no arrays."""
    card = read_card(task, version, root)
    path = root / task / version / "weights.npz"
    try:
        weights = path.read_bytes()
    except OSError as error:
        raise UserError(
            f"model {task}/{version} cannot be read: {error.strerror}: {path}; {RESTORE}"
        ) from error
    if hashlib.sha256(weights).hexdigest() != card["weights_sha256"]:
        raise UserError(
            f"model {task}/{version}: weights.npz is not the file its card describes; {RESTORE}"
        )
    try:
        return card, _unpacked(weights)
    except (ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise UserError(
            f"model {task}/{version}: weights.npz holds more or less than plain arrays "
            f"({_in_one_line(error)}); {RESTORE}"
        ) from error


def check_parts(
    task: str, version: str, card: dict[str, Any], arrays: dict[str, np.ndarray]
) -> None:
    """Raise a UserError where card or weights lack a setting or an array that the code asks for."""
    left_out = unset(task, card["settings"])
    if left_out:
        raise UserError(
            f"model {task}/{version}: card.json lacks the settings {', '.join(left_out)}; {RESTORE}"
        )
    missing = lacking(task, card["settings"], arrays)
    if missing:
        raise UserError(
            f"model {task}/{version}: weights.npz lacks {', '.join(missing)}; {RESTORE}"
        )


def libraries_apart(card: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Library, version it was trained with, version here ("none"), for all that differ."""
    found = [(name, str(then), _here(name)) for name, then in card.get("libraries", {}).items()]
    return [each for each in found if each[1] != each[2]]


def apart(card: dict[str, Any]) -> str:
    """Those libraries for a person; nothing where none differs."""
    return "; ".join(f"{name} {then}, here is {now}" for name, then, now in libraries_apart(card))


def major(version: str) -> str:
    """The first number of a version: major("2.1.3") is "2"."""
    return version.partition(".")[0]


def _here(library: str) -> str:
    try:
        return library_version(library)
    except PackageNotFoundError:
        return "none"


def _packed(arrays: dict[str, np.ndarray]) -> bytes:
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **{name: arrays[name] for name in sorted(arrays)})  # type: ignore[arg-type]
    return buffer.getvalue()


def _unpacked(weights: bytes) -> dict[str, np.ndarray]:
    found = np.load(io.BytesIO(weights), allow_pickle=False)
    if not isinstance(found, np.lib.npyio.NpzFile):
        raise ValueError("it is no archive of arrays")
    with found as file:
        arrays = {name: file[name] for name in file.files}
    # A member that is no array comes back as its bytes.
    if odd := [name for name, array in arrays.items() if not isinstance(array, np.ndarray)]:
        raise ValueError(f"{', '.join(odd)} is no array")
    return arrays


def _in_one_line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__


def make_live(task: str, version: str, root: Path = MODELS) -> None:
    """Name `version` the champion of `task`; the other lines of `live.toml` stay."""
    versions = live.versions(root) | {task: version}
    lines = [f'{name} = "{versions[name]}"\n' for name in sorted(versions)]
    replace_text(
        root / "live.toml",
        "# The champion of each task; a rollback is one line.\n" + "".join(lines),
    )
