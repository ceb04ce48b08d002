"""The door: a window, or a command."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def main() -> int:
    """Carry out the command line, or open the window; return the exit status."""
    arguments = sys.argv[1:]
    # What a command does not need is not imported for it.
    from ldn_desktop.cli.names import is_command

    if is_command(arguments):
        from ldn_desktop.cli.run import run

        return run(arguments, RESOURCES)
    if arguments and not Path(arguments[0]).exists():
        told = f"ldn-desktop: {arguments[0]} is no command and no file; type ldn-desktop --help to see the commands."
        print(told, file=sys.stderr)
        return 2
    from ldn_desktop import doctor

    problem = doctor.missing_library() or doctor.display_problem(os.environ)
    if problem:
        print(problem, file=sys.stderr)
        return 1
    # Nothing that is made before the window stands is garbage; afterwards ui/garbage.py collects it.
    gc.disable()
    from ldn_desktop.ui.plain_import import load_qt

    load_qt()
    from ldn_desktop.app import open_window

    return open_window(arguments, RESOURCES)


if __name__ == "__main__":
    raise SystemExit(main())
