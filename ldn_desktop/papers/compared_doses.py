"""Two plans on one chart, by the number of the day: a line of doses each, on the same axes."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.domain.comparison import Comparison
from ldn_desktop.domain.plan import CONTINUES
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.dose_axis import DoseAxis, dose_axis, shared_unit
from ldn_desktop.reference.words.wording import DoseWords

_WEEK = 7
_MOST_TICKS = 8


class Level(NamedTuple):
    """Days on one dose, from the first day of the course and without ``end``; 0 in a pause.

    On days that a rhythm leaves free the line stays where it is.
    """

    start: int
    end: int
    dose_ng: int


class ComparedDoses(NamedTuple):
    """The levels of either plan, and what it is called in short; ``unit`` may be empty.

    ``ticks`` are days from the first, each with its number.
    """

    names: tuple[str, str]
    left: tuple[Level, ...]
    right: tuple[Level, ...]
    axis: DoseAxis
    unit: str
    days: int
    ticks: tuple[tuple[int, str], ...]


def compared_doses(comparison: Comparison, words: DoseWords, names: tuple[str, str]) -> ComparedDoses:
    """Return the chart of two plans, their first days above each other."""
    days = max(figures.days for figures in comparison.figures)
    left, right = _levels(comparison.left, days), _levels(comparison.right, days)
    doses = [level.dose_ng for level in (*left, *right) if level.dose_ng]
    axis = dose_axis(doses, words)
    apart = _WEEK
    while days > apart * _MOST_TICKS:
        apart *= 2
    labels = [words.dose(dose) for dose in doses] + [mark.label for mark in axis.marks if mark.label != "0"]
    return ComparedDoses(
        names=names,
        left=left,
        right=right,
        axis=axis,
        unit=shared_unit(labels),
        days=days,
        ticks=tuple((day, words.language.number(day + 1)) for day in range(0, days, apart)),
    )


def _levels(regimen: Regimen, days: int) -> tuple[Level, ...]:
    """Return the levels of a plan; neighbours of one dose are one, and the last goes on where the plan does."""
    found: list[Level] = []
    for phase in regimen.course:
        level = Level(
            (phase.first - regimen.first).days, (phase.last - regimen.first).days + 1, phase.dose_ng
        )
        if found and found[-1].dose_ng == level.dose_ng:
            level = level._replace(start=found.pop().start)
        found.append(level)
    if regimen.after == CONTINUES:
        found.append(found.pop()._replace(end=days))
    return tuple(found)
