"""A shortened label shows the whole in its tooltip."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.elide_label import ElideLabel

# Without a screen there is nobody to be told the least size of a window; Qt says so at every one.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_a_shortened_label_shows_the_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElideLabel("A title that is much too long")
    qtbot.addWidget(label)
    label.resize(40, 20)
    label.show()
    assert label.shortened
    assert label.toolTip() == "A title that is much too long"
    label.resize(600, 20)
    assert (label.shortened, label.toolTip()) == (False, "")
