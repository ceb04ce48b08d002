"""From ladder to course: the rungs laid on the calendar, one phase after the other, with the adjustments.

What each adjustment does to the course stands here; what is in force on a day splits it into phases.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise, zip_longest
from typing import Generic, NamedTuple, TypeVar, assert_never

from ldn_desktop.domain.adjustment import (
    Adjustment,
    ChangeFormulations,
    ChangeTimes,
    Hold,
    Pause,
    Resume,
    Settle,
    StepBack,
    Stop,
)
from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.ladder import MOST_DAYS, Doses, Ladder
from ldn_desktop.domain.phase import MAINTENANCE, PAUSE, STEP_BACK, TITRATION, Course, Phase, dosed_span
from ldn_desktop.domain.plan import STOPS, Plan
from ldn_desktop.domain.plan_limits import CourseError, check_products, check_sizes
from ldn_desktop.domain.rhythm import Rhythm
from ldn_desktop.domain.work import A_BLOCK, A_CHANGE, Work

_ACTION_WORDS = {"hold": "a hold", "step_back": "a step back", "pause": "another pause", "settle": "settling"}
MOST_COURSE_DAYS = 36_525
"""A course of 100 years: no plan of a person needs more."""


class _Block(NamedTuple):
    """Days on a rung before the calendar splits them; days and starts are plain numbers, day 0 is the start."""

    kind: str
    rung: int
    dose_ng: int
    days: int
    doses: Doses = ()
    rhythm: Rhythm | None = None


def lay(plan: Plan) -> Course:
    """Lay a plan's ladder on the calendar and apply its adjustments in the order given.

    Refused (``CourseError``): an adjustment outside the course, dates that go back, what each adjustment
    refuses, a course past the year 9999 or of more than 36,525 days, an id that stands for two different products,
    more steps, products or adjustments than a plan may have.
    """
    return _built(plan).course()


def check_course(plan: Plan) -> None:
    """Refuse (``CourseError``) what ``lay`` refuses, without laying it out."""
    _built(plan)


def _built(plan: Plan) -> _Builder:
    check_sizes(plan)
    check_products(plan)
    builder = _Builder(plan)
    for at, adjustment in enumerate(plan.adjustments):
        try:
            builder.apply(adjustment)
        except _RefusedError as refused:
            # Of days that are too many no adjustment is more at fault than another.
            place = None if isinstance(refused, _TooLongError) else at
            raise CourseError(f"adjustments[{at}].{refused.field}", str(refused), place) from refused
    return builder


class KnownCourse(NamedTuple):
    """A course as it was known from a day on: its last day, and its phases that were still of use to the supply.

    Those are the phases from that day to the end of the fill window in which more became known.
    """

    since: date
    ends: date
    phases: Course


def known_courses(plan: Plan, work: Work) -> Iterator[KnownCourse]:
    """Yield what was known from each day on which something became known, the first of them the plan's start.

    Where all was known from the start there are none. A course known is the plan's with only the changes
    known by then, in their order; one that does not fit that course is left out of it. The plan is one that ``lay``
    accepts. Refused (``TooMuchWorkError``): more than the ``work`` there may be.
    """
    changes, start = plan.adjustments, plan.start_date
    later = {c.noted_on for c in changes if c.noted_on is not None and c.noted_on > start}
    if not later:
        return
    news = sorted({start, *later})
    known: list[Adjustment] = []
    builder = _Builder(plan)
    for day, following in zip_longest(news, news[1:]):
        then = [c for c in changes if c.noted_on is None or c.noted_on <= day]
        # What is noted as it happens is added to what is there.
        if then[: len(known)] != known:
            known, builder = [], _Builder(plan)
        for change in then[len(known) :]:
            work.spend(A_CHANGE + A_BLOCK * builder.size)
            with suppress(_RefusedError):
                builder.apply(change)
        known = then
        work.spend(A_BLOCK * builder.size)
        first, end = (day - start).days, builder.days
        if following is not None:
            window = ((following - start).days - 1) // plan.fill_days
            end = min(end, (window + 1) * plan.fill_days)
        yield KnownCourse(day, start + timedelta(days=builder.days - 1), builder.course(first, end))


class _RefusedError(ValueError):
    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class _TooLongError(_RefusedError):
    """An adjustment after which the course would have too many days, or end after the year 9999."""


def _no_end(begins: date, again: date | None) -> str:
    return f"{again} is not 1 to {MOST_DAYS:,} days after {begins}, when the pause begins; choose another day to go on"


class _Builder:
    """The course while adjustments are applied: blocks of days, and what is in force from which day."""

    def __init__(self, plan: Plan) -> None:
        self._start = plan.start_date
        self._room = min((date.max - plan.start_date).days + 1, MOST_COURSE_DAYS)
        self._ladder: Ladder = plan.ladder
        self._last_kind = TITRATION if plan.after == STOPS else MAINTENANCE
        self._blocks = self._rungs_from(0)
        # Dates never go back, so what ends before an adjustment stays as it is: it moves out of the way.
        self._past: list[_Block] = []
        self._past_days = 0
        self._times: list[tuple[int, tuple[str, ...]]] = [(0, plan.times)]
        self._products: list[tuple[int, tuple[Formulation, ...]]] = [(0, plan.formulations)]
        self._before: date | None = None
        # The pause without an end that the course ends in, with what stood in its place.
        self._waits: tuple[Pause, list[_Block]] | None = None
        if self._length() > self._room:
            raise CourseError("ladder", self._too_long())

    def apply(self, adjustment: Adjustment) -> None:
        """Apply one adjustment to the course as it stands, or refuse it (``_RefusedError``) and change nothing."""
        before = self._blocks, self._past, self._past_days, self._waits, self._ladder, self._last_kind
        try:
            self._apply(adjustment)
        except _RefusedError:
            self._blocks, self._past, self._past_days, self._waits, self._ladder, self._last_kind = before
            raise

    def _apply(self, change: Adjustment) -> None:
        if isinstance(change, Resume):
            self._resume(change)
        elif self._before is not None and change.on < self._before:
            raise _RefusedError(
                "on", f"{change.on} is before the adjustment above it; put adjustments in order of date"
            )
        elif self._waits is not None:
            raise _RefusedError(
                "action",
                f"after the pause from {self._waits[0].on}, which has no end of its own, only going on (resume) may "
                "come; say when it is taken again, or choose a day after that",
            )
        else:
            self._leave_behind(day := self._day_of(change.on))
            self._change(day, change)
        if self._length() > self._room:
            raise _TooLongError("on", self._too_long())
        self._before = change.on

    def _change(self, day: int, change: Adjustment) -> None:
        match change:
            case ChangeTimes():
                self._times.append((day, change.times))
            case ChangeFormulations():
                self._products.append((day, change.formulations))
            case Stop():
                self._blocks = self._ended(day, "stop")
            case Hold():
                self._blocks = self._hold(day, change)
            case StepBack():
                self._blocks = self._step_back(day, change)
            case Pause(until=None):
                self._find(day, "pause")
                waits = change, self._blocks
                self._blocks = self._ended(day, "pause")
                self._waits = waits
            case Pause():
                self._blocks = self._pause(day, change)
            case Settle():
                self._settle(day)
            case Resume():
                raise AssertionError("resumed by its pause")
            case _:
                assert_never(change)

    def _resume(self, change: Resume) -> None:
        if self._waits is None:
            raise _RefusedError(
                "action", "no pause without an end comes just before it; remove it, or add the pause"
            )
        pause, blocks = self._waits
        days = (change.on - pause.on).days
        if not 1 <= days <= MOST_DAYS:
            raise _RefusedError("on", _no_end(pause.on, change.on))
        self._blocks = blocks
        self._blocks = self._pause((pause.on - self._start).days, Pause(pause.on, change.on, change.resume))
        self._waits = None

    @property
    def days(self) -> int:
        """The days of the course."""
        return self._length()

    @property
    def size(self) -> int:
        """How many phases there are, before what is in force splits them."""
        return len(self._past) + len(self._blocks)

    def course(self, since: int = 0, before: int = MOST_COURSE_DAYS) -> Course:
        """Return the phases, split where times or products in force change by value.

        Those that hold a day from the day of number ``since`` up to and not including that of number ``before``.
        """
        return self._course(self._blocks, since, before)

    def _course(self, blocks: Sequence[_Block], since: int = 0, before: int = MOST_COURSE_DAYS) -> Course:
        phases: list[Phase] = []
        times, products = _Timeline(self._times), _Timeline(self._products)
        first, run, previous = 0, 0, None
        start = self._start.toordinal()
        for whole, block in enumerate([*self._past, *blocks]):
            end = first + block.days
            # A run ends where another rhythm or a pause begins.
            if previous is None or PAUSE in {block.kind, previous.kind} or block.rhythm != previous.rhythm:
                run = first
            begun, first, previous = first, end, block
            if end <= since:
                continue
            if begun >= before:
                break
            cuts = {*products.changes(begun, end)}
            if not block.doses:
                cuts.update(times.changes(begun, end))
            edges = [begun, *sorted(cuts), end]
            own_times = tuple([time for time, _ in block.doses])
            counted_from = date.fromordinal(start + run)
            phases += [
                Phase(
                    date.fromordinal(start + low),
                    date.fromordinal(start + high - 1),
                    block.kind,
                    block.rung,
                    block.dose_ng,
                    own_times or times.at(low),
                    products.at(low),
                    whole,
                    block.doses,
                    block.rhythm,
                    counted_from,
                )
                for low, high in pairwise(edges)
            ]
        return tuple(phases)

    def _ended(self, day: int, action: str) -> list[_Block]:
        """Return the course up to the day before; refused where no day with a dose would be left."""
        head = self._cut(day)[0]
        if dosed_span(self._course(head)) is None:
            if dosed_span(self._course(self._blocks)) is None:
                raise _RefusedError(
                    "action", f"no day of the plan has a dose, so it cannot {action}; remove it"
                )
            raise _RefusedError("on", f"the plan would {action} before any dose; choose a later day")
        return head

    def _hold(self, day: int, hold: Hold) -> list[_Block]:
        at = self._find(day, "hold")
        block = self._blocks[at]
        longer = block._replace(days=block.days + hold.days)
        return [*self._blocks[:at], longer, *self._blocks[at + 1 :]]

    def _step_back(self, day: int, step: StepBack) -> list[_Block]:
        at = self._find(day, "step_back")
        rung = self._blocks[at].rung
        if rung == 0:
            raise _RefusedError(
                "action", "there is no step before the first one; hold, pause or stop instead"
            )
        days = self._ladder[rung - 1].days if step.days is None else step.days
        return [*self._cut(day)[0], self._block(STEP_BACK, rung - 1, days), *self._rungs_from(rung)]

    def _pause(self, day: int, pause: Pause) -> list[_Block]:
        at = self._find(day, "pause")
        days = (pause.until - pause.on).days if pause.until else 0
        if not 1 <= days <= MOST_DAYS:
            raise _RefusedError("until", _no_end(pause.on, pause.until))
        head, tail = self._cut(day)
        rung = self._blocks[at].rung
        if pause.resume == "step_back":
            tail = self._rungs_from(max(rung - 1, 0))
        elif pause.resume == "restart":
            tail = self._rungs_from(0)
        return [*head, _Block(PAUSE, rung, 0, days), *tail]

    def _settle(self, day: int) -> None:
        rung = self._blocks[self._find(day, "settle")].rung
        kept = self._ladder[rung]._replace(days=self._ladder[-1].days)
        self._last_kind, self._ladder = MAINTENANCE, (*self._ladder[:rung], kept)
        self._blocks = [*self._cut(day)[0], *self._rungs_from(rung)]

    def _rungs_from(self, rung: int) -> list[_Block]:
        last = len(self._ladder) - 1
        return [
            self._block(self._last_kind if at == last else TITRATION, at, self._ladder[at].days)
            for at in range(rung, last + 1)
        ]

    def _block(self, kind: str, rung: int, days: int) -> _Block:
        written = self._ladder[rung]
        return _Block(kind, rung, written.dose_ng, days, written.doses, written.rhythm)

    def _too_long(self) -> str:
        if self._room < MOST_COURSE_DAYS:
            return "the course would end after the year 9999; choose an earlier start or fewer days"
        return f"the course would have more than {MOST_COURSE_DAYS:,} days; choose fewer days"

    def _length(self) -> int:
        return self._past_days + sum(block.days for block in self._blocks)

    def _leave_behind(self, day: int) -> None:
        at, days = 0, self._past_days
        while days + self._blocks[at].days <= day:
            days += self._blocks[at].days
            at += 1
        if at:
            self._past, self._blocks = [*self._past, *self._blocks[:at]], self._blocks[at:]
            self._past_days = days

    def _day_of(self, on: date) -> int:
        day = (on - self._start).days
        if not 0 <= day < self._length():
            last = self._start + timedelta(days=self._length() - 1)
            raise _RefusedError(
                "on", f"{on} is outside the course, {self._start} to {last}; choose a day in it"
            )
        return day

    def _find(self, day: int, action: str) -> int:
        """Return the place of the block that holds a day; a pause is refused."""
        first = self._past_days
        for at, block in enumerate(self._blocks):
            if day < first + block.days:
                if block.kind == PAUSE:
                    raise _RefusedError(
                        "on", f"{_ACTION_WORDS[action]} cannot begin inside a pause; choose a day outside it"
                    )
                return at
            first += block.days
        raise AssertionError(f"day {day} lies outside the course")

    def _cut(self, day: int) -> tuple[list[_Block], list[_Block]]:
        """Return what lies before a day and what lies from it on; the block that holds it is cut in two."""
        head: list[_Block] = []
        first = self._past_days
        for at, block in enumerate(self._blocks):
            if day < first + block.days:
                if day > first:
                    head.append(block._replace(days=day - first))
                return head, [block._replace(days=first + block.days - day), *self._blocks[at + 1 :]]
            head.append(block)
            first += block.days
        raise AssertionError(f"day {day} lies outside the course")


_Value = TypeVar("_Value")


class _Timeline(Generic[_Value]):
    """A value in force from each of some days on; a later entry for the same day replaces the earlier."""

    def __init__(self, entries: Sequence[tuple[int, _Value]]) -> None:
        self._values = dict(entries)
        self._days = sorted(self._values)

    def at(self, day: int) -> _Value:
        """Return what is in force on a day."""
        return self._values[self._days[bisect_right(self._days, day) - 1]]

    def changes(self, first: int, end: int) -> list[int]:
        """Return the days after ``first`` and before ``end`` on which the value becomes a different one."""
        if len(self._days) == 1:
            return []
        days = self._days[bisect_right(self._days, first) : bisect_left(self._days, end)]
        return [day for day in days if self.at(day - 1) != self._values[day]]
