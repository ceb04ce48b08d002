"""The command ``check``: the findings on plans."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from ldn_desktop.cli import BAD_INPUT, BLOCKED, DONE
from ldn_desktop.cli.names import each_file
from ldn_desktop.cli.plans import findings_of, open_knowledge, outcomes, take_files
from ldn_desktop.cli.terminal import shown_name, tell
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.reference.words.english import full_date, severity_mark
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.knowledge import Knowledge


def arguments(parser: ArgumentParser) -> None:
    """Take plan files, and for whom the findings are."""
    take_files(parser)
    parser.add_argument("--json", action="store_true", help="one JSON line a file, for programs")


def run(given: Namespace, resources: Path) -> int:
    """Print the findings; the status is 1 where one blocks, 2 where a file cannot be read."""
    knowledge, status = open_knowledge(resources), DONE
    for outcome in outcomes(each_file(given.files), knowledge, given.today):
        if outcome.regimen is None:
            status = BAD_INPUT
            (outcome.print_error if given.json else outcome.say_error)()
            continue
        if outcome.regimen.blocked:
            status = max(status, BLOCKED)
        if given.json:
            print(json.dumps({"file": outcome.file, "findings": findings_of(outcome.regimen, knowledge)}))
        else:
            _tell_findings(outcome.file, outcome.regimen, knowledge)
    return status


def _tell_findings(file: str, regimen: Regimen, knowledge: Knowledge) -> None:
    tell(f"{shown_name(file)}: {len(regimen.findings)} finding{'s' if len(regimen.findings) != 1 else ''}")
    sentences = knowledge.findings.sentences(regimen, PLAIN)
    for finding in regimen.findings:
        days = f" [{full_date(finding.first)}]" if finding.first else ""
        overridden = f" Overridden: {finding.overridden}" if finding.overridden else ""
        tell(f"  {severity_mark(finding.severity)}{days} {sentences[finding]} ({finding.code}){overridden}")
