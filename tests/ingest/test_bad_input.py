"""Whatever is wrong with a file costs one ledger row with its reason, and nothing else."""

import errno
import gzip
import io
import json
import struct
import zipfile
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.errors import TryAgainError, UnreadableError
from tasks.ingest.parsers import read_fields
from tests.ingest.bad_bytes import encrypted
from tests.ingest.samples import (
    ROWS,
    STORY,
    delimited,
    jsonl,
    parquet,
    tarred,
    zipped,
)

GOOD = ("good.txt", STORY.encode())


def overlapping():
    """A zip whose directory names the same bytes two thousand times."""
    one = zipped("a.txt", bytes(500_000))
    start = one.index(b"PK\x01\x02")
    entry = one[start : one.index(b"PK\x05\x06")]
    many = 2000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, many, many, len(entry) * many, start, 0)
    return one[:start] + entry * many + end


def matryoshka(depth):
    content = STORY.encode()
    for _ in range(depth):
        content = gzip.compress(content)
    return content


def misplaced():
    """A zip whose directory is said to begin a byte behind where it does."""
    content = bytearray(zipped("a.txt", STORY))
    at = content.rindex(b"PK\x05\x06") + 16
    start = int.from_bytes(content[at : at + 4], "little")
    content[at : at + 4] = (start + 1).to_bytes(4, "little")
    return bytes(content)


