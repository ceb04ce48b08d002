"""Everything that can be operated has a name, and the Tab key reaches it in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from ldn_desktop.domain.plan import Patient
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.ui.fields.product_dialog import ProductDialog
from ldn_desktop.ui.files.code_dialog import CodeDialog
from ldn_desktop.ui.papers.preview import PreviewDialog
from ldn_desktop.ui.shell.top_bar import TopBar
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.tab_bar import Tabs
from ldn_desktop.workspace.intents import SetPatient
from tests.journeys.desk import Desk, child, settle

_OPERATED = {
    QAccessible.Role.Button,
    QAccessible.Role.ButtonDropDown,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.Link,
    QAccessible.Role.List,
    QAccessible.Role.PageTab,
    QAccessible.Role.PageTabList,
    QAccessible.Role.RadioButton,
    QAccessible.Role.Slider,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Table,
}
_PARTS_OF_A_CONTROL = {QAccessible.Role.EditableText, QAccessible.Role.List, QAccessible.Role.PageTabList}


def _below(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for at in range(node.childCount()):
        child = node.child(at)
        if child.isValid() and not _hidden(child):
            yield child
            yield from _below(child)


def _hidden(node: QAccessibleInterface) -> bool:
    widget = node.object()
    return bool(node.state().invisible) or (isinstance(widget, QWidget) and not widget.isVisible())


def _inside_a_named_control(node: QAccessibleInterface) -> bool:
    parent = node.parent()
    return bool(parent.text(QAccessible.Text.Name)) and parent.role() in _OPERATED


def nameless(root: QWidget) -> list[str]:
    """Return what can be operated below a widget and has no name that could be read out."""
    found = []
    top = QAccessible.queryAccessibleInterface(root)
    assert top is not None
    for node in _below(top):
        operated = node.role() in _OPERATED or bool(node.state().focusable)
        if not operated or node.text(QAccessible.Text.Name).strip():
            continue
        if node.role() in _PARTS_OF_A_CONTROL and _inside_a_named_control(node):
            continue
        found.append(f"{node.role().name}: {node.object()!r}")
    return found


def walked(root: QWidget) -> list[QWidget]:
    """Return what has the keyboard one after the other as Tab is pressed, once around."""
    found: list[QWidget] = []
    for _ in range(200):
        focus = root.focusWidget()
        assert focus is not None
        if focus in found[:-1]:
            return found
        # In a date Tab goes from day to month to year before it leaves.
        if not found or focus is not found[-1]:
            found.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    raise AssertionError(f"the Tab key stays at {found[-1]!r}, {found[-1].accessibleName()}")


def focusable(root: QWidget) -> set[QWidget]:
    """Return what Tab should reach."""
    reached = set()
    for widget in root.findChildren(QWidget):
        if widget.window() is not root or not widget.isVisible() or not widget.isEnabled():
            continue
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            reached.add(widget)
    return reached


def _born(desk: Desk) -> None:
    desk.session.do(SetPatient(Patient(birth_date=date(1980, 5, 1))), "the date of birth")
    settle()


def _planned(desk: Desk, step: str = "0.5 mg") -> None:
    desk.usual_set()
    desk.plan("0.5 mg", step, "4.5 mg")
    settle()


@pytest.mark.parametrize("state", ["empty", "plan", "findings"])
def test_every_control_has_a_name(desk: Desk, state: str) -> None:
    if state != "empty":
        _planned(desk, "0.5 mg" if state == "plan" else "0.7 mg")
    blocked = any(bar.severity == "blocking" for bar in desk.bars)
    assert blocked is (state == "findings")
    assert nameless(desk.window) == []
    for tab in range(4 if state != "empty" else 0):
        desk.part(Tabs).setCurrentIndex(tab)
        settle()
        assert nameless(desk.window) == [], tab


@pytest.mark.parametrize("kind", ["capsule", "tablet", "liquid", "drops"])
def test_every_control_of_the_product_dialog_has_a_name(desk: Desk, kind: str) -> None:
    dialog = ProductDialog(None, desk.window.knowledge.offers.product_defaults(), desk.window)
    child(dialog, Segmented, "Kind of product").button(kind).click()
    _check_dialog(dialog)


def test_every_control_of_the_preview_has_a_name(desk: Desk) -> None:
    _planned(desk)
    regimen = desk.session.regimen
    assert regimen is not None
    day = date(2026, 12, 1)
    dialog = PreviewDialog(
        regimen,
        desk.window.knowledge,
        wording=PLAIN,
        paper="a4",
        large=False,
        printed=day,
        parent=desk.window,
    )
    _check_dialog(dialog)


def test_every_control_of_the_dialog_for_codes_has_a_name(desk: Desk) -> None:
    _check_dialog(CodeDialog(desk.window.knowledge, desk.wording, print, desk.window))


def _check_dialog(dialog: QDialog) -> None:
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    assert nameless(dialog) == []
    reached = set(walked(dialog))
    missed = {widget for widget in focusable(dialog) if widget not in reached}
    assert missed == set()
    dialog.close()
    dialog.deleteLater()
    settle()


@pytest.mark.parametrize("state", ["empty", "plan", "findings"])
def test_tab_goes_in_reading_order(desk: Desk, state: str) -> None:
    if state != "empty":
        _planned(desk, "0.5 mg" if state == "plan" else "0.7 mg")
    _born(desk)
    desk.search.setFocus(Qt.FocusReason.TabFocusReason)
    order = walked(desk.window)
    parts: list[tuple[QWidget, int]] = [(desk.part(TopBar), 0), (desk.rail, 1)]
    parts += [(desk.head, 2), (desk.form, 3), (desk.result, 4)]
    ranks = [next((rank for part, rank in parts if part is w or part.isAncestorOf(w)), -1) for w in order]
    names = [
        (rank, w.accessibleName() or getattr(w, "text", str)()) for rank, w in zip(ranks, order, strict=True)
    ]
    assert ranks == sorted(ranks), names


@pytest.mark.parametrize("state", ["empty", "plan", "findings"])
def test_tab_reaches_everything(desk: Desk, state: str) -> None:
    if state != "empty":
        _planned(desk, "0.5 mg" if state == "plan" else "0.7 mg")
    _born(desk)
    desk.rail.focus_first()
    order = walked(desk.window)
    assert [(type(w).__name__, w.accessibleName()) for w in focusable(desk.window) if w not in order] == []


def test_tab_leaves_an_empty_date_of_birth(desk: Desk) -> None:
    born = desk.named(DateEdit, "Date of birth")
    born.setFocus()
    QTest.keyClick(born, Qt.Key.Key_Tab)
    assert desk.window.focusWidget() is not born


def test_the_form_is_walked_from_top_to_bottom(desk: Desk) -> None:
    _planned(desk)
    _born(desk)
    desk.rail.focus_first()
    form = desk.form
    titration = desk.titration
    holder, content = form.widget(), titration.body.parentWidget()
    assert holder is not None
    assert content is not None
    numbers = [w for w in walked(desk.window) if titration.isAncestorOf(w) and content.isAncestorOf(w)]
    left = [w for w in numbers if not titration.ladder.isAncestorOf(w)]
    heights = [w.mapTo(holder, QPoint(0, 0)).y() for w in left]
    assert heights == sorted(heights), [(w.accessibleName(), y) for w, y in zip(left, heights, strict=True)]
    cards = [desk.patient, titration, desk.products]
    inside = [
        next(at for at, card in enumerate(cards) if card is w or card.isAncestorOf(w))
        for w in walked(desk.window)
        if any(card is w or card.isAncestorOf(w) for card in cards)
    ]
    assert inside == sorted(inside)


def test_f6_goes_from_part_to_part(desk: Desk) -> None:
    _planned(desk, "0.7 mg")
    page = desk.page
    page.focus_part("form")
    parts = []
    for _ in range(3):
        desk.window.actions_.next_part.trigger()
        parts.append(page.sides.holds_focus())
    assert parts == ["result", "", "form"]


def test_an_accessible_name_says_what_a_cell_holds(desk: Desk, tmp_path: Path) -> None:
    _planned(desk)
    model = desk.table("Steps").model()
    spoken = model.index(1, 4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Daily dose: 1 mg"
