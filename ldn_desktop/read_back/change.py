"""What a plan says of its changes and of what is done, compared with the course: from when, how much, until when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from ldn_desktop.domain.adjustment import Hold
from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.conditions import awaited_on, taken_before
from ldn_desktop.read_back.next_change import next_change
from ldn_desktop.read_back.opioids import last_in_pause
from ldn_desktop.read_back.sentences import read_take
from ldn_desktop.read_back.statements import Found
from ldn_desktop.read_back.taken import DAY, Course, Span, later

_PART = "change "
_ENDS = {
    **dict.fromkeys(("stop", "stopped"), "stop"),
    **dict.fromkeys(("waits", "waiting"), "paused"),
    "over": "review",
    **dict.fromkeys(("continuing", "continuing_out"), "continue"),
}
"""What follows the last day, by the name of the sentence that says so."""
_DAYS = ("day", "since", "first", "last", "until", "again", "after")


def judge_change(found: Sequence[Found], course: Course, asked: Asked) -> None:
    """Refuse (``DifferentError``) a day, a dose, times or a number that are not the course's, or days left out."""
    judge = _Judge(course, asked)
    for name, fields, _ in found:
        if (name.startswith(_PART) or name == "figure") and not judge.is_true(
            name.removeprefix(_PART), fields
        ):
            raise DifferentError(name)
    if judge.waits:
        raise DifferentError("the condition of a dose")
    if not judge.is_complete:
        raise DifferentError("what is done")


