"""Parts of the window follow theme and zoom, and are large enough to be hit."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.theme.theme import ThemeManager
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.chip import Chip
from ldn_desktop.ui.widgets.mark_button import MarkButton
from ldn_desktop.ui.widgets.support_meter import SupportMeter

# Without a screen there is nobody to be told the least size of a window; Qt says so at every one.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_parts_follow_the_application_s_theme_and_zoom(themes: ThemeManager, qtbot: QtBot) -> None:
    parts: list[QWidget] = [
        Card("Title", themes.theme),
        Chip("0.5 mg"),
        SupportMeter(1, "x"),
        MarkButton("cross", "Close"),
    ]
    for part in parts:
        qtbot.addWidget(part)
        part.show()
    never_shown = SupportMeter(1, "x")
    qtbot.addWidget(never_shown)
    before = [part.sizeHint().height() for part in parts]
    themes.set_zoom(200)
    themes.set_mode("dark")
    assert all(part.sizeHint().height() > high for part, high in zip(parts, before, strict=True))
    never_shown.show()
    parts.append(never_shown)
    assert all(getattr(part, "theme") == themes.theme for part in parts)  # noqa: B009 - a mix-in's property


def test_every_pointer_target_is_large_enough(themes: ThemeManager, qtbot: QtBot) -> None:
    for part in (Chip("1 mg"), MarkButton("cross", "Close")):
        qtbot.addWidget(part)
        assert min(part.sizeHint().width(), part.sizeHint().height()) >= 24
