"""The command ``print``: a document of a plan as PDF."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ldn_desktop.cli import BAD_INPUT, BLOCKED, DONE, FAILED
from ldn_desktop.cli.names import path_of
from ldn_desktop.cli.parser import take_today
from ldn_desktop.cli.plans import open_knowledge, outcomes
from ldn_desktop.cli.terminal import say, shown_name
from ldn_desktop.domain.plan import Plan
from ldn_desktop.papers.catalogue import NO_CODE, PAPERS, SHEETS, holding_back
from ldn_desktop.papers.undated import why_dated
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.storage.file_names import (
    DRAFT_SUFFIX,
    PDF_SUFFIX,
    PLAN_SUFFIX,
    why_no_pdf_there,
    with_suffix,
)
from ldn_desktop.storage.files import real_path
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.knowledge import Knowledge


def arguments(parser: ArgumentParser) -> None:
    """Take a plan file, a document, its PDF, the paper, large print, whether without dates and with a code."""
    parser.add_argument("file", metavar="FILE", help="a plan file")
    parser.add_argument("--document", choices=tuple(PAPERS), required=True, help="which document")
    parser.add_argument("--pdf", required=True, metavar="OUT", help="the PDF file to write")
    parser.add_argument("--paper", choices=tuple(SHEETS), help="the paper (the practice's, else a4)")
    parser.add_argument("--large", action="store_true", help="large print")
    parser.add_argument(
        "--undated", action="store_true", help="count days from the first dose, without dates"
    )
    parser.add_argument("--code", action="store_true", help="with a code that carries the plan")
    parser.add_argument(
        "--code-named", action="store_true", help="with such a code that tells whose plan it is"
    )
    take_today(parser)


def run(given: Namespace, resources: Path) -> int:
    """Write a document of a plan as PDF. Refused: one that a finding on the plan holds back.

    It bears the revision that stands in the file, whose plan it is unchanged; the numbers that windows give out
    (``ldn_desktop.workspace.numbers``) are neither asked nor noted, so that a command writes nothing but its paper.
    """
    knowledge = open_knowledge(resources)
    outcome = next(outcomes([given.file], knowledge, given.today))
    if outcome.regimen is None:
        outcome.say_error()
        return BAD_INPUT
    blocked = holding_back(outcome.regimen, given.document)
    if blocked:
        reasons = " ".join(knowledge.sentence(finding, outcome.regimen, PLAIN) for finding in blocked)
        say(f"{shown_name(given.file)}: not printed, because a finding blocks it. {reasons}")
        return BLOCKED
    unmade = _why_not_so(given, knowledge, outcome.regimen.plan)
    if unmade:
        say(unmade)
        return BAD_INPUT
    out = _pdf_path(given.pdf)
    if real_path(out) == real_path(path_of(given.file)):
        say(f"{shown_name(given.pdf)}: is the plan itself; name another file for the PDF.")
        return BAD_INPUT
    refused = why_no_pdf_there(out)
    if refused:
        say(f"{shown_name(given.pdf)}: {refused}")
        return BAD_INPUT
    # Qt is imported only here: no other command needs it.
    from ldn_desktop.printing.command import print_paper
    from ldn_desktop.read_back.check import ReadBackError

    today = given.today or local_today()
    try:
        problem = print_paper(
            outcome.regimen,
            knowledge,
            out,
            paper=given.paper or knowledge.practice.practice.paper or "a4",
            large=given.large,
            printed=today,
            kind=given.document,
            undated=given.undated,
            code=given.code or given.code_named,
            code_named=given.code_named,
        )
    except ReadBackError as error:
        say(f"{shown_name(given.file)}: {error}")
        return FAILED
    if problem:
        say(f"{shown_name(given.pdf)}: {problem}")
        return BAD_INPUT
    if out.name != Path(given.pdf).name:
        say(f"Written to {shown_name(str(out))}.")
    return DONE


def _why_not_so(given: Namespace, knowledge: Knowledge, plan: Plan) -> str:
    """Say why the document cannot be had in large print, with a code or without dates; empty where it can."""
    paper, title = PAPERS[given.document], knowledge.paper_title(given.document).lower()
    if given.large and not paper.large_print:
        return f"The {title} has no large print; leave --large out."
    if (given.code or given.code_named) and paper.code == NO_CODE:
        return f"The {title} carries no code; leave --code and --code-named out."
    if given.undated:
        why = why_dated(plan) if paper.undated else "It is not made to count days."
        if why:
            told = f"the {title} cannot be printed without dates. {why} Leave --undated out."
            return f"{shown_name(given.file)}: {told}"
    return ""


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
