"""The calendar as a neutral document: a month a page, and on each day what is taken, before any layout."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ldn_desktop.domain.administration import Take
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.recipe import Count, Portion
from ldn_desktop.papers.catalogue import PaperContext, refuse_blocked
from ldn_desktop.papers.day_by_day import DayAhead, DayByDay
from ldn_desktop.papers.drawings import Drawing, are_alike, drawing_of, drawings_of
from ldn_desktop.papers.frame import Frame
from ldn_desktop.reference.words.sentences import declared
from ldn_desktop.reference.words.wording import quarters_text

_MONTHS = " ".join(map(str, range(1, 13)))
SENTENCES = declared(
    "wall_calendar",
    {
        "": "title{month year} continued{month} told{times} told_full{times} told_varied told_varied_full see{month}"
        " step{step} new collect visit your_visit visit_on{day} tick drawings drawings_alike missed{advice}",
        "month": _MONTHS,
    },
)
_WEEK, _DAY = 7, timedelta(days=1)


class Piece(NamedTuple):
    """What is taken of one product: in ``words``, or so ``many`` pieces drawn with their ``strength``."""

    words: str
    drawing: Drawing | None
    many: str = ""
    strength: str = ""


class Dose(NamedTuple):
    """A dose to tick; ``time`` is empty where the head of the page names it, ``route`` where it is swallowed."""

    time: str
    amount: str
    pieces: tuple[Piece, ...]
    route: str


class Cell(NamedTuple):
    """A day of a month. ``told`` stands in the place of doses; a day of another month (``see``) has no box.

    ``step`` names the one that begins, ``collect`` what is to be fetched that day, ``visit`` that the next one is.
    """

    number: str
    doses: tuple[Dose, ...] = ()
    told: str = ""
    none: bool = False
    step: str = ""
    collect: str = ""
    visit: str = ""
    see: tuple[str, ...] = ()
    other: bool = False


class Month(NamedTuple):
    """A month by weeks, and what has to be known of its days; ``visit`` are the words for its mark, where one is."""

    title: str
    continued: str
    weeks: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]
    visit: str = ""


class Calendar(NamedTuple):
    """The whole paper in reading order; ``legend`` are the words for a step, its bar, what to collect, a box."""

    person: str
    told: str
    alert: str
    weekdays: tuple[str, ...]
    legend: tuple[str, str, str, str]
    months: tuple[Month, ...]
    foot: tuple[str, ...]
    end: str
    local_rules: str
    frame: Frame

    @property
    def most_doses(self) -> int:
        """How many doses a day has at most."""
        cells = (cell for month in self.months for week in month.weeks for cell in week)
        return max((len(cell.doses) for cell in cells), default=0)


def make(context: PaperContext) -> Calendar:
    """Return the months from that of the day of printing on. Refused (``BlockedError``): as a patient's paper."""
    refuse_blocked(context.regimen, "calendar")
    return _CalendarMaker(context).calendar()


