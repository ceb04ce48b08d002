"""Capsules, tablets and syringes are drawn by their strength, part and filling."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ldn_desktop.printing.capsule import (
    LEVELS,
    capsule_size,
    paint_capsule,
    paint_part_of_tablet,
    paint_syringe,
    paint_tablet,
    paper_capsule_size,
)

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


def painted(paint: object, *arguments: object) -> int:
    """Return how many points of 60 × 24 are black after a painter has worked."""
    image = QImage(60, 24, QImage.Format.Format_RGB32)
    image.fill(PAPER)
    painter = QPainter(image)
    assert callable(paint)
    paint(painter, QRectF(0, 0, 60, 24), *arguments)
    painter.end()
    return sum(image.pixelColor(x, y).lightness() < 128 for x in range(60) for y in range(24))


def test_more_strength_is_more_ink_and_more_room() -> None:
    ink = [painted(paint_capsule, level, INK, PAPER) for level in range(LEVELS)]
    assert ink[0] < ink[2] <= ink[3]
    assert ink[0] < ink[1]
    sizes = [capsule_size(level) for level in range(LEVELS)]
    assert [(s.width(), s.height()) for s in sizes] == sorted((s.width(), s.height()) for s in sizes)
    assert capsule_size(0, 2.0) == capsule_size(0) * 2
    assert paper_capsule_size(3, 150).width() == 98


def test_half_a_tablet_is_less_than_a_whole() -> None:
    whole, half, quarter = (painted(paint_tablet, 3, INK, PAPER, part) for part in (4, 2, 1))
    assert whole > half > quarter > 0
    with pytest.raises(ValueError, match="no part"):
        painted(paint_tablet, 3, INK, PAPER, 0)


def test_a_syringe_is_filled_to_its_mark_and_not_beyond() -> None:
    ink = [painted(paint_syringe, part, INK, PAPER) for part in (0.0, 0.5, 1.0, 7.0)]
    assert ink[0] < ink[1] < ink[2] == ink[3]


def test_an_unknown_filling_is_refused() -> None:
    with pytest.raises(IndexError):
        capsule_size(4)
