"""Plays three workstations that share a folder of sealed files over a sync tool; counts what is lost (decision 38).

Usage: ``python -m checks.shared_folder [SCHEDULES]``, 100 without. A prototype, no part of the program. A schedule is
a row of acts by chance: records kept and read, files carried in part, cut off, lost, renamed, two of one name, a folder
or a whole computer set back, clocks that jump, a newer program, a plan erased for good. Each is played with sealed
files that are never rewritten, beside a ledger of each workstation's own; and with one file that is written anew at
each record, also without any fault. At the end everything is carried and read. Exit status 1 where workstations with
sealed files end with different records, where one is lost that a ledger had, or where an erased plan is left.
"""

from __future__ import annotations

import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from random import Random
from types import MappingProxyType
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from checks.sync_tool import Folder, SyncTool, Version, conflicted
from ldn_desktop.library.bodies import Erasure, Known, Visit
from ldn_desktop.library.keys import sub_key
from ldn_desktop.library.record_reader import read_record
from ldn_desktop.library.records import PRACTICE, Record, make

STATIONS, ACTS, ROUNDS = 3, 150, 12
ENDING, ONE = ".ldnrecords", "library.ldnrecords"
MARK, KEY, SALT, TAG = b"LDN shared ", b"k" * 32, 16, 16
HEAD = len(MARK) + len(f"1 {0:010} {0:032}\n") + SALT
ACT = MappingProxyType(
    {"keep": 40, "carry": 30, "read": 20, "carry half": 8, "cut off for all": 2, "vanish": 3}
    | {"rename by case": 2, "conflicted copy": 2, "one name": 3, "remember": 4, "set back folder": 1.5}
    | {
        "set back folder, deleting": 1.5,
        "set back computer": 1,
        "clock jumps": 2,
        "newer program": 1,
        "erase": 1,
    }
)
"""Each act, and how often it happens beside the others."""
CALM = MappingProxyType({act: ACT[act] for act in ("keep", "carry")})


def sealed(subject: str, records: Iterable[Record], chance: Random, version: int = 1) -> bytes:
    """Return the bytes of a file: its length stands in front, so that a part of it says what it is."""
    packed, salt = zlib.compress(b"\n".join(record.data for record in records)), chance.randbytes(SALT)
    head = MARK + f"{version} {HEAD + len(packed) + TAG:010} {subject:32}\n".encode() + salt
    return head + AESGCM(sub_key(KEY, salt, b"shared folder")).encrypt(bytes(12), packed, head)


@cache
def opened(data: bytes, reads: int = 2) -> tuple[Record, ...] | None:
    """Return the records of a file, whatever its name; None of one that is not whole yet, or a newer program's."""
    head, told = data[:HEAD], data[len(MARK) : HEAD - SALT].split()
    if not data.startswith(MARK) or len(told) < 3 or int(told[1]) != len(data) or int(told[0]) > reads:
        return None
    try:
        packed = AESGCM(sub_key(KEY, head[-SALT:], b"shared folder")).decrypt(bytes(12), data[HEAD:], head)
    except InvalidTag:
        return None
    return tuple(_record(line) for line in zlib.decompress(packed).split(b"\n") if line)


@cache
def _record(data: bytes) -> Record:
    return read_record(data)


def subject_of(data: bytes) -> str:
    """Return the plan whose sealed bytes a file holds, whole or not; empty where it holds none."""
    return (
        data[HEAD - SALT - 33 : HEAD - SALT].decode().strip() if data.startswith(MARK) and data[HEAD:] else ""
    )


class Past(NamedTuple):
    """A workstation as it once was, and what the sync tool knew of it."""

    folder: Folder
    known: dict[str, Version]
    ledger: dict[str, Record]
    erased: frozenset[str]


class Station:
    """A workstation: its copy of the folder and, where files are never rewritten, a ledger of its own."""

    def __init__(self) -> None:
        self.folder: Folder = {}
        self.ledger: dict[str, Record] = {}
        self.erased: frozenset[str] = frozenset()
        self.reads, self.clock = 1, timedelta()

    def write(self, subject: str, chance: Random, name: str = "") -> None:
        """Put a file with all records of a plan into the folder, so that none waits for what it follows on."""
        of_plan = [record for record in self.ledger.values() if record.subject == subject]
        data = sealed(subject, of_plan, chance, self.reads)
        free = name if name and name not in self.folder else sha256(data).hexdigest()[:32] + ENDING
        self.folder[free] = data

    def take_in(self) -> None:
        """Take in what whole files hold; remove those of erased plans, whole or not."""
        for data in list(self.folder.values()):
            for record in opened(data, self.reads) or ():
                if record.hash in self.ledger or record.subject in self.erased:
                    continue
                if not all(parent in self.ledger for parent in record.parents):
                    raise AssertionError("a file holds what its records follow on")
                self.ledger[record.hash] = record
                if isinstance(record.body, Erasure):
                    self.erase(record.body.subjects)
        for name in [name for name, data in self.folder.items() if subject_of(data) in self.erased]:
            del self.folder[name]

    def erase(self, subjects: Sequence[str]) -> None:
        """Remove the records of plans from the ledger, for good."""
        self.erased |= set(subjects)
        self.ledger = {
            own: record for own, record in self.ledger.items() if record.subject not in self.erased
        }

    def offer(self, chance: Random) -> int:
        """Write again the plans of which the ledger has what no whole file holds; return how many."""
        there = {record.hash for data in self.folder.values() for record in opened(data, self.reads) or ()}
        lacking = dict.fromkeys(record.subject for own, record in self.ledger.items() if own not in there)
        for subject in lacking:
            self.write(subject, chance)
        return len(lacking)


