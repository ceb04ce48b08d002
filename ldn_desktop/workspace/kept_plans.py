"""The plans of an open library: kept, followed, deleted, erased, and listed as they stand on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.library.bodies import (
    Copied,
    Deletion,
    Erasure,
    Exported,
    Filters,
    Handed,
    Paper,
    Revision,
    Settings,
    Visit,
)
from ldn_desktop.library.contract import Entry, Kept, Store
from ldn_desktop.library.history import History, copies_holding, history, standing
from ldn_desktop.library.index_row import MAKER, Row, Today, on_day, read_row
from ldn_desktop.library.records import PRACTICE, Record, make, new_subject
from ldn_desktop.workspace.plan_rows import broken_entry, entry_of

if TYPE_CHECKING:
    from pathlib import Path

    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.library.bodies import Known
    from ldn_desktop.workspace.knowledge import Knowledge

_FEW = 200
"""Plans that are read one by one; of more, all are read in one go."""
BATCH = 50
"""Plans whose entries are made anew in one go, so that a window can show how far it is."""


class Listed(NamedTuple):
    """A plan of the list, and where it stands on a day."""

    subject: str
    row: Row
    today: Today


def _nobody(_subjects: Sequence[str]) -> None:
    """Whom nobody asked to be told."""


class KeptPlans:
    """Plans in a store. ``now`` gives the time that records bear; nothing is ordered by it.

    ``changed`` is told the subjects of which something was kept or removed, once it lasts. Every method may refuse
    (``LibraryError``) what the store refuses; nothing is half-written then.
    """

    def __init__(
        self,
        store: Store,
        knowledge: Knowledge,
        now: Callable[[], datetime],
        changed: Callable[[Sequence[str]], None] = _nobody,
    ) -> None:
        self.store = store
        self._knowledge, self._now, self._changed = knowledge, now, changed
        self._rows: dict[str, Row] = {}
        self._upto = 0

    def history(self, subject: str) -> History:
        """Return the history of a plan. Refused (``FileError``): a record that no program wrote so."""
        return history(self.store.of(subject))

    def plan_of(self, revision: Record) -> Plan:
        """Return the plan of a revision. Refused (``FileError``): what its format refuses, a newer one."""
        if not isinstance(revision.body, Revision):
            raise TypeError(f"a record of the kind {revision.kind} holds no plan")
        return read_plan(revision.body.plan, self._knowledge.vocabulary)

    def keep(
        self, plan: Plan, author: str, reason: str = "", subject: str = "", follows: Sequence[Record] = ()
    ) -> Record:
        """Keep a plan as the next revision; return its record.

        Without a ``subject`` it is a new plan. ``follows`` are the revisions that it was made from: where another was
        made from them meanwhile both stay, and the list tells. The last of several that stand beside each other is
        followed up by naming them all.
        """
        record = self.revision_of(plan, subject or new_subject(), author, reason, follows)
        self.append({record.subject: [record]})
        return record

    def revision_of(
        self, plan: Plan, subject: str, author: str, reason: str = "", follows: Sequence[Record] = ()
    ) -> Record:
        """Return the record of a plan, not kept yet."""
        body = Revision(write_plan(plan, compact=True), plan.revision)
        return self._made(body, subject, author, reason, follows)

    def see(
        self,
        visit: Visit,
        subject: str,
        author: str,
        plan: Plan | None = None,
        reason: str = "",
        follows: Sequence[Record] = (),
    ) -> tuple[Record, ...]:
        """Keep a visit, and with it the revision that its decision made, if any; both or none."""
        if plan is None:
            records = [self.visit_of(visit, subject, author, reason)]
        else:
            revision = self.revision_of(plan, subject, author, reason, follows)
            told = replace(visit, revision=revision.hash)
            records = [revision, self.visit_of(told, subject, author, reason)]
        self.append({subject: records})
        return tuple(records)

    def visit_of(self, visit: Visit, subject: str, author: str, reason: str = "") -> Record:
        """Return the record of a visit, not kept yet."""
        return self._made(visit, subject, author, reason)

    def note(
        self, event: Paper | Exported | Handed | Deletion, subject: str, author: str, reason: str = ""
    ) -> Record:
        """Keep that a paper or a file left, that something was handed out, or that records or the plan count no longer.

        A deletion that names a deletion takes it back.
        """
        record = self._made(event, subject, author, reason)
        self.append({subject: [record]})
        return record

    def note_all(
        self, events: Sequence[Paper | Exported | Handed], subject: str, author: str, reason: str = ""
    ) -> None:
        """Keep that papers or files left, or products were handed out, together; all or none."""
        self.append({subject: [self._made(event, subject, author, reason) for event in events]})

    def note_each(self, events: Mapping[str, Deletion], author: str) -> Sequence[Record]:
        """Keep a deletion, or what takes one back, of each of some plans by its subject; all or none."""
        records = [self._made(event, subject, author, "") for subject, event in events.items()]
        self.append({record.subject: [record] for record in records})
        return records

    def keep_for_practice(self, body: Settings | Filters, author: str) -> None:
        """Keep settings or saved filters of the practice, following on those before, which stay as records."""
        heads = standing(self.store, type(body)).heads
        with self._writing():
            self.store.append([self._made(body, PRACTICE, author, "", heads)])

    def note_copy(self, what: str, place: Path, author: str) -> None:
        """Keep that a backup or export holds all that is here, or was taken in here, and where it lies."""
        body = Copied(what, str(place), max(self.store.count(), 1))
        with self._writing():
            self.store.append([self._made(body, PRACTICE, author, "")])

    def erase(self, subjects: Sequence[str], author: str, reason: str = "") -> Sequence[str]:
        """Remove all records of plans for good; return the places of copies that were made while they were here.

        Those still hold them: whoever erased them is told where. ``reason`` stays, so it names nobody.
        """
        places = copies_holding(self.store, subjects)
        many = sum(len(self.store.of(subject)) for subject in subjects)
        body = Erasure(tuple(subjects), many, tuple(places))
        with self._writing(subjects):
            self.store.erase(subjects, self._made(body, PRACTICE, author, reason))
        self._changed(subjects)
        return places

    def listed(self, day: date) -> Iterator[Listed]:
        """Yield every plan as it stands on a day, deleted ones too, in no order.

        What ``stale`` names is missing, or lacks its last records, until it is renewed.
        """
        self._read_rows()
        for subject, row in self._rows.items():
            yield Listed(subject, row, on_day(row, day))

    def rows(self, subjects: Sequence[str]) -> Iterator[tuple[str, Row]]:
        """Yield what the list shows of some plans; each is read once until something of it is kept, here or elsewhere.

        What has no entry is left out.
        """
        if self._upto != self.store.count():
            self._rows, self._upto = {}, self.store.count()
        if sum(subject not in self._rows for subject in subjects) > _FEW:
            self._read_rows()
        for subject in subjects:
            if subject not in self._rows and (told := self.store.entry(MAKER, subject)):
                self._rows[subject] = read_row(told.told)
            if subject in self._rows:
                yield subject, self._rows[subject]

    def listed_of(self, subjects: Sequence[str], day: date) -> Iterator[Listed]:
        """Yield some plans as they stand on a day, from their records; those that are gone are left out."""
        for subject in subjects:
            if self.store.of(subject):
                row = read_row(self._renewed(subject).told)
                yield Listed(subject, row, on_day(row, day))

    def stale(self) -> Sequence[str]:
        """Return the plans whose entries have to be made anew: after a restore, or under a newer program."""
        return self.store.stale(MAKER)

    def renew(self, subjects: Sequence[str]) -> None:
        """Make the entries of some plans anew, such as ``BATCH`` of those that are stale."""
        with self._writing(subjects):
            self.store.put(list(map(self._renewed, subjects)))

    def _made(
        self, body: Known, subject: str, author: str, reason: str, follows: Sequence[Record] = ()
    ) -> Record:
        parents = tuple(record.hash for record in follows)
        return make(body, subject, author=author, at=self._now(), parents=parents, reason=reason)

    def append(self, records: Mapping[str, Sequence[Record]]) -> None:
        """Keep records of some plans with the entries that follow from them; all or nothing."""
        entries = []
        for subject, of_plan in records.items():
            # Where they will stand the store says; the entry is of all records of the plan, these included.
            added = (Kept(0, subject, record.hash, record.data) for record in of_plan)
            after = history([*self.store.of(subject), *added])
            entries.append(self._entry(subject, after)._replace(upto=0))
        with self._writing(list(records)):
            self.store.append([record for of_plan in records.values() for record in of_plan], entries)
        self._changed(list(records))

    def _read_rows(self) -> None:
        self._upto = self.store.count()
        self._rows = {subject: read_row(told) for subject, told in self.store.entries(MAKER)}

    @contextmanager
    def _writing(self, subjects: Sequence[str] = ()) -> Iterator[None]:
        """Write something of some plans, whose rows are read again when they are asked for; the others stay."""
        known = self._upto == self.store.count()
        yield
        for subject in subjects:
            self._rows.pop(subject, None)
        if known:
            self._upto = self.store.count()

    def _renewed(self, subject: str) -> Entry:
        kept = self.store.of(subject)
        try:
            return self._entry(subject, history(kept))
        except FileError as error:
            return broken_entry(subject, kept[-1].place, str(error))

    def _entry(self, subject: str, told: History) -> Entry:
        return entry_of(subject, told, self._knowledge.vocabulary, self._knowledge.condition_name)
