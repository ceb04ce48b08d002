"""Dose, response and side effects of a plan on one axis of time, as data; and the same as a table for who hears it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.plan import CONTINUES, PAUSED
from ldn_desktop.papers.dose_axis import dose_axis, shared_unit
from ldn_desktop.reference.words.english import full_date, rhythm_text, short_date
from ldn_desktop.workspace.dose_chart import Band, DoseChart
from ldn_desktop.workspace.history_table import HistoryTable, history_table
from ldn_desktop.workspace.plan_history import Entry, Kind
from ldn_desktop.workspace.response import Effect, Series
from ldn_desktop.workspace.revision_line import Planned, Revised, planned, planned_by
from ldn_desktop.workspace.step_words import CONDITION_WORDS

if TYPE_CHECKING:
    from ldn_desktop.library.bodies import Visit
    from ldn_desktop.reference.words.sentences import Sentences
    from ldn_desktop.reference.words.wording import DoseWords, Wording

_NEAR = 28
"""Days that today may lie outside the planned ones and still be drawn; a quarter of a long plan is near, too."""


class Numbered(NamedTuple):
    """A revision on the axis: days from the start, its number, what its entry is known by."""

    day: int
    number: int
    key: str


class HistoryChart(NamedTuple):
    """Everything in days from ``start``, but for series and effects. ``visits`` are their days, each once.

    ``dates`` may be written below the axis; those that matter most come first. ``table`` says it all.
    """

    start: date
    dose: DoseChart
    series: tuple[Series, ...]
    effects: tuple[Effect, ...]
    visits: tuple[int, ...]
    revisions: tuple[Numbered, ...]
    dates: tuple[tuple[int, str], ...]
    table: HistoryTable
    words: DoseWords

    @property
    def days(self) -> int:
        """How many days the axis has."""
        return self.dose.days

    @property
    def summary(self) -> str:
        """All that it shows in sentences, for those who do not see it."""
        return f"Dose and response by day. {'. '.join(self.table.sentences)}."

    def on(self, ordinal: int) -> int:
        """Return the day from the start of an ordinal."""
        return ordinal - self.start.toordinal()

    def day_of(self, entry: Entry) -> int:
        """Return the day that is marked where an entry is chosen; -1 where none is."""
        if not entry.counts:
            return -1
        if entry.kind is Kind.REVISION:
            return next((numbered.day for numbered in self.revisions if numbered.key == entry.key), -1)
        return self.on(entry.day.toordinal()) if entry.kind is Kind.VISIT else -1

    def beside(self, other: Revised | None, since: date | None) -> HistoryChart:
        """Return the same with what another revision plans from a day on, dashed; none where they never differ."""
        bands: tuple[Band, ...] = ()
        if other is not None and since is not None:
            last = self.start.toordinal() + self.days - 1
            drawn = planned_by(_going_on(other, last), since.toordinal(), date.max.toordinal())
            bands = _bands(drawn, self.start, self.words)
        return self._replace(dose=self.dose._replace(before=bands))


def history_chart(
    revisions: Sequence[Revised],
    visits: Sequence[Visit],
    series: tuple[Series, ...],
    effects: tuple[Effect, ...],
    words: Sentences,
    wording: Wording,
    today: date,
) -> HistoryChart | None:
    """Return the chart of a plan; ``None`` where no revision that stood can be read, or none has a dose.

    ``words`` are those of ``plan_history``.
    """
    stood = [revised for revised in revisions if revised.stood and revised.course]
    every = [phase for revised in revisions for phase in revised.course]
    doses = sorted({phase.dose_ng for phase in every if phase.dose_ng})
    if not stood or not doses:
        return None
    dose_words = wording.doses(doses)
    first = min(phase.first for phase in every).toordinal()
    last = max(phase.last for phase in every).toordinal()
    near = max(_NEAR, (last - first) // 4)
    seen = [visit.on.toordinal() for visit in visits]
    now = today.toordinal()
    around = [
        day
        for day in (now, *(revised.since for revised in revisions if revised.number))
        if first - near <= day <= last + near
    ]
    told = [effect.first for effect in effects]
    start = min([first, *seen, *around, *told])
    end = max([last, *seen, *(day for day in (now,) if day in around)]) + 1
    line = planned([_going_on(revised, end - 1) for revised in revisions], end - 1)
    bands = _bands(line, date.fromordinal(start), dose_words)
    plan = stood[-1].plan
    follows = plan.follows if plan is not None else ""
    axis = dose_axis(doses, dose_words)
    dose = DoseChart(
        bands=bands,
        axis=axis,
        days=end - start,
        maintenance_from=None,
        titration_words="",
        maintenance_words="",
        ends=(),
        unit=shared_unit(
            [*map(dose_words.dose, doses), *(mark.label for mark in axis.marks if mark.label != "0")]
        ),
        summary="",
        today=now - start if start <= now < end else None,
        today_words=f"today, {short_date(today)}",
        goes_on="goes on" if follows == CONTINUES else "",
        waits="paused" if follows == PAUSED else "",
    )
    numbered = [
        Numbered(min(max(revised.since - start, 0), end - start - 1), revised.number, revised.record.hash)
        for revised in revisions
        if revised.number
    ]
    return HistoryChart(
        start=date.fromordinal(start),
        dose=dose,
        series=series,
        effects=effects,
        visits=tuple(sorted({day - start for day in seen})),
        revisions=tuple(numbered),
        dates=tuple(_dates(bands, date.fromordinal(start), end - start)),
        table=history_table(line, revisions, visits, series, words, dose_words),
        words=dose_words,
    )


def _going_on(revised: Revised, last: int) -> Revised:
    """Return a revision with its last dose up to a day, where it goes on until it is changed."""
    if revised.plan is None or revised.plan.follows != CONTINUES or not revised.course:
        return revised
    *before, final = revised.course
    return revised._replace(course=(*before, final._replace(last=max(final.last, date.fromordinal(last)))))


def _bands(line: Iterable[Planned], start: date, words: DoseWords) -> tuple[Band, ...]:
    """Return the bands of days, those of one dose in one rhythm that follow each other as one."""
    found: list[Band] = []
    for entry in line:
        begin, end = entry.first - start.toordinal(), entry.last - start.toordinal() + 1
        dosed = tuple((a - start.toordinal(), b - start.toordinal() + 1) for a, b in entry.dosed)
        detail = rhythm_text(entry.rhythm) if entry.rhythm is not None else ""
        before = found[-1] if found else None
        if before is not None and before.end == begin:
            if (before.dose_ng, before.detail) == (entry.dose_ng, detail):
                found[-1] = before._replace(end=end, dosed=_joined([*before.dosed, *dosed]))
                continue
            if entry.dose_ng > before.dose_ng:
                found[-1] = before._replace(condition=CONDITION_WORDS.get(entry.condition, ""))
        label = words.dose(entry.dose_ng) if entry.dose_ng else "pause"
        day = short_date(date.fromordinal(entry.first))
        found.append(Band(len(found), begin, end, entry.dose_ng, label, day, True, "", dosed, detail))
    return tuple(found)


def _joined(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for first, last in spans:
        if found and found[-1][1] == first:
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return tuple(found)


def _dates(bands: Sequence[Band], start: date, days: int) -> Iterable[tuple[int, str]]:
    """Yield the first day, the last, and those on which the dose changes."""
    if bands:
        yield bands[0].start, full_date(start + timedelta(days=bands[0].start))
    yield days - 1, full_date(start + timedelta(days=days - 1))
    for band in bands[1:]:
        yield band.start, band.date
