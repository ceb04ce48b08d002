"""The diary as a neutral document: weeks from the first dose, then days after each change of dose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.phase import days_after
from ldn_desktop.papers.catalogue import PaperContext, refuse_blocked
from ldn_desktop.papers.day_by_day import DayAhead, DayByDay
from ldn_desktop.papers.frame import Frame, one_line
from ldn_desktop.papers.letterhead import Letterhead, letterhead_of
from ldn_desktop.papers.plan_state import next_dose
from ldn_desktop.reference.words.bold import bold
from ldn_desktop.reference.words.sentences import Section, declared

_COLUMNS = "day dose sleep dreams pain fatigue side_effects words"
_DREAMS = "none vivid bad"
SENTENCES = declared(
    "diary",
    {
        "": "title what what_full first{weeks} told bring figures"
        " later{days} later_told{weeks days} again again_told{days} again_told_only{days} again_new new unit call"
        " call_phone{phone}",
        "column": _COLUMNS,
        "below": "dose sleep dreams pain fatigue side_effects",
        "dreams": _DREAMS,
    },
)
_WEEK = 7


class DiaryLine(NamedTuple):
    """One day. ``doses`` have a box each; where there is none, ``none`` says so.

    ``new`` marks the first day of another dose; a line that ``begins`` a week or a dose has a thick rule above it.
    """

    weekday: str
    day: str
    doses: tuple[str, ...]
    none: str
    new: str
    begins: bool


class DiaryPart(NamedTuple):
    """A heading, sentences, and days below the heads of the columns, where there are any."""

    heading: str
    told: tuple[str, ...]
    lines: tuple[DiaryLine, ...]


class Diary(NamedTuple):
    """The whole paper in reading order; ``end`` says what follows the days that are printed.

    ``blank`` are empty days for a change that nobody planned.
    ``columns`` have a head and what stands below it each; ``labels`` name the next visit and its hour.
    """

    head: Letterhead
    person: str
    what: str
    alert: str
    figures: str
    notes: tuple[str, ...]
    parts: tuple[DiaryPart, ...]
    end: str
    blank: DiaryPart
    columns: tuple[tuple[str, str], ...]
    dreams: tuple[str, ...]
    questions: Section
    labels: tuple[str, str]
    urgent: tuple[str, ...]
    foot: str
    frame: Frame


def make(context: PaperContext) -> Diary:
    """Return the diary from the day of printing on. Refused (``BlockedError``): as a patient's paper."""
    refuse_blocked(context.regimen, "diary")
    return _DiaryMaker(context).diary()


class _DiaryMaker:
    """Makes the diary of one plan on one day."""

    def __init__(self, context: PaperContext) -> None:
        self._c, self._of = context, DayByDay(context)
        self._words = context.content.sentences(SENTENCES, self._of.language.code)
        self._say = self._words.say
        limits = context.content.thresholds
        self._weeks, self._days = limits.diary_weeks, limits.diary_days

    def diary(self) -> Diary:
        """Return the diary."""
        say, of, plan = self._say, self._of, self._c.regimen.plan
        phone = one_line(self._c.practice.phone_of(plan.prescriber))
        emergency = of.plan_words.sections["emergency"]
        urgent = f"{bold(emergency.heading)} {emergency.advice[0].text}"
        below, parts = self._words.group("below"), tuple(self._parts())
        again = say("again" if next_dose(self._c.regimen, self._c.printed) else "again_new")
        told = say("again_told" if parts else "again_told_only", days=str(self._days))
        return Diary(
            head=letterhead_of(plan.prescriber, self._c.practice),
            person=of.person,
            what=say("what" if of.low_dose else "what_full"),
            alert=of.alert,
            figures=say("figures"),
            notes=tuple(filter(None, (of.operation, *(note for _, note in of.notes())))),
            parts=parts or (DiaryPart(say("title"), (say("told"), say("bring")), ()),),
            end=of.end(),
            blank=DiaryPart(again, (told,), (self._blank(),) * self._days),
            columns=tuple((say(f"column.{name}"), below.get(name, "")) for name in _COLUMNS.split()),
            dreams=tuple(say(f"dreams.{name}") for name in _DREAMS.split()),
            questions=of.plan_words.sections["questions"],
            labels=(of.plan_words.say("next_visit"), of.plan_words.say("at")),
            urgent=(say("call_phone", phone=phone) if phone else say("call"), urgent),
            foot=of.local_rules,
            frame=of.frame(say("title")),
        )

    def _blank(self) -> DiaryLine:
        return DiaryLine("", "", (self._say("unit"),), "", "", begins=False)

    def _parts(self) -> Iterator[DiaryPart]:
        say, weeks, days = self._say, str(self._weeks), str(self._days)
        until = days_after(self._c.regimen.first_dose, self._weeks * _WEEK)
        early: list[DiaryLine] = []
        later: list[DiaryLine] = []
        for day, line in self._lines(until):
            (early if day < until else later).append(line)
        if early:
            yield DiaryPart(say("first", weeks=weeks), (say("told"), say("bring")), tuple(early))
        if later:
            yield DiaryPart(
                say("later", days=days), (say("later_told", weeks=weeks, days=days),), tuple(later)
            )

    def _lines(self, until: date) -> Iterator[tuple[date, DiaryLine]]:
        """Yield the days before one, and of the later ones some from each change on."""
        first, changes = self._c.regimen.first_dose, self._changes()
        written = {days_after(change, at) for change in changes for at in range(self._days)}
        before: date | None = None
        for ahead in self._of.days():
            day = ahead.day
            if day < first or (day >= until and day not in written):
                continue
            week = day < until and (day - first).days % _WEEK == 0
            apart = before is not None and (day - before).days > 1
            yield day, self._line(ahead, new=day in changes, begins=week or apart or day in changes)
            before = day

    def _changes(self) -> frozenset[date]:
        """Return the days on which another dose is taken for the first time, or none is, as a pause begins."""
        found: list[date] = []
        before: tuple[object, ...] | None = None
        for phase in (step.phase for step in self._c.regimen.steps):
            days = phase.dose_days() if phase.dose_ng else (phase.first,)
            now = (phase.split(), phase.rhythm, phase.formulations[0].route) if phase.dose_ng else ()
            if days and now != before:
                found.append(days[0])
                before = now
        return frozenset(found)

    def _line(self, ahead: DayAhead, *, new: bool, begins: bool) -> DiaryLine:
        of, day = self._of, ahead.day
        none = of.words.say("free" if ahead.step.takes else "pause")
        return DiaryLine(
            weekday=of.language.box_day(day),
            day=of.language.short_date(day),
            doses=tuple(self._doses(ahead)),
            none="" if ahead.due else none,
            new=self._say("new") if new and ahead.due else "",
            begins=begins,
        )

    def _doses(self, ahead: DayAhead) -> Iterator[str]:
        takes = ahead.step.takes if ahead.due else ()
        for take in takes:
            dose = self._of.doses.dose(take.dose_ng or 0)
            several = len(takes) > 1
            yield f"{dose} {self._of.language.time_name(take.time)}" if several else dose
