"""Writes the words of the dose-over-time chart, each where nothing is written yet, and draws what they stand at."""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from ldn_desktop.ui.charts.chart_plot import ChartPlot


class ChartWords:
    """What is written on one plot: what follows its last day, maintenance, doses, conditions, today and dates."""

    def __init__(self, plot: ChartPlot) -> None:
        self._plot = plot
        self._headings: list[QRectF] = []
        self._written: list[QRectF] = []

    def paint(self, painter: QPainter, selected: int | None) -> None:
        """Write everything; ``selected`` is the index of the chosen phase."""
        self.behind(painter)
        self._maintenance(painter)
        self.labels(painter, selected)
        self._maintenance_line(painter)
        self.conditions(painter)
        self._dates(painter, self._today(painter))

    def behind(self, painter: QPainter) -> None:
        """Draw what follows the last day, before anything else is written."""
        self._headings.clear()
        self._goes_on(painter)
        self._waits(painter)

    def _goes_on(self, painter: QPainter) -> None:
        """Draw an arrow behind the last day, with its words above it."""
        chart, look = self._plot.chart, self._plot.look
        if not chart.goes_on:
            return
        y, left = self._plot.y(chart.bands[-1].dose_ng), self._plot.x(chart.bands[-1].end)
        tip = QPointF(min(left + self._plot.behind, self._plot.rect.right() - 4 * look.unit), y)
        side = 5 * look.unit
        painter.setPen(QPen(look.color("s2"), 2 * look.unit))
        painter.drawLine(QPointF(left, y), tip)
        painter.drawPolyline(QPolygonF([tip + QPointF(-side, -side), tip, tip + QPointF(-side, side)]))
        painter.setFont(look.tiny)
        painter.setPen(look.color("text3"))
        box = QRectF(
            left + 6 * look.unit,
            y - self._plot.tiny.height() - side,
            self._plot.behind,
            self._plot.tiny.height(),
        )
        self._headings.append(box)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, chart.goes_on)

    def _waits(self, painter: QPainter) -> None:
        """Draw a dashed line without a dose behind the last day, with its words above it."""
        chart, look, low = self._plot.chart, self._plot.look, self._plot.area.bottom()
        if not chart.waits:
            return
        left = self._plot.x(chart.bands[-1].end)
        pen = QPen(look.color("s2"), 2 * look.unit, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(left, self._plot.y(chart.bands[-1].dose_ng)), QPointF(left, low))
        painter.drawLine(QPointF(left, low), QPointF(self._plot.rect.right() - 4 * look.unit, low))
        painter.setFont(look.tiny)
        painter.setPen(look.color("text2"))
        high = self._plot.tiny.height()
        box = QRectF(left + 6 * look.unit, low - high - 3 * look.unit, self._plot.behind, high)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, chart.waits)

    def _maintenance(self, painter: QPainter) -> None:
        """Write how long titration and maintenance last, above the plot at either side of where they meet."""
        chart, look, plot = self._plot.chart, self._plot.look, self._plot.area
        if not chart.maintenance_from:
            return
        x, top = self._plot.x(chart.maintenance_from), self._plot.rect.top()
        painter.setPen(look.color("text3"))
        painter.setFont(look.tiny)
        gap, height = 8 * look.unit, self._plot.tiny.height()
        before = QRectF(plot.left(), top, x - gap - plot.left(), height)
        after = QRectF(x + gap, top, plot.right() - x - gap, height)
        for box, words, side in (
            (before, chart.titration_words, Qt.AlignmentFlag.AlignRight),
            (after, chart.maintenance_words, Qt.AlignmentFlag.AlignLeft),
        ):
            wide = self._plot.tiny.horizontalAdvance(words)
            if wide <= box.width():
                left = box.right() - wide if box is before else box.left()
                self._headings.append(QRectF(left, top, wide, height))
                painter.drawText(box, side | Qt.AlignmentFlag.AlignTop, words)

    def _maintenance_line(self, painter: QPainter) -> None:
        if self._plot.chart.maintenance_from:
            painter.setPen(QPen(self._plot.look.color("text3"), self._plot.look.unit, Qt.PenStyle.DashLine))
            self.upright(painter, self._plot.x(self._plot.chart.maintenance_from), self._plot.rect.top())

    def upright(self, painter: QPainter, x: float, y: float) -> None:
        """Draw a line from ``y`` down to the axis that leaves out what is written across it."""
        for box in sorted(self._written, key=QRectF.top):
            if box.left() <= x <= box.right() and box.bottom() > y:
                if box.top() > y:
                    painter.drawLine(QPointF(x, y), QPointF(x, box.top()))
                y = box.bottom()
        painter.drawLine(QPointF(x, y), QPointF(x, self._plot.area.bottom()))

    def labels(self, painter: QPainter, selected: int | None) -> None:
        """Write each dose above its step, leaving out those that would touch one already written."""
        look, unit = self._plot.look, self._plot.chart.unit
        order = sorted(self._plot.chart.bands, key=lambda band: (band.phase != selected, band.phase))
        last = self._plot.chart.bands[-1].phase
        order.sort(key=lambda band: band.phase not in {selected, last, 0})
        taken = self._written = list(self._headings)
        for band in order:
            font = QFont(look.small)
            font.setBold(band.phase == selected)
            metrics = QFontMetricsF(font)
            text = band.label if not unit or band.phase == last else band.label.removesuffix(f" {unit}")
            y = self._plot.y(band.dose_ng) if band.dose_ng else self._plot.area.bottom()
            step = self._plot.x(band.end) - self._plot.x(band.start)
            if metrics.horizontalAdvance(text) > step:
                text = text.replace(" (", "\n(")
            size = metrics.size(0, text)
            detail = self._plot.detail(band)
            beside = size.width() + self._plot.tiny.horizontalAdvance(detail) + 4 * look.unit
            if not detail or self._plot.tiny.horizontalAdvance(detail) > step:
                detail, beside = "", 0.0
            stacked = beside > step
            wide = (
                max(size.width(), beside - size.width()) if stacked else beside or size.width()
            ) + 2 * look.unit
            high = size.height() + (self._plot.tiny.height() if stacked else 0)
            left = (self._plot.x(band.start) + self._plot.x(band.end) - wide) / 2
            if wide > step:
                # What is too wide stands over the lower steps before it, clear of the rise after it.
                left = self._plot.x(band.end) - wide - look.unit
            left = min(max(left, self._plot.area.left()), self._plot.area.right() - wide)
            box = QRectF(left, y - high - 3 * look.unit, wide, high)
            if wide > step and box.right() > self._plot.x(band.end) and band.phase not in {selected, last}:
                # At the left edge there is no room to stand clear of the rise; the table says it.
                continue
            if any(box.intersects(other) for other in taken):
                continue
            taken.append(box)
            painter.setFont(font)
            painter.setPen(look.color("text" if band.measurable else "blocking"))
            side = Qt.AlignmentFlag.AlignHCenter if stacked or not detail else Qt.AlignmentFlag.AlignLeft
            painter.drawText(box.adjusted(look.unit, 0, 0, 0), side | Qt.AlignmentFlag.AlignTop, text)
            if detail:
                painter.setFont(look.tiny)
                painter.setPen(look.color("text2"))
                side = Qt.AlignmentFlag.AlignHCenter if stacked else Qt.AlignmentFlag.AlignRight
                # Beside a label both stand on one line.
                lower = 0 if stacked else metrics.descent() - self._plot.tiny.descent()
                painter.drawText(
                    box.adjusted(0, 0, -look.unit, -lower), side | Qt.AlignmentFlag.AlignBottom, detail
                )

    def conditions(self, painter: QPainter) -> None:
        """Write above and left of a rise on condition what it waits for, where nothing is written yet."""
        look = self._plot.look
        painter.setFont(look.tiny)
        painter.setPen(look.color("text2"))
        for band, following in pairwise(self._plot.chart.bands):
            wide, gap = self._plot.tiny.horizontalAdvance(band.condition), 5 * look.unit
            height = self._plot.tiny.height()
            high = min(
                self._plot.y(band.dose_ng), self._plot.y(following.dose_ng) if following.dose_ng else math.inf
            )
            box = QRectF(self._plot.x(band.end) - gap - wide, high - height - look.unit, wide, height)
            if (
                not band.condition
                or box.left() < self._plot.area.left()
                or any(map(self._ink(box).intersects, map(self._ink, self._written)))
            ):
                continue
            self._written.append(box)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, band.condition)

    def _ink(self, box: QRectF) -> QRectF:
        """Return what of a line of words is more than the room between two lines."""
        return box.adjusted(0, 2 * self._plot.look.unit, 0, -3 * self._plot.look.unit)

    def _today(self, painter: QPainter) -> QRectF:
        """Draw a line at today with its words below the axis; return the room that they take."""
        if self._plot.chart.today is None:
            return QRectF()
        look, plot = self._plot.look, self._plot.area
        x = self._plot.x(self._plot.chart.today) + plot.width() / self._plot.chart.days / 2
        painter.setPen(QPen(look.color("accent"), 2 * look.unit, Qt.PenStyle.DotLine))
        self.upright(painter, x, plot.top())
        font = QFont(look.tiny)
        font.setBold(True)
        metrics = QFontMetricsF(font)
        wide = metrics.horizontalAdvance(self._plot.chart.today_words)
        left = min(max(x - wide / 2, plot.left()), plot.right() - wide)
        box = QRectF(left, plot.bottom() + 4 * look.unit, wide, metrics.height())
        painter.setFont(font)
        painter.setPen(look.color("accent"))
        painter.drawText(QPointF(left, box.top() + metrics.ascent()), self._plot.chart.today_words)
        return box

    def _dates(self, painter: QPainter, now: QRectF) -> None:
        """Write the last day where it ends and the first of each phase below it, as far as today leaves room."""
        painter.setFont(self._plot.look.tiny)
        painter.setPen(self._plot.look.color("text3"))
        gap = 8 * self._plot.look.unit
        top, line = self._plot.area.bottom() + 4 * self._plot.look.unit, self._plot.tiny.height()
        taken = [] if now.isNull() else [now.adjusted(-gap, 0, gap, 0)]
        dates = [
            (max(self._plot.x(day) - self._plot.tiny.horizontalAdvance(words), self._plot.area.left()), words)
            for day, words in self._plot.chart.ends
        ]
        for band in self._plot.chart.bands:
            middle = self._plot.tiny.horizontalAdvance(band.date) / 2 if band.start else 0
            dates.append((max(self._plot.x(band.start) - middle, self._plot.area.left()), band.date))
        for left, words in dates:
            box = QRectF(left, top, self._plot.tiny.horizontalAdvance(words), line)
            if box.right() > self._plot.area.right() + 1 or any(box.intersects(other) for other in taken):
                continue
            painter.drawText(QPointF(left, top + self._plot.tiny.ascent()), words)
            taken.append(box.adjusted(-gap, 0, gap, 0))
