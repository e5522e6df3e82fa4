"""The two ways a night can stop: the user can mend it, or we must.

A `UserError` carries one line that says what is wrong and what to do; the command line prints
that line and no traceback. Everything else that escapes is a bug and keeps its traceback.
"""


class UserError(Exception):
    """The call or its input is wrong; the message says what to do. Exit code 2."""


class DataError(UserError):
    """The data or a check says no; the night was not published. Exit code 1."""


class TryAgainError(DataError):
    """The system could not read what it may read the next time: a disk, a share, no memory left.

    Never a record's fault, so never a quarantine: the night stops and can be run again.
    """


class UnreadableError(Exception):
    """A record or file cannot be read; the message is the reason its ledger row carries.

    kept: what was in hand of a record when the reading of its file had to end.
    Never stops a night: whoever reads records catches it and quarantines the record's bytes.
    """

    def __init__(self, reason: str, kept: bytes = b"") -> None:
        super().__init__(reason)
        self.kept = kept


class RejectedError(UnreadableError):
    """A record is sound, and says itself that it is no article for this night. It is rejected."""


class RecalledError(RejectedError):
    """A record is sound and its sender takes it back: canceled, withheld."""
