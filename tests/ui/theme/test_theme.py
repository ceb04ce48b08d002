"""The theme as Qt wears it: colours, sizes, style sheet, zoom, and what happens when it changes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibilityHints, QFont, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QLineEdit,
    QMessageBox,
    QProxyStyle,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ldn_desktop.printing.fonts import FontError, load_fonts
from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.theme.look import palette, theme_named
from ldn_desktop.ui.theme.sheet_images import write_images
from ldn_desktop.ui.theme.stylesheet import stylesheet
from ldn_desktop.ui.theme.theme import Mode, ThemeManager, font_of
from ldn_desktop.ui.theme.tokens import THEMES
from tests.ui.theme.contrast import GRAPHIC, TEXT, ratio

# Without a screen there is nobody to be told the least size of a window; Qt says so at every one.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.mark.parametrize(
    ("scale", "field", "row", "dense", "small"),
    [(1.0, 28, 32, 25, 24), (2.0, 46, 50, 43, 40)],
)
def test_heights_follow_the_letters(scale: float, field: int, row: int, dense: int, small: int) -> None:
    theme = theme_named("light", scale)
    assert theme.field_height() == field
    assert theme.row_height() == row
    assert theme.row_height(dense=True) == dense
    assert theme.field_height(small=True) == small


def test_a_hairline_never_vanishes() -> None:
    assert theme_named("light", 0.8).px(0.5) == 1
    assert theme_named("light", 0.8).px(0) == 0


@pytest.mark.parametrize("scale", [0.79, 2.51])
def test_a_scale_outside_the_range_is_refused(scale: float) -> None:
    with pytest.raises(ValueError, match="scale"):
        theme_named("light", scale)


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(KeyError):
        theme_named("light").color("pink")


@pytest.mark.parametrize("name", sorted(THEMES))
def test_the_palette_can_be_read(name: str) -> None:
    made = palette(theme_named(name))
    roles = QPalette.ColorRole
    for ink, ground, needs in (
        (roles.WindowText, roles.Window, TEXT),
        (roles.Text, roles.Base, TEXT),
        (roles.ButtonText, roles.Button, TEXT),
        (roles.HighlightedText, roles.Highlight, TEXT),
        (roles.PlaceholderText, roles.Base, TEXT),
        (roles.ToolTipText, roles.ToolTipBase, TEXT),
    ):
        assert ratio(made.color(ink).name(), made.color(ground).name()) >= needs, ink
    off = QPalette.ColorGroup.Disabled
    assert ratio(made.color(off, roles.Text).name(), made.color(off, roles.Base).name()) >= GRAPHIC


@pytest.mark.parametrize("name", sorted(THEMES))
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.5])
def test_the_style_sheet_is_filled_in_completely(
    name: str, scale: float, resources: Path, tmp_path: Path
) -> None:
    theme = theme_named(name, scale)
    images = write_images(IconSet(resources), theme, tmp_path)
    sheet = stylesheet(theme, images)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    named = set(re.findall(r"url\(([^)]+)\)", sheet))
    assert named
    assert all(Path(address).is_file() for address in named)


def test_fonts_are_the_program_s_own_and_figures_tabular(qapp: QApplication, resources: Path) -> None:
    assert load_fonts(resources) == "Noto Sans"
    font = theme_named("light").font("body")
    assert font.featureValue(QFont.Tag("tnum")) == 1
    assert font.pixelSize() == 13
    assert theme_named("light").font("headline").bold()


def test_a_missing_font_is_named(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(FontError, match=r"NotoSans-Regular\.ttf is missing"):
        load_fonts(tmp_path)


def test_a_broken_font_is_named(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "NotoSans-Regular.ttf").write_bytes(b"")
    with pytest.raises(FontError, match=r"NotoSans-Regular\.ttf cannot be read"):
        load_fonts(tmp_path)


def test_choosing_a_theme_dresses_the_application(
    themes: ThemeManager, qapp: QApplication, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(themes.changed) as told:
        themes.set_mode("dark")
    assert told.args == [themes.theme]
    assert themes.theme.color("window").lightness() < themes.theme.color("text").lightness()
    assert current_theme() == themes.theme
    assert qapp.palette().color(QPalette.ColorRole.Window) == themes.theme.color("window")
    assert themes.theme.hex("accent") in qapp.styleSheet()


def test_high_contrast_that_the_system_takes_on_meanwhile_is_followed(
    themes: ThemeManager, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows tells it on Alt+Shift+Print; what the system's answer then is, is made up here."""
    themes.set_mode("system")
    answer = Qt.ContrastPreference.HighContrast
    monkeypatch.setattr(QAccessibilityHints, "contrastPreference", lambda _hints: answer)
    with qtbot.waitSignal(themes.changed):
        qapp.styleHints().accessibility().contrastPreferenceChanged.emit(answer)
    assert themes.theme.high_contrast
    assert qapp.palette().color(QPalette.ColorRole.Window) == themes.theme.color("window")


