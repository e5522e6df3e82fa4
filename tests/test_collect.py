"""Feeds come into the inbox once, whole, and a bad one does not stop the good."""

import json
import os
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tasks import collect as collecting
from tasks.desk import open_desk
from tasks.errors import UserError
from tests.flows.calling import call

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Quay Post</title>
<item><title>Ferry sails</title><link>https://post.example/ferry</link>
<description>The ferry sailed on Friday with a new captain, Mira Dole, who praised the crew.</description></item>
</channel></rss>"""


class Paper(BaseHTTPRequestHandler):
    """A paper's server: /rss has an ETag, /plain has none, /big never ends, /short breaks off, /odd
    is no HTTP; all else is missing."""

    def do_GET(self) -> None:
        if self.path == "/rss" and self.headers["If-None-Match"] == '"one"':
            self.send_response(304)
            self.end_headers()
        elif self.path in ("/rss", "/plain"):
            self.send_response(200)
            if self.path == "/rss":
                self.send_header("ETag", '"one"')
            self.end_headers()
            self.wfile.write(RSS)
        elif self.path == "/big":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"x" * 4000)
        elif self.path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", str(len(RSS) + 1))
            self.end_headers()
            self.wfile.write(RSS)
        elif self.path == "/odd":
            self.wfile.write(b"not\r\nHTTP")
        else:
            self.send_error(404)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server():
    paper = ThreadingHTTPServer(("127.0.0.1", 0), Paper)
    thread = threading.Thread(target=paper.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{paper.server_port}"
    paper.shutdown()
    paper.server_close()


@pytest.fixture
def desk(tmp_path):
    return open_desk(tmp_path / "desk", create=True)


def states(desk, *urls):
    feeds = [collecting.Feed(url, collecting.named(url)) for url in urls]
    return [each["state"] for each in collecting.collect(desk, feeds, NOW)]


def test_a_feed_is_left_as_it_came_and_not_twice(desk, server):
    for path in ("/rss", "/plain"):
        assert states(desk, server + path) == ["new"]
        assert states(desk, server + path) == ["unchanged"]
    files = [path for path in desk.inbox.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in files] == [RSS, RSS]
    assert not any(path.name.startswith(".") for path in files)


def test_a_feed_that_fails_does_not_stop_the_others(desk, server):
    assert states(desk, server + "/gone", "http://127.0.0.1:9/none", server + "/rss") == [
        "failed",
        "failed",
        "new",
    ]


@pytest.mark.parametrize("path", ["/short", "/odd"])
def test_an_answer_that_is_not_whole_is_not_a_feed(desk, server, path):
    assert states(desk, server + path, server + "/rss") == ["failed", "new"]
    assert len(list(desk.inbox.rglob("*.xml"))) == 1


def test_a_poll_stopped_before_its_file_is_there_brings_the_feed_again(desk, server):
    (desk.inbox / collecting.named(server + "/rss")).touch()
    assert states(desk, server + "/rss") == ["failed"]
    (desk.inbox / collecting.named(server + "/rss")).unlink()
    assert states(desk, server + "/rss") == ["new"]


@pytest.mark.parametrize("text", ["{", "[]", "3", '{"https://a.example": 1}'])
def test_a_damaged_memory_of_feeds_is_told_in_one_line(desk, server, text):
    (desk.root / "feeds.json").write_text(text)
    with pytest.raises(UserError, match=r"feeds\.json is damaged") as told:
        states(desk, server + "/rss")
    assert "\n" not in str(told.value)


def test_what_is_too_large_for_a_feed_is_not_kept(desk, server, monkeypatch):
    monkeypatch.setattr(collecting, "MOST_BYTES", 2000)
    assert states(desk, server + "/big") == ["failed"]
    assert not list(desk.inbox.rglob("*.xml"))


def test_what_is_collected_is_what_the_night_reads(tmp_path, server):
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "feeds.toml").write_text(f'[[feed]]\nurl = "{server}/rss"\nname = "post"\n')
    done = call("collect", "--desk", desk, "--json")
    assert (done.code, [each["state"] for each in json.loads(done.out)]) == (0, ["new"])
    for path in desk.glob("inbox/post/*"):
        os.utime(path, (time.time() - 60, time.time() - 60))
    assert call("run", "--desk", desk, "--day", "2026-11-20", "--no-server").code == 0
    told = call("sql", "select title, source from articles", "--desk", desk, "--json")
    assert json.loads(told.out) == [{"title": "Ferry sails", "source": "Quay Post"}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", r"needs \[\[feed\]\] entries"),
        ("[[feed]]\nname = 'a'\n", "not a list of feeds"),
        ("[[feed]]\nurl = 'file:///etc/passwd'\n", "no address that starts with http"),
        ("[[feed]]\nurl = 'https://a.example'\nname = '../up'\n", "should be letters, digits"),
        (
            "[[feed]]\nurl = 'https://a.example'\n[[feed]]\nurl = 'https://a.example'\n",
            "name of its own",
        ),
        ("feed = 3", "not a list of feeds"),
    ],
)
def test_a_wrong_list_says_what_is_wrong(tmp_path, text, said):
    (tmp_path / "feeds.toml").write_text(text)
    with pytest.raises(UserError, match=said):
        collecting.read_feeds(tmp_path / "feeds.toml")


def test_a_desk_without_feeds_says_where_to_write_them(desk):
    done = call("collect", "--desk", desk.root)
    assert (done.code, "docs/collecting.md" in done.err) == (2, True)


def test_without_feeds_no_desk_is_made(tmp_path):
    assert call("collect", "--desk", tmp_path / "none").code == 2
    assert not (tmp_path / "none").exists()
