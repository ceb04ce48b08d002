"""Every underlined letter: none stands twice, and each brings the keyboard where it says, in every state."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel, QTabBar, QWidget

from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.ui.fields.product_dialog import ProductDialog
from ldn_desktop.ui.papers.preview import PreviewDialog
from ldn_desktop.ui.planner.products.suggest_dialog import SuggestDialog
from ldn_desktop.ui.shell.fault_report import FaultReport
from ldn_desktop.ui.shell.guide import Guide, guide_folder
from ldn_desktop.ui.shell.window import MainWindow
from ldn_desktop.ui.widgets.choices import Segmented
from tests.journeys.desk import TODAY, Desk, settle
from tests.places import RESOURCES


def _marked(window: QWidget) -> list[tuple[str, QLabel | QAbstractButton]]:
    """Every visible label of a field and every button with an underlined letter, by its keys."""
    found: list[tuple[str, QLabel | QAbstractButton]] = []
    parts: list[QLabel | QAbstractButton] = [
        *window.findChildren(QLabel),
        *window.findChildren(QAbstractButton),
    ]
    for part in parts:
        names_none = isinstance(part, QLabel) and _buddy(part) is None
        if part.window() is not window or names_none or not part.isVisible() or not part.isEnabled():
            continue
        keys = QKeySequence.mnemonic(part.text()).toString()
        if keys:
            found.append((keys, part))
    return found


def _buddy(label: QLabel) -> QWidget | None:
    return label.buddy()


class _Pressed(QObject):
    """Notes what was pressed, and closes what a press has opened, so that the next letter meets the window."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QObject] = []
        self._closer = QTimer(self, interval=20)
        self._closer.timeout.connect(self._close)
        self._closer.start()

    def watch(self, button: QAbstractButton) -> None:
        button.pressed.connect(self._note)

    def _note(self) -> None:
        sender = self.sender()
        assert sender is not None
        self.buttons.append(sender)

    def _close(self) -> None:
        for part in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if part is not None and not isinstance(part, MainWindow):
                part.close()


def _try_all(window: QWidget) -> int:
    keys = [key for key, _ in _marked(window)]
    assert len(keys) == len(set(keys)), sorted((key, part.text()) for key, part in _marked(window))
    for bar in window.findChildren(QTabBar):
        assert not any(QKeySequence.mnemonic(bar.tabText(at)).toString() for at in range(bar.count()))
    for key, part in _marked(window):
        if part.isVisible() and part.isEnabled():
            _try(window, key, part)
    # What a letter has opened brings letters of its own.
    keys = [key for key, _ in _marked(window)]
    assert len(keys) == len(set(keys)), sorted((key, part.text()) for key, part in _marked(window))
    return len(keys)


def _try(window: QWidget, key: str, part: QLabel | QAbstractButton) -> None:
    pressed = _Pressed()
    target = part.buddy() if isinstance(part, QLabel) else part
    if isinstance(target, QAbstractButton):
        pressed.watch(target)
    _to_front(window)
    letter = Qt.Key(ord(key[-1]))
    QTest.keyClick(window, letter, Qt.KeyboardModifier.AltModifier)
    focus = QApplication.focusWidget()
    # A button stays down for a moment before it does what it does.
    QTest.qWait(200 if isinstance(target, QAbstractButton) else 0)
    if isinstance(target, QAbstractButton):
        assert target in pressed.buttons, (key, part.text())
    else:
        assert target is not None
        assert focus is not None, (key, part.text())
        assert focus is target or target.isAncestorOf(focus), (key, part.text(), focus)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _to_front(window: QWidget) -> None:
    for _ in range(50):
        if QApplication.activeWindow() is window and QApplication.activePopupWidget() is None:
            return
        window.activateWindow()
        QTest.qWait(20)
    raise AssertionError((window, QApplication.activeWindow(), QApplication.activePopupWidget()))


def _empty(_desk: Desk) -> None:
    pass


def _planned(desk: Desk) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()


def _proportional(desk: Desk) -> None:
    _planned(desk)
    desk.choose_mode("proportional")


def _table(desk: Desk) -> None:
    _planned(desk)
    desk.choose_mode("table")


def _more_for_a_step(desk: Desk) -> None:
    _table(desk)
    desk.begin_edit(1, 1)
    desk.button("More for a step").click()


def _by_weight(desk: Desk) -> None:
    _planned(desk)
    desk.type_into(desk.dose("Target"), "0.1 mg/kg")


def _safety(desk: Desk) -> None:
    _planned(desk)
    desk.window.show_card("safety")
    desk.safety.form.answer("surgery-planned", "yes")


