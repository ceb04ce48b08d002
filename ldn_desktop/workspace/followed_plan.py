"""A plan of the library as it was followed: all that its history shows, read once and computed when asked for."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.regimen import Regimen, administered
from ldn_desktop.domain.work import TooMuchWorkError, Work
from ldn_desktop.library.bodies import Deletion, Revision, Visit
from ldn_desktop.library.index_row import on_day, read_row
from ldn_desktop.papers.frame import one_line
from ldn_desktop.papers.plan_history import HISTORY, HistoryTold, PatientTold, history_document
from ldn_desktop.reference.words.english import weekday_date
from ldn_desktop.workspace.decided import Decided
from ldn_desktop.workspace.history_chart import HistoryChart, history_chart
from ldn_desktop.workspace.history_table import HistoryTable
from ldn_desktop.workspace.plan_entries import entries_of
from ldn_desktop.workspace.plan_history import Entry, to_settle
from ldn_desktop.workspace.plan_list_words import standing_words
from ldn_desktop.workspace.plan_rows import entry_of
from ldn_desktop.workspace.response import asked_by, effects_of, series_of
from ldn_desktop.workspace.revision_difference import RevisionDifference, revision_difference
from ldn_desktop.workspace.revision_line import Revised, local_day, revisions_of
from ldn_desktop.workspace.visit_lines import VisitLines

if TYPE_CHECKING:
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.library.index_row import Row, Today
    from ldn_desktop.library.records import Record
    from ldn_desktop.papers.tables import Tables
    from ldn_desktop.reference.words.sentences import Sentences
    from ldn_desktop.reference.words.wording import Wording
    from ldn_desktop.workspace.kept_plans import KeptPlans
    from ldn_desktop.workspace.knowledge import Knowledge


class DifferenceError(ValueError):
    """Why two revisions cannot be compared, in a sentence."""


class FollowedPlan:
    """The records of one plan as they stand now. Refused (``LibraryError``, ``FileError``): as by the library."""

    def __init__(
        self, kept: KeptPlans, subject: str, knowledge: Knowledge, wording: Wording, today: date
    ) -> None:
        self.subject, self.today = subject, today
        self._knowledge, self._wording = knowledge, wording
        self.history = kept.history(subject)
        self.revisions = revisions_of(self.history, kept.plan_of)
        self._regimens: dict[str, Regimen] = {}
        self._differences: dict[tuple[str, str], RevisionDifference] = {}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What happened, the last first."""
        return entries_of(self.history, self.revisions, self._knowledge, self._wording, self.today)

    @cached_property
    def chart(self) -> HistoryChart | None:
        """Dose, response and side effects; ``None`` where no revision that can be read has a dose."""
        visits = self.history.visits
        series = series_of(visits, asked_by(self._knowledge.content))
        effects = effects_of(visits)
        return history_chart(self.revisions, visits, series, effects, self.words, self._wording, self.today)

    @property
    def words(self) -> Sentences:
        """What a history says, by name."""
        return self._knowledge.content.sentences(HISTORY)

    @property
    def to_settle(self) -> str:
        """What somebody has to do where revisions were made beside each other; empty where none were."""
        return to_settle(self.history, self._knowledge)

    @property
    def document(self) -> Tables:
        """The history as a paper for the clinician's record."""
        row, today = self.standing
        status = standing_words(row, today, self._wording)
        patient = PatientTold(row.name, row.born, row.identifier, row.condition, status, row.number)
        table = self.chart.table if self.chart is not None else HistoryTable((), (), ())
        # No day is today on a page that is read on another.
        entries = entries_of(self.history, self.revisions, self._knowledge, self._wording, date.min)
        told = HistoryTold(
            patient,
            table.titles,
            tuple(tuple(map(one_line, cells)) for cells in table.rows),
            tuple(
                (one_line(entry.title), one_line(entry.told[0]), " ".join(map(_ended, entry.lines)))
                for entry in entries
            ),
            self.to_settle,
        )
        return history_document(told, self._knowledge.content, self._wording.language, self.today)

    @cached_property
    def standing(self) -> tuple[Row, Today]:
        """Where the plan stands today."""
        vocabulary, named = self._knowledge.vocabulary, self._knowledge.condition_name
        row = read_row(entry_of(self.subject, self.history, vocabulary, named).told)
        return row, on_day(row, self.today)

    @property
    def comparable(self) -> tuple[Revised, ...]:
        """The revisions that can be compared."""
        return tuple(revised for revised in self.revisions if revised.plan is not None)

    def revised(self, key: str) -> Revised | None:
        """Return the revision that is known by the hash of its record."""
        return next((revised for revised in self.revisions if revised.record.hash == key), None)

    def name_of(self, revised: Revised) -> str:
        """Name a revision with the day of its record."""
        return f"Revision {revised.number}, {weekday_date(local_day(revised.record.at))}"

    def before(self, key: str) -> str:
        """Return the key of the revision that one follows on, else of that kept before it; empty for the first."""
        keys = [revised.record.hash for revised in self.comparable]
        revised = self.revised(key)
        if revised is None or key not in keys:
            return ""
        parents = [parent for parent in revised.record.parents if parent in keys]
        if parents:
            return max(parents, key=keys.index)
        return keys[keys.index(key) - 1] if keys.index(key) else ""

    def difference(self, left: str, right: str) -> RevisionDifference:
        """Compare two revisions by their keys. Refused (``DifferenceError``): one that takes too much to compute."""
        if (left, right) not in self._differences:
            sides = self._regimen(left), self._regimen(right)
            self._differences[left, right] = revision_difference(*sides, self._knowledge, self._wording)
        return self._differences[left, right]

    @property
    def deleted_by(self) -> Record | None:
        """The deletion by which the plan as a whole counts no longer."""
        if not self.history.gone:
            return None
        counts = (record for record in self.history.records if record.hash not in self.history.deleted)
        return next((r for r in counts if isinstance(r.body, Deletion) and not r.body.records), None)

    def why_not_deleted(self, record: Record) -> str:
        """Say why a record cannot be deleted; empty where it can."""
        if isinstance(record.body, Revision) and len(self.revisions) == 1:
            return "This is the only revision of the plan. Delete the plan as a whole in the list of plans."
        return ""

    def made_with(self, record: Record) -> Record | None:
        """Return the visit that made a revision, or the revision that a visit made, where that counts."""
        for other in self.history.counting:
            if isinstance(other.body, Visit) and other.body.revision == record.hash:
                return other
            if isinstance(record.body, Visit) and record.body.revision == other.hash:
                return other
        return None

    def answered(self, visit: Visit) -> str:
        """Say within a sentence what was decided at a visit, and whether opioids are taken."""
        content = self._knowledge.content
        lines = VisitLines(self.words, self._knowledge.changes, asked_by(content), str)
        revised = self.revised(visit.revision)
        made = revised.plan if revised is not None else None
        decided = lines.decided(visit, self._decided(made) if made is not None else None)
        return f"{decided}. {self.words.say('opioid.yes')}" if visit.opioid == "yes" else f"{decided}."

    def _decided(self, plan: Plan) -> Decided:
        doses = self._wording.doses([rung.dose_ng for rung in plan.ladder])
        return Decided(plan, self.words, self._knowledge.changes, doses)

    def _regimen(self, key: str) -> Regimen:
        if key not in self._regimens:
            revised = self.revised(key)
            if revised is None or revised.plan is None:
                raise DifferenceError("This revision cannot be read.")
            try:
                steps, supply = administered(revised.plan, Work())
            except (CourseError, TooMuchWorkError) as error:
                raise DifferenceError(f"Revision {revised.number} cannot be compared. {error}.") from error
            self._regimens[key] = Regimen(revised.plan, steps, supply, ())
        return self._regimens[key]


def _ended(line: str) -> str:
    """Return a line of somebody's words as a sentence among others."""
    told = one_line(line)
    return told if told.endswith((".", "!", "?")) else f"{told}."
