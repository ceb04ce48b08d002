"""A patient plan without dates: its days are counted from the first day it is taken, which the patient writes down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_desktop.domain.basis import Months
from ldn_desktop.domain.rhythm import Weekdays
from ldn_desktop.papers.frame import SHARED, frame_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.papers.catalogue import PaperContext
    from ldn_desktop.papers.patient_plan import PatientPlan
    from ldn_desktop.papers.plan_rows import Row
    from ldn_desktop.reference.words.sentences import Sentences

_WEEK = 7
_LATEST_STEP = 900
"""The count on which the last step may begin: more figures do not fit below a box."""


class UndatedError(ValueError):
    """A plan that cannot be told without dates, with the sentence that says why."""


def why_dated(plan: Plan) -> str:
    """Say why a plan cannot be told without dates; empty where it can."""
    if plan.adjustments:
        return "It has changes along the way, which happen on dates."
    if any(isinstance(rung.rhythm, Weekdays) for rung in plan.ladder):
        return "A step is taken on days of the week, and a count of days has none."
    if plan.basis is not None and any(
        isinstance(span, Months) for span in (plan.basis.every, plan.basis.last)
    ):
        return "Its steps are made of calendar months, whose days depend on when it begins."
    if plan.operation is not None:
        return "It keeps away from the date of an operation."
    if any(use.last_dose is not None for use in plan.screening.opioids):
        return "Its first dose keeps away from the date on which an opioid was last taken."
    if sum(rung.days for rung in plan.ladder[:-1]) >= _LATEST_STEP:
        return f"Its last step begins after day {_LATEST_STEP}, and the paper has no room for such counts."
    return ""


def without_dates(context: PaperContext, make: Callable[[PaperContext], PatientPlan]) -> PatientPlan:
    """Return the whole plan with its days counted, whatever the day of printing; ``make`` makes it with dates.

    Refused (``UndatedError``): a plan that needs its dates.
    """
    regimen, wording = context.regimen, context.wording
    why = why_dated(regimen.plan)
    if why:
        raise UndatedError(why)
    counting = wording._replace(language=wording.language._replace(counted_from=regimen.first))
    document = make(context._replace(printed=regimen.first, wording=counting))
    words, language = document.words, counting.language
    shared = context.content.sentences(SHARED, language.code)
    frame = frame_of(document.frame.title, regimen.plan, context.printed, shared, language, replaces=True)
    count = words.say("undated.count", day=language.weekday_date(regimen.first))
    rows = tuple(
        _counted(row, (step.phase.first - regimen.first).days + 1, step.phase.days, words)
        for row, step in zip(document.rows, regimen.steps, strict=True)
    )
    step, _, dose, take, tick = document.heads
    return document._replace(
        intro=(words.say("undated.start"), count, *document.intro),
        heads=(step, words.say("undated.days"), dose, take, tick),
        rows=rows,
        frame=document.frame._replace(footer_left=frame.footer_left),
    )


def _counted(row: Row, first: int, days: int, words: Sentences) -> Row:
    """Return a row that counts its days from one on, and its weeks, in the place of weekdays and dates."""
    begins, ends = ((day - 1) // _WEEK + 1 for day in (first, first + days - 1))
    weeks = words.say(
        "undated.week" if begins == ends else "undated.weeks", first=str(begins), last=str(ends)
    )
    boxes = tuple(
        tuple(
            box._replace(weekday="" if place else words.say("undated.days"), number=str(first + at + place))
            for place, box in enumerate(week)
        )
        for at, week in zip(range(0, _WEEK * len(row.weeks), _WEEK), row.weeks, strict=True)
    )
    return row._replace(
        first=f"{row.first[:1].upper()}{row.first[1:]}",
        until=words.say("undated.until", until=row.until, weeks=weeks),
        weeks=boxes,
    )
