"""What a paper for the patient says of an operation that is to come, and of the last dose before it."""

from __future__ import annotations

from datetime import date

from ldn_desktop.domain.phase import dosed_span
from ldn_desktop.domain.plan import PAUSED, STOPS, Operation
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.surgery import first_day_without, last_day_with
from ldn_desktop.papers.plan_state import next_dose
from ldn_desktop.reference.words.language import Language
from ldn_desktop.reference.words.sentences import Sentences


def operation_sentence(regimen: Regimen, words: Sentences, language: Language, printed: date) -> str:
    """Say when the last dose before an operation is, and where the steps do not allow for it; nothing of one behind."""
    operation = regimen.plan.operation
    if operation is None or operation.on < printed:
        return ""
    name, last = last_dose_before(operation, regimen, printed)
    return words.say(
        name,
        day=language.weekday_date(operation.on),
        hours=language.counted(operation.last_dose_hours, "hour"),
        **({} if last is None else {"last": language.weekday_date(last)}),
    )


def last_dose_before(operation: Operation, regimen: Regimen, printed: date) -> tuple[str, date | None]:
    """Return the name of what is said, and the last day with a dose that it names.

    That is the day of the plan's last dose where the plan tells it, and where none has to be left out for the
    operation; else the last day on which a dose may be.
    """
    course, due = regimen.course, next_dose(regimen, printed)
    ended = regimen.after in {STOPS, PAUSED}
    if due > operation.on if due else ended:
        behind = dosed_span(course, last=operation.on)
        return ("operation_after", behind[1]) if behind else ("operation_before", None)
    latest = last_day_with(operation.on, operation.last_dose_hours)
    kept = dosed_span(course, last=latest) if latest else None
    first = first_day_without(operation.on, operation.last_dose_hours)
    close = dosed_span(course, max(first, printed), operation.on) is not None
    if latest is None or (close and kept is None):
        return "operation_near", None
    if close:
        return "operation_boxed", latest
    if kept and kept[1] < latest and (ended or operation.on <= regimen.ends):
        return "operation_planned", kept[1]
    return "operation", latest
