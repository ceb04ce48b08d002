"""The axis of a chart of doses: its marks, and how high a dose lies on it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ldn_desktop.reference.words.wording import DoseWords

_HUNDREDFOLD = 100
_NICE = (10, 50, 15, 20, 25, 30, 40, 75)
"""Tenths of a unit that people use as the distance between two marks, the most usual first."""
_FEWEST_MARKS, _MOST_MARKS = 3, 5
_BELOW = 0.12
"""How far below its lowest mark a logarithmic axis goes, in decades: a pause lies there."""


class Mark(NamedTuple):
    """A line of the axis."""

    dose_ng: int
    label: str


class DoseAxis(NamedTuple):
    """The marks from the bottom up; ``top_ng`` is the highest mark or dose. A ``logarithmic`` axis has no 0."""

    marks: tuple[Mark, ...]
    logarithmic: bool
    top_ng: int

    def share(self, dose_ng: int) -> float:
        """Return how high a dose lies: 0 at the bottom, where no dose is, 1 at the top."""
        if not self.logarithmic:
            return dose_ng / self.top_ng
        low, high = math.log10(self.marks[0].dose_ng) - _BELOW, math.log10(self.top_ng)
        return 0.0 if dose_ng <= 0 else (math.log10(dose_ng) - low) / max(high - low, 0.1)


def dose_axis(doses: Sequence[int], words: DoseWords) -> DoseAxis:
    """Return the axis for doses above 0, at least one; it is logarithmic where they span a hundredfold or more."""
    top, bottom = max(doses), min(doses)
    logarithmic = top >= bottom * _HUNDREDFOLD
    marks = _decades(bottom, top, words) if logarithmic else _even_marks(doses, words)
    return DoseAxis(marks, logarithmic, max(top, marks[-1].dose_ng))


def shared_unit(labels: Iterable[str]) -> str:
    """Return the unit that all labels share, so that it can stand once on the axis; empty where they differ."""
    units = {label.partition(" ")[2] for label in labels}
    return units.pop() if len(units) == 1 else ""


def _even_marks(doses: Sequence[int], words: DoseWords) -> tuple[Mark, ...]:
    """Return marks at even distances up to the highest dose, where that can be met, and on as many doses as can be.

    One dose alone that none of them meets is the only mark besides 0.
    """
    top_ng = max(doses)
    scale = 1
    while scale * 100 * _MOST_MARKS < top_ng:
        scale *= 10
    sizes = [nice * scale * power // 10 for nice in _NICE for power in (1, 10, 100)]
    fitting = [size for size in sizes if size and _FEWEST_MARKS <= -(-top_ng // size) <= _MOST_MARKS]

    def unfit(size: int) -> tuple[bool, int, int]:
        return top_ng % size != 0, sum(dose % size != 0 for dose in set(doses)), -top_ng % size

    step = min(fitting, key=unfit, default=top_ng)
    if len(set(doses)) == 1 and top_ng % step:
        step = top_ng
    return tuple(Mark(k * step, words.dose(k * step) if k else "0") for k in range(-(-top_ng // step) + 1))


def _decades(bottom_ng: int, top_ng: int, words: DoseWords) -> tuple[Mark, ...]:
    low = 1
    while low * 10 <= bottom_ng:
        low *= 10
    marks = [Mark(low, words.dose(low))]
    while low < top_ng:
        low *= 10
        marks.append(Mark(low, words.dose(low)))
    return tuple(marks)
