"""Records, rows and stores for the tests of the library."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ldn_desktop.library.backups import Computer
from ldn_desktop.library.bodies import Known, Revision, Visit
from ldn_desktop.library.contract import Entry
from ldn_desktop.library.embedded import EmbeddedStore, create
from ldn_desktop.library.index_row import Row, write_row
from ldn_desktop.library.keys import PASSPHRASE, Cost, Secret
from ldn_desktop.library.opening import Opened, make_library, unlock
from ldn_desktop.library.records import Record, canonical, make
from ldn_desktop.library.spans import Span

HERE, THERE = Computer("5eed0001", "Front-desk"), Computer("5eed0002", "Room-2")
AT = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
KEY = bytes(range(32))
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
"""For tests alone: real libraries are made with ``COST``."""
SENTENCE = "a sentence is welcome"
RECOVERY_TEXT = "MGN2A 9TZCX ZCCV4 2GMH7 TGERV QNHHC QVF4F CPQ3Y"
SUBJECTS = tuple(f"{number:032x}" for number in range(1, 6))


def plan_bytes(name: str = "Patient A", number: int = 1) -> bytes:
    """Bytes of the shape that the library looks at; whoever opens a plan reads it strictly."""
    members = {"format": "ldn-plan", "version": 2, "patient": {"name": name}, "revision": number}
    return canonical(members) + b"\n"


def made(body: Known, subject: str, *parents: Record, record_id: str = "") -> Record:
    parent_hashes = tuple(parent.hash for parent in parents)
    return make(body, subject, author="Prescriber name", at=AT, parents=parent_hashes, record_id=record_id)


def revision(subject: str, *parents: Record, name: str = "Patient A", number: int = 1) -> Record:
    return made(Revision(plan_bytes(name, number), number), subject, *parents)


def visit(subject: str, *parents: Record, note: str = "") -> Record:
    return made(Visit(date(2026, 12, 10), "go-on", scores=(("pain", 7),), note=note), subject, *parents)


def entry(subject: str, *words: str, upto: int = 0, maker: int = 1, told: bytes = b"[]") -> Entry:
    return Entry(subject, upto, maker, told, words)


def row(**changes: Any) -> Row:
    start = date(2026, 12, 1).toordinal()
    spans = (
        Span(start, start + 13, "titration", 1, 1_500_000),
        Span(start + 14, start + 27, "titration", 2, 3_000_000),
        Span(start + 28, start + 55, "maintenance", 3, 4_500_000),
    )
    plain = Row(
        head="00" * 32,
        number=1,
        name="Patient A",
        born=date(1980, 5, 1),
        identifier="000000",
        condition="Fibromyalgia",
        plan_id="id",
        prescriber="Prescriber name",
        spans=spans,
        after="review",
        steps=3,
        fills=(start, start + 28),
    )
    return plain._replace(**changes)


def told(**changes: Any) -> bytes:
    return write_row(row(**changes))


def store_in(folder: Path) -> EmbeddedStore:
    file = folder / "plans.db"
    if not file.exists():
        create(file, KEY, "0" * 32)
    return EmbeddedStore(file, KEY)


def library_in(folder: Path) -> Opened:
    make_library(folder, SENTENCE, RECOVERY_TEXT, CHEAP)
    return opened_in(folder)


def opened_in(folder: Path) -> Opened:
    return unlock(folder, Secret(PASSPHRASE, SENTENCE))
