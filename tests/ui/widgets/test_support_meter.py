"""Support is said in words and in ink."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.support_meter import SupportMeter


def test_support_is_said_in_words(qtbot: QtBot) -> None:
    meter = SupportMeter(1, "practice custom")
    qtbot.addWidget(meter)
    assert meter.accessibleName() == "Support 1 of 4: practice custom"
    with pytest.raises(ValueError, match="outside 0 to 4"):
        meter.set_support(5, "")


def test_more_support_is_more_ink(qtbot: QtBot) -> None:
    meter = SupportMeter(0, "x")
    qtbot.addWidget(meter)
    before = meter.grab().toImage()
    meter.set_support(4, "x")
    assert meter.grab().toImage() != before
