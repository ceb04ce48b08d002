"""The command ``print``: documents of a plan as PDF, one or several in one go."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ldn_desktop.cli import BAD_INPUT, BLOCKED, DONE, FAILED
from ldn_desktop.cli.names import path_of
from ldn_desktop.cli.parser import take_today
from ldn_desktop.cli.plans import open_knowledge, outcomes, pdf_path
from ldn_desktop.cli.terminal import say, shown_name
from ldn_desktop.domain.amount import quoted
from ldn_desktop.domain.plan import Plan
from ldn_desktop.papers.catalogue import NO_CODE, PAPERS, SHEETS
from ldn_desktop.papers.undated import why_dated
from ldn_desktop.reference.words.english import ENGLISH
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.storage.file_names import why_no_pdf_there
from ldn_desktop.storage.files import StoreError, real_path, replace_together
from ldn_desktop.workspace.addressee import why_unknown
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.pack import file_ending, refusal, taken

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen


_ORDER = "pharmacy-order"


def arguments(parser: ArgumentParser) -> None:
    """Take a plan file, documents, their PDF or PDFs, the paper, large print, whether without dates and with a code."""
    parser.add_argument("file", metavar="FILE", help="a plan file")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--document",
        type=_documents,
        metavar="CODE",
        help=f"which document, or several with commas between: {', '.join(PAPERS)}",
    )
    which.add_argument(
        "--pack",
        action="store_true",
        help="the documents that the practice takes in one go, else the usual ones",
    )
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--pdf", type=_place, metavar="OUT", help="the PDF file to write")
    where.add_argument(
        "--folder", type=_place, metavar="FOLDER", help="the folder to write a PDF of each document into"
    )
    parser.add_argument("--paper", choices=tuple(SHEETS), help="the paper (the practice's, else a4)")
    parser.add_argument("--large", action="store_true", help="large print")
    parser.add_argument(
        "--undated", action="store_true", help="count days from the first dose, without dates"
    )
    parser.add_argument("--code", action="store_true", help="with a code that carries the plan")
    parser.add_argument(
        "--code-named", action="store_true", help="with such a code that tells whose plan it is"
    )
    parser.add_argument("--language", help="of a paper for the patient (the practice's, else en)")
    parser.add_argument(
        "--pharmacy", metavar="NAME", help="the pharmacy of the practice's book that the order goes to"
    )
    take_today(parser)


def _place(text: str) -> str:
    if not text:
        raise ArgumentTypeError(f"{quoted(text)} is no name; give one")
    return text


def _documents(text: str) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(text.split(",")))
    for kind in kinds:
        if kind not in PAPERS:
            raise ArgumentTypeError(f"{quoted(kind)} is no document; choose from {', '.join(PAPERS)}")
    return kinds


def run(given: Namespace, resources: Path) -> int:
    """Write documents of a plan as PDF. Refused: one that a finding on the plan holds back.

    What the practice takes in one go is written without those, which are named, and the status tells. They bear the
    revision that stands in the file, whose plan it is unchanged; the numbers that windows give out
    (``ldn_desktop.workspace.numbers``) are neither asked nor noted, so that a command writes nothing but its papers.
    """
    knowledge = open_knowledge(resources)
    if unknown := _addressed(given, knowledge):
        say(unknown)
        return BAD_INPUT
    outcome = next(outcomes([given.file], knowledge, given.today))
    if outcome.regimen is None:
        outcome.say_error()
        return BAD_INPUT
    regimen, today = outcome.regimen, given.today or local_today()
    unused = {kind: paper.why_not(regimen, knowledge.content, today) for kind, paper in PAPERS.items()}
    wanted = given.document or tuple(kind for kind in taken(knowledge) if not unused[kind])
    if not wanted:
        say(f"{shown_name(given.file)}: no document of the pack is for this plan; name others by --document.")
        return BAD_INPUT
    held = {kind: refusal(kind, regimen, knowledge, PLAIN) for kind in wanted}
    kinds = tuple(kind for kind in wanted if not held[kind])
    if kinds != wanted:
        _say_held(given, {kind: why for kind, why in held.items() if why}, knowledge, last=not kinds)
        if given.document or not kinds:
            return BLOCKED
    unmade = _why_unused(given, knowledge, {kind: unused[kind] for kind in kinds})
    unmade = unmade or _why_not_so(given, knowledge, regimen.plan, kinds)
    if unmade:
        say(unmade)
        return BAD_INPUT
    places = _places(given, kinds)
    for path in places:
        refused = _why_not_there(given, path)
        if refused:
            say(refused)
            return BAD_INPUT
    status = _written(given, kinds, places, regimen, knowledge)
    if status == DONE and given.pdf and places[0].name != Path(given.pdf).name:
        say(f"Written to {shown_name(str(places[0]))}.")
    return status if status or kinds == wanted else BLOCKED


def _addressed(given: Namespace, knowledge: Knowledge) -> str:
    """Address orders to the pharmacy that is named, if one is; return why they cannot be, empty where they can."""
    if given.pharmacy is None:
        return ""
    if unknown := why_unknown(given.pharmacy, knowledge):
        return f"The pharmacy {shown_name(given.pharmacy)} {unknown}"
    knowledge.address_orders(given.pharmacy)
    return ""


def _why_unused(given: Namespace, knowledge: Knowledge, unused: Mapping[str, str]) -> str:
    """Say which document the plan has no use for, and why; empty where it has one for each."""
    for kind, why in unused.items():
        if why:
            title = knowledge.paper_title(kind).lower()
            return f"{shown_name(given.file)}: the {title} is not for this plan. {why}"
    return ""


def _say_held(given: Namespace, held: Mapping[str, str], knowledge: Knowledge, *, last: bool) -> None:
    """Say of each document that is held back why it is; of a pack they are left out while there is any other."""
    for kind, why in held.items():
        what = (
            f"the {knowledge.paper_title(kind).lower()} is " if given.pack or len(given.document) > 1 else ""
        )
        done = "left out" if given.pack and not last else "not printed"
        say(f"{shown_name(given.file)}: {what}{done}, because a finding blocks it. {why}")


def _written(
    given: Namespace, kinds: tuple[str, ...], places: Sequence[Path], regimen: Regimen, knowledge: Knowledge
) -> int:
    # Qt is imported only here: no other command needs it.
    from ldn_desktop.printing.command import LaidOut, paper_pages
    from ldn_desktop.printing.pack import each_file, one_file
    from ldn_desktop.read_back.check import ReadBackError
    from ldn_desktop.reference.words.translation import TranslationError

    today = given.today or local_today()
    papers = []
    try:
        for kind in kinds:
            undated = given.undated and PAPERS[kind].undated
            pages = paper_pages(
                regimen,
                knowledge,
                wording=PLAIN._replace(language=knowledge.language_of(kind, given.language)),
                paper=given.paper or knowledge.practice.practice.paper or "a4",
                large=given.large and PAPERS[kind].large_print,
                printed=today,
                kind=kind,
                undated=undated,
                code=given.code or given.code_named,
                code_named=given.code_named,
            )
            papers.append(LaidOut(kind, pages, undated))
        if given.pdf:
            made: tuple[bytes, ...] = (one_file(papers, regimen, knowledge, today),)
        else:
            made = each_file(papers, regimen, knowledge, today)
        replace_together(dict(zip(places, made, strict=True)))
    except TranslationError as error:
        say(f"{shown_name(given.file)}: not printed, because its language lacks a sentence. {error}")
        return BAD_INPUT
    except ReadBackError as error:
        say(f"{shown_name(given.file)}: {error}")
        return FAILED
    except StoreError as error:
        say(f"{shown_name(given.pdf or given.folder)}: {error}")
        return BAD_INPUT
    return DONE


def _why_not_so(given: Namespace, knowledge: Knowledge, plan: Plan, kinds: Sequence[str]) -> str:
    """Say why documents cannot be had in large print, a language, with a code or without dates; else nothing.

    Of several those have it that can.
    """
    papers = [PAPERS[kind] for kind in kinds]
    title = knowledge.paper_title(kinds[0]).lower()
    alone = len(kinds) == 1
    if given.large and not any(paper.large_print for paper in papers):
        return f"{f'The {title} has' if alone else 'These documents have'} no large print; leave --large out."
    if (given.code or given.code_named) and all(paper.code == NO_CODE for paper in papers):
        told = f"The {title} carries" if alone else "These documents carry"
        return f"{told} no code; leave --code and --code-named out."
    if given.language:
        reasons = [knowledge.why_not_in(kind, given.language) for kind in kinds]
        if all(reasons):
            return f"{reasons[0]} Leave --language out, or name another."
    if given.pharmacy is not None and _ORDER not in kinds:
        told = f"The {title} goes" if alone else "These documents go"
        return f"{told} to no pharmacy; leave --pharmacy out."
    if given.undated:
        undated = any(paper.undated for paper in papers)
        why = why_dated(plan) if undated else f"{'It is' if alone else 'They are'} not made to count days."
        if why:
            told = f"the {title}" if alone else "the documents"
            told = f"{told} cannot be printed without dates. {why} Leave --undated out."
            return f"{shown_name(given.file)}: {told}"
        # The record is nobody's to act on, and keeps the planned dates.
        dated = [kind for kind in kinds if PAPERS[kind].acted_on and not PAPERS[kind].undated]
        if dated:
            names = ENGLISH.listed([f"the {knowledge.paper_title(kind).lower()}" for kind in dated])
            told = f"beside a patient plan without dates these that name them are not printed: {names}"
            return f"{shown_name(given.file)}: {told}. Leave them or --undated out."
    return ""


def _places(given: Namespace, kinds: Sequence[str]) -> list[Path]:
    """Return the files that are written: one for all documents, or one for each in a folder."""
    if given.pdf:
        return [pdf_path(given.pdf)]
    stem = Path(path_of(given.file)).stem
    return [Path(given.folder) / f"{stem}{file_ending(kind)}" for kind in kinds]


def _why_not_there(given: Namespace, path: Path) -> str:
    name = shown_name(given.pdf or str(path))
    if real_path(path) == real_path(path_of(given.file)):
        other = "folder" if given.folder else "file for the PDF"
        return f"{name}: is the plan itself; name another {other}."
    # What nobody can look at, as under a name that is too long, whoever writes says.
    if given.folder and os.path.lexists(path):
        return f"{name}: is there already; name another folder, or move it away."
    refused = why_no_pdf_there(path)
    return f"{name}: {refused}" if refused else ""
