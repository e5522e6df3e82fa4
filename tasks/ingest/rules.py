"""`sources.toml`, in which a user says of a source's files what they do not say themselves.

    [[source]]
    files = "wire/*.txt"                # of this folder; the first entry that fits a file holds
    separator = "^={5,}$"               # a line between two articles of one text file
    source = "Coastal Press"            # the outlet, where a record names none
    zone = "Europe/Paris"               # of dates without one
    encoding = "cp1252"                 # where the bytes are no UTF-8
    columns = { text = "Artikel", title = "Titel" }

What it says of a file travels with each of its records as parameters of the media type, so that
`raw` alone is enough to make every other table again. Records that a day already holds are
stamped anew (`tasks/ingest/held.py`), so that a line written later reaches them too.
"""

import os
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, unquote
from zoneinfo import available_timezones

from tasks import lexicons
from tasks.errors import UserError

FILE = "sources.toml"
DESK = "nightdesk.json"
PLAIN = ("separator", "source", "zone", "encoding")
# What a reader says of a record itself, and no `sources.toml` does.
DECODED = "decoded"
Options = dict[str, str]


def read_rules(folder: Path) -> list[tuple[str, Options]]:
    """Glob and options of each entry of the `sources.toml` in a folder and in those below it.

    The entries of a folder below stand before those of the folders above it, and their globs have
    its path and "//" before them (`options_of`). UserError where a file is wrong: a typing error
    must not cost a night's columns in silence.
    """
    root = folder.resolve()
    found = sorted(_folders(root), key=lambda inside: (-len(inside.parts), inside.as_posix()))
    return [
        (f"{inside.as_posix()}//{glob}" if inside.parts else glob, options)
        for inside in found
        for glob, options in _entries(root / inside / FILE)
    ]


def _folders(root: Path) -> Iterator[PurePosixPath]:
    """The folders at and below `root` that have a `sources.toml`; hidden ones and desks are not read."""
    for parent, folders, files in os.walk(root):
        inside = Path(parent)
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and not (inside / name / DESK).is_file()
        ]
        if FILE in files and (inside / FILE).is_file():
            yield PurePosixPath(inside.relative_to(root).as_posix())


def _entries(path: Path) -> list[tuple[str, Options]]:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{path} is not TOML: {error}") from None
    entries = written.pop("source", [])
    if written:
        raise UserError(f"{path} says {', '.join(sorted(written))}: head each entry [[source]].")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UserError(f"{path}: write each source as a table headed [[source]]")
    return [_rule(path, entry) for entry in entries]


def rules_of(sources: Iterable[Path]) -> dict[str, list[tuple[str, Options]]]:
    """The rules of each folder among the sources, by its name, under which its files go."""
    found: dict[str, list[tuple[str, Options]]] = {}
    for folder in dict.fromkeys(source.resolve() for source in sources if source.is_dir()):
        found.setdefault(folder.name, []).extend(read_rules(folder))
    return found


def _rule(path: Path, entry: dict[str, Any]) -> tuple[str, Options]:
    columns = entry.get("columns", {})
    if not isinstance(columns, dict):
        raise UserError(f'{path}: write columns as {{ text = "Artikel" }}')
    if not isinstance(entry.get("files", "*"), str) or not entry.get("files", "*"):
        raise UserError(f'{path}: write files as a pattern, such as "wire/*.txt"')
    unknown = set(entry) - {"files", "columns", *PLAIN}
    unknown |= set(columns) - {row["field"] for row in lexicons.rows("columns")}
    if unknown:
        raise UserError(
            f"{path} says {', '.join(sorted(unknown))}, which nothing reads: remove it."
        )
    options = {name: str(entry[name]) for name in PLAIN if name in entry}
    if options.get("zone", "UTC") not in available_timezones():
        raise UserError(f"{path}: {options['zone']} is no time zone such as Europe/Paris.")
    try:
        # Of the codecs Python knows, some (rot13, base64, idna) are no encodings of text.
        b"a".decode(options.get("encoding", "utf-8"), "replace")
    except (LookupError, ValueError):
        raise UserError(f"{path}: {options['encoding']} is no encoding such as cp1252.") from None
    try:
        re.compile(options.get("separator", ""))
    except re.error as error:
        raise UserError(f"{path}: the separator is no regular expression: {error}") from None
    return str(entry.get("files", "*")), options | {
        f"column-{k}": str(v) for k, v in columns.items()
    }


def options_of(rules: list[tuple[str, Options]], inside: str) -> Options:
    """The options of the first entry whose glob fits a file's path in the folder.

    >>> options_of([("wire/*.txt", {"source": "Coastal Press"})], "wire/a.txt")
    {'source': 'Coastal Press'}
    >>> options_of([("port//*.txt", {"zone": "UTC"}), ("*.txt", {})], "port/a.txt")
    {'zone': 'UTC'}
    """
    for rule, options in rules:
        folder, below, glob = rule.rpartition("//")
        if below and not inside.startswith(folder + "/"):
            continue
        if PurePosixPath(inside.removeprefix(folder + "/") if below else inside).match(glob):
            return options
    return {}


def with_options(media_type: str, options: Options) -> str:
    """A media type with the options that its records were cut with and are to be read with.

    >>> with_options("text/plain", {"source": "Le Port; soir", "separator": "^=$"})
    'text/plain; separator=%5E%3D%24; source=Le%20Port%3B%20soir'
    """
    name, own = split_options(media_type)
    parts = [f"; {k}={quote(v, safe='/+-_.')}" for k, v in sorted({**own, **options}.items())]
    return name + "".join(parts)


def decoded_from(media_type: str, encoding: str, found: str) -> str:
    """The media type of a record written anew in UTF-8, with the encoding that its file came in.

    >>> decoded_from("application/json", "cp1252", "guessed")
    'application/json; decoded=cp1252/guessed'
    """
    if (encoding, found) == ("utf-8", "utf-8"):
        return media_type
    return with_options(media_type, {DECODED: f"{encoding}/{found}"})


@lru_cache(maxsize=1024)
def split_options(media_type: str) -> tuple[str, MappingProxyType[str, str]]:
    """A media type without its options, and these.

    >>> split_options("text/plain; source=Le%20Port%3B%20soir")[1]["source"]
    'Le Port; soir'
    """
    name, *parts = media_type.split("; ")
    pairs = (part.partition("=") for part in parts)
    return name, MappingProxyType({key: unquote(value) for key, _, value in pairs})
