"""A gzip stream gives what is sound in it, and what stands behind its end is told."""

import gzip
import io
import zlib

import pytest

from tasks.ingest.gunzip import Gunzip
from tasks.ingest.parsers import read_fields
from tests.ingest.samples import STORY, jsonl

PACKED = gzip.compress(STORY.encode())


@pytest.mark.parametrize("step", [1, 7, 1024])
@pytest.mark.parametrize(
    ("content", "behind"),
    [
        (PACKED, b""),
        (PACKED + bytes(512), b""),
        (PACKED + bytes(9000), b""),
        (PACKED + b"garbage", b"garbage"),
        (PACKED + bytes(9) + b"garbage" * 9000, b"garbage" * 9000),
        (PACKED + b"\x1f", b"\x1f"),
    ],
)
def test_what_follows_a_stream_is_padding_or_is_kept(content, behind, step):
    stream = Gunzip(io.BytesIO(content))
    assert b"".join(iter(lambda: stream.read1(step), b"")) == STORY.encode()
    assert stream.behind == behind


def test_members_follow_one_another_with_or_without_padding():
    stream = Gunzip(io.BytesIO(PACKED + PACKED + bytes(99) + PACKED))
    assert b"".join(iter(lambda: stream.read1(99), b"")) == STORY.encode() * 3


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (PACKED[:-9], EOFError),
        (PACKED[:-8] + bytes(8), gzip.BadGzipFile),
        (PACKED[:-4] + bytes(4), gzip.BadGzipFile),
        (PACKED[:12] + b"\xff" * 9 + PACKED[21:], zlib.error),
        (b"\x1f\x8b" + b"nonsense" * 9, gzip.BadGzipFile),
        (b"\x1f\x8b\x08\x08" + b"a" * 99_999, gzip.BadGzipFile),
        (PACKED + PACKED[:20], EOFError),
        (b"", EOFError),
    ],
)
def test_a_stream_that_is_cut_or_damaged_is_an_error(content, error):
    stream = Gunzip(io.BytesIO(content))
    with pytest.raises(error):
        list(iter(lambda: stream.read1(1024), b""))


@pytest.mark.parametrize("step", [1, 7, 99, 1024])
def test_all_that_is_sound_is_given_before_a_cut(step):
    whole = gzip.compress(b"The ferry ran aground at dusk. " * 40)
    for cut in range(9, 30):
        stream = Gunzip(io.BytesIO(whole[:-cut]))
        sound = zlib.decompressobj(31).decompress(whole[:-cut])
        given = b""
        while len(given) < len(sound):
            given += stream.read1(step)
        assert given == sound
        with pytest.raises(EOFError):
            stream.read1(step)


def test_all_of_a_member_is_given_before_its_sum_is_found_wrong():
    stream = Gunzip(io.BytesIO(PACKED[:-8] + bytes(8)))
    assert b"".join(stream.read1(1) for _ in STORY.encode()) == STORY.encode()
    with pytest.raises(gzip.BadGzipFile, match="sum"):
        stream.read1(1)


def test_a_header_of_every_kind_is_passed_over():
    head = (
        b"\x1f\x8b\x08\x1e" + bytes(6) + b"\x03\x00abc" + b"story.txt\x00" + b"a note\x00" + b"ab"
    )
    stream = Gunzip(io.BytesIO(head + PACKED[10:]))
    assert stream.read1(9999) == STORY.encode()


@pytest.mark.parametrize(
    ("name", "content", "records"),
    [("a.txt.gz", STORY.encode(), 1), ("a.jsonl.gz", jsonl(), 2), ("a.html.gz", f"<p>{STORY}</p>".encode(), 1)],
)  # fmt: skip
def test_a_sound_stream_is_read_and_one_more_row_keeps_what_stands_behind(
    read, name, content, records
):
    *good, bad = read(name, gzip.compress(content) + b"garbage garbage")
    assert [row["reason"] for row in good] == [None] * records
    assert bad["reason"] == "bytes stand behind the end of the gzip stream; what stood before it (1) was read"  # fmt: skip
    assert bad["content"] == b"garbage garbage"


def test_an_encoding_inside_is_told(read):
    (row,) = read("a.csv.gz", gzip.compress(f'title,text\nCafé,"{STORY}"\n'.encode("cp1252")))
    assert read_fields(row["media_type"], row["content"], "").encoding == "cp1252"
