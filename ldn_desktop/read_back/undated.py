"""A paper without dates, read as if it had them: each count of days is the date on which the plan begins, and so on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ldn_desktop.read_back import grammar as g
from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.statements import Found, Statement, sentence
from ldn_desktop.read_back.taken import DAY

_COUNT = r"(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)"
_FREE = "–"
_WEEK = 7
_COUNTED = re.compile(
    rf"Day (?P<first>{_COUNT}) to day (?P<last>{_COUNT}), weeks? (?P<from>{_COUNT})(?: to (?P<to>{_COUNT}))?"
    rf"|Days(?P<labels>(?: (?:{'|'.join(g.TIMES)}))*)"
    rf"(?P<boxes>(?:(?: [1-9]\d*| ?{_FREE})(?![\d.,]| ?Day\b)){{1,{_WEEK}}})"
    rf"|\b(?P<day>[Dd]ay) (?P<count>{_COUNT})(?!\d|[.,]\d| ?Day\b)"
)
_WEEKDAY_DATE = re.compile(rf"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ?{g.SHORT_DATE}")


def undated_statements(asked: Asked) -> Iterator[Statement]:
    """Yield what only a paper without dates says: where to write the first day, and the head of the counts."""
    words = asked.content.words("patient_plan").group("undated")
    for name in ("start", "count", "days"):
        yield sentence(f"undated {name}", words[name], {"day": g.DATE})


def judge_undated(found: Sequence[Found], asked: Asked) -> None:
    """Refuse (``DifferentError``) a paper without dates that has no room for the first day or counts from another."""
    first = asked.regimen.first
    counted = [g.read_date(fields["day"]) for name, fields, _ in found if name == "undated count"]
    named = {name for name, _, _ in found}
    if counted != [first] or not named >= {"undated start", "undated days"} or "phrase dates" in named:
        raise DifferentError("the first day")


def with_dates(pages: Sequence[str], asked: Asked) -> tuple[str, ...]:
    """Return pages with a date for each count of days. Refused (``DifferentError``): weeks, boxes, a date amiss.

    What people wrote stays as it is.
    """
    counting = _Counting(asked.regimen.first, [pattern for _, pattern in asked.own.statements()])
    return tuple(map(counting.dated, pages))


class _Counting:
    """Follows the rows in their order, to know the day of a box."""

    def __init__(self, first: date, own: Sequence[re.Pattern[str]]) -> None:
        self._first, self._own = first, own
        self._kept: list[tuple[int, int]] = []
        self._row = ""
        self._next = 1

    def dated(self, page: str) -> str:
        """Return a page with dates."""
        spans = (match.span() for pattern in self._own for match in pattern.finditer(page))
        self._kept = [
            span for span in spans if any(each.search(page, *span) for each in (_COUNTED, _WEEKDAY_DATE))
        ]
        if not all(map(self._is_own, _WEEKDAY_DATE.finditer(page))):
            raise DifferentError("a date on a paper without dates")
        return _COUNTED.sub(self._replaced, page)

    def _is_own(self, match: re.Match[str]) -> bool:
        return any(first <= match.start() and match.end() <= last for first, last in self._kept)

    def _replaced(self, match: re.Match[str]) -> str:
        if self._is_own(match):
            return match[0]
        if match["first"]:
            first, last = (g.read_whole(match[name]) for name in ("first", "last"))
            weeks = [g.read_whole(match[name] or match["from"]) for name in ("from", "to")]
            if weeks != [(day - 1) // _WEEK + 1 for day in (first, last)] or (weeks[0] == weeks[1]) == bool(
                match["to"]
            ):
                raise DifferentError("the weeks of a step")
            self._begin(match[0], first)
            return f"{self._date(first)} to {self._date(last)}"
        if match["boxes"]:
            return self._boxes(match["labels"], match["boxes"].split())
        count = g.read_whole(match["count"])
        if match["day"] == "Day":
            self._begin(match[0], count)
        return self._date(count)

    def _begin(self, row: str, first: int) -> None:
        """Count the boxes from the first day of a row; one that goes on below its head again counts on."""
        if row != self._row:
            self._row, self._next = row, first

    def _boxes(self, labels: str, figures: list[str]) -> str:
        days, shown = [], []
        for figure in figures:
            if figure not in {_FREE, str(self._next)}:
                break
            day = self._day(self._next)
            days.append(day)
            shown.append(_FREE if figure == _FREE else str(day.day))
            self._next += 1
        # What is no next day stays as it stands, for no statement to account for it.
        names = " ".join(map(g.two_letters, days))
        return " ".join((f"{names}{labels}", *shown, *figures[len(shown) :]))

    def _date(self, count: int) -> str:
        return g.written(self._day(count))

    def _day(self, count: int) -> date:
        try:
            return self._first + (count - 1) * DAY
        except OverflowError:
            raise DifferentError("a count of days") from None
