"""A paper without dates, read as if it had them: each count of days is the date on which the plan begins, and so on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.grammar import Grammar, either_case, nameless, one_of
from ldn_desktop.read_back.statements import Found, Statement, fixed, pattern_of, sentence
from ldn_desktop.read_back.taken import DAY

_FREE = "–"
_WEEK = 7


def undated_statements(asked: Asked) -> Iterator[Statement]:
    """Yield what only a paper without dates says: where to write the first day, and the head of the counts."""
    words = asked.words("patient_plan").group("undated")
    for name in ("start", "count", "days"):
        yield sentence(f"undated {name}", words[name], {"day": asked.grammar.date})


def judge_undated(found: Sequence[Found], asked: Asked) -> None:
    """Refuse (``DifferentError``) a paper without dates that has no room for the first day or counts from another."""
    first, g = asked.regimen.first, asked.grammar
    counted = [g.read_date(fields["day"]) for name, fields, _ in found if name == "undated count"]
    named = {name for name, _, _ in found}
    if counted != [first] or not named >= {"undated start", "undated days"} or "phrase dates" in named:
        raise DifferentError("the first day")


def with_dates(pages: Sequence[str], asked: Asked) -> tuple[str, ...]:
    """Return pages with a date for each count of days. Refused (``DifferentError``): weeks, boxes, a date amiss.

    What people wrote stays as it is.
    """
    counting = _Counting(asked, [pattern for _, pattern in asked.own.statements()])
    return tuple(map(counting.dated, pages))


class _Counting:
    """Follows the rows in their order, to know the day of a box."""

    def __init__(self, asked: Asked, own: Sequence[re.Pattern[str]]) -> None:
        self._first, self._own, self._g = asked.regimen.first, own, asked.grammar
        words = asked.words("patient_plan").texts
        self._until = words["until"]
        self._counted = _counted(words, self._g)
        self._weekday_date = re.compile(self._g.weekday_date)
        self._kept: list[tuple[int, int]] = []
        self._row = ""
        self._next = 1

    def dated(self, page: str) -> str:
        """Return a page with dates."""
        spans = (match.span() for pattern in self._own for match in pattern.finditer(page))
        self._kept = [
            span
            for span in spans
            if any(each.search(page, *span) for each in (self._counted, self._weekday_date))
        ]
        if not all(map(self._is_own, self._weekday_date.finditer(page))):
            raise DifferentError("a date on a paper without dates")
        return self._counted.sub(self._replaced, page)

    def _is_own(self, match: re.Match[str]) -> bool:
        return any(first <= match.start() and match.end() <= last for first, last in self._kept)

    def _replaced(self, match: re.Match[str]) -> str:
        if self._is_own(match):
            return match[0]
        g, row = self._g, match["row"]
        if match["boxes"]:
            return self._boxes(match["labels"], match["boxes"].split())
        if not row:
            return self._date(g.read_whole(match["count"]))
        first = g.read_whole(match["first"])
        self._begin(row, first)
        told = f"{match['number']} {self._date(first)}"
        if not match["last"]:
            return told
        last = g.read_whole(match["last"])
        weeks = [g.read_whole(match[name]) for name in ("week", "from", "to") if match[name]]
        if weeks != sorted({(day - 1) // _WEEK + 1 for day in (first, last)}):
            raise DifferentError("the weeks of a step")
        return f"{told} {self._until.format(day=self._date(last))}"

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
        names = " ".join(map(self._g.two_letters, days))
        return " ".join((f"{names}{labels}", *shown, *figures[len(shown) :]))

    def _date(self, count: int) -> str:
        return self._g.written(self._day(count))

    def _day(self, count: int) -> date:
        try:
            return self._first + (count - 1) * DAY
        except OverflowError:
            raise DifferentError("a count of days") from None


def _counted(words: Mapping[str, str], g: Grammar) -> re.Pattern[str]:
    """Return the pattern of what is counted: the head of a row, a week of boxes, a day in a sentence."""
    told = g.text("day_number")
    capital = pattern_of(f"{told[:1].upper()}{told[1:]}", {"number": g.whole})
    row = capital.replace("?P<number>", "?P<first>")
    last = pattern_of(words["until"].replace("{day}", told), {"number": g.whole})
    week = pattern_of(words["undated.week"], {"first": g.whole}).replace("?P<first>", "?P<week>")
    weeks = pattern_of(words["undated.weeks"], {"first": g.whole, "last": g.whole})
    weeks = weeks.replace("?P<first>", "?P<from>").replace("?P<last>", "?P<to>")
    until = pattern_of(
        words["undated.until"],
        {"until": last.replace("?P<number>", "?P<last>"), "weeks": one_of([week, weeks])},
    )
    # What follows is the number of the next row.
    no_row = rf"(?![\d.,]| ?{nameless(capital)})"
    head = rf"(?P<number>[1-9]\d*|{_FREE}) ?(?P<row>{row}(?: {until})?)(?!\d|[.,]\d)"
    labels = rf"(?P<labels>(?: {g.time_name})*)"
    boxes = (
        rf"{fixed(words['undated.days'])}{labels}(?P<boxes>(?:(?: [1-9]\d*| ?{_FREE}){no_row}){{1,{_WEEK}}})"
    )
    single = either_case(told, {"number": g.whole}).replace("?P<number>", "?P<count>")
    # "1 day 3 mg" is a time of one day before the next product, and no third day.
    return re.compile(rf"{head}|{boxes}|(?<!\w)(?<!\d ){single}(?!\d|[.,]\d| ?{nameless(capital)})")
