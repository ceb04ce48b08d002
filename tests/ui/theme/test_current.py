"""The theme is worn in one way: it hangs on the application, and whatever there is follows it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.theme.current import Themed, current_theme
from ldn_desktop.ui.theme.theme import ThemeManager
from ldn_desktop.ui.widgets.buttons import MarkButton
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.chip import Chip
from tests.places import ROOT

# Without a screen there is nobody to be told the least size of a window; Qt says so at every one.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_parts_follow_the_application_s_theme_and_zoom(themes: ThemeManager, qtbot: QtBot) -> None:
    parts: list[QWidget] = [
        Card("Title"),
        Chip("0.5 mg"),
        MarkButton("cross", "Close"),
    ]
    for part in parts:
        qtbot.addWidget(part)
        part.show()
    never_shown = Chip("1 mg")
    qtbot.addWidget(never_shown)
    parts.append(never_shown)
    before = [part.sizeHint().height() for part in parts]
    themes.set_zoom(200)
    themes.set_mode("dark")
    assert all(part.sizeHint().height() > high for part, high in zip(parts, before, strict=True))
    assert all(isinstance(part, Themed) and part.theme == themes.theme for part in parts)


class Holder(Themed, QWidget):
    """Tells what what it holds was when it applied the theme."""

    def __init__(self) -> None:
        super().__init__()
        self.held = MarkButton("cross", "Close", parent=self)
        self.apply_theme()

    def apply_theme(self) -> None:
        self.width_held = self.held.width()


def test_what_a_widget_holds_has_followed_before_it(themes: ThemeManager, qtbot: QtBot) -> None:
    holder = Holder()
    qtbot.addWidget(holder)
    for percent in (200, 80):
        themes.set_zoom(percent)
        assert holder.width_held == holder.held.width() == current_theme().px(24)


def _handed_down() -> Iterator[str]:
    """Yield what is made with a theme, or is told one."""
    for path in (ROOT / "ldn_desktop" / "ui").rglob("*.py"):
        if path.parent.name != "theme":
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.FunctionDef):
                    names = [argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)]
                    if node.name == "set_theme" or (node.name == "__init__" and "theme" in names):
                        yield f"{path.name}: {node.name}, line {node.lineno}"


def test_nobody_hands_a_theme_down() -> None:
    assert not [*_handed_down()]
