"""Refuses or kills every write of a library, one after the other, and looks whether it is whole afterwards.

Usage: ``python -m checks.library_faults [--step BYTES]`` (POSIX). No file may grow, or be written, beyond a limit; the
limit goes up a step at a time, from nothing to where the act succeeds, so that each write of journal, database, key
file and backup is the one that fails once. Each time twice: the system refuses the write, as a full disk does, or kills
the program in it. Afterwards the library must open with the state of before or of after the act, every page whole, and
the same act must then succeed. A refusal must be one sentence. Exit status 1 otherwise.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
import tempfile
import traceback
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ldn_desktop.library.contract import Entry
    from ldn_desktop.library.opening import Opened
    from ldn_desktop.library.records import Record

_SENTENCE, _OTHER = "a sentence is welcome", "another sentence here"
_RECOVERY = "MGN2A 9TZCX ZCCV4 2GMH7 TGERV QNHHC QVF4F CPQ3Y"
_AT = datetime(2026, 12, 1, tzinfo=UTC)
_SUBJECTS = tuple(f"{number:032x}" for number in range(1, 5))
_DONE, _REFUSED, _FAULT = 0, 3, 4
_PLAN = 9_000
"""Bytes of a made-up plan, some pages."""

Act = Callable[["Opened"], object]


def append(opened: Opened) -> None:
    """Keep a revision, a visit and their entry."""
    opened.store.append(*_kept(_SUBJECTS[0], 9))


def put(opened: Opened) -> None:
    """Put entries in the place of others."""
    from ldn_desktop.library.contract import Entry

    opened.store.put([Entry(subject, 2, 1, b"z" * 6_000, ("Berta", "again")) for subject in _SUBJECTS[:3]])


def erase(opened: Opened) -> None:
    """Remove a plan for good."""
    from ldn_desktop.library.bodies import Erasure
    from ldn_desktop.library.records import PRACTICE, make

    erasure = make(Erasure(_SUBJECTS[1:2], 2), PRACTICE, author="A", at=_AT, record_id="e" * 32)
    opened.store.erase(_SUBJECTS[1:2], erasure)


def change_passphrase(opened: Opened) -> None:
    """Wrap the key anew."""
    from ldn_desktop.library import keys, opening

    opening.change_secret(opened, keys.Secret(keys.PASSPHRASE, _OTHER), keys.Cost(64, 1, 1))


def back_up(opened: Opened) -> None:
    """Write a backup."""
    from ldn_desktop.library import backups

    backups.back_up(
        opened, opened.folder.with_name("copies"), date(2026, 12, 2), backups.Computer("5eed0001")
    )


def restore(opened: Opened) -> None:
    """Make another library of a backup that lies there."""
    from ldn_desktop.library import backups, restoring

    copy = backups.read_sealed(next(opened.folder.with_name("older").iterdir()))
    shutil.rmtree(opened.folder.with_name("restored"), ignore_errors=True)
    restoring.restore_as(opened.folder.with_name("restored"), copy, opened.key)


ACTS: dict[str, Act] = {
    act.__name__: act for act in (append, put, erase, change_passphrase, back_up, restore)
}


def states(root: Path) -> tuple[object, ...]:
    """Return all that a library holds, and what the folders beside it do; refused where anything is not whole."""
    from ldn_desktop.library import backups, keys, opening
    from ldn_desktop.library.errors import WrongKeyError
    from ldn_desktop.library.sealed_file import hashes_in

    opened = opening.unlock(root / "library", keys.Secret(keys.RECOVERY, _RECOVERY))
    try:
        store = opened.store
        if problem := store.damage() or store.why_read_only:
            raise SystemExit(problem)
        told = [store.after(0, 999), sorted(store.entries(1)), sorted(store.search("berta")), store.stale(1)]
        copies = backups.backups_in(root / "copies", store.id)
        whole = [hashes_in(backups.read_sealed(copy.path), opened.key) for copy in copies]
    finally:
        opened.close()
    try:
        keys.data_key(opening.keys_in(root / "library"), keys.Secret(keys.PASSPHRASE, _SENTENCE))
        passphrase = _SENTENCE
    except WrongKeyError:
        keys.data_key(opening.keys_in(root / "library"), keys.Secret(keys.PASSPHRASE, _OTHER))
        passphrase = _OTHER
    restored = root / "restored"
    if opening.is_library(restored):
        other = opening.unlock(restored, keys.Secret(keys.RECOVERY, _RECOVERY))
        told.append(other.store.damage() or other.store.after(0, 999))
        other.close()
    return str(told), str(whole), passphrase


def sweep(root: Path, act: Act, step: int, *, killed: bool) -> tuple[int, list[str]]:
    """Let each write of an act fail; return how many did, and what was wrong afterwards."""
    before = _fresh(root)
    _in_child(root, act, None, killed=False)
    after = states(root)
    faults, problems, limit = 0, [], 0
    while True:
        _fresh(root)
        status = _in_child(root, act, limit, killed=killed)
        if status == _FAULT:
            problems.append(f"{act.__name__}, limit {limit}: no sentence but an error")
        state = states(root)
        if state not in (before, after) or (status == _REFUSED and state != before):
            problems.append(f"{act.__name__}, limit {limit}: neither the state of before nor that of after")
        if status == _DONE:
            return faults, problems
        faults += 1
        if _in_child(root, act, None, killed=False) != _DONE or states(root) != after:
            problems.append(f"{act.__name__}, limit {limit}: the act does not succeed afterwards")
        limit += step


def _fresh(root: Path) -> tuple[object, ...]:
    """Put the library of before in its place; make it first where there is none."""
    if not (root / "before").exists():
        _make(root / "before")
    for name in ("library", "copies", "older", "restored"):
        shutil.rmtree(root / name, ignore_errors=True)
    shutil.copytree(root / "before", root, dirs_exist_ok=True)
    return states(root)


def _make(root: Path) -> None:
    from ldn_desktop.library import backups, keys, opening

    opening.make_library(root / "library", _SENTENCE, _RECOVERY, keys.Cost(64, 1, 1))
    opened = opening.unlock(root / "library", keys.Secret(keys.RECOVERY, _RECOVERY))
    for subject in _SUBJECTS[:3]:
        opened.store.append(*_kept(subject, 1))
    for folder in ("copies", "older"):
        backups.back_up(opened, root / folder, date(2026, 12, 1), backups.Computer("5eed0001"))
    opened.store.append(*_kept(_SUBJECTS[3], 1))
    opened.close()


def _kept(subject: str, number: int) -> tuple[list[Record], list[Entry]]:
    from ldn_desktop.library.bodies import Revision, Visit
    from ldn_desktop.library.contract import Entry
    from ldn_desktop.library.records import canonical, make

    plan = canonical({"format": "ldn-plan", "notes": "x" * _PLAN}) + b"\n"
    ids = (f"{number}{subject[1:]}", f"{number}f{subject[2:]}")
    revision = make(Revision(plan, number), subject, author="A", at=_AT, record_id=ids[0])
    seen = Visit(date(2026, 12, 1), "hold", note="y" * _PLAN, revision=revision.hash)
    visit = make(seen, subject, author="A", at=_AT, record_id=ids[1])
    return [revision, visit], [Entry(subject, 0, 1, b"z" * 2_000, ("Anna", f"number {number}"))]


def _in_child(root: Path, act: Act, limit: int | None, *, killed: bool) -> int:
    """Carry an act out in a process of its own, which may write no file beyond a limit; return how it ended."""
    child = os.fork()
    if not child:
        os._exit(_act(root, act, limit, killed=killed))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _act(root: Path, act: Act, limit: int | None, *, killed: bool) -> int:
    from ldn_desktop.library import keys, opening
    from ldn_desktop.library.errors import LibraryError

    try:
        opened = opening.unlock(root / "library", keys.Secret(keys.RECOVERY, _RECOVERY))
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if killed else signal.SIG_IGN)
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        act(opened)
    except LibraryError as error:
        return _REFUSED if str(error).endswith(".") else _FAULT
    except BaseException:  # noqa: BLE001 - whatever it is, it is no sentence
        traceback.print_exc()
        return _FAULT
    return _DONE


def main() -> int:
    """Let every write of every act fail; print what came of it."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=1024, help="bytes from one limit to the next")
    given = parser.parse_args()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as made:
        for name, act in ACTS.items():
            for killed in (False, True):
                faults, problems = sweep(Path(made), act, given.step, killed=killed)
                how = "killed" if killed else "refused"
                print(f"{name}: {faults} writes {how}, {len(problems)} problems", flush=True)
                wrong += problems
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
