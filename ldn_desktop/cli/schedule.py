"""The command ``schedule``: everything that follows from plans, for programs."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from ldn_desktop.cli import BAD_INPUT, DONE
from ldn_desktop.cli.names import each_file
from ldn_desktop.cli.plans import findings_of, open_knowledge, outcomes, take_files
from ldn_desktop.exchange.schedule_json import schedule_json


def arguments(parser: ArgumentParser) -> None:
    """Take plan files. ``--today`` may be shortened, as only here it always could."""
    parser.allow_abbrev = True
    take_files(parser)


def run(given: Namespace, resources: Path) -> int:
    """Print one JSON line a file, in order; a bad file gets its error on its line and the others still run."""
    knowledge, status = open_knowledge(resources), DONE
    for outcome in outcomes(each_file(given.files), knowledge, given.today):
        if outcome.regimen is None:
            status = BAD_INPUT
            outcome.print_error()
            continue
        findings = findings_of(outcome.regimen, knowledge)
        schedule = schedule_json(outcome.regimen)
        ends = schedule.pop("ends")
        print(json.dumps({"file": outcome.file, **schedule, "findings": findings, "ends": ends}))
    return status
