"""Files to units of reading, the same whatever the number of workers."""

from collections.abc import Iterable, Iterator

from tasks.ingest.discover import SourceFile

Unit = tuple[SourceFile, ...]
UNIT_BYTES = 64_000_000
# A thousand small files are a second or two of reading: enough for one task.
UNIT_FILES = 1000


def plan_units(files: Iterable[SourceFile], unit_bytes: int = UNIT_BYTES) -> list[Unit]:
    """Consecutive files grouped up to `unit_bytes`; a larger file is a unit alone.

    >>> from pathlib import Path
    >>> files = [SourceFile(Path(n), n, size) for n, size in (("a", 3), ("b", 4), ("c", 9))]
    >>> [[file.origin_file for file in unit] for unit in plan_units(files, 8)]
    [['a', 'b'], ['c']]
    """
    return list(_groups(files, unit_bytes))


def _groups(files: Iterable[SourceFile], unit_bytes: int) -> Iterator[Unit]:
    group: list[SourceFile] = []
    size = 0
    for file in files:
        if group and (size + file.bytes > unit_bytes or len(group) >= UNIT_FILES):
            yield tuple(group)
            group, size = [], 0
        group.append(file)
        size += file.bytes
    if group:
        yield tuple(group)
