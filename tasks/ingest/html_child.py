"""The child process that parses pages: it can be killed, and its memory has a limit.

Frames on stdin and stdout: four bytes of length, big-endian, then that many bytes; the request
is P for a page or F for a fragment, then it in UTF-8; the answer is the fields as JSON. The child
ends when stdin does.
"""

import json
import resource
import sys
from typing import BinaryIO

MEMORY_BYTES = 2_000_000_000


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer every page until there are no more."""
    from tasks.ingest.html_extract import extract

    while len(head := requests.read(4)) == 4:
        kind, page = requests.read(1), requests.read(int.from_bytes(head, "big") - 1)
        answer = json.dumps(extract(page.decode("utf-8"), kind == b"P")).encode()
        answers.write(len(answer).to_bytes(4, "big") + answer)
        answers.flush()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    serve(sys.stdin.buffer, sys.stdout.buffer)
