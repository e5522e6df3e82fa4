"""Records that a day already holds, as today's `sources.toml` has them.

What a user says of a folder is often written after the first look at its tables. Reading again
would not help: a record is named by its bytes, and the day holds those. So the stamps of held
records are written anew, and every later stage sees them as it sees new records'.
"""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import pyarrow as pa

from tasks.articles.ids import record_id
from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.documents import KINDS, reader
from tasks.ingest.records import JSON, UNKNOWN, Record, held
from tasks.ingest.rules import DECODED, Options, options_of, split_options, with_options

# A source folder's name → the entries of its `sources.toml`.
Rules = Mapping[str, list[tuple[str, Options]]]
WHOLE = {media_type: kind for kind, (media_type, _, _) in KINDS.items()}


class Held(NamedTuple):
    """The records with today's stamps, and in words what had to be cut anew or could not be."""

    rows: pa.Table
    notes: list[str]


def restamped(
    rows: pa.Table, rules: Rules, delivered: Collection[str], version: str, settings: Settings
) -> Held:
    """`rows` of `raw` with the options that `rules` give them now; those of other folders as they are.

    Where `sources.toml` now cuts a file in another way: a text held whole is cut here; records of a
    file in `delivered` (origin_file) are left out, for it is read anew tonight; all others stay as
    they were cut, and a note says so. Rows with a reason are never cut nor left out. version: of
    the stage, for what is cut here.
    """
    found: list[dict[str, Any]] = []
    told: dict[str, None] = {}
    for row in rows.to_pylist():
        options = _options_now(row["origin_file"], rules)
        name, before = split_options(row["media_type"])
        if options is not None and DECODED in before:
            options = options | {DECODED: before[DECODED]}
        if options is None or options == dict(before):
            found.append(row)
        elif _cut(name, options) == _cut(name, before):
            found.append(row | {"media_type": with_options(name, options)})
        elif row["reason"]:
            # What could not be read is told, and what was taken down stays so.
            found.append(row)
        elif row["origin_file"] in delivered:
            told[f"{row['origin_file']}: read anew, as sources.toml now cuts it"] = None
        elif "separator" in options and name in WHOLE and "separator" not in before:
            found += _pieces(row, name, options, version, settings)
        else:
            cut = {"separator": before["separator"]} if "separator" in before else {}
            kept = {key: value for key, value in options.items() if key != "separator"} | cut
            found.append(row | {"media_type": with_options(name, kept)})
            told[f"{row['origin_file']}: cut as before; give the file again to cut it anew"] = None
    return Held(pa.Table.from_pylist(found, schema=rows.schema), list(told))


def _options_now(origin_file: str, rules: Rules) -> Options | None:
    folder, _, inside = origin_file.partition("/")
    if folder not in rules:
        return None
    # Discovery tells files of one name apart by a number.
    return options_of(rules[folder], re.sub(r"#\d+$", "", inside))


def _cut(name: str, options: Mapping[str, str]) -> tuple[str | None, str | None]:
    """What of the options decides which records there are, beyond how each is read."""
    separator = options.get("separator")
    recoded = separator is not None or name in (JSON, UNKNOWN)
    return separator, options.get("encoding") if recoded else None


def _pieces(
    row: dict[str, Any], name: str, options: Options, version: str, settings: Settings
) -> Iterator[dict[str, Any]]:
    """The records of one file that was held whole; as it was where it cannot be cut."""
    source = replace(held(row["origin_file"], row["content"]), options=options)
    try:
        records = list(reader(WHOLE[name])(source, settings))
    except UnreadableError:
        yield row | {"media_type": with_options(name, options)}
        return
    if not records:
        yield row
    for record in records:
        yield row | _named(row, record, options) | {"stage_version": version}


def _named(row: dict[str, Any], record: Record, options: Options) -> dict[str, Any]:
    sha256 = hashlib.sha256(record.content).hexdigest()
    return {
        "record_id": record_id(row["origin_file"], row["origin_member"], record.number, sha256),
        "origin_number": record.number,
        "media_type": with_options(record.media_type, options),
        "content": record.content,
        "sha256": sha256,
    }