class Run:
    """One schedule, with sealed files or, where ``rewritten`` says so, with one file."""

    def __init__(self, seed: int, acts: Mapping[str, float], *, rewritten: bool) -> None:
        self.chance, self.acts, self.rewritten = Random(seed), acts, rewritten
        self.stations = [Station() for _ in range(STATIONS)]
        self.tool = SyncTool([station.folder for station in self.stations], 0 if acts is CALM else 0.1)
        self.written: dict[str, Record] = {}
        self.in_no_ledger: set[str] = set()
        self.told: Counter[str] = Counter()
        self._gone: set[str] = set()
        if rewritten:
            self.stations[0].folder[ONE] = sealed(PRACTICE, (), self.chance)
            self.tool.carry_all(self.chance)
        self._pasts = [self._past(at) for at in range(STATIONS)]

    def play(self) -> None:
        """Do the acts; then carry and read everything until nothing changes."""
        for act in self.chance.choices(list(self.acts), list(self.acts.values()), k=ACTS):
            self._do(act, self.chance.randrange(STATIONS))
        for _ in range(ROUNDS):
            self.tool.carry_all(self.chance)
            for station in self.stations if not self.rewritten else ():
                station.reads = 2
                station.take_in()
                self.told["plans written again, their files being away"] += station.offer(self.chance)

    def shown(self, at: int) -> dict[str, Record]:
        """Return the records that a workstation shows."""
        if not self.rewritten:
            return self.stations[at].ledger
        return {record.hash: record for record in opened(self.stations[at].folder.get(ONE, b"")) or ()}

    def everywhere(self) -> dict[str, Record]:
        """Return the records of all ledgers and of all whole files, whatever their names."""
        found = {own: record for station in self.stations for own, record in station.ledger.items()}
        for data in (data for station in self.stations for data in station.folder.values()):
            found |= {record.hash: record for record in opened(data) or ()}
        return found

    def erased(self) -> set[str]:
        """Return the plans that were erased, where the word of it was not lost with a disk."""
        return self._gone.union(
            *(r.body.subjects for r in self.written.values() if isinstance(r.body, Erasure))
        )

    def left(self) -> int:
        """Return how many files hold sealed bytes of an erased plan, whole or not, or records of it among others."""
        files = [data for station in self.stations for data in station.folder.values()]
        plans = [{subject_of(data)} | {record.subject for record in opened(data) or ()} for data in files]
        return sum(not self.erased().isdisjoint(subjects) for subjects in plans)

    def _do(self, act: str, at: int) -> None:  # noqa: C901, PLR0912 - a row of acts
        station, folder, chance = self.stations[at], self.stations[at].folder, self.chance
        other = (at + chance.randrange(1, STATIONS)) % STATIONS
        name = chance.choice([*sorted(folder), ""])
        match act:
            case "keep" | "one name":
                self._keep(at, f"same-{chance.randrange(3)}{ENDING}" if act == "one name" else "")
            case "carry" | "carry half":
                self.tool.carry(at, other, chance.random(), chance, half=act == "carry half")
            case "read" if not self.rewritten:
                station.take_in()
                self.told["files seen that were not whole"] += sum(
                    opened(data) is None for data in folder.values()
                )
            case "cut off for all" if name:
                # The tool takes the part for a later version, and carries it to the others.
                self.tool.scan(at)
                folder[name] = chance.choice((b"", folder[name][:-9], bytes(len(folder[name]))))
            case "vanish" if name:
                del folder[name]
            case "rename by case" if name:
                folder[name.swapcase()] = folder.pop(name)
            case "conflicted copy" if name:
                folder[conflicted(name, chance)] = folder.pop(name)
            case "remember":
                self.tool.scan(at)
                self._pasts[at] = self._past(at)
            case "clock jumps":
                station.clock = timedelta(days=chance.randrange(-9_000, 9_000))
            case "newer program":
                station.reads = 2
            case "erase":
                plans = sorted({record.subject for record in self.shown(at).values()} - {PRACTICE})
                if plans:
                    self._erase(at, chance.choice(plans))
            case _ if act.startswith("set back"):
                self._set_back(at, act)

    def _keep(self, at: int, name: str) -> None:
        here = [record for record in self.shown(at).values() if record.subject != PRACTICE]
        last = self.chance.choice(here) if here and self.chance.random() < 0.7 else None
        subject = last.subject if last else f"{self.chance.getrandbits(128):032x}"
        record = self._made(at, Visit(date(2026, 12, 1), "go-on"), subject, (last.hash,) if last else ())
        if self.rewritten and not self._rewrite(at, [*self.shown(at).values(), record]):
            return
        self.written[record.hash] = record
        if not self.rewritten:
            self.stations[at].ledger[record.hash] = record
            self.stations[at].write(subject, self.chance, name)

    def _erase(self, at: int, subject: str) -> None:
        station, others = self.stations[at], [r for r in self.shown(at).values() if r.subject != subject]
        if self.rewritten:
            self._gone |= {subject} if self._rewrite(at, others) else set()
            return
        record = self._made(at, Erasure((subject,), 1), PRACTICE, ())
        self.written[record.hash] = station.ledger[record.hash] = record
        station.erase([subject])
        station.write(PRACTICE, self.chance)
        station.take_in()
        # What was nowhere else is gone, as was asked for, whatever becomes of the word of it.
        there = self.everywhere()
        self.written = {own: r for own, r in self.written.items() if r.subject != subject or own in there}

    def _made(self, at: int, body: Known, subject: str, parents: tuple[str, ...]) -> Record:
        now = datetime(2026, 12, 1, tzinfo=UTC) + self.stations[at].clock
        chance = f"{self.chance.getrandbits(128):032x}"
        return make(body, subject, author="A", at=now, parents=parents, record_id=chance)

    def _rewrite(self, at: int, records: Iterable[Record]) -> bool:
        folder = self.stations[at].folder
        if opened(folder.get(ONE, b"")) is None:
            self.told["records refused, the file being away or not whole"] += 1
            return False
        folder[ONE] = sealed(PRACTICE, records, self.chance)
        return True

    def _past(self, at: int) -> Past:
        station = self.stations[at]
        return Past(dict(station.folder), dict(self.tool.known[at]), dict(station.ledger), station.erased)

    def _set_back(self, at: int, act: str) -> None:
        station, before, past = self.stations[at], self.everywhere(), self._pasts[at]
        station.folder.clear()
        station.folder.update(past.folder)
        if act != "set back folder, deleting":
            self.tool.known[at] = dict(past.known)
        if act == "set back computer":
            station.ledger, station.erased = dict(past.ledger), past.erased
            self.in_no_ledger |= before.keys() - set[str]().union(*(one.ledger for one in self.stations))
        for own in before.keys() - self.everywhere().keys():
            self.told["records that lay on a disk alone which was set back"] += bool(
                self.written.pop(own, None)
            )


