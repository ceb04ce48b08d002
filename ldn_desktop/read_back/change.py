"""What a plan says of its changes and of the next dose, compared with the course: from when, how much, until when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.conditions import before_dose, depends, taken_before, times_on_staying
from ldn_desktop.read_back.next_change import next_change
from ldn_desktop.read_back.opioids import last_in_pause
from ldn_desktop.read_back.sentences import read_take
from ldn_desktop.read_back.statements import Found
from ldn_desktop.read_back.taken import Course, Span, later

_PART = "change "
_ENDS = {
    **dict.fromkeys(("stop", "stop_earlier", "stopped"), "stop"),
    **dict.fromkeys(("waits", "waits_earlier", "waiting"), "paused"),
    "over": "review",
    "stopped_if": "stop",
    **dict.fromkeys(("continuing", "continuing_out"), "continue"),
}
"""What follows the last day, by the name of the sentence that says so."""
_BEFORE = frozenset({"begins", "begins_later", "begun", "begins_same", "products_wait", "times_wait"})
_STAYS = frozenset({"stays_after_review", "stays_if_tolerated", "still_on"})
"""Sentences that stand right behind what they speak of."""
_NEXT_TODAY = frozenset({"next", "next_other", "next_pause", "none_left"})
_NEXT_LATER = frozenset({"none_from", "none_then", "then_pause"})
"""What is said of the days from the one of printing on, and of those from the day of a change to come on."""
_KEPT = frozenset({"same", "hold", "settle"})
_DAYS = ("day", "since", "first", "last", "until", "again", "after")


def judge_change(found: Sequence[Found], course: Course, asked: Asked) -> None:
    """Refuse (``DifferentError``) a day, a dose, times or a number not the course's, or a block without the next dose.

    Whatever the change, that is counted from the day of printing; what it waits for and what is asked before it stand
    right behind it.
    """
    judge = _Judge(course, asked)
    for name, fields, _ in found:
        told = name.removeprefix(_PART)
        is_change = (name.startswith(_PART) and not told.startswith("done")) or name == "figure"
        if is_change and not judge.is_true(told, fields):
            raise DifferentError(name)
    if not judge.is_told:
        raise DifferentError("the next dose, or what stands before it")


class _Judge:
    """Follows the sentences in their order: a heading names the day of which those below it speak."""

    def __init__(self, course: Course, asked: Asked) -> None:
        self._course, self._asked, self._g = course, asked, asked.grammar
        self._headed: date | None = None
        self._awaited: list[str] = []
        """The sentences that are still to follow the one before: what a dose waits for, what is asked before it."""
        self._named: set[date] = set()
        """The days of the doses that were named, but by the change of a later day."""
        self._said: set[str] = set()
        self._in_box = False
        self._kept: Span | None = None
        """What is taken until the dose that was named last may be begun."""
        self._restart: date | None = None
        """The day of the dose whose question is still to follow."""
        self._moved: date | None = None
        """The first day of the times that were named last."""

    @property
    def is_told(self) -> bool:
        """Tell whether the next dose from the day of printing on was named by its day, with all that stands before it.

        Where a pause comes first that is named, and its end with the dose.
        """
        course, printed = self._course, self._asked.printed
        due = course.due_from(printed)
        if self._awaited:
            return False
        if course.first_dose >= printed or due is None or "next_pause" in self._said:
            return True
        whole = course.on(due) or course.spans[-1]
        rhythmic = whole.rhythm is not None and not self._said & {"pause", "in_pause", "next_other"}
        return due in self._named and (not rhythmic or "next" in self._said)

    def is_true(self, name: str, fields: Mapping[str, str]) -> bool:
        """Tell whether a sentence is true of the course, and what has to stand behind a dose follows it at once."""
        days = {field: self._day_of(fields[field]) for field in _DAYS if field in fields}
        if name == "figure":
            now = self._course.on(self._headed) if self._headed else None
            return now is not None and self._g.read_mg(fields["dose"]) == now.dose
        if name in _BEFORE | _STAYS or name.startswith("restart"):
            return self._follows(name, fields, days)
        if self._awaited:
            return False
        self._said.add(name)
        if name in {"title", "title_full", "then", "none", "products", "replaces", "today", "later"}:
            return self._is_framed(name, fields, days)
        if "take" in fields:
            self._name(self._day_named(name, days))
        today = self._spoken == self._asked.printed
        if name in _NEXT_TODAY | _NEXT_LATER:
            return today == (name in _NEXT_TODAY) and self._is_next(name, fields, days)
        if name in {"times", "times_short", "times_long"}:
            self._awaited = ["times_wait"] if self._staying(days["first"]) else []
            self._moved = days["first"]
            return self._is_moved(fields, days["last"], days["first"])
        return self._is_said(name, fields, days)

    def _is_framed(self, name: str, fields: Mapping[str, str], days: Mapping[str, date]) -> bool:
        """Tell whether a heading, the line below the box or a sentence that is always true stands in its place."""
        if name in {"today", "later"}:
            self._headed, self._in_box = days["day"], True
            return self._is_next_change(days["day"], today=name == "today")
        if name == "products":
            due = self._course.due_from(self._spoken)
            waits = due is not None and before_dose(due, self._course, self._asked).condition
            self._awaited = ["products_wait"] if waits else []
        if name == "replaces":
            self._in_box = False
            return int(fields["revision"]) == self._asked.regimen.plan.revision
        return True

    @property
    def _spoken(self) -> date:
        """The day of which the sentences speak: that of the heading in the box, else that of printing."""
        return self._headed if self._in_box and self._headed is not None else self._asked.printed

    def _day_named(self, name: str, days: Mapping[str, date]) -> date | None:
        """Return the day of the dose that a sentence names."""
        if "again" in days:
            return days["again"]
        if name == "next_other":
            return days["day"]
        return self._course.due_from(days.get("since", self._spoken))

    def _name(self, day: date | None) -> None:
        """Take in that the dose of a day was named, and what has to follow its name."""
        if day is None:
            return
        later_on = self._spoken != self._asked.printed
        if not later_on:
            self._named.add(day)
        before = before_dose(day, self._course, self._asked)
        self._kept = before.kept
        self._awaited = [name for name in before.told if name not in {"begun", "still_on"} or not later_on]
        if self._is_restart(day):
            self._awaited.append("restart")
            self._restart = day

    def _follows(self, name: str, fields: Mapping[str, str], days: Mapping[str, date]) -> bool:
        """Tell whether a sentence is the one that has to follow; of a question the one that its pause asks for."""
        kind = "restart" if name.startswith("restart") else name
        if not self._awaited or self._awaited[0] != kind:
            return False
        self._awaited = self._awaited[1:]
        if kind == "restart":
            known = last_in_pause(self._restart, self._course, self._asked) if self._restart else None
            return name == "restart_other" or days.get("after") == known
        if name in _STAYS:
            kept = self._kept
            same = kept is not None and int(fields["step"]) == kept.number
            return kept is not None and same and self._is_take(kept, fields["take"])
        if name == "times_wait":
            same = self._g.read_times(fields["times"]) == self._staying(days["first"])
            return same and days["first"] == self._moved
        return True

    def _staying(self, day: date) -> tuple[str, ...]:
        return times_on_staying(day, self._course, self._asked)

    def _is_restart(self, day: date) -> bool:
        """Tell whether the dose of a day is the first after a pause, and not behind."""
        before = taken_before(day, self._course)
        return before is not None and not before.dose and day >= self._asked.printed

    def _is_next_change(self, day: date, *, today: bool) -> bool:
        """Tell whether a day is that of the next change, and whether it is said to be the day of printing as it is."""
        following = next_change(self._course, self._asked)
        return following is not None and day == following.day and (day == self._asked.printed) == today

    def _is_said(self, name: str, fields: Mapping[str, str], days: Mapping[str, date]) -> bool:
        """Tell whether what is taken from a day on, or follows the last, is what a sentence says."""
        if name in _ENDS:
            return self._is_ended(name, fields, days)
        day = days.get("since", self._spoken)
        return self._is_taken(day, fields, days) and self._is_named(name, day)

    def _is_named(self, name: str, day: date) -> bool:
        """Tell whether a dose that is taken from a day on is said to go on or to begin, as it does."""
        due = self._course.due_from(day)
        if due is None or name in {"pause", "in_pause"}:
            return True
        if name in _KEPT:
            return self._is_kept(due)
        goes_on = self._asked.regimen.after == "continue" and due == self._course.last
        alone = due == self._course.last_alike(due) and not goes_on
        before = taken_before(due, self._course)
        now = self._course.on(due)
        changed = before is not None and now is not None and bool(before.dose) and before.dose != now.dose
        waits = before_dose(due, self._course, self._asked).condition
        wanted = min(waits, default="dose" if changed else "again") + ("_day" if alone else "")
        return name == wanted and not self._is_kept(due) and due == day

    def _is_ended(self, name: str, fields: Mapping[str, str], days: Mapping[str, date]) -> bool:
        """Tell whether what follows the last day is what a sentence says, which names that day or the last dose's."""
        course, begins = self._course, later(self._course.last)
        good = self._asked.regimen.after == _ENDS[name] and days.get("since", begins) == begins
        if "take" in fields:
            good = good and self._takes(course.last, fields["take"])
        if name in {"stopped", "stopped_if"}:
            may_move = not self._asked.regimen.plan.stopped and depends(course, self._asked)
            good = good and self._asked.printed > course.last_dose and may_move == (name == "stopped_if")
        if "since" in days:
            good = good and name.endswith("_earlier") == (course.last_dose < course.last)
        if name.startswith("continuing"):
            good = good and (name == "continuing_out") == (self._asked.printed > course.last)
        ends = course.last_dose if _ENDS[name] in {"stop", "paused"} else course.last
        return good and days["last"] == ends

    def _is_next(self, name: str, fields: Mapping[str, str], days: Mapping[str, date]) -> bool:
        """Tell whether the next dose is due on a day, one of another step, or a pause comes first."""
        course, after, spoken = self._course, self._asked.regimen.after, self._spoken
        due, alike = course.due_from(spoken), course.last_alike(spoken)
        pauses = [span.first for span in course.spans if span.first > spoken and not span.dose]
        if after == "paused" and spoken <= course.last:
            pauses.append(later(course.last))
        first_pause = min(pauses, default=None)
        day = days.get("day")
        same = due is not None and (due > course.last or (alike is not None and due <= alike))
        if name == "none_from":
            return days["since"] == spoken and not same
        if name in {"none_left", "none_then"}:
            return due is None and after != "continue" and days["last"] == course.last_dose
        if name in {"next_pause", "then_pause"}:
            return day is not None and day == first_pause and (due is None or due > day)
        if due is None or day != due:
            return False
        if name == "next":
            return same
        return not same and (first_pause is None or first_pause > due) and self._takes(due, fields["take"])

    def _day_of(self, text: str) -> date:
        found = re.search(self._g.date, text)
        return self._g.read_date(found[0]) if found else self._asked.printed

    def _is_taken(self, day: date, fields: Mapping[str, str], days: Mapping[str, date]) -> bool:
        course, again = self._course, days.get("again")
        now = course.on(day)
        if again is not None:
            resumed = self._takes(again, fields["take"])
            paused = now is not None and not now.dose
            return paused and resumed and course.next_dose(day) == again
        if "take" not in fields:
            return "until" not in fields and not (now and now.dose)
        due = course.next_dose(day)
        until = days.get("until", course.last_alike(day))
        good = self._takes(day, fields["take"], only="until" not in days)
        good = good and until == course.last_alike(day)
        good = good and due is not None and until is not None and due <= until
        if "before" in fields:
            eve = taken_before(due or day, self._course)
            good = good and eve is not None and self._g.read_mg(fields["before"]) == eve.dose
        if "days" in fields:
            change = next_change(self._course, self._asked)
            good = good and change is not None and self._g.read_whole(fields["days"]) == change.held
        return good

    def _is_kept(self, day: date) -> bool:
        """Tell whether what is taken from a day on was taken before it, and nothing else between."""
        now, before = self._course.on(day), taken_before(day, self._course)
        if now is None or before is None or not now.is_like(before):
            return False
        end = self._course.last_alike(before.first)
        return end is not None and end >= day

    def _takes(self, day: date, text: str, *, only: bool = False) -> bool:
        """Tell whether a dose is that of a day, and on which days it is taken, unless on one ``only``."""
        now = self._course.on(day)
        return now is not None and self._is_take(now, text, only=only)

    def _is_take(self, now: Span, text: str, *, only: bool = False) -> bool:
        """Tell whether a dose is that of a span, and on which days it is taken, unless on one ``only``."""
        told = read_take(text, self._asked.words("patient_plan").group("change"), self._g)
        if told is None:
            return False
        rhythm = None if only else now.rhythm
        same = (told.split, told.rhythm, told.route) == (now.split, rhythm, now.route)
        # Every day is named in a plan that has days without a dose besides.
        daily = not only and now.rhythm is None and any(each.rhythm for each in self._course.spans)
        good = same and told.daily == daily and told.total in {None, now.dose}
        return good and list(told.split) == list(now.split)

    def _is_moved(self, fields: Mapping[str, str], last: date, first: date) -> bool:
        old, new = self._course.on(last), self._course.on(first)
        if old is None or new is None or not old.due or not new.due:
            return False
        times = (old.times[-1],), (new.times[0],)
        return (
            first >= self._asked.printed
            and times == (self._g.read_times(fields["old"]), self._g.read_times(fields["new"]))
            and (last, first) == (old.due[-1], new.due[0])
            and self._course.next_dose(later(last)) == first
        )
