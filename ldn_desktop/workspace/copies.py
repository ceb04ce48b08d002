"""Copies of the open library: backups in a folder of choice, what lies there, everything as one file."""

from __future__ import annotations

import json
import platform
import secrets
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.library.backups import (
    Backup,
    Computer,
    back_up,
    backups_in,
    computer_named,
    export_all,
    named_so,
    read_sealed,
)
from ldn_desktop.library.bodies import Copied
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.library.opening import Opened, beside
from ldn_desktop.library.record_reader import read_record
from ldn_desktop.library.records import PRACTICE
from ldn_desktop.library.sealed_file import records_in
from ldn_desktop.storage.file_names import one_line

if TYPE_CHECKING:
    from ldn_desktop.library.contract import Store
    from ldn_desktop.workspace.kept_plans import KeptPlans

BACKUP, EXPORT = "backup", "export"
_ID_BYTES = 4


class ReadCopy(NamedTuple):
    """What was found in a copy that was read to its end: whose plans, by their subjects, and its bytes.

    ``why`` says why it cannot be read; empty where it is whole.
    """

    subjects: frozenset[str]
    size: int
    why: str


def new_computer_id() -> str:
    """Return what tells a user's backups from those of other computers that have the same library."""
    return secrets.token_hex(_ID_BYTES)


def this_computer(own: str) -> Computer:
    """Return who makes backups here, by an id that was made once, and the name that the system gives."""
    return computer_named(own, platform.node())


def make_backup(
    opened: Opened, folder: Path, today: date, computer: Computer, *, unless_of_today: bool = False
) -> Backup:
    """Back up into a folder that is there; may run beside the window.

    ``unless_of_today`` leaves it at one that this computer made today. Refused (``LibraryError``): a folder that is
    away, and as by ``back_up``.
    """
    refuse_if_away(folder)
    mine = own_backups(opened, folder, computer)
    if unless_of_today and mine and mine[-1].on == today:
        return mine[-1]
    with beside(opened) as reading:
        return back_up(reading, folder, today, computer)


def own_backups(opened: Opened, folder: Path, computer: Computer) -> list[Backup]:
    """Return the backups of the open library that a computer made in a folder, the oldest first."""
    there = backups_in(folder, opened.keys.library)
    return [backup for backup in there if backup.computer is not None and backup.may_be_of(computer)]


def made_on(backup: Backup, computer: Computer) -> str:
    """Return on which computer a backup was made, in words, as seen from this one."""
    if backup.computer is None:
        return "not said"
    if backup.computer.id == computer.id:
        return "this computer"
    return backup.computer.name or "another computer"


def refuse_if_away(folder: Path) -> None:
    """Refuse (``LibraryError``) a folder that is not there: it is not made, for it may lie on a stick that is away."""
    if not folder.is_dir():
        raise LibraryError(
            f"The folder {one_line(str(folder))} is not there; plug its disk in, or choose another folder."
        )


def export_everything(opened: Opened, path: Path) -> None:
    """Write everything as one file; may run beside the window. Refused (``LibraryError``): as by ``export_all``."""
    with beside(opened) as reading:
        export_all(reading, path)


def read_copy(opened: Opened, path: Path) -> ReadCopy:
    """Open a copy of this library and read it to its end; may run beside the window. Never raises."""
    try:
        size = path.stat().st_size
        records = records_in(read_sealed(path), opened.key)
        subjects = frozenset(str(json.loads(data)["subject"]) for data in records)
    except LibraryError as error:
        return ReadCopy(frozenset(), 0, str(error))
    except (OSError, ValueError, KeyError, TypeError):
        return ReadCopy(frozenset(), 0, "The file cannot be read.")
    return ReadCopy(subjects - {PRACTICE}, size, "")


def noted_copies(kept: KeptPlans) -> frozenset[str]:
    """Return the places of all copies of everything that the library knows of."""
    return _noted_in(kept.store)


def has_lost_all(opened: Opened, folder: Path, computer: Computer) -> bool:
    """Tell whether a computer made backups in a folder and none lies there: its disk may be away, and the folder not.

    May run beside the window. Refused (``LibraryError``): what the disk refuses.
    """
    if own_backups(opened, folder, computer):
        return False
    with beside(opened) as reading:
        made = (named_so(Path(place)) for place in _noted_in(reading.store) if Path(place).parent == folder)
        return any(backup and backup.computer and backup.computer.id == computer.id for backup in made)


def _noted_in(store: Store) -> frozenset[str]:
    told = (read_record(entry.data).body for entry in store.of(PRACTICE))
    return frozenset(body.place for body in told if isinstance(body, Copied))


def note_backups(kept: KeptPlans, paths: Sequence[Path], author: str) -> None:
    """Keep of each backup that it was made, where nothing says so yet: one made at the end is told later.

    Refused (``LibraryError``): what the store refuses.
    """
    known = noted_copies(kept)
    for path in paths:
        if str(path) not in known:
            kept.note_copy(BACKUP, path, author)
