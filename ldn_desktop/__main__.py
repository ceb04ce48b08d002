"""The door: a window, or a command."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent
RESOURCES = next(path for path in (_HERE / "resources", _HERE.parent / "resources") if path.is_dir())
"""Inside the package where it was installed from a wheel, else beside it."""


_INTERRUPTED = 130
"""What a shell makes of a command that Ctrl+C ended."""


def main() -> int:
    """Carry out the command line, or open the window; return the exit status."""
    try:
        return _carried_out()
    except KeyboardInterrupt:
        from ldn_desktop.cli.terminal import say

        say("ldn-desktop: interrupted; its output is not complete, and no PDF was left half-written.")
        return _INTERRUPTED


def _carried_out() -> int:
    arguments = sys.argv[1:]
    # What a command does not need is not imported for it.
    from ldn_desktop.cli.names import is_command, path_of, plans_to_open
    from ldn_desktop.cli.terminal import hold_streams, no_console, say, shown_name
    from ldn_desktop.storage.core_dumps import forbid_core_dumps, hide_memory

    hold_streams()
    # Before any plan is read.
    forbid_core_dumps(os.environ)
    if is_command(arguments):
        if sys.platform == "win32" and no_console():
            say("Commands are for ldn-desktop-cli.exe, in a console; ldn-desktop.exe opens the window.")
            return 2
        hide_memory(os.environ)
        from ldn_desktop.cli.run import run

        return run(arguments, RESOURCES)
    named = plans_to_open(arguments)
    try:
        files = [path_of(name) for name in named]
    except ValueError as error:
        say(f"{shown_name(named[0])}: {error}")
        return 2
    # A file that is there and cannot be read is told in the window: a desktop shows no terminal.
    if files and not _may_exist(files[0]):
        told = shown_name(named[0])
        if sys.platform == "win32" and no_console():
            say(f"{told} does not exist; it may have been moved or renamed.")
        else:
            say(
                f"ldn-desktop: {told} is no command and no file; type ldn-desktop --help to see the commands."
            )
        return 2
    if len(files) > 1:
        say("ldn-desktop: one plan opens at a time; name one file.")
        return 2
    from ldn_desktop import doctor

    problem = doctor.missing_library() or doctor.display_problem(os.environ)
    if problem:
        say(problem)
        return 1
    from ldn_desktop.ui.startup.load_qt import load_qt

    load_qt()
    from ldn_desktop.app import open_window

    return open_window(files[0] if files else None, RESOURCES)


def _may_exist(file: str) -> bool:
    try:
        os.stat(file)  # noqa: PTH116 - a Path is not needed, and says less
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True


if __name__ == "__main__":
    raise SystemExit(main())