def test_lists_and_menus_wear_the_program_s_letters_whatever_the_system_gives_them(
    themes: ThemeManager, qapp: QApplication
) -> None:
    """Windows gives lists, menus and tips letters of its own, of a size that no zoom changes, anew with every sheet."""
    for zoom in (100, 200):
        themes.set_zoom(zoom)
        body = themes.theme.font("body")
        for kind in ("QAbstractItemView", "QMenu", "QTipLabel"):
            assert font_of(kind) == body
            # Its stub asks for bytes, which it refuses.
            qapp.setFont(QFont("DejaVu Serif", 30), kind)  # type: ignore[arg-type]
            assert font_of(kind) != body
        themes.give_letters()
        assert {font_of(kind) == body for kind in ("QAbstractItemView", "QMenu", "QTipLabel")} == {True}


def test_choosing_the_same_theme_again_changes_nothing(themes: ThemeManager, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(themes.changed):
        themes.set_mode("light")


def test_an_unknown_theme_is_refused(themes: ThemeManager) -> None:
    with pytest.raises(ValueError, match="sepia"):
        themes.set_mode("sepia")  # type: ignore[arg-type]  # what a broken settings file might hold


@pytest.mark.parametrize(("asked", "got"), [(100, 100), (200, 200), (10, 80), (900, 250)])
def test_zoom_stays_within_reason_and_scales_the_letters(
    themes: ThemeManager, qapp: QApplication, asked: int, got: int
) -> None:
    themes.set_zoom(asked)
    assert themes.zoom == got
    assert qapp.font().pixelSize() == round(13 * got / 100)


def test_fields_and_buttons_have_the_height_of_the_theme(themes: ThemeManager, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    parts = [QLineEdit(), QPushButton("Save")]
    for part in parts:
        column.addWidget(part)
    for zoom in (100, 200):
        themes.set_zoom(zoom)
        assert [part.sizeHint().height() for part in parts] == [themes.theme.field_height()] * 2


@pytest.mark.parametrize("name", sorted(THEMES))
@pytest.mark.parametrize("role", ["button", "primary", "flat", "link", "toggle", "field"])
def test_the_keyboard_s_place_is_seen_and_moves_nothing(
    themes: ThemeManager, qtbot: QtBot, name: Mode, role: str
) -> None:
    themes.set_mode(name)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    button, other = QPushButton("Save"), QLineEdit()
    button.setProperty("role", role)
    column.addWidget(other)
    column.addWidget(button)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    other.setFocus()
    before, size = window.grab(button.geometry()).toImage(), button.sizeHint()
    button.setFocus()
    after = window.grab(button.geometry()).toImage()
    middle = before.height() // 2
    ring = {after.pixelColor(x, middle).name() for x in (0, 1)}
    assert ring == {themes.theme.hex("focus").lower()}
    assert after != before
    assert button.sizeHint() == size


class _DesktopStyle(QProxyStyle):
    """A style of a desktop that puts its own pictures on the buttons of dialogs."""

    def styleHint(self, hint: QStyle.StyleHint, *rest: Any) -> int:  # noqa: N802 - Qt calls it so
        if hint == QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons:
            return 1
        return super().styleHint(hint, *rest)


@pytest.mark.parametrize("kind", [QWidget, QMessageBox])
def test_buttons_of_dialogs_have_no_pictures_of_the_desktop(
    qtbot: QtBot, themes: ThemeManager, kind: type[QWidget]
) -> None:
    outer = kind()
    qtbot.addWidget(outer)
    box, style = QDialogButtonBox(outer), _DesktopStyle("Fusion")
    box.setStyle(style)
    button = box.addButton(QDialogButtonBox.StandardButton.Ok)
    assert not style.standardIcon(QStyle.StandardPixmap.SP_DialogOkButton).isNull()
    assert button.icon().isNull()
