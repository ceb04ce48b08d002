"""The command ``content``: every mistake in the content, and a translation beside the English for its review."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ldn_desktop.cli import DONE, FAILED
from ldn_desktop.cli.parser import UsageError, take_today
from ldn_desktop.cli.terminal import say
from ldn_desktop.papers.catalogue import declarations
from ldn_desktop.reference.checking.check import check_content
from ldn_desktop.reference.checking.check_translations import told_beside
from ldn_desktop.reference.content import Content
from ldn_desktop.workspace.clock import local_today


def arguments(parser: ArgumentParser) -> None:
    """Take what to do, the language of what is to be reviewed, and a day."""
    parser.add_argument(
        "what", choices=("check", "beside"), help="find mistakes, or show a translation beside the English"
    )
    parser.add_argument("--language", help="the language to show beside the English")
    take_today(parser)


def run(given: Namespace, resources: Path) -> int:
    """Print what is wrong with the content, or what a reviewer of a translation reads.

    Reviews overdue on a day are wrong too; the status is 1 where anything is.
    """
    folder = resources / "content"
    if given.what == "beside":
        return _beside(Content(folder), given.language)
    problems = check_content(folder, declarations(), given.today or local_today())
    for problem in problems:
        say(problem)
    if problems:
        say(f"content check: {len(problems)} problem{'s' if len(problems) > 1 else ''} found.")
        return FAILED
    print("content check: no problem found.")
    return DONE


def _beside(content: Content, language: str | None) -> int:
    """Print each English sentence with its translation below, then whether it is reviewed and what to sign."""
    others = [code for code in content.languages if code != "en"]
    if language not in others:
        raise UsageError(f"Name a language with --language: {', '.join(others) or 'there is none'}.")
    for line in told_beside(content, language):
        print(line)
    return DONE
