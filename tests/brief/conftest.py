from pathlib import Path

import pytest

from tests.sql.night import build


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two published nights, to be read only."""
    return build(tmp_path_factory.mktemp("desk"))
