"""Tables without text: what may be handed on where the articles themselves may not.

Left out are the texts, titles and sentences, the raw bytes, and what people noted. What stays is
what was found in them: ids, hashes, spans, names, labels and probabilities.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tasks import store
from tasks.errors import UserError
from tasks.night import partition
from tasks.schemas import TABLES
from tasks.snapshot import manifests

# Table → the columns that hold running text; a table that is nothing without it is left out whole.
TEXT = {
    "articles": ("title", "text"),
    "segments": ("text",),
    "quotes": ("content",),
    "stances": ("evidence",),
    "claims": ("evidence",),
    "labels": ("note",),
}
LEFT_OUT = ("raw", "signatures")
MARK = "nightdesk.json"  # lies in every desk
DESK_S_OWN = frozenset(["archive", "briefs", "current", "inbox", "labels", "snapshots", "work"])

_README = """\
# A desk's tables without its texts

Parquet, `<table>/day=YYYY-MM-DD/<table>.parquet`; exported by Nightdesk. `docs/tables.md` there explains
every column.

Not in it: the tables {tables}; the columns {columns}. Spans count code points in the article's
text: who has the text under its `text_sha256` can put them back. `files.json` holds every file's sha256.
"""


def export(snapshot: Path, target: Path) -> dict[str, Any]:
    """Write every night's tables without text to the new or empty folder `target`.

    Returns nights, files and rows (table → rows). Raises UserError where `target` holds something, is a
    desk's own or cannot be made.
    """
    nights = manifests(snapshot)
    _make(target)
    rows: dict[str, int] = {}
    hashes: dict[str, str] = {}
    for manifest in nights:
        for table in sorted(set(manifest["files"]) - set(LEFT_OUT)):
            path = partition(table, manifest["day"])
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            schema = without_text(table)
            parts = _parts(snapshot / path, schema)
            digest, count = store.write_parquet(target / path, schema, parts)
            hashes[path.as_posix()] = digest
            rows[table] = rows.get(table, 0) + count
    store.write_json(target / "files.json", hashes)
    store.replace_text(target / "README.md", _told())
    return {"folder": str(target), "nights": len(nights), "files": len(hashes), "rows": rows}


def _make(target: Path) -> None:
    """Make the folder, which is new or empty and no desk's own."""
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise UserError(f"{target} is there already and not empty; name a new folder")
        if within_a_desk(target):
            raise UserError(
                f"{target} is inside a desk, where nights are kept; name a folder elsewhere"
            )
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"cannot make {target}: {error.strerror}; name another folder") from error


def within_a_desk(target: Path) -> bool:
    """Whether the folder lies in one of those that a desk writes or reads itself."""
    whole = target.resolve()
    return any(
        (folder / MARK).exists() and whole.relative_to(folder).parts[0] in DESK_S_OWN
        for folder in whole.parents
    )


def without_text(table: str) -> pa.Schema:
    """The schema of a table as it is exported.

    >>> {"title", "text"} & set(without_text("articles").names)
    set()
    """
    schema = TABLES[table]
    kept = [field for field in schema if field.name not in TEXT.get(table, ())]
    return pa.schema(kept, metadata=schema.metadata)


def _parts(path: Path, schema: pa.Schema) -> Iterator[pa.Table]:
    file = pq.ParquetFile(path)
    for number in range(file.num_row_groups):
        part = file.read_row_group(
            number, [n for n in schema.names if n in file.schema_arrow.names]
        )
        yield store.shaped(part, schema)


def _told() -> str:
    columns = ", ".join(f"`{table}.{name}`" for table, names in TEXT.items() for name in names)
    return _README.format(tables=" and ".join(f"`{name}`" for name in LEFT_OUT), columns=columns)
