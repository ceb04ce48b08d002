"""A reference page on the shipped content, with notes of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ldn_desktop.reference.content import Content
from ldn_desktop.ui.reference.page import ReferencePage
from ldn_desktop.ui.theme.theme import ThemeManager
from tests.places import SHIPPED


@pytest.fixture(scope="session")
def content() -> Content:
    """The shipped content, read once."""
    return Content(SHIPPED)


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, content: Content, themes: ThemeManager) -> ReferencePage:
    """A page on its first article."""
    made = ReferencePage(content, tmp_path / "reader.json", themes.icons)
    qtbot.addWidget(made)
    made.resize(1368, 850)
    made.show()
    made.open(made.first)
    return made