class _Judge:
    """Follows the sentences in their order: a heading names the day of which those below it speak."""

    def __init__(self, course: Course, asked: Asked) -> None:
        self._course, self._asked, self._g = course, asked, asked.grammar
        self._headed: date | None = None
        self._undone = course.first.toordinal()
        """The first day that no line has named as done."""
        self.waits = False
        """Whether the condition of the dose named last is still to be named."""

    @property
    def is_complete(self) -> bool:
        """Tell whether every day behind was named as done, where the plan has begun."""
        if self._course.first_dose >= self._asked.printed:
            return self._undone == self._course.first.toordinal()
        goes_on = self._asked.regimen.after == "continue" and self._course.due_from(self._asked.printed)
        last = date.max if goes_on else self._course.last
        return self._undone == min(self._asked.printed.toordinal(), last.toordinal() + 1)

    def is_true(self, name: str, fields: Mapping[str, str]) -> bool:
        """Tell whether a sentence is true of the course, and names the condition of a dose right behind that dose."""
        if self.waits or name == "begins":
            waits, self.waits = self.waits, False
            return waits and name == "begins"
        if name.startswith("done"):
            return self._is_done(name, fields)
        days = {field: self._day_of(fields[field]) for field in _DAYS if field in fields}
        self.waits = "take" in fields and self._is_awaited(name, days)
        match name:
            case "title" | "title_full" | "then" | "products" | "none":
                return True
            case "today" | "later":
                self._headed = days["day"]
                return self._is_next_change(days["day"], today=name == "today")
            case "figure":
                now = self._course.on(self._headed) if self._headed else None
                return now is not None and self._g.read_mg(fields["dose"]) == now.dose
            case "replaces":
                return int(fields["revision"]) == self._asked.regimen.plan.revision
            case "restart" | "restart_other" | "restart_after":
                return self._is_asked(days.get("after"))
            case "times" | "times_short" | "times_long":
                return self._is_moved(fields, days["last"], days["first"])
            case "next" | "next_other" | "next_pause" | "none_left":
                spoken = (day for day in (self._headed, self._asked.printed) if day is not None)
                return any(self._is_next(name, fields, day, days) for day in spoken)
        return self._is_said(name, fields, days)

    def _is_next_change(self, day: date, *, today: bool) -> bool:
        """Tell whether a day is that of the next change, and whether it is said to be the day of printing as it is."""
        following = next_change(self._course, self._asked)
        return day == following and (day == self._asked.printed) == today

    def _is_awaited(self, name: str, days: Mapping[str, date]) -> bool:
        """Tell whether a dose that a sentence names is that of a step which may begin only on a condition."""
        again = self._asked.printed if name == "again" else None
        named = days.get("again") or days.get("since", again) or days.get("day")
        if name.startswith("continuing"):
            named = self._course.due_from(self._asked.printed)
        return named is not None and bool(awaited_on(named, self._course, self._asked))

    def _is_said(self, name: str, fields: Mapping[str, str], days: Mapping[str, date]) -> bool:
        """Tell whether what is taken from a day on, or follows the last, is what a sentence says."""
        if name in _ENDS:
            return self._is_ended(name, fields, days)
        # Without a day of its own it speaks of the heading's, or below the box of the day of printing.
        at = [days["since"]] if "since" in days else [self._headed, self._asked.printed]
        return any(
            self._is_taken(day, fields, days) and self._is_named(name, day) for day in at if day is not None
        )

    def _is_named(self, name: str, day: date) -> bool:
        """Tell whether a dose that is taken from a day on is said to go on or to begin, as it does."""
        if name == "same":
            return self._is_kept(day)
        return name != "again" or not self._is_kept(day) or self._is_before_a_restart(day)

    def _is_ended(self, name: str, fields: Mapping[str, str], days: Mapping[str, date]) -> bool:
        """Tell whether what follows the last day is what a sentence says, which names that day or the last dose's."""
        course, begins = self._course, later(self._course.last)
        good = self._asked.regimen.after == _ENDS[name] and days.get("since", begins) == begins
        if "take" in fields:
            good = good and self._takes(course.last, fields["take"])
        if name == "stopped":
            good = good and self._asked.printed > course.last_dose
        if name.startswith("continuing"):
            good = good and (name == "continuing_out") == (self._asked.printed > course.last)
        ends = course.last_dose if _ENDS[name] in {"stop", "paused"} else course.last
        return good and days["last"] == ends

    def _is_next(self, name: str, fields: Mapping[str, str], spoken: date, days: Mapping[str, date]) -> bool:
        """Tell whether the next dose from a day on is due on another, one of another step, or a pause comes first."""
        course, after = self._course, self._asked.regimen.after
        due, alike = course.due_from(spoken), course.last_alike(spoken)
        pauses = [span.first for span in course.spans if span.first > spoken and not span.dose]
        if after == "paused" and spoken <= course.last:
            pauses.append(later(course.last))
        first_pause = min(pauses, default=None)
        day = days.get("day")
        if name == "none_left":
            return due is None and after == "review" and days["last"] == course.last_dose
        if name == "next_pause":
            return day is not None and day == first_pause and (due is None or due > day)
        if due is None or day != due:
            return False
        same = due > course.last or (alike is not None and due <= alike)
        if name == "next":
            return same
        return not same and (first_pause is None or first_pause > due) and self._takes(due, fields["take"])

    def _is_before_a_restart(self, day: date) -> bool:
        """Tell whether a day lies in a pause, or is the first with a dose after one."""
        now, eve = self._course.on(day), self._course.on(day, -1)
        return now is not None and (not now.dose or self._is_after_a_pause(day, eve))

    def _is_after_a_pause(self, day: date, eve: Span | None) -> bool:
        """Tell whether days without a dose, the last of them in a pause, lie before a day."""
        while eve is not None and not eve.due.between(eve.first, day - DAY):
            if not eve.dose:
                return True
            eve = self._course.on(eve.first, -1)
        return False

    def _is_asked(self, after: date | None) -> bool:
        """Tell whether a question belongs to a restart, and a day that it names to the last opioid of its pause."""
        spoken = (day for day in (self._headed, self._asked.printed) if day is not None)
        before = [day for day in spoken if self._is_before_a_restart(day)]
        if after is None:
            return bool(before)
        again = (self._again(day) for day in before)
        return after in {last_in_pause(day, self._course, self._asked) for day in again if day is not None}

    def _again(self, day: date) -> date | None:
        """Return the first day with a dose from a day on."""
        return self._course.next_dose(day)

    def _day_of(self, text: str) -> date:
        found = re.search(self._g.date, text)
        return self._g.read_date(found[0]) if found else self._asked.printed

    def _is_taken(self, day: date, fields: Mapping[str, str], days: Mapping[str, date]) -> bool:
        course, again = self._course, days.get("again")
        now = course.on(day)
        if again is not None:
            resumed = self._takes(again, fields["take"]) and days["until"] == again - DAY
            paused = now is not None and not now.dose
            return paused and resumed and course.next_dose(day) == again
        if "take" not in fields:
            return "until" not in fields and not (now and now.dose)
        due = course.next_dose(day)
        good = self._takes(day, fields["take"]) and days["until"] == course.last_alike(day)
        good = good and due is not None and due <= days["until"]
        if "before" in fields:
            eve = taken_before(day, self._course)
            good = good and eve is not None and self._g.read_mg(fields["before"]) == eve.dose
        if "days" in fields:
            entries = self._asked.regimen.plan.adjustments
            held = sum(entry.days for entry in entries if isinstance(entry, Hold) and entry.on == day)
            good = good and self._g.read_whole(fields["days"]) == held
        return good

    def _is_kept(self, day: date) -> bool:
        """Tell whether what is taken from a day on was taken before it."""
        now = self._course.on(day)
        return now is not None and now.is_like(taken_before(day, self._course))

    def _takes(self, day: date, text: str) -> bool:
        now, told = (
            self._course.on(day),
            read_take(text, self._asked.words("patient_plan").group("change"), self._g),
        )
        if now is None or told is None:
            return False
        same = (told.split, told.rhythm, told.route) == (now.split, now.rhythm, now.route)
        return same and told.total in {None, now.dose} and list(told.split) == list(now.split)

    def _is_moved(self, fields: Mapping[str, str], last: date, first: date) -> bool:
        old, new = self._course.on(last), self._course.on(first)
        if old is None or new is None or not old.due or not new.due:
            return False
        times = (old.times[-1],), (new.times[0],)
        return (
            times == (self._g.read_times(fields["old"]), self._g.read_times(fields["new"]))
            and (last, first) == (old.due[-1], new.due[0])
            and self._course.next_dose(later(last)) == first
        )

    def _is_done(self, name: str, fields: Mapping[str, str]) -> bool:
        days = [self._g.read_date(text) for text in re.findall(self._g.date, fields["days"])]
        first, last = days[0], days[-1]
        spans = [span for span in self._course.spans if span.first <= last and span.last >= first]
        good = first.toordinal() == self._undone and last < self._asked.printed and bool(spans)
        self._undone = last.toordinal() + 1
        if "step" in fields:
            good = good and int(fields["step"]) == max(span.number for span in spans)
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
