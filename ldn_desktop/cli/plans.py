"""The commands on plan files: ladder, schedule, check and print."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ldn_desktop.cli.arguments import UsageError
from ldn_desktop.cli.names import each_file, path_of
from ldn_desktop.cli.terminal import say, shown_name, tell
from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.course import CourseError
from ldn_desktop.domain.ladder import LadderError, geometric, linear, mixed_units
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.schedule_json import findings_json, ladder_json, schedule_json
from ldn_desktop.papers.catalogue import PAPERS, holding_back
from ldn_desktop.reference.words.wording import PLAIN, full_date
from ldn_desktop.storage.file_names import (
    DRAFT_SUFFIX,
    PDF_SUFFIX,
    PLAN_SUFFIX,
    why_no_pdf_there,
    with_suffix,
)
from ldn_desktop.storage.files import StoreError, read_limited, real_path
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.knowledge import Knowledge

DONE, BLOCKED, FAILED, BAD_INPUT = 0, 1, 1, 2
_MARKS = {"blocking": "BLOCKING", "warning": "Warning", "caution": "Caution", "info": "Note"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file of a batch: a computed plan, or the sentence that says why there is none."""

    file: str
    regimen: Regimen | None
    error: str = ""


def ladder(arguments: Namespace) -> int:
    """Print the ladder that the numbers make."""
    odd = ""
    common = {"every": arguments.every, "maintenance": arguments.maintenance}
    try:
        if arguments.factor is not None and arguments.round_to is not None and arguments.step is None:
            factor, round_to = arguments.factor, arguments.round_to
            made = geometric(arguments.start, factor, round_to, arguments.target, **common)
        elif arguments.step is not None and arguments.factor is None and arguments.round_to is None:
            made = linear(arguments.start, arguments.step, arguments.target, **common)
            odd = mixed_units(arguments.start, arguments.step, arguments.target)
        else:
            raise UsageError("Give either --step, or --factor together with --round-to.")
    except LadderError as error:
        raise UsageError(str(error)) from error
    print(json.dumps(ladder_json(made), indent=2))
    if odd:
        say(odd)
    return DONE


def schedule(arguments: Namespace, knowledge: Knowledge) -> int:
    """Print one JSON line a file, in order; a bad file gets its error on its line and the others still run."""
    status = DONE
    for outcome in outcomes(each_file(arguments.files), knowledge, arguments.today):
        if outcome.regimen is None:
            status = BAD_INPUT
            print(json.dumps({"file": outcome.file, "error": outcome.error}))
            continue
        findings = _findings(outcome.regimen, knowledge)
        schedule_of = schedule_json(outcome.regimen)
        ends = schedule_of.pop("ends")
        print(json.dumps({"file": outcome.file, **schedule_of, "findings": findings, "ends": ends}))
    return status


def check(arguments: Namespace, knowledge: Knowledge) -> int:
    """Print the findings; the status is 1 where one blocks, 2 where a file cannot be read."""
    status = DONE
    for outcome in outcomes(each_file(arguments.files), knowledge, arguments.today):
        if outcome.regimen is None:
            status = BAD_INPUT
            _say_error(outcome, as_json=arguments.json)
            continue
        if outcome.regimen.blocked:
            status = max(status, BLOCKED)
        if arguments.json:
            print(json.dumps({"file": outcome.file, "findings": _findings(outcome.regimen, knowledge)}))
        else:
            _say_findings(outcome.file, outcome.regimen, knowledge)
    return status


def outcomes(files: list[str], knowledge: Knowledge, today: date | None) -> Iterator[Outcome]:
    """Yield what becomes of each file, in order."""
    day = today or local_today()
    for file in files:
        try:
            plan = read_plan(read_limited(path_of(file)), knowledge.vocabulary)
        except (StoreError, FileError) as error:
            yield Outcome(file, None, str(error))
            continue
        try:
            yield Outcome(file, derive(plan, knowledge.rules, day))
        except CourseError as error:
            yield Outcome(file, None, f"{error.path}: {error}.")


def print_document(arguments: Namespace, knowledge: Knowledge) -> int:
    """Write a document of a plan as PDF. Refused: one that a finding on the plan holds back.

    It bears the revision that stands in the file, whose plan it is unchanged; the numbers that windows give out
    (``ldn_desktop.workspace.numbers``) are neither asked nor noted, so that a command writes nothing but its paper.
    """
    outcome = next(outcomes([arguments.file], knowledge, arguments.today))
    if outcome.regimen is None:
        _say_error(outcome, as_json=False)
        return BAD_INPUT
    blocked = holding_back(outcome.regimen, arguments.document)
    if blocked:
        told = " ".join(knowledge.sentence(finding, outcome.regimen, PLAIN) for finding in blocked)
        say(f"{shown_name(arguments.file)}: not printed, because a finding blocks it. {told}")
        return BLOCKED
    paper = PAPERS[arguments.document]
    if arguments.large and not paper.large_print:
        say(f"The {paper.title.lower()} has no large print; leave --large out.")
        return BAD_INPUT
    out = _pdf_path(arguments.pdf)
    if real_path(out) == real_path(path_of(arguments.file)):
        say(f"{shown_name(arguments.pdf)}: is the plan itself; name another file for the PDF.")
        return BAD_INPUT
    refused = why_no_pdf_there(out)
    if refused:
        say(f"{shown_name(arguments.pdf)}: {refused}")
        return BAD_INPUT
    # Qt is imported only here: no other command needs it.
    from ldn_desktop.printing.command import print_paper
    from ldn_desktop.read_back.check import ReadBackError

    today = arguments.today or local_today()
    try:
        problem = print_paper(
            outcome.regimen,
            knowledge,
            out,
            paper=arguments.paper,
            large=arguments.large,
            printed=today,
            kind=arguments.document,
        )
    except ReadBackError as error:
        say(f"{shown_name(arguments.file)}: {error}")
        return FAILED
    if problem:
        say(f"{shown_name(arguments.pdf)}: {problem}")
        return BAD_INPUT
    if out.name != Path(arguments.pdf).name:
        say(f"Written to {shown_name(str(out))}.")
    return DONE


def _pdf_path(name: str) -> Path:
    """Return the file that a PDF goes to: a name that does not end in ``.pdf`` gets it, as in the window's dialogs."""
    path = Path(name)
    try:
        special = path.exists() and not path.is_file()
    except (OSError, ValueError):
        special = True
    if special or not path.name or path.name.lower().endswith((PLAN_SUFFIX, DRAFT_SUFFIX)):
        # Refused for what it is, not by another name.
        return path
    return with_suffix(path, PDF_SUFFIX)


def _findings(regimen: Regimen, knowledge: Knowledge) -> list[dict[str, object]]:
    sentences = knowledge.sentences(regimen, PLAIN)
    return findings_json(regimen.findings, sentences.__getitem__, knowledge.sources)


def _say_error(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"file": outcome.file, "error": outcome.error}))
    else:
        say(f"{shown_name(outcome.file)}: {outcome.error}")


def _say_findings(file: str, regimen: Regimen, knowledge: Knowledge) -> None:
    tell(f"{shown_name(file)}: {len(regimen.findings)} finding{'s' if len(regimen.findings) != 1 else ''}")
    sentences = knowledge.sentences(regimen, PLAIN)
    for finding in regimen.findings:
        days = f" [{full_date(finding.first)}]" if finding.first else ""
        overridden = f" Overridden: {finding.overridden}" if finding.overridden else ""
        tell(f"  {_MARKS[finding.severity]}{days} {sentences[finding]} ({finding.code}){overridden}")
