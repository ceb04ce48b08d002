"""The words of the list of plans: two lines a cell, the headings of its groups, and what a cell hides."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from ldn_desktop.domain.amount import show_dose
from ldn_desktop.domain.phase import MAINTENANCE, PAUSE
from ldn_desktop.domain.plan import PAUSED, STOPS
from ldn_desktop.library.filters import last_day, sunday_of
from ldn_desktop.library.index_row import Row, Status, Today, last_dose, next_dose, on_day, span_on
from ldn_desktop.library.spans import Span
from ldn_desktop.reference.words.english import counted, full_date, short_date, weekday_date
from ldn_desktop.reference.words.wording import Wording
from ldn_desktop.workspace.plan_list import Column, Group, Heading, Item, paused_from
from ldn_desktop.workspace.step_words import CONDITION_WORDS

STATUS_WORDS = {
    Status.WAITING: "waiting to start",
    Status.TITRATING: "titrating",
    Status.MAINTENANCE: "maintenance",
    Status.PAUSED: "paused",
    Status.OVER: "ended",
    Status.STOPPED: "stopped",
    Status.UNREAD: "cannot be read",
}
TITLES = {
    Column.PATIENT: "Patient",
    Column.CONDITION: "Condition",
    Column.DOSE: "Dose today",
    Column.STATUS: "Status",
    Column.CHANGE: "Next change",
    Column.FILL: "Next fill",
    Column.VISIT: "Last visit",
    Column.REVISION: "Rev.",
}
NOTHING = "–"
NO_NAME = "No name"
UNMEASURED = "cannot be measured"
BY_THE_NOTES = "Late by what was noted as handed out; visits and papers count it as handed out."
"""Of a late fill: what was handed out stands beside the plan, which counts its fills by their days (decision 43)."""
_CHANGED = {"hold": "held", "step_back": "stepped back", "settle": "settled"}
_DAY = timedelta(days=1)
_NEAR_DAYS = 180
"""A day that is further away is told with its year."""


NO, FIRST, SECOND = 0, 1, 2


def known_by(born: date | None, identifier: str) -> str:
    """Return what tells a patient from namesakes, in words: birth date and number, where they are known."""
    told = f"born {full_date(born)}" if born else ""
    return ", ".join(filter(None, (told, identifier and f"number {identifier}")))


class Cell(NamedTuple):
    """What a cell says in its first line and the quieter one below it.

    ``strong`` is written bold; ``waits`` says which line tells what waits for somebody: ``FIRST``, ``SECOND``, ``NO``.
    ``more`` is a sentence on it that has no room in the list.
    """

    first: str
    second: str = ""
    strong: bool = False
    waits: int = NO
    more: str = ""


class ListWords:
    """Words of plans on one day, doses as wanted."""

    def __init__(self, day: date, wording: Wording) -> None:
        self.day = day
        self._micro = wording.language.words.say(f"micro.{wording.micro}")

    def cells(self, item: Item) -> tuple[Cell, ...]:
        """Return the cells of a plan, by ``Column``."""
        row = item.row
        born = full_date(row.born) if row.born else row.identifier
        visit = full_date(date.fromordinal(row.last_visit)) if row.last_visit else NOTHING
        return (
            Cell(row.name or NO_NAME, born, strong=True),
            Cell(row.condition or NOTHING),
            _of_several(self._dose_cell(item), row),
            _status_cell(item),
            self._change_cell(item),
            self._fill_cell(item),
            Cell(visit),
            Cell(str(row.number) if row.number else NOTHING),
        )

    def heading(self, heading: Heading) -> tuple[str, str]:
        """Return what the heading of a group says, and what it explains."""
        match heading.group:
            case Group.WAITING:
                return (
                    "Waiting for you",
                    "overdue, no product makes a dose, or nobody has said what comes next",
                )
            case Group.TODAY:
                return f"Today, {self.near(self.day)}", ""
            case Group.WEEK:
                return f"Until {self.near(sunday_of(self.day))}", ""
            case Group.NEXT_WEEK:
                return "Next week", ""
            case Group.LATER:
                return "Later", "by date"
            case Group.NOTHING:
                return "Nothing due", "stopped, over and seen since, or going on without a date"

    def dose(self, ng: int) -> str:
        """Write a dose of a list whose doses may span both units."""
        return show_dose(ng, both_units=True, word=self._micro)

    def near(self, day: date) -> str:
        """Write a day: ``Wed 30 Dec``, one far away with its year."""
        return weekday_date(day).removesuffix(f" {day.year:04}") if self._is_near(day) else full_date(day)

    def _briefly(self, day: date) -> str:
        return short_date(day) if self._is_near(day) else full_date(day)

    def _is_near(self, day: date) -> bool:
        return abs((day - self.day).days) < _NEAR_DAYS

    def _ago(self, day: date) -> str:
        return counted((self.day - day).days, "day")

    def _dose_cell(self, item: Item) -> Cell:
        row, today = item.row, item.today
        match today.status:
            case Status.UNREAD:
                return Cell(NOTHING)
            case Status.WAITING:
                return Cell("not yet", counted(row.steps, "step") if row.steps else "")
            case Status.PAUSED:
                if today.next_change is not None:
                    until = date.fromordinal(today.next_change.toordinal() - 1)
                    return Cell("no dose", f"until {self._briefly(until)}")
                return Cell("no dose", f"since {self._briefly(paused_from(row, today, self.day))}")
            case Status.OVER | Status.STOPPED:
                end = date.fromordinal(row.spans[-1].last)
                if today.status is Status.STOPPED:
                    return Cell("no dose", f"since {self._briefly(end + _DAY)}")
                # Nobody has said that it is not taken any longer.
                if row.ends_if and (last := last_dose(row)) is not None:
                    return Cell("none planned", f"last planned {self._briefly(last)}")
                return Cell("none planned", f"ended {self._briefly(end)}")
        if not today.dose_ng:
            return Cell("none today", self.next_dose(row))
        dose, span = self.dose(today.dose_ng), span_on(row, self.day)
        if span is not None and not span.measured:
            return Cell(dose, UNMEASURED, strong=True, waits=SECOND)
        return Cell(dose, self.step(item), strong=True)

    def step(self, item: Item) -> str:
        """Say on which step a plan is, and what somebody changed on it or has to see before it."""
        row, today = item.row, item.today
        of = f" of {row.steps}" if row.steps else ""
        told = f"step {today.step}{of}"
        changed = _CHANGED.get(today.changed, "")
        if changed:
            return changed if changed == "settled" else f"{told}, {changed}"
        span = span_on(row, self.day)
        # From its second day on somebody has gone on to it.
        condition = CONDITION_WORDS.get(span.go_on, "") if span and today.day_of_step == 1 else ""
        return f"step {today.step}, {condition}" if condition else told

    def next_dose(self, row: Row) -> str:
        """Say what is taken next, and when; empty where nothing is planned."""
        following = next_dose(row, self.day)
        if following is None:
            return ""
        on, span = following
        return f"{self.dose(span.dose_ng)} on {self.near(on)}"

    def last_dose(self, row: Row) -> str:
        """Say which dose is the last that is planned; empty where none is."""
        last = last_dose(row)
        return "" if last is None else f"last dose {self.near(last)}"

    def _change_cell(self, item: Item) -> Cell:
        row, today = item.row, item.today
        match today.status:
            case Status.UNREAD:
                return Cell("Not readable", row.problem, strong=True, waits=FIRST)
            case Status.OVER:
                over = date.fromordinal(row.spans[-1].last)
                unseen = (row.last_visit or 0) <= row.spans[-1].last
                told = f"over for {self._ago(over)}" + (", no visit" if unseen else "")
                return Cell("Nothing planned", told, strong=unseen, waits=FIRST if unseen else NO)
            case Status.STOPPED:
                return Cell("None", self.last_dose(row))
            case Status.PAUSED if today.next_change is None:
                since = paused_from(row, today, self.day)
                if since == self.day:
                    return Cell("No date", "paused from today")
                return Cell("No date", f"paused for {self._ago(since)}", strong=True, waits=FIRST)
        if today.next_change is None:
            return Cell("None", "goes on until changed")
        if (last := last_day(today)) is not None:
            return Cell(
                self.near(last), _ENDS_IF if row.ends_if else _ENDS.get(row.after, "last planned day")
            )
        on = today.next_change
        span = next(span for span in row.spans if span.first == on.toordinal())
        if not span.measured:
            return Cell(self.near(on), f"{self.dose(span.dose_ng)} {UNMEASURED}", waits=SECOND)
        return Cell(self.near(on), self._next_step(row, item, span))

    def _next_step(self, row: Row, item: Item, span: Span) -> str:
        if span.kind == PAUSE:
            return "pause"
        dose = self.dose(span.dose_ng)
        if condition := CONDITION_WORDS.get(span.go_on):
            return f"{dose}, {condition}"
        if item.today.status is Status.PAUSED:
            return f"again, from {dose}"
        if item.today.status is Status.WAITING:
            return (
                f"{'first dose' if on_day(row, date.fromordinal(span.first)).dose_ng else 'begins'}, {dose}"
            )
        # A dose in both units leaves no room for more.
        if "(" in dose:
            return dose
        kept = span.kind == MAINTENANCE and item.today.status is not Status.MAINTENANCE
        return f"{dose}, maintenance" if kept else f"{dose}, step {span.step}"

    def _fill_cell(self, item: Item) -> Cell:
        late, fill = item.today.late_fill, item.today.next_fill
        if late is not None:
            return Cell(self.near(late), f"{self._ago(late)} late", True, FIRST, BY_THE_NOTES)
        if fill is None:
            return Cell(NOTHING)
        return Cell("Today", strong=True) if fill == self.day else Cell(self.near(fill))


def told_whole(cell: Cell, day: date | None) -> str:
    """Return what a cell tells whoever rests on it, with the year of its day where nothing waits in it."""
    year = full_date(day) if day is not None and not cell.waits else ""
    return "\n".join(filter(None, (cell.first, cell.second, year, cell.more)))


def with_late_fill(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return cells that tell of a late fill below the next change, where its own column has no room."""
    fill, change = cells[Column.FILL], cells[Column.CHANGE]
    if not fill.waits or change.waits:
        return cells
    told = change._replace(second=f"fill {fill.second}", waits=SECOND, more=fill.more)
    return (*cells[: Column.CHANGE], told, *cells[Column.CHANGE + 1 :])


_ENDS = {STOPS: "last day, then stop", PAUSED: "last day, then pause"}
_ENDS_IF = "stop, at the earliest"


def standing_words(row: Row, today: Today, wording: Wording | None) -> str:
    """Say where a plan stands outside the list, with the dose of today where a ``wording`` is given."""
    if today.status is Status.OVER and row.ends_if:
        return "planned to have stopped; may still be taken"
    status = STATUS_WORDS[today.status]
    if not today.dose_ng or wording is None:
        return status
    return f"{status}, {wording.doses([today.dose_ng]).dose(today.dose_ng)}"


def _of_several(cell: Cell, row: Row) -> Cell:
    return cell._replace(second=f"1 of {row.heads} revisions") if row.heads > 1 and row.spans else cell


def _status_cell(item: Item) -> Cell:
    row = item.row
    words = STATUS_WORDS[item.today.status]
    if row.deleted:
        return Cell(words, "deleted")
    if row.heads > 1:
        return Cell(words, f"{row.heads} revisions", waits=SECOND)
    if row.newer:
        return Cell(words, "has newer records")
    if item.begun:
        return Cell(words, "visit begun")
    over = item.today.status is Status.OVER
    return Cell(words, "may still be taken" if over and row.ends_if else "")
