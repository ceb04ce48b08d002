"""Carries out a command line: the right command, and one sentence instead of a traceback for a mistake."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from ldn_desktop.cli import BAD_INPUT, DONE, FAILED
from ldn_desktop.cli.parser import PROGRAM, UsageError, read
from ldn_desktop.cli.terminal import drop, say, shown_name, unwritable
from ldn_desktop.reference.parts import ContentError
from ldn_desktop.storage.files import StoreError


def run(arguments: Sequence[str], resources: Path) -> int:
    """Carry out a command and return the exit status: 0 done, 1 blocked or failed, 2 bad input."""
    for stream in (sys.stdout, sys.stderr):
        # A file name or patient's name need not fit the terminal's encoding.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="backslashreplace")
    try:
        status = _carried_out(arguments, resources)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        drop(sys.stdout)
        return DONE
    except OSError as error:
        if error.filename is None:
            say(f"{PROGRAM}: {unwritable(error)}")
        else:
            say(f"{PROGRAM}: {shown_name(str(error.filename))} cannot be read or written: {error.strerror}.")
        return FAILED
    return status


def _carried_out(arguments: Sequence[str], resources: Path) -> int:
    try:
        given = read(arguments)
        status: int = given.run(given, resources)
    except UsageError as error:
        say(str(error))
    except StoreError as error:
        say(f"{PROGRAM}: {error}")
    except ContentError as error:
        say(f"{PROGRAM}: the program's content is damaged: {error}")
    except SystemExit as ended:
        # Help and the version end so; what they printed is still to be flushed.
        return ended.code if isinstance(ended.code, int) else DONE
    else:
        return status
    return BAD_INPUT
