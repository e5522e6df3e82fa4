"""What every test shares: Hypothesis without chance, and the data that may stand beside us."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("night", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("night")

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation data, where it stands beside the project; tests of its bars need it."""
    if not SHARED.is_dir():
        pytest.skip("shared/data does not stand beside this checkout")
    return SHARED
