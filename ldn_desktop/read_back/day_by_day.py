"""What calendar and diary share: the days that must be on them, and what has to be known of a day, read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from ldn_desktop.read_back.asked import Asked, DifferentError, frame_statements
from ldn_desktop.read_back.conditions import awaited, depends
from ldn_desktop.read_back.operation import OPERATION
from ldn_desktop.read_back.opioids import last_in_pause
from ldn_desktop.read_back.patient import has_doses_left, what_follows
from ldn_desktop.read_back.sentences import patient_sentences
from ldn_desktop.read_back.statements import Found, Statement, sentence
from ldn_desktop.read_back.taken import DAY, Course, Span

_MOST_MONTHS, _MONTHS_A_YEAR = 12, 12
_RESTARTS = ("phrase restart", "phrase restart_other", "phrase restart_after")
_BEGINS = tuple(
    f"phrase begin_{name}{after}" for name in ("if_tolerated", "after_review") for after in ("", "_paused")
)
_ENDS = {
    *(f"phrase {name}" for name in ("stops", "stops_if", "ends", "continues", "goes_on", "waits")),
    *("phrase see_before", "phrase see_now", "phrase cut"),
    *("change over", "change stopped", "change stopped_if", "change waiting"),
}
_LAST_DOSE = {f"phrase {name}" for name in ("stops", "stops_if", "ends", "waits")} | {
    "change stopped",
    "change stopped_if",
    "change waiting",
}
_ALSO = {
    *_RESTARTS, *_BEGINS, *_ENDS, *OPERATION,
    *(f"phrase {name}" for name in ("maintenance", "call_first", "local_rules")),
    *("phrase screening_open", "phrase screening_open_running"),
}  # fmt: skip


class Ahead:
    """The days that lie ahead of the day of printing, as far as they are printed at once."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.course = asked, Course(asked.regimen)
        printed = asked.printed
        self.begun = self.course.first_dose < printed
        spans = self.course.from_day(printed) if self.begun else self.course.spans
        if not any(span.due for span in spans):
            spans = self.course.going_on(printed) or spans
        self.spans = spans
        self.first = spans[0].first if spans else printed
        self.last = min(spans[-1].last, _months_later(self.first)) if spans else printed

    def days(self) -> Iterator[tuple[date, Span]]:
        """Yield every one with the span that holds it."""
        for span in self.spans:
            for number in range(span.first.toordinal(), min(span.last, self.last).toordinal() + 1):
                yield date.fromordinal(number), span

    def notes(self) -> dict[date, set[str]]:
        """Return what has to be known on a day: a step that begins on a condition, opioids before a restart."""
        told: dict[date, set[str]] = {}
        course = self.course
        for before, span in pairwise(course.spans):
            day = course.next_dose(before.last) if span.dose and not before.dose else None
            if day is not None and day >= self.asked.printed:
                told.setdefault(day, set()).add("restart")
        for eve, span in pairwise(course.spans):
            day = span.due[0] if span.due else span.first
            after = "" if eve.dose else "_paused"
            for name in awaited(span, course, self.asked):
                if day >= self.asked.printed or not self.begun:
                    told.setdefault(day, set()).add(f"phrase begin_{name}{after}")
        return {day: names for day, names in told.items() if day <= self.last}

    def end(self) -> tuple[str, date]:
        """Return the sentence on what follows the last day that is printed, and the day that it names."""
        course, after, printed = self.course, self.asked.regimen.after, self.asked.printed
        if self.spans and self.last < self.spans[-1].last:
            return "phrase cut", self.last
        if after == "review" and printed > course.last:
            return "change over", course.last
        if after == "stop" and printed > course.last_dose:
            moves = not self.asked.regimen.plan.stopped and depends(course, self.asked)
            return "change stopped_if" if moves else "change stopped", course.last_dose
        if after == "paused" and printed > course.last:
            return "change waiting", course.last_dose
        final = max((*self.spans, *course.spans), key=_number)
        (name,) = what_follows(final, course, self.asked)
        name = f"phrase {name}"
        return name, course.last_dose if name in _LAST_DOSE else final.last


def shared_statements(asked: Asked) -> Iterator[Statement]:
    """Yield what stands on both papers."""
    yield from frame_statements(asked)
    said = patient_sentences(asked)
    yield from (each for each in said if each.name in _ALSO or each.name.startswith("advice missed "))
    g, words = asked.grammar, asked.words("day_by_day").group("")
    yield sentence("on day", words["on_day"].replace("{note}", "").strip(), {"day": g.date})
    yield sentence("phrase cut", words["cut"], {"last": g.date})
    for name in ("free", "pause"):
        yield Statement(name, re.compile(rf"{sentence(name, words[name]).pattern.pattern}(?!\w)"))


def judge_notes(found: Sequence[Found], ahead: Ahead, first: date, last: date) -> None:
    """Refuse (``DifferentError``) notes that are not those of the days from one to another, each under its day."""
    told: dict[date, set[str]] = {}
    day: date | None = None
    for name, fields, _ in found:
        if name == "on day":
            day = ahead.asked.grammar.read_date(fields["day"])
            continue
        if name in {*_RESTARTS, *_BEGINS}:
            if day is None:
                raise DifferentError(name)
            told.setdefault(day, set()).add(_restart(name, fields, day, ahead))
        day = None
    wanted = {day: names for day, names in ahead.notes().items() if first <= day <= last}
    if told != wanted:
        raise DifferentError("a note of a day")


def _restart(name: str, fields: Mapping[str, str], day: date, ahead: Ahead) -> str:
    if name in _BEGINS:
        return name
    asked = ahead.asked
    if name == "phrase restart_other":
        screening = asked.regimen.plan.screening
        known = (
            screening.opioids
            or asked.regimen.plan.medicines
            or dict(screening.answers).get("opioid-dependence")
        )
        return "restart" if known else name
    after = asked.grammar.read_date(fields["after"]) if "after" in fields else None
    return "restart" if after == last_in_pause(day, ahead.course, asked) else name


def judge_end(found: Sequence[Found], ahead: Ahead) -> None:
    """Refuse (``DifferentError``) another sentence on what follows the days, or another day in it."""
    g = ahead.asked.grammar
    told = [
        (name, g.read_date(fields["last"])) for name, fields, _ in found if name in _ENDS and "last" in fields
    ]
    if told != [ahead.end()]:
        raise DifferentError("what follows")
    if any(name == "phrase maintenance" for name, _, _ in found):
        final = max(ahead.spans, key=_number, default=None)
        if final is None or not has_doses_left(final, ahead.spans, ahead.asked):
            raise DifferentError("staying on it")


def _number(span: Span) -> int:
    return span.number


def _months_later(first: date) -> date:
    months = first.year * _MONTHS_A_YEAR + first.month - 1 + _MOST_MONTHS
    year, month = divmod(months, _MONTHS_A_YEAR)
    return date(year, month + 1, 1) - DAY if year <= date.max.year else date.max
