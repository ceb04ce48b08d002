"""The revisions of a plan in their line: which stood from when, and what was planned on each day by the one in force.

Days are ordinals; doses nanograms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.course import entered_on, lay
from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.library.bodies import Newer, Revision
from ldn_desktop.papers.frame import one_line

if TYPE_CHECKING:
    from ldn_desktop.domain.phase import Course
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.domain.rhythm import Rhythm
    from ldn_desktop.library.history import History
    from ldn_desktop.library.records import Record


NO_AUTHOR = "author not given"


class Revised(NamedTuple):
    """A revision that counts. ``since`` is the first day on which it was in force.

    ``stood`` is false of one that was made beside those that led to the last: it was never in force. One that this
    program cannot read has no plan and no course; ``problem`` says why. One that a newer program wrote has none and the
    number 0: nobody knows when it was in force.
    """

    record: Record
    number: int
    plan: Plan | None
    course: Course
    since: int
    stood: bool
    problem: str = ""


class Planned(NamedTuple):
    """Days on end, both inclusive, with one dose planned on those of them that have any; 0 in a pause.

    ``dosed`` are the stretches with a dose, in a ``rhythm`` where not every day has one; ``number`` is that of the
    revision that was in force, ``condition`` that on which its step is reached.
    """

    first: int
    last: int
    dose_ng: int
    dosed: tuple[tuple[int, int], ...]
    number: int
    condition: str = ON_DATE
    rhythm: Rhythm | None = None

    @property
    def told(self) -> tuple[object, ...]:
        """What is the same on days that are told as one."""
        return self.dose_ng, self.rhythm, self.condition


def local_day(at: datetime) -> date:
    """Return the day of a record where this computer is.

    One that a newer program wrote has the first day of the calendar in UTC, which is none at all west of Greenwich.
    """
    return at.date() if at.date() == date.min else at.astimezone().date()


def made_by(record: Record) -> str:
    """Name who made a record, or say that nobody is named; empty where a newer program wrote who that is."""
    return "" if isinstance(record.body, Newer) else one_line(record.author) or NO_AUTHOR


def revisions_of(history: History, plan_of: Callable[[Record], Plan]) -> tuple[Revised, ...]:
    """Return the revisions that count, in the order in which they were kept.

    A revision is in force from the day on which it was decided: that on which its last new change was noted, else the
    day of its record, and never later than the one after it (a clock may jump).
    """
    records = {record.hash: record for record in history.counting if record.kind == Revision.KIND}
    stood = _ancestors(history, records)
    found: list[Revised] = []
    plans: dict[str, Plan] = {}
    for record in records.values():
        revised = _read(record, plan_of, stood=record.hash in stood)
        if revised.plan is not None:
            before = next((plans[parent] for parent in record.parents if parent in plans), None)
            plans[record.hash] = revised.plan
            revised = revised._replace(since=_decided(revised, before))
        found.append(revised)
    upto = date.max.toordinal()
    for at in reversed(range(len(found))):
        if found[at].stood:
            upto = min(upto, found[at].since)
            found[at] = found[at]._replace(since=upto)
    return tuple(found)


def planned(revisions: Sequence[Revised], last: int) -> tuple[Planned, ...]:
    """Return what was planned day by day: each revision up to the day before the next, the last to its end.

    The first holds from its own first day, whenever it was kept.
    """
    line = [revised for revised in revisions if revised.stood]
    edges = [revised.since for revised in line[1:]]
    begins, ends = [0, *edges], [*(edge - 1 for edge in edges), last]
    return tuple(
        entry
        for revised, begin, end in zip(line, begins, ends, strict=True)
        for entry in planned_by(revised, begin, end)
    )


def planned_by(revised: Revised, begin: int, end: int) -> Iterator[Planned]:
    """Yield what one revision plans between two days, both inclusive."""
    ladder = revised.plan.ladder if revised.plan is not None else ()
    for phase, condition in zip(revised.course, entered_on(revised.course, ladder), strict=True):
        first, last = max(phase.first.toordinal(), begin), min(phase.last.toordinal(), end)
        if first <= last:
            cut = phase._replace(first=date.fromordinal(first), last=date.fromordinal(last))
            dosed = tuple((s.first.toordinal(), s.last.toordinal()) for s in cut.stretches() if s.dosed)
            rhythm = phase.rhythm if phase.dose_ng else None
            yield Planned(first, last, phase.dose_ng, dosed, revised.number, condition, rhythm)


def beside(revisions: Sequence[Revised], history: History) -> frozenset[str]:
    """Return the hashes of the revisions that were made beside others: of those that follow on the same one."""
    heads = {record.hash for record in history.heads} if history.concurrent else set()
    follow: dict[str, list[str]] = {}
    for revised in revisions:
        for parent in revised.record.parents:
            follow.setdefault(parent, []).append(revised.record.hash)
    forked = {name for names in follow.values() if len(names) > 1 for name in names}
    return frozenset(heads | forked)


def _ancestors(history: History, records: dict[str, Record]) -> frozenset[str]:
    """Return the line that leads to the revision that stands, over deleted ones too.

    Of several parents that of the highest number is followed, then that of the highest hash: as of what stands.
    """
    every = {record.hash: record for record in history.records}
    line: set[str] = set()
    head = history.head
    while head is not None:
        if head.hash in records:
            line.add(head.hash)
        parents = [every[parent] for parent in head.parents if parent in every]
        head = max(parents, default=None, key=_precedence)
    return frozenset(line)


def _precedence(record: Record) -> tuple[int, str]:
    return record.body.number if isinstance(record.body, Revision) else 0, record.hash


def _read(record: Record, plan_of: Callable[[Record], Plan], *, stood: bool) -> Revised:
    body, since = record.body, local_day(record.at).toordinal()
    number = body.number if isinstance(body, Revision) else 0
    try:
        plan = plan_of(record)
        return Revised(record, number, plan, lay(plan), since, stood)
    except (FileError, CourseError) as error:
        return Revised(record, number, None, (), since, stood, str(error))
    except TypeError:
        # What a newer program wrote tells no day: what stood before it is drawn to its end.
        return Revised(record, 0, None, (), since, stood=False)


def _decided(revised: Revised, before: Plan | None) -> int:
    if revised.plan is None or before is None:
        return revised.since
    noted = [
        adjustment.noted_on.toordinal()
        for adjustment in revised.plan.adjustments
        if adjustment.noted_on is not None and adjustment not in before.adjustments
    ]
    return min(revised.since, max(noted, default=revised.since))
