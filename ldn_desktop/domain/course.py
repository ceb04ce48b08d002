"""From ladder to course: the rungs laid on the calendar, one phase after the other, with the adjustments.

The course of a plan, on what condition each phase of it is reached, and the courses as they were known from day to day.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import zip_longest
from typing import NamedTuple

from ldn_desktop.domain.adjustment import Adjustment
from ldn_desktop.domain.course_builder import CourseBuilder, RefusedError, TooLongError
from ldn_desktop.domain.ladder import ON_DATE, Ladder
from ldn_desktop.domain.phase import Course, Phase
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.plan_limits import CourseError, check_products, check_sizes
from ldn_desktop.domain.work import A_BLOCK, A_CHANGE, Work


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


def _built(plan: Plan) -> CourseBuilder:
    check_sizes(plan)
    check_products(plan)
    builder = CourseBuilder(plan)
    for at, adjustment in enumerate(plan.adjustments):
        try:
            builder.apply(adjustment)
        except RefusedError as refused:
            # Of days that are too many no adjustment is more at fault than another.
            place = None if isinstance(refused, TooLongError) else at
            path = f"adjustments[{at}].{refused.field}"
            raise CourseError(path, refused.sentence, place, **refused.days) from refused
    return builder


def condition_to(follows: Phase | None, phase: Phase, ladder: Ladder) -> str:
    """Return on what condition one gets from a phase to the next that has a dose; ``ON_DATE`` where that is no rise."""
    if not phase.dose_ng or follows is None or follows.rung <= phase.rung:
        return ON_DATE
    return ladder[phase.rung].go_on


def entered_on(course: Course, ladder: Ladder) -> tuple[str, ...]:
    """Return of each phase the condition on which its rung was reached, whatever a change made of its days since."""
    found, before, condition = [], None, ON_DATE
    for phase in course:
        if not phase.dose_ng:
            found.append(ON_DATE)
            continue
        if before is not None and before.rung != phase.rung:
            condition = condition_to(phase, before, ladder)
        before = phase
        found.append(condition)
    return tuple(found)


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
    builder = CourseBuilder(plan)
    for day, following in zip_longest(news, news[1:]):
        then = [c for c in changes if c.noted_on is None or c.noted_on <= day]
        # What is noted as it happens is added to what is there.
        if then[: len(known)] != known:
            known, builder = [], CourseBuilder(plan)
        for change in then[len(known) :]:
            work.spend(A_CHANGE + A_BLOCK * builder.size)
            with suppress(RefusedError):
                builder.apply(change)
        known = then
        work.spend(A_BLOCK * builder.size)
        first, end = (day - start).days, builder.days
        if following is not None:
            window = ((following - start).days - 1) // plan.fill_days
            end = min(end, (window + 1) * plan.fill_days)
        yield KnownCourse(day, start + timedelta(days=builder.days - 1), builder.course(first, end))
