"""A manager of themes that leaves the application as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ldn_desktop.ui.theme.theme import ThemeManager
from tests.places import RESOURCES


@pytest.fixture
def resources() -> Path:
    return RESOURCES


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeManager]:
    font = qapp.font()
    manager = ThemeManager(qapp, RESOURCES)
    manager.set_mode("light")
    yield manager
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setProperty("ldnTheme", None)
    manager.deleteLater()
