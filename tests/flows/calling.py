"""The command line called in this process: what it prints and its exit code."""

import contextlib
import io
import sys
from typing import NamedTuple
from unittest import mock

from flows.cli import main


class Done(NamedTuple):
    """How a call ended."""

    code: int
    out: str
    err: str


class Output(io.TextIOWrapper):
    """A standard output that takes text and bytes, as the real one does."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)

    def said(self) -> str:
        return self.buffer.getvalue().decode("utf-8")


def call(*args: object) -> Done:
    """`nightdesk ARGS`, without a process of its own."""
    out, err = Output(), Output()
    with (
        mock.patch.object(sys, "argv", ["nightdesk", *map(str, args)]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
    return Done(code, out.said(), err.said())
