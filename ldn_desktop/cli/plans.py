"""What the commands on plan files share: the files they take, what the content says, and what becomes of each file."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ldn_desktop.cli.names import path_of
from ldn_desktop.cli.parser import PROGRAM, take_today
from ldn_desktop.cli.terminal import say, shown_name
from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.bundle_reader import plan_file_in
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.schedule_json import findings_json
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.storage.file_names import DRAFT_SUFFIX, PDF_SUFFIX, PLAN_SUFFIX, with_suffix
from ldn_desktop.storage.files import StoreError, read_plan_file
from ldn_desktop.storage.places import find_places
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file of a batch: a computed plan, or the sentence that says why there is none."""

    file: str
    regimen: Regimen | None
    error: str = ""

    def say_error(self) -> None:
        """Say to people why there is no plan."""
        say(f"{shown_name(self.file)}: {self.error}")

    def print_error(self) -> None:
        """Print for programs why there is no plan."""
        print(json.dumps({"file": self.file, "error": self.error}))


def take_files(parser: ArgumentParser) -> None:
    """Take plan files and a day."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="plan files")
    take_today(parser)


def open_knowledge(resources: Path) -> Knowledge:
    """Return the content; what is wrong with the clinic's own rules or settings is said."""
    places = find_places()
    knowledge = Knowledge(resources / "content", places.local_rules_file, _system_font, places.practice_file)
    if notice := knowledge.rules_notice():
        # Beside the findings, which programs read from standard output.
        say(f"{PROGRAM}: {notice}")
    if problem := knowledge.practice.problem:
        say(f"{PROGRAM}: {problem}")
    return knowledge


def _system_font(letter: str) -> str:
    # Qt is imported only for a letter that no font of the program has.
    try:
        from ldn_desktop.printing.command import system_font
    except ImportError:
        return ""
    return system_font(letter)


def outcomes(files: list[str], knowledge: Knowledge, today: date | None) -> Iterator[Outcome]:
    """Yield what becomes of each file, in order."""
    day = today or local_today()
    for file in files:
        try:
            plan = read_plan(plan_file_in(read_plan_file(path_of(file))), knowledge.vocabulary)
        except (StoreError, FileError) as error:
            yield Outcome(file, None, str(error))
            continue
        try:
            yield Outcome(file, derive(plan, knowledge.rules, day))
        except CourseError as error:
            yield Outcome(file, None, f"{error.path}: {error}.")


def findings_of(regimen: Regimen, knowledge: Knowledge) -> list[dict[str, object]]:
    """Return the findings for programs."""
    sentences = knowledge.findings.sentences(regimen, PLAIN)
    return findings_json(regimen.findings, sentences.__getitem__, knowledge.findings.sources)


def pdf_path(name: str) -> Path:
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
