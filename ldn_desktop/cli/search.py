"""The command ``search``: what the reference holds on some words, best first."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ldn_desktop.cli.terminal import say, tell_json
from ldn_desktop.reference.full_content import FullContent
from ldn_desktop.reference.search.over import finder_over

_SHOWN = 10
_TO_PROGRAMS = ("id", "kind", "title", "section", "snippet")


def search_command(arguments: Namespace, folder: Path) -> int:
    """Print what is found, as JSON or for people; the status is 0 even where nothing is.

    A misspelt word is put right, and standard error says so.
    """
    answer = finder_over(FullContent(folder)).search(" ".join(arguments.words))
    if answer.corrected:
        say(f"Did you mean “{answer.corrected}”? Its results are shown.")
    if arguments.json:
        found = [{name: getattr(result, name) for name in _TO_PROGRAMS} for result in answer.results]
        tell_json(found)
        return 0
    for result in answer.results[:_SHOWN]:
        print(f"{result.title}  [{result.kind}]\n  {result.section} › {result.snippet}")
    more = len(answer.results) - _SHOWN
    if more > 0:
        print(f"and {more} more")
    if not answer.results:
        say("Nothing found.")
    return 0
