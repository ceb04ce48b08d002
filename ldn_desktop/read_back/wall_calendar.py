"""Reads the calendar back: every day of every month, with its doses, counts, step, what to collect and a visit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from ldn_desktop.read_back.asked import Asked, DifferentError, judge_frame
from ldn_desktop.read_back.day_by_day import Ahead, judge_end, judge_notes, shared_statements
from ldn_desktop.read_back.drawings import SOLID, judge_drawings
from ldn_desktop.read_back.grammar import PIECES, VOLUME, nameless, one_of, read_ml, read_pieces
from ldn_desktop.read_back.labels import Labels
from ldn_desktop.read_back.missed import judge_missed
from ldn_desktop.read_back.operation import OPERATION, judge_operation
from ldn_desktop.read_back.statements import Found, Statement, account, fixed, pattern_of, sentence
from ldn_desktop.read_back.taken import DAY, Part, Span, product_of
from ldn_desktop.read_back.visit import judge_visit, visit_ahead, visit_statements

_SHOWN = frozenset({"name"})
_DRAWN = "drawings", "drawings_alike"
_WEEK, _YEAR_END = 7, 12
_BEGINS = "begins_"


class _Dose(NamedTuple):
    """A dose: its time where it is named, mg, and of each product kind, mg of one, and how many; the route."""

    time: str
    dose: Fraction
    parts: tuple[tuple[str, Fraction, Fraction], ...] = ()
    route: str = "oral"


class _Cell(NamedTuple):
    """A day, with the number of its month where that is another; ``see`` is then the one to look for.

    ``collect`` is what one piece or mL holds, ``visits`` how often the day is marked as that of a visit.
    """

    number: tuple[int, int]
    doses: tuple[_Dose, ...] = ()
    none: str = ""
    step: str = ""
    collect: tuple[Fraction, ...] = ()
    visits: int = 0
    see: tuple[Fraction | None, str] | None = None


def check_calendar(pages: Sequence[str], asked: Asked) -> None:
    """Refuse (``DifferentError``, ``UnaccountedError``, ``UnreadableError``) pages unlike the plan."""
    asked = asked._replace(shows=_SHOWN | {"clinic"})
    ahead, words = Ahead(asked), asked.words("wall_calendar")
    names = [words.say(f"month.{at}") for at in range(1, _YEAR_END + 1)]
    found = tuple(asked.own.framed(account(pages, tuple(_statements(asked, names))), "weekdays"))
    judge_frame(found, asked, shown=_SHOWN, pages=len(pages), replaces=True)
    months = [[*each] for _, each in groupby(_by_month(found), lambda told: told[0])]
    wanted = list(_months(ahead))
    if [each[0][0] for each in months] != [
        f"{names[first.month - 1]} {first.year:04}" for first, _ in wanted
    ]:
        raise DifferentError("the months")
    reader = _Reader(ahead, asked, names, _week_of(found))
    printed, operation = (wanted[0][0], wanted[-1][1]), asked.regimen.plan.operation
    for each, (first, last) in zip(months, wanted, strict=True):
        told = [one for _, one in each]
        if list(reader.cells(told)) != list(reader.wanted(first, last)):
            raise DifferentError("the days of a month")
        judge_notes(told, ahead, first, last)
        if first > printed[0] and operation is not None and operation.on < first:
            if any(name in OPERATION for name, _, _ in told):
                raise DifferentError("an operation that is over")
        else:
            judge_operation(told, ahead.course, asked)
        judge_visit(told, asked, (first, last), printed)
    judge_missed(found, ahead.spans, asked)
    spans = [span for day, span in ahead.days() if day in span.due]
    drawn = {part.product for span in spans for parts in span.taken.values() for part in parts}
    if any(product.kind in SOLID for product in drawn):
        judge_drawings(found, ("drawings", *_DRAWN), drawn, asked)
    judge_end(found, ahead)


def _statements(asked: Asked, names: Sequence[str]) -> Iterator[Statement]:
    g, words = asked.grammar, asked.words("wall_calendar")
    labels, month = Labels(g), one_of([fixed(name) for name in names])
    title = pattern_of_title(words.texts["title"], month)
    yield Statement("title", re.compile(rf"(?P<title>{title})"))
    yield sentence("title", words.texts["continued"].replace("{month}", "{title}"), {"title": title})
    days = list(g.weekday_names)
    weeks = (" ?".join((*days[at:], *days[:at])) for at in range(_WEEK))
    yield Statement(
        "weekdays", re.compile(one_of([f"(?P<{_BEGINS}{at}>{week})" for at, week in enumerate(weeks)]))
    )
    full = "" if asked.low_dose else "_full"
    yield sentence("told", words.texts[f"told{full}"], {"times": g.time})
    yield sentence("told varied", words.texts[f"told_varied{full}"])
    yield sentence("step", words.texts["step"], {"step": r"[1-9]\d*"})
    yield sentence("see", words.texts["see"], {"month": month})
    for name in ("new", "collect", "tick", *_DRAWN):
        yield sentence(f"phrase {name}", words.texts[name])
    yield sentence("missed", words.texts["missed"].replace("{advice}", "").strip())
    yield from visit_statements(asked)
    yield Statement("other", re.compile(g.day_month))
    yield Statement("day", re.compile(r"(?P<day>[12]?[1-9]|[123]0|31)(?!\d|[.,]\d)"))
    yield Statement("time", re.compile(rf"(?P<time>{g.time_name})(?!\w)"))
    yield Statement("amounts", re.compile(rf"{labels.unnamed}(?:, {labels.unnamed})*"))
    for name in ("pieces", "tablets"):
        taken = g.pattern(f"portion.{name}", {"count": PIECES, "strength": g.dose})
        yield Statement(f"taken {name}", re.compile(taken + labels.behind))
    poured = {"amount": one_of([VOLUME, g.counted("drop")]), "product": labels.label}
    yield Statement("taken poured", re.compile(g.pattern("portion.amount", poured)))
    yield Statement("route", re.compile(g.route))
    yield from shared_statements(asked)


def pattern_of_title(text: str, month: str) -> str:
    """Return the pattern of the name of a month with its year."""
    return nameless(pattern_of(text, {"month": month, "year": r"\d{4}"}))


def _by_month(found: Sequence[Found]) -> Iterator[tuple[str, Found]]:
    """Yield what stands on the pages with the month that it belongs to."""
    title = ""
    for each in found:
        if each.name == "title":
            title = each.fields["title"]
        if title:
            yield title, each


def _months(ahead: Ahead) -> Iterator[tuple[date, date]]:
    """Yield the first and last day of each month that has to be there."""
    first = ahead.first.replace(day=1)
    while True:
        number = first.year * _YEAR_END + first.month
        year, month = divmod(number, _YEAR_END)
        last = date(year, month + 1, 1) - DAY if year <= date.max.year else date.max
        yield first, last
        if last >= ahead.last:
            return
        first = last + DAY


def _week_of(found: Sequence[Found]) -> int:
    """Return the weekday, Monday being 0, with which the weeks of every page begin. Refused: pages that differ."""
    begins = {
        int(name.removeprefix(_BEGINS))
        for each in found
        if each.name == "weekdays"
        for name, text in each.fields.items()
        if name.startswith(_BEGINS) and text
    }
    if len(begins) != 1:
        raise DifferentError("the days of a week")
    return begins.pop()


class _Reader:
    """Reads the days of a month, and tells what they should be; weeks begin with a weekday, Monday being 0."""

    def __init__(self, ahead: Ahead, asked: Asked, names: Sequence[str], week_begins: int) -> None:
        self._asked, self._names, self._g = asked, names, asked.grammar
        self._week_begins = week_begins
        self._labels = Labels(self._g)
        self._ends = ahead.course.last
        self._visit = visit_ahead(asked)
        self._days: dict[date, Span] = dict(ahead.days())
        times = {span.times for span in ahead.spans if span.due}
        only = times.pop() if len(times) == 1 else ()
        self._time = only[0] if len(only) == 1 else ""
        self._begun = {span.number: span.due[0] for span in ahead.course.begun}

    def cells(self, found: Sequence[Found]) -> Iterator[_Cell]:
        """Yield the days as they stand there. Refused (``DifferentError``): a part of a day that stands in none."""
        cell: _Cell | None = None
        due = False
        for name, fields, _ in found:
            if name in {"told", "told varied"}:
                self._judge_head(name, fields)
            elif name in {"day", "other"}:
                if cell is not None:
                    yield cell
                month = self._g.read_month(fields["month"]) if name == "other" else 0
                cell = _Cell((int(fields["day"]), month), see=None if name == "day" else (None, ""))
                due = name == "day" and bool(self._time)
            elif name in {"title", "weekdays"}:
                if cell is not None:
                    yield cell
                cell = None
            elif cell is None and name == "step" and fields["step"] != "1":
                raise DifferentError("what a bar means")
            elif cell is not None:
                cell, due = self._added(cell, name, fields, due=due)
        if cell is not None:
            yield cell

    def _judge_head(self, name: str, fields: Mapping[str, str]) -> None:
        (time,) = self._g.read_times(fields["times"]) if name == "told" else ("",)
        if time != self._time:
            raise DifferentError("the time of the doses")

    def _added(self, cell: _Cell, name: str, fields: Mapping[str, str], *, due: bool) -> tuple[_Cell, bool]:
        """Return a day with a part more, and whether an amount that follows is a dose."""
        if cell.see is not None:
            return self._seen(cell, name, fields), False
        match name:
            case "time":
                return cell._replace(
                    doses=(*cell.doses, _Dose(self._g.read_time_name(fields["time"]), Fraction(0)))
                ), True
            case "amounts" if due and self._time:
                return cell._replace(doses=(*cell.doses, _Dose("", self._g.read_mg(fields[""])))), False
            case "amounts" if due:
                return self._last(cell, dose=self._g.read_mg(fields[""])), False
            case "amounts":
                return cell._replace(collect=(*cell.collect, *self._collected(fields[""]))), False
            case "taken pieces" | "taken tablets" | "taken poured" | "route":
                return self._taken(cell, name, fields), due
            case "free" | "pause":
                return cell._replace(none=cell.none + name), False
            case "step":
                return cell._replace(step=cell.step + fields["step"]), False
            case "visit":
                return cell._replace(visits=cell.visits + 1), False
        return cell, due

    def _seen(self, cell: _Cell, name: str, fields: Mapping[str, str]) -> _Cell:
        dose, month = cell.see or (None, "")
        match name:
            case "amounts":
                return cell._replace(see=(self._g.read_mg(fields[""]), month))
            case "free" | "pause":
                return cell._replace(none=name)
            case "see":
                return cell._replace(see=(dose, fields["month"]))
            case "visit" | "step" | "time" | "taken pieces" | "taken tablets" | "taken poured" | "route":
                raise DifferentError("a day of another month")
        return cell

    @staticmethod
    def _last(cell: _Cell, **more: object) -> _Cell:
        if not cell.doses:
            raise DifferentError("a dose")
        *rest, last = cell.doses
        return cell._replace(doses=(*rest, _Dose(**{**last._asdict(), **more})))

    def _taken(self, cell: _Cell, name: str, fields: Mapping[str, str]) -> _Cell:
        g = self._g
        if name == "route":
            return self._last(cell, route=g.read_route(fields[""]))
        strength = g.read_mg(fields["strength"])
        if name != "taken poured":
            kind, amount = "tablet" if name == "taken tablets" else "capsule", read_pieces(fields["count"])
        elif re.fullmatch(VOLUME, fields["amount"]):
            kind, amount = "liquid", read_ml(fields["amount"])
        else:
            kind, amount = "drops", Fraction(g.read_whole(fields["amount"]))
        self._labels.judge(fields, kind, strength, self._asked.regimen.products)
        parts = cell.doses[-1].parts if cell.doses else ()
        return self._last(cell, parts=(*parts, (kind, strength, amount)))

    def _collected(self, text: str) -> Iterator[Fraction]:
        for each in re.finditer(self._labels.label, text):
            strength = self._g.read_mg(each["strength"])
            self._labels.judge(each.groupdict(), "", strength, self._asked.regimen.products)
            yield strength

    def wanted(self, first: date, last: date) -> Iterator[_Cell]:
        """Yield the days as they have to be, from the first day of the first week to the last day of the last."""
        begin = first.toordinal() - (first.weekday() - self._week_begins) % _WEEK
        end = last.toordinal() + (self._week_begins - 1 - last.weekday()) % _WEEK
        for number in range(begin, end + 1):
            if not date.min.toordinal() <= number <= date.max.toordinal():
                continue
            day = date.fromordinal(number)
            span = self._days.get(day)
            own = first <= day <= last
            cell = self._day(day, span) if own else self._other(day, span)
            yield cell._replace(visits=int(own and day == self._visit))

    def _other(self, day: date, span: Span | None) -> _Cell:
        number = day.day, day.month
        if span is None:
            return _Cell(number, see=(None, ""))
        dose = span.dose if day in span.due else None
        none = "" if day in span.due else "free" if span.dose else "pause"
        return _Cell(number, none=none, see=(dose, self._names[day.month - 1]))

    def _day(self, day: date, span: Span | None) -> _Cell:
        if span is None:
            waits = self._asked.regimen.after == "paused" and day > self._ends and day >= self._asked.printed
            return _Cell((day.day, 0), none="pause" if waits else "")
        collect = [f.quantity.formulation for f in self._asked.regimen.supply.fills if f.first == day]
        cell = _Cell((day.day, 0), collect=tuple(product_of(product).strength for product in collect))
        if day not in span.due:
            return cell._replace(none="free" if span.dose else "pause")
        doses = tuple(
            _Dose("" if self._time else time, span.split[time], tuple(map(_part, parts)), span.route)
            for time, parts in span.taken.items()
        )
        step = str(span.number) if self._begun[span.number] == day else ""
        return cell._replace(doses=doses, step=step)


def _part(part: Part) -> tuple[str, Fraction, Fraction]:
    return part.product.kind, part.product.strength, part.amount