def nameless(name):
    """A zip of two, whose first member has a name that no file can have."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        info = zipfile.ZipInfo()
        info.filename = name
        archive.writestr(info, STORY)
        archive.writestr("b.txt", STORY)
    return file.getvalue()


def linked_tar():
    import tarfile

    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo("passwords.txt")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(info)
    return file.getvalue()


BAD_FILES = [
    ("cut.gz", gzip.compress(STORY.encode() * 50)[:-60], "gzip stream is damaged or cut short"),
    ("broken.txt.gz", b"\x1f\x8b" + b"nonsense" * 20, "gzip stream is damaged"),
    ("bomb.jsonl.gz", gzip.compress(b"\n" * 80_000_000, 9), "a bomb"),
    ("russian-doll.gz", matryoshka(6), "nested deeper than 4"),
    ("cut.zip", zipped("a.txt", STORY)[:-150], "zip file is damaged"),
    ("misplaced.zip", misplaced(), "zip member is damaged"),
    ("climbing.zip", zipped("../../etc/cron.d/x", STORY), "climbs out of the archive"),
    ("windows.zip", zipped("C:\\news\\a.txt", STORY), "climbs out of the archive"),
    ("secret.zip", encrypted("secret.txt", STORY), "needs its password: unpack it yourself"),
    ("bomb.zip", zipped("a.txt", bytes(80_000_000)), "times its size"),
    ("climbing.tar", tarred("/etc/passwd", STORY.encode()), "climbs out of the archive"),
    ("linked.tar", linked_tar(), "a link or device"),
    ("cut.tar", tarred("a.txt", STORY.encode() * 90)[:5000], "tar file is damaged or cut short"),
    ("cut.parquet", parquet()[:-40], "Parquet file is damaged"),
    ("hollow.parquet", b"PAR1" + bytes(400) + b"PAR1", "Parquet file is damaged"),
    ("broken.json", json.dumps(ROWS[0])[:-20].encode(), "it is not JSON"),
    ("deep.json", b"[" * 100_000 + b"]" * 100_000, "nested too deep"),
    ("number.json", b"17", "neither an object nor a list"),
    ("long.txt", b"a" * 1_500_000, "larger than"),
    ("long.csv", b"title,body\n" + b"a" * 1_500_000, "one line is longer"),
    ("long.parquet", parquet([{"body": "a" * 1_500_000}]), "larger than"),
    ("long.jsonl", b'{"body": "' + b"a" * 1_500_000 + b'"}', "longer than"),
    ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(900), "PNG picture"),
]


@pytest.mark.parametrize(("name", "content", "reason"), BAD_FILES, ids=[c[0] for c in BAD_FILES])
def test_a_bad_file_is_one_row_with_its_reason_and_the_rest_is_unharmed(
    read, name, content, reason
):
    good, *bad = sorted(read(name, content, *GOOD), key=lambda row: row["reason"] or "")
    assert good["content"] == STORY.encode()
    assert len(bad) == 1
    assert reason in bad[0]["reason"]
    assert "\n" not in bad[0]["reason"]


@pytest.mark.parametrize("name", ["", "\0a.txt"], ids=repr)
def test_a_member_without_a_name_is_read_and_so_is_the_next(read, name):
    rows = read("nameless.zip", nameless(name))
    assert [(row["origin_member"], row["reason"]) for row in rows] == [("", None), ("b.txt", None)]
    assert [row["content"].decode() for row in rows] == [STORY, STORY]


@pytest.mark.parametrize("code", [errno.EINVAL, errno.EOVERFLOW])
def test_an_offset_that_cannot_be_is_the_fault_of_the_file(read, monkeypatch, code):
    def refuse(*_: object) -> None:
        raise OSError(code, "no such offset")

    content = zipped("a.txt", STORY)
    monkeypatch.setattr("zipfile.ZipFile", refuse)
    # The member is read by the header before it.
    sound, row = read("a.zip", content)
    assert (sound["content"], sound["reason"]) == (STORY.encode(), None)
    assert "zip file is damaged or cut short" in row["reason"]


def test_overlapping_members_are_cut_off_by_what_the_archive_may_unpack_to(read):
    records = read("overlap.zip", overlapping())
    assert len(records) == 2000
    assert sum(not row["reason"] for row in records) < 150


def test_a_damaged_gzip_keeps_the_records_before_the_damage(read):
    records = read("cut.jsonl.gz", gzip.compress(jsonl(ROWS * 3000), 0)[:-900])
    *whole, last = records
    assert len(whole) > 5000
    assert "what stood before it" in last["reason"]


def test_a_list_cut_short_keeps_the_items_before_the_cut(read):
    whole, last = read("cut.json", json.dumps(ROWS, indent=1)[:-20])
    assert whole["reason"] is None
    assert "it is not JSON" in last["reason"]


def test_a_list_longer_than_any_record_is_read_item_by_item(read):
    records = read("long.json", json.dumps(ROWS * 4000))
    assert len(records) == 8000
    assert not any(row["reason"] for row in records)


def test_an_unclosed_quote_costs_its_row_alone(read):
    rows = delimited(ROWS * 3).decode().splitlines(keepends=True)
    rows[3] = 'Broken,"' + rows[3]
    reasons = [row["reason"] for row in read("quotes.csv", "".join(rows))]
    assert len([reason for reason in reasons if reason]) == 1
    assert len(reasons) == 6


def test_a_quote_open_to_the_end_of_a_long_file_is_bounded(read):
    body = "title,body\n" + 'a,"open\n' + f"b,{'word ' * 30}\n" * 30_000
    records = read("open.csv", body)
    assert records[0]["reason"] == "a quote opens in this row and never closes"
    assert sum(row["reason"] is None for row in records) == 30_000


def test_a_row_of_another_width_is_not_believed(read):
    (row,) = read("wide.csv", "title,body\nRain,It fell,and fell\n")
    assert row["reason"] == "the row has 3 cells, the header 2"


@pytest.mark.parametrize(
    ("media_type", "content", "reason"),
    [
        ("text/plain", bytes(range(256)) * 9, "binary"),
        ("text/plain", b"%PDF-1.7 and so on", "a PDF"),
        ("text/plain", b" \n\t ", "no text"),
        ("application/json", b'{"a": 1}', "no column holds a text; the columns are: a"),
        ("application/json", b"[1]", "no JSON object"),
        ("application/json", b'{"body": "cut', "not JSON"),
        ("application/json", b'{"body": ' + b"[" * 100_000, "nested too deep"),
        ("text/html", b"<div>" * 2000 + b"Deep.", "nested deeper"),
        ("text/html", b"<p " + b"a=1 " * 200_000 + b">x</p>", "attributes"),
        ("text/html", b"<html><body></body></html>", "no article text"),
        ("text/html", b"", "no article text"),
        ("application/x-unheard-of", b"x", "are not read"),
    ],
)
def test_a_record_that_cannot_be_read_says_why(media_type, content, reason):
    with pytest.raises(UnreadableError, match=reason):
        read_fields(media_type, content, "inbox/a")


def test_a_file_that_may_not_be_read_is_a_row(read, tmp_path, monkeypatch):
    opened = Path.open

    # The superuser reads everything, so the refusal is played.
    def refuse(self: Path, mode: str = "r") -> object:
        if mode == "wb":
            return opened(self, mode)
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (row,) = read("closed.txt", STORY)
    assert row["reason"] == "the file cannot be opened: Permission denied"


@pytest.mark.parametrize(
    "name", ["a.txt", "a.csv", "a.jsonl", "a.jsonl.gz", "a.zip", "a.tar", "a.parquet"]
)
def test_a_failing_disk_is_no_fault_of_the_file(read, monkeypatch, name):
    opened = Path.open

    class Failing(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, buffer):
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(
        Path, "open", lambda self, mode="r": Failing() if mode == "rb" else opened(self, mode)
    )
    with pytest.raises(TryAgainError, match=r"Input/output error.*run the night again"):
        read(name, STORY)


def test_a_share_that_is_away_is_no_fault_of_the_file(read, monkeypatch):
    opened = Path.open

    def away(self: Path, mode: str = "r") -> object:
        if mode == "wb":
            return opened(self, mode)
        raise OSError(errno.ESTALE, "Stale file handle")

    monkeypatch.setattr(Path, "open", away)
    with pytest.raises(TryAgainError, match="Stale file handle"):
        read("a.txt", STORY)


def test_memory_that_is_gone_stops_the_night_and_greed_is_quarantined(read, monkeypatch):
    def out_of_memory(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("pyarrow.parquet.ParquetFile", out_of_memory)
    (row,) = read("a.parquet", parquet())
    assert "asks for more memory than there is" in row["reason"]
    monkeypatch.setattr("tasks.ingest.parquet_files.refuse_greed", out_of_memory)
    with pytest.raises(TryAgainError, match=r"memory ran out over inbox/a.parquet"):
        read("a.parquet", parquet())


def test_a_truncated_gzip_keeps_its_good_lines_and_the_rest_of_the_last(read):
    *whole, last = read("cut.jsonl.gz", gzip.compress(jsonl(ROWS), 0)[:-20])
    assert [row["content"] for row in whole] == jsonl(ROWS[:1]).splitlines()
    assert jsonl(ROWS[1:]).startswith(last["content"])
    assert len(last["content"]) > 100


def test_a_truncated_text_keeps_its_bytes_and_one_that_never_began_its_packed_ones(read):
    packed = gzip.compress(STORY.encode(), 0)
    broken = b"\x1f\x8b" + b"nonsense" * 20
    cut, none = read("a.txt.gz", packed[:-30], "b.txt.gz", broken)
    assert STORY.encode().startswith(cut["content"])
    assert len(cut["content"]) > 100
    assert none["content"] == broken


def test_a_row_group_that_is_torn_costs_its_rows_alone(read):
    file = io.BytesIO()
    pq.write_table(
        pa.table({"body": [f"{STORY} {n}" for n in range(300)]}), file, row_group_size=100
    )
    content = bytearray(file.getvalue())
    start = pq.ParquetFile(io.BytesIO(content)).metadata.row_group(1).column(0).data_page_offset
    content[start : start + 60] = b"\xff" * 60
    records = read("torn.parquet", bytes(content))
    bad = [row for row in records if row["reason"]]
    assert len(records) == 201
    assert "rows 100 to 199 are not read" in bad[0]["reason"]


def test_damage_inside_a_compressed_member_is_told(read):
    content = bytearray(zipped("a.txt", STORY * 20))
    content[60:70] = bytes(10)
    (row,) = read("damaged.zip", bytes(content))
    assert "damaged" in row["reason"]


def test_zlib_and_zip_faults_are_all_known():
    from tasks.ingest.streams import FAULTS

    assert zlib.error in FAULTS
    assert zipfile.BadZipFile in FAULTS
