"""The child process that runs parsers of loose formats: it can be killed, and its memory is bounded.

Frames on stdin and stdout: four bytes of length, big-endian, then that many bytes; the request is a
letter for what it is and then its bytes; the answer is JSON: `{"found": …}` or `{"reason": …}`. The
child ends when stdin does.
"""

import json
import resource
import signal
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

MEMORY_BYTES = 2_000_000_000


def serve(requests: BinaryIO, answers: BinaryIO, seconds: float) -> None:
    """Answer every request until there are no more; die of one that takes more processor time."""
    while len(head := requests.read(4)) == 4:
        kind, content = requests.read(1), requests.read(int.from_bytes(head, "big") - 1)
        # No handler: one of Python's would wait for the library's loop to end.
        signal.setitimer(signal.ITIMER_PROF, seconds)
        answer = json.dumps(_answer(kind, content), default=str).encode("utf-8", "replace")
        answers.write(len(answer).to_bytes(4, "big") + answer)
        answers.flush()


def _answer(kind: bytes, content: bytes) -> dict[str, Any]:
    from tasks.errors import UnreadableError

    try:
        return {"found": WORK[kind](content)}
    except UnreadableError as error:
        return {"reason": str(error)}


# Each imports its library when it is first asked: a night without feeds needs no feed parser.
def _page(content: bytes) -> Any:
    from tasks.ingest.html_extract import extract

    return extract(content.decode("utf-8"), whole=True)


def _fragment(content: bytes) -> Any:
    from tasks.ingest.html_extract import extract

    return extract(content.decode("utf-8"), whole=False)


def _feed(content: bytes) -> Any:
    from tasks.ingest.feeds import entries_of

    return entries_of(content)


def _word(content: bytes) -> Any:
    from tasks.ingest.office import docx_text

    return docx_text(content)


def _rich_text(content: bytes) -> Any:
    from tasks.ingest.office import rtf_text

    return rtf_text(content)


def _mail(content: bytes) -> Any:
    from tasks.ingest.mail_parts import parts_of

    return parts_of(content)


def _attachments(content: bytes) -> Any:
    from tasks.ingest.mail_parts import parted

    return parted(content)


def _cuts(content: bytes) -> Any:
    import re

    separator, text = json.loads(content)
    return [end for found in re.finditer(separator, text, re.M) for end in found.span()]


WORK: dict[bytes, Callable[[bytes], Any]] = {
    b"P": _page, b"F": _fragment, b"R": _feed, b"W": _word, b"T": _rich_text, b"M": _mail,
    b"A": _attachments, b"S": _cuts,
}  # fmt: skip


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    answers = sys.stdout.buffer
    # A library that prints would break the frames.
    sys.stdout = sys.stderr
    serve(sys.stdin.buffer, answers, float(sys.argv[1]))
