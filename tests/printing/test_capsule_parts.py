"""A part of a tablet is the filled share of a whole one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ldn_desktop.printing.capsule import paint_part_of_tablet

INK, PAPER = QColor("#000000"), QColor("#FFFFFF")
SIDE = 200


def dark(quarters: int) -> int:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(PAPER)
    painter = QPainter(image)
    paint_part_of_tablet(painter, QRectF(0, 0, SIDE, SIDE), quarters, INK, PAPER)
    painter.end()
    return sum(image.pixelColor(x, y).lightness() < 128 for x in range(0, SIDE, 4) for y in range(0, SIDE, 4))


def test_more_of_a_tablet_is_darker(qapp: QApplication) -> None:
    one, two, three = dark(1), dark(2), dark(3)
    assert one < two < three
    assert abs((three - two) - (two - one)) < two // 4


@pytest.mark.parametrize("quarters", [0, 4])
def test_none_and_all_are_no_part(qapp: QApplication, quarters: int) -> None:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    with pytest.raises(ValueError, match="no part"):
        paint_part_of_tablet(painter, QRectF(0, 0, SIDE, SIDE), quarters, INK, PAPER)
    painter.end()