def _override(desk: Desk) -> None:
    _proportional(desk)
    desk.window.show_card("follow-up")
    desk.follow_up.form.begin("pause")
    desk.safety.form.answer("severe-renal-failure", "yes")
    desk.override("severe-renal-failure")
    desk.line("Reason for the override").setText("Agreed")


def _follow_up(action: str) -> Callable[[Desk], None]:
    def begin(desk: Desk) -> None:
        _proportional(desk)
        desk.window.show_card("follow-up")
        desk.follow_up.form.begin(action)

    begin.__name__ = f"_follow_up_{action}"
    return begin


def _at(target: str) -> Callable[[Desk], None]:
    def open_it(desk: Desk) -> None:
        desk.window.open_reference(target)

    open_it.__name__ = f"_at_{target}"
    return open_it


_STATES = [
    _empty,
    _planned,
    _proportional,
    _table,
    _more_for_a_step,
    _by_weight,
    _safety,
    _override,
    *(_follow_up(action) for action in ("pause", "hold", "step_back", "times", "formulations")),
    *(_at(target) for target in ("topic:surgery", "page:studies", "page:opioid-finder", "page:blockade")),
    _at("page:mechanism-map"),
]


@pytest.mark.parametrize("state", _STATES, ids=lambda state: state.__name__)
def test_every_underlined_letter_of_the_window(desk: Desk, state: Callable[[Desk], None]) -> None:
    state(desk)
    QTest.qWait(200)
    # A letter may change what is shown, so each state is gone through as it then stands.
    assert _try_all(desk.window) > 0


def test_every_underlined_letter_of_the_dialogs(desk: Desk) -> None:
    _planned(desk)
    products = desk.products
    plan, knowledge = desk.session.draft.plan, desk.window.knowledge
    for product in (None, *knowledge.offers.usual_products()):
        dialog = ProductDialog(product, knowledge.offers.product_defaults(), products)
        _shown(dialog)
    _shown(SuggestDialog(plan, knowledge.offers.usual_products(), desk.dose_words, products))


def test_no_letter_stands_twice_in_any_dialog_in_any_state(desk: Desk) -> None:
    """Also where a button is switched off: it comes on with the next choice."""
    _planned(desk)
    regimen, knowledge = desk.session.regimen, desk.window.knowledge
    assert regimen is not None
    dialogs: list[QDialog] = [
        PreviewDialog(regimen, knowledge, wording=PLAIN, paper="a4", large=False, printed=TODAY),
        ProductDialog(None, knowledge.offers.product_defaults(), desk.window),
        Guide(guide_folder(RESOURCES), desk.window),
        FaultReport("fault", desk.window),
    ]
    for dialog in dialogs:
        dialog.show()
        states = 0
        for combo in dialog.findChildren(QComboBox):
            for at in range(combo.count() if combo.isVisible() else 0):
                if combo.model().index(at, 0).flags() & Qt.ItemFlag.ItemIsEnabled:
                    combo.setCurrentIndex(at)
                    states += _no_clash(dialog)
        for choice in dialog.findChildren(Segmented):
            for button in choice.findChildren(QAbstractButton):
                button.click()
                states += _no_clash(dialog)
        assert states + _no_clash(dialog) > 0
        dialog.reject()
        dialog.deleteLater()
        settle()


def _no_clash(dialog: QDialog) -> int:
    parts: list[QLabel | QAbstractButton] = [
        *dialog.findChildren(QLabel),
        *dialog.findChildren(QAbstractButton),
    ]
    seen = [part for part in parts if part.isVisible()]
    keys = [keys for part in seen if (keys := QKeySequence.mnemonic(part.text()).toString())]
    assert len(keys) == len(set(keys)), (dialog.windowTitle(), sorted(keys))
    return len(keys)


def _shown(dialog: QDialog) -> None:
    dialog.open()
    _to_front(dialog)
    keys = [key for key, _ in _marked(dialog)]
    assert len(keys) == len(set(keys)), sorted((key, part.text()) for key, part in _marked(dialog))
    for key, part in _marked(dialog):
        # A button is told by its letter alone: pressed, it would close the dialog.
        if isinstance(part, QLabel):
            QTest.keyClick(dialog, Qt.Key(ord(key[-1])), Qt.KeyboardModifier.AltModifier)
            focus, target = QApplication.focusWidget(), part.buddy()
            assert focus is not None, (key, part.text())
            assert focus is target or target.isAncestorOf(focus), (key, part.text(), focus)
    dialog.reject()
    dialog.deleteLater()
    settle()
