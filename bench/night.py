"""A whole night, timed: wall seconds, articles a second, seconds by stage, peak memory.

    python -m bench.night SOURCE --day 2020-12-31 --workers 2 [--desk DIR] [--no-server]

The memory is the sum of resident pages over the whole process tree, sampled five times a second:
pages that processes share are counted once for each, so the figure errs to the high side.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

PAGE = os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Run the night the arguments name and print one JSON object of figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source")
    parser.add_argument("--day", required=True)
    parser.add_argument("--workers", default="2")
    parser.add_argument("--desk")
    parser.add_argument("--no-server", action="store_true")
    asked = parser.parse_args()
    desk = asked.desk or tempfile.mkdtemp(prefix="bench-desk-")
    command = [
        sys.executable, "-m", "flows.cli", "run", asked.source, "--day", asked.day,
        "--workers", asked.workers, "--desk", f"{desk}/desk", *(["--no-server"] if asked.no_server else []),
    ]  # fmt: skip
    print(json.dumps(timed(command, asked.day, Path(desk) / "desk"), indent=1))


def timed(command: list[str], day: str, desk: Path) -> dict[str, Any]:
    """Run the command to its end; the figures of it and of the night it published."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    peak = Peak(process.pid)
    out, err = process.communicate()
    wall = time.monotonic() - began
    if process.returncode:
        raise SystemExit(f"the night failed:\n{out}\n{err}")
    manifest = json.loads((desk / "current" / "manifest" / f"day={day}.json").read_text())
    articles = manifest["files"]["articles"]["rows"]
    return {
        "wall_seconds": round(wall, 1),
        "articles": articles,
        "articles_a_second": round(articles / wall, 1),
        "peak_megabytes": round(peak.stop() / 1e6),
        "stages": dict(_stage(line) for line in err.splitlines() if " done in " in line),
        "night_sha256": manifest["night_sha256"],
    }


class Peak:
    """The most memory a process and its descendants held at once, sampled in a thread."""

    def __init__(self, root: int) -> None:
        self.root, self.most, self.running = root, 0, True
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def stop(self) -> int:
        """End the sampling; returns the peak in bytes."""
        self.running = False
        self.thread.join()
        return self.most

    def _watch(self) -> None:
        while self.running:
            self.most = max(self.most, tree_bytes(self.root))
            time.sleep(0.2)


def tree_bytes(root: int) -> int:
    """Resident bytes of a process and all its descendants now."""
    children: dict[int, list[int]] = {}
    resident: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                resident[int(entry.name)] = int((entry / "statm").read_text().split()[1]) * PAGE
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended between the listing and the look
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    total, waiting = 0, [root]
    while waiting:
        pid = waiting.pop()
        total += resident.get(pid, 0)
        waiting += children.get(pid, [])
    return total


def _stage(line: str) -> tuple[str, float]:
    name, rest = line.split(maxsplit=1)
    return name, float(rest.rpartition(" done in ")[2].removesuffix(" s"))


if __name__ == "__main__":
    main()
