"""Chips: changed and removed, drawn by their kind."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.theme.theme import ThemeManager
from ldn_desktop.ui.widgets.buttons import MarkButton
from ldn_desktop.ui.widgets.chip import KINDS, Chip

# Without a screen there is nobody to be told the least size of a window; Qt says so at every one.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_a_chip_is_changed_and_removed_by_mouse_and_keys(qtbot: QtBot) -> None:
    chip = Chip("0.5 mg")
    qtbot.addWidget(chip)
    chip.show()
    with qtbot.waitSignal(chip.activated):
        QTest.keyClick(chip, Qt.Key.Key_Return)
    with qtbot.waitSignal(chip.remove_requested):
        QTest.keyClick(chip, Qt.Key.Key_Delete)
    cross = chip.findChildren(MarkButton)[0]
    with qtbot.waitSignal(chip.remove_requested), qtbot.assertNotEmitted(chip.activated):
        QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert cross.accessibleName() == "Remove 0.5 mg"
    assert "(Del)" in cross.toolTip()


def test_the_cross_of_a_chip_stays_in_it_at_any_size_of_letters(themes: ThemeManager, qtbot: QtBot) -> None:
    chip = Chip("0.5 mg")
    qtbot.addWidget(chip)
    for percent in (200, 100, 250):
        themes.set_zoom(percent)
        cross = chip.findChildren(MarkButton)[0].geometry()
        assert chip.rect().contains(cross)
        assert abs(cross.center().y() - chip.rect().center().y()) <= 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_chip_of_every_kind_has_a_drawing(qtbot: QtBot, kind: str) -> None:
    chip = Chip("x", kind=kind, level=3)
    qtbot.addWidget(chip)
    image = chip.grab().toImage()
    drawn = {image.pixelColor(x, y).name() for x in range(8, 36) for y in range(image.height())}
    assert chip.theme.hex("s2").lower() in drawn
    with pytest.raises(ValueError, match="spoon"):
        Chip("x", kind="spoon")


def test_every_pointer_target_is_large_enough(themes: ThemeManager, qtbot: QtBot) -> None:
    for part in (Chip("1 mg"), MarkButton("cross", "Close")):
        qtbot.addWidget(part)
        assert min(part.sizeHint().width(), part.sizeHint().height()) >= 24
