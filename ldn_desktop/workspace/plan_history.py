"""What happened to a plan, as entries of a line of time in words: revisions, visits, papers, files, deletions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.library.bodies import Deletion, Exported, Handed, Paper, Revision, Visit
from ldn_desktop.papers.change_words import adjustment_words
from ldn_desktop.reference.words.english import ENGLISH, counted, weekday_date
from ldn_desktop.reference.words.wording import held
from ldn_desktop.workspace.response import asked_by
from ldn_desktop.workspace.revision_difference import action_text
from ldn_desktop.workspace.revision_line import NEWER, Revised, beside, local_day

if TYPE_CHECKING:
    from ldn_desktop.domain.formulation import Formulation
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.library.history import History
    from ldn_desktop.library.records import Record
    from ldn_desktop.reference.words.wording import DoseWords, Wording
    from ldn_desktop.workspace.knowledge import Knowledge

_ONE_MOMENT = timedelta(minutes=2)
"""Papers that are printed one after the other within this time are told in one entry."""
_HOW = {"in-person": "", "telephone": "by telephone", "letter": "by letter"}
_CONCURRENT = (
    "{names} were made beside each other, on two computers or from an older copy. Compare them, then continue the plan "
    "as it should be: the revision that you keep next settles it."
)


class Kind(StrEnum):
    """What an entry tells of; its mark follows from it."""

    REVISION = "revision"
    VISIT = "visit"
    PAPER = "paper"
    EXPORT = "export"
    HANDED = "handed"
    DELETION = "deletion"
    NEWER = "newer"


class Entry(NamedTuple):
    """Something that happened: a ``title``, a line on when and by whom (``said``), and ``lines`` of what it was.

    A visit that made a revision is told with it: ``records`` then holds both, the revision first. ``number`` is that of
    a revision, else 0. ``day`` is the day of a visit, else that of the record here. ``counts`` is false of what was
    deleted, or of a deletion that was taken back.
    """

    kind: Kind
    records: tuple[Record, ...]
    number: int
    day: date
    title: str
    said: str
    lines: tuple[str, ...] = ()
    counts: bool = True

    @property
    def key(self) -> str:
        """What an entry is known by."""
        return self.records[0].hash

    @property
    def visit(self) -> Record | None:
        """The visit that it tells of, if any."""
        return next((record for record in self.records if isinstance(record.body, Visit)), None)

    @property
    def text(self) -> str:
        """All that it says, for those who hear it and those who copy it."""
        gone = () if self.counts else ("deleted" if self.kind is not Kind.DELETION else "taken back",)
        return ". ".join(part.rstrip(".") for part in (self.title, *gone, self.said, *self.lines)) + "."


def entries_of(
    history: History, revisions: Sequence[Revised], knowledge: Knowledge, wording: Wording, today: date
) -> tuple[Entry, ...]:
    """Return what happened, the last first, in the order in which it was kept."""
    return tuple(reversed(list(_Teller(history, revisions, knowledge, wording, today).entries())))


def to_settle(history: History) -> str:
    """Say what somebody has to do where revisions were made beside each other; empty where none were."""
    if not history.concurrent:
        return ""
    names = [
        f"{name_of(head)} of {weekday_date(local_day(head.at))}"
        + (f" ({head.author})" if head.author else "")
        for head in history.heads
    ]
    told = _CONCURRENT.format(names=ENGLISH.listed(names))
    return told[:1].upper() + told[1:]


def head_line(history: History, entries: Sequence[Entry]) -> str:
    """Count revisions and visits that count."""
    revisions = sum(entry.kind is Kind.REVISION and entry.counts for entry in entries)
    visits = sum(isinstance(record.body, Visit) for record in history.counting)
    return f"{counted(revisions, 'revision')}, {counted(visits, 'visit')}"


class _Teller:
    """Words for the records of one plan."""

    def __init__(
        self,
        history: History,
        revisions: Sequence[Revised],
        knowledge: Knowledge,
        wording: Wording,
        today: date,
    ) -> None:
        self._history, self._knowledge, self._today = history, knowledge, today
        self._asked = asked_by(knowledge.content)
        self._revisions = {revised.record.hash: revised for revised in revisions}
        self._plans: Mapping[str, Plan] = {
            name: revised.plan for name, revised in self._revisions.items() if revised.plan is not None
        }
        self._beside = beside(revisions, history)
        self._numbers = {
            record.hash: record.body.number for record in history.records if isinstance(record.body, Revision)
        }
        self._products: dict[str, Formulation] = {}
        for plan in self._plans.values():
            for change in (plan.formulations, *plan.product_changes.values()):
                self._products |= {product.id: product for product in change}
        doses = [rung.dose_ng for plan in self._plans.values() for rung in plan.ladder]
        products = tuple(self._products.values())
        self._words: DoseWords = wording.doses([*doses, *map(held, products)], products)

    def entries(self) -> Iterator[Entry]:
        """Yield the entries, the first first."""
        papers: list[Record] = []
        for record in self._history.records:
            if papers and not _one_moment(papers[-1], record):
                yield self._printed(papers)
                papers = []
            if isinstance(record.body, Paper):
                papers.append(record)
            elif not (isinstance(record.body, Visit) and self._told_with.get(record.body.revision) is record):
                yield self._entry(record)
        if papers:
            yield self._printed(papers)

    @cached_property
    def _told_with(self) -> dict[str, Record]:
        """The visits that are told with the revision that they made, by its hash."""
        return {
            record.body.revision: record
            for record in self._history.records
            if isinstance(record.body, Visit)
            and record.body.revision in self._revisions
            and self._counts(record)
        }

    def _entry(self, record: Record) -> Entry:
        match record.body:
            case Revision() as revision:
                return self._revised(record, revision, self._told_with.get(record.hash))
            case Visit() as visit:
                return self._visited(record, visit)
            case Exported() as file:
                return self._event(Kind.EXPORT, record, f"Exported: {file.form}", file.place, file.revision)
            case Handed() as handed:
                title = f"Handed out: {handed.quantity} × {self._product(handed.formulation)}"
                return self._event(Kind.HANDED, record, title, "", handed.revision, handed.on)
            case Deletion() as deletion:
                return self._event(Kind.DELETION, record, self._deleted(deletion))
            case _:
                title = f"Made by a newer version of the program: {record.kind}"
                return self._event(Kind.NEWER, record, title, NEWER)

    def _counts(self, record: Record) -> bool:
        return record.hash not in self._history.deleted

    def _event(
        self,
        kind: Kind,
        record: Record,
        title: str,
        line: str = "",
        revision: str = "",
        on: date | None = None,
    ) -> Entry:
        """Return an entry of one record that is told by the time at which it was made, or by a day of its own."""
        day = on or local_day(record.at)
        clock = "" if on else f"{record.at.astimezone():%H:%M}"
        number = self._numbers.get(revision)
        of = f"of revision {number}" if number else ""
        said = self._said(day, clock, record.author, of)
        lines = tuple(filter(None, (line, self._why(record))))
        return Entry(kind, (record,), 0, day, title, said, lines, self._counts(record))

    def _said(self, day: date, *parts: str) -> str:
        now = "today, " if day == self._today else ""
        return " · ".join(filter(None, (f"{now}{weekday_date(day)}", *parts)))

    @staticmethod
    def _why(record: Record) -> str:
        return f"Why: {record.reason.strip()}" if record.reason.strip() else ""

    def _revised(self, record: Record, revision: Revision, seen: Record | None) -> Entry:
        revised = self._revisions.get(record.hash)
        day = local_day(record.at)
        visit = seen.body if seen is not None and isinstance(seen.body, Visit) else None
        how = _HOW.get(visit.how, "") if visit else ""
        said = self._said(day, record.author, how, self._apart(record))
        lines: list[str] = []
        title = "kept"
        if revised is not None and revised.plan is not None:
            before = next((self._plans[parent] for parent in record.parents if parent in self._plans), None)
            title, lines = self._change(revised.plan, before)
        elif revised is not None:
            title, lines = "cannot be read", [revised.problem]
        lines.append(self._why(record))
        if visit is not None:
            if visit.on != day:
                lines.append(f"Visit on {weekday_date(visit.on)}.")
            lines += self._told(visit)
        records = (record,) if seen is None else (record, seen)
        return Entry(
            Kind.REVISION,
            records,
            revision.number,
            day,
            f"Revision {revision.number}: {title}",
            said,
            tuple(filter(None, lines)),
            self._counts(record),
        )

    def _apart(self, record: Record) -> str:
        if len(record.parents) > 1:
            return "settles revisions made beside each other"
        return "made beside another" if record.hash in self._beside else ""

    def _change(self, plan: Plan, before: Plan | None) -> tuple[str, list[str]]:
        """Say what a revision is: the changes along the way that it brings, else what of the plan is another."""
        changes = self._knowledge.changes
        new = [entry for entry in plan.adjustments if before is not None and entry not in before.adjustments]
        if before is None:
            return "plan made", [self._ladder(plan)]
        if new:
            lines = []
            for adjustment in new:
                details = adjustment_words(adjustment, self._words, changes).details
                lines.append(
                    ": ".join(filter(None, (f"From {weekday_date(adjustment.on)}", details))).rstrip(".")
                    + "."
                )
            named = dict.fromkeys(action_text(changes, adjustment.action) for adjustment in new)
            return ", ".join(named), lines
        return _other_parts(plan, before), []

    def _ladder(self, plan: Plan) -> str:
        first, last = plan.ladder[0].dose_ng, plan.ladder[-1].dose_ng
        dose = self._words.dose
        told = f"From {weekday_date(plan.start_date)}: {dose(first)}"
        if len(plan.ladder) == 1:
            return f"{told}."
        return f"{told} to {dose(last)} in {counted(len(plan.ladder), 'step')}."

    def _visited(self, record: Record, visit: Visit) -> Entry:
        decided = "go on"
        if visit.decision != "go-on":
            decided = action_text(self._knowledge.changes, visit.decision.replace("-", "_"))
        noted = local_day(record.at)
        late = f"recorded {weekday_date(noted)}" if noted != visit.on else ""
        said = self._said(visit.on, record.author, _HOW.get(visit.how, ""), late)
        lines = tuple(filter(None, (self._why(record), *self._told(visit))))
        title = f"Visit: {decided}"
        return Entry(Kind.VISIT, (record,), 0, visit.on, title, said, lines, self._counts(record))

    def _told(self, visit: Visit) -> Iterator[str]:
        """Yield what a visit tells besides its decision."""
        if visit.scores:
            told = self._asked.told(visit.scores)
            yield f"{told[:1]}{told[1:].lower()}."
        if visit.side_effects:
            told = ENGLISH.listed([f"{effect.name} ({effect.severity})" for effect in visit.side_effects])
            yield f"Side effects: {told}."
        if visit.tolerability:
            yield f"Tolerability {visit.tolerability}."
        if visit.doses_missed is not None:
            yield (
                f"{counted(visit.doses_missed, 'dose')} missed." if visit.doses_missed else "No dose missed."
            )
        if visit.opioid == "yes":
            yield "Opioids: yes."
        if visit.mood == "worse":
            yield "Mood: worse."
        if visit.left_over:
            told = ", ".join(f"{self._product(name)} {amount}" for name, amount in visit.left_over)
            yield f"Counted left over: {told}."
        if visit.next_visit is not None:
            yield f"Next visit {weekday_date(visit.next_visit)}."
        if visit.note.strip():
            yield visit.note.strip()

    def _product(self, name: str) -> str:
        product = self._products.get(name)
        return self._words.product(product) if product is not None else name

    def _printed(self, papers: Sequence[Record]) -> Entry:
        bodies = [record.body for record in papers if isinstance(record.body, Paper)]
        titles = ", ".join(dict.fromkeys(self._paper(body) for body in bodies))
        entry = self._event(Kind.PAPER, papers[0], f"Printed: {titles}", "", bodies[0].revision)
        return entry._replace(records=tuple(papers), counts=any(map(self._counts, papers)))

    def _paper(self, paper: Paper) -> str:
        try:
            title = self._knowledge.paper_title(paper.code).lower()
        except KeyError:
            title = paper.code
        if paper.language == "en":
            return title
        language = self._knowledge.content.languages.get(paper.language, paper.language)
        return f"{title} ({language})"

    def _deleted(self, deletion: Deletion) -> str:
        by_hash = {record.hash: record for record in self._history.records}
        named = [by_hash[name] for name in deletion.records if name in by_hash]
        if not deletion.records:
            return "Deleted: the whole plan"
        verb = "Taken back" if all(isinstance(record.body, Deletion) for record in named) else "Deleted"
        return f"{verb}: {ENGLISH.listed([name_of(record) for record in named])}"


def name_of(record: Record) -> str:
    """Name a record within a sentence, such as *revision 3* or *the visit of Tue 5 Jan 2027*."""
    match record.body:
        case Revision(number=number):
            return f"revision {number}"
        case Visit(on=on):
            return f"the visit of {weekday_date(on)}"
        case Paper():
            return "what was printed"
        case Exported():
            return "what was exported"
        case Handed(on=on):
            return f"what was handed out on {weekday_date(on)}"
        case Deletion():
            return "the deletion"
        case _:
            return f"a record of the kind {record.kind}"


def _one_moment(before: Record, record: Record) -> bool:
    """Whether a paper was printed together with one before it."""
    one, other = before.body, record.body
    return (
        isinstance(one, Paper)
        and isinstance(other, Paper)
        and (before.author, one.revision) == (record.author, other.revision)
        and abs(record.at - before.at) <= _ONE_MOMENT
    )


def _other_parts(plan: Plan, before: Plan) -> str:
    """Name what of a plan is another than in the revision before."""
    parts = (
        ("first day", plan.start_date != before.start_date),
        ("steps", plan.ladder != before.ladder),
        ("products", plan.formulations != before.formulations),
        ("times", plan.times != before.times),
        ("what follows", plan.after != before.after),
        ("changes along the way", plan.adjustments != before.adjustments),
        ("patient", plan.patient != before.patient),
        ("safety check", plan.screening != before.screening),
        ("order", plan.order != before.order),
        ("notes", (plan.notes, plan.instructions) != (before.notes, before.instructions)),
    )
    told = [name for name, other in parts if other]
    return f"{ENGLISH.listed(told)} changed" if told else "kept again"
