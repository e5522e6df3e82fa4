"""What is torn gives its sound records, and a row that keeps the rest."""

import pytest

from tests.ingest.samples import NEWSML, OTHER, RSS, STORY, captured, tarred, zipped

GOOD = ("good.txt", STORY.encode())


def test_a_damaged_tar_keeps_its_bytes_from_the_damage_on(read):
    text = (STORY * 6)[:900].encode()
    whole = tarred("a.txt", text, "b.txt", text)
    broken = whole[:1536] + b"\xff" * 9 + whole[1545:]
    sound, rest = read("broken.tar", broken)
    assert sound["content"] == text
    assert rest["content"] == broken[1536:]


def test_a_zip_without_its_directory_gives_its_whole_members_and_keeps_the_rest(read):
    whole = zipped("a.txt", STORY, "../b.txt", OTHER, "c.txt", STORY * 40)
    cut = whole[: whole.index(b"c.txt") + 25]
    first, climbing, rest = read("cut.zip", cut)
    assert (first["content"], first["reason"]) == (STORY.encode(), None)
    assert climbing["content"] == OTHER.encode()
    assert rest["content"] == cut[cut.rindex(b"PK\x03\x04") :]
    assert "what stood before it (2) was read" in rest["reason"]


@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
@pytest.mark.parametrize(
    "name", ["../x.txt", "/abs.txt", "a\\..\\b.txt", ".hidden", "__MACOSX/._x"]
)
def test_a_member_refused_for_its_name_keeps_its_bytes(read, pack, name):
    refused, good = sorted(
        read("a.zip", pack(name, STORY.encode(), *GOOD)), key=lambda r: not r["reason"]
    )
    assert refused["reason"].startswith(("its name climbs", "a hidden file"))
    assert refused["content"] == good["content"] == STORY.encode()


def test_a_refused_member_that_is_cut_hides_no_damage(read):
    *_, last = read("cut.tar", tarred("../x.txt", STORY.encode() * 20)[:1000])
    assert "tar file is damaged or cut short" in last["reason"]


def test_a_member_that_cannot_be_unpacked_keeps_its_packed_bytes(read):
    content = bytearray(zipped("a.txt", STORY))
    start = 30 + len("a.txt")
    content[start] ^= 0xFF
    (row,) = read("damaged.zip", bytes(content))
    assert row["reason"].endswith("its packed bytes are kept")
    assert row["content"] == content[start : content.index(b"PK\x01\x02")]


def test_a_damaged_member_of_a_zip_without_its_directory_is_not_believed(read):
    content = bytearray(zipped("a.txt", STORY, "b.txt", STORY)[:-9])
    content[30 + len("a.txt")] ^= 0xFF
    damaged, sound, rest = read("torn.zip", bytes(content))
    assert "zip member is damaged" in damaged["reason"]
    assert sound["content"] == STORY.encode()
    assert "zip file is damaged" in rest["reason"]


@pytest.mark.parametrize(
    ("name", "whole", "at", "end"),
    [("cut.rss", RSS, "body-that", "</item>"), ("cut.xml", NEWSML, "picture", "</newsItem>")],
)
def test_an_entry_that_is_cut_is_no_article_and_keeps_its_bytes(read, name, whole, at, end):
    cut = whole[: whole.index(at)]
    first, rest = read(name, cut)
    assert first["reason"] is None
    assert rest["content"].decode() == cut.partition(end)[2]
    assert "what stood before it (1) was read" in rest["reason"]


def test_a_damaged_capture_keeps_its_bytes_and_the_next_is_read(read):
    damaged = captured().replace(b"Content-Length: ", b"Content-Length: 9")
    first, bad, last = read("a.warc", captured() + damaged + captured())
    assert first["content"] == last["content"]
    assert first["reason"] is last["reason"] is None
    assert bad["content"] == damaged
    assert [row["origin_number"] for row in (first, bad, last)] == [0, 1, 2]


def test_many_damaged_captures_are_bounded(read):
    damaged = captured(STORY).replace(b"Content-Length: ", b"Content-Length: 9")
    records = read("a.warc", damaged * 400 + captured())
    assert len(records) == 101
    assert "what stood before it (100) was read" in records[-1]["reason"]
    assert records[-1]["content"] == damaged * 300 + captured()
