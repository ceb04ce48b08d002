"""Cards, bars, chips, tabs and labels: what they show, tell and say to a screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.printing.capsule import (
    LEVELS,
    capsule_size,
    paint_capsule,
    paint_half_capsule,
    paint_syringe,
    paint_tablet,
    paper_capsule_size,
)
from ldn_desktop.ui.theme.look import theme_named
from ldn_desktop.ui.theme.theme import ThemeManager
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.chip import KINDS, Chip
from ldn_desktop.ui.widgets.elide_label import ElideLabel
from ldn_desktop.ui.widgets.empty_state import EmptyState
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.mark_button import MarkButton
from ldn_desktop.ui.widgets.message_bar import MessageBar
from ldn_desktop.ui.widgets.severity_mark import SeverityMark
from ldn_desktop.ui.widgets.support_meter import SupportMeter
from ldn_desktop.ui.widgets.tab_bar import Tabs

# Without a screen there is nobody to be told the least size of a window; Qt says so at every one.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

INK, PAPER = QColor("#000000"), QColor("#FFFFFF")


@pytest.fixture
def card(qtbot: QtBot) -> Card:
    made = Card("Titration")
    made.body.addWidget(QLabel("content"))
    made.add_header_widget(QPushButton("Suggest…"))
    made.set_summary("9 steps")
    qtbot.addWidget(made)
    made.show()
    return made


def header(card: Card) -> QWidget:
    card.focus_header()
    return card._header


def test_a_card_folds_by_mouse_and_keys(card: Card, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.folded_changed) as told:
        QTest.mouseClick(header(card), Qt.MouseButton.LeftButton)
    assert told.args == [True]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        before = card.folded
        QTest.keyClick(header(card), key)
        assert card.folded is not before


def test_a_folded_card_shows_its_summary_in_place_of_everything_else(card: Card) -> None:
    card.set_note("optional")
    shown = {label.text(): label.isVisible() for label in card.findChildren(QLabel)}
    assert shown == {"Titration": True, "9 steps": False, "optional": True, "content": True}
    card.set_folded(True)
    shown = {label.text(): label.isVisible() for label in card.findChildren(QLabel)}
    assert shown == {"Titration": True, "9 steps": True, "optional": False, "content": False}
    assert not card.findChildren(QPushButton)[0].isVisible()


def test_a_card_says_its_title_and_state(card: Card) -> None:
    card.set_state("blocking")
    said = QAccessible.queryAccessibleInterface(header(card))
    assert said.text(QAccessible.Text.Name) == "Titration, Blocking"
    assert said.text(QAccessible.Text.Description) == "9 steps"
    with pytest.raises(ValueError, match="terrible"):
        card.set_state("terrible")


def test_a_bar_tells_the_key_of_button_and_link(qtbot: QtBot) -> None:
    bar = MessageBar(
        "blocking", "Too soon,", "6 days.", actions=[("start", "Start later", True)], link=("why", "Why?")
    )
    qtbot.addWidget(bar)
    with qtbot.waitSignal(bar.action_triggered) as told:
        bar.buttons()[0].click()
    assert told.args == ["start"]
    with qtbot.waitSignal(bar.action_triggered) as told:
        bar.findChildren(QLabel)[0].linkActivated.emit("link:why")
    assert told.args == ["why"]


def test_a_bar_says_its_word_and_keeps_markup_as_text(qtbot: QtBot) -> None:
    bar = MessageBar("caution", "<b>5 < 6</b>")
    qtbot.addWidget(bar)
    assert bar.accessibleName() == "Caution: <b>5 < 6</b>"
    assert "&lt;b&gt;" in bar.findChildren(QLabel)[0].text()


def test_the_first_repair_that_can_be_used_gets_the_focus(qtbot: QtBot) -> None:
    bar = MessageBar("warning", "A sentence.", actions=[("a", "First", True), ("b", "Second", False)])
    qtbot.addWidget(bar)
    with qtbot.waitActive(bar):
        bar.show()
        bar.activateWindow()
    bar.buttons()[0].setEnabled(False)
    assert bar.focus_first_action()
    assert bar.buttons()[1].hasFocus()
    bar.set_actions([])
    assert not bar.focus_first_action()


def test_an_unknown_severity_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="awful"):
        MessageBar("awful", "A sentence.")
    with pytest.raises(ValueError, match="awful"):
        SeverityMark("awful")


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


def test_the_cross_of_a_chip_stays_in_it_at_any_size_of_letters(qtbot: QtBot) -> None:
    chip = Chip("0.5 mg")
    qtbot.addWidget(chip)
    for scale in (2.0, 1.0, 2.5):
        chip.set_theme(chip.theme.scaled(scale))
        cross = chip._cross.geometry()
        assert chip.rect().contains(cross)
        assert abs(cross.center().y() - chip.rect().center().y()) <= 1


def test_a_chip_that_stays_cannot_be_removed(qtbot: QtBot) -> None:
    chip = Chip("0.5 mg", removable=False)
    qtbot.addWidget(chip)
    with qtbot.assertNotEmitted(chip.remove_requested):
        QTest.keyClick(chip, Qt.Key.Key_Delete)


@pytest.mark.parametrize("kind", KINDS)
def test_a_chip_of_every_kind_has_a_drawing(qtbot: QtBot, kind: str) -> None:
    theme = theme_named("light")
    chip = Chip("x", kind=kind, level=3, theme=theme)
    qtbot.addWidget(chip)
    image = chip.grab().toImage()
    drawn = {image.pixelColor(x, y).name() for x in range(8, 36) for y in range(image.height())}
    assert theme.hex("s2").lower() in drawn
    with pytest.raises(ValueError, match="spoon"):
        Chip("x", kind="spoon")


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
    for paint in (paint_capsule, paint_half_capsule):
        ink = [painted(paint, level, INK, PAPER) for level in range(LEVELS)]
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


def test_tabs_carry_counts_the_gravest_first(qtbot: QtBot) -> None:
    tabs = Tabs()
    qtbot.addWidget(tabs)
    tabs.addTab(QWidget(), "Findings")
    before = tabs.tabBar().tabSizeHint(0).width()
    tabs.set_counts(0, [("caution", 1), ("info", 0), ("blocking", 2)])
    assert tabs.tabBar().accessibleTabName(0) == "Findings, 2 blocking, 1 caution"
    assert tabs.tabBar().tabSizeHint(0).width() > before
    tabs.set_counts(0, [])
    assert tabs.tabBar().accessibleTabName(0) == "Findings"
    assert tabs.tabBar().tabSizeHint(0).width() == before


def test_a_shortened_label_shows_the_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElideLabel("A title that is much too long")
    qtbot.addWidget(label)
    label.resize(40, 20)
    label.show()
    assert label.shortened
    assert label.toolTip() == "A title that is much too long"
    label.resize(600, 20)
    assert (label.shortened, label.toolTip()) == (False, "")


def test_a_flow_breaks_where_the_room_ends(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, spacing=5)
    parts = [QWidget() for _ in range(4)]
    for part in parts:
        part.setFixedSize(40, 20)
        flow.addWidget(part)
    assert flow.heightForWidth(200) == 20
    assert flow.heightForWidth(90) == 45
    box.resize(90, 45)
    box.show()
    assert [(p.x(), p.y()) for p in parts] == [(0, 0), (45, 0), (0, 25), (45, 25)]
    parts[0].hide()
    assert flow.heightForWidth(130) == 20
    assert flow.takeAt(9) is None
    assert flow.count() == 4


def test_an_empty_place_says_how_to_begin(qtbot: QtBot) -> None:
    empty = EmptyState("No plan yet", "Type a start.", [("new", "New plan", True)])
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.action_triggered) as told:
        empty.findChildren(QPushButton)[0].click()
    assert told.args == ["new"]
    assert empty.accessibleDescription() == "Type a start."


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
