"""The command ``search``: what the reference holds on some words, best first."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ldn_desktop.cli import DONE
from ldn_desktop.cli.terminal import say, tell_json
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.search.finder import finder_over

_SHOWN = 10
_TO_PROGRAMS = ("id", "kind", "title", "section", "snippet")


def arguments(parser: ArgumentParser) -> None:
    """Take what to search for, and for whom."""
    parser.add_argument("words", nargs="+", metavar="WORDS", help="words, names, brands or a question")
    parser.add_argument("--json", action="store_true", help="a JSON list, best first, for programs")


def run(given: Namespace, resources: Path) -> int:
    """Print what is found, as JSON or for people; the status is 0 even where nothing is.

    A misspelt word is put right, and standard error says so.
    """
    answer = finder_over(Content(resources / "content")).search(" ".join(given.words))
    if answer.corrected:
        say(f"Did you mean “{answer.corrected}”? Its results are shown.")
    if given.json:
        found = [{name: getattr(result, name) for name in _TO_PROGRAMS} for result in answer.results]
        tell_json(found)
        return DONE
    for result in answer.results[:_SHOWN]:
        print(f"{result.title}  [{result.kind}]\n  {result.section} › {result.snippet}")
    more = len(answer.results) - _SHOWN
    if more > 0:
        print(f"and {more} more")
    if not answer.results:
        say("Nothing found.")
    return DONE
