"""The course while it is built: the rungs of a ladder one after the other, and what each adjustment does to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import assert_never

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
from ldn_desktop.domain.blocks import Block, shown
from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.ladder import MOST_DAYS, Ladder
from ldn_desktop.domain.phase import MAINTENANCE, PAUSE, STEP_BACK, TITRATION, Course, dosed_span
from ldn_desktop.domain.plan import STOPS, Plan
from ldn_desktop.domain.plan_limits import CourseError, DatedError

_ACTION_WORDS = {"hold": "a hold", "step_back": "a step back", "pause": "another pause", "settle": "settling"}
MOST_COURSE_DAYS = 36_525
"""A course of 100 years: no plan of a person needs more."""


class RefusedError(DatedError):
    """An adjustment that a course refuses: the ``field`` of it that is at fault, and why."""

    def __init__(self, field: str, sentence: str, **days: date) -> None:
        super().__init__(sentence, **days)
        self.field = field


class TooLongError(RefusedError):
    """An adjustment after which the course would have too many days, or end after the year 9999."""


def _no_end(field: str, begins: date, again: date) -> RefusedError:
    near = f"{{again}} is not 1 to {MOST_DAYS:,} days after {{begins}}"
    told = f"{near}, when the pause begins; choose another day to go on"
    return RefusedError(field, told, again=again, begins=begins)


class CourseBuilder:
    """The course while adjustments are applied: blocks of days, and what is in force from which day."""

    def __init__(self, plan: Plan) -> None:
        self._start = plan.start_date
        self._room = min((date.max - plan.start_date).days + 1, MOST_COURSE_DAYS)
        self._ladder: Ladder = plan.ladder
        self._last_kind = TITRATION if plan.after == STOPS else MAINTENANCE
        self._blocks = self._rungs_from(0)
        # Dates never go back, so what ends before an adjustment stays as it is: it moves out of the way.
        self._past: list[Block] = []
        self._past_days = 0
        self._times: list[tuple[int, tuple[str, ...]]] = [(0, plan.times)]
        self._products: list[tuple[int, tuple[Formulation, ...]]] = [(0, plan.formulations)]
        self._before: date | None = None
        # The pause without an end that the course ends in, with what stood in its place.
        self._waits: tuple[Pause, list[Block]] | None = None
        if self._length() > self._room:
            raise CourseError("ladder", self._too_long())

    def apply(self, adjustment: Adjustment) -> None:
        """Apply one adjustment to the course as it stands, or refuse it (``RefusedError``) and change nothing."""
        before = self._blocks, self._past, self._past_days, self._waits, self._ladder, self._last_kind
        try:
            self._apply(adjustment)
        except RefusedError:
            self._blocks, self._past, self._past_days, self._waits, self._ladder, self._last_kind = before
            raise

    def _apply(self, change: Adjustment) -> None:
        if isinstance(change, Resume):
            self._resume(change)
        elif self._before is not None and change.on < self._before:
            raise RefusedError(
                "on", "{on} is before the adjustment above it; put adjustments in order of date", on=change.on
            )
        elif self._waits is not None:
            raise RefusedError(
                "action",
                "after the pause from {begins}, which has no end of its own, only going on (resume) may "
                "come; say when it is taken again, or choose a day after that",
                begins=self._waits[0].on,
            )
        else:
            self._leave_behind(day := self._day_of(change.on))
            self._change(day, change)
        if self._length() > self._room:
            raise TooLongError("on", self._too_long())
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
            raise RefusedError(
                "action", "no pause without an end comes just before it; remove it, or add the pause"
            )
        pause, blocks = self._waits
        days = (change.on - pause.on).days
        if not 1 <= days <= MOST_DAYS:
            raise _no_end("on", pause.on, change.on)
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

    def _course(self, blocks: Sequence[Block], since: int = 0, before: int = MOST_COURSE_DAYS) -> Course:
        return shown([*self._past, *blocks], self._start, self._times, self._products, since, before)

    def _ended(self, day: int, action: str) -> list[Block]:
        """Return the course up to the day before; refused where no day with a dose would be left."""
        head = self._cut(day)[0]
        if dosed_span(self._course(head)) is None:
            if dosed_span(self._course(self._blocks)) is None:
                raise RefusedError(
                    "action", f"no day of the plan has a dose, so it cannot {action}; remove it"
                )
            raise RefusedError("on", f"the plan would {action} before any dose; choose a later day")
        return head

    def _hold(self, day: int, hold: Hold) -> list[Block]:
        at = self._find(day, "hold")
        block = self._blocks[at]
        longer = block._replace(days=block.days + hold.days)
        return [*self._blocks[:at], longer, *self._blocks[at + 1 :]]

    def _step_back(self, day: int, step: StepBack) -> list[Block]:
        at = self._find(day, "step_back")
        rung = self._blocks[at].rung
        if rung == 0:
            raise RefusedError("action", "there is no step before the first one; hold, pause or stop instead")
        days = self._ladder[rung - 1].days if step.days is None else step.days
        return [*self._cut(day)[0], self._block(STEP_BACK, rung - 1, days), *self._rungs_from(rung)]

    def _pause(self, day: int, pause: Pause) -> list[Block]:
        at = self._find(day, "pause")
        until = pause.until or pause.on
        days = (until - pause.on).days
        if not 1 <= days <= MOST_DAYS:
            raise _no_end("until", pause.on, until)
        head, tail = self._cut(day)
        rung = self._blocks[at].rung
        if pause.resume == "step_back":
            tail = self._rungs_from(max(rung - 1, 0))
        elif pause.resume == "restart":
            tail = self._rungs_from(0)
        return [*head, Block(PAUSE, rung, 0, days), *tail]

    def _settle(self, day: int) -> None:
        rung = self._blocks[self._find(day, "settle")].rung
        kept = self._ladder[rung]._replace(days=self._ladder[-1].days)
        self._last_kind, self._ladder = MAINTENANCE, (*self._ladder[:rung], kept)
        self._blocks = [*self._cut(day)[0], *self._rungs_from(rung)]

    def _rungs_from(self, rung: int) -> list[Block]:
        last = len(self._ladder) - 1
        return [
            self._block(self._last_kind if at == last else TITRATION, at, self._ladder[at].days)
            for at in range(rung, last + 1)
        ]

    def _block(self, kind: str, rung: int, days: int) -> Block:
        written = self._ladder[rung]
        return Block(kind, rung, written.dose_ng, days, written.doses, written.rhythm)

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
            told = "{on} is outside the course, {first} to {last}; choose a day in it"
            raise RefusedError("on", told, on=on, first=self._start, last=last)
        return day

    def _find(self, day: int, action: str) -> int:
        """Return the place of the block that holds a day; a pause is refused."""
        first = self._past_days
        for at, block in enumerate(self._blocks):
            if day < first + block.days:
                if block.kind == PAUSE:
                    raise RefusedError(
                        "on", f"{_ACTION_WORDS[action]} cannot begin inside a pause; choose a day outside it"
                    )
                return at
            first += block.days
        raise AssertionError(f"day {day} lies outside the course")

    def _cut(self, day: int) -> tuple[list[Block], list[Block]]:
        """Return what lies before a day and what lies from it on; the block that holds it is cut in two."""
        head: list[Block] = []
        first = self._past_days
        for at, block in enumerate(self._blocks):
            if day < first + block.days:
                if day > first:
                    head.append(block._replace(days=day - first))
                return head, [block._replace(days=first + block.days - day), *self._blocks[at + 1 :]]
            head.append(block)
            first += block.days
        raise AssertionError(f"day {day} lies outside the course")
