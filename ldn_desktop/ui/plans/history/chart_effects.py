"""Draws side effects as bars over their days: outline mild, hatched moderate, solid severe, with words beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from ldn_desktop.ui.charts.chart_plot import ChartLook
from ldn_desktop.workspace.response import Effect

_LANE, _BAR, _GAP, _LEAST = 20, 11, 6, 7
"""Pixels at 100 %: from lane to lane, how high and at least how wide a bar is, and what lies between it and words."""


class Bar(NamedTuple):
    """Where a bar lies from side to side, and how wide its words are."""

    left: float
    right: float
    words: float


class Placed(NamedTuple):
    """The lane of a bar, from 0, and where its words begin."""

    lane: int
    words: float


def placed(bars: Sequence[Bar], left: float, right: float, gap: float) -> list[Placed]:
    """Return a lane for each bar and the side of its words, so that nothing touches anything.

    Words stand at the right where they end before ``right``, else at the left where they begin behind ``left``; where
    neither has room, as far to the right as they fit.
    """
    taken: list[list[tuple[float, float]]] = []
    found = []
    for bar in bars:
        behind, before = bar.right + gap, bar.left - gap - bar.words
        sides = [behind] if behind + bar.words <= right else []
        sides += [before] if before >= left else []
        lane, at = _lane(bar, sides or [max(min(behind, right - bar.words), left)], taken, gap)
        while len(taken) <= lane:
            taken.append([])
        taken[lane].append((min(bar.left, at), max(bar.right, at + bar.words)))
        found.append(Placed(lane, at))
    return found


def _lane(
    bar: Bar, sides: Sequence[float], taken: Sequence[Sequence[tuple[float, float]]], gap: float
) -> tuple[int, float]:
    for lane, spans in enumerate(taken):
        for at in sides:
            first, last = min(bar.left, at) - gap, max(bar.right, at + bar.words) + gap
            if all(last <= begin or end <= first for begin, end in spans):
                return lane, at
    return len(taken), sides[0]


class EffectsPanel:
    """Side effects from ``top`` down between ``left`` and ``right``; ``x`` maps an ordinal to where its day begins."""

    def __init__(
        self,
        effects: Sequence[Effect],
        x: Callable[[int], float],
        sides: tuple[float, float],
        look: ChartLook,
    ) -> None:
        self._effects, self._x, self._look = effects, x, look
        self._metrics = QFontMetricsF(look.tiny)
        bars = [
            Bar(x(effect.first), self._end(effect), self._metrics.horizontalAdvance(effect.words))
            for effect in effects
        ]
        self._placed = placed(bars, *sides, _GAP * look.unit)

    @property
    def height(self) -> float:
        """How high all lanes are; one at least."""
        lanes = max((place.lane for place in self._placed), default=0) + 1
        return lanes * _LANE * self._look.unit

    def paint(self, painter: QPainter, top: float, left: float) -> None:
        """Paint the bars and their words; where there are none, say so from ``left`` on."""
        look = self._look
        painter.setFont(look.tiny)
        if not self._effects:
            painter.setPen(look.color("text3"))
            painter.drawText(QPointF(left, top + self._metrics.ascent()), "none recorded")
        for effect, place in zip(self._effects, self._placed, strict=True):
            y = top + place.lane * _LANE * look.unit
            for first, last, severity in effect.parts:
                right = self._x(last + 1) if last != effect.last else self._end(effect)
                self._bar(
                    painter, QRectF(self._x(first), y, right - self._x(first), _BAR * look.unit), severity
                )
            box = QRectF(
                place.words,
                y - 2 * look.unit,
                self._metrics.horizontalAdvance(effect.words) + 1,
                (_BAR + 4) * look.unit,
            )
            painter.fillRect(box, look.color("panel"))
            painter.setPen(look.color("text2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, effect.words)

    def _end(self, effect: Effect) -> float:
        return max(self._x(effect.last + 1), self._x(effect.first) + _LEAST * self._look.unit)

    def _bar(self, painter: QPainter, box: QRectF, severity: str) -> None:
        look = self._look
        ink, radius = look.color("text2"), 3 * look.unit
        painter.setPen(QPen(ink, 1.3 * look.unit))
        painter.setBrush(ink if severity == "severe" else look.color("panel"))
        painter.drawRoundedRect(box, radius, radius)
        if severity == "moderate":
            self._hatch(painter, box)

    def _hatch(self, painter: QPainter, box: QRectF) -> None:
        """Draw lines across a bar that are as thick as the letters are large."""
        unit, high = self._look.unit, box.height()
        painter.save()
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(self._look.color("text2"), 1.8 * unit))
        x = box.left() - high
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + high, box.top()))
            x += 6 * unit
        painter.restore()
