"""HTML pages to fields: decoded and bounded here, parsed in a child that can be killed."""

import atexit
import json
import os
import re
import select
import subprocess
import sys
import threading
import time
from functools import cache
from pathlib import Path
from typing import IO, Any

from tasks.errors import UnreadableError
from tasks.ingest import html_child
from tasks.ingest.decode import decode
from tasks.ingest.fields import Fields
from tasks.ingest.html_bounds import refuse_unbounded
from tasks.text.spans import RoleSpan

# A large page takes half a second; forty times that is a page that never ends.
DEADLINE_SECONDS = 20.0
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,30})", re.I)
PACKAGE_ROOT = Path(__file__).resolve().parents[2]


def read_page(content: bytes, charset: str | None = None) -> Fields:
    """A page's main text, metadata and the roles its markup gives; UnreadableError if none.

    charset: what the server said, where it is known; it comes before what the page says.
    """
    return _read_html(content, b"P", charset)


def read_fragment(text: str) -> Fields:
    """Text and roles of a piece of HTML that is all article, as a feed's entry is."""
    return _read_html(text.encode("utf-8", "replace"), b"F")


def _read_html(content: bytes, kind: bytes, charset: str | None = None) -> Fields:
    declared = CHARSET.search(content[:4096])
    decoded = decode(content, charset or (declared.group(1).decode() if declared else None))
    page = decoded.text.encode("utf-8", "replace")
    refuse_unbounded(page)
    answer = _child().ask(kind + page)
    if not answer["text"]:
        raise UnreadableError("no article text is found in the page")
    roles = tuple(RoleSpan(*role) for role in answer.pop("roles"))
    return Fields(**answer, roles=roles, encoding=decoded.encoding, encoding_from=decoded.found)


class Child:
    """One parsing child, started at the first page and again after it had to be killed."""

    def __init__(self, deadline: float = DEADLINE_SECONDS) -> None:
        self._asking = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._deadline = deadline

    def ask(self, page: bytes) -> dict[str, Any]:
        """The child's answer; UnreadableError where it takes too long or dies.

        One page at a time: threads that share the child would read each other's answers.
        """
        with self._asking:
            return self._asked(page)

    def _asked(self, page: bytes) -> dict[str, Any]:
        until = time.monotonic() + self._deadline
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(len(page).to_bytes(4, "big") + page)
            process.stdin.flush()
            size = int.from_bytes(_read(process.stdout, 4, until), "big")
            answer: dict[str, Any] = json.loads(_read(process.stdout, size, until))
        # A TimeoutError is an OSError too, so it comes first.
        except TimeoutError:
            self.stop()
            raise UnreadableError(f"its HTML takes over {self._deadline:g} s to parse") from None
        except (OSError, EOFError, ValueError):
            self.stop()
            raise UnreadableError("its HTML could not be parsed: the parser died of it") from None
        return answer

    def stop(self) -> None:
        """Kill the child, if there is one."""
        if self._process:
            self._process.kill()
            self._process.communicate()
        self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            environment = os.environ | {"PYTHONPATH": str(PACKAGE_ROOT)}
            self._process = subprocess.Popen(
                [sys.executable, "-m", html_child.__name__],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env=environment,
            )  # fmt: skip
            atexit.register(self.stop)
        return self._process


def _read(stream: IO[bytes], size: int, until: float) -> bytes:
    """Exactly `size` bytes; TimeoutError at the deadline, EOFError where the stream ends."""
    got = b""
    while len(got) < size:
        ready, _, _ = select.select([stream], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            raise TimeoutError
        chunk = os.read(stream.fileno(), size - len(got))
        if not chunk:
            raise EOFError
        got += chunk
    return got


@cache
def _child() -> Child:
    return Child()
