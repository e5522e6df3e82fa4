"""The sample night is what data/README.md says it is."""

import csv
import gzip
import json

import pytest

from tasks.config import ASSETS
from tasks.watchlist import read

SAMPLE = ASSETS / "data" / "sample"


def test_the_sample_has_sixty_pieces_and_more() -> None:
    lines = (SAMPLE / "meridian" / "2026-11-20.jsonl").read_text(encoding="utf-8").splitlines()
    packed = gzip.decompress((SAMPLE / "caldmoor-ledger" / "2026-11-20.jsonl.gz").read_bytes())
    with (SAMPLE / "harbour-post" / "export.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    records = [json.loads(line) for line in [*lines, *packed.splitlines()]]
    pages = [*SAMPLE.rglob("*.html"), *SAMPLE.rglob("*.txt"), *SAMPLE.rglob("*.txt.gz")]
    assert len(records) + len(rows) + len(pages) >= 60
    assert all(row["content"].count("\n\n") for row in rows)


def test_the_sample_keeps_its_faults() -> None:
    strays = SAMPLE / "strays"
    with pytest.raises(UnicodeDecodeError):
        (strays / "cafe-telegram.txt").read_text(encoding="utf-8")
    assert "Ã¶" in (strays / "garden-notes.txt").read_text(encoding="utf-8")
    assert b"\x00" in (strays / "unreadable.bin").read_bytes()
    again = (strays / "again.txt").read_bytes()
    assert again == (SAMPLE / "northwire" / "nw-1120-007.txt").read_bytes()


def test_the_watchlist_can_be_read() -> None:
    watchlist = read(ASSETS / "data" / "watchlist.toml")
    assert len(watchlist.targets) >= 5
    assert len(watchlist.claims) >= 3
