"""The command line: `nightdesk`. Heavy imports wait until a command needs them."""

import errno
import sys
from typing import Any

import typer

from flows import cli_ask, cli_dashboard, cli_keep, cli_models, cli_review, cli_run
from tasks.errors import DataError, UserError

app = typer.Typer(
    name="nightdesk",
    help="Reads a night's news text: what it is about, who said what, who stands where.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for module in (cli_run, cli_ask, cli_keep, cli_models, cli_review, cli_dashboard):
    module.add_to(app)


# Typer names its base class of wrong calls nowhere in public, whichever click it carries.
WRONG_CALLS: Any = next(k for k in typer.BadParameter.__mro__ if k.__name__ == "ClickException")


def main() -> None:
    """Run the command line; a user's error is one line and an exit code, never a traceback.

    Exit codes: 0 done, 1 the data or a check says no, 2 the call is wrong, 130 interrupted.
    """
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except DataError as error:
        _end(f"nightdesk: {error}", 1)
    except UserError as error:
        _end(f"nightdesk: {error}", 2)
    except (KeyboardInterrupt, typer.Abort):
        _end("nightdesk: stopped; the same command resumes from the finished shards", 130)
    except WRONG_CALLS as error:
        said = error.format_message().rstrip(".")
        # Where no command was named, the help has been printed, which says it all.
        _end(f"nightdesk: {said}; see `nightdesk --help`" if said else "", error.exit_code)
    except BrokenPipeError:
        # The reader went away (`nightdesk sql … | head`); there is no one left to tell.
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        where = f" ({error.filename})" if error.filename else ""
        _end(f"nightdesk: {error.strerror}{where}; make room or give rights, then run it again", 2)


# A full disk, a quota, a read-only or forbidden place: the user's to mend, not a bug.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}


def _end(line: str, code: int) -> None:
    if line:
        print(line, file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
