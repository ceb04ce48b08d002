"""Backups: sealed files in a folder of choice, each opened and read again before an older one goes.

Several computers may have one library (it was restored on them) and one folder: a computer removes its own backups
alone, and of those only what the new one holds too.

Which one is newest is told by the number in its name, never by a clock that may jump; its day only puts them into days,
weeks and months. The number is the count of records, or one above those that lie there where that is more: a library
that was restored counts anew. So it says nothing of what a backup holds; that is read in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.library.bodies import Copied
from ldn_desktop.library.errors import DamagedError, LibraryError, NewerError
from ldn_desktop.library.opening import Opened
from ldn_desktop.library.record_reader import read_record
from ldn_desktop.library.records import hash_of
from ldn_desktop.library.sealed_file import MAX_BYTES, SUFFIX, Sealed, hashes_in, look, records_in, seal
from ldn_desktop.storage.files import StoreError, read_limited, replace_atomically

DAYS, WEEKS, MONTHS = 7, 5, 12
"""Backups that stay: the newest of so many days, weeks and months that have any."""
_NAME = re.compile(
    r"plans-([0-9a-f]{8})-([0-9]{9})-([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-([0-9a-f]{8})(?:-([A-Za-z0-9-]{1,32}))?)?"
    + re.escape(SUFFIX),
    re.ASCII,
)
"""Those of before have no computer in their names."""
_ID_SHOWN = 8
_PAGE = 500


class Computer(NamedTuple):
    """Who makes backups: eight digits (0 to f) that chance gave to a user's settings, and a name for people.

    The name has letters of ASCII, digits and hyphens, 32 at most: it stands in names of files.
    """

    id: str
    name: str = ""


def computer_named(own: str, name: str) -> Computer:
    """Return a computer by its id and whatever the system calls it."""
    return Computer(own, re.sub(r"[^A-Za-z0-9]+", "-", name)[:32].strip("-"))


class Backup(NamedTuple):
    """A backup in a folder, by its name: of which library, the number that orders them, the day by the clock.

    ``computer`` made it; ``None`` where its name does not say so.
    """

    path: Path
    library: str
    number: int
    on: date
    computer: Computer | None

    def may_be_of(self, computer: Computer) -> bool:
        """Tell whether a computer made it, or nobody knows who did."""
        return self.computer is None or self.computer.id == computer.id


def back_up(opened: Opened, folder: Path, today: date, computer: Computer) -> Backup:
    """Write a backup, open it and read all of it again; then remove those of this computer that need not stay.

    Where its newest holds all that there is but for the notes of copies, and opens with what opens the library now,
    that one is verified and nothing is written.
    One that holds what the new one lacks stays: the library may have been restored from an older one meanwhile.
    Refused (``LibraryError``): what the disk refuses; (``DamagedError``) a backup that cannot be read again, which is
    removed: the older ones stay.
    """
    library = opened.keys.library
    there = backups_in(folder, library)
    mine = [backup for backup in there if backup.may_be_of(computer)]
    if mine and mine[-1].computer is not None and _will_do(opened, mine[-1].path):
        return mine[-1]
    number = max([opened.store.count(), *(backup.number + 1 for backup in there)])
    path = folder / _named(library, number, today, computer)
    held = _write(opened, path)
    made = Backup(path, library[:_ID_SHOWN], number, today, computer)
    for backup in set(mine) - set(staying([*mine, made])) - {made}:
        if _may_go(opened, backup, held):
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
    """Return the backups of a library in a folder, of whatever computer, the oldest first. Never raises."""
    try:
        paths = list(folder.iterdir())
    except OSError:
        return []
    named = (named_so(path) for path in paths)
    return sorted(
        (found for found in named if found is not None and library.startswith(found.library)), key=_order
    )


def named_so(path: Path) -> Backup | None:
    """Return what the name of a file says of a backup; ``None`` where it is not named as one is."""
    told = _NAME.fullmatch(path.name)
    if told is None:
        return None
    computer = Computer(told[4], told[5] or "") if told[4] else None
    try:
        return Backup(path, told[1], int(told[2]), date.fromisoformat(told[3]), computer)
    except ValueError:
        return None


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


def holds_more(opened: Opened, path: Path, held: Collection[str] = ()) -> bool:
    """Tell whether a file holds what neither ``held`` names (hashes) nor the library has, but for notes of copies.

    What was erased here counts as held. Refused (``LibraryError``): a file that cannot be read to its end.
    """
    for data in records_in(read_sealed(path), opened.key):
        known = hash_of(data)
        if known in held or (not held and opened.store.find(known) is not None):
            continue
        record = read_record(data)
        if record.kind != Copied.KIND and not opened.store.erased(record.subject):
            return True
    return False


def _will_do(opened: Opened, path: Path) -> bool:
    """Open a backup, read all of it as it lies on the disk, and tell whether it does for one made now.

    It holds what the library does, but for the notes of copies, of which one follows each backup; and no passphrase or
    recovery key of before opens it. Never raises what the file gives rise to.
    """
    try:
        sealed = read_sealed(path)
        hashes = set(hashes_in(sealed, opened.key))
    except LibraryError:
        return False
    if sealed.head.keys != opened.keys:
        return False
    place = 0
    while page := opened.store.after(place, _PAGE):
        place = page[-1].place
        if any(kept.hash not in hashes and read_record(kept.data).kind != Copied.KIND for kept in page):
            return False
    return True


def _named(library: str, number: int, today: date, computer: Computer) -> str:
    told = f"{library[:_ID_SHOWN]}-{number:09}-{today.isoformat()}-{'-'.join(filter(None, computer))}"
    return f"plans-{told}{SUFFIX}"


def _may_go(opened: Opened, backup: Backup, held: Collection[str]) -> bool:
    """Tell whether an older backup holds nothing that would be lost with it."""
    try:
        return not holds_more(opened, backup.path, held)
    except NewerError:
        return False
    except DamagedError:
        # Nothing can be restored from it; whoever made it knows.
        return backup.computer is not None
    except (LibraryError, FileError):
        return False


def _write(opened: Opened, path: Path) -> frozenset[str]:
    """Write a copy and return the hashes of what is read in it again."""
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
    try:
        return frozenset(hashes_in(read_sealed(path), opened.key))
    except LibraryError as error:
        _remove(path)
        raise DamagedError(
            "The copy could not be read again and was removed; choose another folder or disk."
        ) from error


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
