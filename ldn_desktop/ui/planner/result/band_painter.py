"""Paints the bands of a calendar: a phase across its days of a week, with as many of its words as have room."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from ldn_desktop.workspace.month_calendar import WeekBand


class CalendarLook(NamedTuple):
    """Fonts and colours of a calendar; ``color`` maps a role of the theme."""

    color: Callable[[str], QColor]
    small: QFont
    tiny: QFont
    unit: float = 1.0


class BandPainter:
    """Paints with the fonts and colours of a calendar."""

    def __init__(self, look: CalendarLook) -> None:
        self._look, self._small = look, QFontMetricsF(look.small)

    def paint(self, painter: QPainter, band: WeekBand, box: QRectF, *, chosen: bool) -> None:
        """Paint a band over the days that are its box."""
        look = self._look
        box = box.adjusted(2 * look.unit, 0, -2 * look.unit, 0)
        role, edge = ("s1", "s2") if chosen else ("soft", "s1")
        pen = QPen(look.color(edge), look.unit)
        if band.pause:
            role, pen = "sunken", QPen(look.color("control"), look.unit, Qt.PenStyle.DashLine)
        if not band.measurable:
            role, pen = "blocking_bg", QPen(look.color("blocking"), look.unit, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QBrush(look.color(role)))
        painter.drawRoundedRect(box, 3 * look.unit, 3 * look.unit)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._words(painter, band, box.adjusted(6 * look.unit, 0, -4 * look.unit, 0), chosen=chosen)

    def holds(self, band: WeekBand, width: float) -> bool:
        """Tell whether a band over days of a width has room for its own words."""
        font = QFont(self._look.small)
        font.setBold(True)
        return QFontMetricsF(font).horizontalAdvance(band.strong) <= width - 14 * self._look.unit

    def _words(self, painter: QPainter, band: WeekBand, box: QRectF, *, chosen: bool) -> None:
        look = self._look
        role = "text" if chosen else "on_soft" if band.measurable and not band.pause else "text2"
        painter.setPen(look.color(role if band.measurable else "text"))
        strong, font = self._strong(band, box.width())
        if strong:
            painter.setFont(font)
            side = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
            painter.drawText(box, int(side), strong)
            box = box.adjusted(QFontMetricsF(font).horizontalAdvance(strong) + 4 * look.unit, 0, 0, 0)
        quiet = f"· {band.quiet}" if band.strong or strong else band.quiet
        if self._small.horizontalAdvance(quiet) <= box.width():
            painter.setFont(look.small)
            if not band.measurable:
                painter.setPen(look.color("blocking"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, quiet)

    def _strong(self, band: WeekBand, room: float) -> tuple[str, QFont]:
        """Return what of a band's own words has room, and in which letters; no band is without its dose.

        Where not even the dose in both units has room, it stands in the first of them, in the smallest letters.
        """
        font = QFont(self._look.small)
        font.setBold(True)
        briefest = band.brief.partition(" (")[0]
        texts = [text for text in (band.strong, band.brief, briefest) if text]
        for text in texts:
            if QFontMetricsF(font).horizontalAdvance(text) <= room:
                return text, font
        tiny = QFont(self._look.tiny)
        tiny.setBold(True)
        return (texts[-1] if texts else ""), tiny
