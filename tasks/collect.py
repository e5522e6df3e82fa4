"""Feeds polled into the inbox: the one thing here that reaches for the network, and only when called.

    [[feed]]
    url = "https://post.example/rss.xml"
    name = "post"                          # the folder in the inbox; else made of the address

Each poll leaves a feed as it came, in a file of its own; nothing it links to is fetched. What a feed
says again the next day is the same record, and the ledger calls it a duplicate.
"""

import hashlib
import re
import time
import tomllib
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from tasks.desk import Desk
from tasks.errors import UserError
from tasks.store import read_json, write_json

MOST_BYTES = 16_000_000
SECONDS = 30.0
AGENT = "nightdesk"
# Address → the headers to ask with (ask) and the hash of what came last (sha256).
Known = dict[str, dict[str, Any]]
_CHUNK = 65_536


@dataclass(frozen=True)
class Feed:
    """One feed to poll: its address, and its folder in the inbox."""

    url: str
    name: str


def read_feeds(file: Path) -> list[Feed]:
    """The feeds of a TOML file; UserError where there is none or it is wrong."""
    if not file.is_file():
        raise UserError(
            f"{file}: no such file; write the feeds into it as docs/collecting.md shows"
        )
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get("feed", [])
        feeds = [
            Feed(str(row["url"]), str(row.get("name") or named(str(row["url"])))) for row in rows
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"{file}: not a list of feeds ({error}); see docs/collecting.md") from error
    for feed in feeds:
        if urlsplit(feed.url).scheme not in ("http", "https"):
            raise UserError(
                f"{file}: {feed.url} is no address that starts with http:// or https://"
            )
        if not re.fullmatch(r"[\w-][\w.-]*", feed.name):
            raise UserError(f"{file}: the name {feed.name!r} should be letters, digits, - and _")
    if not feeds or len({feed.name for feed in feeds}) < len(feeds):
        raise UserError(f"{file}: needs [[feed]] entries, each with a name of its own")
    return feeds


def named(url: str) -> str:
    """A folder's name made of an address.

    >>> named("https://www.post.example:8080/news/rss.xml?edition=uk")
    'www.post.example-8080-news-rss.xml-edition-uk'
    """
    parts = urlsplit(url)
    return re.sub(r"[^\w.]+", "-", f"{parts.netloc}{parts.path}-{parts.query}").strip("-.")


def collect(desk: Desk, feeds: list[Feed], now: datetime) -> list[dict[str, Any]]:
    """Poll every feed once; one dictionary a feed: feed, url, state (new, unchanged, failed), file, why.

    A feed that fails is told and does not stop the others. What servers say of a feed's age is kept
    in `feeds.json` on the desk, so that an unchanged one is not sent again.
    """
    known_file = desk.root / "feeds.json"
    known = _known(known_file)
    polled = []
    for feed in feeds:
        try:
            polled.append(_poll(desk, feed, known, now))
        except (OSError, ValueError, HTTPException) as error:
            why = " ".join(str(error).split()) or type(error).__name__
            polled.append(_said(feed, "failed", why=why))
        write_json(known_file, known)
    return polled


def _known(file: Path) -> Known:
    if not file.exists():
        return {}
    try:
        known: Known = read_json(file)
        if not all(isinstance(said["ask"], dict) for said in known.values()):
            raise ValueError("headers are missing")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        said = " ".join(str(error).split())
        raise UserError(
            f"{file} is damaged ({said}); remove it, and every feed is asked for anew"
        ) from error
    return known


def told(polled: list[dict[str, Any]]) -> str:
    """What came of each feed, as lines for a person."""
    return "\n".join(
        f"{each['state']:<9} {each['feed']}  {each['file'] or each['why'] or ''}".rstrip()
        for each in polled
    )


def _poll(desk: Desk, feed: Feed, known: Known, now: datetime) -> dict[str, Any]:
    before = known.get(feed.url, {})
    request = Request(feed.url, headers={"User-Agent": AGENT, **before.get("ask", {})})
    try:
        content, ask = _fetched(request)
    except HTTPError as error:
        if error.code == 304:
            return _said(feed, "unchanged")
        raise
    digest = hashlib.sha256(content).hexdigest()
    if digest == before.get("sha256"):
        known[feed.url] = {"ask": ask, "sha256": digest}
        return _said(feed, "unchanged")
    path = desk.inbox / feed.name / f"{now:%Y-%m-%dT%H%M%S}-{digest[:8]}.xml"
    path.parent.mkdir(parents=True, exist_ok=True)
    # A hidden file is never read by a night; the name is given once the bytes are all there.
    aside = path.with_name(f".{path.name}")
    aside.write_bytes(content)
    aside.replace(path)
    # Known only now: a poll that is stopped before must bring the feed again.
    known[feed.url] = {"ask": ask, "sha256": digest}
    return _said(feed, "new", file=str(path.relative_to(desk.root)))


def _fetched(request: Request) -> tuple[bytes, dict[str, str]]:
    """The bytes of an answer, and the headers that ask for it only if it changes."""
    ends = time.monotonic() + SECONDS
    content = bytearray()
    with urlopen(request, timeout=SECONDS) as answer:
        while chunk := answer.read(_CHUNK):
            content += chunk
            if len(content) > MOST_BYTES:
                raise ValueError(f"more than {MOST_BYTES // 1_000_000} MB; not a feed")
            if time.monotonic() > ends:
                raise ValueError(f"not here within {SECONDS:g} seconds")
        # Of an answer read in pieces http.client does not tell that it broke off.
        if answer.length:
            raise ValueError(f"broke off {answer.length} bytes before its end")
        age = {
            "If-None-Match": answer.headers["ETag"],
            "If-Modified-Since": answer.headers["Last-Modified"],
        }
    return bytes(content), {name: value for name, value in age.items() if value}


def _said(
    feed: Feed, state: str, file: str | None = None, why: str | None = None
) -> dict[str, Any]:
    return {"feed": feed.name, "url": feed.url, "state": state, "file": file, "why": why}
