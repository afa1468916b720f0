"""The way in: which command is meant, and the one place where errors become sentences."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from listening.cli import printing, streams
from listening.cli.parsers import parser_of
from listening.cli.table import COMMANDS, load
from listening.model.errors import ListeningError

INTERRUPTED = 130
"""What a command that was stopped by Ctrl+C answers to its shell."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; nothing that goes wrong leaves here."""
    streams.prepare()
    try:
        return _answered(list(sys.argv[1:] if argv is None else argv))
    except ListeningError as error:
        _trace(error)
        printing.complain(str(error))
        return error.exit_status
    except KeyboardInterrupt:
        printing.complain("Stopped by Ctrl+C: what was saved until then is safe.")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the answer has enough of it, as `head` has: nothing went wrong.
        streams.hush()
        return 0
    except OSError as error:
        streams.hush()
        printing.complain(_refused(error))
        return 1
    except Exception as error:  # noqa: BLE001 — the one place that meets what nobody foresaw
        _unforeseen(error)
        return 1


def _answered(words: list[str]) -> int:
    try:
        status = run(words)
    except SystemExit as end:
        # argparse leaves so once it has printed help.
        status = int(end.code or 0)
    sys.stdout.flush()
    return status


def run(words: list[str]) -> int:
    """Run the command that the words name; words that begin with no command open the app."""
    if not words or words[0] not in COMMANDS:
        # Imported here because no command opens the app.
        from listening.cli import opening

        return opening.run(words)
    name, *rest = words
    command = load(name)
    return command.run(parser_of(name, command).parse_intermixed_args(rest))


def _trace(error: Exception) -> None:
    """Tell where an error came from, to whoever asked for it."""
    if os.environ.get("LISTENING_DEBUG"):
        # Imported here because it is needed on a bad day alone.
        import traceback

        printing.tell("".join(traceback.format_exception(error)))


def _refused(error: OSError) -> str:
    where = f" at {error.filename}" if error.filename else ""
    return f"The disk or the machine refused{where} ({error.strerror or error}): mend that, then try again."


def _unforeseen(error: Exception) -> None:
    _trace(error)
    printing.complain(
        f"Something happened that this program did not foresee ({type(error).__name__}); what was "
        "saved is safe: run it again with LISTENING_DEBUG=1 set, and show what it prints to "
        "whoever looks after the program."
    )
