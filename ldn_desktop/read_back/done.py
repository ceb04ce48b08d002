"""What a plan says of the days behind, compared with the course: a line a step, every day once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.conditions import kept_on
from ldn_desktop.read_back.statements import Found
from ldn_desktop.read_back.taken import Course, Span, later

_PART = "change done"


def judge_done(found: Sequence[Found], course: Course, asked: Asked) -> None:
    """Refuse (``DifferentError``) a line that is not the course's, or days left out."""
    judge = _Judge(course, asked)
    for name, fields, _ in found:
        if name.startswith(_PART) and not judge.is_true(name.removeprefix("change "), fields):
            raise DifferentError(name)
    if not judge.is_complete:
        raise DifferentError("what is done")


class _Judge:
    """Follows the lines in their order."""

    def __init__(self, course: Course, asked: Asked) -> None:
        self._course, self._asked, self._g = course, asked, asked.grammar
        kept = kept_on(course, asked)
        self._kept = kept.number if kept is not None else 0
        """The number of the step behind that may still go on."""
        self._undone = course.first.toordinal()
        """The first day that no line has named as done."""

    @property
    def is_complete(self) -> bool:
        """Tell whether every day behind was named as done, where the plan has begun."""
        if self._course.first_dose >= self._asked.printed:
            return self._undone == self._course.first.toordinal()
        goes_on = self._asked.regimen.after == "continue" and self._course.due_from(self._asked.printed)
        last = date.max if goes_on else self._course.last
        return self._undone == min(self._asked.printed.toordinal(), last.toordinal() + 1)

    def is_true(self, name: str, fields: Mapping[str, str]) -> bool:
        """Tell whether a line names the days that follow those of the line before, and what was taken on them."""
        days = [self._g.read_date(text) for text in re.findall(self._g.date, fields["days"])]
        first, last = days[0], days[-1]
        spans = [span for span in self._course.spans if span.first <= last and span.last >= first]
        good = first.toordinal() == self._undone and last < self._asked.printed and bool(spans)
        self._undone = last.toordinal() + 1
        if "step" in fields:
            good = good and int(fields["step"]) == max(span.number for span in spans)
        if name != "done_many":
            good = good and name.startswith("done_before") == (fields.get("step") == str(self._kept))
        if "rhythm" in fields:
            good = good and [self._g.read_rhythm(fields["rhythm"])] == [span.rhythm for span in spans]
        elif "dose" in fields and first != last:
            good = good and all(span.rhythm is None for span in spans)
        if "dose" in fields:
            good = good and all(self._has_dose(span, first, last) for span in spans)
            return good and [span.dose for span in spans] == [self._g.read_mg(fields["dose"])]
        return good and (name == "done_many" or not any(self._has_dose(span, first, last) for span in spans))

    def _has_dose(self, span: Span, first: date, last: date) -> bool:
        """Tell whether a dose of a span falls on some days, or on those after the plan's, where it goes on."""
        after = self._course.going_on(later(self._course.last)) if last > self._course.last else ()
        return bool(span.due.between(first, last)) or any(
            each.due.between(first, last) for each in after if each.number == span.number
        )
