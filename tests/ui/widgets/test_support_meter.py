"""Support is said in ink too; the words stand beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ldn_desktop.ui.widgets.support_meter import SQUARES, paint_meter


def ink(level: int) -> int:
    image = QImage(60, 20, QImage.Format.Format_RGB32)
    image.fill("white")
    painter = QPainter(image)
    paint_meter(painter, QRectF(0, 0, 60, 20), level, QColor("black"))
    painter.end()
    return sum(image.pixelColor(x, y).lightness() < 128 for x in range(60) for y in range(20))


def test_more_support_is_more_ink(qapp: QApplication) -> None:
    inks = [ink(level) for level in range(SQUARES + 1)]
    assert inks == sorted(set(inks))
    assert inks[0] > 0