class _CalendarMaker:
    """Makes the calendar of one plan on one day."""

    def __init__(self, context: PaperContext) -> None:
        self._of = DayByDay(context)
        self._words = context.content.sentences(SENTENCES, self._of.language.code)
        self._say = self._words.say
        self._week = tuple((context.week_begins + at) % _WEEK for at in range(_WEEK))
        self._days = {ahead.day: ahead for ahead in self._of.days()}
        times = {step.phase.times for step in self._of.steps if step.phase.dose_days()}
        self._one_time = times.pop() if len(times) == 1 else ()
        self._collected: dict[date, list[str]] = {}
        for fill in context.regimen.supply.fills:
            name = self._of.doses.label(fill.quantity.formulation)
            self._collected.setdefault(fill.first, []).append(name)
        self._visit = context.visit_ahead

    def calendar(self) -> Calendar:
        """Return the calendar."""
        say, of = self._say, self._of
        months = list(self._months())
        advice = of.missed()
        missed = say("missed", advice=advice) if advice else ""
        pieces = (p for ahead in self._days.values() for take in ahead.step.takes for p in _portions(take))
        drawn = any(isinstance(portion, Count) for portion in pieces)
        drawings = "drawings_alike" if are_alike(of.regimen) else "drawings"
        at_one_time = len(self._one_time) == 1
        times = {"times": of.language.times(self._one_time)} if at_one_time else {}
        name = f"{'told' if at_one_time else 'told_varied'}{'' if of.low_dose else '_full'}"
        return Calendar(
            person=of.person,
            told=say(name, **times),
            alert=of.alert,
            weekdays=tuple(of.language.words.say(f"weekday_name.{day + 1}") for day in self._week),
            legend=(say("step", step="1"), say("new"), say("collect"), say("tick")),
            months=tuple(months),
            foot=tuple(filter(None, (say(drawings) if drawn else "", missed))),
            end=of.end(),
            local_rules=of.local_rules,
            frame=of.frame("")._replace(running_head=""),
        )

    def _months(self) -> Iterator[Month]:
        of = self._of
        day = first = of.first.replace(day=1)
        notes, visit = list(of.notes()), self._visit
        while True:
            following = _month_after(day)
            last = following - _DAY if following else date.max
            is_last = following is None or last >= of.last
            told = [note for on, note in notes if day <= on <= last]
            operation = of.regimen.plan.operation
            if operation is not None and of.operation and (day == first or day <= operation.on):
                told.insert(0, of.operation)
            if visit is not None and (visit < day == first or (is_last and visit > last)):
                told.append(self._say("visit_on", day=of.language.weekday_date(visit)))
            name = self._say(f"month.{day.month}")
            title = self._say("title", month=name, year=f"{day.year:04}")
            marked = self._say("your_visit") if visit is not None and day <= visit <= last else ""
            continued = self._say("continued", month=title)
            yield Month(title, continued, tuple(self._weeks(day, last)), tuple(told), marked)
            if following is None or is_last:
                return
            day = following

    def _weeks(self, first: date, last: date) -> Iterator[tuple[Cell, ...]]:
        """Yield the weeks of a month."""
        begin = first.toordinal() - self._week.index(first.weekday())
        for number in range(begin, last.toordinal() + 1, _WEEK):
            yield tuple(self._cell(at, first, last) for at in range(number, number + _WEEK))

    def _cell(self, number: int, first: date, last: date) -> Cell:
        if not date.min.toordinal() <= number <= date.max.toordinal():
            return Cell("", other=True)
        day = date.fromordinal(number)
        ahead = self._days.get(day)
        if not first <= day <= last:
            return self._other(day, ahead)
        return self._own(day, ahead)._replace(visit=self._say("visit") if day == self._visit else "")

    def _own(self, day: date, ahead: DayAhead | None) -> Cell:
        number_text, of = str(day.day), self._of
        if ahead is None:
            return Cell(number_text, told=of.words.say("pause") if of.waits_on(day) else "")
        if not ahead.due:
            told = of.words.say("free" if ahead.step.takes else "pause")
            return Cell(number_text, told=told, none=bool(ahead.step.takes), collect=self._collect(day))
        step = self._say("step", step=str(ahead.step.number)) if of.begins(ahead) else ""
        doses = tuple(self._dose(take) for take in ahead.step.takes)
        return Cell(number_text, doses, step=step, collect=self._collect(day))

    def _collect(self, day: date) -> str:
        return ", ".join(self._collected.get(day, ()))

    def _other(self, day: date, ahead: DayAhead | None) -> Cell:
        """Return a day of the month before or after: what is taken in small, and where to look for it."""
        of = self._of
        number = of.language.short_date(day)
        if ahead is None:
            return Cell(number, other=True)
        told = of.words.say("free" if ahead.step.takes else "pause")
        if ahead.due:
            told = of.doses.dose(ahead.step.phase.dose_ng)
        return Cell(number, see=(told, self._say("see", month=self._say(f"month.{day.month}"))), other=True)

    def _dose(self, take: Take) -> Dose:
        language = self._of.language
        named = len(self._one_time) != 1
        route = language.route(_portions(take)[0].formulation.route)
        return Dose(
            language.time_name(take.time) if named else "",
            self._of.doses.dose(take.dose_ng or 0),
            tuple(map(self._piece, _portions(take))),
            route,
        )

    def _piece(self, portion: Portion) -> Piece:
        doses, product = self._of.doses, portion.formulation
        words = doses.portion(portion)
        if isinstance(portion, Count) and isinstance(product, Capsule):
            drawing = drawing_of(product, self._of.regimen)
            if doses.label(product) == doses.strength(product):
                return Piece(words, drawing, f"{quarters_text(portion.quarters)} ×", doses.strength(product))
            return Piece(words, drawing)
        drawn = drawings_of(portion, self._of.regimen)
        return Piece(words, drawn[0] if drawn else None)


def _portions(take: Take) -> tuple[Portion, ...]:
    if take.recipe is None:
        raise AssertionError("an unmeasurable dose blocks the document before it gets here")
    return take.recipe.portions


def _month_after(day: date) -> date | None:
    if day.month < date.max.month:
        return day.replace(month=day.month + 1)
    return date(day.year + 1, 1, 1) if day.year < date.max.year else None
