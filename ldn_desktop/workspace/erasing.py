"""A plan is erased for good: what goes, what still holds it elsewhere, and what has to be said first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.library.backups import Backup, Computer, backups_in, holds_more, named_so
from ldn_desktop.library.bodies import Exported, Handed, Paper, Revision, Visit
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.library.folding import folded
from ldn_desktop.library.history import History
from ldn_desktop.library.opening import Opened
from ldn_desktop.library.sealed_file import SUFFIX
from ldn_desktop.reference.words.english import counted, full_date
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.storage.files import is_there
from ldn_desktop.workspace.copies import made_on, read_copy

WORD = "erase"
"""What is typed to confirm, where the patient has no name."""
_MORE = "it holds what the library lacks, so it is not removed from here"
_BY_HAND = "it is no backup of the library, so delete it by hand"
_SHORTEST_NAME = 3
_KINDS = (
    (Revision, "revision", "revisions"),
    (Visit, "visit", "visits"),
    (Handed, "fill handed out", "fills handed out"),
    (Paper, "note of a paper", "notes of papers"),
    (Exported, "note of a file", "notes of files"),
)


class Holding(NamedTuple):
    """A copy that holds a plan, or may. ``there`` is whether it lies where it was made, ``holds`` whether it was seen.

    ``ours`` says that it is a backup of this library, wherever it lies, which may be removed from here: another
    computer did not make it, and it holds nothing else that the library lacks. ``elsewhere`` names the one that did;
    ``stays`` says why it is left alone else.
    """

    path: Path
    there: bool
    holds: bool
    ours: bool
    elsewhere: str = ""
    stays: str = ""

    @property
    def title(self) -> str:
        """What a backup is called where its place stands beside: by its day."""
        named = named_so(self.path)
        return "Backup" if named is None else f"Backup of {full_date(named.on)}"

    @property
    def words(self) -> str:
        """What is known of it."""
        place = one_line(str(self.path))
        if not self.there:
            return f"{place}: not there now; may still hold it"
        told = f"{place}: is there, and holds it" if self.holds else f"{place}: is there; may hold it"
        if self.elsewhere:
            return f"{told}; made on {self.elsewhere}: erase it there too"
        return f"{told}; {self.stays}" if self.stays else told


def what_goes(history: History) -> str:
    """Return what is removed, counted by its kind."""
    many = Counter(type(record.body) for record in history.records)
    told = [counted(many[kind], one, more) for kind, one, more in _KINDS if many[kind]]
    return ", ".join(told) or counted(len(history.records), "record", "records")


def confirms(typed: str, name: str) -> bool:
    """Tell whether what was typed is the patient's name, or the word where there is none."""
    return folded(typed) == (folded(name) or folded(WORD))


def named_in(reason: str, name: str, identifier: str) -> str:
    """Return what of a patient stands in a reason, which stays after all else is gone; empty where nothing does."""
    said = folded(reason)
    telling = (word for word in f"{name} {identifier}".split() if len(word) >= _SHORTEST_NAME)
    return next((word for word in telling if any(part in said for part in folded(word))), "")


def holding(
    opened: Opened, places: Sequence[str], folder: Path | None, computer: Computer, subject: str
) -> list[Holding]:
    """Return the copies that hold a plan, or may: those that the library knows of, and what lies in a folder.

    A copy of this library that is there is read to its end, so this may take long; may run beside the window.
    """
    backups = {} if folder is None else {b.path: b for b in backups_in(folder, opened.keys.library)}
    found = []
    for path in dict.fromkeys([*backups, *map(Path, places)]):
        there = is_there(path)
        told = read_copy(opened, path) if there and path.name.endswith(SUFFIX) else None
        if told is not None and not told.why and subject not in told.subjects:
            continue
        whole, backup = told is None or not told.why, backups.get(path) or _backup(opened, path)
        here = backup is not None and backup.may_be_of(computer)
        ours = here and not (whole and _holds_more(opened, path))
        elsewhere = made_on(backup, computer) if backup is not None and not here else ""
        stays = "" if ours or elsewhere or not there else _MORE if here else _BY_HAND
        found.append(Holding(path, there, there and whole, ours and there, elsewhere, stays))
    return found


def _backup(opened: Opened, path: Path) -> Backup | None:
    """Return the backup of this library that a file is by its name; its folder may be another by now, or none."""
    named = named_so(path)
    return named if named is not None and opened.keys.library.startswith(named.library) else None


def _holds_more(opened: Opened, path: Path) -> bool:
    try:
        return holds_more(opened, path)
    except (LibraryError, FileError):
        return True


def remove_copies(paths: Sequence[Path]) -> list[str]:
    """Remove files; return what could not be removed, in words."""
    left = []
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            left.append(one_line(str(path)))
    return left
