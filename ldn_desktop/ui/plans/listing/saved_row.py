"""The filters that were saved, one a chip, what saves another, and the order of the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from ldn_desktop.library.filters import Filter
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import PlainLabel, plain_tip
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.workspace.plan_list import Column, Order
from ldn_desktop.workspace.plan_list_words import TITLES

ALL = ("All plans", Filter())
WHAT_IS_DUE = "What is due"
_MOST_KEYS = 9
_NO_ICON = QIcon()
_NAME_WIDE = 180
_CHIP_WIDE, _BRIEF_WIDE = 200, 120
"""Pixels at 100 % that the name of a saved filter has in its chip, and where other filters stand beside it."""
_SAVE = "Save this filter…"


class SavedRow(Themed, QWidget):
    """``chosen`` hands over a saved filter, ``save_wanted`` a name for the one that is asked for.

    ``remove_wanted`` names one that is to be forgotten; ``order_wanted`` hands over an order, ``None`` that of what is
    due.
    """

    chosen = Signal(object)
    save_wanted = Signal(str)
    remove_wanted = Signal(str)
    order_wanted = Signal(object)

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self._icons = icons
        self._saved: list[tuple[str, Filter]] = [ALL]
        self._wanted, self._narrow, self._brief = Filter(), False, False
        self._order_now: Order | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._arrange)
        self._chips: list[QPushButton] = []
        self._flow = FlowLayout()
        self._title = PlainLabel("Saved filters", role="secondary")
        self._one = QPushButton("Saved filters")
        self._one.setProperty("menu", True)
        self._menu = QMenu(self._one)
        self._menu.triggered.connect(self._menu_chosen)
        self._one.setMenu(self._menu)
        self._choices: list[QAction] = []
        self._save_too, self._remove_too = QAction(_SAVE, self), QAction("Remove this filter", self)
        self._save_too.triggered.connect(self._begin_name)
        self._remove_too.triggered.connect(self._remove_current)
        self._save = QPushButton(_SAVE)
        self._save.setProperty("role", "flat")
        self._save.setProperty("small", True)
        self._save.clicked.connect(self._begin_name)
        self._name = _Name()
        self._name.setPlaceholderText("Name of this filter")
        self._name.setAccessibleName("Name of this filter")
        self._name.returnPressed.connect(self._named)
        self._name.left.connect(self._end_name)
        self._name.hide()
        for widget in (self._title, self._one, self._save, self._name):
            self._flow.addWidget(widget)
        self._order = QPushButton()
        self._order.setProperty("role", "flat")
        self._order.setProperty("small", True)
        self._order.setProperty("menu", True)
        orders = QMenu(self._order)
        orders.addAction(WHAT_IS_DUE).setData(-1)
        for column, title in TITLES.items():
            orders.addAction(title).setData(int(column))
        orders.triggered.connect(self._order_chosen)
        self._order.setMenu(orders)
        self._order_title = PlainLabel("Order", role="caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(self._flow, 1)
        row.addWidget(self._order_title)
        row.addWidget(self._order)
        self._make_keys()
        self.show_order(None)
        self.show_saved([])
        self.apply_theme()

    def show_saved(self, saved: Sequence[tuple[str, Filter]]) -> None:
        """Show other saved filters, behind that of all plans."""
        self._saved = [ALL, *saved]
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = []
        behind = [self._save, self._name]
        for widget in behind:
            self._flow.removeWidget(widget)
        for at, (name, _) in enumerate(self._saved):
            chip = QPushButton(self._short(name))
            chip.setAccessibleName(name)
            chip.setProperty("role", "pill")
            chip.setCheckable(True)
            chip.setProperty("number", at + 1)
            chip.setToolTip(plain_tip(f"{name} (Alt+{at + 1})" if at < _MOST_KEYS else name))
            chip.clicked.connect(self._chip_clicked)
            if at:
                remove = QAction("Remove this filter", chip)
                remove.setData(name)
                remove.triggered.connect(self._remove)
                chip.addAction(remove)
                chip.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            self._chips.append(chip)
            self._flow.addWidget(chip)
        for widget in behind:
            self._flow.addWidget(widget)
        self._menu.clear()
        self._choices = []
        for at, (name, _) in enumerate(self._saved):
            action = self._menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setData(at)
            self._choices.append(action)
        # Where there is no room for chips, what is done with them stands here.
        self._menu.addSeparator()
        self._menu.addAction(self._save_too)
        self._menu.addAction(self._remove_too)
        self._arrange()
        self.show_wanted(self._wanted)

    def show_wanted(self, wanted: Filter) -> None:
        """Show which saved filter is asked for, if one is; another can be saved."""
        self._wanted = wanted
        names = [saved for _, saved in self._saved]
        for chip, action, saved in zip(self._chips, self._choices, names, strict=True):
            on = saved == wanted
            chip.setChecked(on)
            action.setChecked(on)
            chip.setIcon(self._icons.icon("check", "on_soft", self.theme) if on else _NO_ICON)
        self._save.setEnabled(wanted not in names)
        self._save_too.setEnabled(wanted not in names)
        self._remove_too.setEnabled(wanted in names[1:])
        name = next((name for name, saved in self._saved if saved == wanted), "Saved filters")
        self._one.setText(self._short(name))
        self._one.setAccessibleName(f"Saved filters: {name}")

    def show_order(self, order: Order | None) -> None:
        """Show in which order the list is."""
        words = WHAT_IS_DUE if order is None else TITLES[order.column]
        if order is not None and order.descending:
            words += ", descending"
        self._order_now = order
        self._order.setText(words)
        self._order.setAccessibleName(f"Order: {words}")
        self._order.setToolTip(plain_tip(f"Order: {words}"))

    def set_narrow(self, narrow: bool) -> None:
        """Show the saved filters as one menu, where there is little room."""
        if narrow != self._narrow:
            self._narrow = narrow
            # A resize that leads here is to end first.
            self._soon.start()

    def set_brief(self, brief: bool) -> None:
        """Leave room for other filters in the same row: the order says by its tip alone what it is."""
        self._brief = brief
        self._order_title.setHidden(brief)
        self.show_wanted(self._wanted)

    def apply_theme(self) -> None:
        """Take distances and icons from the theme."""
        self._flow.setSpacing(self.theme.px(6))
        self._name.setFixedWidth(self.theme.px(_NAME_WIDE))
        for chip, (name, _) in zip(self._chips, self._saved, strict=True):
            chip.setText(self._short(name))
        self.show_wanted(self._wanted)

    def _make_keys(self) -> None:
        for number in range(1, _MOST_KEYS + 1):
            keys = QShortcut(QKeySequence(f"Alt+{number}"), self)
            keys.setProperty("number", number)
            keys.activated.connect(self._key_pressed)

    def _short(self, name: str) -> str:
        """Return a name as a button bears it: whole, unless somebody wrote a sentence; its tip says it whole."""
        return (
            self.fontMetrics()
            .elidedText(
                name, Qt.TextElideMode.ElideRight, self.theme.px(_BRIEF_WIDE if self._brief else _CHIP_WIDE)
            )
            .replace("&", "&&")
        )

    def _arrange(self) -> None:
        self._one.setVisible(self._narrow)
        self._title.setVisible(not self._narrow)
        self._save.setVisible(not self._narrow and self._name.isHidden())
        for chip in self._chips:
            chip.setVisible(not self._narrow)

    def _chip_clicked(self) -> None:
        self._choose(self.sender().property("number"))

    def _key_pressed(self) -> None:
        self._choose(self.sender().property("number"))

    def _menu_chosen(self, action: QAction) -> None:
        if action in self._choices:
            self._choose(action.data() + 1)

    def _remove_current(self) -> None:
        name = next((name for name, saved in self._saved[1:] if saved == self._wanted), "")
        if name:
            self.remove_wanted.emit(name)

    def _choose(self, number: int) -> None:
        if number <= len(self._saved):
            self.chosen.emit(self._saved[number - 1][1])
            # A click on the one that is on leaves it on.
            self.show_wanted(self._wanted)

    def _remove(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.remove_wanted.emit(action.data())

    def _begin_name(self) -> None:
        self._save.hide()
        self._name.clear()
        self._name.show()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _named(self) -> None:
        name = " ".join(self._name.text().split())
        if name:
            self._end_name()
            self.save_wanted.emit(name)

    def _end_name(self) -> None:
        held = self._name.hasFocus()
        self._name.hide()
        self._save.setVisible(not self._narrow)
        if held:
            self._order.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_chosen(self, action: QAction) -> None:
        """Order by a column; the one that the list is in already the other way round."""
        column, now = action.data(), self._order_now
        turned = now is not None and now.column == column and not now.descending
        self.order_wanted.emit(None if column < 0 else Order(Column(column), descending=turned))


class _Name(WholeLine):
    """Where a filter is named; ``left`` tells that somebody thought better of it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
