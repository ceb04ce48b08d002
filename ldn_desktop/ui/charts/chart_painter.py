"""Paints the dose-over-time chart, on a widget as on paper."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from ldn_desktop.ui.charts.chart_plot import ChartLook, ChartPlot
from ldn_desktop.ui.charts.chart_words import ChartWords
from ldn_desktop.workspace.dose_chart import Band, DoseChart


class ChartPainter:
    """One chart laid out in one rectangle, with room at its ``sides`` as ``ChartPlot`` has it."""

    def __init__(
        self, chart: DoseChart, rect: QRectF, look: ChartLook, sides: tuple[float, float] = (0, 0)
    ) -> None:
        self._plot = ChartPlot(chart, rect, look, sides)
        self._words = ChartWords(self._plot)

    @property
    def plot(self) -> ChartPlot:
        """Where its days and doses lie."""
        return self._plot

    @property
    def words(self) -> ChartWords:
        """What is written on it."""
        return self._words

    def band_at(self, x: float) -> int | None:
        """Return the index of the band below a horizontal position, or ``None`` beside the plot."""
        for band in self._plot.chart.bands:
            if self._plot.x(band.start) <= x < self._plot.x(band.end):
                return band.phase
        return None

    def paint(self, painter: QPainter, selected: int | None) -> None:
        """Paint everything; ``selected`` is the index of the chosen phase."""
        self.paint_doses(painter, selected)
        self._words.paint(painter, selected)

    def paint_doses(self, painter: QPainter, selected: int | None, *, strong: bool = False) -> None:
        """Paint axis and lines, without what is written at them; the plan before may have a ``strong`` line."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._axes(painter)
        if self._plot.look.area:
            self._areas(painter, selected)
        painter.setPen(QPen(self._plot.look.color("control"), self._plot.look.unit))
        painter.drawLine(self._plot.area.bottomLeft(), self._plot.area.bottomRight())
        self._barred(painter)
        self._unmeasurable(painter)
        if self._plot.chart.before:
            self._line(
                painter,
                self._plot.chart.before,
                QPen(
                    self._plot.look.color("text2" if strong else "text3"),
                    (2 if strong else 1) * self._plot.look.unit,
                    Qt.PenStyle.DashLine,
                ),
            )
        self._line(
            painter, self._plot.chart.bands, QPen(self._plot.look.color("s2"), 2 * self._plot.look.unit)
        )
        self._splits(painter)

    def _axes(self, painter: QPainter) -> None:
        look, plot = self._plot.look, self._plot.area
        painter.setFont(look.tiny)
        lowest = math.inf
        for mark in self._plot.chart.axis.marks:
            y = self._plot.y(mark.dose_ng)
            painter.setPen(QPen(look.color("grid"), look.unit))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            if lowest - y < self._plot.tiny.height() * 0.9:
                continue
            lowest = y
            label = (
                mark.label.removesuffix(f" {self._plot.chart.unit}") if self._plot.chart.unit else mark.label
            )
            box = QRectF(
                self._plot.rect.left(),
                y - self._plot.tiny.height(),
                plot.left() - 8 * look.unit - self._plot.rect.left(),
                2 * self._plot.tiny.height(),
            )
            painter.setPen(look.color("text3"))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, label)
        painter.setPen(look.color("text3"))
        words = "log scale" if self._plot.chart.axis.logarithmic else self._plot.chart.unit
        top = QRectF(
            self._plot.rect.left(),
            self._plot.rect.top(),
            max(
                plot.left() - 8 * look.unit - self._plot.rect.left(),
                self._plot.tiny.horizontalAdvance("log scale"),
            ),
            self._plot.tiny.height(),
        )
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, words)

    def _areas(self, painter: QPainter, selected: int | None) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for band in self._plot.chart.bands:
            for box in self._boxes(band):
                painter.setBrush(self._plot.look.color("s1" if band.phase == selected else "soft"))
                painter.drawRect(box)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _boxes(self, band: Band) -> Iterator[QRectF]:
        top = self._plot.y(band.dose_ng)
        for left, right in self._apart(band):
            yield QRectF(left, top, right - left, self._plot.area.bottom() - top)

    def _barred(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(self._plot.look.color("blocking"), Qt.BrushStyle.BDiagPattern))
        for start, end in self._plot.chart.barred:
            left = self._plot.x(start)
            painter.drawRect(
                QRectF(left, self._plot.area.top(), self._plot.x(end) - left, self._plot.area.height())
            )
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _unmeasurable(self, painter: QPainter) -> None:
        look = self._plot.look
        for band in self._plot.chart.bands:
            for box in () if band.measurable else self._boxes(band):
                painter.setPen(QPen(look.color("blocking"), look.unit, Qt.PenStyle.DashLine))
                painter.setBrush(QBrush(look.color("blocking"), Qt.BrushStyle.BDiagPattern))
                painter.drawRect(box)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _line(self, painter: QPainter, bands: tuple[Band, ...], pen: QPen) -> None:
        """Draw the dose over the days that have it; what leads to a dose on condition alone is dotted.

        Between bands that do not follow each other nothing is planned, and no line is drawn.
        """
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        dotted = QPen(pen)
        dotted.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        points: list[QPointF] = []
        condition, upto = "", bands[0].start
        for band in bands:
            if band.start != upto:
                painter.drawPolyline(QPolygonF(points))
                points = []
            upto = band.end
            y = self._plot.y(band.dose_ng) if band.dose_ng else self._plot.area.bottom()
            begin = QPointF(self._plot.x(band.start), y)
            if condition:
                painter.setPen(dotted)
                painter.drawLine(points[-1], begin)
                painter.setPen(pen)
                painter.drawPolyline(QPolygonF(points))
                points = []
            points.append(begin)
            if band.gaps:
                painter.drawPolyline(QPolygonF(points))
                for start, end in self._apart(band):
                    painter.drawLine(QPointF(start, y), QPointF(end, y))
                points = []
            points.append(QPointF(self._plot.x(band.end), y))
            condition = band.condition
        painter.drawPolyline(QPolygonF(points))

    def _apart(self, band: Band) -> Iterator[tuple[float, float]]:
        """Yield the stretches with a dose of a phase; those that no eye tells apart as one."""
        least = 2 * self._plot.look.unit
        before: tuple[float, float] | None = None
        for first, last in band.dosed:
            start, end = self._plot.x(first), self._plot.x(last)
            if before is not None and start - before[1] < least:
                start = before[0]
            elif before is not None:
                yield before
            before = start, end
        if before is not None:
            yield before

    def _splits(self, painter: QPainter) -> None:
        """Draw where the dose of one time ends and that of the next begins."""
        painter.setPen(QPen(self._plot.look.color("s2"), self._plot.look.unit, Qt.PenStyle.DotLine))
        for band in self._plot.chart.bands:
            for y in map(self._plot.y, band.splits):
                painter.drawLine(QPointF(self._plot.x(band.start), y), QPointF(self._plot.x(band.end), y))
