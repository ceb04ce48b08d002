"""The command ``content check``: every mistake in the reference's content, with its file and place."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ldn_desktop.cli import DONE, FAILED
from ldn_desktop.cli.parser import take_today
from ldn_desktop.cli.terminal import say
from ldn_desktop.papers.catalogue import declarations
from ldn_desktop.reference.checking.check import check_content
from ldn_desktop.workspace.clock import local_today


def arguments(parser: ArgumentParser) -> None:
    """Take what to do, and a day."""
    parser.add_argument("what", choices=("check",), help="what to do with it")
    take_today(parser)


def run(given: Namespace, resources: Path) -> int:
    """Print what is wrong with the content, reviews overdue on a day included; the status is 1 where anything is."""
    problems = check_content(resources / "content", declarations(), given.today or local_today())
    for problem in problems:
        say(problem)
    if problems:
        say(f"content check: {len(problems)} problem{'s' if len(problems) > 1 else ''} found.")
        return FAILED
    print("content check: no problem found.")
    return DONE
