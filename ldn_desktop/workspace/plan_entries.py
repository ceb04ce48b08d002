"""The records of a plan as entries of its line of time, in words: revisions, visits, papers, files, deletions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.formulation import Capsule, Tablet
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.library.bodies import Deletion, Exported, Handed, Paper, Revision, Visit
from ldn_desktop.papers.plan_history import HISTORY, PAPER_CODE
from ldn_desktop.reference.words.english import ENGLISH, weekday_date
from ldn_desktop.reference.words.wording import held
from ldn_desktop.workspace.decided import Decided
from ldn_desktop.workspace.plan_history import Entry, Kind, name_of
from ldn_desktop.workspace.response import asked_by
from ldn_desktop.workspace.revision_line import Revised, beside, local_day, made_by
from ldn_desktop.workspace.visit_lines import VisitLines

if TYPE_CHECKING:
    from ldn_desktop.domain.formulation import Formulation
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.library.history import History
    from ldn_desktop.library.records import Record
    from ldn_desktop.reference.words.wording import DoseWords, Wording
    from ldn_desktop.workspace.knowledge import Knowledge


_ONE_MOMENT = timedelta(minutes=2)
"""Papers that are printed one after the other within this time are told in one entry."""


def entries_of(
    history: History, revisions: Sequence[Revised], knowledge: Knowledge, wording: Wording, today: date
) -> tuple[Entry, ...]:
    """Return what happened, the last first, in the order in which it was kept."""
    return tuple(reversed(list(_Teller(history, revisions, knowledge, wording, today).entries())))


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
        words = self._texts = knowledge.content.sentences(HISTORY)
        self._say = words.say
        self._revisions = {revised.record.hash: revised for revised in revisions}
        self._plans: Mapping[str, Plan] = dict(self._read_plans())
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
        self._visits = VisitLines(words, knowledge.changes, asked_by(knowledge.content), self._product)

    def _read_plans(self) -> Iterator[tuple[str, Plan]]:
        """Yield the plan of every revision that can be read, those that count no longer too."""
        for record in self._history.records:
            revised = self._revisions.get(record.hash)
            if revised is not None and revised.plan is not None:
                yield record.hash, revised.plan
            elif revised is None and isinstance(record.body, Revision):
                with suppress(FileError):
                    yield record.hash, read_plan(record.body.plan, self._knowledge.vocabulary)

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
                title = self._say("exported", form=file.form)
                return self._event(Kind.EXPORT, record, title, file.place, file.revision)
            case Handed() as handed:
                name = "handed_volume" if self._has_volume(handed.formulation) else "handed"
                product = self._product(handed.formulation)
                title = self._say(name, quantity=handed.quantity, product=product)
                return self._event(Kind.HANDED, record, title, "", handed.revision, handed.on)
            case Deletion() as deletion:
                return self._event(Kind.DELETION, record, self._deleted(deletion))
            case _:
                title = self._say("newer", kind=record.kind)
                lines, gone = (self._say("newer_program"),), self._gone(record)
                day = local_day(record.at)
                return Entry(Kind.NEWER, (record,), 0, day, title, self._say("unsaid"), lines, gone)

    def _counts(self, record: Record) -> bool:
        return record.hash not in self._history.deleted

    def _gone(self, record: Record) -> str:
        if self._counts(record):
            return ""
        return self._say("gone_back" if isinstance(record.body, Deletion) else "gone")

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
        of = self._say("of_revision", number=str(number)) if number else ""
        said = self._said(day, clock, made_by(record), of)
        lines = tuple(filter(None, (line, self._why(record))))
        return Entry(kind, (record,), 0, day, title, said, lines, self._gone(record))

    def _said(self, day: date, *parts: str) -> str:
        told = weekday_date(day)
        if day == self._today:
            told = self._say("today", day=told)
        return " · ".join(filter(None, (told, *parts)))

    def _why(self, record: Record) -> str:
        reason = record.reason.strip()
        return self._say("why", reason=reason) if reason else ""

    def _revised(self, record: Record, revision: Revision, seen: Record | None) -> Entry:
        revised = self._revisions.get(record.hash)
        day = local_day(record.at)
        visit = seen.body if seen is not None and isinstance(seen.body, Visit) else None
        how = self._visits.how(visit) if visit else ""
        said = self._said(day, made_by(record), how, self._apart(record))
        what, lines = self._say("unread"), [revised.problem if revised else ""]
        plan = self._plans.get(record.hash)
        if plan is not None:
            before = next((self._plans[parent] for parent in record.parents if parent in self._plans), None)
            what, lines = self._change(plan, before)
        lines.append(self._why(record))
        if visit is not None:
            if visit.on != day:
                lines.append(self._say("visit_on", day=weekday_date(visit.on)))
            lines += self._visits.lines(visit)
        records = (record,) if seen is None else (record, seen)
        title = self._say("revision", number=str(revision.number), what=what)
        told, gone = tuple(filter(None, lines)), self._gone(record)
        return Entry(Kind.REVISION, records, revision.number, day, title, said, told, gone)

    def _apart(self, record: Record) -> str:
        if len(record.parents) > 1:
            return self._say("settles")
        return self._say("made_beside") if record.hash in self._beside else ""

    def _change(self, plan: Plan, before: Plan | None) -> tuple[str, list[str]]:
        """Say what a revision is: the changes along the way that it brings, else what of the plan is another."""
        decided = self._decided(plan)
        if before is None:
            return self._say("made"), [decided.ladder(), *map(decided.line, plan.adjustments)]
        new = [entry for entry in plan.adjustments if entry not in before.adjustments]
        parts = self._other_parts(plan, before)
        lines = [decided.line(change) for change in new]
        was = self._decided(before)
        lines += [
            self._say("no_longer", what=was.name(entry), day=weekday_date(entry.on))
            for entry in before.adjustments
            if entry not in plan.adjustments
        ]
        if (plan.start_date, plan.ladder, plan.after) != (before.start_date, before.ladder, before.after):
            lines.append(decided.ladder())
        products, times = decided.ways()
        lines += [products] if plan.formulations != before.formulations else []
        lines += [times] if plan.times != before.times else []
        if new:
            others = [words for name, words in parts.items() if name != "adjustments"]
            lines += [self._say("also_changed", parts=ENGLISH.listed(others))] if others else []
            return ", ".join(dict.fromkeys(decided.name(change) for change in new)), lines
        told = ENGLISH.listed(list(parts.values())) if parts else ""
        return self._say("changed", parts=told) if told else self._say("kept_again"), lines

    def _decided(self, plan: Plan) -> Decided:
        return Decided(plan, self._texts, self._knowledge.changes, self._words)

    def _other_parts(self, plan: Plan, before: Plan) -> dict[str, str]:
        """Name what of the plan is another than in the revision before."""
        names = self._texts.group("part")
        return {name: words for name, words in names.items() if getattr(plan, name) != getattr(before, name)}

    def _visited(self, record: Record, visit: Visit) -> Entry:
        noted = local_day(record.at)
        late = self._say("recorded", day=weekday_date(noted)) if noted != visit.on else ""
        said = self._said(visit.on, made_by(record), self._visits.how(visit), late)
        lines = tuple(filter(None, (self._why(record), *self._visits.lines(visit))))
        title = self._say("visit", decided=self._decided_at(visit))
        return Entry(Kind.VISIT, (record,), 0, visit.on, title, said, lines, self._gone(record))

    def _decided_at(self, visit: Visit) -> str:
        """Say what a visit decided; with the dose where the revision that it made can be read, deleted or not."""
        plan = self._plans.get(visit.revision)
        return self._visits.decided(visit, self._decided(plan) if plan is not None else None)

    def _product(self, name: str) -> str:
        product = self._products.get(name)
        return self._words.product(product) if product is not None else name

    def _has_volume(self, name: str) -> bool:
        product = self._products.get(name)
        return product is not None and not isinstance(product, Capsule | Tablet)

    def _printed(self, papers: Sequence[Record]) -> Entry:
        bodies = [record.body for record in papers if isinstance(record.body, Paper)]
        titles = ", ".join(dict.fromkeys(self._paper(body) for body in bodies))
        title = self._say("printed", papers=titles)
        entry = self._event(Kind.PAPER, papers[0], title, "", bodies[0].revision)
        return entry._replace(records=tuple(papers))

    def _paper(self, paper: Paper) -> str:
        try:
            title = self._knowledge.paper_title(paper.code).lower()
        except KeyError:
            title = self._say("title").lower() if paper.code == PAPER_CODE else paper.code
        if paper.language == "en":
            return title
        language = self._knowledge.content.languages.get(paper.language, paper.language)
        return self._say("in_language", paper=title, language=language)

    def _deleted(self, deletion: Deletion) -> str:
        by_hash = {record.hash: record for record in self._history.records}
        named = [by_hash[name] for name in deletion.records if name in by_hash]
        if not deletion.records:
            return self._say("deleted_plan")
        back = all(isinstance(record.body, Deletion) for record in named)
        told = ENGLISH.listed([name_of(record, self._texts) for record in named])
        return self._say("taken_back" if back else "deleted", what=told)


def _one_moment(before: Record, record: Record) -> bool:
    """Whether a paper was printed together with one before it."""
    one, other = before.body, record.body
    return (
        isinstance(one, Paper)
        and isinstance(other, Paper)
        and (before.author, one.revision) == (record.author, other.revision)
        and abs(record.at - before.at) <= _ONE_MOMENT
    )
