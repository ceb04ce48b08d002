"""The command ``practice``: the settings of a practice taken from one computer to another."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from ldn_desktop.cli import BAD_INPUT, DONE
from ldn_desktop.cli.names import path_of
from ldn_desktop.cli.parser import PROGRAM
from ldn_desktop.cli.plans import open_knowledge
from ldn_desktop.cli.terminal import say, shown_name, tell
from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.practice import NO_PRACTICE, Practice
from ldn_desktop.storage.file_names import PRACTICE_SUFFIX, with_suffix
from ldn_desktop.storage.places import find_places
from ldn_desktop.storage.settings import load, save_changed
from ldn_desktop.workspace.practices import (
    PracticeError,
    changes,
    doubts,
    keep_practice,
    read_practice_file,
    write_practice_file,
)


def arguments(parser: ArgumentParser) -> None:
    """Take what to do, the file, and whether to do it."""
    parser.add_argument("what", choices=("import", "export"), help="what to do")
    parser.add_argument("file", metavar="FILE", help=f"a practice file ({PRACTICE_SUFFIX})")
    told = "import: change this computer's settings; export: replace a file"
    parser.add_argument("--yes", action="store_true", help=told)


def run(given: Namespace, resources: Path) -> int:
    """Write this computer's settings to a file, or say what one would change here, and with ``--yes`` change it."""
    knowledge = open_knowledge(resources)
    kept = knowledge.practice
    if given.what == "export":
        return BAD_INPUT if kept.problem else _exported(given.file, kept.practice, replaces=given.yes)
    try:
        practice = read_practice_file(Path(path_of(given.file)))
    except (PracticeError, FileError) as error:
        say(str(error))
        return BAD_INPUT
    told = changes(kept.practice, practice)
    for line in told:
        tell(line)
    for line in doubts(practice, knowledge):
        tell(line)
    if not told and not kept.problem:
        tell("Nothing changes: this computer has these settings.")
    elif given.yes:
        keep_practice(find_places().practice_file, practice)
        if practice.paper:
            # As the window does: from then on papers are offered on the practice's sheet.
            file = find_places().settings_file
            save_changed(
                file, replace(load(file), paper="letter" if practice.paper == "letter" else "a4"), ("paper",)
            )
        tell("These settings are now those of this computer.")
    else:
        tell("Nothing is changed yet; add --yes to change it.")
    return DONE


def _exported(name: str, practice: Practice, *, replaces: bool) -> int:
    if practice == NO_PRACTICE:
        say(f"{PROGRAM}: this computer has no settings of a practice yet; make them in the window.")
        return BAD_INPUT
    out = with_suffix(Path(name), PRACTICE_SUFFIX)
    if os.path.lexists(out) and not replaces:
        say(f"{shown_name(str(out))} is there already; name another file, or add --yes to replace it.")
        return BAD_INPUT
    write_practice_file(out, practice)
    tell(f"Written to {shown_name(str(out))}.")
    return DONE
