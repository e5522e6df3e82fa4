"""Every bench that needs nothing but what ships: `python -m bench`.

The others take the path of a corpus: `python -m bench.reading CORPUS`, and so on (bench/README.md).
"""

import json
import sys
import tempfile
from pathlib import Path

from bench.night import timed
from tasks.config import ASSETS

DAY = "2026-11-20"


def main() -> None:
    """Time a night over data/sample and print its figures."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder) / "desk"
        command = [
            sys.executable, "-m", "flows.cli", "run", str(ASSETS / "data" / "sample"),
            "--day", DAY, "--desk", str(desk), "--no-server",
        ]  # fmt: skip
        print(json.dumps(timed(command, DAY, desk), indent=1))


main()
