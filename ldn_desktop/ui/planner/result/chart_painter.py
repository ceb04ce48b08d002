"""Paints the dose-over-time chart, on a widget as on paper."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from ldn_desktop.workspace.dose_chart import Band, DoseChart


class ChartLook(NamedTuple):
    """Fonts and colours of a chart; ``color`` maps a role of the theme. ``area`` is off on paper."""

    color: Callable[[str], QColor]
    small: QFont
    tiny: QFont
    unit: float = 1.0
    area: bool = True


class ChartPainter:
    """One chart laid out in one rectangle."""

    def __init__(self, chart: DoseChart, rect: QRectF, look: ChartLook) -> None:
        self._chart, self._look = chart, look
        small, tiny = QFontMetricsF(look.small), QFontMetricsF(look.tiny)
        self._small, self._tiny = small, tiny
        left = max(tiny.horizontalAdvance(mark.label) for mark in chart.marks) + 10 * look.unit
        follows = chart.goes_on or chart.waits
        self._behind = tiny.horizontalAdvance(follows) + 8 * look.unit if follows else 0
        wide = max(rect.width() - left - 12 * look.unit - self._behind, 10)
        head = small.height() + (tiny.height() if chart.maintenance_from else 0) + 10 * look.unit
        if any(self._stacked(band, wide * (band.end - band.start) / chart.days) for band in chart.bands):
            head += tiny.height()
        self._plot = QRectF(
            rect.left() + left,
            rect.top() + head,
            wide,
            max(rect.height() - head - tiny.height() - 8 * look.unit, 10),
        )
        self._rect = rect
        self._headings: list[QRectF] = []
        self._written: list[QRectF] = []

    def band_at(self, x: float) -> int | None:
        """Return the index of the band below a horizontal position, or ``None`` beside the plot."""
        for band in self._chart.bands:
            if self._x(band.start) <= x < self._x(band.end):
                return band.phase
        return None

    def paint(self, painter: QPainter, selected: int | None) -> None:
        """Paint everything; ``selected`` is the index of the chosen phase."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._headings.clear()
        self._axes(painter)
        if self._look.area:
            self._areas(painter, selected)
        painter.setPen(QPen(self._look.color("control"), self._look.unit))
        painter.drawLine(self._plot.bottomLeft(), self._plot.bottomRight())
        self._barred(painter)
        self._unmeasurable(painter)
        if self._chart.before:
            self._line(
                painter,
                self._chart.before,
                QPen(self._look.color("text3"), self._look.unit, Qt.PenStyle.DashLine),
            )
        self._line(painter, self._chart.bands, QPen(self._look.color("s2"), 2 * self._look.unit))
        self._splits(painter)
        self._goes_on(painter)
        self._waits(painter)
        self._maintenance(painter)
        self._labels(painter, selected)
        self._conditions(painter)
        now = self._today(painter)
        self._dates(painter, now)

    def _x(self, day: int) -> float:
        return self._plot.left() + self._plot.width() * day / self._chart.days

    def _y(self, dose_ng: int) -> float:
        chart, plot = self._chart, self._plot
        if chart.logarithmic:
            low = math.log10(chart.bottom_ng) - 0.12
            high = math.log10(chart.top_ng)
            share = 0.0 if dose_ng <= 0 else (math.log10(dose_ng) - low) / max(high - low, 0.1)
        else:
            share = dose_ng / chart.top_ng
        return plot.bottom() - plot.height() * share

    def _axes(self, painter: QPainter) -> None:
        look, plot = self._look, self._plot
        painter.setFont(look.tiny)
        lowest = math.inf
        for mark in self._chart.marks:
            y = self._y(mark.dose_ng)
            painter.setPen(QPen(look.color("grid"), look.unit))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            if lowest - y < self._tiny.height() * 0.9:
                continue
            lowest = y
            label = mark.label.removesuffix(f" {self._chart.unit}") if self._chart.unit else mark.label
            box = QRectF(
                self._rect.left(),
                y - self._tiny.height(),
                plot.left() - 8 * look.unit - self._rect.left(),
                2 * self._tiny.height(),
            )
            painter.setPen(look.color("text3"))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, label)
        painter.setPen(look.color("text3"))
        words = "log scale" if self._chart.logarithmic else self._chart.unit
        top = QRectF(
            self._rect.left(),
            self._rect.top(),
            max(plot.left() - 8 * look.unit - self._rect.left(), self._tiny.horizontalAdvance("log scale")),
            self._tiny.height(),
        )
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, words)

    def _areas(self, painter: QPainter, selected: int | None) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for band in self._chart.bands:
            for box in self._boxes(band):
                painter.setBrush(self._look.color("s1" if band.phase == selected else "soft"))
                painter.drawRect(box)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _boxes(self, band: Band) -> Iterator[QRectF]:
        top = self._y(band.dose_ng)
        for left, right in self._apart(band):
            yield QRectF(left, top, right - left, self._plot.bottom() - top)

    def _barred(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(self._look.color("blocking"), Qt.BrushStyle.BDiagPattern))
        for start, end in self._chart.barred:
            left = self._x(start)
            painter.drawRect(QRectF(left, self._plot.top(), self._x(end) - left, self._plot.height()))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _unmeasurable(self, painter: QPainter) -> None:
        look = self._look
        for band in self._chart.bands:
            for box in () if band.measurable else self._boxes(band):
                painter.setPen(QPen(look.color("blocking"), look.unit, Qt.PenStyle.DashLine))
                painter.setBrush(QBrush(look.color("blocking"), Qt.BrushStyle.BDiagPattern))
                painter.drawRect(box)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _line(self, painter: QPainter, bands: tuple[Band, ...], pen: QPen) -> None:
        """Draw the dose over the days that have it; what leads to a dose on condition alone is dotted."""
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        dotted = QPen(pen)
        dotted.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        points: list[QPointF] = []
        condition = ""
        for band in bands:
            y = self._y(band.dose_ng) if band.dose_ng else self._plot.bottom()
            begin = QPointF(self._x(band.start), y)
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
            points.append(QPointF(self._x(band.end), y))
            condition = band.condition
        painter.drawPolyline(QPolygonF(points))

    def _apart(self, band: Band) -> Iterator[tuple[float, float]]:
        """Yield the stretches with a dose of a phase; those that no eye tells apart as one."""
        least = 2 * self._look.unit
        before: tuple[float, float] | None = None
        for first, last in band.dosed:
            start, end = self._x(first), self._x(last)
            if before is not None and start - before[1] < least:
                start = before[0]
            elif before is not None:
                yield before
            before = start, end
        if before is not None:
            yield before

    def _splits(self, painter: QPainter) -> None:
        """Draw where the dose of one time ends and that of the next begins."""
        painter.setPen(QPen(self._look.color("s2"), self._look.unit, Qt.PenStyle.DotLine))
        for band in self._chart.bands:
            for y in map(self._y, band.splits):
                painter.drawLine(QPointF(self._x(band.start), y), QPointF(self._x(band.end), y))

    def _goes_on(self, painter: QPainter) -> None:
        """Draw an arrow behind the last day, with its words above it."""
        chart, look = self._chart, self._look
        if not chart.goes_on:
            return
        y, left = self._y(chart.bands[-1].dose_ng), self._x(chart.bands[-1].end)
        tip = QPointF(min(left + self._behind, self._rect.right() - 4 * look.unit), y)
        side = 5 * look.unit
        painter.setPen(QPen(look.color("s2"), 2 * look.unit))
        painter.drawLine(QPointF(left, y), tip)
        painter.drawPolyline(QPolygonF([tip + QPointF(-side, -side), tip, tip + QPointF(-side, side)]))
        painter.setFont(look.tiny)
        painter.setPen(look.color("text3"))
        box = QRectF(left + 6 * look.unit, y - self._tiny.height() - side, self._behind, self._tiny.height())
        self._headings.append(box)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, chart.goes_on)

    def _waits(self, painter: QPainter) -> None:
        """Draw a dashed line without a dose behind the last day, with its words above it."""
        chart, look, low = self._chart, self._look, self._plot.bottom()
        if not chart.waits:
            return
        left = self._x(chart.bands[-1].end)
        pen = QPen(look.color("s2"), 2 * look.unit, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(left, self._y(chart.bands[-1].dose_ng)), QPointF(left, low))
        painter.drawLine(QPointF(left, low), QPointF(self._rect.right() - 4 * look.unit, low))
        painter.setFont(look.tiny)
        painter.setPen(look.color("text2"))
        high = self._tiny.height()
        box = QRectF(left + 6 * look.unit, low - high - 3 * look.unit, self._behind, high)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, chart.waits)

    def _maintenance(self, painter: QPainter) -> None:
        chart, look, plot = self._chart, self._look, self._plot
        if not chart.maintenance_from:
            return
        x, top = self._x(chart.maintenance_from), self._rect.top()
        painter.setPen(QPen(look.color("text3"), look.unit, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, top), QPointF(x, plot.bottom()))
        painter.setPen(look.color("text3"))
        painter.setFont(look.tiny)
        gap, height = 8 * look.unit, self._tiny.height()
        before = QRectF(plot.left(), top, x - gap - plot.left(), height)
        after = QRectF(x + gap, top, plot.right() - x - gap, height)
        for box, words, side in (
            (before, chart.titration_words, Qt.AlignmentFlag.AlignRight),
            (after, chart.maintenance_words, Qt.AlignmentFlag.AlignLeft),
        ):
            wide = self._tiny.horizontalAdvance(words)
            if wide <= box.width():
                left = box.right() - wide if box is before else box.left()
                self._headings.append(QRectF(left, top, wide, height))
                painter.drawText(box, side | Qt.AlignmentFlag.AlignTop, words)

    def _labels(self, painter: QPainter, selected: int | None) -> None:
        """Write each dose above its step, leaving out those that would touch one already written."""
        look, unit = self._look, self._chart.unit
        order = sorted(self._chart.bands, key=lambda band: (band.phase != selected, band.phase))
        last = self._chart.bands[-1].phase
        order.sort(key=lambda band: band.phase not in {selected, last, 0})
        taken = self._written = list(self._headings)
        for band in order:
            font = QFont(look.small)
            font.setBold(band.phase == selected)
            metrics = QFontMetricsF(font)
            text = band.label if not unit or band.phase == last else band.label.removesuffix(f" {unit}")
            y = self._y(band.dose_ng) if band.dose_ng else self._plot.bottom()
            step = self._x(band.end) - self._x(band.start)
            if metrics.horizontalAdvance(text) > step:
                text = text.replace(" (", "\n(")
            size = metrics.size(0, text)
            detail = self._detail(band)
            beside = size.width() + self._tiny.horizontalAdvance(detail) + 4 * look.unit
            if not detail or self._tiny.horizontalAdvance(detail) > step:
                detail, beside = "", 0.0
            stacked = beside > step
            wide = (
                max(size.width(), beside - size.width()) if stacked else beside or size.width()
            ) + 2 * look.unit
            high = size.height() + (self._tiny.height() if stacked else 0)
            left = (self._x(band.start) + self._x(band.end) - wide) / 2
            if wide > step:
                # What is too wide stands over the lower steps before it, clear of the rise after it.
                left = self._x(band.end) - wide - look.unit
            left = min(max(left, self._plot.left()), self._plot.right() - wide)
            box = QRectF(left, y - high - 3 * look.unit, wide, high)
            if wide > step and box.right() > self._x(band.end) and band.phase not in {selected, last}:
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
                lower = 0 if stacked else metrics.descent() - self._tiny.descent()
                painter.drawText(
                    box.adjusted(0, 0, -look.unit, -lower), side | Qt.AlignmentFlag.AlignBottom, detail
                )

    def _detail(self, band: Band) -> str:
        """Return what a label leaves open; the unit stands on the axis."""
        return band.detail.replace(f" {self._chart.unit}", "") if self._chart.unit else band.detail

    def _stacked(self, band: Band, step: float) -> bool:
        """Tell whether the detail of a label stands below it, for beside it there is no room."""
        detail = self._tiny.horizontalAdvance(self._detail(band))
        return bool(band.detail) and detail <= step < detail + self._small.horizontalAdvance(band.label)

    def _conditions(self, painter: QPainter) -> None:
        """Write above and left of a rise on condition what it waits for, where nothing is written yet."""
        look = self._look
        painter.setFont(look.tiny)
        painter.setPen(look.color("text2"))
        for band, following in pairwise(self._chart.bands):
            wide, gap = self._tiny.horizontalAdvance(band.condition), 5 * look.unit
            height = self._tiny.height()
            high = min(self._y(band.dose_ng), self._y(following.dose_ng) if following.dose_ng else math.inf)
            box = QRectF(self._x(band.end) - gap - wide, high - height - look.unit, wide, height)
            if (
                not band.condition
                or box.left() < self._plot.left()
                or any(map(self._ink(box).intersects, map(self._ink, self._written)))
            ):
                continue
            self._written.append(box)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, band.condition)

    def _ink(self, box: QRectF) -> QRectF:
        """Return what of a line of words is more than the room between two lines."""
        return box.adjusted(0, 2 * self._look.unit, 0, -3 * self._look.unit)

    def _today(self, painter: QPainter) -> QRectF:
        """Draw a line at today with its words below the axis; return the room that they take."""
        if self._chart.today is None:
            return QRectF()
        look, plot = self._look, self._plot
        x = self._x(self._chart.today) + plot.width() / self._chart.days / 2
        painter.setPen(QPen(look.color("accent"), 2 * look.unit, Qt.PenStyle.DotLine))
        # The line leaves out the doses that are written across it.
        y = plot.top()
        for box in sorted(self._written, key=QRectF.top):
            if box.left() <= x <= box.right() and box.bottom() > y:
                if box.top() > y:
                    painter.drawLine(QPointF(x, y), QPointF(x, box.top()))
                y = box.bottom()
        painter.drawLine(QPointF(x, y), QPointF(x, plot.bottom()))
        font = QFont(look.tiny)
        font.setBold(True)
        metrics = QFontMetricsF(font)
        wide = metrics.horizontalAdvance(self._chart.today_words)
        left = min(max(x - wide / 2, plot.left()), plot.right() - wide)
        box = QRectF(left, plot.bottom() + 4 * look.unit, wide, metrics.height())
        painter.setFont(font)
        painter.setPen(look.color("accent"))
        painter.drawText(QPointF(left, box.top() + metrics.ascent()), self._chart.today_words)
        return box

    def _dates(self, painter: QPainter, now: QRectF) -> None:
        """Write the last day where it ends and the first of each phase below it, as far as today leaves room."""
        painter.setFont(self._look.tiny)
        painter.setPen(self._look.color("text3"))
        gap = 8 * self._look.unit
        top, line = self._plot.bottom() + 4 * self._look.unit, self._tiny.height()
        taken = [] if now.isNull() else [now.adjusted(-gap, 0, gap, 0)]
        dates = [
            (max(self._x(day) - self._tiny.horizontalAdvance(words), self._plot.left()), words)
            for day, words in self._chart.ends
        ]
        for band in self._chart.bands:
            middle = self._tiny.horizontalAdvance(band.date) / 2 if band.start else 0
            dates.append((max(self._x(band.start) - middle, self._plot.left()), band.date))
        for left, words in dates:
            box = QRectF(left, top, self._tiny.horizontalAdvance(words), line)
            if box.right() > self._plot.right() + 1 or any(box.intersects(other) for other in taken):
                continue
            painter.drawText(QPointF(left, top + self._tiny.ascent()), words)
            taken.append(box.adjusted(-gap, 0, gap, 0))
