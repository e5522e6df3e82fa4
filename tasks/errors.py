"""The two ways a night can stop: the user can mend it, or we must.

A `UserError` carries one line that says what is wrong and what to do; the command line prints
that line and no traceback. Everything else that escapes is a bug and keeps its traceback.
"""


class UserError(Exception):
    """The call or its input is wrong; the message says what to do. Exit code 2."""


class DataError(UserError):
    """The data or a check says no; the night was not published. Exit code 1."""


class UnreadableError(Exception):
    """A record or file cannot be read; the message is the reason its ledger row carries.

    Never stops a night: whoever reads records catches it and quarantines the record's bytes.
    """
