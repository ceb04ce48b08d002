"""Plan files taken into a library, many at once: each is kept, known already, or refused with a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.library.bodies import Revision
from ldn_desktop.library.folding import folded
from ldn_desktop.library.index_row import MAKER, read_row
from ldn_desktop.library.records import Record, hash_of, new_subject
from ldn_desktop.storage.files import StoreError, read_limited
from ldn_desktop.workspace.kept_plans import BATCH, KeptPlans
from ldn_desktop.workspace.owner import names_another
from ldn_desktop.workspace.plan_rows import plan_of

if TYPE_CHECKING:
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.library.history import History
    from ldn_desktop.workspace.knowledge import Knowledge

REASON = "taken in from {name}"


class Taken(NamedTuple):
    """What became of files: how many were kept, how many were there already, and each refusal with its reason.

    ``left`` counts those that nobody came to, for it was stopped; ``doubled`` plans that were new and name a patient of
    whom there is another plan. ``whose`` begins a sentence about the plan, where it was one file that was read.
    """

    kept: int
    known: int
    refused: tuple[tuple[Path, str], ...]
    left: int = 0
    doubled: int = 0
    whose: str = ""

    @property
    def sentence(self) -> str:
        """What is told when all is done; the refusals are to be shown."""
        if self.whose and self.kept + self.known:
            return f"{self.whose} is {'taken in' if self.kept else 'there already'}.{self._same}"
        there = f", {self.known:,} there already" if self.known else ""
        refused = f", {len(self.refused):,} refused" if self.refused else ""
        stopped = f" Stopped before {self.left:,} more." if self.left else ""
        return f"{self.kept:,} taken in{there}{refused}.{stopped}{self._same}"

    @property
    def _same(self) -> str:
        if not self.doubled:
            return ""
        plans, name = ("plan", "names") if self.doubled == 1 else ("plans", "name")
        return f" {self.doubled:,} new {plans} {name} a patient of whom there is another plan; look which one holds."


def take_in(paths: Iterable[Path], kept: KeptPlans, knowledge: Knowledge, author: str) -> Taken:
    """Take plan files in, those of earlier revisions first.

    A file of a plan that is here becomes one of its revisions: after the one with the next lower number, beside others
    where there are. Refused each for itself: what cannot be read or is no plan, one that names another patient than the
    plan of the same id. Refused as a whole (``LibraryError``): what the store refuses; what was kept stays.
    """
    taking = TakingIn(tuple(paths), kept, knowledge, author)
    for _ in taking.steps():
        pass
    return taking.taken()


class TakingIn:
    """What ``take_in`` does, a step at a time: whoever shows it may go on, or stop, between any two."""

    def __init__(self, paths: Sequence[Path], kept: KeptPlans, knowledge: Knowledge, author: str) -> None:
        self._paths, self._knowledge = paths, knowledge
        self._whose = ""
        self._refused: list[tuple[Path, str]] = []
        self._intake = _Intake(kept, author)

    def steps(self) -> Iterator[int]:
        """Read every file, then take in every plan; yield how many of two steps a file are done."""
        plans: list[tuple[Path, Plan]] = []
        for done, path in enumerate(self._paths, 1):
            try:
                plans.append((path, read_plan(read_limited(path), self._knowledge.vocabulary)))
            except (StoreError, FileError) as error:
                self._refused.append((path, str(error)))
            yield done
        plans.sort(key=lambda read: read[1].revision)
        for done, (path, plan) in enumerate(plans, 2 * len(self._paths) - len(plans) + 1):
            self._whose = plan_of(plan.patient.name) if len(self._paths) == 1 else ""
            if why := self._intake.take(plan, path.name):
                self._refused.append((path, why))
            yield done

    def taken(self) -> Taken:
        """Keep what waits; return what became of the files so far. Refused (``LibraryError``): by the store."""
        self._intake.flush()
        kept, known = self._intake.kept, self._intake.known
        left = len(self._paths) - kept - known - len(self._refused)
        return Taken(kept, known, tuple(self._refused), left, self._intake.doubled, self._whose)


class _Intake:
    """Plans on their way into a library, some at a time."""

    def __init__(self, plans: KeptPlans, author: str) -> None:
        self._plans, self._author = plans, author
        self._waiting: dict[str, list[Record]] = {}
        self._subjects = _subjects(plans)
        self._persons = _persons(plans)
        self._new: dict[str, _Person] = {}
        self.kept = self.known = 0

    @property
    def doubled(self) -> int:
        """How many new plans name a patient of whom there is another plan."""
        persons = Counter([*self._persons, *self._new.values()])
        return sum(persons[person] > 1 for person in self._new.values())

    def take(self, plan: Plan, name: str) -> str:
        """Take a plan in; return why it is refused, if it is."""
        data = write_plan(plan, compact=True)
        subject = self._subjects.setdefault(_known_by(plan.id, data), new_subject())
        if subject in self._waiting:
            self.flush()
        told = self._plans.history(subject)
        revisions = [record for record in told.counting if isinstance(record.body, Revision)]
        if any(isinstance(record.body, Revision) and record.body.plan == data for record in revisions):
            self.known += 1
            return ""
        if told.head and (why := self._refused(told.head, plan)):
            return why
        if told.gone:
            return "is of a plan that was deleted in the library; bring that back first."
        reason = REASON.format(name=name)
        record = self._plans.revision_of(plan, subject, self._author, reason, _before(told, plan.revision))
        self._waiting[subject] = [record]
        patient = plan.patient
        if not told.records and patient.name:
            self._new[subject] = _person(patient.name, patient.birth_date, patient.identifier)
        self.kept += 1
        if len(self._waiting) == BATCH:
            self.flush()
        return ""

    def _refused(self, head: Record, plan: Plan) -> str:
        """Return why a plan cannot follow on what stands of its id, or stand beside it."""
        try:
            held = self._plans.plan_of(head)
        except (FileError, TypeError):
            return "is of a plan in the library that this program cannot read; update the program."
        if names_another(held.patient, plan.patient):
            return "names another patient than the plan of the same id in the library; open it and look."
        return ""

    def flush(self) -> None:
        """Keep what waits."""
        self._plans.append(self._waiting)
        self._waiting = {}


_Person: TypeAlias = tuple[tuple[str, ...], date | None, str]
"""What the plans of one patient share: the name, case and marks aside, the birth date and the number."""


def _person(name: str, born: date | None, identifier: str) -> _Person:
    return folded(name), born, identifier


def _persons(plans: KeptPlans) -> list[_Person]:
    """Return who each plan that is here is of."""
    rows = (read_row(told) for _, told in plans.store.entries(MAKER))
    return [_person(row.name, row.born, row.identifier) for row in rows if row.name and not row.deleted]


def _subjects(plans: KeptPlans) -> dict[str, str]:
    """Return the subject of every plan that is here, by what it is known by."""
    found = {}
    plans.renew(plans.stale())
    for subject, told in plans.store.entries(MAKER):
        row = read_row(told)
        head = None if row.plan_id else plans.history(subject).head
        if head is not None and isinstance(head.body, Revision):
            found[_known_by("", head.body.plan)] = subject
        else:
            found[_known_by(row.plan_id, b"")] = subject
    return found


def _known_by(plan_id: str, data: bytes) -> str:
    """Return what a plan is known by: its id. One without is nobody's revision: only its like is the same plan."""
    return plan_id or hash_of(data)


def _before(told: History, number: int) -> list[Record]:
    """Return the revision that one of a number follows on: the last of those with the next lower number."""
    numbered = [
        (record.body.number, at, record)
        for at, record in enumerate(told.counting)
        if isinstance(record.body, Revision) and record.body.number < number
    ]
    return [max(numbered)[2]] if numbered else []