def told_of(many: int, title: str, acts: Mapping[str, float], *, rewritten: bool) -> bool:
    """Play schedules and tell what came of them; return whether all workstations have all that they should."""
    told: Counter[str] = Counter()
    for seed in range(many):
        run = Run(seed, acts, rewritten=rewritten)
        run.play()
        shown = [set(run.shown(at)) for at in range(STATIONS)]
        wanted = {own for own, record in run.written.items() if record.subject not in run.erased()}
        lost = {own for own in wanted if not all(own in one for one in shown)}
        unread = lost & run.in_no_ledger if not rewritten else set[str]()
        told.update(run.told)
        told["records"] += len(wanted)
        told["records lost"] += len(lost - unread)
        told["records lost with a disk and a file nobody had read"] += len(unread)
        told["records lost that lie in a conflicted copy"] += len(lost & run.everywhere().keys())
        told["schedules with a loss"] += bool(lost)
        told["schedules that end with a difference"] += any(other != shown[0] for other in shown)
        told["files with an erased plan left"] += run.left()
    print(f"{many} schedules of {ACTS} acts: {title}")
    for name, value in sorted(told.items()):
        print(f"  {name:53}{value:8,}")
    return not (
        told["records lost"]
        or told["schedules that end with a difference"]
        or told["files with an erased plan left"]
    )


def main() -> int:
    """Play as many schedules as were asked for."""
    many = int(sys.argv[1]) if sys.argv[1:] else 100
    good = told_of(many, "sealed files, never rewritten", ACT, rewritten=False)
    told_of(many, "one file, rewritten", ACT, rewritten=True)
    told_of(many, "one file, rewritten, without any fault", CALM, rewritten=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
