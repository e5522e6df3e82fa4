"""Parsers that are run in a child, which is killed where it takes too long."""

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from functools import cache
from pathlib import Path
from typing import IO, Any

from tasks.errors import UnreadableError
from tasks.ingest import child_main

# A large page takes half a second; forty times that is a page that never ends. Counted is the
# processor's time: a busy machine must not change what a night finds.
CPU_SECONDS = 20.0
# Where the child waits and does not work, which no parser should.
DEADLINE_SECONDS = 600.0
PACKAGE_ROOT = Path(__file__).resolve().parents[2]


def ask(kind: bytes, content: bytes, what: str) -> Any:
    """What the parser named by `kind` (`child_main.WORK`) finds in the bytes.

    UnreadableError where it finds a fault, takes too long or dies of it. what: "its HTML", "the feed".
    """
    return _child().ask(kind + content, what)


class Child:
    """One parsing child, started at the first request and again after it had to be killed.

    cpu_seconds, deadline: what one request may take, of the processor's time and by the clock.
    """

    def __init__(
        self, cpu_seconds: float = CPU_SECONDS, deadline: float = DEADLINE_SECONDS
    ) -> None:
        self._cpu_seconds = cpu_seconds
        self._asking = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._deadline = deadline

    def ask(self, request: bytes, what: str = "its HTML") -> Any:
        """The child's answer; UnreadableError where it takes too long or dies.

        One request at a time: threads that share the child would read each other's answers.
        """
        with self._asking:
            answer = self._asked(request, what)
        if "reason" in answer:
            raise UnreadableError(answer["reason"])
        return answer["found"]

    def _asked(self, request: bytes, what: str) -> dict[str, Any]:
        until = time.monotonic() + self._deadline
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(len(request).to_bytes(4, "big") + request)
            process.stdin.flush()
            size = int.from_bytes(_read(process.stdout, 4, until), "big")
            answer: dict[str, Any] = json.loads(_read(process.stdout, size, until))
        # A TimeoutError is an OSError too, so it comes first.
        except TimeoutError:
            self.stop()
            raise UnreadableError(f"{what} takes over {self._deadline:g} s to parse") from None
        except ValueError:
            # It lives and its answers can no longer be told apart.
            self.stop()
            raise UnreadableError(f"{what} could not be parsed: the parser died of it") from None
        except (OSError, EOFError):
            if process.wait(self._deadline) == -signal.SIGPROF:
                raise UnreadableError(
                    f"{what} takes over {self._cpu_seconds:g} s to parse"
                ) from None
            self.stop()
            raise UnreadableError(f"{what} could not be parsed: the parser died of it") from None
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
                [sys.executable, "-m", child_main.__name__, str(self._cpu_seconds)],
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
