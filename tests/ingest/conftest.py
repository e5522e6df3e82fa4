"""What the tests of formats share: a file written, and the records that reading it gives."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tasks.config import Settings
from tasks.ingest.discover import find_files
from tasks.ingest.plan import plan_units
from tasks.ingest.read import read_unit

Records = list[dict[str, Any]]
SMALL = Settings(shard_records=50, record_bytes=1_000_000)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Records]:
    """`read(name, content, …)`: writes the pairs as files of one folder and reads it."""

    def read_files(*pairs: Any, settings: Settings = SMALL) -> Records:
        folder = tmp_path / "inbox"
        for name, content in zip(pairs[::2], pairs[1::2], strict=True):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        units = plan_units(find_files([folder]))
        return [
            row
            for unit in units
            for table in read_unit(unit, settings)
            for row in table.to_pylist()
        ]

    return read_files
