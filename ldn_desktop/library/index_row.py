"""What the list of plans shows of one plan: made from its derived view once a revision, asked every day anew.

The dose of today is not kept, for tomorrow it is another: the spans of the course are, and a day is looked up in them.
Doses are nanograms; days are kept as ordinals.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from ldn_desktop.domain.phase import MAINTENANCE, PAUSE
from ldn_desktop.domain.plan import CONTINUES, PAUSED, REVIEW, STOPS
from ldn_desktop.domain.rhythm import day_numbers
from ldn_desktop.library.spans import Span, WrittenSpans, place_in, write_spans

MAKER = 11
"""The version of what makes a row: rows of another are made again."""

_AHEAD = 400
"""Days within which a rhythm that goes on has a dose."""


class Status(StrEnum):
    """Where a plan stands on a day."""

    WAITING = "waiting"
    TITRATING = "titrating"
    MAINTENANCE = "maintenance"
    PAUSED = "paused"
    OVER = "over"
    STOPPED = "stopped"
    UNREAD = "unread"


class Row(NamedTuple):
    """What the list shows of a plan. ``head`` is the hash of the revision that stands.

    ``changes`` are the first days and actions of what was changed on the way, in order. ``fills`` are the days on which
    something is to be handed out, without those on which it was where that is ``noted``; ``steps`` counts the steps, 0
    where changes made them others than the ladder's; ``heads`` more than 1 where revisions were made beside each
    other. A plan that this program cannot read has no spans, and ``problem`` says why. ``ends_if`` says that its
    planned stop may be later than its last day: a step on the way waited for a condition, and nobody stopped it.
    """

    head: str
    number: int
    name: str
    born: date | None
    identifier: str
    condition: str
    plan_id: str
    prescriber: str
    spans: Sequence[Span]
    after: str
    steps: int
    changes: Sequence[tuple[int, str]] = ()
    fills: Sequence[int] = ()
    noted: bool = False
    last_visit: int | None = None
    next_visit: int | None = None
    heads: int = 1
    deleted: bool = False
    newer: bool = False
    problem: str = ""
    ends_if: bool = False


class Today(NamedTuple):
    """A row on one day.

    ``dose_ng`` is that of the day, 0 on a day without one; ``next_change`` the next day on which another span begins
    or, after the last, the day after the course (``None`` where nothing more is planned), ``next_dose_ng`` its dose,
    ``None`` where the course ends; ``next_fill`` the next day of a fill from this day on; ``late_fill`` the first fill
    before it that nobody handed out, told only of plans of which anything was noted as handed out, while
    ``fills_due``; ``changed`` the
    action of the last change since the span of this day began, such as ``hold``; ``unmeasured`` that the dose of the
    step of this day, or the next, cannot be measured.
    """

    status: Status
    dose_ng: int
    step: int
    day_of_step: int
    next_change: date | None
    next_dose_ng: int | None
    next_fill: date | None
    late_fill: date | None
    changed: str = ""
    unmeasured: bool = False


def on_day(row: Row, day: date) -> Today:
    """Return where a plan stands on a day."""
    today, spans = day.toordinal(), row.spans
    if not spans:
        return Today(Status.UNREAD, 0, 0, 0, None, None, None, None)
    at = place_in(spans, today)
    fill = bisect_left(row.fills, today)
    next_fill = date.fromordinal(row.fills[fill]) if fill < len(row.fills) else None
    late_fill = date.fromordinal(row.fills[0]) if fill and row.noted else None
    if at < 0:
        begins = date.fromordinal(spans[0].first)
        return Today(
            Status.WAITING,
            0,
            0,
            0,
            begins,
            spans[0].dose_ng,
            next_fill,
            late_fill,
            unmeasured=not spans[0].measured,
        )
    span = spans[at]
    if today > span.last:
        due = fills_due(row.after, span.last, today)
        return _after(row, span, today)._replace(late_fill=late_fill if due else None)
    following = spans[at + 1] if at + 1 < len(spans) else None
    ends = row.after != CONTINUES or following is not None
    return Today(
        _STATUS.get(span.kind, Status.TITRATING),
        _dose(span, today),
        span.step,
        today - span.first + 1,
        date.fromordinal(span.last + 1) if ends else None,
        following.dose_ng if following else None,
        next_fill,
        late_fill,
        _changed(row, span, today),
        not span.measured or bool(following and not following.measured),
    )


def fills_due(after: str, last: int, today: int) -> bool:
    """Tell whether a fill that was not handed out is still due: while doses are planned, by ordinals.

    ``after`` is what follows the ``last`` day of the course.
    """
    return today <= last or after == CONTINUES


def span_on(row: Row, day: date) -> Span | None:
    """Return the span that holds a day: the last, too, of a course that goes on."""
    at = place_in(row.spans, day.toordinal())
    if at < 0 or (day.toordinal() > row.spans[at].last and row.after != CONTINUES):
        return None
    return row.spans[at]


def next_dose(row: Row, day: date) -> tuple[date, Span] | None:
    """Return the next day after a day on which a dose is taken, with its span; ``None`` where none is planned."""
    begin = day.toordinal() + 1
    for at, span in enumerate(row.spans):
        goes_on = at == len(row.spans) - 1 and row.after == CONTINUES
        first, last = max(span.first, begin), max(span.last, begin + _AHEAD) if goes_on else span.last
        if last < first or not span.dose_ng:
            continue
        counted_from = date.fromordinal(span.counted_from)
        days = day_numbers(span.rhythm, counted_from, date.fromordinal(first), date.fromordinal(last))
        if len(days):
            return date.fromordinal(days[0]), span
    return None


def last_dose(row: Row) -> date | None:
    """Return the last planned day on which a dose is taken, which a rhythm may lay before the last day."""
    for span in reversed(row.spans):
        if not span.dose_ng:
            continue
        counted_from, first, last = map(date.fromordinal, (span.counted_from, span.first, span.last))
        if days := day_numbers(span.rhythm, counted_from, first, last):
            return date.fromordinal(days[-1])
    return None


def write_row(row: Row) -> bytes:
    """Return the bytes that the index keeps of a row."""
    told = row._asdict() | {"spans": write_spans(row.spans), "born": row.born and row.born.toordinal()}
    return json.dumps(list(told.values()), ensure_ascii=False, separators=(",", ":")).encode()


def read_row(told: bytes) -> Row:
    """Return a row that ``write_row`` wrote; of another maker it is not to be read."""
    row = Row(*json.loads(told))
    spans: Any = row.spans
    born: Any = row.born
    return row._replace(
        spans=WrittenSpans(*spans),
        born=born and date.fromordinal(born),
        changes=tuple((on, action) for on, action in row.changes),
        fills=tuple(row.fills),
    )


_STATUS = {PAUSE: Status.PAUSED, MAINTENANCE: Status.MAINTENANCE}
_AFTER = {REVIEW: Status.OVER, STOPS: Status.STOPPED, PAUSED: Status.PAUSED, CONTINUES: Status.MAINTENANCE}


def _after(row: Row, last: Span, today: int) -> Today:
    """Return where a plan stands whose planned days are over."""
    goes_on = row.after == CONTINUES
    dose = _dose(last, today) if goes_on else 0
    status = Status.OVER if row.ends_if else _AFTER[row.after]
    step = last.step if goes_on else 0
    # Of a pause without an end it counts from its first day.
    since = {CONTINUES: last.first, PAUSED: last.last + 1}.get(row.after)
    day_of_step = today - since + 1 if since is not None else 0
    unmeasured = goes_on and not last.measured
    return Today(status, dose, step, day_of_step, None, None, None, None, unmeasured=unmeasured)


def _dose(span: Span, today: int) -> int:
    if span.rhythm is None or not span.dose_ng:
        return span.dose_ng
    day = date.fromordinal(today)
    taken = day_numbers(span.rhythm, date.fromordinal(span.counted_from), day, day)
    return span.dose_ng if len(taken) else 0


def _changed(row: Row, span: Span, today: int) -> str:
    since = (action for on, action in reversed(row.changes) if span.first <= on <= today)
    return next(since, "")
