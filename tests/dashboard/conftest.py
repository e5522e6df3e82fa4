"""The small desk of tests/cases/desk, published as a desk is: snapshot, manifests, link, marker."""

import json
from pathlib import Path

import pytest

from dashboard.questions import Nights
from tasks.snapshot import manifests
from tests.sql.night import build, nights


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with two published nights, to be read only."""
    return publish(tmp_path_factory.mktemp("desks") / "desk")


@pytest.fixture(scope="session")
def both(desk: Path) -> Nights:
    """Both of its nights."""
    root = (desk / "current").resolve()
    return Nights(root, manifests(root))


def publish(root: Path) -> Path:
    """Lay out the two nights below `root` as if they had been run; returns `root`."""
    snapshot = build(root / "snapshots" / "000001")
    (snapshot / "manifest").mkdir()
    for day, tables in nights().items():
        files = {table: {"sha256": "", "rows": len(rows)} for table, rows in tables.items()}
        said = {"day": str(day), "files": files}
        (snapshot / "manifest" / f"day={day}.json").write_text(json.dumps(said))
    (root / "current").symlink_to(Path("snapshots") / "000001")
    (root / "nightdesk.json").write_text('{"format": 1}')
    return root
