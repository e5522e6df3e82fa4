"""Members of a zip file that a password locks."""

import random
import zlib

from tests.ingest.bad_bytes import encrypted
from tests.ingest.samples import OTHER, STORY


def test_an_encrypted_member_keeps_its_packed_bytes_and_spoils_no_other(read):
    locked = encrypted("a.txt", STORY, "b.txt", OTHER)
    first, second = read("a.zip", locked)
    assert second["content"] == OTHER.encode()
    assert first["origin_member"] == "a.txt"
    assert zlib.decompress(first["content"], -zlib.MAX_WBITS) == STORY.encode()


def test_an_encrypted_member_too_large_for_a_record_says_so(read):
    (row,) = read("a.zip", encrypted("a.txt", random.Random(0).randbytes(1_500_000)))
    assert row["content"] == b""
    assert row["reason"].endswith("unpack it yourself; too large to keep its bytes")
