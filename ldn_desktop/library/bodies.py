"""What the kinds of records say, as frozen values. Texts are the user's own; codes are checked by the reader.

Every value is written by ``members`` of its own and read by ``ldn_desktop.library.record_reader``.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import ClassVar, NamedTuple, TypeAlias

HOW = ("in-person", "telephone", "letter")
TOLERABILITY = ("good", "fair", "poor")
SEVERITIES = ("mild", "moderate", "severe")
OPIOID = ("no", "yes", "not-asked")
MOOD = ("as-before", "worse", "not-asked")
DECISIONS = ("go-on", "hold", "step-back", "pause", "resume", "settle", "stop", "times", "formulations")
WORST_SCORE = 10
"""Scores run one way: 0 is none, this is the worst."""
BACKUP, EXPORT = COPIES = ("backup", "export")
BEGUN = 0
"""The count in the note of an export that is being taken in."""

Members: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class Revision:
    """A plan as it stands from then on: the bytes of its canonical plan file, laid out on one line.

    ``number`` is the plan's own; two revisions may have the same, where two made one at the same time.
    """

    KIND: ClassVar[str] = "revision"
    plan: bytes
    number: int

    def members(self) -> Members:
        """Return what stands in the record."""
        return {"plan": json.loads(self.plan), "number": self.number}


class SideEffect(NamedTuple):
    """A side effect in the words of whoever typed it, how bad, and from when, where somebody knows."""

    name: str
    severity: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """How it goes and what was decided. Only the day and the decision are always there.

    ``scores`` are 0 to 10, 10 worst, by the code of the question; ``left_over`` what the patient counted, by the
    product's id, as a decimal text: it changes no fill. ``revision`` is the hash of the revision that the decision
    made, empty where it made none.
    """

    KIND: ClassVar[str] = "visit"
    on: date
    decision: str
    how: str = ""
    tolerability: str = ""
    scores: tuple[tuple[str, int], ...] = ()
    side_effects: tuple[SideEffect, ...] = ()
    doses_missed: int | None = None
    opioid: str = ""
    mood: str = ""
    left_over: tuple[tuple[str, str], ...] = ()
    next_visit: date | None = None
    note: str = ""
    revision: str = ""

    def members(self) -> Members:
        """Return what stands in the record: what is empty is left out."""
        told: Members = {
            "on": self.on.isoformat(),
            "decision": self.decision,
            "how": self.how,
            "tolerability": self.tolerability,
            "scores": dict(self.scores),
            "side_effects": [_side_effect(entry) for entry in self.side_effects],
            "opioid": self.opioid,
            "mood": self.mood,
            "left_over": dict(self.left_over),
            "next_visit": "" if self.next_visit is None else self.next_visit.isoformat(),
            "note": self.note,
            "revision": self.revision,
        }
        told = {key: value for key, value in told.items() if value not in ("", [], {})}
        return told if self.doses_missed is None else told | {"doses_missed": self.doses_missed}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that left: its code, the hash of the revision it was made from, its pages and its language."""

    KIND: ClassVar[str] = "paper"
    code: str
    revision: str
    pages: int
    language: str

    def members(self) -> Members:
        """Return what stands in the record."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Exported:
    """A file of one plan that left the library: its format, the place it was written to, the hash of its revision."""

    KIND: ClassVar[str] = "export"
    form: str
    place: str
    revision: str

    def members(self) -> Members:
        """Return what stands in the record."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Handed:
    """What a pharmacy handed out: the day, the product's id in the plan, how much as a decimal text.

    ``overage_percent`` is what it then handed out of a liquid beyond the exact need.
    """

    KIND: ClassVar[str] = "handed"
    on: date
    formulation: str
    quantity: str
    revision: str
    overage_percent: int = 0

    def members(self) -> Members:
        """Return what stands in the record."""
        told = asdict(self) | {"on": self.on.isoformat()}
        if not self.overage_percent:
            del told["overage_percent"]
        return told


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the practice: the bytes of their canonical file, laid out on one line."""

    KIND: ClassVar[str] = "settings"
    practice: bytes

    def members(self) -> Members:
        """Return what stands in the record."""
        return {"practice": json.loads(self.practice)}


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters that somebody saved, by their names, as ``ldn_desktop.library.filters`` writes each."""

    KIND: ClassVar[str] = "filters"
    saved: tuple[tuple[str, str], ...]

    def members(self) -> Members:
        """Return what stands in the record."""
        return {"saved": [{"name": name, "filter": text} for name, text in self.saved]}


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy of the library that was made: what kind, where, and up to which count it holds all records.

    An export with the count ``BEGUN`` is a file that is being taken in: another note follows once all of it is.
    """

    KIND: ClassVar[str] = "copy"
    what: str
    place: str
    upto: int

    def members(self) -> Members:
        """Return what stands in the record."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Deletion:
    """Records that count no longer, by their hashes; none named is the whole plan. The bytes stay.

    A deletion that names a deletion takes it back.
    """

    KIND: ClassVar[str] = "deletion"
    records: tuple[str, ...] = ()

    def members(self) -> Members:
        """Return what stands in the record."""
        return {"records": list(self.records)}


@dataclass(frozen=True, slots=True)
class Erasure:
    """Plans whose records were removed for good, how many records, and the copies that still held them then.

    It holds nothing of the patient: the plans' subjects are chance.
    """

    KIND: ClassVar[str] = "erasure"
    subjects: tuple[str, ...]
    records: int
    held_by: tuple[str, ...] = ()

    def members(self) -> Members:
        """Return what stands in the record."""
        return {"subjects": list(self.subjects), "records": self.records, "held_by": list(self.held_by)}


class Newer(NamedTuple):
    """What a newer program wrote: it is kept as it is; ``version`` is that of its format."""

    version: int
    kind: str


Known: TypeAlias = (
    Revision | Visit | Paper | Exported | Handed | Settings | Filters | Copied | Deletion | Erasure
)
Body: TypeAlias = Known | Newer


def _side_effect(entry: SideEffect) -> Members:
    told: Members = {"name": entry.name, "severity": entry.severity}
    return told if entry.since is None else told | {"since": entry.since.isoformat()}
