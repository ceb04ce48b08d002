"""Backups: sealed files in a folder of choice, each opened and read again before an older one goes.

Which one is newest is told by the number in its name, never by a clock that may jump; its day only puts them into days,
weeks and months. The number is the count of records, and always above those that lie there: a library that was restored
counts anew. So it says nothing of what a backup holds; that is read in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ldn_desktop.library.bodies import Copied
from ldn_desktop.library.errors import DamagedError, LibraryError
from ldn_desktop.library.opening import Opened
from ldn_desktop.library.record_reader import read_record
from ldn_desktop.library.sealed_file import MAX_BYTES, SUFFIX, Sealed, hashes_in, look, seal
from ldn_desktop.storage.files import StoreError, read_limited, replace_atomically

DAYS, WEEKS, MONTHS = 7, 5, 12
"""Backups that stay: the newest of so many days, weeks and months that have any."""
_NAME = re.compile(
    rf"plans-([0-9a-f]{{8}})-([0-9]{{9}})-([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){re.escape(SUFFIX)}", re.ASCII
)
_ID_SHOWN = 8
_PAGE = 500


class Backup(NamedTuple):
    """A backup in a folder, by its name: of which library, the number that orders them, the day by the clock."""

    path: Path
    library: str
    number: int
    on: date


def back_up(opened: Opened, folder: Path, today: date) -> Backup:
    """Write a backup, open it and read all of it again; then remove those that need not stay.

    Where the newest holds all that there is but for the notes of copies, that one is verified and nothing is written.
    Refused (``LibraryError``): what the disk refuses; (``DamagedError``) a backup that cannot be read again, which is
    removed: the older ones stay.
    """
    mine = backups_in(folder, opened.keys.library)
    newest = mine[-1] if mine else None
    if newest is not None and holds_all(opened, newest.path):
        return newest
    number = max(opened.store.count(), newest.number + 1 if newest is not None else 0)
    path = folder / f"plans-{opened.keys.library[:_ID_SHOWN]}-{number:09}-{today.isoformat()}{SUFFIX}"
    _write(opened, path)
    made = Backup(path, opened.keys.library[:_ID_SHOWN], number, today)
    for backup in set(mine) - set(staying([*mine, made])) - {made}:
        _remove(backup.path)
    return made


def export_all(opened: Opened, path: Path) -> None:
    """Write everything as one sealed file, and read it again. Refused: as by ``back_up``."""
    _write(opened, path)


def read_sealed(path: Path) -> Sealed:
    """Return a backup or export, before it is opened. Refused (``LibraryError``): what cannot be read or is none."""
    try:
        return look(read_limited(path, MAX_BYTES, "library"))
    except LibraryError:
        raise
    except StoreError as error:
        raise LibraryError(str(error)) from error


def backups_in(folder: Path, library: str) -> list[Backup]:
    """Return the backups of a library in a folder, the oldest first. Never raises."""
    found = []
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError:
        return []
    for name in names:
        told = _NAME.fullmatch(name)
        if told is not None and library.startswith(told[1]):
            try:
                found.append(Backup(folder / name, told[1], int(told[2]), date.fromisoformat(told[3])))
            except ValueError:
                continue
    return sorted(found, key=_order)


def staying(backups: Sequence[Backup]) -> list[Backup]:
    """Return those that stay: the newest of each of the last days, weeks and months that have any."""
    newest_first = sorted(backups, key=_order, reverse=True)
    stay: set[Backup] = set()
    for most, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        seen: dict[object, Backup] = {}
        for backup in newest_first:
            seen.setdefault(period(backup.on), backup)
        stay |= set(list(seen.values())[:most])
    return sorted(stay, key=_order)


def holds_all(opened: Opened, path: Path) -> bool:
    """Open a file, read all of it as it lies on the disk, and tell whether it holds what the library does.

    But for the notes of copies, of which one follows each backup. Never raises what the file gives rise to.
    """
    try:
        hashes = set(hashes_in(read_sealed(path), opened.key))
    except LibraryError:
        return False
    place = 0
    while page := opened.store.after(place, _PAGE):
        place = page[-1].place
        if any(kept.hash not in hashes and read_record(kept.data).kind != Copied.KIND for kept in page):
            return False
    return True


def _write(opened: Opened, path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_atomically(path, seal(opened.store, opened.keys, opened.key))
    except LibraryError:
        raise
    except (StoreError, OSError) as error:
        why = (
            str(error)
            if isinstance(error, StoreError)
            else "The folder of the backups cannot be written; choose another."
        )
        raise LibraryError(why) from error
    if not _is_whole(opened, path):
        _remove(path)
        raise DamagedError("The copy could not be read again and was removed; choose another folder or disk.")


def _is_whole(opened: Opened, path: Path) -> bool:
    """Open a file and read all of it, as it lies on the disk."""
    try:
        sealed = read_sealed(path)
        return len(hashes_in(sealed, opened.key)) == sealed.head.records
    except LibraryError:
        return False


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        # One more stays; the next backup tries again.
        return


def _order(backup: Backup) -> tuple[int, date]:
    return backup.number, backup.on


def _day(on: date) -> object:
    return on


def _week(on: date) -> object:
    return on.isocalendar()[:2]


def _month(on: date) -> object:
    return on.year, on.month
