"""Kills a program that writes a library, at random moments, and looks whether the library is whole afterwards.

Usage: ``python -m checks.library_kills [ROUNDS] [--seed N]``, 200 rounds without. Each round a process of its own opens
the same library, keeps plans and visits, erases, changes the passphrase and backs up, and says on a pipe what is done;
it is killed (SIGKILL, on Windows TerminateProcess) after a random time. Then the library must open, every page and
record must be whole, all that was said to be done must be there, and what was not said whole or absent. Exit status 1
otherwise.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

_SENTENCES = ("a sentence is welcome", "another sentence here")
_RECOVERY = "MGN2A 9TZCX ZCCV4 2GMH7 TGERV QNHHC QVF4F CPQ3Y"
_AT = datetime(2026, 12, 1, tzinfo=UTC)
_LONGEST_S = 0.5


class Tally(NamedTuple):
    """What came of some kills."""

    rounds: int
    corrupt: int
    lost: int
    kept: int
    journals: int


def write(folder: Path, seed: int) -> None:
    """Write a library without end, and say what is done once it is."""
    from ldn_desktop.library import keys, opening
    from ldn_desktop.library.backups import Computer, back_up
    from ldn_desktop.library.bodies import Erasure, Revision, Visit
    from ldn_desktop.library.contract import Entry
    from ldn_desktop.library.records import PRACTICE, canonical, make, new_subject

    chance = random.Random(seed)
    opened = opening.unlock(folder, keys.Secret(keys.RECOVERY, _RECOVERY))
    store = opened.store
    say("open", store.why_read_only or "written")
    subjects = list(store.subjects()) or [new_subject()]
    for at in count():
        act = chance.randrange(12)
        subject = chance.choice(subjects[-20:])
        if subject == PRACTICE or act == 0:
            subject = new_subject()
            subjects.append(subject)
        plan = (
            canonical({"format": "ldn-plan", "revision": at, "notes": "x" * chance.randrange(20_000)}) + b"\n"
        )
        revision = make(Revision(plan, at + 1), subject, author="A", at=_AT)
        seen = Visit(date(2026, 12, 1), "hold", note="y" * chance.randrange(9_000), revision=revision.hash)
        visit = make(seen, subject, author="A", at=_AT)
        if act == 1:
            store.erase([subject], make(Erasure((subject,), 0), PRACTICE, author="A", at=_AT))
            subjects.remove(subject)
            say("erased", subject)
        elif act == 2:
            sentence = keys.Secret(keys.PASSPHRASE, chance.choice(_SENTENCES))
            opened = opening.change_secret(opened, sentence, keys.Cost(64, 1, 1))
        elif act == 3:
            back_up(opened, folder.with_name("copies"), date(2026, 12, 1 + at % 28), Computer("5eed0001"))
        else:
            told = Entry(subject, 0, 1, visit.hash.encode(), ("Anna", str(at)))
            store.append([revision, visit], [told])
            say("kept", f"{subject} {revision.hash} {visit.hash}")


def say(what: str, told: str) -> None:
    """Say what is done, at once."""
    sys.stdout.write(f"{what} {told}\n")
    sys.stdout.flush()


def kill_some(folder: Path, rounds: int, seed: int) -> Tally:
    """Kill a writer so many times; return what came of it."""
    from ldn_desktop.library.keys import Cost
    from ldn_desktop.library.opening import make_library

    chance = random.Random(seed)
    make_library(folder, _SENTENCES[0], _RECOVERY, Cost(64, 1, 1))
    kept: dict[str, str] = {}
    erased: set[str] = set()
    corrupt = lost = journals = 0
    for at in range(rounds):
        command = [
            sys.executable,
            "-m",
            "checks.library_kills",
            "--write",
            str(folder),
            "--seed",
            str(seed + at),
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert_open(writer)
            time.sleep(chance.random() * _LONGEST_S)
            writer.kill()
            told = writer.communicate()[0]
        journals += (folder / "plans.db-journal").exists()
        for line in told.splitlines(keepends=True):
            what, _, rest = line.strip().partition(" ")
            # The last line may be half said.
            if line.endswith("\n") and what == "kept":
                subject, *hashes = rest.split()
                kept |= dict.fromkeys(hashes, subject)
            elif line.endswith("\n") and what == "erased":
                erased.add(rest)
        problem, gone = inspect(folder, kept, erased)
        corrupt += bool(problem)
        lost += gone
        if problem:
            print(f"round {at}: {problem}")
    return Tally(rounds, corrupt, lost, len(kept), journals)


def assert_open(writer: subprocess.Popen[str]) -> None:
    """Wait until a writer says that it may write."""
    said = writer.stdout.readline() if writer.stdout else ""
    if said != "open written\n":
        raise SystemExit(f"the writer did not open the library: {said!r}")


def inspect(folder: Path, kept: dict[str, str], erased: set[str]) -> tuple[str, int]:
    """Return what is wrong with a library, and how many records that were said to be kept are not there.

    One whose plan was erased meanwhile, said or not, is not missed, nor looked for again.
    """
    from ldn_desktop.library import keys, opening
    from ldn_desktop.library.backups import backups_in, read_sealed
    from ldn_desktop.library.errors import LibraryError
    from ldn_desktop.library.history import history_of
    from ldn_desktop.library.records import PRACTICE
    from ldn_desktop.library.sealed_file import hashes_in

    try:
        opened = opening.unlock(folder, keys.Secret(keys.RECOVERY, _RECOVERY))
    except LibraryError as error:
        return str(error), 0
    store = opened.store
    try:
        problems = [store.damage(), store.why_read_only]
        here = {entry.hash for entry in store.after(0, 10**9)}
        for subject in store.subjects():
            kinds = [record.kind for record in history_of(store, subject).records]
            whole = subject == PRACTICE or kinds.count("visit") * 2 == len(kinds)
            problems.append("" if whole else "half of what was kept together")
        problems += ["an entry is not that of its records" for _ in store.stale(1)]
        problems += ["what was erased is there" for subject in erased if not store.erased(subject)]
        for backup in backups_in(folder.with_name("copies"), store.id):
            hashes_in(read_sealed(backup.path), opened.key)
        missing = {record_hash: subject for record_hash, subject in kept.items() if record_hash not in here}
        lost = sum(not store.erased(subject) for subject in missing.values())
        for record_hash in missing:
            del kept[record_hash]
    finally:
        opened.close()
    return "; ".join(dict.fromkeys(problem for problem in problems if problem)), lost


def main() -> int:
    """Kill as often as told; print what came of it."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("rounds", nargs="?", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help="be the writer of a folder")
    given = parser.parse_args()
    if given.write:
        write(given.write, given.seed)
        return 0
    with tempfile.TemporaryDirectory() as made:
        tally = kill_some(Path(made) / "library", given.rounds, given.seed)
    print(
        f"{tally.rounds} kills, {tally.journals} of them in the midst of a write: {tally.corrupt} corrupt, "
        f"{tally.lost} of what was kept lost, {tally.kept} records kept at the end"
    )
    return 1 if tally.corrupt or tally.lost else 0


if __name__ == "__main__":
    sys.exit(main())
