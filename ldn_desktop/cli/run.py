"""Carries out a command line: the right command, and one sentence instead of a traceback for a mistake."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from ldn_desktop.cli import plans
from ldn_desktop.cli.arguments import PROGRAM, UsageError, read
from ldn_desktop.cli.terminal import drop, say, shown_name, unwritable
from ldn_desktop.reference.content import ContentError
from ldn_desktop.storage.files import StoreError
from ldn_desktop.storage.places import find_places
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.knowledge import Knowledge


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
        return plans.DONE
    except OSError as error:
        if error.filename is None:
            say(f"{PROGRAM}: {unwritable(error)}")
        else:
            say(f"{PROGRAM}: {shown_name(str(error.filename))} cannot be read or written: {error.strerror}.")
        return plans.FAILED
    return status


def _carried_out(arguments: Sequence[str], resources: Path) -> int:
    try:
        return _dispatch(arguments, resources)
    except UsageError as error:
        say(str(error))
    except StoreError as error:
        say(f"{PROGRAM}: {error}")
    except ContentError as error:
        say(f"{PROGRAM}: the program's content is damaged: {error}")
    except SystemExit as told:
        # Help and the version end so; what they printed is still to be flushed.
        return told.code if isinstance(told.code, int) else plans.DONE
    return plans.BAD_INPUT


def _dispatch(arguments: Sequence[str], resources: Path) -> int:
    told = read(arguments)
    match told.command:
        case "ladder":
            return plans.ladder(told)
        case "content":
            # The articles are read for no other commands than these.
            from ldn_desktop.cli.content import check_command

            return check_command(resources / "content", told.today or local_today())
        case "search":
            from ldn_desktop.cli.search import search_command

            return search_command(told, resources / "content")
        case "opioid":
            from ldn_desktop.cli.opioid import opioid

            return opioid(told, resources / "content")
        case "interaction":
            from ldn_desktop.cli.interaction import interaction

            return interaction(told, resources / "content")
        case "selftest":
            from ldn_desktop.cli.selftest import selftest

            return selftest(resources)
    knowledge = Knowledge(resources / "content", find_places().local_rules_file, _system_font)
    if knowledge.local_rules.notice:
        # Beside the findings, which programs read from standard output.
        say(f"{PROGRAM}: {knowledge.local_rules.notice}")
    commands = {"schedule": plans.schedule, "check": plans.check, "print": plans.print_document}
    return commands[told.command](told, knowledge)


def _system_font(letter: str) -> str:
    # Qt is imported only for a letter that no font of the program has.
    try:
        from ldn_desktop.printing.command import system_font
    except ImportError:
        return ""
    return system_font(letter)
