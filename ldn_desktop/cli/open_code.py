"""The command ``open-code``: the plan that the codes on a paper hold, as a plan file on standard output."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from ldn_desktop.cli import BAD_INPUT, DONE
from ldn_desktop.cli.parser import PROGRAM
from ldn_desktop.cli.plans import open_knowledge
from ldn_desktop.cli.terminal import give, say
from ldn_desktop.decoding.strict import FileError
from ldn_desktop.exchange.code_letters import MOST_TYPED, CodeError
from ldn_desktop.exchange.plan_code import Scanned
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.papers.plan_code_words import PLAN_CODE, lacks


def arguments(parser: ArgumentParser) -> None:
    """Take what a scanner types: every code of one paper, in any order."""
    parser.add_argument(
        "codes",
        nargs="+",
        metavar="TEXT",
        help="what the scanner types, every code of one paper in any order; - reads standard input",
    )


def run(given: Namespace, resources: Path) -> int:
    """Print the plan file; what the code does not hold of its plan is said on standard error."""
    knowledge = open_knowledge(resources)
    try:
        scanned = Scanned().with_text(" ".join(map(_typed, given.codes)))
        plan = read_plan(scanned.plan_file(), knowledge.vocabulary)
    except CodeError as error:
        say(f"{PROGRAM}: {error}")
        return BAD_INPUT
    except FileError as error:
        say(f"{PROGRAM}: the plan in the code cannot be read. {error}")
        return BAD_INPUT
    give(write_plan(plan))
    say(lacks(scanned.scope, knowledge.content.sentences(PLAN_CODE)))
    return DONE


def _typed(text: str) -> str:
    if text != "-":
        return text
    if sys.stdin is None:
        # It came closed.
        return ""
    # A letter more than there may be is refused as too long.
    return sys.stdin.buffer.read(MOST_TYPED + 1).decode("utf-8", "replace")
