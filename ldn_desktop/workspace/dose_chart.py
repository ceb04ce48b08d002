"""The dose-over-time chart as data: bands on a time axis and marks on a dose axis, for screen and paper alike."""

from __future__ import annotations

from datetime import date
from itertools import accumulate
from typing import NamedTuple

from ldn_desktop.domain.phase import MAINTENANCE
from ldn_desktop.domain.plan import CONTINUES, PAUSED
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.dose_axis import DoseAxis, dose_axis, shared_unit
from ldn_desktop.papers.plan_state import condition_of, goes_down
from ldn_desktop.reference.words.english import rhythm_text, short_date
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.workspace.course_length import course_length
from ldn_desktop.workspace.result_words import OpioidFree
from ldn_desktop.workspace.step_words import CONDITION_WORDS, follows_text


class Band(NamedTuple):
    """A phase: days from the start (ends are exclusive), dose, label, stretches with a dose.

    ``detail`` says what a label leaves open: the days of a step that have a dose, its doses by time. ``splits`` are
    the heights at which one time's dose ends and another's begins. ``condition`` says how one gets to the next.
    """

    phase: int
    start: int
    end: int
    dose_ng: int
    label: str
    date: str
    measurable: bool
    kind: str
    dosed: tuple[tuple[int, int], ...]
    detail: str = ""
    splits: tuple[int, ...] = ()
    condition: str = ""

    @property
    def gaps(self) -> bool:
        """Whether days without a dose lie in a phase that has one."""
        return bool(self.dose_ng) and self.dosed != ((self.start, self.end),)


class DoseChart(NamedTuple):
    """All bands in order, the dose axis, and where maintenance begins."""

    bands: tuple[Band, ...]
    axis: DoseAxis
    days: int
    maintenance_from: int | None
    titration_words: str
    maintenance_words: str
    ends: tuple[tuple[int, str], ...]
    """The day that ends the plan, from the start and exclusive, with the date of its last day.

    Then that of ``before``.
    """
    unit: str
    summary: str
    before: tuple[Band, ...] = ()
    """The plan as it is, where this is one proposed in its place; on the same axes."""
    barred: tuple[tuple[int, int], ...] = ()
    """Days, the end exclusive, on which an opioid forbids a dose."""
    today: int | None = None
    """The day from the start that it is today; none where that is outside the chart, and on paper."""
    today_words: str = ""
    goes_on: str = ""
    """What stands at the arrow behind the last day, where the last dose goes on."""
    waits: str = ""
    """What stands at the open line without a dose behind the last day, where a pause has no date to go on."""


def dose_chart(
    regimen: Regimen,
    words: DoseWords,
    before: Regimen | None = None,
    barred: tuple[OpioidFree, ...] = (),
    today: date | None = None,
) -> DoseChart:
    """Return the chart of a computed plan; that of the plan ``before`` a change and ``barred`` days stand behind it."""
    start = regimen.first
    bands = _bands(regimen, start, words)
    old = _bands(before, start, words) if before is not None else ()
    own_days = bands[-1].end
    length = course_length(regimen)
    falls = any(s.phase.kind == MAINTENANCE and goes_down(s.phase, regimen) for s in regimen.steps)
    days = max(own_days, old[-1].end if old else 0)
    ends: tuple[tuple[int, str], ...] = ((own_days, short_date(regimen.ends)),)
    if before is not None and old[-1].end != own_days:
        ends += ((old[-1].end, short_date(before.ends)),)
    place = (today - start).days if today is not None and 0 <= (today - start).days < days else None
    return DoseChart(
        bands=bands,
        axis=dose_axis([band.dose_ng for band in (*bands, *old) if band.dose_ng], words),
        days=days,
        maintenance_from=length.rising.days if length.kept.days else None,
        titration_words=f"Titration, {length.rising.words}",
        maintenance_words=f"{'Last step' if falls else 'Maintenance'}, {length.kept.words}",
        ends=ends,
        unit=shared_unit(band.label for band in bands if band.dose_ng),
        summary=_summary(bands, regimen, today if place is not None else None),
        today=place,
        today_words=f"Today, {short_date(today)}" if today is not None and place is not None else "",
        before=old,
        goes_on="goes on" if regimen.after == CONTINUES else "",
        waits="paused" if regimen.after == PAUSED else "",
        barred=tuple(
            (max((i.last_dose - start).days, 0), min((i.earliest - start).days, own_days)) for i in barred
        ),
    )


def _bands(regimen: Regimen, start: date, words: DoseWords) -> tuple[Band, ...]:
    return tuple(_band(regimen, at, start, words) for at in range(len(regimen.steps)))


def _band(regimen: Regimen, at: int, start: date, words: DoseWords) -> Band:
    step = regimen.steps[at]
    phase = step.phase
    doses = [dose for _, dose in phase.doses]
    details = [rhythm_text(phase.rhythm)] if phase.rhythm and phase.dose_ng else []
    if len(doses) > 1:
        details.append(" + ".join(words.amount(dose) for dose in doses))
    return Band(
        phase=at,
        start=(phase.first - start).days,
        end=(phase.last - start).days + 1,
        dose_ng=phase.dose_ng,
        label=words.dose(phase.dose_ng) if phase.dose_ng else "pause",
        date=short_date(phase.first),
        measurable=all(take.recipe is not None for take in step.takes),
        kind=phase.kind,
        dosed=tuple(
            ((stretch.first - start).days, (stretch.last - start).days + 1)
            for stretch in phase.stretches()
            if stretch.dosed
        ),
        detail=", ".join(details),
        splits=tuple(accumulate(doses[:-1])),
        condition=CONDITION_WORDS.get(condition_of(phase, regimen), ""),
    )


def _summary(bands: tuple[Band, ...], regimen: Regimen, today: date | None) -> str:
    conditions = ("", *(f", {band.condition}" if band.condition else "" for band in bands))
    steps = "; ".join(
        f"{band.label}{f' ({band.detail})' if band.detail else ''} from {band.date}{condition}"
        for band, condition in zip(bands, conditions, strict=False)
    )
    first, follows = regimen.first, follows_text(regimen)
    now = f" Today is {short_date(today)}." if today is not None else ""
    after = f" After that: {follows.removeprefix('then ')}." if follows else ""
    return f"Dose over time from {short_date(first)} {first.year}: {steps}.{after}{now}"
