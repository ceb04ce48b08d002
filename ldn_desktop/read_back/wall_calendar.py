"""Reads the calendar back: every day of every month, with its doses, counts, step and what is to be collected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from ldn_desktop.domain.formulation import Formulation, Tablet
from ldn_desktop.read_back import grammar as g
from ldn_desktop.read_back.asked import Asked, DifferentError, judge_frame
from ldn_desktop.read_back.day_by_day import Ahead, judge_end, judge_notes, shared_statements
from ldn_desktop.read_back.operation import judge_operation
from ldn_desktop.read_back.statements import Found, Statement, account, sentence
from ldn_desktop.read_back.taken import DAY, Part, Span, product_of

_SHOWN = frozenset({"name"})
_WEEK, _YEAR_END = 7, 12
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = "(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_APART = (
    rf"(?:(?P<capacity>{g.VOLUME}) syringe(?:, marks every (?P<marks>{g.VOLUME}))?|(?P<cut>halves|quarters|whole)"
    rf"|(?P<dropper>{g.WHOLE}) drops per mL)?(?:(?:, )?(?:use within (?P<keeps>{g.WHOLE}) days?|(?P<no_date>no date)))?"
)
_LABEL = rf"(?P<strength>{g.STRENGTH}|{g.DOSE})(?: ?\({_APART}\))?"
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _LABEL)
_CUTS = {"halves": 2, "quarters": 4, "whole": 1}


class _Dose(NamedTuple):
    """A dose: its time where it is named, mg, and of each product kind, mg of one, and how many; the route."""

    time: str
    dose: Fraction
    parts: tuple[tuple[str, Fraction, Fraction], ...] = ()
    route: str = "oral"


class _Cell(NamedTuple):
    """A day; ``see`` is the month to look for of one of another month, ``collect`` what one piece or mL holds."""

    number: str
    doses: tuple[_Dose, ...] = ()
    none: str = ""
    step: str = ""
    collect: tuple[Fraction, ...] = ()
    see: tuple[Fraction | None, str] | None = None


def check_calendar(pages: Sequence[str], asked: Asked) -> None:
    """Refuse (``DifferentError``, ``UnaccountedError``, ``UnreadableError``) pages unlike the plan."""
    ahead, words = Ahead(asked), asked.content.words("wall_calendar")
    names = [words.say(f"month.{at}") for at in range(1, _YEAR_END + 1)]
    found = tuple(account(pages, tuple(_statements(asked, names))))
    judge_frame(found, asked, shown=_SHOWN, pages=len(pages), replaces=True)
    months = [[*each] for _, each in groupby(_by_month(found), lambda told: told[0])]
    wanted = list(_months(ahead))
    if [each[0][0] for each in months] != [
        f"{names[first.month - 1]} {first.year:04}" for first, _ in wanted
    ]:
        raise DifferentError("the months")
    reader = _Reader(ahead, asked, names)
    for each, (first, last) in zip(months, wanted, strict=True):
        told = [one for _, one in each]
        if list(reader.cells(told)) != list(reader.wanted(first, last)):
            raise DifferentError("the days of a month")
        judge_notes(told, ahead, first, last)
        judge_operation(told, ahead.course, asked)
    judge_end(found, ahead)


def _statements(asked: Asked, names: Sequence[str]) -> Iterator[Statement]:
    words = asked.content.words("wall_calendar")
    month = g.one_of(names)
    title = pattern_of_title(words.texts["title"], month)
    yield Statement("title", re.compile(rf"(?P<title>{title})"))
    yield sentence("title", words.texts["continued"].replace("{month}", "{title}"), {"title": title})
    yield Statement("weekdays", re.compile(" ?".join(_DAYS)))
    yield sentence("told", words.texts["told"], {"times": g.TIME})
    yield sentence("step", words.texts["step"], {"step": r"[1-9]\d*"})
    yield sentence("see", words.texts["see"], {"month": month})
    for name in ("told_varied", "new", "collect", "tick", "drawings"):
        yield sentence(f"phrase {name}", words.texts[name])
    for at, told in enumerate(words.lists["missed"]):
        yield sentence(f"missed {at}", told.text)
    yield Statement("other", re.compile(rf"(?P<day>[1-9]\d?) {_SHORT}(?!\w)(?! ?\d{{4}})"))
    yield Statement("day", re.compile(r"(?P<day>[12]?[1-9]|[123]0|31)(?!\d|[.,]\d)"))
    yield Statement("time", re.compile(rf"(?P<time>{'|'.join(g.TIMES)})(?!\w)"))
    yield Statement("amounts", re.compile(rf"{_UNNAMED}(?:, {_UNNAMED})*"))
    yield Statement(
        "pieces",
        re.compile(rf"(?P<count>{g.PIECES}) × (?P<strength>{g.DOSE})(?P<tablet> tablet)?(?: ?\({_APART}\))?"),
    )
    yield Statement(
        "poured",
        re.compile(
            rf"(?P<amount>{g.VOLUME}|{g.WHOLE} drops?) of (?P<strength>{g.STRENGTH})(?: ?\({_APART}\))?"
        ),
    )
    yield Statement("route", re.compile(g.ROUTE))
    yield from shared_statements(asked)


def pattern_of_title(text: str, month: str) -> str:
    """Return the pattern of the name of a month with its year."""
    return text.replace("{month}", month).replace("{year}", r"\d{4}")


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


class _Reader:
    """Reads the days of a month, and tells what they should be."""

    def __init__(self, ahead: Ahead, asked: Asked, names: Sequence[str]) -> None:
        self._asked, self._names = asked, names
        self._days: dict[date, Span] = dict(ahead.days())
        times = {span.times for span in ahead.spans if span.due}
        only = times.pop() if len(times) == 1 else ()
        self._time = only[0] if len(only) == 1 else ""
        self._begun = {span.number: span.due[0] for span in ahead.course.spans if span.due}

    def cells(self, found: Sequence[Found]) -> Iterator[_Cell]:
        """Yield the days as they stand there. Refused (``DifferentError``): a part of a day that stands in none."""
        cell: _Cell | None = None
        due = False
        for name, fields, _ in found:
            if name in {"told", "phrase told_varied"}:
                self._judge_head(name, fields)
            elif name in {"day", "other"}:
                if cell is not None:
                    yield cell
                number = fields["day"] + (f" {fields['month']}" if name == "other" else "")
                cell = _Cell(number, see=None if name == "day" else (None, ""))
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
        (time,) = g.read_times(fields["times"]) if name == "told" else ("",)
        if time != self._time:
            raise DifferentError("the time of the doses")

    def _added(self, cell: _Cell, name: str, fields: Mapping[str, str], *, due: bool) -> tuple[_Cell, bool]:
        """Return a day with a part more, and whether an amount that follows is a dose."""
        if cell.see is not None:
            return self._seen(cell, name, fields), False
        match name:
            case "time":
                return cell._replace(doses=(*cell.doses, _Dose(fields["time"], Fraction(0)))), True
            case "amounts" if due and self._time:
                return cell._replace(doses=(*cell.doses, _Dose("", g.read_mg(fields[""])))), False
            case "amounts" if due:
                return self._last(cell, dose=g.read_mg(fields[""])), False
            case "amounts":
                return cell._replace(collect=(*cell.collect, *self._collected(fields[""]))), False
            case "pieces" | "poured" | "route":
                return self._taken(cell, name, fields), due
            case "free" | "pause":
                return cell._replace(none=cell.none + name), False
            case "step":
                return cell._replace(step=cell.step + fields["step"]), False
        return cell, due

    def _seen(self, cell: _Cell, name: str, fields: Mapping[str, str]) -> _Cell:
        dose, month = cell.see or (None, "")
        match name:
            case "amounts":
                return cell._replace(see=(g.read_mg(fields[""]), month))
            case "free" | "pause":
                return cell._replace(none=name)
            case "see":
                return cell._replace(see=(dose, fields["month"]))
            case "step" | "time" | "pieces" | "poured" | "route":
                raise DifferentError("a day of another month")
        return cell

    @staticmethod
    def _last(cell: _Cell, **more: object) -> _Cell:
        if not cell.doses:
            raise DifferentError("a dose")
        *rest, last = cell.doses
        return cell._replace(doses=(*rest, _Dose(**{**last._asdict(), **more})))

    def _taken(self, cell: _Cell, name: str, fields: Mapping[str, str]) -> _Cell:
        if name == "route":
            return self._last(cell, route=g.ROUTES[fields[""]])
        strength = g.read_mg(fields["strength"])
        if name == "pieces":
            kind, amount = "tablet" if fields["tablet"] else "capsule", g.read_pieces(fields["count"])
        elif "drop" in fields["amount"]:
            kind, amount = "drops", Fraction(g.read_whole(fields["amount"]))
        else:
            kind, amount = "liquid", g.read_ml(fields["amount"])
        self._judge_apart(fields, kind, strength)
        parts = cell.doses[-1].parts if cell.doses else ()
        return self._last(cell, parts=(*parts, (kind, strength, amount)))

    def _collected(self, text: str) -> Iterator[Fraction]:
        for each in re.finditer(_LABEL, text):
            strength = g.read_mg(each["strength"])
            self._judge_apart(each.groupdict(), "", strength)
            yield strength

    def _judge_apart(self, fields: Mapping[str, str], kind: str, strength: Fraction) -> None:
        """Refuse what tells a product apart from another that is none of the plan's."""
        alike = [
            product
            for product in self._asked.regimen.products
            if kind in {"", product.kind} and product_of(product).strength == strength
        ]
        if not any(_is_told(product, fields) for product in alike):
            raise DifferentError("a product")

    def wanted(self, first: date, last: date) -> Iterator[_Cell]:
        """Yield the days as they have to be, from the Monday of the first week to the Sunday of the last."""
        begin, end = first.toordinal() - first.weekday(), last.toordinal() + (_WEEK - 1 - last.weekday())
        for number in range(begin, end + 1):
            if not date.min.toordinal() <= number <= date.max.toordinal():
                continue
            day = date.fromordinal(number)
            span = self._days.get(day)
            yield self._day(day, span) if first <= day <= last else self._other(day, span)

    def _other(self, day: date, span: Span | None) -> _Cell:
        _, number, month, _ = g.written(day).split()
        if span is None:
            return _Cell(f"{number} {month}", see=(None, ""))
        dose = span.dose if day in span.due else None
        none = "" if day in span.due else "free" if span.dose else "pause"
        return _Cell(f"{number} {month}", none=none, see=(dose, self._names[day.month - 1]))

    def _day(self, day: date, span: Span | None) -> _Cell:
        if span is None:
            return _Cell(str(day.day))
        collect = [f.quantity.formulation for f in self._asked.regimen.supply.fills if f.first == day]
        cell = _Cell(str(day.day), collect=tuple(product_of(product).strength for product in collect))
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


def _is_told(product: Formulation, fields: Mapping[str, str | None]) -> bool:
    """Tell whether what stands behind a strength is true of a product."""
    made = product_of(product)
    parts = product.divisible_into if isinstance(product, Tablet) else 1
    told = {name: text for name, text in fields.items() if text is not None}
    return (
        ("capacity" not in told or g.read_ml(told["capacity"]) == made.syringe)
        and ("marks" not in told or g.read_ml(told["marks"]) == made.mark)
        and ("cut" not in told or _CUTS[told["cut"]] == parts)
        and ("dropper" not in told or g.read_whole(told["dropper"]) == made.per_ml)
        and ("keeps" not in told or g.read_whole(told["keeps"]) == product.beyond_use_days)
        and ("no_date" not in told or product.beyond_use_days is None)
    )
