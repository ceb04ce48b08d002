"""Opens the program, as `make run` does; where there is no display, it says so and draws what would be seen.

Usage: ``python docs/screenshots/first_run.py [ARGUMENTS OF THE PROGRAM]``. Drawn are the window on the example plan, as
PNG, and the patient's paper of that plan, as PDF, in ``build/first-run``. What is asked for with arguments is the
program's to answer.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ldn_desktop.__main__ import main as program
from ldn_desktop.doctor import display_problem

FOLDER = Path("build/first-run")


def main(arguments: list[str]) -> int:
    """Be the program, or draw."""
    if arguments or display_problem(os.environ) is None:
        return program()
    print("There is no display to open a window on, so the example plan is drawn instead:", flush=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from make import draw_example  # noqa: PLC0415 - it loads Qt, which reads the platform once

    draw_example(FOLDER)
    print("The commands need no display either: .venv/bin/ldn-desktop --help")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
