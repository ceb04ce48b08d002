"""The command ``content check``: every mistake in the reference's content, with its file and place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ldn_desktop.cli.terminal import say
from ldn_desktop.reference.checking.check import check_content


def check_command(folder: Path, today: date) -> int:
    """Print what is wrong with the content, reviews overdue on a day included; the status is 1 where anything is."""
    problems = check_content(folder, today)
    for problem in problems:
        say(problem)
    if problems:
        say(f"content check: {len(problems)} problem{'s' if len(problems) > 1 else ''} found.")
        return 1
    print("content check: no problem found.")
    return 0
