"""Bad files of every format, read in a child whose memory is bounded: one row each, with its reason."""

import json
import os
import resource
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tasks.ingest.formats import ARCHIVES, READERS
from tests.ingest.bad_files import CASES

ROOT = Path(__file__).resolve().parents[2]
MEMORY_BYTES = 2_000_000_000
SECONDS = 300
# Readers and archives by the formats that they read.
READ_BY = {
    "text": "text", "html": "html", "docx": "docx", "rtf": "rtf", "jsonl": "jsonl", "json": "json",
    "csv": "delimited", "tsv": "delimited", "parquet": "parquet", "rss": "feed", "atom": "feed",
    "json feed": "json", "nitf": "news_xml", "newsml": "news_xml", "ninjs": "json", "warc": "warc",
    "warc.gz": "warc", "eml": "mail", "mbox": "mbox", "lexis": "text", "nexis": "text",
    "factiva": "docx", "excel": "office", "zip": "zip", "tar": "tar", "gzip": "gzip",
}  # fmt: skip


# Every thread of a numeric library claims addresses it never uses; they would count as memory here.
ONE_THREAD = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.ingest.bad_files"],
        cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, preexec_fn=bounded, check=False, env=ONE_THREAD,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.format} {case.name}" for case in CASES])
def test_a_bad_file_costs_one_row_that_says_why(found, case):
    reasons = found[f"{case.format} {case.name}"]
    bad = [reason for reason in reasons if reason]
    assert len(bad) == 1
    assert case.reason in bad[0]
    assert "\n" not in bad[0]
    assert len(reasons) - 1 == case.good


def test_nested_archives_are_bounded_all_together(found):
    reasons = found["zip of zips"]
    assert len(reasons) < 120_000
    assert all(
        "nested deeper" in reason or "archives hold more" in reason or "unpacks" in reason
        for reason in reasons
    )


def test_every_format_has_two_such_cases_or_more():
    counts = Counter(case.format for case in CASES)
    assert {READ_BY[name] for name in counts} == {*READERS, *ARCHIVES}
    assert min(counts.values()) >= 2
