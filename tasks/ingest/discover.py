"""Which files a night reads, in which order, under which names."""

import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tasks.errors import UserError
from tasks.ingest.rules import DESK, FILE, Options, options_of, read_rules
from tasks.ingest.streams import raise_if_passing


@dataclass(frozen=True)
class SourceFile:
    """A file to read.

    reason: why it must not be opened, if so; it still gets its row. options: what the folder's
    `sources.toml` says of it.
    """

    path: Path
    origin_file: str
    bytes: int
    reason: str | None = None
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Left:
    """A file left for the next night, and why."""

    path: Path
    reason: str


@dataclass(frozen=True)
class Found:
    """What discovery gives: files to read, in order of name, and what was left."""

    files: list[SourceFile]
    left: list[Left]


def find_files(sources: Sequence[Path]) -> list[SourceFile]:
    """The files of the sources, sorted by origin_file; each source is named by the user.

    UserError where a source does not exist. See `discover` for growing and hidden files.
    """
    return discover(sources).files


def discover(sources: Sequence[Path], settled_seconds: float = 0) -> Found:
    """Files of the sources, and those left: hidden ones, and ones that changed just now.

    origin_file is "<folder's name>/<path inside>", so a desk elsewhere writes the same bytes.
    settled_seconds: a file younger than this may still grow; 0 for sources named on the call.
    """
    found = Found([], [])
    for source in sources:
        if not source.exists():
            raise UserError(f"There is no file or folder {source}: check the path and run again.")
        rules = read_rules(source) if source.is_dir() else []
        pairs = _walk(source) if source.is_dir() else iter([(source, source.name)])
        for path, name in pairs:
            _sort_in(found, path, name, settled_seconds, rules)
    unique = {file.path.absolute(): file for file in reversed(found.files)}
    found.files[:] = sorted(unique.values(), key=lambda file: (file.origin_file, str(file.path)))
    found.files[:] = _named_apart(found.files)
    return found


def _named_apart(files: list[SourceFile]) -> list[SourceFile]:
    """The files, each with a name of its own: two sources may have folders of one name."""
    met: Counter[str] = Counter()
    apart = []
    for file in files:
        met[file.origin_file] += 1
        again = met[file.origin_file]
        apart.append(
            replace(file, origin_file=f"{file.origin_file}#{again}") if again > 1 else file
        )
    return apart


def _walk(folder: Path) -> Iterator[tuple[Path, str]]:
    root = folder.resolve()
    # A folder that cannot be listed is a row of its own: what is in it must not vanish unsaid.
    shut: list[str] = []

    def not_listed(error: OSError) -> None:
        raise_if_passing(error, f"the folder {error.filename}")
        shut.append(error.filename)

    for parent, folders, files in os.walk(root, onerror=not_listed):
        # A desk is where nights are written, not what they read; its inbox is named as a source.
        folders[:] = [name for name in folders if not (Path(parent) / name / DESK).is_file()]
        # A linked folder is listed by os.walk and not entered: it goes on as a row of its own.
        linked = [name for name in folders if (Path(parent) / name).is_symlink()]
        for name in sorted([*files, *linked]):
            path = Path(parent) / name
            yield path, f"{root.name}/{path.relative_to(root).as_posix()}"
    for name in sorted(shut):
        yield Path(name), f"{root.name}/{Path(name).relative_to(root).as_posix()}"


def _sort_in(
    found: Found, path: Path, name: str, settled_seconds: float, rules: list[tuple[str, Options]]
) -> None:
    name = name.encode("utf-8", "replace").decode()
    if any(part.startswith(".") for part in name.split("/")[1:]):
        found.left.append(Left(path, "a hidden file"))
        return
    inside = name.partition("/")[2]
    if inside and path.name == FILE:
        return
    if path.is_symlink() and "/" in name:
        found.files.append(SourceFile(path, name, 0, "a symbolic link, which is not followed"))
        return
    try:
        status = path.stat()
    except OSError as error:
        raise_if_passing(error, f"the file {name}")
        found.files.append(SourceFile(path, name, 0, f"it cannot be reached: {error.strerror}"))
        return
    if path.is_dir():
        found.files.append(SourceFile(path, name, 0, "a folder that cannot be listed"))
    elif not path.is_file():
        found.files.append(SourceFile(path, name, 0, "not a regular file"))
    elif time.time() - status.st_mtime < settled_seconds:
        found.left.append(Left(path, "still growing"))
    else:
        options = options_of(rules, inside)
        found.files.append(SourceFile(path, name, status.st_size, options=options))
