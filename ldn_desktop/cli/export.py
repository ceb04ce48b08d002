"""The command ``export``: a plan for other systems."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ldn_desktop.cli import BAD_INPUT, BLOCKED, DONE
from ldn_desktop.cli.names import path_of
from ldn_desktop.cli.parser import UsageError, take_today
from ldn_desktop.cli.plans import open_knowledge, outcomes
from ldn_desktop.cli.terminal import give, say, shown_name
from ldn_desktop.exchange.exports import EXPORTS, holding_back
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.storage.file_names import DRAFT_SUFFIX, PLAN_SUFFIX
from ldn_desktop.storage.files import StoreError, real_path, replace_atomically
from ldn_desktop.workspace.clock import local_today

_STANDARD_OUTPUT = "-"


def arguments(parser: ArgumentParser) -> None:
    """Take a plan file, a form, where it goes, and whether it takes back what was handed over."""
    parser.add_argument("file", metavar="FILE", help="a plan file")
    parser.add_argument("out", metavar="OUT", help="the file to write; - is standard output")
    parser.add_argument("--to", choices=tuple(EXPORTS), required=True, help="the form")
    parser.add_argument("--cancel", action="store_true", help="with ics: a file that takes the entries back")
    take_today(parser)


def run(given: Namespace, resources: Path) -> int:
    """Write a plan for another system. Refused: one that a finding on the plan holds back.

    It bears the revision that stands in the file, as with ``print``.
    """
    form = EXPORTS[given.to]
    if given.cancel and not form.taken_back:
        raise UsageError(f"Only {_cancelling()} can be taken back; leave --cancel out.")
    knowledge = open_knowledge(resources)
    outcome = next(outcomes([given.file], knowledge, given.today))
    if outcome.regimen is None:
        outcome.say_error()
        return BAD_INPUT
    # To take back what was handed over tells nobody to take anything.
    blocked = () if given.cancel else holding_back(outcome.regimen, given.to)
    if blocked:
        reasons = " ".join(
            knowledge.findings.sentence(finding, outcome.regimen, PLAIN) for finding in blocked
        )
        say(f"{shown_name(given.file)}: not exported, because a finding blocks it. {reasons}")
        return BLOCKED
    context = knowledge.paper_context(outcome.regimen, given.today or local_today(), PLAIN)
    data = form.made(context, cancel=given.cancel)
    if given.out == _STANDARD_OUTPUT:
        give(data)
        return DONE
    return _written(given, data)


def _cancelling() -> str:
    return " and ".join(code for code, form in EXPORTS.items() if form.taken_back)


def _written(given: Namespace, data: bytes) -> int:
    out, refused = Path(given.out), ""
    if real_path(out) == real_path(path_of(given.file)):
        refused = "is the plan itself; name another file for the export."
    elif any(path.name.lower().endswith((PLAN_SUFFIX, DRAFT_SUFFIX)) for path in (out, real_path(out))):
        refused = "is the name of a plan file; give the export another name."
    else:
        try:
            replace_atomically(out, data)
        except StoreError as error:
            refused = str(error)
    if refused:
        say(f"{shown_name(given.out)}: {refused}")
    return BAD_INPUT if refused else DONE
